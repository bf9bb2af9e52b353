"""Reversing a changeset in an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.storage.base import TAKEN_BACK, Base, Record
from app.storage.plain import class_of, plain, typed
from app.storage.store import Work
from app.taking_back.day import Done, links_of, moving_with
from app.taking_back.regrets import BY_THE_WAY


class Turn(StrEnum):
    """What a reversal did to a row."""

    ENDED = "ended"
    CHANGED = "changed"
    OPENED = "opened"


@dataclass(frozen=True)
class Turned:
    """A row that was reversed."""

    table: str
    key: str
    turn: Turn


def is_as_left(session: Session, entry: Done) -> bool:
    """Tell whether every row is still as a transaction left it, and nobody names what it made."""
    for change in entry.changes:
        row = _row(session, change["table"], change["key"])
        if row is None or any(plain(getattr(row, name)) != value for name, value in _left(change).items()):
            return False
    return not _is_named(session, entry)


def reverse(work: Work, entry: Done) -> tuple[Turned, ...]:
    """Set every column back; what was made ends. Gives the rows in the order they were reversed.

    The centre checks its rules row by row: what ends goes first, what opens again last.
    """
    backwards = [(change, _before(change, work.now)) for change in reversed(entry.changes)]
    backwards.sort(key=lambda step: _ORDER.index(_turn_of(step[1])))
    for change, values in backwards:
        table, key = change["table"], change["key"]
        row = _row(work.session, table, key)
        columns = Base.metadata.tables[table].c
        for name, value in values.items():
            setattr(row, name, typed(columns[name], value))
        work.session.flush()
    return tuple(Turned(change["table"], change["key"], _turn_of(values)) for change, values in backwards)


def _row(session: Session, table: str, key: str) -> Record | None:
    kind = class_of(table)
    return session.get(kind, key) if kind is not None else None


def _left(change: dict[str, Any]) -> dict[str, Any]:
    """Give the values a change left, with those that belong to them and were not changed."""
    table = change["table"]
    left = change["old"] | change["new"]
    names = left if change["op"] == "insert" else moving_with(table, change["new"]) & left.keys()
    return {name: left[name] for name in names if (table, name) not in BY_THE_WAY}


def _before(change: dict[str, Any], now: int) -> dict[str, Any]:
    if change["op"] == "insert":
        return {"ended_at": now, "end_reason": TAKEN_BACK}
    return {name: change["old"].get(name) for name in change["new"]}


_ORDER = (Turn.ENDED, Turn.CHANGED, Turn.OPENED)


def _turn_of(values: dict[str, Any]) -> Turn:
    if "ended_at" not in values:
        return Turn.CHANGED
    return Turn.OPENED if values["ended_at"] is None else Turn.ENDED


def _is_named(session: Session, entry: Done) -> bool:
    """Tell whether a live row that came from elsewhere names one that was made."""
    made: dict[str, list[str]] = {}
    for change in entry.changes:
        if change["op"] == "insert":
            made.setdefault(change["table"], []).append(change["key"])
    own = [key for keys in made.values() for key in keys]
    for table, name in _looked_up(made):
        query = select(table.c.id).where(
            table.c[name].in_(made[links_of(table.name)[name]]),
            table.c.ended_at.is_(None),
            table.c.id.not_in(own),
        )
        if session.execute(query.limit(1)).first() is not None:
            return True
    return False


def _looked_up(targets: Iterable[str]) -> Sequence[tuple[Table, str]]:
    """List the indexed columns that name rows of some tables; without an index it takes seconds to look."""
    wanted = set(targets)
    return [
        (table, name)
        for table in Base.metadata.tables.values()
        if "sync" in table.info
        for name, target in links_of(table.name).items()
        if target in wanted and any(name == next(iter(index.columns)).name for index in table.indexes)
    ]
