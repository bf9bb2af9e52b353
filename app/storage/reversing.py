"""Reversing a changeset in an open transaction: every column as it was, what was made ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, inspect, literal, select
from sqlalchemy.orm import Session, aliased, outerjoin

from app.storage.base import TAKEN_BACK, Base, Record
from app.storage.outbox import OutboxEntry
from app.storage.plain import class_of, typed
from app.storage.store import Work

Change = dict[str, Any]
"""What a changeset says of one row."""
_Place = tuple[str, str]
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


def reverse(work: Work, changes: Sequence[Change]) -> tuple[Turned, ...]:
    """Set every column back; what was made ends. Gives the rows in the order they were reversed.

    The centre checks its rules row by row: what ends goes first, what opens again last.
    """
    rows, _ = rows_of(work.session, changes)
    backwards = list(reversed(changes))
    backwards.sort(key=_order_of)
    work.put_in_order([rows[change["table"], change["key"]] for change in backwards])
    for change in backwards:
        table, key = change["table"], change["key"]
        columns = Base.metadata.tables[table].c
        for name, value in _before(change, work.now).items():
            setattr(rows[table, key], name, typed(columns[name], value))
    work.session.flush()
    return tuple(Turned(change["table"], change["key"], turn_of(change)) for change in backwards)


def turn_of(change: Change) -> Turn:
    """Tell what reversing a change does to its row."""
    if change["op"] == "insert":
        return Turn.ENDED
    if "ended_at" not in change["new"]:
        return Turn.CHANGED
    return Turn.OPENED if change["old"].get("ended_at") is None else Turn.ENDED


def changes_of(session: Session, txn: str) -> list[Change]:
    """Give the changes of a transaction of this terminal, in the order they were made."""
    query = select(OutboxEntry.changes).where(OutboxEntry.txn == txn)
    return list(session.execute(query).scalar_one())


def row_of(session: Session, table: str, key: str) -> Record | None:
    """Bring a row by the name of its table."""
    kind = class_of(table)
    return session.get(kind, key) if kind is not None else None


def rows_of(
    session: Session, changes: Sequence[Change], questions: Sequence[ColumnElement[Any]] = ()
) -> tuple[dict[_Place, Record], tuple[Any, ...]]:
    """Bring the rows of a changeset, of whatever tables, many in one statement; what is gone is left out.

    While somebody holds them, they are not read again. Questions are answered in the same statement.
    """
    found, wanted = _held(session, changes)
    parts = [wanted[first : first + _TOGETHER] for first in range(0, len(wanted), _TOGETHER)]
    answers: tuple[Any, ...] = ()
    for part in parts or [[]] * bool(questions):
        told = session.execute(_bringing(part, () if answers else questions)).one()
        answers = answers or tuple(told[: len(questions)])
        rows = told[len(told) - len(part) :]
        found |= {place: row for (place, _), row in zip(part, rows, strict=True) if row is not None}
    return found, answers


def _held(
    session: Session, changes: Sequence[Change]
) -> tuple[dict[_Place, Record], list[tuple[_Place, type[Record]]]]:
    """Part the rows of a changeset into those at hand and those to be brought."""
    found: dict[_Place, Record] = {}
    wanted: list[tuple[_Place, type[Record]]] = []
    for change in changes:
        place, kind = (change["table"], change["key"]), class_of(change["table"])
        if kind is not None:
            known = session.identity_map.get(inspect(kind).identity_key_from_primary_key((place[1],)))
            if known is None:
                wanted.append((place, kind))
            else:
                found[place] = known
    return found, wanted


def _bringing(
    wanted: Sequence[tuple[_Place, type[Record]]], questions: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    kinds = [(key, aliased(kind)) for (_, key), kind in wanted]
    beside: Any = select(literal(1)).subquery()
    for key, kind in kinds:
        beside = outerjoin(beside, kind, kind.id == key)
    return select(*questions, *(kind for _, kind in kinds)).select_from(beside)


def _before(change: Change, now: int) -> dict[str, Any]:
    if change["op"] == "insert":
        return {"ended_at": now, "end_reason": TAKEN_BACK}
    return {name: change["old"].get(name) for name in change["new"]}


_ORDER = (Turn.ENDED, Turn.CHANGED, Turn.OPENED)


def _order_of(change: Change) -> int:
    return _ORDER.index(turn_of(change))
