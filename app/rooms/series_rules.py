"""The rule of a series as its row keeps it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.rooms.recurrence import Daily, Listed, MonthlyByDay, MonthlyByWeekday, Rule, Series, Weekly


def series_as_kept(series: Series) -> dict[str, Any]:
    """Write a series as JSON."""
    return {
        "first": series.first.isoformat(),
        "until": None if series.until is None else series.until.isoformat(),
        "count": series.count,
        **_rule_as_kept(series.rule),
    }


def series_from(kept: dict[str, Any]) -> Series:
    """Read a series."""
    until = kept.get("until")
    return Series(
        dt.date.fromisoformat(kept["first"]),
        _rule_from(kept),
        None if until is None else dt.date.fromisoformat(until),
        kept.get("count"),
    )


def _rule_as_kept(rule: Rule) -> dict[str, Any]:
    match rule:
        case Daily():
            return {"rule": "daily", "every": rule.every}
        case Weekly():
            return {"rule": "weekly", "every": rule.every, "weekdays": sorted(rule.weekdays)}
        case MonthlyByDay():
            return {"rule": "monthly_by_day", "every": rule.every, "day": rule.day}
        case MonthlyByWeekday():
            place = {"ordinal": rule.ordinal, "weekday": rule.weekday}
            return {"rule": "monthly_by_weekday", "every": rule.every, **place}
        case Listed():
            return {"rule": "listed", "days": [day.isoformat() for day in rule.days]}


def _rule_from(kept: dict[str, Any]) -> Rule:
    every = kept.get("every", 1)
    match kept["rule"]:
        case "daily":
            return Daily(every)
        case "weekly":
            return Weekly(frozenset(kept["weekdays"]), every)
        case "monthly_by_day":
            return MonthlyByDay(kept["day"], every)
        case "monthly_by_weekday":
            return MonthlyByWeekday(kept["ordinal"], kept["weekday"], every)
        case _:
            return Listed(tuple(dt.date.fromisoformat(day) for day in kept["days"]))
