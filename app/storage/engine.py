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
from sqlalchemy.pool import QueuePool

from app.storage.refusals import StoreNotReadable, StoreUnsafe

SAFE_SQLITE = (3, 51, 3)
"""The first SQLite without the WAL-reset corruption."""

BUSY_MS = 10_000


@dataclass(frozen=True)
class Engines:
    """The writing door (every transaction BEGIN IMMEDIATE) and the looking door (cannot write).

    glancing: a looking connection of its own without the layers above, for texts asked many times a second.
    """

    writing: Engine
    looking: Engine
    glancing: Any

    @contextmanager
    def rewriting(self) -> Iterator[Any]:
        """Open a transaction of the writing door on the bare driver; its commit reaches the disk later.

        Commits keep their order. For what can be had again, and for few rows many times a second.
        """
        lent = self.writing.raw_connection()
        driver: Any = lent.driver_connection
        try:
            driver.execute("PRAGMA synchronous = NORMAL")
            _begin_writing(driver.execute)
            yield driver
            driver.execute("COMMIT")
        finally:
            if driver.in_transaction:
                driver.execute("ROLLBACK")
            driver.execute("PRAGMA synchronous = FULL")
            lent.close()

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
    writing = _engine(path, key, looking=False)
    try:
        with writing.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    except Exception as error:
        writing.dispose()
        if isinstance(getattr(error, "orig", error), sqlcipher.DatabaseError):
            raise StoreNotReadable(str(path)) from error
        raise
    return Engines(writing, _engine(path, key, looking=True), _connection(path, key, looking=True))


@contextmanager
def told_alike(text: str = "") -> Iterator[None]:
    """Raise what the bare driver raises as the layers above it would."""
    try:
        yield
    except sqlcipher.Error as error:
        raise DBAPIError.instance(text, None, error, sqlcipher.Error) from error


def _engine(path: Path, key: bytes, *, looking: bool) -> Engine:
    def connect() -> Any:
        return _connection(path, key, looking=looking)

    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=1 if not looking else 4
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if looking:
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_writing(connection.exec_driver_sql)

    return engine


def _begin_writing(execute: Callable[[str], Any]) -> None:
    execute("BEGIN IMMEDIATE")
    # Slices hand on keys, not objects, so rows may be written before those they name.
    execute("PRAGMA defer_foreign_keys = ON")


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
    # With NORMAL a power cut may take back what was already shown as done (performance.md).
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
