"""Hours as they are typed: ``09:00-12:00 14:00-18:00``. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise

from app.kernel.clock import moment_of
from app.kernel.errors import FieldRefused
from app.rooms.opening import Span

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-\u2013\u2014~]\s*(\d{1,2}):(\d{2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_DAY_MINUTES = 1440


def spans_of(field: str, text: str) -> tuple[Span, ...]:
    """Read the hours of a day; nothing typed: closed. Refuses with FieldRefused what is no hours."""
    plain = _plain(text)
    if not plain:
        return ()
    found = tuple(_span(field, *(int(part) for part in match.groups())) for match in _SPAN.finditer(plain))
    if not found or _SPAN.sub("", plain).strip(" ,;"):
        raise FieldRefused(field, "not_hours", text)
    for before, after in pairwise(found):
        if after.starts < before.ends:
            raise FieldRefused(field, "not_hours", text)
    return found


def words_of(spans: Iterable[Span], dash: str = "-") -> str:
    """Write the hours of a day the way they are typed."""
    return " ".join(f"{_clock(span.starts)}{dash}{_clock(span.ends)}" for span in spans)


def moment_typed(field: str, day: str, time: str, zone: str) -> int:
    """Read a day and a time of the wall clock, up to 24:00; refuses with FieldRefused."""
    match = _TIME.fullmatch(_plain(time))
    if match is None:
        raise FieldRefused(field, "not_a_time", time)
    hour, minute = (int(part) for part in match.groups())
    if minute > 59 or hour * 60 + minute > _DAY_MINUTES:
        raise FieldRefused(field, "not_a_time", time)
    midnight = dt.datetime.combine(dt.date.fromisoformat(day), dt.time())
    return moment_of(midnight + dt.timedelta(minutes=hour * 60 + minute), zone)


def _span(field: str, hour: int, minute: int, to_hour: int, to_minute: int) -> Span:
    starts, ends = hour * 60 + minute, to_hour * 60 + to_minute
    if max(minute, to_minute) > 59 or not 0 <= starts < ends <= _DAY_MINUTES:
        raise FieldRefused(field, "not_hours", f"{hour}:{minute:02}-{to_hour}:{to_minute:02}")
    return Span(starts, ends)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _plain(text: str) -> str:
    """Give what a Chinese input method types the form of a plain one."""
    return text.replace("\uff1a", ":").replace("\uff0d", "-").replace("\uff0c", ",").strip()
