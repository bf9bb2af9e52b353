"""What the simulated halls work with: the small market's kinds, and two that need the stricter policies."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, MetaData, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.steps import StepTable
from app.storage.base import Base, Policy, Record, synced
from app.storage.columns import Fen, Moment, StateOf, Words
from app.sync.entities import Conflict
from tests.sync.small_market import SmallAccount, SmallBooking, SmallGuest, SmallPerson, SmallPrint


class Purse(Record):
    """Money that is moved, never made. Alone in its group: two moves of one purse never mix."""

    __tablename__ = "sim_purse"
    __table_args__ = synced(Policy(groups=(("fen",),)))

    name: Mapped[Words]
    fen: Mapped[Fen]


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CALLED = "called"
    SERVED = "served"
    LEFT = "left"


CASE_STEPS = StepTable(
    "sim_case",
    {
        CaseState.OPEN: frozenset({CaseState.CALLED, CaseState.LEFT}),
        CaseState.CALLED: frozenset({CaseState.SERVED, CaseState.LEFT}),
        CaseState.SERVED: frozenset(),
        CaseState.LEFT: frozenset(),
    },
)


class Case(Record):
    """Somebody who is called once; its number is given by the centre alone."""

    __tablename__ = "sim_case"
    __table_args__ = synced(
        Policy(groups=(("state", "state_at"),), steps={"state": CASE_STEPS}, central=("number",))
    )

    title: Mapped[Words]
    note: Mapped[Words]
    state: Mapped[CaseState] = mapped_column(StateOf(CaseState), default=CaseState.OPEN)
    state_at: Mapped[Moment]
    number: Mapped[Words]
    wish: Mapped[str | None] = mapped_column(Text)
    """The newest column; terminals one version back do not know it."""


KINDS: tuple[type[Record], ...] = (
    SmallAccount,
    SmallBooking,
    SmallGuest,
    SmallPerson,
    SmallPrint,
    Purse,
    Case,
    Conflict,
)


def _metadata(without: tuple[str, str] | None = None) -> MetaData:
    alone = MetaData()
    for kind in KINDS:
        table = Base.metadata.tables[kind.__tablename__].to_metadata(alone)
        if without is not None and without[0] == table.name:
            # The terminal of an older version does not know the column.
            table._columns.remove(table.c[without[1]])
    return alone


MARKET = _metadata()

NEW_COLUMN = ("sim_case", "wish")
"""The column that terminals of the older version do not have yet."""

OLDER_MARKET = _metadata(NEW_COLUMN)

TABLES: dict[str, Table] = {table.name: table for table in MARKET.sorted_tables}

GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    name: table.info["sync"].groups for name, table in TABLES.items()
}

JSON_COLUMNS = {name: [c.name for c in t.columns if isinstance(c.type, JSON)] for name, t in TABLES.items()}
BOOLEAN_COLUMNS = {
    name: [c.name for c in t.columns if isinstance(c.type, Boolean)] for name, t in TABLES.items()
}


def as_plain(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Give a row as SQLite keeps it in the form in which it travels."""
    for name in JSON_COLUMNS[table]:
        if isinstance(row[name], str):
            row[name] = json.loads(row[name])
    for name in BOOLEAN_COLUMNS[table]:
        if row[name] is not None:
            row[name] = bool(row[name])
    return row
