"""The store as it stands, to be compared before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.schema import METADATA
from app.storage.base import TAKEN_BACK
from app.storage.store import Store


def live_rows(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    """Every column of every synchronised row, but for rows whose making was taken back."""
    found = {}
    with store.look() as session:
        for table in METADATA.tables.values():
            if "sync" in table.info:
                query = select(table).where(table.c.end_reason != TAKEN_BACK)
                for row in session.execute(query).mappings():
                    found[table.name, row["id"]] = dict(row)
    return found
