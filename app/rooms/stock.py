"""Movable equipment with a quantity: how many of a kind are free over a period. Pure.

What is carried to a room is out from the meeting's start to the end of its clearing, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from app.kernel.periods import Period


@dataclass(frozen=True)
class Use:
    """Some pieces of a kind that a booking has out, from ``starts_at`` to ``busy_until``."""

    booking_id: str
    kind: str
    count: int
    starts_at: int
    busy_until: int


@dataclass(frozen=True)
class Stock:
    """The hall's movable equipment: how many of each kind it owns, and who has them when."""

    quantity: Mapping[str, int] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()

    def owned(self, kind: str) -> int:
        """Tell how many of a kind the hall owns."""
        return self.quantity.get(kind, 0)

    def free(self, kind: str, period: Period, without: str = "") -> int:
        """Tell how many of a kind are free over a whole period; 0 also where more are promised than owned."""
        most = max((count for _, _, count in self._levels(kind, period, without)), default=0)
        return max(self.owned(kind) - most, 0)

    def users(self, kind: str, period: Period, without: str = "") -> tuple[str, ...]:
        """List the bookings that have pieces of a kind out in a period, by start."""
        found = sorted(self._touching(kind, period, without), key=_start)
        return tuple(u.booking_id for u in found)

    def shortages(
        self, kind: str, wanted: int, period: Period, without: str = ""
    ) -> Iterator[tuple[int, int]]:
        """Tell the stretches of a period in which fewer of a kind are free than wanted, half-open."""
        for starts_at, ends_at, count in self._levels(kind, period, without):
            if self.owned(kind) - count < wanted:
                yield starts_at, ends_at

    def _levels(self, kind: str, period: Period, without: str) -> Iterator[tuple[int, int, int]]:
        """Walk through a period and tell how many are out from when to when."""
        steps = [(period.starts_at, 0), (period.ends_at, 0)]
        for use in self._touching(kind, period, without):
            steps.append((max(use.starts_at, period.starts_at), use.count))
            steps.append((min(use.busy_until, period.ends_at), -use.count))
        steps.sort()
        out = 0
        for (moment, change), (following, _) in pairwise(steps):
            out += change
            if moment < following:
                yield moment, following, out

    def _touching(self, kind: str, period: Period, without: str) -> list[Use]:
        return [
            u
            for u in self.uses
            if u.kind == kind
            and u.booking_id != without
            and u.starts_at < period.ends_at
            and period.starts_at < u.busy_until
        ]


def wanted_of_stock(equipment: Mapping[str, int], in_room: frozenset[str]) -> dict[str, int]:
    """Tell how many of each kind have to be carried to a room that has one of some kinds for good."""
    needed = {kind: count - (kind in in_room) for kind, count in equipment.items()}
    return {kind: count for kind, count in needed.items() if count > 0}


def _start(use: Use) -> tuple[int, str]:
    return use.starts_at, use.booking_id
