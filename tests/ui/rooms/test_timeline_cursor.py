"""The cursor of the timeline keeps its room, its day and its hour, and what the mouse holds is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.rooms.arranging import LayerEntry, RoomArranging
from app.rooms.opening import Span
from tests.rooms.full_day import full_scene
from tests.rooms.small_hall import DAY, ZONE, SmallHall, at
from tests.ui.rooms.test_rooms_page import (
    ADMIN,
    Key,
    booked,
    hall,
    open_page,
    press,
    press_page_key,
    scene_of,
    settled,
)
from ui.rooms.day import Stretch
from ui.rooms.hall_view import HallView
from ui.rooms.page import RoomsPage

__all__ = ["hall", "open_page"]
LEFT = Qt.MouseButton.LeftButton


def place(page: RoomsPage, row: int, moment: int) -> QPoint:
    """Give a place on a row, a little behind a moment."""
    grid = page.timeline.grid()
    assert grid is not None
    return QPoint(round(grid.x_of(moment)) + 4, round(grid.top + (row + 0.5) * grid.row_height))


def under_cursor(page: RoomsPage) -> tuple[str, int]:
    """Give the room and the moment under the cursor."""
    chosen = page.timeline.chosen()
    assert chosen is not None
    return chosen.room_id, chosen.starts_at


def test_a_stretch_that_is_drawn_by_mouse_outlives_what_others_book(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    made: list[Stretch] = []
    page.timeline.stretch_chosen.connect(lambda stretch, wants_form: made.append(stretch))
    QTest.mousePress(page.timeline, LEFT, pos=place(page, 0, at(9)))
    QTest.mouseMove(page.timeline, place(page, 0, at(9, 30)))
    booked(hall, hall.large, at(9), at(10), "别人")
    settled(qtbot, page, lambda: len(scene_of(page).bookings) == 1)
    QTest.mouseMove(page.timeline, place(page, 0, at(10, 15)))
    QTest.mouseRelease(page.timeline, LEFT, pos=place(page, 0, at(10, 15)))
    assert made == [Stretch(hall.small, at(9), at(10, 30))]


def test_esc_gives_up_a_stretch_that_is_drawn_by_mouse(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    made: list[Stretch] = []
    page.timeline.stretch_chosen.connect(lambda stretch, wants_form: made.append(stretch))
    QTest.mousePress(page.timeline, LEFT, pos=place(page, 0, at(9)))
    QTest.mouseMove(page.timeline, place(page, 0, at(10)))
    press(page.timeline, Key.Key_Escape)
    QTest.mouseMove(page.timeline, place(page, 0, at(11)))
    QTest.mouseRelease(page.timeline, LEFT, pos=place(page, 0, at(11)))
    assert made == []
    assert page.timeline.chosen() == Stretch(hall.small, at(9), at(9, 15))


def test_what_the_mouse_drags_stays_in_sight(qtbot: QtBot) -> None:
    hall_view = HallView(ZONE)
    qtbot.addWidget(hall_view)
    hall_view.resize(700, 300)
    hall_view.show_scene(full_scene(rooms=20, each=4))
    hall_view.show()
    qtbot.waitExposed(hall_view)
    timeline, grid = hall_view.timeline, hall_view.timeline.grid()
    assert grid is not None
    scene = timeline.scene()
    assert scene is not None
    bar = next(bar for bar in scene.bars if bar.row == 0)
    start = grid.place(bar).center().toPoint()
    aim = start + QPoint(0, round(9 * grid.row_height))
    assert not timeline.visibleRegion().boundingRect().contains(aim)
    QTest.mousePress(timeline, LEFT, pos=start)
    QTest.mouseMove(timeline, start + QPoint(0, 20))
    QTest.mouseMove(timeline, aim)
    assert timeline.visibleRegion().boundingRect().contains(aim)


def test_the_week_begins_on_the_cursors_day_and_goes_back_to_it(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    page.timeline.point_at(hall.stage, at(10), at(10) + 1)
    press_page_key(page, "F3")
    settled(qtbot, page, lambda: scene_of(page).is_week)
    assert under_cursor(page) == (hall.stage, at(10))
    press(page.timeline, Key.Key_Down, Key.Key_Down)
    thursday = DAY + dt.timedelta(days=2)
    assert under_cursor(page) == (hall.stage, at(10, day=thursday))
    press_page_key(page, "F7")
    settled(qtbot, page, lambda: not scene_of(page).is_week and scene_of(page).day == thursday)
    assert under_cursor(page) == (hall.stage, at(10, day=thursday))
    assert page.form.form.text("day") == thursday.isoformat()
    # Another week keeps the weekday, another day the room.
    press_page_key(page, "F3")
    settled(qtbot, page, lambda: scene_of(page).is_week)
    press(page.timeline, Key.Key_PageDown)
    later = thursday + dt.timedelta(days=7)
    settled(qtbot, page, lambda: scene_of(page).day > thursday)
    assert under_cursor(page) == (hall.stage, at(10, day=later))
    press_page_key(page, "F7")
    settled(qtbot, page, lambda: not scene_of(page).is_week and scene_of(page).day == later)
    press(page.timeline, Key.Key_PageUp)
    settled(qtbot, page, lambda: scene_of(page).day == later - dt.timedelta(days=1))
    assert under_cursor(page) == (hall.stage, at(10, day=later - dt.timedelta(days=1)))


def test_the_cursor_keeps_its_hour_on_a_day_that_opens_at_another_one(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    tomorrow = DAY + dt.timedelta(days=1)
    early = ((Span(6 * 60, 22 * 60),),) * 7
    RoomArranging(hall.store, ZONE).set_layer(LayerEntry(tomorrow, tomorrow, early, "展会"), actor=ADMIN)
    page = open_page()
    page.timeline.point_at(hall.large, at(10), at(11))
    press(page.timeline, Key.Key_PageDown)
    settled(qtbot, page, lambda: scene_of(page).day == tomorrow)
    assert scene_of(page).hours.starts_at == at(6, day=tomorrow)
    assert page.timeline.chosen() == Stretch(hall.large, at(10, day=tomorrow), at(11, day=tomorrow))


def test_f7_opens_the_day_under_the_months_cursor(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    press_page_key(page, "F4")
    settled(qtbot, page, lambda: page.hall.month.model().rowCount() > 0)
    page.hall.month.setFocus()
    press(page.hall.month, Key.Key_Down, Key.Key_Right, Key.Key_Right)
    thursday = DAY + dt.timedelta(days=2)
    press_page_key(page, "F7")
    settled(qtbot, page, lambda: scene_of(page).day == thursday)
    assert under_cursor(page)[0] == hall.large
    assert page.hall.view().name == "DAY"
