"""Bringing an older store to this program's version."""

from __future__ import annotations

import logging
import os
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from app.storage.store import SCHEMA_VERSION, Store

log = logging.getLogger(__name__)


def upgrade_store(store: Store) -> None:
    """Keep a copy of the file beside it, then take every step in one transaction.

    Whatever ends the program meanwhile, the store is whole: as it was, or as it shall be.
    """
    found = store.version
    kept = _keep_copy(store, found)
    log.info("the store is of version %d, bringing it to %d; kept as %s", found, SCHEMA_VERSION, kept.name)
    with store.reshape() as connection:
        _take_steps(connection, found)


def copy_of(path: Path, version: int) -> Path:
    """Tell where the copy of a store of an older version is kept."""
    return path.with_name(f"{path.stem}.version-{version}{path.suffix}")


def _keep_copy(store: Store, version: int) -> Path:
    store.checkpoint()
    kept = copy_of(store.path, version)
    beside = kept.with_suffix(".new")
    shutil.copyfile(store.path, beside)
    with beside.open("rb+") as copy:
        os.fsync(copy.fileno())
    return beside.replace(kept)


def _take_steps(connection: Connection, found: int) -> None:
    folder = str(files("app.migrations").joinpath("versions"))
    scripts = ScriptDirectory(folder, version_locations=[folder])

    def steps(revision: Any, _context: MigrationContext) -> Any:
        return scripts._upgrade_revs("head", revision)

    # The file's own number says which version it is; a store that was made whole has no table of Alembic's.
    MigrationContext.configure(connection).stamp(scripts, f"{found:04d}")
    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
