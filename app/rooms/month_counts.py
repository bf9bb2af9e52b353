"""How many bookings each room has on each day: one question, one pass over the span."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.kernel.clock import DAY, day_bounds
from app.rooms.entities import Booking
from app.rooms.hall_time import LONGEST_BOOKING, living

_FAR = 62
"""Days by which a moment is lifted before it is divided: SQL divides towards zero."""


def counts_by_day(session: Session, days: list[dt.date], zone: str) -> dict[tuple[str, dt.date], int]:
    """Count the bookings that touch each of some days in a row, by room; days without any are left out.

    What goes over midnight is spread over its days here.
    """
    bounds = [day_bounds(day, zone) for day in days]
    first, last = bounds[0][0], bounds[-1][1]
    begins, ends = _day_number(Booking.starts_at, bounds), _day_number(Booking.ends_at - 1, bounds)
    query = (
        select(Booking.room_id, begins, ends, func.count())
        .where(
            living(),
            Booking.starts_at > first - LONGEST_BOOKING,
            Booking.starts_at < last,
            Booking.ends_at > first,
        )
        .group_by(Booking.room_id, begins, ends)
    )
    counts: dict[tuple[str, dt.date], int] = {}
    for room_id, begin, end, count in session.execute(query):
        for n in range(max(begin, 0), min(end, len(days) - 1) + 1):
            counts[room_id, days[n]] = counts.get((room_id, days[n]), 0) + count
    return counts


def _day_number(moment: Any, bounds: list[tuple[int, int]]) -> Any:
    """Tell which of some days a moment before the end of the last lies in, as SQL; below 0 before the first.

    Days are of one length but for those on which the clock is changed: after each a new run begins.
    """
    changed = [n for n, (start, end) in enumerate(bounds[:-1], start=1) if end - start != DAY]
    runs = list(zip((0, *changed), (*changed, len(bounds)), strict=True))
    numbers = [_within(moment, first, bounds[first][0], until) for first, until in runs]
    ends = [bounds[until][0] for until in changed]
    whens = [(moment < end, number) for end, number in zip(ends, numbers, strict=False)]
    return case(*whens, else_=numbers[-1]) if whens else numbers[-1]


def _within(moment: Any, first: int, start: int, until: int) -> Any:
    # The last hour of a day of 25 hours is not yet the next day.
    return func.min((moment - start + _FAR * DAY) // DAY - _FAR + first, until - 1)
