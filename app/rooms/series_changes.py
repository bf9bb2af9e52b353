"""What a change typed for one date of a series means for the others: what differs, and no more. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import fields, replace
from typing import Any

from app.kernel.clock import local, moment_of
from app.rooms.entries import BookingEntry

_TIMES = ("starts_at", "ends_at")
_SUBJECT = {"subject_kind", "subject_id"}
"""A key alone would name another thing."""


def carried_over(one: BookingEntry, before: BookingEntry, typed: BookingEntry, zone: str) -> BookingEntry:
    """Give another date's entry after one date was changed from ``before`` to what was typed.

    Days are counted on; the time of day, the length, the room and the words are as typed where they differ
    from before. What nobody touched stays as each date has it by itself.
    """
    starts_at = _start(one, before, typed, zone)
    length = one.period.length if typed.period.length == before.period.length else typed.period.length
    return replace(one, **_words(before, typed), starts_at=starts_at, ends_at=starts_at + length)


def _start(one: BookingEntry, before: BookingEntry, typed: BookingEntry, zone: str) -> int:
    own, was, will_be = (local(entry.starts_at, zone) for entry in (one, before, typed))
    day = own.date() + (will_be.date() - was.date())
    hour = own.time() if will_be.time() == was.time() else will_be.time()
    return moment_of(dt.datetime.combine(day, hour), zone)


def _words(before: BookingEntry, typed: BookingEntry) -> dict[str, Any]:
    names = [f.name for f in fields(BookingEntry) if f.name not in _TIMES]
    differing = {name for name in names if _is_other(getattr(before, name), getattr(typed, name))}
    if differing & _SUBJECT:
        differing |= _SUBJECT
    return {name: getattr(typed, name) for name in differing}


def _is_other(before: object, typed: object) -> bool:
    if isinstance(before, tuple) and isinstance(typed, tuple):
        # The form has its own order for the people at the table.
        return Counter(before) != Counter(typed)
    return before != typed
