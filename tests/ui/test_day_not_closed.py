"""In the morning every window says that yesterday was not closed, and which key leads to its end."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.security.actors import Actor
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import CLOSING, Ctrl, WholeDesk
from ui.parts.background import Background
from ui.parts.calm import CALM_MS
from ui.shell.status_line import StatusLine

DIGITS = {f"Ctrl+{digit}": Key(Key.Key_0 + digit) for digit in range(10)}


def test_a_day_that_was_not_closed_is_said_in_the_window_until_it_is(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> None:
    yesterday, left = asked(counter.queue.today)[0].day, len(asked(counter.queue.waiting))
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(24 * 3600)
    desk = WholeDesk(qtbot, counter, clerk, background)
    status = desk.frame.findChild(StatusLine)
    key = desk.frame.key_of(CLOSING)
    said = f"{yesterday.isoformat()} was not closed, left: {left} (page Day end, {key})"
    desk.settle(lambda: said in status.text())
    desk.press((DIGITS[key], Ctrl))
    desk.settle(lambda: desk.frame.current_name() == CLOSING and desk.closing.earlier.isVisible())
    desk.press((Key.Key_PageUp, Ctrl))
    desk.settle(lambda: bool(desk.closing.left.table.rows()))
    desk.press((Key.Key_Return, Ctrl))
    qtbot.wait(CALM_MS + 50)
    desk.press((Key.Key_Return, Ctrl))
    desk.settle(lambda: asked(counter.closing.not_closed) == ())
    desk.settle(lambda: "was not closed" not in status.text())
