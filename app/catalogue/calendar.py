"""Working days of the hall: the State Council's holidays and shifted weekends (调休), and what was imported.

Administrative time limits in working days leave statutory holidays out (行政许可法 art. 82; domain.md 1.8).
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.entities import CalendarDay
from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.security.actors import Actor, Permission
from app.storage.store import Store

LONGEST_LIST = 2000
_WEEKEND = 5
_WORDS = {"work": True, "rest": False}


@dataclass(frozen=True)
class DayPlan:
    """A day that is not what its weekday says: a working Saturday, a Monday at rest."""

    day: dt.date
    is_working: bool
    name: str = ""


@dataclass(frozen=True)
class Deadline:
    """The last day of a time limit. ``is_sure`` is False where only weekends are known of a year it spans."""

    day: dt.date
    is_sure: bool


def _no_festival(day: dt.date) -> bool:
    return False


@dataclass(frozen=True)
class WorkingDays:
    """Tells working days from others: by the hall's list, else the published calendar, else the weekday."""

    official: Callable[[dt.date], bool | None]
    imported: Mapping[dt.date, bool] = field(default_factory=dict)
    festivals: Callable[[dt.date], bool] = _no_festival
    """Whether the published calendar names a day as part of a holiday; tells a holiday on a weekend."""

    def is_working(self, day: dt.date) -> bool:
        """Tell whether a day is a working day; by its weekday where nothing else is known."""
        if day in self.imported:
            return self.imported[day]
        told = self.official(day)
        return day.weekday() < _WEEKEND if told is None else told

    def is_holiday(self, day: dt.date) -> bool:
        """Tell whether a day is a public holiday, also one that falls on a weekend.

        A day the hall's list puts at rest is one; without any knowledge of a year there are none.
        """
        if day in self.imported:
            return not self.imported[day]
        return not self.is_working(day) and (day.weekday() < _WEEKEND or self.festivals(day))

    def is_known(self, year: int) -> bool:
        """Tell whether the holidays of a year are known, not only its weekends."""
        is_listed = any(day.year == year for day in self.imported)
        return is_listed or self.official(dt.date(year, 1, 1)) is not None

    def after(self, start: dt.date, days: int) -> Deadline:
        """Give the day so many working days after a day; the day itself does not count (民法典 art. 201)."""
        day, left = start, days
        while left > 0:
            day += dt.timedelta(days=1)
            left -= self.is_working(day)
        return Deadline(day, all(self.is_known(year) for year in range(start.year, day.year + 1)))

    def between(self, start: dt.date, end: dt.date) -> int:
        """Count the working days after a day up to another; negative where that lies before."""
        step = 1 if end >= start else -1
        low, high = min(start, end), max(start, end)
        days = (low + dt.timedelta(days=n) for n in range(1, (high - low).days + 1))
        return step * sum(self.is_working(day) for day in days)


class HallCalendar:
    """Keeps the hall's list of holidays and working weekends."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def working_days(self) -> WorkingDays:
        """Give what is known at this moment."""
        with self._store.look() as session:
            return read_working_days(session)

    def import_days(self, text: str, *, actor: Actor) -> Outcome[int]:
        """Take a list of days in; gives how many.

        A line each, ``2027-02-06,rest,name``, or TOML with ``[[day]]``; ``work`` makes a weekend a working
        day. Days that were taken in before are corrected, all others stay. Refuses with FieldRefused
        ("calendar") the first line that cannot be read; nothing is taken then.
        """
        actor.must(Permission.ARRANGE_HALL)
        plans = read_list(text)
        with self._store.change(actor, "import_calendar") as work:
            kept = {d.day: d for d in work.session.execute(_live_days()).scalars()}
            for plan in plans:
                found = kept.get(plan.day)
                if found is None:
                    work.add(CalendarDay(day=plan.day, is_working=plan.is_working, name=plan.name))
                else:
                    found.is_working, found.name = plan.is_working, plan.name
        return work.outcome(len(plans))


def read_working_days(session: Session) -> WorkingDays:
    """Read what is known in an open session."""
    imported = {d.day: d.is_working for d in session.execute(_live_days()).scalars()}
    return WorkingDays(official_day, imported, official_festival)


def official_day(day: dt.date) -> bool | None:
    """Tell whether the published calendar makes a day a working day; None for years it does not know."""
    known = importlib.import_module("chinese_calendar")
    try:
        return bool(known.is_workday(day))
    except NotImplementedError:
        return None


def official_festival(day: dt.date) -> bool:
    """Tell whether the published calendar counts a day to a holiday; False for years it does not know."""
    known = importlib.import_module("chinese_calendar")
    try:
        is_free, name = known.get_holiday_detail(day)
    except NotImplementedError:
        return False
    return bool(is_free and name)


def read_list(text: str) -> tuple[DayPlan, ...]:
    """Read a list of days; refuses with FieldRefused ("calendar") and the line."""
    plans = _from_toml(text) if "[[day]]" in text else _from_lines(text)
    if not plans:
        raise FieldRefused("calendar", "empty")
    if len(plans) > LONGEST_LIST:
        raise FieldRefused("calendar", "too_long")
    return tuple({plan.day: plan for plan in plans}.values())


def _from_lines(text: str) -> list[DayPlan]:
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    wanted = [row for row in rows if any(part.strip() for part in row) and not row[0].startswith("#")]
    return [_plan(row[0], row[1] if len(row) > 1 else "", row[2] if len(row) > 2 else "") for row in wanted]


def _from_toml(text: str) -> list[DayPlan]:
    try:
        entries: list[dict[str, Any]] = tomllib.loads(text)["day"]
        return [_plan(str(e["day"]), str(e["kind"]), str(e.get("name", ""))) for e in entries]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise FieldRefused("calendar", "wrong_form", str(error)) from error


def _plan(day: str, kind: str, name: str) -> DayPlan:
    try:
        return DayPlan(dt.date.fromisoformat(day.strip()), _WORDS[kind.strip().lower()], name.strip())
    except (ValueError, KeyError) as error:
        raise FieldRefused("calendar", "wrong_form", f"{day},{kind}") from error


def _live_days() -> Any:
    return select(CalendarDay).where(CalendarDay.ended_at.is_(None))
