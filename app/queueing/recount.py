"""A visitor's day recounted from its periods: every figure of waiting and service comes from the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.clock import SECOND
from app.queueing.states import PeriodKind

WAITING = frozenset({PeriodKind.WAITING})
CALLED = frozenset({PeriodKind.CALLED})
SERVING = frozenset({PeriodKind.SERVING})
SUSPENDED = frozenset({PeriodKind.AWAY, PeriodKind.HELD, PeriodKind.HERE})
"""Neither waiting nor service, as are the night of a ticket carried over and the time after a missed call."""
TAKEN_BACK = "taken_back"
"""Ended so, a period counts nowhere: the one before it went on."""


@dataclass(frozen=True)
class PeriodRow:
    """A period of the log; ``ended_at`` None while it lasts."""

    kind: PeriodKind
    began_at: int
    ended_at: int | None
    end_reason: str = ""


@dataclass(frozen=True)
class TimeSpent:
    """Whole seconds; each period is counted to the microsecond first."""

    waiting_s: int
    called_s: int
    serving_s: int
    suspended_s: int


def recount(periods: Iterable[PeriodRow], now: int) -> TimeSpent:
    """Count how long a visitor waited, was called, was served and rested; open periods last until now."""
    lengths = dict.fromkeys(PeriodKind, 0)
    for period in periods:
        if period.end_reason != TAKEN_BACK:
            end = now if period.ended_at is None else period.ended_at
            lengths[period.kind] += max(0, end - period.began_at)

    def of(kinds: frozenset[PeriodKind]) -> int:
        return sum(lengths[kind] for kind in kinds) // SECOND

    return TimeSpent(of(WAITING), of(CALLED), of(SERVING), of(SUSPENDED))
