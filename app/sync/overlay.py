"""Applying the centre's answer to the store: one transaction, never a torn state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Date, MetaData, Table, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from app.kernel.changes import ChangeSet
from app.storage.outbox import BaseRow, LocalFact, OutboxEntry, Sending
from app.storage.store import Store
from app.sync.facts import EPOCH, LAST_SUCCESS, TOKEN, TROUBLE
from app.sync.merge import Changes, Row, RowKey, Rows, Token, keys_of, rebase

CHUNK = 400


@dataclass(frozen=True)
class Pulled:
    """What a pull brought: rows by table, and the token that says what they show."""

    epoch: str
    token: str
    rows: dict[str, list[dict[str, Any]]]
    anew: bool = False
    """The rows are all there are, not only what is new."""

    def by_key(self, metadata: MetaData) -> Rows:
        """Give the rows of tables this program knows, by table and key."""
        known = {name: rows for name, rows in self.rows.items() if name in metadata.tables}
        return {(name, row["id"]): row for name, rows in known.items() for row in rows}


@dataclass(frozen=True)
class _Laid:
    """A changeset that lies over the base now."""

    seq: int
    changes: Changes
    state: Sending
    xid: str | None


def apply_answer(store: Store, metadata: MetaData, pulled: Pulled | None) -> ChangeSet:
    """Undo, apply, redo; gives the rows that were touched.

    Without a pull only refused changesets are taken back, so that nothing refused stays shown.
    """
    now = store.clock.now()
    with store.rewrite() as connection:
        laid = _laid(connection)
        token = Token.read(pulled.token) if pulled else None
        stays = [entry for entry in laid if _stays(entry, token)]
        rows = pulled.by_key(metadata) if pulled else {}
        if pulled is not None and pulled.anew:
            rows = _seen_before(connection, metadata) | rows
        gone = {entry.seq for entry in laid} - {entry.seq for entry in stays}
        keys = keys_of(entry.changes for entry in laid) | set(rows)
        if rows or gone:
            _rebase(connection, metadata, keys, rows, [e.changes for e in laid], [e.changes for e in stays])
            _mark_shown(connection, gone)
        if pulled is not None:
            _write_facts(
                connection, {EPOCH: pulled.epoch, TOKEN: pulled.token, LAST_SUCCESS: now, TROUBLE: ""}
            )
    touched = keys if rows or gone else set()
    return ChangeSet(frozenset(touched) | {("outbox", "*")})


def _seen_before(connection: Connection, metadata: MetaData) -> Rows:
    """Name every row a pull once brought: what a full answer no longer holds is gone at the centre."""
    seen: Rows = {}
    for table in metadata.tables.values():
        if "sync" in table.info:
            for key in connection.execute(select(table.c.id).where(table.c.version.is_not(None))).scalars():
                seen[table.name, key] = None
    return seen


def _stays(entry: _Laid, token: Token | None) -> bool:
    if entry.state is Sending.REFUSED:
        return False
    if entry.state is Sending.ACCEPTED and token is not None and entry.xid is not None:
        return not token.shows(int(entry.xid))
    return True


def _laid(connection: Connection) -> list[_Laid]:
    columns = (OutboxEntry.seq, OutboxEntry.changes, OutboxEntry.state, OutboxEntry.centre_xid)
    query = select(*columns).where(OutboxEntry.shown.is_(False)).order_by(OutboxEntry.seq)
    return [_Laid(seq, changes, state, xid) for seq, changes, state, xid in connection.execute(query)]


def _rebase(
    connection: Connection,
    metadata: MetaData,
    keys: set[RowKey],
    pulled: Rows,
    before: list[Changes],
    after: list[Changes],
) -> None:
    current = _read_rows(connection, metadata, keys)
    kept: Rows = {
        (row.table, row.key): row.row
        for row in connection.execute(select(BaseRow.table, BaseRow.key, BaseRow.row))
        if (row.table, row.key) in keys
    }
    result = rebase(current, kept, _complete(pulled, metadata), before, after, _links(metadata))
    for key, row in result.shown.items():
        if row != current.get(key):
            _write_row(connection, metadata.tables[key[0]], key[1], row)
    connection.execute(delete(BaseRow))
    beneath = [{"table": table, "key": key, "row": row} for (table, key), row in result.base.items()]
    if beneath:
        connection.execute(insert(BaseRow), beneath)


def _complete(pulled: Rows, metadata: MetaData) -> Rows:
    """Keep only columns this program knows; a newer centre may send more."""
    return {
        (table, key): row and {name: row.get(name) for name in metadata.tables[table].columns.keys()}  # noqa: SIM118
        for (table, key), row in pulled.items()
    }


def _links(metadata: MetaData) -> dict[tuple[str, str], str]:
    return {
        (table.name, column.name): named.target_fullname.split(".")[0]
        for table in metadata.tables.values()
        for column in table.columns
        for named in column.foreign_keys
    }


def _read_rows(connection: Connection, metadata: MetaData, keys: Iterable[RowKey]) -> Rows:
    rows: Rows = dict.fromkeys(keys)
    by_table: dict[str, list[str]] = {}
    for name, key in rows:
        by_table.setdefault(name, []).append(key)
    for name, wanted in by_table.items():
        table = metadata.tables[name]
        for start in range(0, len(wanted), CHUNK):
            query = select(table).where(table.c.id.in_(wanted[start : start + CHUNK]))
            for found in connection.execute(query).mappings():
                rows[name, found["id"]] = {column: _plain(value) for column, value in found.items()}
    return rows


def _write_row(connection: Connection, table: Table, key: str, row: Row) -> None:
    if row is None:
        connection.execute(delete(table).where(table.c.id == key))
        return
    values = {c.name: _typed(c.type, row[c.name]) for c in table.columns if c.name in row}
    statement = insert(table).values(values)
    changing = {name: value for name, value in values.items() if name != "id"}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=changing))


def _mark_shown(connection: Connection, seqs: set[int]) -> None:
    ordered = sorted(seqs)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        connection.execute(update(OutboxEntry).where(OutboxEntry.seq.in_(chunk)).values(shown=True))


def _write_facts(connection: Connection, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        statement = insert(LocalFact).values(name=name, value=value)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: Any, value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(kind, Date) and isinstance(value, str) else value
