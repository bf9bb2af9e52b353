"""The hall's rules: each has a usual value, a range and a sentence; the hall may choose another value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.entities import HallRule
from app.kernel.errors import FieldRefused
from app.storage.store import Store, Work


@dataclass(frozen=True)
class Rules:
    """Every rule with its usual value (counter.md 3 and 6, domain.md 5); the same at every terminal."""

    ordinary_per_priority: int = 2  # 0 to 9: ordinary visitors called for each with priority; 0: all before
    most_wait_min: int = 20  # 5 to 240: who waited longer goes before every ratio
    due_within_s: int = 120  # 0 to 1800: an appointment counts as due so long before its time
    pass_over_s: int = 300  # 0 to 1800: who was called so recently is not called of itself again
    recall_lock_s: int = 60  # 0 to 300: pause between two calls of one ticket
    most_calls: int = 3  # 1 to 9: then the ticket counts as missed
    back_behind: int = 2  # 0 to 9: a missed visitor who comes back stands behind so many
    missed_back_min: int = 30  # 0 to 480: so long after the call a missed visitor may come back
    early_min: int = 30  # 0 to 240: an appointment can be checked in so early
    late_min: int = 15  # 0 to 240: and so late; then the ordinary queue
    no_shows: int = 3  # 0 to 20: so many appointments not kept end in walk-in only; 0: never
    no_show_days: int = 90  # 1 to 730: counted over so many days
    walk_in_only_days: int = 30  # 1 to 365: so long no appointment is given
    elderly_age: int = 60  # 50 to 90: priority for age from here on
    busy_line: int = 10  # 1 to 200: a line longer than this asks for help from other windows
    light_amber: int = 10  # 1 to 500: the load light turns amber
    light_red: int = 20  # 1 to 500: and red
    kiosk_reset_s: int = 60  # 10 to 600: the self-service screen forgets what was typed
    speak_times: int = 2  # 1 to 3: each call is spoken so often
    contact_days: int = 1  # 1 to 30 working days: whoever rated badly is contacted
    settle_days: int = 15  # 1 to 90 working days: and the matter is settled
    rate_within_days: int = 7  # 1 to 60: a visit can be rated so long
    follow_up_ratings: int = 1  # 0 to 3: ratings after a settled bad one
    keep_people_days: int = 1095  # 30 to 7300: a person's record ends so long after the last visit


_RANGES: dict[str, tuple[int, int]] = {
    "ordinary_per_priority": (0, 9),
    "most_wait_min": (5, 240),
    "due_within_s": (0, 1800),
    "pass_over_s": (0, 1800),
    "recall_lock_s": (0, 300),
    "most_calls": (1, 9),
    "back_behind": (0, 9),
    "missed_back_min": (0, 480),
    "early_min": (0, 240),
    "late_min": (0, 240),
    "no_shows": (0, 20),
    "no_show_days": (1, 730),
    "walk_in_only_days": (1, 365),
    "elderly_age": (50, 90),
    "busy_line": (1, 200),
    "light_amber": (1, 500),
    "light_red": (1, 500),
    "kiosk_reset_s": (10, 600),
    "speak_times": (1, 3),
    "contact_days": (1, 30),
    "settle_days": (1, 90),
    "rate_within_days": (1, 60),
    "follow_up_ratings": (0, 3),
    "keep_people_days": (30, 7300),
}


def range_of(name: str) -> tuple[int, int]:
    """Tell the least and the greatest value of a rule; refuses a rule there is none of with FieldRefused."""
    if name not in _RANGES:
        raise FieldRefused("rule", "unknown", name)
    return _RANGES[name]


def read_rules(session: Session) -> Rules:
    """Read the rules in force; what this program cannot read of another version's is as usual."""
    found = session.execute(select(HallRule.name, HallRule.value).where(HallRule.ended_at.is_(None)))
    known = {name: value for name, value in found if name in _RANGES and _fits(name, value)}
    return replace(Rules(), **known)


def rules_in_force(store: Store) -> Rules:
    """Read the rules in force from a store."""
    with store.look() as session:
        return read_rules(session)


def set_rule(work: Work, name: str, value: Any) -> None:
    """Set a rule in an open transaction; refuses with FieldRefused what is unknown or out of range."""
    least, most = range_of(name)
    if not _fits(name, value):
        raise FieldRefused(name, "out_of_range", f"{least}\u2013{most}")
    query = select(HallRule).where(HallRule.name == name, HallRule.ended_at.is_(None))
    rule = work.session.execute(query).scalar_one_or_none()
    if rule is None:
        work.add(HallRule(name=name, value=value))
    else:
        rule.value = value


def _fits(name: str, value: Any) -> bool:
    least, most = _RANGES[name]
    return type(value) is int and least <= value <= most
