"""Windows with somebody on duty: begun, left by signing out, relieved by another."""

from __future__ import annotations

from dataclasses import replace

from app.counter import Counter
from app.queueing.states import WindowState
from app.security.actors import Actor, Role
from tests.builders import PASSWORD


def state(counter: Counter) -> WindowState:
    return counter.queue.windows()[0].state


def test_signing_out_ends_ones_own_duty_and_says_nothing_where_there_is_none(
    counter: Counter, clerk: Actor
) -> None:
    assert not counter.duty.leave(clerk).changes.rows
    counter.duty.begin(clerk)
    counter.duty.pause(clerk)
    assert state(counter) is WindowState.PAUSED
    counter.duty.leave(clerk)
    assert state(counter) is WindowState.OFF


def test_who_was_relieved_does_not_end_the_duty_of_who_came_after(counter: Counter, clerk: Actor) -> None:
    key = counter.accounts.add_staff("zhao", "Zhao", Role.CLERK, PASSWORD, actor=clerk).value
    later = Actor(key, "zhao", "Zhao", Role.CLERK, clerk.window_id)
    counter.duty.begin(clerk)
    counter.duty.begin(later)
    counter.duty.leave(clerk)
    assert counter.queue.windows()[0].staff_id == key
    counter.duty.leave(replace(later, window_id=None))
    assert state(counter) is WindowState.FREE
