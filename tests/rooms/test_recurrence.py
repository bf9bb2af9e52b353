"""Series of dates against a walk through the calendar day by day, and against python-dateutil."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.errors import FieldRefused
from app.rooms.recurrence import (
    LAST,
    MOST_DATES,
    Daily,
    Listed,
    MonthlyByDay,
    MonthlyByWeekday,
    Rule,
    Series,
    Skipped,
    Unfolded,
    Weekly,
    WhySkipped,
    unfold,
)

ONE = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
EVERY = st.integers(1, 5)
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(Daily, EVERY),
    st.builds(Weekly, st.frozensets(st.integers(0, 6), min_size=1), EVERY),
    # Every twelfth month of a short one has no 31st ever; that is refused, and tested by itself.
    st.builds(MonthlyByDay, st.sampled_from([1, 15, 28, 29, 30, 31]), EVERY),
    st.builds(MonthlyByWeekday, st.sampled_from([1, 2, 3, 4, 5, LAST]), st.integers(0, 6), EVERY),
)
BY_RULE = st.builds(Series, DAYS, RULES, count=st.integers(1, 40))
UNTIL = st.tuples(DAYS, RULES, st.integers(0, 900)).map(
    lambda made: Series(made[0], made[1], until=made[0] + made[2] * ONE)
)
BOTH = st.tuples(UNTIL, st.integers(1, 20)).map(
    lambda made: Series(made[0].first, made[0].rule, made[0].until, made[1])
)
SERIES = st.one_of(BY_RULE, UNTIL, BOTH)


def months_between(first: dt.date, day: dt.date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def is_named(rule: Rule, first: dt.date, day: dt.date) -> bool:
    """Whether a rule names a day, asked of that day alone."""
    match rule:
        case Daily(every):
            return (day - first).days % every == 0
        case Weekly(weekdays, every):
            weeks = (day - day.weekday() * ONE - (first - first.weekday() * ONE)).days // 7
            return day.weekday() in weekdays and weeks % every == 0
        case MonthlyByDay(number, every):
            return day.day == number and months_between(first, day) % every == 0
        case MonthlyByWeekday(ordinal, weekday, every):
            is_last = (day + 7 * ONE).month != day.month
            place = is_last if ordinal == LAST else (day.day - 1) // 7 + 1 == ordinal
            return place and day.weekday() == weekday and months_between(first, day) % every == 0
        case Listed(days):
            return day in days


def walked(series: Series) -> tuple[list[dt.date], list[dt.date]]:
    """Walk day by day: the dates, and the months in which the rule names no day."""
    rule, dates, missing = series.rule, [], []
    day = series.first
    while len(dates) < (series.count or MOST_DATES) and (series.until is None or day <= series.until):
        if is_named(rule, series.first, day):
            dates.append(day)
        if (day + ONE).day == 1 and isinstance(rule, MonthlyByDay | MonthlyByWeekday):
            month = [day - n * ONE for n in range(day.day)]
            if months_between(series.first, day) % rule.every == 0 and not any(
                is_named(rule, series.first, d) for d in month
            ):
                missing.append(day.replace(day=1))
        day += ONE
    return dates, missing


@settings(max_examples=400, deadline=None)
@given(SERIES)
def test_dates_are_those_of_a_walk_through_the_calendar(series: Series) -> None:
    found = unfold(series, 9 * 60, "Asia/Shanghai")
    dates, missing = walked(series)
    assert [o.day for o in found.occurrences] == dates
    assert [s.month for s in found.skipped] == missing
    why = WhySkipped.NO_SUCH_DAY if isinstance(series.rule, MonthlyByDay) else WhySkipped.NO_SUCH_WEEKDAY
    assert all(s == Skipped(s.month, why) for s in found.skipped)


def ruled(series: Series) -> list[dt.date]:
    """The same series in the words of python-dateutil."""
    start = dt.datetime.combine(series.first, dt.time(9))
    until = None if series.until is None else dt.datetime.combine(series.until, dt.time(9))
    # RFC 5545 allows one end only; both are tried against the walk above.
    common = {"dtstart": start, "until": until, "wkst": rrule.MO}
    rule: rrule.rrule
    match series.rule:
        case Daily(every):
            rule = rrule.rrule(rrule.DAILY, interval=every, **common)
        case Weekly(weekdays, every):
            rule = rrule.rrule(rrule.WEEKLY, interval=every, byweekday=sorted(weekdays), **common)
        case MonthlyByDay(day, every):
            rule = rrule.rrule(rrule.MONTHLY, interval=every, bymonthday=day, **common)
        case MonthlyByWeekday(ordinal, weekday, every):
            named = rrule.weekday(weekday)(ordinal)
            rule = rrule.rrule(rrule.MONTHLY, interval=every, byweekday=named, **common)
        case Listed():
            raise AssertionError
    return [moment.date() for moment in islice(rule, series.count)]


@settings(max_examples=400, deadline=None)
@given(SERIES)
def test_dates_are_those_of_dateutil(series: Series) -> None:
    assert [o.day for o in unfold(series, 9 * 60, "Asia/Shanghai").occurrences] == ruled(series)


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=30), DAYS, st.integers(1, 40) | st.none())
def test_a_list_keeps_what_was_written_from_the_first_day_on(
    days: list[dt.date], first: dt.date, count: int | None
) -> None:
    found = unfold(Series(first, Listed(tuple(days)), count=count), 0, "Asia/Shanghai")
    assert [o.day for o in found.occurrences] == sorted({d for d in days if d >= first})[:count]


PLACES = [
    ("Europe/Berlin", dt.date(2026, 3, 27)),
    ("Europe/Berlin", dt.date(2026, 10, 23)),
    ("Africa/Cairo", dt.date(2024, 4, 24)),
    ("Australia/Lord_Howe", dt.date(2026, 10, 2)),
    ("Asia/Shanghai", dt.date(1987, 4, 10)),
]


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PLACES), st.integers(0, 1439), st.integers(1, 6))
def test_a_time_the_clock_jumps_over_is_skipped_and_not_counted(
    place: tuple[str, dt.date], minute: int, count: int
) -> None:
    zone, first = place
    found = unfold(Series(first, Daily(), count=count), minute, zone)
    shown: dict[dt.datetime, int] = {}
    start = int(dt.datetime(first.year, first.month, first.day, tzinfo=dt.UTC).timestamp()) // 60 - 1440
    for moment in range(start, start + (count + 3) * 1440):
        wall = dt.datetime.fromtimestamp(moment * 60, ZoneInfo(zone)).replace(tzinfo=None)
        shown.setdefault(wall, moment * 60_000_000)
    wished = [
        dt.datetime.combine(first + n * ONE, dt.time(minute // 60, minute % 60)) for n in range(count + 1)
    ]
    there = [wall for wall in wished if wall in shown][:count]
    assert [(o.day, o.starts_at) for o in found.occurrences] == [(w.date(), shown[w]) for w in there]
    gone = [w.date() for w in wished if w < there[-1] and w not in shown]
    assert list(found.skipped) == [Skipped(d.replace(day=1), WhySkipped.NO_SUCH_TIME, d) for d in gone]


def of(rule: Rule, first: str, **end: object) -> Unfolded:
    made = Series(dt.date.fromisoformat(first), rule, **end)  # type: ignore[arg-type]
    return unfold(made, 9 * 60, "Asia/Shanghai")


def test_the_31st_and_the_fifth_friday_are_left_out_and_told() -> None:
    thirty_first = of(MonthlyByDay(31), "2026-01-05", count=3)
    assert [o.day.isoformat() for o in thirty_first.occurrences] == ["2026-01-31", "2026-03-31", "2026-05-31"]
    assert [s.month.month for s in thirty_first.skipped] == [2, 4]
    fifth = of(MonthlyByWeekday(5, 4), "2026-01-01", until=dt.date(2026, 5, 31))
    assert [o.day.isoformat() for o in fifth.occurrences] == ["2026-01-30", "2026-05-29"]
    assert [s.month.month for s in fifth.skipped] == [2, 3, 4]
    # A month is told as left out once the series reaches its end.
    for last, months in ((29, [2]), (30, [2, 4])):
        cut = of(MonthlyByDay(31), "2026-01-05", until=dt.date(2026, 4, last))
        assert [s.month.month for s in cut.skipped] == months


def test_the_last_day_of_a_series_belongs_to_it() -> None:
    dates = of(Weekly(frozenset({0, 3})), "2026-11-26", until=dt.date(2026, 12, 3)).occurrences
    assert [o.day.day for o in dates] == [26, 30, 3]


def test_a_thousand_dates_are_taken_and_no_more() -> None:
    first = dt.date(2026, 1, 1)
    assert len(of(Daily(), "2026-01-01", until=first + 999 * ONE).occurrences) == 1000
    assert len(of(MonthlyByDay(28), "2026-01-01", count=1000).occurrences) == 1000
    listed = tuple(first + n * ONE for n in range(1000))
    assert len(of(Listed((*listed, first)), "2026-01-01").occurrences) == 1000
    for rule, end in (
        (Daily(), {"until": first + 1000 * ONE}),
        (Daily(), {"count": 1001}),
        (Listed((*listed, dt.date(2030, 1, 1))), {}),
        (Daily(), {"until": dt.date.max}),
    ):
        with pytest.raises(FieldRefused) as refused:
            of(rule, "2026-01-01", **end)
        assert refused.value.problem == "too_long"


FIRST = "2026-02-01"


@pytest.mark.parametrize(
    ("rule", "end", "field", "problem"),
    [
        (Daily(0), {"count": 1}, "every", "out_of_range"),
        (Daily(), {}, "until", "empty"),
        (Daily(), {"count": 0}, "count", "out_of_range"),
        (Daily(), {"until": dt.date(2026, 1, 31)}, "until", "not_after_start"),
        (Weekly(frozenset()), {"count": 1}, "weekdays", "empty"),
        (Weekly(frozenset({7})), {"count": 1}, "weekdays", "out_of_range"),
        (MonthlyByDay(32), {"count": 1}, "day", "out_of_range"),
        (MonthlyByDay(30, 12), {"count": 1}, "count", "out_of_range"),
        (MonthlyByWeekday(0, 1), {"count": 1}, "ordinal", "out_of_range"),
        (MonthlyByWeekday(1, 9), {"count": 1}, "weekdays", "out_of_range"),
        (Listed(()), {}, "days", "empty"),
    ],
)
def test_a_series_that_cannot_be_is_refused(
    rule: Rule, end: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        of(rule, FIRST, **end)
    assert (refused.value.field, refused.value.problem) == (field, problem)


@pytest.mark.parametrize("minute", [-1, 1440])
def test_a_time_of_day_that_is_none_is_refused(minute: int) -> None:
    with pytest.raises(FieldRefused):
        unfold(Series(dt.date(2026, 1, 1), Daily(), count=1), minute, "Asia/Shanghai")
