"""The time as a dependency. Moments are microseconds since 1970 in UTC; zones are for showing."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock(Protocol):
    """Whatever can tell the time."""

    def now(self) -> int:
        """Tell the moment, in microseconds UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> int:
        """Tell the moment, in microseconds UTC."""
        return time.time_ns() // 1000


def steady_now() -> int:
    """Tell a moment of a clock nobody can set, in microseconds since whenever: only spans mean something."""
    return time.monotonic_ns() // 1000


class SteppingClock:
    """A clock that stands until it is moved; for tests, the demo and pictures."""

    def __init__(self, moment: int) -> None:
        self._moment = moment

    def now(self) -> int:
        """Tell the moment and go on by one millisecond, so that no two facts share one."""
        self._moment += 1000
        return self._moment

    def step(self, seconds: float) -> None:
        """Move the clock forward."""
        self._moment += round(seconds * SECOND)


def local(moment: int, zone: str) -> datetime:
    """Show a moment on the hall's wall clock."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)).astimezone(ZoneInfo(zone))


def day_of(moment: int, zone: str) -> date:
    """Tell the hall's day of a moment."""
    return local(moment, zone).date()


def moment_of(wall: datetime, zone: str) -> int:
    """Read the hall's wall clock as a moment."""
    aware = wall.replace(tzinfo=ZoneInfo(zone))
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def day_bounds(day: date, zone: str) -> tuple[int, int]:
    """Tell the first moment of a day and the first of the next."""
    start = datetime(day.year, day.month, day.day)
    return moment_of(start, zone), moment_of(start + timedelta(days=1), zone)
