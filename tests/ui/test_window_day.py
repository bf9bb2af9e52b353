"""A day of eighty visits at one window, by keys alone: what each step costs, and that nothing is lost."""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from app.reception.states import Priority
from app.security.actors import Actor
from tests.ui.page_seat import Key, asked
from tests.ui.window_seat import KeyCount, Seat, arrive, aside, clock_of, here, seated, state, waiting
from ui.parts.background import Background

VISITS = 80
Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
_MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel}
MOST_KEYS = {
    "next": 1, "came": 1, "call again": 1, "did not come": 1, "bring back": 3, "finish": 1, "rest": 2,
    "go on": 3, "hand on": 3, "follow-up": 2, "wrong call": 1, "skip": 1, "chosen": 2, "next matter": 1,
    "pause": 1, "void": 2,
}  # fmt: skip


class NoMouse(QObject):
    """Counts what a mouse did; there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() in _MOUSE
        return False


@dataclass
class Day:
    """A clerk at window 1 who does whatever the day asks for."""

    seat: Seat
    counter: Counter
    clerk: Actor
    rng: random.Random
    keys: KeyCount = field(default_factory=KeyCount)
    arrived: list[str] = field(default_factory=list)

    def come(self) -> None:
        """A visitor takes a number at the desk."""
        codes = self.rng.choice([("A1",), ("A2",), ("B1",), ("A1", "B1"), ("A1", "C1")])
        old = self.rng.random() < 0.2
        priority = Priority.ELDERLY if old else Priority.NONE
        self.arrived.append(arrive(self.counter, self.clerk, *codes, priority=priority, proof_seen=old))
        self.seat.settle(lambda: bool(waiting(self.seat)) or state(self.seat) is not None)

    def press(self, step: str, *keys: tuple[Key, Qt.KeyboardModifier] | Key) -> None:
        """Press the keys of a step, and count them."""
        with self.keys.of(self.seat, step):
            for key in keys:
                pair = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
                self.seat.press(*pair)

    def see(self, wanted: TicketState | None) -> None:
        """Wait until the page shows the visitor in a state, or nobody."""
        self.seat.settle(lambda: state(self.seat) is wanted)

    def next(self) -> None:
        """F2: close what runs and call; a visitor with another matter stays."""
        if state(self.seat) is None and not waiting(self.seat):
            return
        before = here(self.seat) if state(self.seat) else None
        self.press("next", Key.Key_F2)
        self.seat.settle(lambda: self.is_changed(before) or self.seat.page.banner.isVisible())

    def is_changed(self, before: TicketRow | None) -> bool:
        now = self.seat.page.visitor.here
        if now is None or before is None:
            return now is not None and now.ticket.state is TicketState.CALLED
        return (now.ticket.id, now.ticket.leg) != (before.id, before.leg)

    def answer(self) -> None:
        """Whoever is called comes, most of the time at once."""
        chance, number = self.rng.random(), here(self.seat).number
        if chance < 0.1:
            clock_of(self.counter).step(60)
            self.press("call again", Key.Key_F3)
            self.seat.settle(lambda: here(self.seat).calls == 2)
        if chance > 0.9:
            self.press("did not come", Key.Key_F4)
            self.seat.settle(lambda: state(self.seat) is None and number in aside(self.seat))
        elif chance > 0.86:
            self.press("wrong call", (Key.Key_F4, Shift))
            self.see(None)
        else:
            self.press("came", Key.Key_Return)
            self.see(TicketState.SERVING)

    def work(self) -> None:
        """What happens with a visitor; most are simply followed by the next."""
        chance, before = self.rng.random(), here(self.seat)
        if chance < 0.12:
            digit = self.rng.choice([Key.Key_1, Key.Key_2, Key.Key_3])
            self.press("rest", Key.Key_F5, digit)
            self.see(None)
        elif chance < 0.2:
            self.press("hand on", Key.Key_F7, Key.Key_1, Key.Key_Return)
            self.see(None)
        elif chance < 0.26:
            self.press("follow-up", (Key.Key_F7, Shift), Key.Key_2)
            self.see(None)
        elif chance < 0.4:
            self.press("finish", (Key.Key_Return, Ctrl))
            self.seat.settle(lambda: state(self.seat) is None or self.is_changed(before))
        elif chance < 0.45:
            self.seat.type("seen")

    def look_aside(self) -> None:
        """Those aside come back when the window is free."""
        if state(self.seat) is not None or not aside(self.seat):
            return
        lists = (Key.Key_F10,) * (2 if waiting(self.seat) else 1)
        row, count = self.seat.page.aside.table.rows()[0], len(aside(self.seat))
        step = "bring back" if row.state is TicketState.MISSED else "go on"
        self.press(step, *lists, Key.Key_1)
        self.seat.settle(lambda: len(aside(self.seat)) < count)
        self.press("leave the list", Key.Key_Escape)

    def choose(self) -> None:
        """Now and then another than the next is called, skipped, or voided."""
        chance = self.rng.random()
        if state(self.seat) is not None or len(waiting(self.seat)) < 2:
            return
        if chance < 0.06:
            self.press("chosen", Key.Key_F10, Key.Key_2)
            self.see(TicketState.CALLED)
        elif chance < 0.12:
            proposed = self.seat.page.waiting.next_card.number.text()
            self.press("skip", (Key.Key_F2, Shift))
            self.seat.settle(lambda: self.seat.page.waiting.next_card.number.text() != proposed)


@pytest.fixture
def day(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Day]:
    seat = seated(qtbot, counter, clerk, background)
    yield Day(seat, counter, clerk, random.Random(2026))
    background.close()


def test_eighty_visits_by_keys_alone(day: Day, no_sql_in_the_window: None) -> None:
    mouse, app = NoMouse(), QApplication.instance()
    assert app is not None
    app.installEventFilter(mouse)
    for turn in range(VISITS):
        day.come()
        clock_of(day.counter).step(day.rng.randint(30, 240))
        if turn == VISITS // 2:
            pause(day)
        one_round(day)
    while waiting(day.seat) or state(day.seat) is not None or aside(day.seat):
        clock_of(day.counter).step(60)
        one_round(day, is_ending=True)
    app.removeEventFilter(mouse)
    assert mouse.seen == 0
    check(day)


def one_round(day: Day, *, is_ending: bool = False) -> None:
    """Look who is aside, call, hear whether they come, work."""
    if is_ending and state(day.seat) is TicketState.SERVING and not waiting(day.seat):
        day.press("finish", (Key.Key_Return, Ctrl))
        before = here(day.seat)
        day.seat.settle(lambda: state(day.seat) is None or day.is_changed(before))
    day.look_aside()
    day.choose()
    if state(day.seat) is None or (state(day.seat) is TicketState.SERVING and waiting(day.seat)):
        day.next()
    if state(day.seat) is TicketState.CALLED:
        day.answer()
    if state(day.seat) is TicketState.SERVING:
        day.work()


def pause(day: Day) -> None:
    """Lunch: nobody is called; then the window goes on."""
    page = day.seat.page
    for is_paused in (True, False):
        day.press("pause", Key.Key_F9)
        day.seat.settle(lambda is_paused=is_paused: page._scene.is_paused is is_paused)  # type: ignore[misc, union-attr]


def check(day: Day) -> None:
    """Every number taken is served, or handed on to a line this window does not serve; nobody is lost."""
    rows = {row.id: row for row in asked(lambda: day.counter.queue.today(1000))}
    assert set(day.arrived) <= set(rows)
    states = Tally(rows[key].state for key in day.arrived)
    assert set(states) <= {TicketState.DONE, TicketState.WAITING}
    elsewhere = [rows[key] for key in day.arrived if rows[key].state is TicketState.WAITING]
    own = day.clerk.window_id
    assert all(r.for_window_id not in (None, own) or r.letter not in ("A", "B") for r in elsewhere)
    report = asked(day.counter.closing.report)
    assert report.oddities.periods_broken == 0 and report.oddities.served_without_case == 0
    print(f"\n{len(day.arrived)} visits, {day.seat.keys} keys, states {dict(states)}")
    for step, counts in sorted(day.keys.steps.items()):
        print(f"  {step:14} {max(counts)} keys at most, {len(counts)} times")
    for step, most in MOST_KEYS.items():
        assert max(day.keys.steps.get(step, [0])) <= most, step
    assert {"next", "came", "rest", "hand on", "bring back", "go on"} <= set(day.keys.steps)
