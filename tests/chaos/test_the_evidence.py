"""The log of the server is read right: a login cut on its way is no wrong password; a wrong one is one."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.chaos.conductor import SERVER
from tests.chaos.evidence import server_complaints
from tests.postgres_server import PostgresServer

PATIENCE_S = 10
SCRAM_FIRST = b"SCRAM-SHA-256\x00" + struct.pack("!i", 24) + b"n,,n=,r=abcdefghijklmnop"
REFUSED = 'FATAL:  password authentication failed for user "postgres"'


def _line(session: str, told: str) -> str:
    return f"2026-11-26 04:59:43.013 UTC [{session}] {told}\n"


def _read(tmp_path: Path, *lines: tuple[str, str]) -> dict[str, list[str]]:
    log = tmp_path / "log"
    log.write_text("".join(_line(*line) for line in lines), encoding="utf-8")
    return server_complaints(log)


def test_a_login_cut_inside_its_message_is_a_cut(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        ("6746.63", "08006 LOG:  could not receive data from client: Connection reset by peer"),
        ("6746.63", "08P01 LOG:  incomplete message from client"),
        ("6746.64", "08006 LOG:  could not send data to client: Broken pipe"),
        ("6746.63", f"28P01 {REFUSED}"),
        ("6746.63", '28P01 DETAIL:  Connection matched pg_hba.conf line 4: "host all all"'),
    )
    assert {code: len(said) for code, said in found.items()} == {"08P01": 1}


@pytest.mark.parametrize(
    "before",
    [
        (),
        (("6746.64", "08P01 LOG:  incomplete message from client"),),
        (("6746.63", "08006 LOG:  could not receive data from client: Connection reset by peer"),),
        (
            ("6746.63", "08P01 LOG:  incomplete message from client"),
            ("6746.63", "00000 LOG:  connection authorized: user=postgres"),
        ),
    ],
    ids=["alone", "another session was cut", "not inside a message", "a cut long before"],
)
def test_a_wrong_password_is_one(tmp_path: Path, before: tuple[tuple[str, str], ...]) -> None:
    assert list(_read(tmp_path, *before, ("6746.63", f"28P01 {REFUSED}"))) == ["28P01"]


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """A server that logs as the one of a run does."""
    with PostgresServer(SERVER) as running:
        yield running


def _cut_login(port: int, bytes_of_it: int) -> None:
    """Sign in and break off after so many bytes of the password message; returns when the server has left."""
    names = b"user\x00postgres\x00database\x00postgres\x00\x00"
    message = b"p" + struct.pack("!i", len(SCRAM_FIRST) + 4) + SCRAM_FIRST
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as line:
        line.sendall(struct.pack("!ii", len(names) + 8, 196608) + names)
        assert line.recv(1000)[:1] == b"R"
        line.sendall(message[:bytes_of_it])
        line.shutdown(socket.SHUT_WR)
        while line.recv(1000):
            pass


def _logins_told(server: PostgresServer) -> dict[str, int]:
    """Count what the server says of logins; while it starts it turns others away as well."""
    found = server_complaints(server.log)
    return {code: len(found[code]) for code in ("08P01", "28P01") if code in found}


@pytest.mark.centre
def test_a_real_server_tells_of_both(server: PostgresServer) -> None:
    for bytes_of_it in (3, 20):
        _cut_login(server.port, bytes_of_it)
    assert _logins_told(server) == {"08P01": 2}
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url(), password="wrong")
    assert _logins_told(server) == {"08P01": 2, "28P01": 1}
