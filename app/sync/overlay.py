"""Putting the centre's rows into the store, own changes laid over them: one transaction, never torn."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.exc import IntegrityError

from app.kernel.changes import ChangeSet
from app.storage.outbox import Sending
from app.storage.store import Store
from app.sync.facts import EPOCH, LAST_SUCCESS, STAGING, TOKEN, TROUBLE
from app.sync.merge import Changes, RowKey, Rows, Token, keys_of, rebase
from app.sync.pages import Page, Told, by_shape
from app.sync.rows import RowShape

log = logging.getLogger(__name__)

Driver = Any
"""The bare connection of ``Store.rewrite``: a pull of one row is felt at twenty terminals."""
CHUNK = 400
MANY = 2_000
"""Above so many rows listeners are told of whole tables, not of every key."""


@dataclass(frozen=True)
class _Laid:
    """A changeset that lies over the base now."""

    seq: int
    changes: Changes
    state: Sending
    xid: str | None


def shapes_of(metadata: MetaData) -> dict[str, RowShape]:
    """Give the shapes of the declared tables, those that are named by others first."""
    return {t.name: RowShape(t) for t in metadata.sorted_tables if "sync" in t.info}


def apply_page(
    store: Store,
    shapes: dict[str, RowShape],
    page: Page | None,
    before: Sequence[Page] = (),
    due: Iterable[RowKey] = (),
) -> ChangeSet:
    """Put a whole pull in place: undo, apply, redo; gives the rows that were touched.

    before: the pages that came before it; due: rows that must be among them, see _arrived. Without a page
    only refused changesets are taken back, so that nothing refused stays shown.
    """
    with store.rewrite() as connection:
        if page is not None:
            note_answers(connection, page.settled, store.clock.now())
        source = _Given([*before, page] if page else [], shapes)
        touched = _lay(connection, shapes, source, _token_of(page))
        if page is not None:
            write_facts(connection, _arrived(store, page, source, due))
    return ChangeSet(frozenset(touched))


def apply_told(
    store: Store, shapes: dict[str, RowShape], batches: Sequence[Told], token: str, shown: set[int]
) -> set[RowKey] | None:
    """Put batches in place that came with the centre's calls; gives the rows that were touched.

    token: that of the last pull, which stays: the next pull brings these rows once more; shown: the
    transactions told since, these too. None, and nothing done, where the store is not where the pull left it,
    or where these rows cannot be put in place one after the other.
    """
    source = _Given(batches, shapes)
    try:
        with store.rewrite() as connection:
            stored, is_laid = connection.execute(_WHERE_IT_IS).fetchone()
            # Another thread may have sent this terminal back to the start.
            if stored != json.dumps(token):
                return None
            if is_laid:
                return _lay(connection, shapes, source, Token.read(token, shown))
            source.put(connection)
    except IntegrityError:
        return None
    return source.keys()


_WHERE_IT_IS = f"""
SELECT (SELECT value FROM local_fact WHERE name = '{TOKEN}'), EXISTS (SELECT 1 FROM outbox WHERE shown = 0)
"""


def swap_staged(
    store: Store,
    shapes: dict[str, RowShape],
    page: Page,
    due: Iterable[RowKey] = (),
    *,
    anew: bool,
    is_first: bool,
) -> ChangeSet:
    """Put the staged pages of a large pull in place at once, with the last and whole page on top.

    anew: rows that a pull once brought and this one lacks are taken away.
    """
    with store.rewrite() as connection:
        note_answers(connection, page.settled, store.clock.now())
        stage_rows(connection, shapes, page, is_first=is_first)
        if anew:
            # The rows now come from a centre that may lack what was shown already.
            connection.execute(_LAY_AGAIN)
        source = _Staged(connection, shapes, anew=anew)
        touched = _lay(connection, shapes, source, _token_of(page))
        arrived = _arrived(store, page, source, due) | {STAGING: None}
        drop_staged(connection, shapes)
        write_facts(connection, arrived)
    return ChangeSet(frozenset(touched))


def stage_rows(connection: Driver, shapes: dict[str, RowShape], page: Page, *, is_first: bool) -> None:
    """Put a page beside the tables, where no screen sees it; the first throws away what was left there."""
    if is_first:
        drop_staged(connection, shapes)
    for shape, rows in by_shape(page, shapes):
        names = ", ".join(f'"{n}" TEXT PRIMARY KEY' if n == "id" else f'"{n}"' for n in shape.names)
        connection.execute(f"CREATE TABLE IF NOT EXISTS {shape.staged} ({names}) WITHOUT ROWID")
        _write_many(connection, shape.put(shape.staged), rows)


def drop_staged(connection: Driver, shapes: dict[str, RowShape]) -> None:
    """Throw staged pages away."""
    # The file is encrypted, the rows stand in their tables: wiping a million takes 400 MB of memory.
    connection.execute("PRAGMA secure_delete = OFF")
    for shape in shapes.values():
        connection.execute(f"DROP TABLE IF EXISTS {shape.staged}")
    connection.execute("PRAGMA secure_delete = ON")


def note_answers(connection: Driver, results: Iterable[dict[str, Any]], now: int) -> None:
    """Keep the centre's answers; each names the transaction it answers (sync.md, T6)."""
    states = {
        "accepted": Sending.ACCEPTED,
        "merged": Sending.ACCEPTED,
        "refused": Sending.REFUSED,
        "parked": Sending.PARKED,
    }
    rows = [
        (
            str(states[result["status"]]),
            json.dumps({"status": result["status"], **result["detail"]}, ensure_ascii=False),
            now,
            result["xid"],
            result["txn"],
        )
        for result in results
    ]
    statement = "UPDATE outbox SET state = ?, answer = ?, answered_at = ?, centre_xid = ? WHERE txn = ?"
    _write_many(connection, statement, rows)


def write_facts(connection: Driver, facts: dict[str, Any]) -> None:
    """Keep facts of this terminal; None takes one away."""
    put = "INSERT INTO local_fact (name, value) VALUES (?, ?)"
    statement = f"{put} ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    _write_many(connection, statement, [(name, json.dumps(value)) for name, value in facts.items()])


_LAY_AGAIN = """
UPDATE outbox SET shown = 0
WHERE state IN ('waiting', 'parked') AND coalesce(json_extract(answer, '$.status'), '') <> 'refused'
"""


class _Given:
    """Rows of few pages, at hand; a later page has the newer rows."""

    is_whole = False

    def __init__(self, pages: Iterable[Page | Told], shapes: dict[str, RowShape]) -> None:
        self._parts = [part for page in pages for part in by_shape(page, shapes)]

    def put(self, connection: Driver) -> None:
        """Write them over the tables."""
        for shape, rows in self._parts:
            _write_many(connection, shape.put(shape.quoted), rows)

    def of(self, keys: set[RowKey]) -> Rows:
        """Give those among some keys."""
        found: Rows = {}
        for shape, rows in self._parts:
            for row in rows:
                key = (shape.table.name, row[shape.at_id])
                if key in keys:
                    found[key] = shape.plain(row)
        return found

    def touched(self) -> set[RowKey]:
        """Name them all, or their tables where they are many."""
        if sum(len(rows) for _, rows in self._parts) > MANY:
            return {(shape.table.name, "*") for shape, _ in self._parts}
        return self.keys()

    def keys(self) -> set[RowKey]:
        """Name them all."""
        return {(shape.table.name, row[shape.at_id]) for shape, rows in self._parts for row in rows}


class _Staged:
    """Rows of many pages, beside the tables; SQLite moves them by itself, the window keeps its breath."""

    def __init__(self, connection: Driver, shapes: dict[str, RowShape], *, anew: bool) -> None:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        there = {row[0] for row in connection.execute(query)}
        self._connection = connection
        self.is_whole = anew
        """Everything there is at the centre, so that what is missing goes and own changes are laid anew."""
        self._staged = [shape for shape in shapes.values() if shape.staged.strip('"') in there]
        self._all = list(shapes.values())

    def put(self, connection: Driver) -> None:
        """Write them over the tables; anew, what is missing goes."""
        if self.is_whole:
            for shape in reversed(self._all):
                keep = f" WHERE id NOT IN (SELECT id FROM {shape.staged})" if shape in self._staged else ""
                connection.execute(f"DELETE FROM {shape.quoted}{keep}")
        for shape in self._staged:
            connection.execute(
                f"INSERT INTO {shape.quoted} ({shape.columns}) "
                f"SELECT {shape.columns} FROM {shape.staged} WHERE true {shape.settle}"
            )

    def of(self, keys: set[RowKey]) -> Rows:
        """Give those among some keys; anew, None for what a pull once brought and this one lacks."""
        staged = {shape.table.name: shape for shape in self._staged}
        found = _read(self._connection, staged, keys, lambda shape: shape.staged)
        if not self.is_whole:
            return {key: row for key, row in found.items() if row is not None}
        now = _read(self._connection, {s.table.name: s for s in self._all}, keys, lambda shape: shape.quoted)
        gone = {key for key, row in now.items() if row is not None and row["version"] is not None}
        return {key: found.get(key) for key in keys if found.get(key) is not None or key in gone}

    def touched(self) -> set[RowKey]:
        """Name their tables."""
        return {(shape.table.name, "*") for shape in (self._all if self.is_whole else self._staged)}


def _lay(
    connection: Driver, shapes: dict[str, RowShape], source: _Given | _Staged, token: Token | None
) -> set[RowKey]:
    # Rows may come before those they name, and be taken back while others name them.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    laid = _laid(connection)
    stays = [entry for entry in laid if _stays(entry, token)]
    gone = {entry.seq for entry in laid} - {entry.seq for entry in stays}
    keys = keys_of(entry.changes for entry in laid)
    links = _links(shapes)
    pointed = _pointed([entry.changes for entry in stays], links)
    news = source.of(keys | pointed) if keys else {}
    is_moved = bool(news or gone or source.is_whole)
    current = _read(connection, shapes, keys, lambda shape: shape.quoted) if is_moved else {}
    source.put(connection)
    if is_moved:
        # What waiting changesets point to and is not here: a restored centre lost it, or it was refused.
        there = _read(connection, shapes, pointed - keys, lambda shape: shape.quoted)
        absent: Rows = {key: None for key, row in there.items() if row is None}
        pulled = {key: row for key, row in news.items() if key in keys}
        _rebase(
            connection,
            shapes,
            current,
            pulled | absent,
            [e.changes for e in laid],
            [e.changes for e in stays],
        )
        _mark_shown(connection, gone)
    return source.touched() | (keys if is_moved else set()) | {("outbox", "*")}


def _stays(entry: _Laid, token: Token | None) -> bool:
    if entry.state is Sending.REFUSED:
        return False
    if entry.state is Sending.ACCEPTED and token is not None and entry.xid is not None:
        return not token.shows(int(entry.xid))
    return True


def _laid(connection: Driver) -> list[_Laid]:
    query = "SELECT seq, changes, state, centre_xid FROM outbox WHERE shown = 0 ORDER BY seq"
    return [
        _Laid(seq, json.loads(changes), Sending(state), xid)
        for seq, changes, state, xid in connection.execute(query)
    ]


def _rebase(
    connection: Driver,
    shapes: dict[str, RowShape],
    current: Rows,
    pulled: Rows,
    before: list[Changes],
    after: list[Changes],
) -> None:
    kept: Rows = {
        (table, key): json.loads(row)
        for table, key, row in connection.execute('SELECT "table", key, row FROM base_row')
        if (table, key) in current
    }
    result = rebase(current, kept, pulled, before, after, _links(shapes))
    for (table, key), row in result.shown.items():
        if (table, key) in current:
            _write_row(connection, shapes[table], key, row)
    connection.execute("DELETE FROM base_row")
    beneath = [(table, key, json.dumps(row, ensure_ascii=False)) for (table, key), row in result.base.items()]
    _write_many(connection, 'INSERT INTO base_row ("table", key, row) VALUES (?, ?, ?)', beneath)


def _pointed(changesets: list[Changes], links: dict[tuple[str, str], str]) -> set[RowKey]:
    """Name the rows that changesets point to."""
    return {
        (links[change["table"], name], value)
        for changes in changesets
        for change in changes
        for name, value in change["new"].items()
        if value is not None and (change["table"], name) in links
    }


def _links(shapes: dict[str, RowShape]) -> dict[tuple[str, str], str]:
    return {column: target for shape in shapes.values() for column, target in shape.links.items()}


def _read(connection: Driver, shapes: dict[str, RowShape], keys: Iterable[RowKey], where: Any) -> Rows:
    rows: Rows = dict.fromkeys(keys)
    by_table: dict[str, list[str]] = {}
    for name, key in rows:
        by_table.setdefault(name, []).append(key)
    for name, wanted in by_table.items():
        shape = shapes.get(name)
        if shape is None:
            continue
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            marks = ", ".join("?" * len(chunk))
            query = f"SELECT {shape.columns} FROM {where(shape)} WHERE id IN ({marks})"
            for found in connection.execute(query, tuple(chunk)):
                rows[name, found[shape.at_id]] = shape.plain(tuple(found))
    return rows


def _write_row(connection: Driver, shape: RowShape, key: str, row: dict[str, Any] | None) -> None:
    if row is None:
        connection.execute(f"DELETE FROM {shape.quoted} WHERE id = ?", (key,))
    else:
        connection.execute(shape.put(shape.quoted), tuple(shape.to_store(row)))


def _mark_shown(connection: Driver, seqs: set[int]) -> None:
    _write_many(connection, "UPDATE outbox SET shown = 1 WHERE seq = ?", [(seq,) for seq in sorted(seqs)])


def _token_of(page: Page | None) -> Token | None:
    return Token.read(page.token) if page is not None and page.token is not None else None


def _arrived(store: Store, page: Page, source: _Given | _Staged, due: Iterable[RowKey]) -> dict[str, Any]:
    """Give the facts of a whole pull. due: rows that calls have brought since the one before."""
    facts = {EPOCH: page.epoch, TOKEN: page.token, LAST_SUCCESS: store.clock.now(), TROUBLE: ""}
    if not source.is_whole and (missing := set(due) - source.of(set(due)).keys()):
        # Somebody has told what the centre has not got, or it was set back.
        log.error("told of rows that no pull brings, fetching everything anew: %s", sorted(missing))
        facts[TOKEN] = None
    return facts


def _write_many(connection: Driver, statement: str, rows: list[Any]) -> None:
    if rows:
        connection.executemany(statement, rows)
