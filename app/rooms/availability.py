"""Free and taken time of rooms. Pure: half-open periods, no store, no clock; for service and screen alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.kernel.clock import HOUR, MINUTE
from app.kernel.periods import Period

GRID = 15 * MINUTE
"""Starts that are suggested lie on quarters of an hour."""

LONGEST = 14 * HOUR
"""The longest booking that is taken."""


@dataclass(frozen=True)
class Busy:
    """A stretch in which a room is taken: preparation, the meeting, then the clearing up to ``busy_until``.

    Two neighbours may share the time between them: the larger of the first one's clearing and the next one's
    preparation has to fit in, not both. A blocking is told the same way, without preparation and clearing.
    """

    booking_id: str
    starts_at: int
    ends_at: int
    busy_until: int
    preparation: int = 0
    """Microseconds before the meeting."""
    room_id: str = ""
    """The room itself, or one that shares floor with it."""
    is_blocking: bool = False

    @property
    def busy_from(self) -> int:
        """The moment at which the preparation begins: the last at which somebody else may still be there."""
        return self.starts_at - self.preparation

    def shuts(self, preparation: int, clearing: int) -> tuple[int, int]:
        """Give the stretch that a meeting with such preparation and clearing may not touch, half-open."""
        return (
            min(self.busy_from, self.starts_at - clearing),
            max(self.busy_until, self.ends_at + preparation),
        )


@dataclass(frozen=True)
class Candidate:
    """A room with what speaks for it and when it is taken."""

    room_id: str
    seats: int
    equipment: frozenset[str]
    turnover: int
    """Clearing time in microseconds."""
    is_meant: bool
    """Whether the room is of the kind the purpose belongs in."""
    busy: tuple[Busy, ...]


@dataclass(frozen=True)
class Wish:
    """What somebody wants: a period, seats, equipment, and the moment by which it must be over."""

    period: Period
    party_size: int
    equipment: frozenset[str]
    latest_end: int


@dataclass(frozen=True)
class Suggestion:
    """A room and a period that are free, and the reasons as facts."""

    room_id: str
    starts_at: int
    ends_at: int
    shift: int
    """Microseconds between the wished start and this one; 0: free as wished."""
    spare_seats: int
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    is_meant: bool


def conflicts(
    busy: Iterable[Busy], wanted: Period, turnover: int, without: str = "", preparation: int = 0
) -> tuple[Busy, ...]:
    """List what stands against a meeting, its preparation and its clearing (``turnover``), earliest first.

    After B is fine where ``start >= B.ends_at + clearing of B`` and ``start - preparation >= B.ends_at``: the
    larger of the two counts. ``without`` names a booking that does not count: the one that is being moved.
    """
    start, end = wanted.starts_at, wanted.ends_at
    there_from, there_until = start - preparation, end + turnover
    # Told out rather than with ``shuts``: the screen asks this of all bookings while one is dragged.
    against = [
        b
        for b in busy
        if (start < b.busy_until or there_from < b.ends_at)
        and (b.starts_at < there_until or b.starts_at - b.preparation < end)
        and b.booking_id != without
    ]
    return tuple(sorted(against, key=_start))


def free_gaps(busy: Iterable[Busy], within: Period) -> tuple[Period, ...]:
    """List the stretches of a period in which nothing is going on, not even preparing or clearing."""
    gaps = []
    free_from = within.starts_at
    for taken in sorted(busy, key=_busy_from):
        until = min(taken.busy_from, within.ends_at)
        if free_from < until:
            gaps.append(Period(free_from, until))
        free_from = max(free_from, taken.busy_until)
    if free_from < within.ends_at:
        gaps.append(Period(free_from, within.ends_at))
    return tuple(gaps)


def next_start(
    busy: Sequence[Busy], earliest: int, length: int, turnover: int, latest_end: int
) -> int | None:
    """Find the first start from ``earliest`` on: itself, or a quarter of an hour after something ends.

    None where the meeting would not be over by ``latest_end``; the clearing may go on after it.
    """
    if length <= 0 or earliest + length > latest_end:
        return None
    horizon = Period(earliest, latest_end + turnover)
    for gap in free_gaps(busy, horizon):
        start = gap.starts_at if gap.starts_at == earliest else rounded_up(gap.starts_at)
        if start + length > latest_end:
            return None
        if start + length + turnover <= gap.ends_at:
            return start
    return None


def best_rooms(candidates: Iterable[Candidate], wish: Wish, limit: int = 3) -> tuple[Suggestion, ...]:
    """Rank the rooms that hold the party.

    Rooms meant for the purpose come first, then those free as wished, then the equipment,
    the nearest start, and the fewest empty seats. Candidates come in the hall's order, which decides ties.
    """
    found = [s for c in candidates if (s := _suggestion(c, wish)) is not None]
    return tuple(sorted(found, key=_rank)[:limit])


def rounded_up(moment: int) -> int:
    """Give the next quarter of an hour, or the moment itself where it is one."""
    return -(-moment // GRID) * GRID


def _suggestion(candidate: Candidate, wish: Wish) -> Suggestion | None:
    if candidate.seats < wish.party_size:
        return None
    wished = wish.period
    start = next_start(candidate.busy, wished.starts_at, wished.length, candidate.turnover, wish.latest_end)
    if start is None:
        return None
    return Suggestion(
        room_id=candidate.room_id,
        starts_at=start,
        ends_at=start + wished.length,
        shift=start - wished.starts_at,
        spare_seats=candidate.seats - wish.party_size,
        has=tuple(sorted(wish.equipment & candidate.equipment)),
        lacks=tuple(sorted(wish.equipment - candidate.equipment)),
        is_meant=candidate.is_meant,
    )


def _rank(s: Suggestion) -> tuple[bool, bool, int, int, int]:
    return (not s.is_meant, s.shift > 0, len(s.lacks), s.shift, s.spare_seats)


def _start(busy: Busy) -> int:
    return busy.starts_at


def _busy_from(busy: Busy) -> int:
    return busy.busy_from
