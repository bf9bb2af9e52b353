"""Fingerprints of the centre's functions: of the texts they were made from, and of what the server holds."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import Any

from psycopg import Connection
from sqlalchemy import MetaData

from app.sync.centre.generate import functions_for_changes
from app.sync.centre.generate_pulls import functions_for_pulls
from app.sync.centre.prepare import synced_tables

SOURCES = ("gate.sql", "enrolment.sql")


def program_fingerprint(metadata: MetaData) -> str:
    """Digest what this program would make the centre's functions from."""
    texts = [files("app.sync.centre").joinpath(name).read_text(encoding="utf-8") for name in SOURCES]
    tables = synced_tables(metadata)
    texts += [functions_for_changes(tables), functions_for_pulls(tables)]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def functions_fingerprint(connection: Connection[Any]) -> str:
    """Digest the functions as they are in the database now."""
    row = connection.execute(
        'SELECT md5(string_agg(proname || prosrc, chr(1) ORDER BY oid::regprocedure::text COLLATE "C"))'
        " FROM pg_proc WHERE pronamespace = 'guitai'::regnamespace"
    ).fetchone()
    return str(row[0]) if row else ""


def note_fingerprints(connection: Connection[Any], metadata: MetaData) -> None:
    """Note both after an upgrade."""
    connection.execute(
        "UPDATE guitai.sync_centre SET made_from = %s, functions_are = %s",
        (program_fingerprint(metadata), functions_fingerprint(connection)),
    )
