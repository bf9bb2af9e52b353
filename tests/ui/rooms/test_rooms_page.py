"""The rooms' page by keys and mouse, on a real store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.cases.queries import CaseView
from app.catalogue.queries import CatalogueView
from app.contracts.queries import ContractsView
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirmation, Standalone, Verdict
from app.presses import ReportMaker
from app.reception.finding import Finder
from app.reception.privacy import Privacy
from app.reception.queries import ReceptionView
from app.reception.service import OrganisationEntry, PersonEntry, Reception, VisitEntry, open_visit
from app.rooms.approving import Approvals
from app.rooms.arranging import RoomArranging, RoomSettings
from app.rooms.call_list import CallList
from app.rooms.entries import BookingEntry
from app.rooms.rules import RoomRules
from app.rooms.series import SeriesDesk
from app.rooms.states import PartyRole, Purpose, SubjectKind
from app.rooms.waiting_list import WaitingList
from app.security.accounts import Accounts
from app.security.actors import Actor, Role
from app.sync.deciding import ConflictDesk
from tests.rooms.full_day import full_scene
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, FixedWord, SmallHall, at, founded
from ui import theme
from ui.parts.background import Background
from ui.rooms import day_painting, jobs
from ui.rooms.day import DayGrid, DayScene
from ui.rooms.hall_view import View
from ui.rooms.jobs import RoomsDoors
from ui.rooms.page import RoomsPage
from ui.rooms.timeline import Timeline

ADMIN = Actor("staff-3", "admin", "系统管理", Role.ADMINISTRATOR, None)
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
        CallList(store, ZONE),
        ConflictDesk(store, word),
        ReceptionView(store, Finder(store, b"secret", ZONE)),
        CaseView(store),
        ContractsView(store),
        CatalogueView(store),
        Accounts(store),
        Privacy(store, ReportMaker(), ZONE),
        ZONE,
    )


def press(widget: QWidget, *keys: Key, modifier: Modifier = Modifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(widget, key, modifier)


def press_page_key(page: RoomsPage, key: str) -> None:
    """Press a key of the page, as the frame does."""
    slots = {action.key: action.slot for action in page.keys()}  # noqa: SIM118 - a page is no mapping
    slots[key]()


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


def test_an_end_past_midnight_names_the_last_day_or_says_that_the_room_is_not_given_so(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    row = hall.view().rooms()[1]
    rules = RoomRules(allows_several_days=True, longest_minutes=48 * 60)
    settings = RoomSettings(row.name, row.name_en, row.seats, rules=rules)
    RoomArranging(hall.store, ZONE).set_room(row.id, settings, actor=ADMIN)
    page = open_page()
    page.timeline.point_at(hall.small, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("starts_at", "22:00")
    page.form.form.set_text("ends_at", "01:00")
    settled(qtbot, page, lambda: "one day at a time" in page.form.verdict())
    assert not page.form.form.editor("last_day").isVisible()
    page.form.form.set_text("room_id", row.id)
    settled(qtbot, page, lambda: "Until" in page.form.verdict())
    assert page.form.form.editor("last_day").isVisible()
    assert page.form.verdict().startswith("The end must be after the start.")


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
    told = page.hall.told.words()
    press(page.timeline, Key.Key_Right, Key.Key_Down, modifier=Modifier.ControlModifier)
    assert page.hall.told.words() != told
    press(page.timeline, Key.Key_Escape)
    assert page.hall.told.words() == told
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


def drag(
    page: RoomsPage, start: tuple[int, int], end: tuple[int, int], held: Modifier = Modifier.NoModifier
) -> None:
    """Drag from a row and a moment to another, a little behind the line."""
    grid = page.timeline.grid()
    assert grid is not None
    first, last = (
        QPoint(round(grid.x_of(moment)) + 4, round(grid.top + (row + 0.5) * grid.row_height))
        for row, moment in (start, end)
    )
    QTest.mousePress(page.timeline, Qt.MouseButton.LeftButton, held, first)
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


def test_all_that_stands_against_a_booking_is_told_while_it_is_typed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(10), "节水灌溉")
    RoomArranging(hall.store, ZONE).set_stock("projector", 1, actor=ADMIN)
    page = open_page()
    settled(qtbot, page, lambda: page.form.more.equipment() == {})
    page.timeline.point_at(hall.small, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("starts_at", "09:20")
    page.form.form.set_text("party_size", "9")
    page.form.more.pieces.set_text("projector", "2")
    # At once, by the rules on the day that is loaded; the service then says the same.
    at_once = page.form.verdict()
    settled(qtbot, page, lambda: not page.talk._typing.isActive())
    told = page.form.verdict()
    assert told == at_once
    assert len(told.splitlines()) == 4
    for word in (
        "Too small: 6 seats for 9",
        "节水灌溉",
        "Projector: 2 wanted, the hall has 1",
        "09:15 or 09:30",
    ):
        assert word in told
    # Below stand hours and rooms in which none of this is so, or what comes next.
    keys = [choice.key for choice in page.form.best.choices()]
    assert keys
    page.form.best.setFocus()
    press(page.form.best, Key.Key_1)
    page.form.more.pieces.set_text("projector", "1")
    settled(qtbot, page, lambda: not page.talk._typing.isActive())


def test_everything_a_booking_may_say_is_kept_and_can_be_changed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    RoomArranging(hall.store, ZONE).set_stock("标牌架", 6, actor=ADMIN)
    page = open_page()
    settled(qtbot, page, lambda: page.form.more.pieces.editor("标牌架") is not None)
    page.timeline.point_at(hall.large, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "膜分离 𠮷")
    page.form.turn_more()
    more = page.form.more
    press(more.people.add, Key.Key_Return)
    (card,) = more.people.cards()
    assert card.form.editor("name").hasFocus()
    for name, value in (
        ("role", "broker"),
        ("name", "黄敏"),
        ("organisation", "成都技转"),
        ("link", "https://x/1"),
    ):
        card.form.set_text(name, value)
    more.pieces.set_text("标牌架", "3")
    for name, value in (
        ("note", "水"),
        ("internal_note", "先谈价"),
        ("is_confidential", "1"),
        ("subject", "demand"),
    ):
        more.form.set_text(name, value)
    more.form.set_text("number", "XQ-2026-07")
    press(more.form.editor("note"), Key.Key_Return, modifier=Modifier.ControlModifier)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 1)
    key = hall.view().day(DAY)[0].id
    kept = hall.view().booking(key, CLERK.staff_id)
    assert [(p.name, p.organisation, p.link, p.role) for p in kept.parties] == [
        ("黄敏", "成都技转", "https://x/1", PartyRole.BROKER)
    ]
    assert (kept.note, kept.internal_note, kept.is_confidential) == ("水", "先谈价", True)
    assert (dict(kept.equipment), kept.subject_kind, kept.subject_id) == (
        {"标牌架": 3},
        SubjectKind.DEMAND,
        "XQ-2026-07",
    )
    # Opened again it stands there as it was typed; only what is changed changes.
    settled(qtbot, page, lambda: page.timeline.pointed() is not None)
    press(page.timeline, Key.Key_Return)
    press(page.panel.edit, Key.Key_Return)
    settled(qtbot, page, lambda: page.form.changing() is not None)
    assert page.form.entry().parties[0].link == "https://x/1"
    page.form.form.set_text("ends_at", "11:30")
    QTest.mouseClick(page.form.book, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: hall.view().day(DAY)[0].ends_at == at(11, 30))
    again = hall.view().booking(key, CLERK.staff_id)
    assert (again.parties, dict(again.equipment), again.subject_id) == (
        kept.parties,
        {"标牌架": 3},
        "XQ-2026-07",
    )
    # To others it is only taken.
    assert hall.view().booking(key, "staff-7").title == ""


def test_only_who_oversees_rooms_may_set_rules_aside(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page(actor=MANAGER)
    page.timeline.point_at(hall.small, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "夜谈")
    page.form.form.set_text("starts_at", "19:30")
    page.form.form.set_text("ends_at", "20:30")
    settled(qtbot, page, lambda: "Closed at 20:00" in page.form.verdict())
    page.form.more.form.set_text("override", "外宾航班晚点")
    settled(qtbot, page, lambda: page.form.verdict() == "Free at this time.")
    QTest.mouseClick(page.form.book, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 1)
    key = hall.view().day(DAY)[0].id
    assert hall.view().booking(key).override_reason == "外宾航班晚点"
    with pytest.raises(KeyError):
        open_page().form.more.form.editor("override")


def test_a_booking_is_copied_and_split_by_keys(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.small, at(9), at(11))
    page = open_page()
    ctrl = Modifier.ControlModifier
    page.timeline.point_at(hall.small, at(9), at(9) + 1)
    press(page.timeline, Key.Key_C, modifier=ctrl)
    press(page.timeline, Key.Key_Right, modifier=ctrl)
    assert "taken" in page.timeline.accessibleDescription().lower()
    press(page.timeline, *[Key.Key_Right] * 11, modifier=ctrl)
    assert page.timeline.accessibleDescription() == "Room 1, 12:00\u201314:00: free"
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 2 and len(scene_of(page).bookings) == 2)
    assert hall.view().booking(key).starts_at == at(9)
    page.timeline.setFocus()
    page.timeline.point_at(hall.small, at(10), at(10) + 1)
    press(page.timeline, Key.Key_T, modifier=ctrl)
    press(page.timeline, Key.Key_Down, modifier=ctrl)
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 3)
    parts = [(b.room_id, b.starts_at, b.ends_at) for b in hall.view().day(DAY)[:2]]
    assert parts == [(hall.small, at(9), at(10)), (hall.large, at(10), at(11))]


def test_a_split_in_one_room_leaves_time_for_clearing(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(11))
    page = open_page()
    drag(page, (0, at(10)), (0, at(10, 15)), Modifier.ShiftModifier)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 2)
    first, second = hall.view().day(DAY)
    assert (first.ends_at, second.starts_at, second.ends_at) == (at(10), at(10, 15), at(11))


def test_both_ends_follow_keys_and_mouse_and_stay_within_the_day(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.small, at(9), at(10))
    page = open_page()
    page.timeline.point_at(hall.small, at(9), at(9) + 1)
    press(page.timeline, Key.Key_Right, modifier=Modifier.AltModifier | Modifier.ShiftModifier)
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, lambda: hall.view().booking(key).starts_at == at(9, 15))
    settled(qtbot, page, lambda: scene_of(page).bookings[0].starts_at == at(9, 15))
    # Far beyond the evening it is held at the day's edge, with its length.
    drag(page, (0, at(9, 30)), (0, at(23)))
    settled(qtbot, page, lambda: hall.view().booking(key).ends_at == at(20))
    assert hall.view().booking(key).starts_at == at(19, 15)


def test_what_stands_against_it_is_told_while_it_is_dragged(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(10), "甲")
    booked(hall, hall.small, at(12), at(13), "乙")
    page = open_page()
    grid = page.timeline.grid()
    assert grid is not None
    middle = round(grid.top + 0.5 * grid.row_height)
    QTest.mousePress(
        page.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(grid.x_of(at(9, 30))), middle)
    )
    QTest.mouseMove(page.timeline, QPoint(round(grid.x_of(at(11, 30))), middle))
    assert page.timeline.against() == ("Preparing or clearing 12:00\u201313:15: 乙",)
    QTest.mouseMove(page.timeline, QPoint(round(grid.x_of(at(12, 30))), middle))
    assert page.timeline.against() == ("Taken 12:00\u201313:15: 乙",)
    QTest.mouseRelease(
        page.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(grid.x_of(at(12, 30))), middle)
    )
    settled(qtbot, page, page.banner.isVisible)
    assert "乙" in page.banner.text()
    assert [b.starts_at for b in hall.view().day(DAY)] == [at(9), at(12)]


def test_two_thousand_bookings_are_painted_once_while_one_is_dragged(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    paint = day_painting.paint_paper

    def counted(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
        painted.append(len(scene.bars))
        paint(painter, scene, grid)

    monkeypatch.setattr(day_painting, "paint_paper", counted)
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(1600, 1700)
    timeline.show_day(full_scene(rooms=40, each=50))
    timeline.show()
    qtbot.waitExposed(timeline)
    qtbot.waitUntil(lambda: painted == [2000])
    grid = timeline.grid()
    assert grid is not None
    start = QPoint(round(grid.x_of(at(8, 5))), round(grid.top + 0.5 * grid.row_height))
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 40):
        QTest.mouseMove(timeline, start + QPoint(step * 9, step * 20))
        timeline.grab()
    assert timeline.against()
    assert painted == [2000]


def test_the_cursor_stays_in_sight_where_there_are_more_rooms_than_height(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    page.resize(1000, 300)
    timeline = page.timeline
    timeline.setMinimumHeight(900)
    settled(qtbot, page, lambda: timeline.height() >= 900)
    press(timeline, Key.Key_Down, Key.Key_Down)
    grid = timeline.grid()
    assert grid is not None
    seen = timeline.visibleRegion().boundingRect()
    assert seen.top() <= grid.top + 2.5 * grid.row_height <= seen.bottom()


def test_a_day_is_read_in_as_many_questions_for_many_bookings_as_for_one(hall: SmallHall) -> None:
    doors, asked = doors_of(hall), []
    booked(hall, hall.small, at(9), at(9, 15))
    few = questions(doors, asked)
    for n in range(20):
        start = at(10) + n * 30 * MINUTE
        booked(hall, hall.large, start, start + 15 * MINUTE)
    assert questions(doors, asked) == few


def arrows(page: RoomsPage) -> tuple[bool, bool]:
    """Tell whether an arrow is painted at the left and at the right end of the only bar."""
    grid, (bar,) = page.timeline.grid(), scene_of(page).bars
    assert grid is not None
    place, picture = grid.place(bar), page.timeline.grab().toImage()
    spots = (place.left() + 12, place.right() - 7)
    colours = [picture.pixelColor(round(x), round(place.center().y())) for x in spots]
    left, right = (colour == theme.colour("accent") for colour in colours)
    return left, right


def questions(doors: RoomsDoors, asked: list[str]) -> list[int]:
    """Count the statements of the day, the week and the month."""

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    counts = []
    event.listen(Engine, "before_cursor_execute", note)
    for job in (
        partial(jobs.read_day, doors, DAY, CLERK),
        partial(jobs.read_week, doors, doors.view.rooms()[0].id, DAY, CLERK),
        partial(jobs.read_month, doors, DAY),
    ):
        asked.clear()
        job()
        counts.append(len(asked))
    event.remove(Engine, "before_cursor_execute", note)
    return counts


def test_week_month_and_list_show_the_same_bookings(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.large, at(9), at(10), "周二")
    friday = DAY + dt.timedelta(days=3)
    booked(hall, hall.large, at(14, day=friday), at(15, day=friday), "周五")
    page = open_page()
    page.timeline.point_at(hall.large, at(9), at(9) + 1)
    page.show_view(View.WEEK)
    settled(qtbot, page, lambda: scene_of(page).is_week)
    assert {b.booking.title: b.row for b in scene_of(page).bars} == {"周二": 1, "周五": 4}
    # In the week a booking is carried to another day.
    page.timeline.point_at(hall.large, at(9), at(9) + 1)
    press(page.timeline, Key.Key_Down, modifier=Modifier.ControlModifier)
    press(page.timeline, Key.Key_Return)
    wednesday = DAY + dt.timedelta(days=1)
    settled(qtbot, page, lambda: hall.view().booking(key).starts_at == at(9, day=wednesday))
    page.show_view(View.MONTH)
    settled(qtbot, page, lambda: page.hall.month.count(hall.large, wednesday) == 1)
    assert page.hall.month.count(hall.large, DAY) == 0
    model = page.hall.month.model()
    cell = model.data(model.index(1, wednesday.day - 1), Qt.ItemDataRole.AccessibleTextRole)
    assert "Room 2" in cell and "1 bookings" in cell
    page.hall.month.setCurrentIndex(model.index(1, wednesday.day - 1))
    press(page.hall.month, Key.Key_Return)
    settled(qtbot, page, lambda: not scene_of(page).is_week and scene_of(page).day == wednesday)
    page.show_view(View.LIST)
    settled(qtbot, page, lambda: len(page.hall.list.table.rows()) == 1)
    opened: list[str] = []
    page.hall.booking_opened.connect(opened.append)
    press(page.hall.list.table.focusProxy(), Key.Key_1)
    assert opened == [key]
    assert page.panel.booking() is not None


def test_a_gap_over_all_rooms_becomes_a_booking_by_its_digit(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    for room in (hall.small, hall.stage):
        booked(hall, room, at(9), at(17))
    booked(hall, hall.large, at(9), at(13))
    page = open_page()
    page.form.form.set_text("party_size", "8")
    page.hall.gaps.take_focus()
    page.hall.gaps.minutes.setValue(90)
    press(page.hall.gaps.minutes, Key.Key_Return)
    settled(qtbot, page, page.form.best.hasFocus)
    assert [c.text for c in page.form.best.choices()] == ["Room 2"]
    assert page.form.best.choices()[0].remark == "03-03 13:15\u201318:00"
    press(page.form.best, Key.Key_1)
    entry = page.form.entry()
    assert (entry.room_id, entry.starts_at, entry.ends_at) == (hall.large, at(13, 15), at(14, 45))


def test_a_booking_over_midnight_is_shown_on_both_days_and_cut_with_an_arrow(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    arranging = RoomArranging(hall.store, ZONE)
    row = hall.view().rooms()[0]
    rules = RoomRules(allows_several_days=True, longest_minutes=48 * 60)
    arranging.set_room(hall.small, RoomSettings(row.name, row.name_en, row.seats, rules=rules), actor=ADMIN)
    tomorrow = DAY + dt.timedelta(days=1)
    key = booked(hall, hall.small, at(18), at(10, day=tomorrow), "通宵路演")
    page = open_page()
    (bar,) = scene_of(page).bars
    assert bar.ends_at > scene_of(page).hours.ends_at
    assert arrows(page) == (False, True)
    page.show_day(tomorrow)
    settled(qtbot, page, lambda: scene_of(page).day == tomorrow)
    (bar,) = scene_of(page).bars
    assert (bar.booking.id, bar.starts_at < scene_of(page).hours.starts_at) == (key, True)
    assert arrows(page) == (True, False)
    # The form tells both days.
    page.talk.change(key)
    settled(qtbot, page, lambda: page.form.changing() is not None)
    assert (page.form.entry().starts_at, page.form.entry().ends_at) == (at(18), at(10, day=tomorrow))
