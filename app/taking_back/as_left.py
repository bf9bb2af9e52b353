"""Whether a changeset can be reversed: nothing was built on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, literal, or_
from sqlalchemy.orm import Session

from app.storage.base import Base, Record
from app.storage.plain import plain
from app.storage.reversing import Change, rows_of
from app.taking_back.day import Done, links_of, moving_with
from app.taking_back.regrets import BY_THE_WAY


@dataclass(frozen=True)
class Look:
    """What must be known before a step back, told in one statement."""

    is_as_left: bool
    """Each row is as the transaction left it, and nobody names what it made."""
    answers: tuple[Any, ...]
    rows: Mapping[tuple[str, str], Record]
    """Held here, they are not read again."""


def look_at(session: Session, entry: Done, questions: Sequence[ColumnElement[Any]]) -> Look:
    """Bring the rows of a transaction, and with them the answers to questions."""
    rows, (is_named, *answers) = rows_of(session, entry.changes, (_is_named(entry), *questions))
    is_as_left = not is_named and all(_is_as_left(rows, change) for change in entry.changes)
    return Look(is_as_left, tuple(answers), rows)


def _is_as_left(rows: Mapping[tuple[str, str], Record], change: Change) -> bool:
    row = rows.get((change["table"], change["key"]))
    return row is not None and all(
        plain(getattr(row, name)) == value for name, value in _left(change).items()
    )


def _left(change: Change) -> dict[str, Any]:
    """Give the values a change left, with those that belong to them and were not changed."""
    table = change["table"]
    left = change["old"] | change["new"]
    names = left if change["op"] == "insert" else moving_with(table, change["new"]) & left.keys()
    return {name: left[name] for name in names if (table, name) not in BY_THE_WAY}


def _is_named(entry: Done) -> ColumnElement[bool]:
    """Ask whether a live row that came from elsewhere names one that was made."""
    made: dict[str, list[str]] = {}
    for change in entry.changes:
        if change["op"] == "insert":
            made.setdefault(change["table"], []).append(change["key"])
    own = [key for keys in made.values() for key in keys]
    naming = [
        exists().where(
            table.c[name].in_(made[links_of(table.name)[name]]),
            table.c.ended_at.is_(None),
            table.c.id.not_in(own),
        )
        for table, name in _looked_up(made)
    ]
    return or_(literal(False), *naming)


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
