"""Working days around holidays, make-up weekends, and years nobody has published yet."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import Deadline, WorkingDays, official_day, official_festival, read_list
from app.counter import Counter
from app.kernel.errors import FieldRefused, Forbidden
from app.security.actors import Actor, Role

PUBLISHED = WorkingDays(official_day)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        # Spring Festival 2026: 15 to 23 February at rest, Saturdays the 14th and the 28th worked.
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-13", 6, "2026-02-28"),
        ("2026-02-13", 7, "2026-03-02"),
        ("2026-02-14", 15, "2026-03-13"),
        # National Day 2026: 1 to 7 October at rest, Sunday 20 September and Saturday 10 October worked.
        ("2026-09-18", 1, "2026-09-20"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 4, "2026-10-12"),
        # Begun on a day of rest: the first working day is the first of the limit.
        ("2026-10-03", 1, "2026-10-08"),
        # An ordinary week.
        ("2026-11-27", 1, "2026-11-30"),
    ],
)
def test_a_time_limit_leaves_holidays_out_and_takes_make_up_days_in(start: str, days: int, last: str) -> None:
    assert PUBLISHED.after(day(start), days) == Deadline(day(last), is_sure=True)


def test_a_year_nobody_has_published_falls_back_to_weekends_and_says_so() -> None:
    unknown = WorkingDays(lambda d: None)
    assert unknown.after(day("2031-01-31"), 1) == Deadline(day("2031-02-03"), is_sure=False)
    assert not PUBLISHED.is_known(2099)


def test_a_limit_that_reaches_into_an_unknown_year_is_not_sure() -> None:
    to_2026 = WorkingDays(lambda d: d.weekday() < 5 if d.year <= 2026 else None)
    assert to_2026.after(day("2026-12-28"), 3).is_sure
    assert not to_2026.after(day("2026-12-28"), 5).is_sure


@given(st.dates(day("2026-01-01"), day("2026-11-30")), st.integers(0, 20))
def test_counting_back_gives_the_days_of_the_limit(start: dt.date, days: int) -> None:
    end = PUBLISHED.after(start, days).day
    assert PUBLISHED.between(start, end) == days
    assert days == 0 or PUBLISHED.is_working(end)


def test_an_imported_list_makes_a_year_known_at_every_screen(counter: Counter, clerk: Actor) -> None:
    text = "2031-01-24,rest,春节\n2031-01-25,work,调休\n\n# end\n"
    assert counter.calendar.import_days(text, actor=clerk).value == 2
    known = counter.calendar.working_days()
    assert known.is_known(2031)
    assert known.after(day("2031-01-23"), 1).day == day("2031-01-25")
    counter.calendar.import_days("2031-01-25,rest", actor=clerk)
    assert counter.calendar.working_days().after(day("2031-01-23"), 1).day == day("2031-01-27")
    with counter.store.look() as session:
        count = session.connection().exec_driver_sql("SELECT count(*) FROM calendar_day").scalar()
    assert count == 2


def test_a_holiday_is_told_from_a_weekend() -> None:
    known = WorkingDays(official_day, {day("2026-10-18"): False, day("2026-10-01"): True}, official_festival)
    holidays = [d for n in range(31) if known.is_holiday(d := day("2026-09-30") + dt.timedelta(days=n))]
    # The 3rd and 4th are a weekend in the National Day holiday; the hall itself works on the 1st and
    # rests on Sunday the 18th; the 10th is a make-up working Saturday, the 11th an ordinary Sunday.
    assert [d.day for d in holidays] == [2, 3, 4, 5, 6, 7, 18]
    assert not known.is_holiday(day("2100-10-02"))


def test_a_list_may_be_toml_too() -> None:
    text = '[[day]]\nday = 2031-01-24\nkind = "rest"\nname = "春节"\n'
    assert [(plan.day, plan.is_working, plan.name) for plan in read_list(text)] == [
        (day("2031-01-24"), False, "春节")
    ]


@pytest.mark.parametrize(
    "text", ["", "2031-02-30,rest", "2031-01-01,holiday", "2031-01-01", "[[day]]\nx = 1", "[[day]", "\0"]
)
def test_a_list_that_cannot_be_read_is_refused_whole(counter: Counter, clerk: Actor, text: str) -> None:
    with pytest.raises(FieldRefused):
        counter.calendar.import_days("2031-01-02,rest\n" + text if text else text, actor=clerk)
    assert not counter.calendar.working_days().is_known(2031)


def test_a_clerk_does_not_arrange_the_calendar(counter: Counter) -> None:
    with pytest.raises(Forbidden):
        counter.calendar.import_days("2031-01-02,rest", actor=Actor("s", "s", "s", Role.CLERK))
