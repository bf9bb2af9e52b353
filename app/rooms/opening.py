"""When rooms are open: layers of opening hours, holidays and make-up working days (counter.md 1B 23, 24).

Pure: no store, no clock. Hours are told by the hall's wall clock, so a day with a clock change is open
exactly while the wall clock shows a time of its spans.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from app.kernel.clock import DAY, MINUTE, day_of, local, moment_of
from app.kernel.errors import FieldRefused
from app.kernel.periods import Period

MINUTES_OF_A_DAY = 1440
MONDAY = 0
WEEKEND = 5
LONGEST_LOOK_AHEAD = 92
"""How many days ``next_opening`` looks ahead."""


@dataclass(frozen=True)
class Span:
    """A stretch of a day's wall clock in minutes after midnight, half-open; 0 to 1440."""

    starts: int
    ends: int

    def __post_init__(self) -> None:
        if not 0 <= self.starts < self.ends <= MINUTES_OF_A_DAY:
            raise FieldRefused("hours", "out_of_range", f"{self.starts}-{self.ends}")


Week = tuple[tuple[Span, ...], ...]
"""The spans of Monday to Sunday; a day without spans is closed."""


@dataclass(frozen=True)
class Layer:
    """Opening hours for a run of days, both ends included.

    ``made_at`` decides between two layers of the same length: the later made wins. Refuses with FieldRefused
    a last day before the first, a week of other than seven days, and spans that overlap or are out of order.
    """

    first: dt.date
    last: dt.date
    week: Week
    made_at: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise FieldRefused("last_day", "not_after_start", str(self.last))
        if len(self.week) != 7:
            raise FieldRefused("hours", "wrong_form", str(len(self.week)))
        for spans in self.week:
            if any(after.starts < before.ends for before, after in pairwise(spans)):
                raise FieldRefused("hours", "wrong_form")

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    @property
    def is_single(self) -> bool:
        """Whether it was made for one day."""
        return self.first == self.last

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last


def one_day(day: dt.date, spans: Iterable[Span], made_at: int = 0, name: str = "") -> Layer:
    """Make the layer of a single day; without spans the day is closed."""
    return Layer(day, day, (tuple(spans),) * 7, made_at, name)


class WorkingCalendar(Protocol):
    """Whatever knows holidays and make-up working days; the catalogue's ``WorkingDays`` does."""

    def is_working(self, day: dt.date) -> bool:
        """Tell whether people work on a day; False on weekends and holidays, True on make-up working days."""
        ...

    def is_holiday(self, day: dt.date) -> bool:
        """Tell whether a day is a public holiday, also where that falls on a weekend."""
        ...


class WhyClosed(StrEnum):
    """Why rooms are closed at a moment."""

    NO_HOURS = "no_hours"
    """No layer says anything about the day."""
    HOLIDAY = "holiday"
    CLOSED_DAY = "closed_day"
    """The layer in force has no hours on this day."""
    BEFORE_OPENING = "before_opening"
    BREAK = "break"
    """Between two spans of the day."""
    AFTER_CLOSING = "after_closing"


@dataclass(frozen=True)
class Closed:
    """Why rooms are closed at a moment; ``layer`` is the name of the layer in force, if any."""

    why: WhyClosed
    day: dt.date
    layer: str = ""


@dataclass(frozen=True)
class DayHours:
    """The hours of one day; ``why`` is None on a day with hours."""

    spans: tuple[Span, ...]
    why: WhyClosed | None
    layer: str = ""


@dataclass(frozen=True)
class OpeningHours:
    """Opening hours in layers: the shortest layer that covers a day wins, of equal ones the later made.

    On a public holiday rooms are closed unless the winner is the layer of that single day. A make-up working
    day (调休) takes the hours of ``make_up_weekday`` (0 = Monday) from the winner, unless that was made for
    the single day.
    """

    layers: tuple[Layer, ...]
    calendar: WorkingCalendar
    zone: str
    make_up_weekday: int = MONDAY

    def layer_of(self, day: dt.date) -> Layer | None:
        """Give the layer in force on a day."""
        covering = [layer for layer in self.layers if layer.covers(day)]
        return min(covering, key=_precedence, default=None)

    def of_day(self, day: dt.date) -> DayHours:
        """Give the hours of a day, or why it has none."""
        layer = self.layer_of(day)
        if layer is None:
            return DayHours((), WhyClosed.NO_HOURS)
        weekday = day.weekday()
        if not layer.is_single:
            if self.calendar.is_holiday(day):
                return DayHours((), WhyClosed.HOLIDAY, layer.name)
            if weekday >= WEEKEND and self.calendar.is_working(day):
                weekday = self.make_up_weekday
        spans = layer.week[weekday]
        return DayHours(spans, None if spans else WhyClosed.CLOSED_DAY, layer.name)

    def periods(self, first: dt.date, last: dt.date) -> tuple[Period, ...]:
        """Give the open periods of a run of days, both included, in order; those that touch are one."""
        days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
        hours = [(day, spans) for day in days if (spans := self.of_day(day).spans)]
        found = [
            Period(max(starts, piece.starts_at), min(ends, piece.ends_at))
            for piece, offset in _pieces(first, last, self.zone)
            for day, spans in hours
            for starts, ends in _on_clock(day, spans, offset)
            if starts < piece.ends_at and piece.starts_at < ends
        ]
        return merged(found)

    def around(self, starts_at: int, ends_at: int) -> tuple[Period, ...]:
        """Give the open periods of all days that a stretch of time touches, whole days."""
        return self.periods(day_of(starts_at, self.zone), day_of(max(starts_at, ends_at - 1), self.zone))

    def why_closed(self, moment: int) -> Closed | None:
        """Tell why rooms are closed at a moment; None while they are open."""
        wall = local(moment, self.zone)
        hours = self.of_day(wall.date())
        if hours.why is not None:
            return Closed(hours.why, wall.date(), hours.layer)
        minute = wall.hour * 60 + wall.minute
        if any(span.starts <= minute < span.ends for span in hours.spans):
            return None
        return Closed(_when_closed(minute, hours.spans), wall.date(), hours.layer)

    def next_opening(self, moment: int) -> int | None:
        """Give the first moment from this one on at which rooms are open; None in the next three months."""
        day = day_of(moment, self.zone)
        for ahead in range(LONGEST_LOOK_AHEAD + 1):
            today = day + dt.timedelta(days=ahead)
            for period in self.periods(today, today):
                if moment < period.ends_at:
                    return max(moment, period.starts_at)
        return None


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Put periods in order and make one of those that touch or overlap."""
    done: list[Period] = []
    for period in sorted(periods):
        if done and period.starts_at <= done[-1].ends_at:
            done[-1] = Period(done[-1].starts_at, max(done[-1].ends_at, period.ends_at))
        else:
            done.append(period)
    return tuple(done)


def _precedence(layer: Layer) -> tuple[int, int]:
    return layer.days, -layer.made_at


def _when_closed(minute: int, spans: tuple[Span, ...]) -> WhyClosed:
    if minute < spans[0].starts:
        return WhyClosed.BEFORE_OPENING
    return WhyClosed.AFTER_CLOSING if minute >= spans[-1].ends else WhyClosed.BREAK


def _on_clock(day: dt.date, spans: tuple[Span, ...], offset: int) -> Iterator[tuple[int, int]]:
    midnight = (day - dt.date(1970, 1, 1)).days * DAY - offset
    for span in spans:
        yield midnight + span.starts * MINUTE, midnight + span.ends * MINUTE


def _pieces(first: dt.date, last: dt.date, zone: str) -> Iterator[tuple[Period, int]]:
    """Cut the time around some days where the wall clock is changed; each piece with its offset."""
    start = moment_of(dt.datetime.combine(first, dt.time()), zone) - DAY
    end = moment_of(dt.datetime.combine(last, dt.time()), zone) + 2 * DAY
    begins, offset = start, _offset(start, zone)
    for later in range(start + DAY, end + DAY, DAY):
        changed = _offset(later, zone)
        if changed != offset:
            at = _change(later - DAY, later, offset, zone)
            yield Period(begins, at), offset
            begins, offset = at, changed
    # The last look may have found a change that lies behind the days asked for.
    if begins < end:
        yield Period(begins, end), offset


def _change(before: int, after: int, offset: int, zone: str) -> int:
    """Find the moment between two at which the wall clock leaves an offset, to the microsecond."""
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(moment: int, zone: str) -> int:
    offset = local(moment, zone).utcoffset()
    return 0 if offset is None else offset // dt.timedelta(microseconds=1)
