"""The rooms' page by keys and mouse, on a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.cases.queries import CaseView
from app.catalogue.queries import CatalogueView
from app.contracts.queries import ContractsView
from app.kernel.confirm import Confirmation, Standalone, Verdict
from app.reception.finding import Finder
from app.reception.queries import ReceptionView
from app.reception.service import OrganisationEntry, PersonEntry, Reception, VisitEntry, open_visit
from app.rooms.approving import Approvals
from app.rooms.call_list import CallList
from app.rooms.entries import BookingEntry
from app.rooms.series import SeriesDesk
from app.rooms.states import PartyRole, Purpose
from app.rooms.waiting_list import WaitingList
from app.security.accounts import Accounts
from app.security.actors import Actor
from tests.rooms.small_hall import CLERK, DAY, ZONE, FixedWord, SmallHall, at, founded
from ui import theme
from ui.parts.background import Background
from ui.rooms.day import DayScene
from ui.rooms.jobs import RoomsDoors
from ui.rooms.page import RoomsPage

Key = Qt.Key
Modifier = Qt.KeyboardModifier


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[SmallHall]:
    with founded(tmp_path / "counter.db") as made:
        yield made


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, hall: SmallHall) -> Iterator[Callable[..., RoomsPage]]:
    """Open the page and wait until the day is there."""
    made: list[Background] = []
    theme.apply(qapp, theme.Theme())

    def opened(confirm: FixedWord | None = None, actor: Actor = CLERK) -> RoomsPage:
        background = Background()
        background.follow(hall.store.listen)
        made.append(background)
        page = RoomsPage(doors_of(hall, confirm), background, actor)
        qtbot.addWidget(page)
        page.resize(1240, 640)
        page.show()
        qtbot.waitExposed(page)
        qtbot.waitUntil(lambda: page.timeline.scene() is not None and background.is_idle())
        page.timeline.setFocus()
        return page

    yield opened
    for background in made:
        background.close()


def doors_of(hall: SmallHall, confirm: FixedWord | None = None) -> RoomsDoors:
    word, store = confirm or Standalone(), hall.store
    return RoomsDoors(
        hall.desk(confirm),
        hall.view(),
        SeriesDesk(store, word, ZONE),
        Approvals(store, word, ZONE),
        WaitingList(store, word, ZONE),
        CallList(store),
        ReceptionView(store, Finder(store, b"secret", ZONE)),
        CaseView(store),
        ContractsView(store),
        CatalogueView(store),
        Accounts(store),
        ZONE,
    )


def press(widget: QWidget, *keys: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(widget, key, modifier)


def settled(qtbot: QtBot, page: RoomsPage, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: is_so() and page.background.is_idle())


def booked(hall: SmallHall, room_id: str, start: int, end: int, title: str = "节水") -> str:
    entry = BookingEntry(room_id, start, end, Purpose.TALK, title)
    return hall.desk().book(entry, actor=CLERK).value.id


def test_keys_alone_make_a_booking(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    timeline = page.timeline
    said: list[str] = []
    page.said.connect(lambda text, can_undo: said.append(text))
    # The cursor begins on the present quarter, 8:30, in the first room.
    press(timeline, Key.Key_Down, Key.Key_Right, Key.Key_Right)
    press(timeline, *[Key.Key_Right] * 5, modifier=Modifier.ShiftModifier)
    assert "Room 2, 09:00\u201310:30: free" in timeline.accessibleDescription()
    press(timeline, Key.Key_Return)
    title = page.form.form.editor("title")
    assert title.hasFocus()
    page.form.form.set_text("title", "碳纤维气凝胶 𠮷")
    page.form.form.set_text("seller", "南洋理工大学")
    press(title, Key.Key_Return, modifier=Modifier.ControlModifier)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 1 and bool(timeline.pointed()))
    (row,) = hall.view().day(DAY)
    assert (row.room_id, row.starts_at, row.ends_at) == (hall.large, at(9), at(10, 30))
    assert (row.title, row.party_names) == ("碳纤维气凝胶 𠮷", ("南洋理工大学",))
    assert hall.view().booking(row.id).parties[0].role is PartyRole.SELLER
    assert said and "09:00" in said[0]
    assert page.form.form.text("title") == ""


def test_a_refused_booking_keeps_what_was_typed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    page.timeline.point_at(hall.small, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "微生物土壤修复")
    page.form.form.set_text("buyer", "北京大学")
    booked(hall, hall.small, at(9, 30), at(10, 30))  # another desk was quicker
    typed = page.form.form.values()
    press(page.form.form.editor("seller"), Key.Key_Return)
    settled(qtbot, page, page.banner.isVisible)
    assert page.form.form.values() == typed
    assert len(hall.view().day(DAY)) == 1
    # The alternatives are in the list, and a digit takes one over.
    settled(qtbot, page, lambda: len(page.form.best.choices()) > 0)
    assert page.form.best.hasFocus()
    press(page.form.best, Key.Key_1)
    assert page.form.book.hasFocus()
    press(page.form.book, Key.Key_Return)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 2)
    assert {b.title for b in hall.view().day(DAY)} == {"节水", "微生物土壤修复"}


def test_conflicts_and_odd_times_are_told_while_typing(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(10), "节水灌溉")
    page = open_page()
    page.timeline.point_at(hall.small, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, lambda: "节水灌溉" in page.form.verdict())
    assert "10:15" in page.form.verdict()
    page.form.form.set_text("starts_at", "10:15")
    settled(qtbot, page, lambda: page.form.verdict() == "Free at this time.")
    page.form.form.set_text("party_size", "7")
    settled(qtbot, page, lambda: "Too small" in page.form.verdict())
    page.form.form.set_text("ends_at", "10:00")
    settled(qtbot, page, lambda: "after the start" in page.form.verdict())
    page.form.form.set_text("title", "气凝胶")
    press(page.form.form.editor("title"), Key.Key_Return, modifier=Modifier.ControlModifier)
    settled(qtbot, page, lambda: bool(page.form.form.error("ends_at")))
    assert page.form.form.text("title") == "气凝胶"


def test_a_booking_is_cancelled_by_del_and_a_digit(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.small, at(9), at(10))
    page = open_page()
    page.timeline.point_at(hall.small, at(9), at(9) + 1)
    press(page.timeline, Key.Key_Delete)
    assert page.panel.usual.hasFocus()
    press(page.panel.usual, Key.Key_Escape)
    assert hall.view().booking(key).end_reason == ""
    page.timeline.setFocus()
    press(page.timeline, Key.Key_Delete)
    press(page.panel.usual, Key.Key_2)
    settled(qtbot, page, lambda: hall.view().day(DAY) == () and page.timeline.pointed() is None)
    assert hall.view().booking(key).end_reason == "No longer needed"


def test_a_booking_is_carried_by_keys(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.small, at(9), at(10))
    page = open_page()
    page.timeline.point_at(hall.small, at(9), at(9) + 1)
    press(page.timeline, Key.Key_Right, Key.Key_Down, modifier=Modifier.ControlModifier)
    press(page.timeline, Key.Key_Escape)
    press(page.timeline, Key.Key_Right, Key.Key_Down, modifier=Modifier.ControlModifier)
    both = Modifier.ControlModifier | Modifier.ShiftModifier
    press(page.timeline, Key.Key_Right, modifier=both)
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, lambda: hall.view().booking(key).room_id == hall.large)
    moved = hall.view().booking(key)
    assert (moved.starts_at, moved.ends_at) == (at(9, 15), at(10, 30))


def test_the_mouse_makes_moves_and_lengthens(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    drag(page, (0, at(9)), (0, at(9, 45)))
    assert page.form.form.editor("title").hasFocus()
    assert (page.form.form.text("starts_at"), page.form.form.text("ends_at")) == ("09:00", "10:00")
    page.form.form.set_text("title", "对接")
    QTest.mouseClick(page.form.book, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: len(scene_of(page).bookings) == 1)
    drag(page, (0, at(9, 15)), (1, at(11, 15)))
    settled(qtbot, page, lambda: hall.view().day(DAY)[0].room_id == hall.large)
    (row,) = hall.view().day(DAY)
    assert (row.starts_at, row.ends_at) == (at(11), at(12))
    settled(qtbot, page, lambda: scene_of(page).bookings[0].starts_at == at(11))
    assert "对接" in tip_at(page, 1, at(11, 15))
    assert "12 seats" in tip_at(page, 1, 0)


def test_a_visit_brings_its_people_and_the_best_rooms(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    reception = Reception(hall.store, b"secret", ZONE)
    organisation = reception.register_organisation(
        OrganisationEntry("甘肃尚德机电", country="CH"), actor=CLERK
    ).value
    person = reception.register_person(
        PersonEntry("李振声", organisation_id=organisation.id), actor=CLERK
    ).value
    matter = hall.offer_matter()
    with hall.store.change(CLERK, "open_visit") as work:
        open_visit(work, VisitEntry(matter, person.id, party_size=3, subject="气凝胶"), "visit-1")
    page = open_page()
    wanted: list[tuple[str, str]] = []
    page.contract_requested.connect(lambda visit, booking: wanted.append((visit, booking)))
    page.open_for_visit("visit-1")
    settled(qtbot, page, page.form.best.hasFocus)
    press(page.form.best, Key.Key_1)
    press(page.form.book, Key.Key_Return)
    settled(
        qtbot, page, lambda: len(hall.view().of_visit("visit-1")) == 1 and page.timeline.pointed() is not None
    )
    (card,) = hall.view().of_visit("visit-1")
    assert (card.title, card.party_size, card.room_id) == ("气凝胶", 3, hall.small)
    assert card.parties[0].organisation_id == organisation.id
    press(page.timeline, Key.Key_Return)
    assert page.panel.contract.hasFocus()
    press(page.panel.contract, Key.Key_Return)
    assert wanted == [("visit-1", card.id)]


def test_offline_is_said_and_other_days_keep_what_is_typed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page(FixedWord(Confirmation(Verdict.OFFLINE)))
    said: list[str] = []
    page.said.connect(lambda text, can_undo: said.append(text))
    page.timeline.point_at(hall.stage, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "路演")
    press(page.timeline, Key.Key_PageDown)
    settled(qtbot, page, lambda: scene_of(page).day > DAY)
    assert (page.form.form.text("title"), page.form.form.text("day")) == ("路演", "2026-03-04")
    QTest.mouseClick(page.form.book, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: bool(said))
    assert "to be confirmed" in said[0]
    assert hall.view().day(DAY) == ()


def scene_of(page: RoomsPage) -> DayScene:
    scene = page.timeline.scene()
    assert scene is not None
    return scene


def drag(page: RoomsPage, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from a row and a moment to another, a little behind the line."""
    grid = page.timeline.grid()
    assert grid is not None
    first, last = (
        QPoint(round(grid.x_of(moment)) + 4, round(grid.top + (row + 0.5) * grid.row_height))
        for row, moment in (start, end)
    )
    QTest.mousePress(page.timeline, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(page.timeline, (first + last) / 2)
    QTest.mouseMove(page.timeline, last)
    QTest.mouseRelease(page.timeline, Qt.MouseButton.LeftButton, pos=last)


def tip_at(page: RoomsPage, row: int, moment: int) -> str:
    """Give the tooltip over a moment of a row, or over the room's name for 0."""
    grid = page.timeline.grid()
    assert grid is not None
    left = grid.x_of(moment) + 2 if moment else 20.0
    place = QPointF(left, grid.top + (row + 0.5) * grid.row_height).toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, place, page.timeline.mapToGlobal(place))
    QApplication.sendEvent(page.timeline, event)
    return QToolTip.text()
