"""Which time is which: every figure of waiting and service comes from the log of periods."""

from __future__ import annotations

from dataclasses import dataclass

from app.queueing.states import PeriodKind

WAITING = frozenset({PeriodKind.WAITING})
CALLED = frozenset({PeriodKind.CALLED})
SERVING = frozenset({PeriodKind.SERVING})
SUSPENDED = frozenset({PeriodKind.AWAY, PeriodKind.HELD, PeriodKind.HERE})
"""Neither waiting nor service, as are the night of a ticket carried over and the time after a missed call."""
TAKEN_BACK = "taken_back"
"""Ended so, a period counts nowhere: the one before it went on."""


@dataclass(frozen=True)
class TimeSpent:
    """Whole seconds of a day; each period is counted to the microsecond first."""

    waiting_s: int
    called_s: int
    serving_s: int
    suspended_s: int
