"""What a start does with the store it finds."""

from __future__ import annotations

import importlib

from app.storage.store import SCHEMA_VERSION, Store


def bring_up_to_date(store: Store) -> None:
    """Make the tables of an empty store, complete those of an older one; harmless when done already."""
    if store.version == 0:
        store.create_tables()
    elif store.version < SCHEMA_VERSION:
        # Alembic costs 200 ms to import; it is needed once after each new version.
        importlib.import_module("app.migrations.upgrading").upgrade_store(store)
