"""Reversing a changeset in an open transaction: every column as it was, what was made ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, inspect, literal, select
from sqlalchemy.orm import Session, aliased, outerjoin

from app.storage.base import TAKEN_BACK, Base, Record
from app.storage.outbox import OutboxEntry
from app.storage.plain import class_of, typed
from app.storage.store import Work

_TOGETHER = 30
"""SQLite joins 64 tables at most."""
REVERSED = "outbox"
"""The audit entry of a reversal names the transaction it reversed as ``outbox:txn``."""


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


def reverse(work: Work, changes: Sequence[dict[str, Any]]) -> tuple[Turned, ...]:
    """Set every column back; what was made ends. Gives the rows in the order they were reversed.

    The centre checks its rules row by row: what ends goes first, what opens again last.
    """
    rows, _ = rows_of(work.session, changes)
    backwards = [(change, _before(change, work.now)) for change in reversed(changes)]
    backwards.sort(key=lambda step: _ORDER.index(_turn_of(step[1])))
    work.put_in_order([rows[change["table"], change["key"]] for change, _ in backwards])
    for change, values in backwards:
        table, key = change["table"], change["key"]
        columns = Base.metadata.tables[table].c
        for name, value in values.items():
            setattr(rows[table, key], name, typed(columns[name], value))
    work.session.flush()
    return tuple(Turned(change["table"], change["key"], _turn_of(values)) for change, values in backwards)


def changes_of(session: Session, txn: str) -> list[dict[str, Any]]:
    """Give the changes of a transaction of this terminal, in the order they were made."""
    query = select(OutboxEntry.changes).where(OutboxEntry.txn == txn)
    return list(session.execute(query).scalar_one())


def row_of(session: Session, table: str, key: str) -> Record | None:
    """Bring a row by the name of its table."""
    kind = class_of(table)
    return session.get(kind, key) if kind is not None else None


def rows_of(
    session: Session, changes: Sequence[dict[str, Any]], question: ColumnElement[bool] | None = None
) -> tuple[dict[tuple[str, str], Record], bool]:
    """Bring the rows of a changeset, of whatever tables, many in one statement; what is gone is left out.

    While somebody holds them, they are not read again. ``question`` is answered in the same statement.
    """
    asked: ColumnElement[bool] = literal(False) if question is None else question
    is_so = False
    found: dict[tuple[str, str], Record] = {}
    wanted: list[tuple[tuple[str, str], type[Record]]] = []
    for change in changes:
        place, kind = (change["table"], change["key"]), class_of(change["table"])
        if kind is not None:
            known = session.identity_map.get(inspect(kind).identity_key_from_primary_key((place[1],)))
            if known is None:
                wanted.append((place, kind))
            else:
                found[place] = known
    for first in range(0, len(wanted) or question is not None, _TOGETHER):
        part = wanted[first : first + _TOGETHER]
        kinds = [(key, aliased(kind)) for (_, key), kind in part]
        beside: Any = select(literal(1)).subquery()
        for key, kind in kinds:
            beside = outerjoin(beside, kind, kind.id == key)
        answer, *rows = session.execute(select(asked, *(kind for _, kind in kinds)).select_from(beside)).one()
        is_so, asked = is_so or bool(answer), literal(False)
        found |= {place: row for (place, _), row in zip(part, rows, strict=True) if row is not None}
    return found, is_so


def _before(change: dict[str, Any], now: int) -> dict[str, Any]:
    if change["op"] == "insert":
        return {"ended_at": now, "end_reason": TAKEN_BACK}
    return {name: change["old"].get(name) for name in change["new"]}


_ORDER = (Turn.ENDED, Turn.CHANGED, Turn.OPENED)


def _turn_of(values: dict[str, Any]) -> Turn:
    if "ended_at" not in values:
        return Turn.CHANGED
    return Turn.OPENED if values["ended_at"] is None else Turn.ENDED
