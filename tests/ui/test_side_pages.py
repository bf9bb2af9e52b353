"""Pages without a place in the rail: a key that is promised opens each in the whole program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import MINUTE
from app.rooms.entries import BookingEntry
from app.rooms.states import Purpose
from app.security.actors import Actor
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import WholeDesk
from ui.pages import PAGES
from ui.parts.background import Background
from ui.rooms.page import RoomsPage

PROMISED = {
    "appointments": "Ctrl+B",
    "registration": "Ctrl+D",
    "plan": "Ctrl+L",
    "meeting": "Ctrl+E",
    "use": "Ctrl+U",
    "calendars": "Ctrl+I",
    "arranging": "Ctrl+M",
    "seal": "Ctrl+H",
}
SIDE = [entry for entry in PAGES if entry.beside]


@pytest.fixture
def desk(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, counter, clerk, background)
    yield made
    background.close()


def press(desk: WholeDesk, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    desk.press((Key(combination.key()), combination.keyboardModifiers()))
    desk.settle()


def test_every_side_page_is_reached_by_its_key_from_the_page_it_stands_beside(
    desk: WholeDesk, counter: Counter, clerk: Actor
) -> None:
    assert {entry.name for entry in SIDE} == PROMISED.keys()
    room, now = asked(counter.rooms_view.rooms)[0], desk.clock.now()
    soon = now - now % (15 * MINUTE) + 60 * MINUTE
    entry = BookingEntry(room.id, soon, soon + 30 * MINUTE, Purpose.TALK, "碳纤维")
    asked(lambda: counter.rooms.book(entry, actor=clerk))
    for side in SIDE:
        desk.frame.open_page(side.beside)
        desk.settle()
        if side.name == "meeting":
            rooms = desk.page("rooms")
            assert isinstance(rooms, RoomsPage)
            rooms.timeline.point_at(room.id, soon, soon + 1)
        press(desk, PROMISED[side.name])
        assert desk.frame.current_name() == side.name, f"{PROMISED[side.name]} on {side.beside}"
