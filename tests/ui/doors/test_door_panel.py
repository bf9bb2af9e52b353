"""The panel beside a door: five faces, checking in, going on, ending, and what it does not know."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import MINUTE, SECOND
from app.queueing.slips import CODE_PREFIX
from app.rooms.arriving import NOT_USED
from app.rooms.states import BookingState
from app.security.actors import AT_THE_DOOR, Actor, Permission
from tests.ui.doors.door_seat import DoorSeat, a_door, said
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.parts.scanning import Scanner
from ui.parts.touch import LEAST_SIDE

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def door(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> DoorSeat:
    return a_door(qtbot, counter, clerk, background)


def test_a_door_goes_through_its_five_faces(door: DoorSeat, no_sql_in_the_window: None) -> None:
    panel = door.open()
    assert door.face(panel) == "free"
    key = door.book(45, 105, "Carbon fibres").id
    scene = panel.sign.scene()
    assert door.face(panel) == "free" and panel.sign.scene() != scene
    door.clock_to(32)
    assert door.face(panel) == "about"
    door.clock_to(41)
    assert door.face(panel) == "prepared"
    door.clock_to(46)
    assert door.face(panel) == "about"
    asked(lambda: door.counter.door.check_in(key, actor=AT_THE_DOOR))
    assert door.face(panel) == "taken"
    scene = panel.sign.scene()
    assert scene is not None and scene.title == "Carbon fibres"
    door.clock_to(106)
    assert door.face(panel) == "prepared"
    door.clock_to(121)
    assert door.face(panel) == "free"
    door.clock_to(14 * 60)
    assert door.face(panel) == "closed"


def test_what_is_confidential_is_taken_and_nothing_else(door: DoorSeat) -> None:
    door.book(15, 75, "Secret alloy", is_confidential=True)
    panel = door.open()
    door.clock_to(-10)
    door.face(panel)
    scene = panel.sign.scene()
    assert scene is not None and "Booked" in scene.next and "Secret" not in repr(scene)
    door.clock_to(16)
    door.face(panel)
    scene = panel.sign.scene()
    assert scene is not None and scene.title == ""
    assert "Secret" not in said(panel) + panel.strip.accessibleName() + panel.sign.accessibleName()


def test_a_number_typed_checks_its_meeting_in(door: DoorSeat, no_sql_in_the_window: None) -> None:
    number, visit_id = door.ticket()
    key = door.book(0, 60, visit_id=visit_id).id
    door.clock_to(-10)
    panel = door.open()
    door.press(panel, "1" + number.lower() + "\n")
    assert door.booking(key).checked_in_at is not None
    assert panel.pad is None and "You are checked in" in said(panel)
    assert not panel.tiles[0].isEnabled() and "done at" in panel.tiles[0].facts.detail


def test_a_number_without_a_meeting_here_stays_typed(door: DoorSeat) -> None:
    number, _ = door.ticket()
    door.book(0, 60)
    door.clock_to(-10)
    panel = door.open()
    door.press(panel, "1" + number + "\n")
    assert panel.pad is not None and panel.pad.text() == number
    assert "no booking of Room 3 now" in said(panel)
    door.press(panel, "\x1b")
    assert panel.pad is None


class Endless(QTimer):
    """Never tells of silence: a busy machine would be slower than a scanner."""

    def start(self, milliseconds: int = 0) -> None:
        """Begin to wait for nothing."""


def test_a_ticket_is_scanned_from_the_sign_and_from_a_number_begun(door: DoorSeat) -> None:
    _, visit_id = door.ticket()
    key = door.book(0, 60, visit_id=visit_id).id
    door.clock_to(-10)
    panel = door.open()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    Scanner(app, panel, lambda event: 1000, Endless(panel)).scanned.connect(panel.take_code)
    door.press(panel, "1")
    window = QGuiApplication.focusWindow()
    assert window is not None and panel.pad is not None
    for sign in CODE_PREFIX + visit_id:
        QTest.keyClick(window, sign)
    QTest.keyClick(window, Qt.Key.Key_Return)
    door.settle()
    assert door.booking(key).checked_in_at is not None and panel.pad is None


def test_another_code_is_no_ticket(door: DoorSeat) -> None:
    panel = door.open()
    panel.take_code("6901234567892")
    assert "not that of a ticket" in said(panel)


def test_a_meeting_goes_on_while_the_room_is_free_and_says_why_not(door: DoorSeat) -> None:
    key = door.book(0, 60).id
    later = door.book(90, 105)
    door.clock_to(2)
    panel = door.open()
    fifteen, thirty = panel.tiles[1:3]
    assert fifteen.isEnabled() and not thirty.isEnabled() and "next meeting" in thirty.facts.detail
    door.press(panel, "2")
    assert door.booking(key).ends_at == door.quarter + 75 * MINUTE
    assert "until" in said(panel) and door.booking(later.id).starts_at == later.starts_at
    assert not panel.tiles[1].isEnabled()


def test_ending_is_asked_once_and_enter_alone_changes_nothing(door: DoorSeat) -> None:
    key = door.book(0, 60).id
    door.clock_to(20)
    asked(lambda: door.counter.door.release_no_shows(actor=AT_THE_DOOR))
    key = door.book(30, 90).id
    door.clock_to(31)
    panel = door.open()
    door.press(panel, "4\n")
    assert door.booking(key).ends_at == door.quarter + 90 * MINUTE and panel.question is None
    door.press(panel, "42")
    assert door.booking(key).ends_at == door.quarter + 32 * MINUTE


def test_a_room_is_given_back_after_a_warning_and_its_end_is_announced(door: DoorSeat) -> None:
    unused = door.book(0, 30).id
    panel = door.open()
    door.clock_to(5)
    door.face(panel)
    assert "check in before" in _warning(panel)
    door.clock_to(8)
    door.face(panel)
    assert "given back" in _warning(panel)
    door.clock_to(10)
    asked(door.counter.room_clock.tick)
    assert door.booking(unused).state is BookingState.RELEASED
    assert door.booking(unused).end_reason == NOT_USED
    assert door.face(panel) == "free"
    used = door.book(15, 45).id
    door.clock_to(14)
    asked(lambda: door.counter.door.check_in(used, actor=AT_THE_DOOR))
    door.clock_to(39)
    assert door.face(panel) == "taken" and _warning(panel) == ""
    door.clock_to(41)
    door.face(panel)
    assert "ends in 4 min" in _warning(panel)


def test_it_says_since_when_it_heard_nothing(door: DoorSeat) -> None:
    panel = door.open()
    assert not panel.note.isVisible()
    door.heard_at = door.counter.store.clock.now() - 3 * 60 * SECOND
    door.face(panel)
    panel.refresh()
    door.qtbot.waitUntil(lambda: "centre since" in panel.note.text(), timeout=5000)


def test_a_door_without_a_room_says_so(door: DoorSeat) -> None:
    panel = door.open("99")
    scene = panel.sign.scene()
    assert scene is not None and "no room 99" in scene.word
    assert not any(tile.isEnabled() for tile in panel.tiles)


@pytest.mark.parametrize("size", [(1024, 600), (1280, 800), (800, 1280)])
def test_buttons_are_large_enough_and_inside(door: DoorSeat, size: tuple[int, int]) -> None:
    panel = door.open()
    panel.resize(*size)
    door.settle()
    for tile in panel.tiles:
        place = tile.rect().translated(tile.mapTo(panel, tile.rect().topLeft()))
        assert panel.rect().contains(place) and place.height() >= LEAST_SIDE


def test_the_door_has_a_clerks_rights_and_no_more() -> None:
    assert not AT_THE_DOOR.may(Permission.OVERSEE_ROOMS) and not AT_THE_DOOR.may(Permission.ARRANGE_HALL)


def test_killed_it_shows_the_same_again(door: DoorSeat, open_copy: object) -> None:
    door.book(0, 60)
    home = door.counter.home
    door.counter.close()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ui", "--door", "3", "--home", str(home)]
    for _ in range(2):
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        assert any("the door panel is open" in line for line in lines)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()


def _warning(panel: object) -> str:
    scene = panel.sign.scene()  # type: ignore[attr-defined]
    return scene.warning if scene is not None else ""
