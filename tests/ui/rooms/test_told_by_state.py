"""Each deed is told by what it came to: booked, asked for where the hall must agree, or to be confirmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.kernel.confirm import Confirmation, Standalone, Verdict
from app.rooms.entities import Booking
from app.rooms.entries import BookingEntry
from app.rooms.recurrence import Daily, Series
from app.rooms.series import Scope, SeriesEntry
from app.rooms.states import BookingState, Purpose
from app.rooms.waiting_list import WaitingList, WishEntry
from app.security.actors import Machine
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, FixedWord, SmallHall, at
from tests.ui.rooms.test_room_lists import wants_approval
from tests.ui.rooms.test_rooms_page import Key, booked, hall, open_page, press, settled
from ui.rooms.carrying import Carry, Move
from ui.rooms.day import Stretch
from ui.rooms.page import RoomsPage
from ui.rooms.side_tabs import Side

__all__ = ["hall", "open_page"]

Deed = Callable[[RoomsPage, SmallHall, str], None]
"""Done on the page, with a booking of the small room from 9 to 12."""


def entry(hall: SmallHall) -> BookingEntry:
    return BookingEntry(hall.large, at(14), at(15), Purpose.TALK, "试")


def book(page: RoomsPage, hall: SmallHall, key: str) -> None:
    page.desk.book(entry(hall))


def copy(page: RoomsPage, hall: SmallHall, key: str) -> None:
    page.desk.move(Move(key, Stretch(hall.large, at(14), at(17)), Carry.COPY), at(14))


def move(page: RoomsPage, hall: SmallHall, key: str) -> None:
    page.desk.move(Move(key, Stretch(hall.large, at(9), at(12))), at(12))


def split(page: RoomsPage, hall: SmallHall, key: str) -> None:
    page.desk.move(Move(key, Stretch(hall.large, at(10), at(12)), Carry.SPLIT), at(10))


def change(page: RoomsPage, hall: SmallHall, key: str) -> None:
    page.desk.change(hall.view().booking(key, CLERK.staff_id), Scope.ONE, entry(hall))


def series(page: RoomsPage, hall: SmallHall, key: str) -> None:
    outcome = page.lists._doors.series.book(
        SeriesEntry(entry(hall), Series(DAY, Daily(), count=2)), actor=CLERK
    )
    page.desk.tell_series(outcome)


def basket(page: RoomsPage, hall: SmallHall, key: str) -> None:
    page.desk.tell_booked(page.lists._doors.rooms.book_all([entry(hall)], actor=CLERK))


def mixed(page: RoomsPage, hall: SmallHall, key: str) -> None:
    free = BookingEntry(hall.small, at(14), at(15), Purpose.TALK, "试")
    page.desk.tell_booked(page.lists._doors.rooms.book_all([entry(hall), free], actor=CLERK))


DEEDS: dict[str, tuple[Deed, str, str]] = {
    "book": (book, "Booked: Room 2", "Asked for: Room 2"),
    "copy": (copy, "Booked once more: Room 2", "Asked for: Room 2"),
    "move": (move, "Moved: Room 2", "Asked for: Room 2, 09:00\u201312:00; the place before is given up"),
    "split": (split, "Split; goes on in Room 2", "Split; its second part is asked for: Room 2"),
    "change": (change, "Changed: Room 2", "Changed; the hall has yet to agree: Room 2"),
    "series": (series, "Booked: 2 dates", "Asked for: 2 dates"),
    "basket": (basket, "Booked together: 1", "Asked for together: 1"),
    "mixed": (mixed, "Booked together: 2", "Booked together: 2 \u00b7 asked for, not yet agreed to: 1"),
}


def heard(page: RoomsPage) -> list[str]:
    said: list[str] = []
    page.desk.kept.connect(lambda text, to: said.append(text))
    page.lists.kept.connect(lambda text, to: said.append(text))
    return said


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("is_offline", [False, True])
@pytest.mark.parametrize("is_asked", [False, True])
def test_what_a_deed_came_to_is_said(
    qtbot: QtBot,
    hall: SmallHall,
    open_page: Callable[..., RoomsPage],
    name: str,
    is_offline: bool,
    is_asked: bool,
) -> None:
    deed, done, asked = DEEDS[name]
    if is_asked:
        wants_approval(hall)
    key = booked(hall, hall.small, at(9), at(12))
    page = open_page(FixedWord(Confirmation(Verdict.OFFLINE)) if is_offline else None)
    said = heard(page)
    deed(page, hall, key)
    settled(qtbot, page, lambda: bool(said))
    assert said[0].startswith(asked if is_asked else done)
    assert said[0].endswith("to be confirmed") is is_offline


def test_what_the_website_asked_for_is_still_to_be_confirmed_when_it_was_moved(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.small, at(9), at(12))
    with hall.store.change(Machine(), "website") as work:
        work.get(Booking, key).state = BookingState.PENDING
    page = open_page()
    said = heard(page)
    move(page, hall, key)
    settled(qtbot, page, lambda: bool(said))
    assert said == ["Moved: Room 2, 09:00\u201312:00 \u00b7 to be confirmed"]


@pytest.mark.parametrize("is_asked", [False, True])
def test_offers_held_and_taken_while_cut_off_are_to_be_confirmed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage], is_asked: bool
) -> None:
    if is_asked:
        wants_approval(hall)
    wish = WishEntry(at(9), at(10), Purpose.TALK, "想要", "周明", room_id=hall.large)
    WaitingList(hall.store, Standalone(), ZONE).join(wish, actor=CLERK)
    page = open_page(FixedWord(Confirmation(Verdict.OFFLINE)))
    said, waiting = heard(page), page.lists.waiting
    while page.side.tabs.current() is not Side.WAITING:
        page.side.tabs.turn()
    settled(qtbot, page, lambda: bool(waiting.offers.choices()))
    press(waiting.offers, Key.Key_1)
    settled(qtbot, page, lambda: len(said) == 1 and waiting.take.isVisibleTo(waiting))
    press(waiting.take, Key.Key_Return)
    settled(qtbot, page, lambda: len(said) == 2)
    taken = "Asked for" if is_asked else "Booked"
    assert said == [
        "Held for ten minutes: Room 2, 09:00\u201310:00 \u00b7 to be confirmed",
        f"{taken}: Room 2, 09:00\u201310:00 \u00b7 to be confirmed",
    ]


def test_what_is_agreed_to_while_cut_off_is_to_be_confirmed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    wants_approval(hall)
    key = booked(hall, hall.large, at(9), at(10), "独自")
    page = open_page(FixedWord(Confirmation(Verdict.OFFLINE)), actor=MANAGER)
    said = heard(page)
    page.side.tabs.turn()
    settled(qtbot, page, lambda: len(page.lists.requests.cards()) == 1)
    QTest.mouseClick(page.lists.requests.cards()[0].approve, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: bool(said))
    assert said == ["Agreed: Room 2, 09:00\u201310:00 \u00b7 to be confirmed"]
    assert hall.view().booking(key).state is BookingState.CONFIRMED


def test_copying_somebody_elses_confidential_meeting_says_that_only_its_host_can(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    secret = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "并购洽谈", is_confidential=True)
    hall.desk().book(secret, actor=CLERK)
    page = open_page(actor=MANAGER)
    page.timeline.point_at(hall.small, at(9), at(9, 15))
    press(page.timeline, Key.Key_C, Key.Key_Down, modifier=Qt.KeyboardModifier.ControlModifier)
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, page.banner.isVisible)
    assert "only its host can do this" in page.banner.text()
    assert len(hall.view().day(DAY)) == 1
