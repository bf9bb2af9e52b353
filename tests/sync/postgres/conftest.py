"""Fixtures of the tests on real servers: Debian's PostgreSQL, halls whose terminals can move."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import PostgresServer
from tests.sync.postgres.halls import RealHall

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """One server for the tests of a module that do it no harm."""
    with PostgresServer({"max_prepared_transactions": "10", "max_connections": "80"}) as running:
        yield running


@pytest.fixture
def hall(server: PostgresServer, tmp_path: Path) -> Iterator[RealHall]:
    """A hall at a centre of its own on the module's server."""
    with RealHall(server.create_database(f"hall_{next(_numbers)}"), tmp_path) as made:
        yield made
