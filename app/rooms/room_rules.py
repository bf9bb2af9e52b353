"""A room's rules as its row keeps them: only what differs from the usual."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules

_WORDS = ("who_may_book", "books_at_once")


def rules_as_kept(rules: RoomRules) -> dict[str, Any]:
    """Give what of some rules differs from the usual, as JSON."""
    kept: dict[str, Any] = {}
    for field in fields(rules):
        value = getattr(rules, field.name)
        if field.default is not MISSING and value == field.default:
            continue
        kept[field.name] = _plain(field.name, value)
    return kept


def rules_from(kept: dict[str, Any]) -> RoomRules:
    """Read kept rules. What a newer program has added is not asked here."""
    known = {field.name for field in fields(RoomRules)}
    return RoomRules(**{name: _typed(name, value) for name, value in kept.items() if name in known})


def _plain(name: str, value: Any) -> Any:
    if name == "quotas":
        return [{"limit": q.limit, "unit": str(q.unit), "per": str(q.per)} for q in value]
    return sorted(value) if name in _WORDS else value


def _typed(name: str, value: Any) -> Any:
    if name == "quotas":
        return tuple(Quota(q["limit"], QuotaUnit(q["unit"]), QuotaSpan(q["per"])) for q in value)
    return frozenset(value) if name in _WORDS else value
