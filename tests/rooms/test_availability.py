"""Free and taken time against a slow reference that walks minute by minute."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import MINUTE
from app.kernel.periods import Period
from app.rooms.availability import Busy, conflicts

DAY = 12 * 60


def laid_out(steps: list[tuple[int, int, int]]) -> list[Busy]:
    """Lay bookings one behind the other: so long free, so long taken, so long cleared."""
    taken: list[Busy] = []
    minute = 0
    for free, length, clearing in steps:
        start, end = minute + free, minute + free + length
        minute = end + clearing
        if end <= DAY:
            taken.append(Busy(str(start), start * MINUTE, end * MINUTE, minute * MINUTE))
    return taken


STEP = st.tuples(st.integers(0, 120), st.integers(1, 180), st.integers(0, 45))
BOOKINGS = st.lists(STEP, max_size=8).map(laid_out)
"""Bookings of one room as the centre lets them be: none starts before the last one is cleared."""


def busy_minutes(taken: list[Busy]) -> set[int]:
    return {m for b in taken for m in range(b.starts_at // MINUTE, b.busy_until // MINUTE)}


@given(BOOKINGS, st.integers(0, DAY - 1), st.integers(1, 300), st.integers(0, 45))
def test_conflicts_are_what_shares_a_minute(
    taken: list[Busy], start: int, length: int, clearing: int
) -> None:
    wanted = Period(start * MINUTE, (start + length) * MINUTE)
    found = conflicts(reversed(taken), wanted, clearing * MINUTE)
    minutes = set(range(start, start + length + clearing))
    assert list(found) == [b for b in taken if busy_minutes([b]) & minutes]
    for b in found:
        others = conflicts(taken, wanted, clearing * MINUTE, without=b.booking_id)
        assert list(others) == [o for o in found if o != b]


def test_a_meeting_may_begin_where_the_clearing_ends() -> None:
    taken = [Busy("a", 0, 60 * MINUTE, 75 * MINUTE)]
    assert conflicts(taken, Period(75 * MINUTE, 90 * MINUTE), 15 * MINUTE) == ()
    assert conflicts(taken, Period(74 * MINUTE, 90 * MINUTE), 15 * MINUTE) == tuple(taken)


def test_the_longer_of_clearing_and_preparing_keeps_two_meetings_apart() -> None:
    taken = [Busy("a", 0, 60 * MINUTE, 75 * MINUTE)]
    for preparation, first in ((0, 75), (10, 75), (15, 75), (20, 80)):
        for start in (first - 1, first):
            wanted = Period(start * MINUTE, (start + 30) * MINUTE)
            found = conflicts(taken, wanted, 0, preparation=preparation * MINUTE)
            assert bool(found) == (start < first)
