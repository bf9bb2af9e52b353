"""The dates of a series of bookings. Pure: no store, no clock (counter.md 1B 9-14; RFC 5545 3.3.10).

A month without a 31st or without a fifth Monday is left out and told as such, never moved to a neighbour;
a count counts the dates that exist.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.clock import local, moment_of
from app.kernel.errors import FieldRefused

MOST_DATES = 1000
"""The longest series; one more date is refused."""

LONGEST_YEARS = 200
"""A series ends at the latest so many years after its first day; a count not reached by then is refused."""

LAST = -1
"""The ordinal of the last weekday of a month."""

_ORDINALS = (1, 2, 3, 4, 5, LAST)
_WEEK = 7
_MINUTES_OF_A_DAY = 1440


@dataclass(frozen=True)
class Daily:
    """Every nth day, from the first day on."""

    every: int = 1


@dataclass(frozen=True)
class Weekly:
    """Some weekdays (0 = Monday) of every nth week, counted from the Monday of the first day's week."""

    weekdays: frozenset[int]
    every: int = 1


@dataclass(frozen=True)
class MonthlyByDay:
    """A day of every nth month, 1 to 31; months that have no such day are left out."""

    day: int
    every: int = 1


@dataclass(frozen=True)
class MonthlyByWeekday:
    """A weekday (0 = Monday) of every nth month: the 1st to 5th, or the ``LAST``."""

    ordinal: int
    weekday: int
    every: int = 1


@dataclass(frozen=True)
class Listed:
    """Dates somebody wrote down; double ones count once, those before the series' first day not at all."""

    days: tuple[dt.date, ...]


Rule = Daily | Weekly | MonthlyByDay | MonthlyByWeekday | Listed


@dataclass(frozen=True)
class Series:
    """A rule from a first day on, until a day (included) or for so many dates.

    With both, whichever is sooner; a list needs neither. The first day is a date of the series only where
    the rule names it.
    """

    first: dt.date
    rule: Rule
    until: dt.date | None = None
    count: int | None = None


class WhySkipped(StrEnum):
    """Why a date of a rule does not exist."""

    NO_SUCH_DAY = "no_such_day"
    """The month is too short: no 29th, 30th or 31st."""
    NO_SUCH_WEEKDAY = "no_such_weekday"
    """The month has only four of this weekday."""
    NO_SUCH_TIME = "no_such_time"
    """The wall clock was put forward over this time of day."""


@dataclass(frozen=True)
class Skipped:
    """A date that was left out: its month (by its first day) and, where only the time is missing, its day."""

    month: dt.date
    why: WhySkipped
    day: dt.date | None = None


@dataclass(frozen=True)
class Occurrence:
    """A date of a series and the moment it starts."""

    day: dt.date
    starts_at: int


@dataclass(frozen=True)
class Unfolded:
    """The dates of a series in order, and what was left out of it."""

    occurrences: tuple[Occurrence, ...]
    skipped: tuple[Skipped, ...]


def unfold(series: Series, start_minute: int, zone: str) -> Unfolded:
    """List the dates of a series that starts at a minute of the day (0 to 1439) by the hall's wall clock.

    A time that comes twice, when the clock is put back, is the first of the two. Refuses with FieldRefused:
    ``every``, ``weekdays``, ``day``, ``ordinal``, ``days``, ``start_time``, ``count`` (out_of_range, empty),
    ``until`` (empty: no end at all; not_after_start), and ``count`` or ``until`` as too_long where more than
    1,000 dates would come of it, ``count`` as out_of_range where it is not reached within 200 years.
    """
    _check(series, start_minute)
    found: list[Occurrence] = []
    skipped: list[Skipped] = []
    for told in _until(series):
        if series.count is not None and len(found) == series.count:
            break
        kept = told if isinstance(told, Skipped) else _started(told, start_minute, zone)
        if isinstance(kept, Skipped):
            skipped.append(kept)
        else:
            found.append(kept)
        if len(found) > MOST_DATES:
            raise FieldRefused("until", "too_long", str(MOST_DATES))
    # A list has as many dates as were written down; a rule that has fewer than asked for is a mistake.
    if series.count is not None and series.until is None and not isinstance(series.rule, Listed):
        _refuse_unless("count", len(found) == series.count, series.count)
    return Unfolded(tuple(found), tuple(skipped))


def _started(day: dt.date, start_minute: int, zone: str) -> Occurrence | Skipped:
    wall = dt.datetime(day.year, day.month, day.day, start_minute // 60, start_minute % 60)
    moment = moment_of(wall, zone)
    if local(moment, zone).replace(tzinfo=None) != wall:
        return Skipped(day.replace(day=1), WhySkipped.NO_SUCH_TIME, day)
    return Occurrence(day, moment)


def _until(series: Series) -> Iterator[dt.date | Skipped]:
    last = dt.date(min(series.first.year + LONGEST_YEARS, dt.MAXYEAR - 1), 12, 31)
    until = last if series.until is None else min(series.until, last)
    for told in _candidates(series, until):
        if isinstance(told, Skipped):
            if _last_of_month(told.month) <= until:
                yield told
        elif told > until:
            return
        elif told >= series.first:
            yield told


def _candidates(series: Series, until: dt.date) -> Iterator[dt.date | Skipped]:
    """Tell what a rule names, in order; also some days before the first and the one after the last."""
    first, rule = series.first, series.rule
    match rule:
        case Daily():
            yield from (first + dt.timedelta(days=n) for n in range(0, (until - first).days + 1, rule.every))
        case Weekly():
            monday = first - dt.timedelta(days=first.weekday())
            weeks = range(0, (until - monday).days + 1, rule.every * _WEEK)
            yield from (
                monday + dt.timedelta(days=n + weekday) for n in weeks for weekday in sorted(rule.weekdays)
            )
        case MonthlyByDay():
            yield from (_day_of(month, rule.day) for month in _months(first, until, rule.every))
        case MonthlyByWeekday():
            yield from (
                _weekday_of(month, rule.ordinal, rule.weekday) for month in _months(first, until, rule.every)
            )
        case Listed():
            yield from sorted(set(rule.days))


def _months(first: dt.date, until: dt.date, every: int) -> Iterator[dt.date]:
    start = first.year * 12 + first.month - 1
    for month in range(start, until.year * 12 + until.month, every):
        yield dt.date(month // 12, month % 12 + 1, 1)


def _day_of(month: dt.date, day: int) -> dt.date | Skipped:
    if day > _last_of_month(month).day:
        return Skipped(month, WhySkipped.NO_SUCH_DAY)
    return month.replace(day=day)


def _weekday_of(month: dt.date, ordinal: int, weekday: int) -> dt.date | Skipped:
    last = _last_of_month(month)
    if ordinal == LAST:
        return last - dt.timedelta(days=(last.weekday() - weekday) % _WEEK)
    day = 1 + (weekday - month.weekday()) % _WEEK + (ordinal - 1) * _WEEK
    return month.replace(day=day) if day <= last.day else Skipped(month, WhySkipped.NO_SUCH_WEEKDAY)


def _last_of_month(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _check(series: Series, start_minute: int) -> None:
    _refuse_unless("start_time", 0 <= start_minute < _MINUTES_OF_A_DAY, start_minute)
    _check_rule(series.rule)
    if series.count is not None:
        _refuse_unless("count", series.count >= 1, series.count)
        if series.count > MOST_DATES:
            raise FieldRefused("count", "too_long", str(series.count))
    elif series.until is None and not isinstance(series.rule, Listed):
        raise FieldRefused("until", "empty")
    if series.until is not None and series.until < series.first:
        raise FieldRefused("until", "not_after_start", str(series.until))


def _check_rule(rule: Rule) -> None:
    match rule:
        case Weekly():
            if not rule.weekdays:
                raise FieldRefused("weekdays", "empty")
            _refuse_unless("weekdays", rule.weekdays <= set(range(_WEEK)), max(rule.weekdays))
        case MonthlyByDay():
            _refuse_unless("day", 1 <= rule.day <= 31, rule.day)
        case MonthlyByWeekday():
            _refuse_unless("ordinal", rule.ordinal in _ORDINALS, rule.ordinal)
            _refuse_unless("weekdays", 0 <= rule.weekday < _WEEK, rule.weekday)
        case Listed():
            if not rule.days:
                raise FieldRefused("days", "empty")
            if len(set(rule.days)) > MOST_DATES:
                raise FieldRefused("days", "too_long", str(len(rule.days)))
        case Daily():
            pass
    if not isinstance(rule, Listed):
        _refuse_unless("every", 1 <= rule.every <= MOST_DATES, rule.every)


def _refuse_unless(field: str, is_right: bool, value: int) -> None:
    if not is_right:
        raise FieldRefused(field, "out_of_range", str(value))
