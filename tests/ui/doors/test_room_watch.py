"""The desk hears two minutes before a room is given back and five before an end, and sees it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import MINUTE
from app.rooms.states import BookingState
from app.security.actors import AT_THE_DOOR, Actor
from tests.ui.doors.door_seat import DoorSeat, a_door
from tests.ui.page_seat import asked
from ui.doors.watch import read_notices
from ui.parts.background import Background
from ui.shell.frame import Frame, Place
from ui.shell.status_line import StatusLine
from ui.status_feed import StatusFeed


@pytest.fixture
def door(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> DoorSeat:
    return a_door(qtbot, counter, clerk, background)


@pytest.fixture
def desk(door: DoorSeat) -> Iterator[tuple[Frame, StatusFeed]]:
    yield sit_down(door)
    door.background.close()


def sit_down(door: DoorSeat) -> tuple[Frame, StatusFeed]:
    """Open a window."""
    c = door.counter
    frame = Frame(Place("Hall", "1", "W*", "Clerk", is_sample=True), c.store.clock, c.settings.zone)
    door.qtbot.addWidget(frame)
    frame.names = lambda: ("rooms",)  # type: ignore[method-assign]
    feed = StatusFeed(frame, c, door.background)
    frame.resize(1366, 768)
    frame.show()
    door.settle()
    return frame, feed


def line(frame: Frame) -> str:
    return frame.findChild(StatusLine).text()


def keys(door: DoorSeat) -> list[tuple[bool, int]]:
    """What is due now: whether a release, and when in minutes after the quarter."""
    c = door.counter
    found = asked(lambda: read_notices(c.door_view, c.rooms_view))
    return [(notice.is_release, (notice.at - door.quarter) // MINUTE) for notice in found]


def test_two_minutes_before_a_release_and_five_before_an_end(door: DoorSeat) -> None:
    unused = door.book(0, 60).id
    door.clock_to(7.9)
    assert keys(door) == []
    door.clock_to(8)
    assert keys(door) == [(True, 10)]
    asked(lambda: door.counter.door.check_in(unused, actor=AT_THE_DOOR))
    assert keys(door) == []
    door.clock_to(54.9)
    assert keys(door) == []
    door.clock_to(55)
    assert keys(door) == [(False, 60)]


def test_a_short_meeting_nobody_came_to_is_told_once(door: DoorSeat) -> None:
    door.book(0, 12)
    door.clock_to(8.5)
    assert keys(door) == [(True, 10)]


def test_the_desk_is_told_once_and_sees_it_in_the_last_line(
    door: DoorSeat, desk: tuple[Frame, StatusFeed], no_sql_in_the_window: None
) -> None:
    frame, _ = desk
    before = line(frame)
    assert "Room 3" not in before
    door.book(0, 60)
    door.clock_to(8)
    door.book(75, 90)
    door.qtbot.waitUntil(lambda: "Room 3: nobody has checked in" in frame.toast.text(), timeout=5000)
    assert "given back at" in line(frame)
    frame.toast.say("something else")
    door.clock_to(8.2)
    door.book(105, 120)
    door.settle()
    assert frame.toast.text() == "something else" and "Room 3" in line(frame)


def test_the_line_opens_the_rooms(door: DoorSeat, desk: tuple[Frame, StatusFeed]) -> None:
    frame, _ = desk
    door.clock_to(0)
    door.book(0, 60)
    door.clock_to(8)
    door.book(75, 90)
    door.qtbot.waitUntil(lambda: "Room 3" in line(frame), timeout=5000)
    opened: list[str] = []
    status = frame.findChild(StatusLine)
    status.page_requested.connect(opened.append)
    button = next(b for b in status.children() if getattr(b, "words", lambda: "")().startswith("Room 3"))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened == ["rooms"]


def test_the_clock_gives_rooms_back_and_says_so(door: DoorSeat, desk: tuple[Frame, StatusFeed]) -> None:
    frame, _ = desk
    unused = door.book(0, 60).id
    door.clock_to(10.5)
    door.settle()
    asked(door.counter.room_clock.tick)
    door.qtbot.waitUntil(lambda: "Given back" in frame.toast.text(), timeout=5000)
    assert door.booking(unused).state is BookingState.RELEASED
    door.settle()
    assert "Room 3" not in line(frame)


def test_what_was_given_back_before_the_window_opened_is_no_news(door: DoorSeat) -> None:
    door.book(0, 60)
    door.clock_to(10.5)
    asked(door.counter.room_clock.tick)
    frame, _ = sit_down(door)
    door.book(105, 120)
    door.settle()
    assert "Given back" not in frame.toast.text()
    door.background.close()
