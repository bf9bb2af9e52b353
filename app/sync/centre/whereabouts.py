"""Where the centre's database lives, and whether it is still where its epoch began (sync.md, T5).

A database that came back from a backup, or a standby that was promoted, looks like the centre and is not
quite: transaction numbers may come again. Three signs are compared: the server's identity, its line of
history, and, where a file beside the database is kept, how far the transaction numbers had come.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import Connection


@dataclass(frozen=True)
class Whereabouts:
    """A server as it is known from outside its data."""

    system_identifier: str
    timeline: int
    next_xid: int


def whereabouts(connection: Connection[Any]) -> Whereabouts:
    """Ask the server who it is; only a primary can tell."""
    row = connection.execute(
        "SELECT (SELECT system_identifier::text FROM pg_control_system()),"
        " ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint,"
        " pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
    ).fetchone()
    if row is None:
        raise RuntimeError("the server does not say who it is")
    return Whereabouts(*row)


def note(connection: Connection[Any]) -> None:
    """Note where the database lives now, in its present epoch."""
    here = whereabouts(connection)
    connection.execute(
        "UPDATE guitai.sync_centre SET system_identifier = %s, timeline = %s, noted_epoch = epoch",
        (here.system_identifier, here.timeline),
    )


def note_if_new(connection: Connection[Any]) -> None:
    """Note it once in an epoch: a restored centre must not hide that it was restored."""
    query = "SELECT 1 FROM guitai.sync_centre WHERE noted_epoch IS DISTINCT FROM epoch"
    if connection.execute(query).fetchone() is not None:
        note(connection)


def signs_of_another_life(connection: Connection[Any], file: Path | None) -> list[str]:
    """Tell what speaks for a restored or promoted server; where nothing does, the file is kept up to date."""
    # A new epoch may have begun by itself: a terminal knew more than the database.
    note_if_new(connection)
    here = whereabouts(connection)
    row = connection.execute("SELECT system_identifier, timeline, epoch FROM guitai.sync_centre").fetchone()
    identifier, timeline, epoch = row or (here.system_identifier, here.timeline, "")
    signs = []
    if identifier != here.system_identifier:
        signs.append("the database lives on another server than when its epoch began (restored from a dump?)")
    elif timeline != here.timeline:
        signs.append(f"the server's line of history went from {timeline} to {here.timeline} (promoted?)")
    kept = _read(file)
    if kept.get("epoch") == epoch and int(kept.get("next_xid", 0)) > here.next_xid:
        signs.append("transaction numbers are lower than they were (an older copy of the data?)")
    if file is not None and not signs:
        _write(file, {"epoch": epoch, "next_xid": here.next_xid})
    return signs


def _read(file: Path | None) -> dict[str, Any]:
    if file is None or not file.exists():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def _write(file: Path, content: dict[str, Any]) -> None:
    beside = file.with_name(file.name + ".new")
    with beside.open("w", encoding="utf-8") as written:
        json.dump(content, written)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)
