"""Ctrl+Z from anywhere, and the list of the day by keys."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.reception.service import PersonEntry
from app.security.actors import Actor, Role
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.parts.page import Page
from ui.taking_back.way_back import WayBack

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


class Desk(Page):
    """A page with a field that has the focus."""

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self.field = QLineEdit(self)
        self.body.addWidget(self.field)

    def take_focus(self) -> None:
        self.field.setFocus()


@dataclass
class Hands:
    """A clerk with a way back."""

    seat: PageSeat[Desk]
    way: WayBack
    counter: Counter
    clerk: Actor
    said: list[str]

    def call(self) -> str:
        """Call the next visitor, and tell the number."""
        return asked(lambda: self.counter.case_desk.call_next(actor=self.clerk)).value.number

    def calling(self) -> bool:
        """Tell whether somebody is at the window."""
        return asked(lambda: self.counter.queue.at_window(self.clerk.window_id or "")) is not None

    def undo(self) -> None:
        """Press the key and wait for what comes of it."""
        self.seat.press(Key.Key_Z, Ctrl)
        self.seat.settle()

    def open_list(self) -> None:
        """Open the list by its keys."""
        self.seat.press(Key.Key_Z, Ctrl | Shift)
        self.seat.settle(self.way.panel.isVisible)

    def lines(self) -> list[tuple[str, str]]:
        """Read the list."""
        return [(c.text, c.detail) for c in self.way.panel.list.choices()]


@pytest.fixture
def hands(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Hands]:
    background.follow(counter.store.listen)
    seat = PageSeat(qtbot, Desk(background), background, counter.store.clock, counter.settings.zone)
    way = WayBack(counter.taking_back, background, clerk, counter.settings.zone, seat.frame)
    said: list[str] = []
    way.said.connect(said.append)
    for action in way.key_actions():
        seat.frame.add_key(action)
    yield Hands(seat, way, counter, clerk, said)
    background.close()


@pytest.fixture(autouse=True)
def watched(hands: Hands, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def test_one_key_takes_the_last_action_back_and_says_what_it_was(hands: Hands) -> None:
    number = hands.call()
    assert hands.seat.focus() is hands.seat.page.field
    hands.undo()
    assert hands.said == [f"Taken back: Next visitor called {number}"]
    assert not hands.calling()
    assert not hands.way.panel.isVisible()


def test_the_key_pressed_while_work_runs_is_carried_out_behind_it(
    hands: Hands, hold_writer: Callable[[], threading.Event]
) -> None:
    number, gate = hands.call(), hold_writer()
    hands.seat.press(Key.Key_Z, Ctrl)
    assert hands.calling()
    gate.set()
    hands.seat.settle()
    assert hands.said == [f"Taken back: Next visitor called {number}"]
    assert not hands.calling()


def test_what_is_typed_is_taken_back_before_any_action(hands: Hands) -> None:
    hands.call()
    hands.seat.type("ab")
    hands.undo()
    assert hands.said == []
    assert hands.seat.page.field.text() != "ab"
    assert hands.calling()
    # What the program cleared is no longer the clerk's.
    hands.seat.page.field.clear()
    hands.undo()
    assert hands.seat.page.field.text() == ""
    assert not hands.calling()


def test_the_list_takes_back_by_digit_and_does_it_again(hands: Hands) -> None:
    number = hands.call()
    asked(lambda: hands.counter.reception.register_person(PersonEntry("王小明"), actor=hands.clerk))
    hands.open_list()
    assert hands.lines()[:2] == [
        ("Visitor registered  王*明", ""),
        (f"Next visitor called  {number}", ""),
    ]
    hands.seat.press(Key.Key_2)
    hands.seat.settle(lambda: hands.lines()[1][1] == "taken back")
    assert not hands.calling()
    hands.seat.press(Key.Key_2)
    hands.seat.settle(lambda: hands.lines()[1][1] == "")
    assert hands.calling()
    assert hands.said == [
        f"Taken back: Next visitor called {number}",
        f"Done again: Next visitor called {number}",
    ]
    hands.seat.press(Key.Key_Escape)
    assert not hands.way.panel.isVisible()
    assert hands.seat.focus() is hands.seat.page.field


def test_a_line_says_why_it_has_no_way_back(hands: Hands) -> None:
    hands.call()
    ticket = asked(lambda: hands.counter.queue.at_window(hands.clerk.window_id or ""))
    assert ticket is not None
    asked(lambda: hands.counter.case_desk.serve(ticket.id, actor=hands.clerk))
    hands.open_list()
    assert hands.lines()[1][1] == "first take back: Visitor received"
    hands.seat.press(Key.Key_2)
    hands.seat.settle(hands.way.panel.banner.isVisible)
    assert hands.said == []
    assert hands.calling()


def test_the_key_that_cannot_opens_the_list_and_says_why(hands: Hands) -> None:
    counter, clerk = hands.counter, hands.clerk
    hands.call()
    asked(lambda: counter.accounts.add_staff("li", "李", Role.CLERK, "Lanzhou-2027", actor=clerk))
    hands.undo()
    hands.seat.settle(lambda: bool(hands.lines()))
    assert hands.way.panel.isVisible()
    assert hands.way.panel.banner.isVisible()
    assert hands.calling()
    hands.seat.press(Key.Key_Z, Ctrl | Shift)
    assert not hands.way.panel.isVisible()


def test_an_empty_day_says_so(hands: Hands) -> None:
    hands.open_list()
    hands.way.panel.show_actions(())
    assert not hands.way.panel.list.isVisible()
    hands.seat.press(Key.Key_Escape)
    assert not hands.way.panel.isVisible()
    assert hands.seat.focus() is hands.seat.page.field
