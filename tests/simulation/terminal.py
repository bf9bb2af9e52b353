"""A simulated terminal: the real store and exchange, a fuse in the store, a faulty wire."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

import app.storage.store
from app.storage.engine import Engines, open_engines
from app.storage.store import ActorRef, Store, Work
from app.sync.exchange import Exchange
from app.sync.wire import Wire
from tests.simulation.market import MARKET, NEW_COLUMN, OLDER_MARKET, TABLES, as_plain
from tests.simulation.wire import LateCalls

KEY = bytes(32)
FULL = 2
"""SQLite's word for a commit that waits for the disk."""


class SimulatedCrash(BaseException):
    """The power is gone; nothing of this process does anything any more."""


@dataclass
class Fuse:
    """Where the next crash of a store is, counted in statements or commits of its writing transactions.

    kind: ``statement`` (before it), ``commit`` (before it), ``committed`` (right after it), or ``full``:
    the disk takes no more, and the statement that writes or the commit fails.
    """

    kind: str = ""
    left: int = 0
    has_blown: bool = False
    is_dead: bool = False
    at_crash: Callable[[], None] | None = None
    flushed: int = 0
    """How long the log was when it was last flushed to the disk."""

    def arm(self, kind: str, left: int, at_crash: Callable[[], None] | None = None) -> None:
        """Set the next crash."""
        self.kind, self.left, self.at_crash, self.has_blown = kind, left, at_crash, False

    def disarm(self) -> None:
        """Let it live."""
        self.kind = ""

    def pass_by(self, kind: str, statement: str = "") -> None:
        """Go past a place of a kind; raises where the end is."""
        if self.is_dead:
            raise SimulatedCrash
        if self.kind == "full":
            # What is only read needs no room.
            if not statement.startswith(("INSERT", "UPDATE", "DELETE", "CREATE")) and kind != "commit":
                return
        elif self.kind != kind:
            return
        self.left -= 1
        if self.left > 0:
            return
        self.has_blown = True
        if self.kind == "full":
            self.disarm()
            raise OperationalError("(full disk)", {}, sqlcipher.OperationalError("database or disk is full"))
        self.is_dead = True
        if self.at_crash is not None:
            self.at_crash()
        raise SimulatedCrash


_fuses: dict[Path, Fuse] = {}
_compiled: dict[Any, Any] = {}


def fused_engines(path: Path, key: bytes) -> Engines:
    """Open a store whose writing door has the fuse of its path."""
    found = open_engines(path, key)
    # Every start of a terminal would compile every statement anew.
    writing, looking = (e.execution_options(compiled_cache=_compiled) for e in (found.writing, found.looking))
    fuse = _fuses.get(path)
    if fuse is None:
        return dataclasses.replace(found, writing=writing, looking=looking)
    log = Path(f"{path}-wal")
    _install(found.writing, fuse, log)
    return FusedEngines(writing, looking, found.glancing, found.bare, fuse, log)


@dataclass(frozen=True)
class FusedEngines(Engines):
    """Engines whose bare writing connection has the fuse too."""

    fuse: Fuse
    log: Path

    @contextmanager
    def rewriting(self) -> Iterator[Any]:
        """Give the bare connection behind the fuse; what is committed is not flushed."""
        with super().rewriting() as driver:
            yield FusedDriver(driver, self.fuse)
            self.fuse.pass_by("commit")
        self.fuse.pass_by("committed")


class FusedDriver:
    """A bare connection that passes by the fuse before each statement."""

    def __init__(self, driver: Any, fuse: Fuse) -> None:
        self._driver = driver
        self._fuse = fuse

    def execute(self, statement: str, values: Any = ()) -> Any:
        """Execute one statement."""
        self._fuse.pass_by("statement", statement)
        return self._driver.execute(statement, values)

    def executemany(self, statement: str, rows: Any) -> Any:
        """Execute a statement for every row."""
        self._fuse.pass_by("statement", statement)
        return self._driver.executemany(statement, rows)


def _install(engine: Engine, fuse: Fuse, log: Path) -> None:
    @event.listens_for(engine, "before_cursor_execute")
    def _statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        fuse.pass_by("statement", statement)

    @event.listens_for(engine, "commit")
    def _commit(connection: Any) -> None:
        try:
            fuse.pass_by("commit")
        except OperationalError:
            # A commit that finds no room takes the transaction back.
            connection.connection.driver_connection.rollback()
            raise

    committing = engine.dialect.do_commit

    def commit_and_pass(connection: Any) -> None:
        committing(connection)
        if connection.execute("PRAGMA synchronous").fetchone()[0] == FULL:
            fuse.flushed = log.stat().st_size
        fuse.pass_by("committed")

    engine.dialect.do_commit = commit_and_pass  # type: ignore[method-assign]


class OlderStore(Store):
    """A store of a program one version back: it does not know the newest column."""

    @contextmanager
    def change(self, actor: ActorRef, use_case: str) -> Iterator[Work]:
        """Capture nothing of the column."""
        with super().change(actor, use_case) as work:
            whole = work.changeset

            def known() -> list[dict[str, Any]]:
                found = []
                for change in whole():
                    if change["table"] == NEW_COLUMN[0]:
                        for side in ("old", "new"):
                            change[side].pop(NEW_COLUMN[1], None)
                    if change["op"] == "insert" or change["new"]:
                        found.append(change)
                return found

            work.changeset = known  # type: ignore[method-assign]
            yield work


@dataclass(frozen=True)
class Entry:
    """A changeset as the outbox keeps it."""

    seq: int
    txn: str
    use_case: str
    state: str
    shown: bool
    xid: str | None
    changes: list[dict[str, Any]]
    answer: dict[str, Any] | None


@dataclass
class Sight:
    """Everything a terminal holds at one moment."""

    rows: dict[str, dict[str, dict[str, Any]]]
    kept: dict[tuple[str, str], dict[str, Any] | None]
    outbox: list[Entry]
    facts: dict[str, Any]


@dataclass(frozen=True)
class Image:
    """An old copy of a terminal's file."""

    files: dict[str, bytes]
    txns: frozenset[str]
    numbers: frozenset[tuple[str, str, str, int]]
    is_older: bool
    is_tainted: bool


class TheWorld(Protocol):
    """What a terminal needs to know of the world."""

    now: int
    page: int

    def wire_of(self, terminal: SimTerminal) -> Wire:
        """Connect, or fail to."""
        ...

    def tick(self) -> int:
        """Tell the moment."""
        ...


@dataclass
class SimTerminal:
    """One terminal, its file, and what it has told people."""

    world: TheWorld
    name: str
    number: int
    hall_id: str
    path: Path
    is_older: bool = False
    skew: int = 0
    is_revoked: bool = False
    is_away: bool = False
    is_tainted: bool = False
    """It has fetched from a centre that was set back without a word."""
    seen: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    numbers: set[tuple[str, str, str, int]] = field(default_factory=set)
    txns: set[str] = field(default_factory=set)
    """What its outbox has held and must still hold."""
    late_calls: LateCalls = field(default_factory=LateCalls)
    has_lost_unflushed: bool = False
    crashed_copy: Path | None = None
    """The files as they lay on the disk at the crash, to be gone on with."""
    store: Store = field(init=False)
    exchange: Exchange = field(init=False)
    fuse: Fuse = field(init=False)

    @property
    def role(self) -> str:
        """The role it signs in with; a clone has its original's."""
        return f"sim_{self.number}"

    def now(self) -> int:
        """Tell the moment by this terminal's clock."""
        return self.world.tick() + self.skew

    def open(self) -> None:
        """Start the program."""
        log = Path(f"{self.path}-wal")
        self.fuse = _fuses[self.path] = Fuse(flushed=log.stat().st_size if log.exists() else 0)
        self.store = (OlderStore if self.is_older else Store)(self.path, KEY, self)
        metadata = OLDER_MARKET if self.is_older else MARKET
        self.exchange = Exchange(self.store, lambda: self.world.wire_of(self), metadata, self.world.page)

    def close(self) -> None:
        """End the program; what was not committed is gone."""
        self.fuse.is_dead = False
        self.fuse.disarm()
        self.exchange.close()
        self.store.close()
        _fuses.pop(self.path, None)

    def copy_files(self, to: Path) -> None:
        """Copy the file and its log as they lie on the disk now."""
        for ending in ("", "-wal"):
            source = Path(f"{self.path}{ending}")
            if source.exists():
                shutil.copyfile(source, f"{to}{ending}")

    def copy_flushed_at_crash(self) -> None:
        """Keep of the files of this moment what had been flushed to the disk."""
        self.copy_at_crash()
        log = Path(f"{self.crashed_copy}-wal")
        if log.exists() and log.stat().st_size > self.fuse.flushed:
            self.has_lost_unflushed = True
            with log.open("r+b") as file:
                file.truncate(self.fuse.flushed)

    def copy_at_crash(self) -> None:
        """Keep the files of this moment for the next start."""
        copy = self.path.with_suffix(".crash")
        for ending in ("", "-wal"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
        self.copy_files(copy)
        self.crashed_copy = copy

    def image(self) -> Image:
        """Take a copy of the file to be put back later."""
        files = {e: Path(f"{self.path}{e}") for e in ("", "-wal")}
        content = {e: path.read_bytes() for e, path in files.items() if path.exists()}
        txns = frozenset(txn for (txn,) in self.query("SELECT txn FROM outbox"))
        return Image(content, txns, frozenset(self.numbers), self.is_older, self.is_tainted)

    def query(self, query: str) -> list[tuple[Any, ...]]:
        """Read from the file."""
        connection = self.store._engines.looking.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(query)
            return list(cursor.fetchall())
        finally:
            connection.close()

    def sight(self) -> Sight:
        """Read everything."""
        connection = self.store._engines.looking.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("BEGIN")
            rows: dict[str, dict[str, dict[str, Any]]] = {}
            for name in TABLES:
                cursor.execute(f"SELECT * FROM {name}")
                names = [column[0] for column in cursor.description]
                found = (as_plain(name, dict(zip(names, row, strict=True))) for row in cursor.fetchall())
                rows[name] = {row["id"]: row for row in found}
            cursor.execute('SELECT "table", "key", row FROM base_row')
            kept = {(t, k): row and json.loads(row) for t, k, row in cursor.fetchall()}
            cursor.execute(
                "SELECT seq, txn, use_case, state, shown, centre_xid, changes, answer "
                "FROM outbox ORDER BY seq"
            )
            outbox = [
                Entry(
                    seq, txn, use, state, bool(shown), xid, json.loads(changes), answer and json.loads(answer)
                )
                for seq, txn, use, state, shown, xid, changes, answer in cursor.fetchall()
            ]
            cursor.execute("SELECT name, value FROM local_fact")
            facts = {name: json.loads(str(value)) for name, value in cursor.fetchall()}
            cursor.execute("ROLLBACK")
            return Sight(rows, kept, outbox, facts)
        finally:
            connection.close()


def install_fuses() -> Callable[[], None]:
    """Have every store opened from now on with its fuse; gives the way back."""
    app.storage.store.open_engines = fused_engines

    def back() -> None:
        app.storage.store.open_engines = open_engines

    return back
