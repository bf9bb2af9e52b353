"""The hall's wall clock."""

from __future__ import annotations

import datetime as dt

from app.kernel.clock import DAY, day_bounds, day_of, local, moment_of


def test_a_moment_shortly_before_midnight_belongs_to_the_halls_day() -> None:
    moment = moment_of(dt.datetime(2026, 11, 23, 23, 59, 59), "Asia/Shanghai")
    assert day_of(moment, "Asia/Shanghai") == dt.date(2026, 11, 23)
    assert day_of(moment, "UTC") == dt.date(2026, 11, 23)
    assert local(moment, "UTC").hour == 15


def test_a_days_bounds_are_one_day_apart_and_half_open() -> None:
    start, end = day_bounds(dt.date(2026, 2, 28), "Asia/Shanghai")
    assert end - start == DAY
    assert day_of(start, "Asia/Shanghai") == dt.date(2026, 2, 28)
    assert day_of(end, "Asia/Shanghai") == dt.date(2026, 3, 1)
