"""Checking that this store holds what the centre holds (sync.md, T15): the net under everything else."""

from __future__ import annotations

import json
import logging
from typing import Any

from sqlalchemy import Connection

from app.storage.outbox import write_fact
from app.storage.store import Store
from app.sync.facts import EPOCH, STAGING, TOKEN
from app.sync.rows import RowShape
from app.sync.wire import Wire

log = logging.getLogger(__name__)

_IN_STEP = f"""
SELECT (SELECT value FROM local_fact WHERE name = '{EPOCH}'),
       (SELECT value FROM local_fact WHERE name = '{TOKEN}')
WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE shown = 0)
"""


def compare(store: Store, shapes: dict[str, RowShape], wire: Wire) -> tuple[str, ...] | None:
    """Compare counts and sums of stamps with the centre, table by table; gives the tables that differ.

    None where there is nothing to compare now: own changes are on their way, or the centre has news. Where
    something differs, the next pull fetches everything anew. A row whose content was changed past the
    triggers keeps its stamp and is not found.
    """
    with store.look() as session:
        connection = session.connection()
        facts = connection.exec_driver_sql(_IN_STEP).first()
        if facts is None or None in facts:
            return None
        epoch, token = map(json.loads, facts)
        mine = {name: _sums(connection, shape, epoch) for name, shape in shapes.items()} if token else {}
    answer = wire.ask("gate_sums", json.dumps({"epoch": epoch, "token": token}))
    if answer is None:
        return None
    theirs = json.loads(answer)
    # A newer centre may have tables this program does not know.
    differing = tuple(name for name in mine if name in theirs and mine[name] != theirs[name])
    if differing:
        log.error("not what the centre holds, fetching everything anew: %s", ", ".join(differing))
        with store.keep() as session:
            write_fact(session, TOKEN, None)
            write_fact(session, STAGING, None)
    return differing


def _sums(connection: Connection, shape: RowShape, epoch: str) -> list[Any]:
    """Count the rows and add their stamps; a row of another life of the centre counts and adds nothing."""
    stamp = f"CASE WHEN version LIKE '{epoch[:8]}.%' THEN substr(version, 10) END"
    row = connection.exec_driver_sql(
        f"SELECT count(*), coalesce(sum(CAST(substr(s, 1, instr(s, '.') - 1) AS INTEGER)), 0), "
        f"coalesce(sum(CAST(substr(s, instr(s, '.') + 1) AS INTEGER)), 0) "
        f"FROM (SELECT {stamp} AS s FROM {shape.quoted})"
    ).one()
    return list(row)
