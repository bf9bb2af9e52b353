"""A full disk on either side: nothing is lost, it is said, and with room again everything goes on.

At the terminal SQLite's own limit of pages stands for the disk; at the centre it is a real small one, which
only root may mount.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from app.storage.outbox import Sending
from app.sync.exchange import Exchange
from app.sync.refusals import CentreUnreachable
from app.sync.status import Mode
from app.sync.wire import centre_wire
from tests.postgres_server import PostgresServer
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import HALL, SMALL, SmallAccount, SmallPrint, Terminal

pytestmark = [pytest.mark.centre, pytest.mark.slow]

FULL = "database or disk is full"
NO_LIMIT = 2**32 - 2
MANY = """
    INSERT INTO test_account (hall_id, name, fen)
    SELECT %s, repeat('x', 900), n FROM generate_series(1, %s) n
"""


@contextmanager
def _little_room(terminal: Terminal, pages: int = 0) -> Iterator[None]:
    """Leave the terminal's file so many pages to grow by."""

    def limit(most: int) -> None:
        with terminal.store.rewrite() as connection:
            connection.execute(f"PRAGMA max_page_count = {most}")

    with terminal.store.rewrite() as connection:
        used = connection.execute("PRAGMA page_count").fetchone()[0]
    limit(used + pages)
    try:
        yield
    finally:
        limit(NO_LIMIT)


def test_a_clerks_change_is_saved_whole_or_not_at_all(hall: RealHall) -> None:
    (terminal,) = hall.join("one")
    saved: list[str] = []
    with _little_room(terminal, pages=6), pytest.raises(OperationalError, match=FULL):
        while True:
            saved.append(terminal.add(SmallPrint(title="x" * 3000))[0])
    assert saved and {row.id for row in terminal.rows(SmallPrint)} == set(saved)
    assert len(terminal.outbox()) == len(saved)
    terminal.add(SmallPrint(title="with room again"))
    hall.converge(1)
    assert hall.in_step() and len(hall.centre.ask("SELECT 1 FROM test_print")) == len(saved) + 1


def test_a_pull_that_finds_no_room_says_so_and_comes_later(hall: RealHall) -> None:
    (terminal,) = hall.join("one")
    hall.converge(1)
    before = terminal.content()
    hall.centre.ask(MANY, HALL.id, 300)
    with _little_room(terminal, pages=8):
        with pytest.raises(OperationalError, match=FULL):
            terminal.exchange.pull()
        assert terminal.content() == before
        # The clerk sees what is there, and that the centre's news cannot come in.
        assert terminal.view.status().mode is Mode.OFFLINE and terminal.view.status().reason
    hall.converge(1)
    assert hall.in_step() and terminal.view.status().mode is Mode.IN_STEP


def test_a_first_filling_that_runs_out_of_room_goes_on_where_it_broke_off(hall: RealHall) -> None:
    (terminal,) = hall.join("one")
    terminal.exchange.close()
    terminal.exchange = Exchange(terminal.store, centre_wire(terminal.url), SMALL, page=50)
    hall.centre.ask(MANY, HALL.id, 400)
    with _little_room(terminal, pages=60), pytest.raises(OperationalError, match=FULL):
        terminal.exchange.pull()
    filling = terminal.view.status().filling
    assert filling is not None and 0 < filling.done < 400 and terminal.rows(SmallAccount) == []
    hall.converge(1)
    assert hall.in_step() and terminal.view.status().filling is None


def test_an_answer_that_could_not_be_noted_is_asked_for_again(hall: RealHall) -> None:
    (terminal,) = hall.join("one")
    hall.converge(1)
    for number in range(120):
        terminal.add(SmallPrint(title=f"paper {number}"))
    with _little_room(terminal):
        with pytest.raises(OperationalError, match=FULL):
            terminal.exchange.push()
        assert terminal.view.status().waiting > 0
    there = len(hall.centre.ask("SELECT 1 FROM test_print"))
    assert there > 0
    hall.converge(1)
    assert hall.in_step() and len(hall.centre.ask("SELECT 1 FROM test_print")) == 120
    assert {entry.state for entry in terminal.outbox()} == {Sending.ACCEPTED}


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=1777", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_centre_whose_disk_is_full_loses_nothing_and_goes_on_with_room(tmp_path: Path) -> None:
    with PostgresServer() as server:
        disk = server.new_folder("small")
        with _small_disk(disk, 12), RealHall(server.create_database("market"), tmp_path) as hall:
            one, two = hall.join("one", "two")
            hall.converge(1)
            server.new_folder("small/space")
            server.ask(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'")
            hall.centre.ask("ALTER TABLE test_print SET TABLESPACE small")
            hall.centre.ask("CREATE TABLE public.ballast (x text) TABLESPACE small")
            _fill_up(server)

            before = len(hall.centre.ask("SELECT 1 FROM test_print"))
            for number in range(60):
                one.add(SmallPrint(title="x" * 3000))
                two.add(SmallAccount(name=f"on the other disk {number}", fen=1))
            with pytest.raises(CentreUnreachable) as refused:
                one.exchange.run()
            assert refused.value.reason == "53100"
            status = one.view.status()
            assert (status.mode, status.reason) == (Mode.OFFLINE, "53100") and status.waiting > 0
            two.exchange.run()
            assert two.view.status().waiting == 0, "who needs no room is held up"

            hall.centre.ask("DROP TABLE public.ballast")
            hall.converge(2)
            assert hall.in_step() and one.view.status().mode is Mode.IN_STEP
            assert len(hall.centre.ask("SELECT 1 FROM test_print")) == before + 60
            assert {entry.state for entry in one.outbox()} == {Sending.ACCEPTED}
            hall.centre.ask("ALTER TABLE test_print SET TABLESPACE pg_default")
            server.ask("DROP TABLESPACE small")


def _fill_up(server: PostgresServer) -> None:
    """Write until the small disk has no room."""
    fill = "INSERT INTO public.ballast SELECT repeat(md5(n::text), 30) FROM generate_series(1, {}) n"
    for rows in (2000, 200, 20, 7):
        with pytest.raises(psycopg.errors.DiskFull):
            while True:
                server.ask(fill.format(rows), database="market")
