"""Connections to the encrypted store: pragmas, key, one writing engine and one for looking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from app.storage.refusals import StoreNotReadable, StoreUnsafe

SAFE_SQLITE = (3, 51, 3)
"""The first SQLite without the WAL-reset corruption."""

BUSY_MS = 10_000


@dataclass(frozen=True)
class Engines:
    """The writing door (every transaction BEGIN IMMEDIATE) and the looking door (cannot write).

    glancing: a looking connection of its own without the layers above, for texts asked many times a second.
    bare: the connection of the writing door, without those layers; who uses it holds the turn to write.
    """

    writing: Engine
    looking: Engine
    glancing: Any
    bare: Any

    @contextmanager
    def rewriting(self) -> Iterator[Any]:
        """Open a writing transaction on the bare driver; its commit reaches the disk later.

        Commits keep their order. For what can be had again, and for few rows many times a second: so foreign
        keys hold at once, for the pragma that defers them makes SQLite read every statement anew.
        """
        driver = self.bare
        try:
            driver.execute("PRAGMA synchronous = NORMAL")
            driver.execute("BEGIN IMMEDIATE")
            yield driver
            driver.execute("COMMIT")
        except sqlcipher.Error as error:
            raise DBAPIError.instance("", None, error, sqlcipher.Error) from error
        finally:
            if driver.in_transaction:
                driver.execute("ROLLBACK")

    def dispose(self) -> None:
        """Close every connection."""
        self.glancing.close()
        self.looking.dispose()
        self.writing.dispose()


def open_engines(path: Path, key: bytes) -> Engines:
    """Open a store with its 32-byte key.

    Refuses with StoreUnsafe on an old SQLite, StoreNotReadable when the key does not fit the file.
    """
    if sqlcipher.sqlite_version_info < SAFE_SQLITE:
        raise StoreUnsafe(sqlcipher.sqlite_version, ".".join(map(str, SAFE_SQLITE)))
    try:
        bare = _connection(path, key, looking=False)
    except sqlcipher.DatabaseError as error:
        raise StoreNotReadable(str(path)) from error
    # One connection: there is one turn to write, and each connection more has a cache that others outdate.
    writing = _engine(lambda: bare, StaticPool, looking=False)
    looking = _engine(lambda: _connection(path, key, looking=True), QueuePool, pool_size=4, looking=True)
    return Engines(writing, looking, _connection(path, key, looking=True), bare)


@contextmanager
def told_alike(text: str = "") -> Iterator[None]:
    """Raise what the bare driver raises as the layers above it would."""
    try:
        yield
    except sqlcipher.Error as error:
        raise DBAPIError.instance(text, None, error, sqlcipher.Error) from error


def _engine(connect: Callable[[], Any], pool: type[Pool], *, looking: bool, **how: Any) -> Engine:
    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=pool, **how)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if looking:
            connection.exec_driver_sql("BEGIN")
        else:
            # With NORMAL a power cut may take back what was already shown as done (performance.md).
            connection.exec_driver_sql("PRAGMA synchronous = FULL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            # Slices hand on keys, not objects, so rows may be written before those they name.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    return engine


def _connection(path: Path, key: bytes, *, looking: bool) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, key, looking=looking)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Any, key: bytes, *, looking: bool) -> None:
    # A raw key spares the password stretching of 250,000 rounds at every connection.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    if looking:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
