"""The store as it stands, to be compared before and after."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select

from app.queueing.states import ON_THE_WAY, PERIODS_OF
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


def broken_visits(store: Store) -> list[str]:
    """Name visits that have not one open period of the right kind, or one though they are over."""
    rows = live_rows(store)
    periods = [row for (table, _), row in rows.items() if table == "period" and row["ended_at"] is None]
    opened = Counter(row["visit_id"] for row in periods)
    kinds = {row["visit_id"]: row["kind"] for row in periods}
    broken = []
    for (table, _), row in rows.items():
        if table == "ticket" and row["ended_at"] is None:
            visit, state = row["visit_id"], row["state"]
            is_right = kinds.get(visit) in PERIODS_OF[state] if state in ON_THE_WAY else visit not in kinds
            if not is_right or opened[visit] > 1:
                broken.append(f"{row['number']} {state}: {opened[visit]} open, {kinds.get(visit)}")
    return broken
