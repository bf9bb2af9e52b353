"""A server that dies and comes back: what was seen is there, nothing new hides behind an old number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from app.sync.refusals import CentreUnreachable
from tests.postgres_server import PostgresServer
from tests.sync.postgres.gates import Caller, entry, inserted
from tests.sync.postgres.halls import RealHall, in_the_end
from tests.sync.small_market import HALL, SmallAccount, Terminal

pytestmark = [pytest.mark.centre, pytest.mark.slow]

INSERT = "INSERT INTO guitai.test_account (id, hall_id, name, fen) VALUES (%s, %s, 'written plainly', 1)"
SHY = {"wal_writer_delay": "10s"}
"""What is not flushed by a commit stays in memory long enough to be lost."""


@contextmanager
def _hall(folder: Path) -> Iterator[tuple[PostgresServer, RealHall, Terminal]]:
    with PostgresServer(SHY) as server, RealHall(server.create_database("market"), folder) as hall:
        hall.join("one")
        hall.converge(2)
        yield server, hall, hall.terminals["one"]


def _come_back(server: PostgresServer, terminal: Terminal) -> None:
    """Kill the server as a power cut does, and start it again; the terminal's lines are dead."""
    server.kill()
    server.start()
    with pytest.raises(CentreUnreachable):
        terminal.exchange.run()


def test_a_number_that_comes_again_after_a_crash_is_not_taken_for_seen(tmp_path: Path) -> None:
    with _hall(tmp_path) as (server, hall, terminal):
        with psycopg.connect(hall.centre.url) as connection:
            connection.execute(INSERT, ("never was", HALL.id))
            ((lost,),) = connection.execute("SELECT pg_current_xact_id()::text").fetchall()
            connection.rollback()
        terminal.exchange.pull()
        _come_back(server, terminal)

        hall.centre.web_account("new", 1)
        assert hall.centre.ask("SELECT ver::text AS ver FROM test_account") == [{"ver": lost}]
        in_the_end(terminal)
        assert terminal.row(SmallAccount, "new") is not None
        assert terminal.content() == hall.centre.content()


def test_what_a_terminal_has_seen_is_still_there_after_a_crash(tmp_path: Path) -> None:
    with _hall(tmp_path) as (server, hall, terminal):
        for number in range(3):
            hall.centre.web_account(f"row {number}", number)
            terminal.add(SmallAccount(name="own", fen=number))
            in_the_end(terminal)
            before = terminal.content()
            _come_back(server, terminal)
            in_the_end(terminal)
            assert terminal.content() == before == hall.centre.content()


def test_with_asynchronous_commits_a_terminal_would_have_seen_what_never_was(tmp_path: Path) -> None:
    # Why the gate turns them away (sync.md, T18): seen, gone after the crash, and its number given again.
    with _hall(tmp_path) as (server, hall, terminal):
        with psycopg.connect(hall.centre.url, autocommit=True) as connection:
            connection.execute("ALTER TABLE guitai.test_account DISABLE TRIGGER stamp")
            connection.execute("SET synchronous_commit = off")
            values = "'gone', %s, 'light', 1, pg_current_xact_id(), 1"
            insert = "INSERT INTO guitai.test_account (id, hall_id, name, fen, ver, rev) VALUES "
            connection.execute(f"{insert}({values})", (HALL.id,))
        terminal.exchange.pull()
        assert terminal.row(SmallAccount, "gone") is not None
        _come_back(server, terminal)
        assert hall.centre.ask("SELECT 1 FROM test_account") == []


WAYS = {
    "for the session": ("SET synchronous_commit = off", None),
    "in the transaction": ("BEGIN; SET LOCAL synchronous_commit = off", None),
    "for the role": (None, "ALTER ROLE {role} SET synchronous_commit = off"),
    "for the role in this database": (
        None,
        "ALTER ROLE {role} IN DATABASE {database} SET synchronous_commit = off",
    ),
    "as far as this server's disk": ("SET synchronous_commit = local", None),
    "for the database": (None, "ALTER DATABASE {database} SET synchronous_commit = off"),
}


@pytest.mark.parametrize("way", WAYS)
def test_asynchronous_commit_is_refused_however_it_was_set(hall: RealHall, way: str) -> None:
    in_session, beforehand = WAYS[way]
    (terminal,) = hall.join("one")
    with Caller(terminal.url) as caller:
        names = {"role": caller.connection.info.user, "database": caller.connection.info.dbname}
    if beforehand is not None:
        hall.centre.ask("RESET synchronous_commit")
        with psycopg.connect(hall.centre.url, autocommit=True) as connection:
            # What stands at a role goes before what stands at the database.
            connection.execute(f"ALTER ROLE {names['role']} RESET synchronous_commit")
            connection.execute(beforehand.format(**names))
    with Caller(terminal.url) as caller:
        if in_session is not None:
            caller.connection.execute(in_session)
        told = caller.batch(entry(1, inserted("test_account", HALL.id, name="light", fen=1)))
        assert caller.refusal("gate_push", told) == "GT109"
    assert hall.centre.ask("SELECT id FROM test_account") == []


@pytest.mark.parametrize("statement", ["INSERT", "UPDATE"])
def test_other_writers_are_held_to_it_too(hall: RealHall, statement: str) -> None:
    hall.centre.web_account("w", 1)
    queries = {
        "INSERT": "INSERT INTO guitai.test_account (hall_id, fen) VALUES ('h', 1)",
        "UPDATE": "UPDATE guitai.test_account SET fen = 2",
    }
    with psycopg.connect(hall.centre.url) as connection:
        connection.execute("SET LOCAL synchronous_commit = off")
        with pytest.raises(psycopg.Error) as caught:
            connection.execute(queries[statement])
    assert caught.value.sqlstate == "GT109"
