"""Meetings as calendar files tell them, and what is said of a file that was read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.clock import SECOND

LARGEST = 5_000_000
"""Bytes of a file that is read; a room's ten years are a tenth of it."""
MOST = 5_000
"""Meetings that are read from a file."""


class Standing(StrEnum):
    """How firm a meeting is; the words are the standard's."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Meeting:
    """A meeting as calendars tell it; moments in microseconds UTC, whole seconds in a file.

    revision: rises with every change; stamped_at: when it was last changed. instance_at: of a single date of
    a series, the moment the rule gave it (RECURRENCE-ID, RFC 5545 3.8.4.4).
    """

    uid: str
    starts_at: int
    ends_at: int
    title: str
    place: str = ""
    note: str = ""
    standing: Standing = Standing.CONFIRMED
    revision: int = 0
    stamped_at: int = 0
    instance_at: int | None = None

    @property
    def name(self) -> str:
        """What it is known by for ever: the dates of a series share a UID and are meetings of their own."""
        return self.uid if self.instance_at is None else f"{self.uid}#{_stamp(self.instance_at)}"


def named(name: str) -> tuple[str, int | None]:
    """Give the UID in a meeting's name and, of a single date of a series, its moment."""
    found = _INSTANCE.fullmatch(name)
    if found is None:
        return name, None
    try:
        time = dt.datetime.strptime(found[2], _FORM).replace(tzinfo=dt.UTC)
    except ValueError:
        return name, None
    return found[1], (time - _EPOCH) // dt.timedelta(seconds=1) * SECOND


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_FORM = "%Y%m%dT%H%M%SZ"
_INSTANCE = re.compile(r"(.+)#(\d{8}T\d{6}Z)", re.DOTALL)


def _stamp(moment: int) -> str:
    # strftime does not fill up the years before 1000.
    return (_EPOCH + dt.timedelta(seconds=moment // SECOND)).strftime(_FORM).rjust(16, "0")


class Beat(StrEnum):
    """By what a series is counted."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True)
class Rhythm:
    """How a meeting repeats, for whoever makes the series here.

    weekdays: 0 is Monday; until: the last moment; count: how often; rest: what else the rule says, in its
    own letters.
    """

    beat: Beat | None
    every: int = 1
    weekdays: tuple[int, ...] = ()
    until: int | None = None
    count: int | None = None
    rest: str = ""


class Unread(StrEnum):
    """Why a file, or a meeting in it, is not taken."""

    NO_CALENDAR = "no_calendar"
    """The file is no calendar, or is broken so that nothing can be trusted."""
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NO_UID = "no_uid"
    NO_START = "no_start"
    NO_END = "no_end"
    ENDS_BEFORE_START = "ends_before_start"
    NO_INSTANCE = "no_instance"
    """It changes a date of a series, and cannot be read which."""
    REPEATS = "repeats"
    """A rule of repetition: series are made in the hall, where each date is looked at."""


@dataclass(frozen=True)
class Problem:
    """A meeting that was not taken; the rest as far as it could be read."""

    reason: Unread
    title: str = ""
    starts_at: int | None = None
    ends_at: int | None = None
    rhythm: Rhythm | None = None


@dataclass(frozen=True)
class Reading:
    """What a file holds: meetings in its order, the latest revision of each, and what was not taken.

    is_guessed: it is not in UTF-8, as the standard wants, and was read as GB18030.
    """

    meetings: tuple[Meeting, ...]
    problems: tuple[Problem, ...]
    is_guessed: bool = False
