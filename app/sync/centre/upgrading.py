"""Bringing the centre to this program's version, beside terminals that go on working.

One transaction holds it all: the centre's own tables step by step (Alembic), the declared tables, the gate,
the rights. It either happened or it did not; terminals that push meanwhile wait, or send the same again.
"""

from __future__ import annotations

import logging
import secrets
from importlib.resources import files
from typing import Any

import psycopg
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from psycopg import Connection
from sqlalchemy import Connection as Alchemy
from sqlalchemy import MetaData, StaticPool, create_engine

from app.storage.store import SCHEMA_VERSION
from app.sync.centre.fingerprint import note_fingerprints
from app.sync.centre.prepare import LOCK, OLDEST_SERVER, prepare_centre
from app.sync.centre.roles import grant_groups
from app.sync.centre.whereabouts import note_if_new
from app.sync.refusals import CentreBusy, CentreOutdated, CentreTooNew, CentreTooOld

log = logging.getLogger(__name__)

VERSIONS = "alembic_version"
TRIES = 10
LOCK_WAIT = "3s"


def upgrade_centre(
    connection: Connection[Any],
    metadata: MetaData,
    market_secret: str | None = None,
    schema_version: int = SCHEMA_VERSION,
) -> str:
    """Make or complete the centre in one transaction and give its epoch; harmless when done already.

    Refuses with CentreTooOld, CentreTooNew, CentreOutdated, CentreBusy; nothing has changed then.
    """
    if connection.info.server_version < OLDEST_SERVER:
        raise CentreTooOld(connection.info.server_version)
    for attempt in range(1, TRIES + 1):
        try:
            return _upgraded(connection, metadata, market_secret or secrets.token_hex(32), schema_version)
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected) as error:
            # Terminals at work hold the tables for moments; the server has made us give way to them.
            log.info("the centre's tables are in use (%s), attempt %d of %d", error.sqlstate, attempt, TRIES)
            reason = error.sqlstate or ""
    raise CentreBusy(reason)


def newest_revision() -> str:
    """Name the version of the centre's own tables this program knows."""
    return str(_scripts().get_current_head())


def _upgraded(connection: Connection[Any], metadata: MetaData, secret: str, version: int) -> str:
    connection.autocommit = False
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool, use_native_hstore=False
    )
    try:
        with engine.connect() as alchemy, alchemy.begin():
            connection.execute("SELECT set_config('lock_timeout', %s, true)", (LOCK_WAIT,))
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            _check_versions(connection, version)
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            # Before the search path is ours: its functions are everybody's.
            connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
            # prepare_centre makes its tables by itself where nobody has asked for versions.
            made_already = _there(connection, "sync_centre") and not _there(connection, VERSIONS)
            _own_tables(alchemy, made_already=made_already)
            epoch = prepare_centre(connection, metadata, secret)
            connection.execute(_file("enrolment.sql"))
            connection.execute(
                "UPDATE guitai.sync_centre SET schema_version = %s, oldest_schema = %s",
                (version, max(1, version - 1)),
            )
            grant_groups(connection, metadata)
            note_fingerprints(connection, metadata)
            note_if_new(connection)
    finally:
        connection.rollback()
        connection.autocommit = True
    return epoch


def _check_versions(connection: Connection[Any], version: int) -> None:
    if not _there(connection, "sync_centre"):
        return
    found = connection.execute(
        "SELECT 1 FROM information_schema.columns"
        " WHERE table_schema = 'guitai' AND table_name = 'sync_centre' AND column_name = 'schema_version'"
    ).fetchone()
    if found is None:
        raise CentreOutdated
    known = connection.execute("SELECT schema_version FROM guitai.sync_centre").fetchone()
    if known is not None and known[0] > version:
        raise CentreTooNew(f"schema {known[0]}")


def _own_tables(alchemy: Alchemy, *, made_already: bool) -> None:
    scripts = _scripts()

    def steps(revision: Any, _context: MigrationContext) -> Any:
        try:
            return scripts._upgrade_revs("head", revision)
        except CommandError as error:
            raise CentreTooNew(", ".join(revision)) from error

    alchemy.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS guitai")
    alchemy.exec_driver_sql("SET LOCAL search_path = guitai, public")
    if made_already:
        MigrationContext.configure(alchemy, opts={"version_table_schema": "guitai"}).stamp(scripts, "0001")
    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=alchemy, version_table_schema="guitai")
        environment.run_migrations()


def _scripts() -> ScriptDirectory:
    folder = str(files("app.sync.centre").joinpath("migrations"))
    return ScriptDirectory(folder, version_locations=[folder])


def _there(connection: Connection[Any], table: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", (f"guitai.{table}",)).fetchone()
    return row is not None and bool(row[0])


def _file(name: str) -> str:
    return files("app.sync.centre").joinpath(name).read_text(encoding="utf-8")
