"""Opening hours in layers against a clock on the wall that is read every minute."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.errors import FieldRefused
from app.rooms.opening import Closed, Layer, OpeningHours, Span, Week, WhyClosed, one_day
from tests.rooms.slow_rooms import MINUTE, Days, is_open, utc, wall

# Days around which clocks are put forward or back: at night, at midnight, by half an hour, or never.
PLACES = [
    ("Asia/Shanghai", dt.date(2026, 10, 1)),
    ("Asia/Shanghai", dt.date(1987, 4, 12)),
    ("Europe/Berlin", dt.date(2026, 3, 29)),
    ("Europe/Berlin", dt.date(2026, 10, 25)),
    ("America/Havana", dt.date(2026, 3, 8)),
    ("America/Havana", dt.date(2026, 11, 1)),
    ("Africa/Cairo", dt.date(2024, 4, 26)),
    ("Africa/Cairo", dt.date(2024, 11, 1)),
    ("Australia/Lord_Howe", dt.date(2026, 4, 5)),
    ("America/St_Johns", dt.date(2006, 10, 29)),
]
OFFICE = (Span(510, 720), Span(840, 1050))
WORKWEEK: Week = (OFFICE,) * 5 + ((), ())
YEAR = Layer(dt.date(2026, 1, 1), dt.date(2026, 12, 31), WORKWEEK, name="year")
NATIONAL_DAY = Days(
    holidays=frozenset(dt.date(2026, 10, n) for n in range(1, 8)),
    made_up=frozenset({dt.date(2026, 9, 20), dt.date(2026, 10, 10)}),
)


@st.composite
def spans_of_a_day(draw: st.DrawFn) -> tuple[Span, ...]:
    cuts = draw(st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted))
    return tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))


def layers_around(day: dt.date) -> st.SearchStrategy[list[Layer]]:
    def layer(first: int, length: int, week: tuple[tuple[Span, ...], ...], made_at: int) -> Layer:
        start = day + dt.timedelta(days=first)
        return Layer(start, start + dt.timedelta(days=length - 1), week, made_at)

    weeks = st.tuples(*[spans_of_a_day()] * 7)
    lengths = st.sampled_from([1, 1, 2, 7, 365])
    return st.lists(st.builds(layer, st.integers(-3, 2), lengths, weeks, st.integers(0, 9)), max_size=5)


@st.composite
def hours_somewhere(draw: st.DrawFn) -> tuple[OpeningHours, dt.date]:
    zone, day = draw(st.sampled_from(PLACES))
    near = st.frozensets(st.integers(-2, 3).map(lambda n: day + dt.timedelta(days=n)), max_size=3)
    layers = draw(layers_around(day))
    # Layers made in the same moment would be decided by their order alone; that never happens.
    layers = [Layer(x.first, x.last, x.week, n) for n, x in enumerate(layers)]
    days = Days(draw(near), frozenset(d for d in draw(near) if d.weekday() >= 5))
    days = Days(days.holidays - days.made_up, days.made_up)
    return OpeningHours(tuple(draw(st.permutations(layers))), days, zone, draw(st.integers(0, 6))), day


@settings(max_examples=80, deadline=None)
@given(hours_somewhere(), st.integers(-1, 1), st.integers(0, 2))
def test_rooms_are_open_while_the_clock_on_the_wall_says_so(
    made: tuple[OpeningHours, dt.date], ahead: int, days: int
) -> None:
    hours, day = made
    first = day + dt.timedelta(days=ahead)
    last = first + dt.timedelta(days=days)
    found = hours.periods(first, last)
    told = {m for p in found for m in range(p.starts_at // MINUTE, p.ends_at // MINUTE)}
    # A day too early to a day too late, so that nothing outside the asked days is told either.
    start = utc(first.year, first.month, first.day) // MINUTE - 1440
    minutes = range(start, start + (days + 3) * 1440)
    slow = {
        m
        for m in minutes
        if first <= wall(m * MINUTE, hours.zone).date() <= last and is_open(hours, m * MINUTE)
    }
    assert told == slow
    # In order, and never two periods where one would do.
    assert all(a.ends_at < b.starts_at for a, b in pairwise(found))


@settings(max_examples=80, deadline=None)
@given(hours_somewhere(), st.integers(-1440, 2880))
def test_a_closed_moment_has_a_reason_and_a_next_opening(
    made: tuple[OpeningHours, dt.date], minute: int
) -> None:
    hours, day = made
    moment = utc(day.year, day.month, day.day) + minute * MINUTE
    closed = hours.why_closed(moment)
    assert (closed is None) == is_open(hours, moment)
    opens = hours.next_opening(moment)
    ahead = range(moment, moment + 2 * 1440 * MINUTE, MINUTE)
    first = next((m for m in ahead if is_open(hours, m)), None)
    if first is not None:
        assert opens == first
    else:
        assert opens is None or (opens >= ahead.stop and is_open(hours, opens))


@pytest.mark.parametrize(("zone", "day"), PLACES)
def test_days_around_a_change_of_clocks_are_open_as_long_as_they_last(zone: str, day: dt.date) -> None:
    days = [day + dt.timedelta(days=n) for n in range(-5, 6)]
    round_the_clock = Layer(days[0], days[-1], ((Span(0, 1440),),) * 7)
    hours = OpeningHours((round_the_clock,), Days(), zone)
    start = utc(days[0].year, days[0].month, days[0].day) - 1440 * MINUTE
    shown = Counter(wall(start + m * MINUTE, zone).date() for m in range(13 * 1440))
    for one in days[:-1]:
        assert sum(p.length for p in hours.periods(one, one)) == shown[one] * MINUTE


def in_the_hall(day: str, minute: int = 0) -> int:
    when = dt.date.fromisoformat(day)
    return utc(when.year, when.month, when.day) + (minute - 8 * 60) * MINUTE


def hours_of(*layers: Layer, days: Days = NATIONAL_DAY, make_up: int = 0) -> OpeningHours:
    return OpeningHours((YEAR, *layers), days, "Asia/Shanghai", make_up)


def open_minutes(hours: OpeningHours, day: str) -> list[tuple[int, int]]:
    midnight = in_the_hall(day)
    when = dt.date.fromisoformat(day)
    found = hours.periods(when, when)
    return [((p.starts_at - midnight) // MINUTE, (p.ends_at - midnight) // MINUTE) for p in found]


def test_the_shortest_layer_wins_and_of_equals_the_later_made() -> None:
    season = Layer(dt.date(2026, 11, 1), dt.date(2026, 11, 30), ((Span(540, 1020),),) * 7, 9, "season")
    week = Layer(dt.date(2026, 11, 23), dt.date(2026, 11, 29), ((Span(600, 660),),) * 7, 1, "week")
    later = Layer(dt.date(2026, 11, 20), dt.date(2026, 11, 26), ((Span(660, 720),),) * 7, 2, "later")
    single = one_day(dt.date(2026, 11, 25), (Span(0, 1440),))
    hours = hours_of(season, later, week, single)
    assert open_minutes(hours, "2026-10-30") == [(510, 720), (840, 1050)]
    assert open_minutes(hours, "2026-11-18") == [(540, 1020)]
    assert open_minutes(hours, "2026-11-24") == [(660, 720)]
    assert open_minutes(hours, "2026-11-27") == [(600, 660)]
    assert open_minutes(hours, "2026-11-25") == [(0, 1440)]


def test_a_holiday_is_closed_unless_its_own_day_says_otherwise() -> None:
    golden_week = Layer(dt.date(2026, 10, 1), dt.date(2026, 10, 7), ((Span(600, 900),),) * 7, name="week")
    hours = hours_of(golden_week, one_day(dt.date(2026, 10, 6), (Span(600, 720),), name="fair"))
    assert open_minutes(hours, "2026-10-02") == []
    assert hours.why_closed(in_the_hall("2026-10-02", 630)) == Closed(
        WhyClosed.HOLIDAY, dt.date(2026, 10, 2), "week"
    )
    # Saturday in the holiday: the weekend's own hours do not open it either.
    assert hours.why_closed(in_the_hall("2026-10-03", 630)) == Closed(
        WhyClosed.HOLIDAY, dt.date(2026, 10, 3), "week"
    )
    assert open_minutes(hours, "2026-10-06") == [(600, 720)]


def test_a_make_up_saturday_takes_the_hours_of_a_weekday() -> None:
    monday_short: Week = ((Span(600, 660),), *WORKWEEK[1:])
    year = Layer(dt.date(2026, 1, 1), dt.date(2026, 12, 30), monday_short)
    assert open_minutes(hours_of(year), "2026-10-10") == [(600, 660)]
    assert open_minutes(hours_of(year, make_up=4), "2026-10-10") == [(510, 720), (840, 1050)]
    assert open_minutes(hours_of(year), "2026-10-17") == []
    # Hours made for that very day are those of the day.
    closed = one_day(dt.date(2026, 10, 10), ())
    assert open_minutes(hours_of(year, closed), "2026-10-10") == []


@pytest.mark.parametrize(
    ("day", "minute", "why"),
    [
        ("2026-11-26", 509, WhyClosed.BEFORE_OPENING),
        ("2026-11-26", 720, WhyClosed.BREAK),
        ("2026-11-26", 1050, WhyClosed.AFTER_CLOSING),
        ("2026-11-28", 600, WhyClosed.CLOSED_DAY),
        ("2027-01-04", 600, WhyClosed.NO_HOURS),
    ],
)
def test_a_closed_moment_says_why(day: str, minute: int, why: WhyClosed) -> None:
    closed = hours_of().why_closed(in_the_hall(day, minute))
    assert closed is not None
    assert (closed.why, closed.day) == (why, dt.date.fromisoformat(day))


def test_a_day_that_lasts_all_night_is_one_period() -> None:
    round_the_clock = Layer(dt.date(2026, 11, 1), dt.date(2026, 11, 30), ((Span(0, 1440),),) * 7)
    found = hours_of(round_the_clock).around(in_the_hall("2026-11-26", 600), in_the_hall("2026-11-28"))
    assert [(p.starts_at, p.ends_at) for p in found] == [
        (in_the_hall("2026-11-26"), in_the_hall("2026-11-28"))
    ]


def test_hours_that_cannot_be_are_refused() -> None:
    day = dt.date(2026, 11, 26)
    for starts, ends in ((-1, 5), (5, 5), (6, 5), (0, 1441)):
        with pytest.raises(FieldRefused):
            Span(starts, ends)
    for first, last, week in (
        (day, day - dt.timedelta(days=1), WORKWEEK),
        (day, day, WORKWEEK[:6]),
        (day, day, ((Span(0, 60), Span(59, 70)),) * 7),
        (day, day, ((Span(60, 70), Span(0, 10)),) * 7),
    ):
        with pytest.raises(FieldRefused):
            Layer(first, last, week)
