"""The day's times counted period by period, beside the program's own statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.clock import SECOND
from app.queueing.states import PeriodKind
from app.queueing.times import CALLED, SERVING, SUSPENDED, TAKEN_BACK, WAITING, TimeSpent


@dataclass(frozen=True)
class PeriodRow:
    """A period of the log; ``ended_at`` None while it lasts."""

    kind: PeriodKind
    began_at: int
    ended_at: int | None
    end_reason: str = ""


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
