"""Limits never end or count on a holiday; numbers of the national system."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import WorkingDays, official_day
from app.registration.deadlines import due_on, light
from app.registration.numbers import grouped, number_problem, plain_number
from app.registration.states import Counting, DueLight

DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))
PUBLISHED = WorkingDays(official_day)


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, days: int) -> None:
    due = due_on(start, days, Counting.WORKING, PUBLISHED).day
    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(PUBLISHED.is_working(day) for day in between) == days
    assert PUBLISHED.is_working(due)


@given(DAYS, st.integers(1, 60), st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 1)), max_size=40))
def test_calendar_days_end_on_the_first_working_day(start: date, days: int, closed: set[date]) -> None:
    calendar = WorkingDays(official_day, dict.fromkeys(closed, False))
    last = start + timedelta(days=days)
    due = due_on(start, days, Counting.CALENDAR, calendar).day
    skipped = [last + timedelta(days=n) for n in range((due - last).days)]
    assert due >= last and calendar.is_working(due)
    assert not any(calendar.is_working(day) for day in skipped)


@given(DAYS, st.integers(4, 40), st.integers(-10, 60))
def test_the_light_follows_the_working_days_left(start: date, days: int, later: int) -> None:
    due = due_on(start, days, Counting.WORKING, PUBLISHED)
    today = due.day - timedelta(days=later)
    left = PUBLISHED.between(today, due.day)
    shown = light(due, today, PUBLISHED)
    if today > due.day:
        assert shown is DueLight.LATE
    elif left == 0:
        assert shown is DueLight.TODAY
    else:
        assert shown is (DueLight.SOON if left <= 3 else DueLight.RUNNING)


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("2026620101000123", ""),
        ("26620101000123", ""),
        ("1999620101000123", "wrong_year"),
        ("2026990101000123", "wrong_place"),
        ("202662010100012", "not_16_digits"),
        ("20266201010001X3", "not_digits"),
        ("", "not_digits"),
    ],
)
def test_numbers_of_the_national_system(number: str, problem: str) -> None:
    assert number_problem(number, 2026) == problem


def test_a_number_is_read_as_it_is_written_on_the_cover() -> None:
    assert plain_number("２０２６ 6201-01 000123") == "2026620101000123"
    assert grouped("2026620101000123") == "2026 6201 01 000123"
