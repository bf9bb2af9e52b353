"""Booked while cut off and refused by a real centre: who is to be phoned, shown and ticked off by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.kernel.confirm import Confirmation, Verdict
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.service import Rooms
from app.rooms.states import Purpose
from app.security.actors import Actor
from app.sync.deciding import ConflictDesk
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import CLERK, MANAGER, ZONE, FixedWord, SmallHall, at
from tests.ui.rooms.test_rooms_page import Key, doors_of, hall, press, settled
from ui import theme
from ui.parts.background import Background
from ui.rooms.page import RoomsPage
from ui.rooms.side_tabs import Side

__all__ = ["hall"]

pytestmark = pytest.mark.centre

Pair = tuple[Terminal, Terminal]


@pytest.fixture
def pair(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[Pair]:
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        yield first, second


@pytest.fixture
def open_at(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., RoomsPage]]:
    """Open the page at a terminal."""
    made: list[Background] = []
    theme.apply(qapp, theme.Theme())

    def opened(terminal: Terminal, actor: Actor) -> RoomsPage:
        background = Background()
        background.follow(terminal.hall.store.listen)
        made.append(background)
        page = RoomsPage(doors_of(terminal.hall), background, actor)
        qtbot.addWidget(page)
        page.resize(1240, 640)
        page.show()
        qtbot.waitExposed(page)
        qtbot.waitUntil(lambda: page.timeline.scene() is not None and background.is_idle())
        return page

    yield opened
    for background in made:
        background.close()


def refused(pair: Pair) -> None:
    """The second terminal books two meetings cut off; one of the rooms goes to the first meanwhile."""
    first, second = pair
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    people = (PartyEntry("甲公司", organisation="甲公司"), PartyEntry("乙大学"))
    for room, title in ((first.hall.small, "落空"), (first.hall.large, "保住")):
        cut_off.book(BookingEntry(room, at(10), at(11), Purpose.TALK, title, parties=people), actor=CLERK)
    second.clock.step(600)
    first.rooms().book(
        BookingEntry(first.hall.small, at(10, 30), at(11, 30), Purpose.TALK, "先到"), actor=CLERK
    )
    report = second.exchange.run()
    assert report.refused == 1
    first.exchange.run()


def test_who_counts_on_a_refused_booking_is_shown_and_ticked_off_everywhere(
    qtbot: QtBot, pair: Pair, open_at: Callable[..., RoomsPage]
) -> None:
    refused(pair)
    page = open_at(pair[1], CLERK)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone 1")
    # F10 goes from list to list.
    while page.side.tabs.current() is not Side.CALLS:
        page.side.tabs.turn()
    calls = page.lists.calls
    settled(qtbot, page, lambda: bool(calls.offers.choices()))
    (row,) = calls.table.rows()
    assert row.title == "落空"
    assert [c.text for c in calls.people.choices()] == ["甲公司", "乙大学"]
    assert calls.tick.isVisible()
    calls.tick.setFocus()
    press(calls.tick, Key.Key_Space)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone")
    # What is known here is known at the other terminal after the next exchange.
    other = open_at(pair[0], MANAGER)
    settled(qtbot, other, lambda: other.side.tabs.text(Side.CALLS) == "To phone 1")
    pair[1].exchange.run()
    pair[0].exchange.run()
    settled(qtbot, other, lambda: other.side.tabs.text(Side.CALLS) == "To phone")


def test_what_is_free_instead_is_booked_for_the_same_people_by_a_digit(
    qtbot: QtBot, pair: Pair, open_at: Callable[..., RoomsPage]
) -> None:
    refused(pair)
    page = open_at(pair[1], CLERK)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone 1")
    while page.side.tabs.current() is not Side.CALLS:
        page.side.tabs.turn()
    calls = page.lists.calls
    settled(qtbot, page, lambda: bool(calls.offers.choices()))
    calls.offers.setFocus()
    press(calls.offers, Key.Key_1)
    settled(qtbot, page, lambda: page.form.isVisible() and page.form.verdict() == "Free at this time.")
    assert page.form.form.text("title") == "落空"
    press(page.form.book, Key.Key_Space)
    view = pair[1].hall.view()
    settled(qtbot, page, lambda: "落空" in {b.title for b in view.day(view.today())})
    (kept,) = [b for b in view.day(view.today()) if b.title == "落空"]
    assert kept.party_names == ("甲公司", "乙大学")


def test_one_that_was_decided_already_says_so(
    qtbot: QtBot, pair: Pair, open_at: Callable[..., RoomsPage]
) -> None:
    refused(pair)
    page = open_at(pair[0], MANAGER)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone 1")
    (row,) = page.lists.calls.table.rows()
    ConflictDesk(pair[0].hall.store, pair[0].confirm).take_theirs(row.key, actor=MANAGER)
    page.lists.calls.told.emit(row, "")
    settled(qtbot, page, lambda: page.banner.isVisible())
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone")
