"""Calendar files (iCalendar, RFC 5545): a room's bookings out, somebody else's meetings in.

Times go out in UTC, so that no reader needs our zone. A meeting keeps its UID for ever; SEQUENCE rises with
every change (3.8.7.4), and a cancelled one stays in the file as CANCELLED (3.8.1.11), or it would be kept by
those who subscribe.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vDDDTypes, vDuration

from app.documents.meetings import LARGEST, MOST, Meeting, Problem, Reading, Standing, Unread

log = logging.getLogger(__name__)

STUMBLES = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
)
"""What the library raises where it stumbles over a broken file."""
PRODUCT = "-//Guitai//Guitai//EN"


def write_calendar(name: str, meetings: Iterable[Meeting]) -> bytes:
    """Write meetings as a calendar to subscribe to; the same meetings give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for meeting in sorted(meetings, key=lambda m: (m.starts_at, m.uid)):
        calendar.add_component(_event(meeting))
    told: bytes = calendar.to_ical()
    return told


def read_calendar(content: bytes, zone: str) -> Reading:
    """Read a file of whatever origin; never raises.

    Times without a zone are the hall's; a day without hours is the whole day there. Of a meeting that comes
    more than once the highest revision counts.
    """
    if len(content) > LARGEST:
        return Reading((), (Problem(Unread.TOO_LARGE),))
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except STUMBLES as error:
        # Its kind alone: what is said of it may hold somebody's words.
        log.info("a calendar file could not be read: %s", type(error).__name__)
        return Reading((), (Problem(Unread.NO_CALENDAR),))
    found: dict[str, Meeting] = {}
    problems: list[Problem] = [Problem(Unread.TOO_MANY)] if len(events) > MOST else []
    for event in events[:MOST]:
        read = _read(event, ZoneInfo(zone))
        if isinstance(read, Problem):
            problems.append(read)
        elif read.uid not in found or found[read.uid].revision <= read.revision:
            found[read.uid] = read
    return Reading(tuple(found.values()), tuple(problems))


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", _time(meeting.stamped_at))
    event.add("dtstart", _time(meeting.starts_at))
    event.add("dtend", _time(meeting.ends_at))
    event.add("sequence", meeting.revision)
    event.add("status", str(meeting.standing))
    event.add("summary", meeting.title)
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.note:
        event.add("description", meeting.note)
    return event


def _read(event: Component, zone: ZoneInfo) -> Meeting | Problem:
    title = _text(event, "summary")
    uid = _text(event, "uid")
    if not uid:
        return Problem(Unread.NO_UID, title)
    if "rrule" in event or "rdate" in event:
        return Problem(Unread.REPEATS, title)
    starts_at = _moment(event, "dtstart", zone)
    if starts_at is None:
        return Problem(Unread.NO_START, title)
    ends_at = _ends_at(event, starts_at, zone)
    if ends_at is None:
        return Problem(Unread.NO_END, title)
    if ends_at <= starts_at:
        return Problem(Unread.ENDS_BEFORE_START, title)
    return Meeting(
        uid=uid,
        starts_at=starts_at,
        ends_at=ends_at,
        title=title,
        place=_text(event, "location"),
        note=_text(event, "description"),
        standing=_standing(event),
        revision=_whole(event, "sequence"),
        stamped_at=_moment(event, "dtstamp", zone) or 0,
    )


def _ends_at(event: Component, starts_at: int, zone: ZoneInfo) -> int | None:
    ends_at = _moment(event, "dtend", zone)
    if ends_at is not None or "dtend" in event:
        return ends_at
    length = _value(event, "duration")
    if isinstance(length, dt.timedelta):
        return starts_at + length // dt.timedelta(microseconds=1)
    begins = _value(event, "dtstart")
    if "duration" not in event and isinstance(begins, dt.date) and not isinstance(begins, dt.datetime):
        # A day alone is the whole day (3.6.1); an hour alone takes no time and needs no room.
        return _as_moment(begins, zone, days=1)
    return None


def _moment(event: Component, name: str, zone: ZoneInfo) -> int | None:
    value = _value(event, name)
    return _as_moment(value, zone) if isinstance(value, dt.date) else None


def _as_moment(value: dt.date, zone: ZoneInfo, days: int = 0) -> int | None:
    """Read a time, or a day as its midnight; None beyond the years that can be counted."""
    time = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    try:
        told = time + dt.timedelta(days=days)
        told = told if told.tzinfo is not None else told.replace(tzinfo=zone)
        return (told.astimezone(dt.UTC) - _EPOCH) // dt.timedelta(microseconds=1)
    except (OverflowError, ValueError):
        return None


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def _time(moment: int) -> dt.datetime:
    return _EPOCH + dt.timedelta(seconds=moment // 1_000_000)


def _value(event: Component, name: str) -> Any:
    # What stands there twice comes as a list.
    value = event.get(name)
    return value.dt if isinstance(value, vDDDTypes | vDuration) else None


def _text(event: Component, name: str) -> str:
    value = event.get(name)
    return str(value).strip() if isinstance(value, str) else ""


def _whole(event: Component, name: str) -> int:
    value = event.get(name)
    return value if isinstance(value, int) and value >= 0 else 0


def _standing(event: Component) -> Standing:
    said = _text(event, "status").upper()
    return next((standing for standing in Standing if standing == said), Standing.CONFIRMED)
