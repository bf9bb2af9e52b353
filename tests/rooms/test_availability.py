"""Free and taken time against a slow reference that walks minute by minute."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import MINUTE
from app.kernel.periods import Period
from app.rooms.availability import (
    GRID,
    Busy,
    Candidate,
    Wish,
    best_rooms,
    conflicts,
    free_gaps,
    next_start,
)

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


@given(BOOKINGS, st.integers(0, DAY - 1), st.integers(1, DAY))
def test_gaps_and_bookings_fill_a_period_without_sharing_a_minute(
    taken: list[Busy], start: int, length: int
) -> None:
    within = Period(start * MINUTE, (start + length) * MINUTE)
    free = [
        m for gap in free_gaps(taken, within) for m in range(gap.starts_at // MINUTE, gap.ends_at // MINUTE)
    ]
    assert free == [m for m in range(start, start + length) if m not in busy_minutes(taken)]


@given(BOOKINGS, st.integers(0, DAY - 1), st.integers(1, 240), st.integers(0, 45))
def test_next_start_is_the_first_that_is_free(
    taken: list[Busy], earliest: int, length: int, clearing: int
) -> None:
    quarters = range(-(-earliest // 15) * 15, DAY, 15)
    blocked = busy_minutes(taken)
    slow = [
        start
        for start in (earliest, *quarters)
        if start + length <= DAY and not blocked & set(range(start, start + length + clearing))
    ]
    found = next_start(taken, earliest * MINUTE, length * MINUTE, clearing * MINUTE, DAY * MINUTE)
    assert found == (slow[0] * MINUTE if slow else None)


def test_a_meeting_may_begin_where_the_clearing_ends() -> None:
    taken = [Busy("a", 0, 60 * MINUTE, 75 * MINUTE)]
    assert conflicts(taken, Period(75 * MINUTE, 90 * MINUTE), 15 * MINUTE) == ()
    assert conflicts(taken, Period(74 * MINUTE, 90 * MINUTE), 15 * MINUTE) == tuple(taken)


def room(name: str, seats: int, equipment: set[str], *busy: Busy, is_meant: bool = True) -> Candidate:
    return Candidate(name, seats, frozenset(equipment), GRID, is_meant, busy)


def test_best_rooms_say_why() -> None:
    wish = Wish(Period(0, 60 * MINUTE), 4, frozenset({"whiteboard"}), 12 * 60 * MINUTE)
    taken = Busy("a", 0, 50 * MINUTE, 65 * MINUTE)
    ranked = best_rooms(
        [
            room("too small", 3, {"whiteboard"}),
            room("taken", 4, {"whiteboard"}, taken),
            room("bare", 4, set()),
            room("too large", 40, {"whiteboard"}),
            room("fitting", 6, {"whiteboard"}),
            room("stage", 4, {"whiteboard"}, is_meant=False),
        ],
        wish,
        limit=9,
    )
    assert [s.room_id for s in ranked] == ["fitting", "too large", "bare", "taken", "stage"]
    assert (ranked[0].spare_seats, ranked[0].has, ranked[0].shift) == (2, ("whiteboard",), 0)
    assert ranked[2].lacks == ("whiteboard",)
    # Cleared at 65 minutes; the next quarter is at 75.
    assert (ranked[3].starts_at, ranked[3].shift) == (75 * MINUTE, 75 * MINUTE)


def test_no_room_is_suggested_that_cannot_end_in_time() -> None:
    wish = Wish(Period(0, 60 * MINUTE), 1, frozenset(), 90 * MINUTE)
    assert best_rooms([room("late", 4, set(), Busy("a", 0, 30 * MINUTE, 45 * MINUTE))], wish) == ()
