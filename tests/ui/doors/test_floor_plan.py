"""The floor plan: from room to room by arrows, into a room's day by Enter, and onto paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.rooms.arriving import MEETING_PREFIX
from app.rooms.rows import RoomRow
from app.rooms.states import RoomKind
from app.security.actors import AT_THE_DOOR, Actor
from app.storage.spool import Paper
from tests.ui.doors.door_seat import DoorSeat, a_door
from tests.ui.page_seat import PageSeat, asked
from ui import pages
from ui.doors.plan import neighbour, placed
from ui.doors.plan_page import PlanDoors, PlanPage
from ui.doors.standing import Face
from ui.parts.background import Background
from ui.shell.frame import Frame, Place

Key = Qt.Key
_ROOM = RoomRow("", RoomKind.NEGOTIATION, "", "", "", 6, (), 15)


@pytest.fixture
def door(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> DoorSeat:
    return a_door(qtbot, counter, clerk, background)


@pytest.fixture
def seat(door: DoorSeat) -> PageSeat[PlanPage]:
    c = door.counter
    doors = PlanDoors(c.door_view, c.rooms_view, c.room_paper, c.store.clock)
    page = PlanPage(doors, door.background, door.clerk, c.settings.zone)
    made = PageSeat(door.qtbot, page, door.background, c.store.clock, c.settings.zone)
    made.settle(lambda: page.plan.current() is not None)
    return made


def point_at(seat: PageSeat[PlanPage], number: str) -> None:
    """Walk to a room by arrows, row by row."""
    shown = seat.page.plan.current()
    for way in (Key.Key_Right,) * 3 + (Key.Key_Down,) + (Key.Key_Left,) * 3 + (Key.Key_Down,):
        shown = seat.page.plan.current()
        if shown is not None and shown.room.number == number:
            return
        seat.press(way)


def test_arrows_reach_every_room_and_tell_it(seat: PageSeat[PlanPage], no_sql_in_the_window: None) -> None:
    seen = set()
    for way in (Key.Key_Right,) * 5 + (Key.Key_Down,) + (Key.Key_Left,) * 2 + (Key.Key_Right,) * 2:
        shown = seat.page.plan.current()
        assert shown is not None
        seen.add(shown.room.number)
        seat.press(way)
    shown = seat.page.plan.current()
    assert shown is not None
    assert seen | {shown.room.number} == {"1", "2", "3", "4", "5", "6", "7", "8", "R"}
    assert "Roadshow hall" in seat.page.plan.accessibleName()
    assert "Room 3" in seat.page.plan.accessibleDescription()


def test_a_room_changes_its_face_on_the_plan(door: DoorSeat, seat: PageSeat[PlanPage]) -> None:
    point_at(seat, "3")
    shown = seat.page.plan.current()
    assert shown is not None and shown.face is Face.FREE
    key = door.book(0, 60, "Carbon fibres").id
    door.clock_to(1)
    asked(lambda: door.counter.door.check_in(key, actor=AT_THE_DOOR))

    def is_taken() -> bool:
        now = seat.page.plan.current()
        return now is not None and now.face is Face.TAKEN and now.more == "Carbon fibres"

    seat.settle(is_taken)


def test_enter_asks_for_the_rooms_day(door: DoorSeat, seat: PageSeat[PlanPage]) -> None:
    wanted: list[str] = []
    seat.page.room_requested.connect(wanted.append)
    point_at(seat, "3")
    seat.press(Key.Key_Return)
    assert wanted == [door.room.id]


def test_in_the_window_enter_shows_the_day_on_the_rooms_page(door: DoorSeat) -> None:
    c = door.counter
    frame = Frame(Place("Hall", "1", "W*", "Clerk", is_sample=True), c.store.clock, c.settings.zone)
    door.qtbot.addWidget(frame)
    keeper = pages.SettingsKeeper(c)
    pages.fill(frame, c, door.background, door.clerk, keeper, lambda settings: None)
    frame.show()
    page = frame.open_page("plan")
    assert isinstance(page, PlanPage)
    door.qtbot.waitUntil(lambda: page.plan.current() is not None, timeout=10_000)
    page.plan.opened.emit(door.room.id)
    door.settle()
    assert frame.current_name() == "rooms"
    door.background.close()


@pytest.mark.parametrize("shift", [False, True])
def test_day_sheets_go_to_the_spool(door: DoorSeat, seat: PageSeat[PlanPage], shift: bool) -> None:
    point_at(seat, "3")
    control = Qt.KeyboardModifier.ControlModifier
    seat.press(Key.Key_P, control | Qt.KeyboardModifier.ShiftModifier if shift else control)
    seat.settle(lambda: bool(seat.said))
    job = asked(door.counter.spool.jobs)[0]
    assert job.paper is Paper.PAGE
    assert job.subject.startswith("hall:" if shift else f"room:{door.room.id}")


def test_a_meetings_sheet_has_a_code_that_checks_it_in_at_its_own_door(door: DoorSeat) -> None:
    key = door.book(0, 60).id
    asked(lambda: door.counter.room_paper.print_attendance(key, actor=door.clerk))
    assert asked(door.counter.spool.jobs)[0].subject == f"booking:{key}"
    door.clock_to(1)
    panel = door.open()
    panel.take_code(MEETING_PREFIX + key)
    door.settle()
    assert door.booking(key).checked_in_at is not None


def a_room(number: str, plan: tuple[int, ...]) -> RoomRow:
    return replace(_ROOM, id=number, number=number, plan=plan)


def test_rooms_without_a_place_stand_below_those_with_one() -> None:
    places = placed([a_room("1", (0, 0, 500, 300)), a_room("2", ()), a_room("3", ())])
    assert places["1"] == QRectF(0, 0, 500, 300)
    assert places["2"].top() > 300 and not places["2"].intersects(places["3"])


def test_an_arrow_goes_to_the_nearest_room_on_that_side_or_nowhere() -> None:
    places = {"a": QRectF(0, 0, 10, 10), "b": QRectF(20, 0, 10, 10), "c": QRectF(100, 2, 10, 10)}
    assert neighbour(places, "a", QPointF(1, 0)) == "b"
    assert neighbour(places, "b", QPointF(1, 0)) == "c"
    assert neighbour(places, "a", QPointF(-1, 0)) == "a"
    assert neighbour(places, "a", QPointF(0, 1)) == "a"
