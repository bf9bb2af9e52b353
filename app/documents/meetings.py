"""Meetings as calendar files tell them, and what is said of a file that was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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

    revision: rises with every change; stamped_at: when it was last changed.
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
    REPEATS = "repeats"
    """A rule of repetition: series are made in the hall, where each date is looked at."""


@dataclass(frozen=True)
class Problem:
    """A meeting that was not taken; ``title`` as far as it could be read."""

    reason: Unread
    title: str = ""


@dataclass(frozen=True)
class Reading:
    """What a file holds: meetings in its order, the latest revision of each, and what was not taken."""

    meetings: tuple[Meeting, ...]
    problems: tuple[Problem, ...]
