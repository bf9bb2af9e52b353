"""Clocks that are wrong by hours, or go back, are told of and decide nothing (T14)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.kernel.clock import HOUR, SteppingClock
from app.storage.store import Store
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import SmallAccount, SmallBooking, Terminal, booking

pytestmark = [pytest.mark.centre, pytest.mark.slow]


class Ahead(Store):
    """A store of a terminal whose clock is ten hours ahead."""

    hours = 10

    def __init__(self, path: Path, key: bytes, clock: SteppingClock) -> None:
        super().__init__(path, key, SteppingClock(time.time_ns() // 1000 + self.hours * HOUR))


class Behind(Ahead):
    """A store of a terminal whose clock is ten hours behind."""

    hours = -10


class Right(Ahead):
    """A store of a terminal whose clock is right."""

    hours = 0


def _hall(hall: RealHall) -> tuple[Terminal, Terminal, Terminal]:
    (ahead,) = hall.join("ahead", kind=Ahead)
    (behind,) = hall.join("behind", kind=Behind)
    (right,) = hall.join("right", kind=Right)
    return ahead, behind, right


def test_how_far_a_clock_is_off_is_told_and_a_right_one_is_not_complained_of(hall: RealHall) -> None:
    ahead, behind, right = _hall(hall)
    hall.converge(1)
    told = [round(t.view.status().clock_skew / HOUR) for t in (ahead, behind, right)]
    assert told == [-10, 10, 0]
    assert [t.view.status().is_clock_wrong for t in (ahead, behind, right)] == [True, True, False]


def test_the_order_of_arrival_decides_and_no_clock(hall: RealHall) -> None:
    ahead, behind, right = _hall(hall)
    key, _ = ahead.add(SmallAccount(name="start", fen=0))
    hall.converge(2)
    # The slow clock's work comes first, then the fast one's, whose moment is twenty hours later.
    behind.change(SmallAccount, key, name="came first")
    ahead.change(SmallAccount, key, name="came second")
    ahead.add(booking(title="came second", room="305"))
    behind.add(booking(title="came first", room="305"))
    behind.exchange.run()
    ahead.exchange.run()
    hall.converge(2)
    assert hall.centre.ask("SELECT name FROM test_account") == [{"name": "came first"}]
    assert [row.title for row in right.rows(SmallBooking)] == ["came first"]
    assert hall.in_step()

    # And the other way round.
    ahead.change(SmallAccount, key, name="now first")
    behind.change(SmallAccount, key, name="now second")
    ahead.exchange.run()
    behind.exchange.run()
    hall.converge(2)
    assert hall.centre.ask("SELECT name FROM test_account") == [{"name": "now first"}]


def test_a_clock_set_back_while_the_outbox_drains_changes_nothing(hall: RealHall) -> None:
    ahead, _, right = _hall(hall)
    assert isinstance(ahead.store.clock, SteppingClock)
    key, _ = ahead.add(SmallAccount(name="n", fen=0))
    for fen in range(1, 121):
        if fen % 40 == 0:
            ahead.store.clock.step(-3 * 3600)
        ahead.change(SmallAccount, key, fen=fen)
        if fen % 50 == 0:
            ahead.exchange.push()
    hall.converge(2)
    made = [entry.made_at for entry in ahead.outbox()]
    assert made != sorted(made), "the clock did not go back"
    account = right.row(SmallAccount, key)
    assert account is not None and account.fen == 120
    assert hall.in_step() and hall.centre.ask("SELECT 1 FROM conflict") == []
