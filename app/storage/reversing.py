"""Reversing a changeset in an open transaction: every column as it was, what was made ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.base import TAKEN_BACK, Base, Record
from app.storage.outbox import OutboxEntry
from app.storage.plain import class_of, typed
from app.storage.store import Work

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
    backwards = [(change, _before(change, work.now)) for change in reversed(changes)]
    backwards.sort(key=lambda step: _ORDER.index(_turn_of(step[1])))
    for change, values in backwards:
        table, key = change["table"], change["key"]
        row = row_of(work.session, table, key)
        columns = Base.metadata.tables[table].c
        for name, value in values.items():
            setattr(row, name, typed(columns[name], value))
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


def _before(change: dict[str, Any], now: int) -> dict[str, Any]:
    if change["op"] == "insert":
        return {"ended_at": now, "end_reason": TAKEN_BACK}
    return {name: change["old"].get(name) for name in change["new"]}


_ORDER = (Turn.ENDED, Turn.CHANGED, Turn.OPENED)


def _turn_of(values: dict[str, Any]) -> Turn:
    if "ended_at" not in values:
        return Turn.CHANGED
    return Turn.OPENED if values["ended_at"] is None else Turn.ENDED
