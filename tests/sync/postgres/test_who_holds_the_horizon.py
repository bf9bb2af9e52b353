"""Who holds the horizon of a whole server back (sync.md, T3), and that no pull of ours waits for it.

The table is PostgreSQL's, not ours: a server of another version that behaves otherwise shows here first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import HALL, SmallAccount

_numbers = itertools.count(1)
pytestmark = [pytest.mark.centre, pytest.mark.slow]

HOLDS = {
    "an INSERT": "INSERT INTO plain VALUES (1)",
    "a locked row": "SELECT * FROM plain LIMIT 1 FOR UPDATE",
    "a temporary table": "CREATE TEMP TABLE mine (x int)",
    "a mere nextval()": "SELECT nextval('numbers')",
    "CREATE INDEX": "CREATE INDEX ON plain (x)",
    "ANALYZE": "ANALYZE plain",
    "a long UPDATE": "UPDATE plain SET x = x + 1",
}
HOLDS_NOT = {
    "a report, and pg_dump": "SELECT count(*) FROM plain",
    "LISTEN": "LISTEN somewhere",
    "a NOTIFY not committed yet": "NOTIFY somewhere",
}


@contextmanager
def _left_open(url: str, statement: str) -> Iterator[None]:
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        connection.execute(statement)
        yield
        connection.rollback()


@pytest.fixture(params=["Debian's PostgreSQL", "the embedded one"])
def prepared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealHall]:
    """A hall with a terminal in step and a table the centre knows nothing of, on servers years apart."""
    if request.param == "the embedded one":
        url = request.getfixturevalue("centre_url")
    else:
        url = request.getfixturevalue("server").create_database(f"horizon_{next(_numbers)}")
    with RealHall(url, tmp_path) as hall:
        yield _with_work(hall)


def _with_work(hall: RealHall) -> RealHall:
    hall.join("one")
    hall.centre.ask("CREATE TABLE public.plain AS SELECT 1 AS x")
    hall.centre.ask("CREATE SEQUENCE public.numbers")
    hall.converge(1)
    return hall


def _horizon_moves(hall: RealHall) -> bool:
    """Whether a transaction that commits now lies behind the horizon."""
    hall.centre.ask("INSERT INTO test_account (hall_id, name, fen) VALUES (%s, 'new', 1)", HALL.id)
    query = """SELECT max(ver) < pg_snapshot_xmin(pg_current_snapshot()) AS behind FROM test_account"""
    return bool(hall.centre.ask(query)[0]["behind"])


def _arrives(hall: RealHall) -> bool:
    terminal = hall.terminals["one"]
    terminal.exchange.run()
    return terminal.content() == hall.centre.content() and len(terminal.rows(SmallAccount)) == 1


@pytest.mark.parametrize("statement", HOLDS.values(), ids=HOLDS)
def test_an_open_writer_holds_the_horizon_and_not_our_pull(prepared: RealHall, statement: str) -> None:
    with _left_open(prepared.centre.url, statement):
        assert not _horizon_moves(prepared)
        assert _arrives(prepared)


@pytest.mark.parametrize("statement", HOLDS_NOT.values(), ids=HOLDS_NOT)
def test_an_open_reader_holds_nothing(prepared: RealHall, statement: str) -> None:
    with _left_open(prepared.centre.url, statement):
        assert _horizon_moves(prepared)
        assert _arrives(prepared)


def test_a_writer_in_another_database_of_the_server_holds_the_horizon_and_not_our_pull(
    prepared: RealHall,
) -> None:
    elsewhere = make_conninfo(prepared.centre.url, dbname="postgres")
    with _left_open(elsewhere, "CREATE TEMP TABLE mine (x int)"):
        assert not _horizon_moves(prepared)
        assert _arrives(prepared)


def test_a_prepared_transaction_nobody_remembers_holds_the_horizon_and_not_our_pull(hall: RealHall) -> None:
    prepared = _with_work(hall)
    with psycopg.connect(prepared.centre.url) as connection:
        connection.execute("INSERT INTO plain VALUES (1)")
        connection.execute("PREPARE TRANSACTION 'forgotten'")
    try:
        assert not _horizon_moves(prepared)
        assert _arrives(prepared)
    finally:
        prepared.centre.ask("ROLLBACK PREPARED 'forgotten'")
    assert _horizon_moves(prepared)
