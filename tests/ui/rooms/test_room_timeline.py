"""What the timeline draws besides bookings, and what the mouse and its menu do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.kernel.confirm import Confirmation, Verdict
from app.kernel.periods import Period
from app.rooms.arranging import LayerEntry, RoomArranging
from app.rooms.opening import Span
from app.rooms.rows import TERMINAL_ROLE_FACT
from app.security.actors import Machine
from app.storage.outbox import LocalFact
from tests.rooms.small_hall import DAY, MANAGER, ZONE, FixedWord, SmallHall, at
from tests.ui.rooms.test_rooms_page import (
    ADMIN,
    Key,
    Modifier,
    booked,
    drag,
    hall,
    open_page,
    press,
    scene_of,
    settled,
)
from ui.rooms.bar_painting import is_hatched, state_word
from ui.rooms.page import RoomsPage

__all__ = ["hall", "open_page"]


def test_closed_hours_blockings_and_excluded_rooms_are_drawn_and_explained(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    arranging = RoomArranging(hall.store, ZONE)
    week = ((Span(9 * 60, 12 * 60), Span(13 * 60, 17 * 60)),) * 7
    arranging.set_layer(LayerEntry(DAY, DAY, week, "半天", hall.small), actor=ADMIN)
    arranging.block([hall.stage], Period(at(14), at(16)), "布展", actor=MANAGER)
    arranging.divide(hall.stage, [hall.large], actor=ADMIN)
    booked(hall, hall.large, at(10), at(11), "分厅会议")
    page = open_page()
    rows = {line.room.id: n for n, line in enumerate(scene_of(page).lines)}
    shuts = {(s.row, s.starts_at, s.ends_at, s.words, s.is_closed) for s in scene_of(page).shuts}
    small, stage, large = (rows[key] for key in (hall.small, hall.stage, hall.large))
    assert {s for s in shuts if s[0] == small} == {
        (small, at(8), at(9), "", True),
        (small, at(12), at(13), "", True),
        (small, at(17), at(20), "", True),
    }
    assert (stage, at(14), at(16), "布展", False) in shuts
    # The hall cannot be had while a part of it is used, and the part not while the hall is blocked.
    assert (stage, at(10), at(11, 15), "Room 2", False) in shuts
    assert (large, at(14), at(16), "布展", False) in shuts
    page.timeline.point_at(hall.small, at(12), at(12) + 1)
    assert page.timeline.against() == ("Closed at 12:00: Midday break. Opens 2026-03-03 13:00.",)
    page.timeline.point_at(hall.stage, at(10), at(10) + 1)
    assert page.timeline.against() == ("Room 2 on the same floor is taken 10:00\u201311:15: 分厅会议",)
    page.timeline.point_at(hall.stage, at(14), at(15))
    assert page.timeline.against() == ("Blocked 14:00\u201316:00: 布展",)


def test_a_booking_the_centre_has_not_answered_is_hatched_and_says_so(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    with hall.store.change(Machine(), "join_centre") as work:
        work.session.add(LocalFact(name=TERMINAL_ROLE_FACT, value="terminal"))
    page = open_page(FixedWord(Confirmation(Verdict.OFFLINE)))
    page.timeline.point_at(hall.small, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "离线")
    QTest.mouseClick(page.form.book, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: bool(scene_of(page).bookings))
    (row,) = scene_of(page).bookings
    assert row.is_pending
    assert is_hatched(row)
    assert state_word(row) == "pending"


def test_the_mouse_copies_with_ctrl_and_changes_the_start_at_the_left_edge(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    key = booked(hall, hall.small, at(9), at(11))
    page = open_page()
    drag(page, (0, at(10)), (1, at(13)), Modifier.ControlModifier)
    settled(qtbot, page, lambda: len(scene_of(page).bookings) == 2)
    copy = next(b for b in hall.view().day(DAY) if b.id != key)
    assert (copy.room_id, copy.starts_at, copy.ends_at) == (hall.large, at(12), at(14))
    assert hall.view().booking(key).starts_at == at(9)
    drag(page, (0, at(9)), (0, at(9, 30)))
    settled(qtbot, page, lambda: hall.view().booking(key).starts_at == at(9, 30))
    assert hall.view().booking(key).ends_at == at(11)


def test_the_menu_of_a_booking_names_its_keys_and_a_copy_floats_until_a_click(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(10))
    page = open_page()
    grid = page.timeline.grid()
    assert grid is not None
    place = QPoint(round(grid.x_of(at(9, 30))), round(grid.top + 0.5 * grid.row_height))
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.timeline.mapToGlobal(place))
    QApplication.sendEvent(page.timeline, asked)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert [text.split()[0] for text in texts] == ["Open", "Copy", "Split", "Give"]
    assert "Ctrl+C" in texts[1]
    menu.actions()[1].trigger()
    menu.close()
    there = QPoint(round(grid.x_of(at(13, 30))), round(grid.top + 1.5 * grid.row_height))
    QTest.mouseMove(page.timeline, there)
    QTest.mouseClick(page.timeline, Qt.MouseButton.LeftButton, pos=there)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 2)
    assert {(b.room_id, b.starts_at) for b in hall.view().day(DAY)} == {
        (hall.small, at(9)),
        (hall.large, at(13)),
    }


def test_the_cursor_stands_still_while_somebody_types_and_others_book(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    page.timeline.point_at(hall.small, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "打字中")
    booked(hall, hall.small, at(9), at(10), "别人")
    settled(qtbot, page, lambda: len(scene_of(page).bookings) == 1)
    assert page.form.isVisible()
    assert page.form.form.text("title") == "打字中"
    settled(qtbot, page, lambda: "别人" in page.form.verdict())


def test_a_day_without_bookings_says_what_to_do_first(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    page._on_list_key()
    settled(qtbot, page, lambda: page.hall.list.isVisible())
    assert page.hall.list.table.rows() == ()
    seen = [label.text() for label in page.hall.list.findChildren(QLabel) if label.isVisible()]
    assert seen == ["Nothing is booked on this day", "Choose a room and an hour at the right, or press F6."]
    tomorrow = DAY + dt.timedelta(days=1)
    press(page.hall.list, Key.Key_PageDown, modifier=Modifier.ControlModifier)
    settled(qtbot, page, lambda: scene_of(page).day == tomorrow)
