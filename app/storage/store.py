"""The store: every change is one transaction, one changeset, one audit entry; every look is read-only."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Table, bindparam, inspect, update
from sqlalchemy import event as sa_event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import Clock
from app.kernel.errors import FieldRefused, Missing
from app.kernel.ids import new_key
from app.storage.base import LOCAL_COLUMNS, Base, Policy, Record
from app.storage.engine import open_engines, told_alike
from app.storage.outbox import OutboxEntry, read_fact, waiting_entry
from app.storage.refusals import StoreFromNewerVersion
from app.storage.trail import ChainEnd, write_entry

log = logging.getLogger(__name__)

SCHEMA_VERSION = 4
HALL_FACT = "hall_id"

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class ActorRef(Protocol):
    """Whoever acts, as far as the store needs to know."""

    @property
    def staff_id(self) -> str:
        """The key of the member of staff."""
        ...


class Work:
    """An open transaction: the session, the moment it stands for, and what it has touched."""

    def __init__(self, session: Session, now: int, actor: ActorRef, use_case: str, hall_id: str = "") -> None:
        self.session = session
        self.now = now
        self.actor = actor
        self.use_case = use_case
        self.txn: str | None = None
        self._captured: dict[tuple[str, str], dict[str, Any]] = {}
        self._rows: dict[tuple[str, str], Record] = {}
        self._subjects: set[tuple[str, str]] = set()
        self.hall_id: str = hall_id or read_fact(session, HALL_FACT, "")
        sa_event.listen(session, "before_flush", self._before_flush)
        sa_event.listen(session, "after_flush", self._after_flush)

    def add(self, record: R) -> R:
        """Put a new record into the store, stamped."""
        record.made_at = self.now
        if not record.hall_id:
            record.hall_id = self.hall_id
        self.session.add(record)
        return record

    def get(self, kind: type[R], key: str) -> R:
        """Bring a record by its key; refuses with Missing."""
        found = self.session.get(kind, key)
        if found is None:
            raise Missing(kind.__tablename__, key)
        return found

    def put_in_order(self, rows: Sequence[Record]) -> None:
        """Have the changeset name rows that are changed from here on in this order."""
        for row in rows:
            self._entry(row, "update", row.version)

    def subject(self, table: str, key: str) -> None:
        """Name a record that this use case was about without changing it, for the audit trail."""
        self._subjects.add((table, key))

    def foretold_txn(self) -> str:
        """Tell the identity this transaction will have in the outbox, for a record that names it itself."""
        self.txn = self.txn or new_key()
        return self.txn

    def outcome(self, value: T) -> Outcome[T]:
        """Answer with a value and what was touched; called after the transaction has ended."""
        return Outcome(value, self.changes, self.txn)

    @property
    def changes(self) -> ChangeSet:
        """The rows touched so far."""
        return ChangeSet(frozenset(self._captured) | frozenset(self._subjects))

    def changeset(self) -> list[dict[str, Any]]:
        """The captured rows in the order they were first touched.

        Where a column of a group was changed, ``old`` names the whole group as it was: the centre takes the
        change only where all of it still is so.
        """
        made = [key for key, c in self._captured.items() if c["op"] == "insert" or c["new"]]
        return [self._captured[key] | {"old": self._old_of(key)} for key in made]

    def _old_of(self, key: tuple[str, str]) -> dict[str, Any]:
        change, row = self._captured[key], self._rows[key]
        old: dict[str, Any] = change["old"]
        policy: Policy | None = Base.metadata.tables[key[0]].info.get("sync")
        if change["op"] == "insert" or policy is None:
            return old
        touched = [column for group in policy.groups if change["new"].keys() & set(group) for column in group]
        return {column: _plain(getattr(row, column)) for column in touched} | old

    def _before_flush(self, session: Session, *_: object) -> None:
        if any(isinstance(gone, Record) for gone in session.deleted):
            raise RuntimeError("records end, they are not deleted")
        for row in session.new:
            if isinstance(row, Record):
                for column in _columns(row):
                    _told(column, getattr(row, column))
        changed: dict[Table, list[tuple[Record, list[str]]]] = {}
        for row in session.dirty:
            if isinstance(row, Record) and (touched := self._capture_update(row)):
                changed.setdefault(Base.metadata.tables[row.__tablename__], []).append((row, touched))
        for table, rows in changed.items():
            _write_together(session, table, rows)

    def _after_flush(self, session: Session, *_: object) -> None:
        for row in session.new:
            if isinstance(row, Record):
                values = {c: _plain(getattr(row, c)) for c in _columns(row)}
                self._entry(row, "insert", None)["new"] = values
            elif isinstance(row, Base):
                self._subjects.add(
                    (row.__tablename__, str(inspect(row).mapper.primary_key_from_instance(row)[0]))
                )

    def _capture_update(self, row: Record) -> list[str]:
        state = inspect(row)
        entry = self._entry(row, "update", row.version)
        touched = [c for c in _columns(row) if state.attrs[c].history.has_changes()]
        for column in touched:
            history = state.attrs[column].history
            before = _plain(history.deleted[0]) if history.deleted else None
            after = _told(column, history.added[0]) if history.added else None
            if entry["op"] == "update":
                entry["old"].setdefault(column, before)
            entry["new"][column] = after
            if entry["op"] == "update" and entry["old"][column] == after:
                del entry["old"][column], entry["new"][column]
        return touched

    def _entry(self, row: Record, op: str, base: str | None) -> dict[str, Any]:
        table = row.__tablename__
        fresh = {"table": table, "key": row.id, "op": op, "base": base, "old": {}, "new": {}}
        self._rows[table, row.id] = row
        return self._captured.setdefault((table, row.id), fresh)


class _Turn:
    """Who may write now: one at a time, and clerks before the pull (architecture.md, decision 6)."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_taken = False
        self._clerks_waiting = 0

    @contextmanager
    def of_a_clerk(self) -> Iterator[None]:
        """Wait for the running transaction, then hold the turn."""
        with self._condition:
            self._clerks_waiting += 1
            try:
                self._condition.wait_for(lambda: not self._is_taken)
            finally:
                self._clerks_waiting -= 1
            self._is_taken = True
        yield from self._held()

    @contextmanager
    def of_the_pull(self) -> Iterator[None]:
        """Wait until nobody else wants to write, then hold the turn."""
        with self._condition:
            self._condition.wait_for(lambda: not self._is_taken and self._clerks_waiting == 0)
            self._is_taken = True
        yield from self._held()

    def _held(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._condition:
                self._is_taken = False
                self._condition.notify_all()


class Store:
    """One SQLite file with its outbox; shared by all threads of the program."""

    def __init__(self, path: Path, key: bytes, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self._engines = open_engines(path, key)
        self._turn = _Turn()
        self._glancing = threading.Lock()
        self._listeners: list[Callable[[ChangeSet], None]] = []
        self._outbox_listeners: list[Callable[[OutboxEntry, ChangeSet], None]] = []
        self._hall_id = ""
        self._chain_end: ChainEnd | None = None
        self.version = self._checked_version()
        """The version of the file's tables; 0: there are none yet."""

    def create_tables(self) -> None:
        """Make the tables of an empty file."""
        with self.reshape() as connection:
            Base.metadata.create_all(connection)

    @contextmanager
    def reshape(self) -> Iterator[Connection]:
        """Open the transaction that brings the tables to this program's version; nobody works yet."""
        with self._turn.of_a_clerk(), self._engines.writing.begin() as connection:
            yield connection
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        self.version = SCHEMA_VERSION

    def checkpoint(self) -> None:
        """Have everything that is saved stand in the file itself, so that it can be copied."""
        with self._turn.of_a_clerk(), self._engines.writing.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def change(self, actor: ActorRef, use_case: str) -> Iterator[Work]:
        """Open a writing transaction for a use case.

        On leaving: changeset, audit entry and rows are committed together, then listeners hear.
        A refusal or a bug inside leaves nothing behind.
        """
        with self._turn.of_a_clerk(), Session(self._engines.writing, expire_on_commit=False) as session:
            work = Work(session, self.clock.now(), actor, use_case, self._hall_id)
            yield work
            session.flush()
            entry = _outbox_entry(work)
            chain_end = self._seal(work, entry)
            session.commit()
            self._chain_end, self._hall_id = chain_end, work.hall_id
            if entry is not None:
                _tell(self._outbox_listeners, entry, work.changes)
        self.announce(work.changes)

    @contextmanager
    def look(self) -> Iterator[Session]:
        """Open a reading session on one consistent state; it cannot write."""
        with Session(self._engines.looking) as session:
            yield session

    def glance(self, text: str, *values: Any) -> list[Any]:
        """Answer one bare question; for what stands between a change and every other terminal's screen."""
        with self._glancing, told_alike(text):
            rows: list[Any] = self._engines.glancing.execute(text, values).fetchall()
        return rows

    @contextmanager
    def keep(self) -> Iterator[Session]:
        """Open a writing session for what belongs to this terminal alone: cursor, spool, counters.

        Nothing is captured and no audit entry is written; synchronised records must not be touched.
        """
        with self._turn.of_a_clerk(), Session(self._engines.writing) as session:
            yield session
            session.commit()

    @contextmanager
    def rewrite(self) -> Iterator[Any]:
        """Open a bare writing transaction for the pull, which writes rows as the centre has them.

        What it gives is the driver's connection: ``execute(text, values)``, ``executemany``. Whoever works at
        the counter goes first. It is not flushed to the disk: a power cut may take the last pulls back whole,
        their cursor with them, and the centre gives them again.
        """
        with self._turn.of_the_pull(), self._engines.rewriting() as connection:
            yield connection

    def announce(self, changes: ChangeSet) -> None:
        """Tell every listener what was touched."""
        if changes.rows:
            _tell(self._listeners, changes)

    def listen(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Have every later change told, in the thread that made it; gives the way to stop."""
        self._listeners.append(listener)

        def stop() -> None:
            self._listeners.remove(listener)

        return stop

    def listen_to_outbox(self, listener: Callable[[OutboxEntry, ChangeSet], None]) -> None:
        """Have every later transaction told as it goes to the outbox, in their order, before the next begins.

        The rows told with it are those of its audit entry, and its own place in the outbox.
        """
        self._outbox_listeners.append(listener)

    def close(self) -> None:
        """Close the file; waits for the running transaction."""
        with self._turn.of_a_clerk(), self._glancing:
            self._engines.dispose()

    def _seal(self, work: Work, entry: OutboxEntry | None) -> ChainEnd:
        session = work.session
        if entry is not None:
            session.add(entry)
        return write_entry(
            session,
            at=work.now,
            actor_id=work.actor.staff_id,
            use_case=work.use_case,
            subjects=sorted(f"{table}:{key}" for table, key in work.changes.rows),
            txn=work.txn,
            known=self._chain_end,
        )

    def _checked_version(self) -> int:
        with self._engines.looking.connect() as connection:
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
        if found > SCHEMA_VERSION:
            self._engines.dispose()
            raise StoreFromNewerVersion(found, SCHEMA_VERSION)
        return found


def _outbox_entry(work: Work) -> OutboxEntry | None:
    """Make what the centre will hear of a transaction; None where there is nothing to tell."""
    changes = work.changeset()
    if not changes:
        return None
    return waiting_entry(work.foretold_txn(), work.use_case, work.actor.staff_id, work.now, changes)


def _tell(listeners: Sequence[Callable[..., None]], *news: object) -> None:
    for listener in list(listeners):
        try:
            listener(*news)
        except Exception:
            log.exception("a listener failed; the change itself is saved")


def _columns(row: Record) -> list[str]:
    return [c.key for c in inspect(row).mapper.column_attrs if c.key not in LOCAL_COLUMNS]


def _write_together(session: Session, table: Table, rows: list[tuple[Record, list[str]]]) -> None:
    """Write the changed rows of one table in one statement: two tickets of one step cost one, not two."""
    columns = sorted(set[str]().union(*(touched for _, touched in rows)))
    of_row = table.c.id == bindparam("of_row")
    statement = update(table).where(of_row).values({c: bindparam(f"to_{c}") for c in columns})
    values = [{"of_row": row.id} | {f"to_{c}": getattr(row, c) for c in columns} for row, _ in rows]
    session.connection().execute(statement, values)
    for row, touched in rows:
        for column in touched:
            set_committed_value(row, column, getattr(row, column))


def _told(column: str, value: Any) -> Any:
    # PostgreSQL's text holds no NUL and no half of a surrogate pair: such a changeset would never go up.
    plain = _plain(value)
    if "\\u0000" in (text := json.dumps(plain)) or "\\ud" in text:
        _check_characters(column, plain)
    return plain


def _check_characters(column: str, value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise FieldRefused(column, "wrong_form")
    elif isinstance(value, list):
        for part in value:
            _check_characters(column, part)
    elif isinstance(value, dict):
        _check_characters(column, [*value, *value.values()])


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
