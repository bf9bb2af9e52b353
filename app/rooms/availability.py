"""Free and taken time of rooms. Pure: half-open periods, no store, no clock; for service and screen alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.clock import MINUTE
from app.kernel.periods import Period

GRID = 15 * MINUTE
"""A quarter of an hour: the step of the timeline, and how long a start is still now."""


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


def rounded_up(moment: int) -> int:
    """Give the next quarter of an hour, or the moment itself where it is one."""
    return -(-moment // GRID) * GRID


def _start(busy: Busy) -> int:
    return busy.starts_at
