"""Calendar files (iCalendar, RFC 5545): a room's bookings out, somebody else's meetings in.

Times go out in UTC, so that no reader needs our zone. A meeting keeps its UID for ever; SEQUENCE rises with
every change (3.8.7.4), and a cancelled one stays in the file as CANCELLED (3.8.1.11), or it would be kept by
those who subscribe.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, TimezoneStandard, vDDDTypes, vDuration

from app.documents.meetings import (
    LARGEST,
    MOST,
    Beat,
    Meeting,
    Problem,
    Reading,
    Rhythm,
    Standing,
    Unread,
)

log = logging.getLogger(__name__)

T = TypeVar("T")
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
_HIGHEST_REVISION = 2_000_000_000
"""A little below what the standard lets a whole number be (3.3.8): there is room to go on counting."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FOLD = re.compile(rb"\r?\n[ \t]")


def write_calendar(name: str, meetings: Iterable[Meeting], uid: str = "") -> bytes:
    """Write meetings as a calendar to subscribe to; the same meetings give the same bytes.

    uid: names the calendar itself for ever (RFC 7986 5.3).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if uid:
        calendar.add("uid", uid)
    for meeting in sorted(meetings, key=lambda m: (m.starts_at, m.name)):
        calendar.add_component(_event(meeting))
    if not calendar.subcomponents:
        calendar.add_component(_utc())
    told: bytes = calendar.to_ical()
    return told


def own_calendar(content: bytes) -> str | None:
    """Give the UID of a calendar that was written here, "" where it has none; None of any other file."""
    head = _FOLD.sub(b"", content).partition(b"\r\nBEGIN:")[0].decode("utf-8", "replace").split("\r\n")
    if head[0] != "BEGIN:VCALENDAR" or f"PRODID:{PRODUCT}" not in head:
        return None
    return next((line.removeprefix("UID:") for line in head if line.startswith("UID:")), "")


def read_calendar(content: bytes, zone: str) -> Reading:
    """Read a file of whatever origin; never raises.

    Times without a zone are the hall's; a day without hours is the whole day there. Of a meeting that comes
    more than once the highest revision counts; a single date of a series is a meeting of its own.
    """
    if len(content) > LARGEST:
        return Reading((), (Problem(Unread.TOO_LARGE),))
    try:
        text, is_guessed = _decoded(content)
        events = Calendar.from_ical(text).walk("VEVENT")
    except STUMBLES as error:
        # Its kind alone: what is said of it may hold somebody's words.
        log.info("a calendar file could not be read: %s", type(error).__name__)
        return Reading((), (Problem(Unread.NO_CALENDAR),))
    if len(events) > MOST:
        return Reading((), (Problem(Unread.TOO_MANY),))
    found: dict[str, Meeting] = {}
    problems: list[Problem] = []
    for event in events:
        read = _read(event, ZoneInfo(zone))
        if isinstance(read, Problem):
            problems.append(read)
        elif read.name not in found or found[read.name].revision <= read.revision:
            found[read.name] = read
    return Reading(tuple(found.values()), tuple(problems), is_guessed)


def _decoded(content: bytes) -> tuple[str, bool]:
    """Give the text, and whether its code was guessed; refuses with ValueError what is in neither.

    Lines are joined first: they may be folded in the midst of a character (3.1). Programs that follow the
    system's code write GB18030 where the standard wants UTF-8 (3.1.4).
    """
    joined = _FOLD.sub(b"", content)
    try:
        return joined.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return joined.decode("gb18030"), True


def _utc() -> Timezone:
    """Give what stands in a calendar without meetings: one without any component is none (3.6)."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    # The standard wants it without a zone (3.6.5).
    standard.add("dtstart", dt.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", dt.timedelta())
    standard.add("tzoffsetto", dt.timedelta())
    zone.add_component(standard)
    return zone


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    if meeting.instance_at is not None:
        event.add("recurrence-id", _time(meeting.instance_at))
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
    starts_at = _moment(event, "dtstart", zone)
    if _repeats(event):
        ends_at = _ends_at(event, starts_at, zone) if starts_at is not None else None
        return Problem(Unread.REPEATS, title, starts_at, ends_at, _rhythm(event, zone))
    instance_at = _moment(event, "recurrence-id", zone)
    if instance_at is None and "recurrence-id" in event:
        return Problem(Unread.NO_INSTANCE, title, starts_at)
    if starts_at is None:
        return Problem(Unread.NO_START, title)
    ends_at = _ends_at(event, starts_at, zone)
    if ends_at is None:
        return Problem(Unread.NO_END, title, starts_at)
    if ends_at <= starts_at:
        return Problem(Unread.ENDS_BEFORE_START, title, starts_at)
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
        instance_at=instance_at,
    )


def _repeats(event: Component) -> bool:
    """Tell whether it stands for several dates; a change of a date and all after it does (3.2.13)."""
    if "rrule" in event or "rdate" in event:
        return True
    instance = event.get("recurrence-id")
    return isinstance(instance, vDDDTypes) and "RANGE" in instance.params


def _rhythm(event: Component, zone: ZoneInfo) -> Rhythm | None:
    """Read how it repeats, as far as it can be understood."""
    rule = event.get("rrule")
    if not isinstance(rule, Mapping):
        return None
    parts: dict[str, list[Any]] = {name: list(rule[name]) for name in rule}
    beat = next((beat for beat in Beat if [beat] == parts.get("FREQ")), None)
    weekdays = parts.get("BYDAY", [])
    is_plain = all(day in _WEEKDAYS for day in weekdays)
    known = {"WKST", "INTERVAL", "UNTIL", "COUNT"} | ({"FREQ"} if beat else set())
    known |= {"BYDAY"} if is_plain else set()
    until = _first(parts, "UNTIL", dt.date)
    return Rhythm(
        beat,
        _first(parts, "INTERVAL", int) or 1,
        tuple(_WEEKDAYS.index(day) for day in weekdays) if is_plain else (),
        _as_moment(until, zone) if until is not None else None,
        _first(parts, "COUNT", int),
        ";".join(f"{name}={','.join(map(str, parts[name]))}" for name in parts if name not in known),
    )


def _first(parts: Mapping[str, list[Any]], name: str, kind: type[T]) -> T | None:
    values = parts.get(name, [])
    return values[0] if values and isinstance(values[0], kind) else None


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
    return min(value, _HIGHEST_REVISION) if isinstance(value, int) and value >= 0 else 0


def _standing(event: Component) -> Standing:
    said = _text(event, "status").upper()
    return next((standing for standing in Standing if standing == said), Standing.CONFIRMED)
