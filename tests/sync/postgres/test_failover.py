"""Two real servers: a standby is no source, and when the primary dies the terminals go on with the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from app.kernel.changes import ChangeSet
from app.storage.outbox import Sending
from app.sync.refusals import CentreUnreachable
from app.sync.rhythm import Rhythm
from app.sync.status import Mode
from tests.postgres_server import PostgresServer
from tests.sync.postgres.halls import RealHall, in_the_end
from tests.sync.small_market import SmallAccount, SmallPrint, Terminal, booking

pytestmark = [pytest.mark.centre, pytest.mark.slow]

LONG_S = 60.0
Pair = tuple[PostgresServer, PostgresServer, RealHall]


@contextmanager
def _pair(folder: Path, *, synchronous: bool) -> Iterator[Pair]:
    """A primary with a prepared centre and a streaming standby."""
    with ExitStack() as stack:
        primary = stack.enter_context(PostgresServer())
        hall = stack.enter_context(RealHall(primary.create_database("market"), folder))
        standby = stack.enter_context(primary.standby())
        if synchronous:
            primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
            primary.ask("SELECT pg_reload_conf()")
            primary.wait_for("SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")
        yield primary, standby, hall


def _both(hall: RealHall, *servers: PostgresServer) -> list[Terminal]:
    """Give the terminals an address of both servers, of which the one that takes writes is the centre."""
    return hall.rewire(
        host=",".join("127.0.0.1" for _ in servers),
        port=",".join(str(server.port) for server in servers),
        target_session_attrs="read-write",
    )


def _caught_up(primary: PostgresServer, standby: PostgresServer) -> None:
    ((place,),) = primary.ask("SELECT pg_current_wal_lsn()::text")
    standby.wait_for(f"SELECT pg_last_wal_replay_lsn() >= '{place}'")


def test_a_standby_is_no_source_and_the_terminal_says_so_and_goes_on(tmp_path: Path) -> None:
    with _pair(tmp_path, synchronous=False) as (primary, standby, hall):
        (terminal,) = hall.join("one")
        terminal.add(booking(title="before"))
        hall.converge(1)
        _caught_up(primary, standby)

        (terminal,) = hall.rewire(port=standby.port)
        for gate in ("gate_hello('{}')", "gate_push('{}')", "gate_pull('{}')", "gate_number('a', 'b')"):
            with psycopg.connect(terminal.url) as connection, pytest.raises(psycopg.Error) as caught:
                connection.execute(f"SELECT guitai.{gate}")
            assert caught.value.sqlstate == "GT110", gate
        terminal.add(SmallPrint(title="done offline"))
        with pytest.raises(CentreUnreachable) as refused:
            terminal.exchange.run()
        assert refused.value.reason == "GT110"
        status = terminal.view.status()
        assert (status.mode, status.reason, status.waiting) == (Mode.OFFLINE, "GT110", 1)

        (terminal,) = hall.rewire(port=primary.port)
        hall.converge(1)
        assert hall.in_step() and terminal.view.status().mode is Mode.IN_STEP


def test_a_standbys_snapshot_hides_who_is_still_writing(tmp_path: Path) -> None:
    # Why a standby is no source (sync.md, T4): its snapshot names nobody, so a token taken there loses rows.
    with (
        _pair(tmp_path, synchronous=False) as (primary, standby, hall),
        psycopg.connect(hall.centre.url) as writing,
    ):
        query = "INSERT INTO guitai.test_account (hall_id, name, fen) VALUES ('h', 'late', 1)"
        writing.execute(query)
        hall.centre.ask(query.replace("guitai.", ""))
        _caught_up(primary, standby)
        ask = "SELECT pg_current_snapshot()::text"
        ((here,),), ((there,),) = primary.ask(ask), standby.ask(ask)
        assert str(here).split(":")[2] and not str(there).split(":")[2]


def test_the_primary_is_found_behind_the_standby_in_an_address_of_both(tmp_path: Path) -> None:
    with _pair(tmp_path, synchronous=False) as (primary, standby, hall):
        hall.join("one")
        (terminal,) = _both(hall, standby, primary)
        _, txn = terminal.add(booking())
        terminal.exchange.run()
        assert [entry.state for entry in terminal.outbox()] == [Sending.ACCEPTED]
        assert hall.centre.ask("SELECT txn FROM sync_applied") == [{"txn": txn}]


def test_what_was_acknowledged_survives_the_primary_and_terminals_go_on_by_themselves(tmp_path: Path) -> None:
    with _pair(tmp_path, synchronous=True) as (primary, standby, hall):
        hall.join("one", "two", "three")
        terminals = _both(hall, primary, standby)
        hall.converge(1)
        with _at_work(terminals) as acknowledged:
            acknowledged.wait_for(20)
            primary.kill()
            before = acknowledged.so_far()
            standby.promote()
            hall.centre.url = standby.url("market")
            there = {str(row["txn"]) for row in hall.centre.ask("SELECT txn FROM sync_applied")}
            assert before <= there, "an acknowledged changeset died with the primary"
            acknowledged.wait_for(len(before) + 60)
        hall.converge(3)
        assert hall.in_step()
        made = sum(len(terminal.outbox()) for terminal in terminals)
        assert len(hall.centre.ask("SELECT DISTINCT txn FROM sync_applied")) == made
        assert len(hall.centre.ask("SELECT 1 FROM test_print")) == made


def test_what_an_asynchronous_standby_lacked_is_noticed_and_sent_again(tmp_path: Path) -> None:
    with _pair(tmp_path, synchronous=False) as (primary, standby, hall):
        hall.join("one", "two")
        one, two = _both(hall, primary, standby)
        key, _ = one.add(SmallAccount(name="on both", fen=1))
        hall.converge(2)
        _caught_up(primary, standby)
        standby.stop()
        one.change(SmallAccount, key, fen=2)
        one.exchange.run()
        two.exchange.run()
        two.change(SmallAccount, key, name="built on what the standby lacks", fen=3)
        hall.converge(2)
        before = hall.centre.content()

        primary.kill()
        standby.start()
        standby.promote()
        hall.centre.url = standby.url("market")
        assert hall.centre.content() != before
        # Somebody else writes first: transaction numbers alone tell nothing any more.
        for _ in range(20):
            hall.centre.ask("SELECT pg_current_xact_id()")
        in_the_end(two)
        in_the_end(one)
        hall.converge(2)
        assert hall.centre.content() == before and hall.in_step()


def test_an_old_primary_put_back_in_its_place_gets_what_was_done_at_its_successor(tmp_path: Path) -> None:
    with _pair(tmp_path, synchronous=True) as (primary, standby, hall):
        hall.join("one", "two")
        one, two = _both(hall, primary, standby)
        key, _ = one.add(SmallAccount(name="on both", fen=1))
        hall.converge(2)
        primary.kill()
        standby.promote()
        in_the_end(one)
        in_the_end(two)
        one.change(SmallAccount, key, fen=2)
        hall.converge(2)
        two.change(SmallAccount, key, name="at the successor")
        hall.converge(2)
        before = one.content()

        # Against the book: nobody followed the successor, and now it is gone too.
        standby.kill()
        (primary.data / "postgresql.auto.conf").write_text("", encoding="ascii")
        primary.start()
        assert hall.centre.content() != before
        two.add(SmallPrint(title="back again"))
        in_the_end(two)
        in_the_end(one)
        hall.converge(2)
        assert hall.in_step()
        account = one.row(SmallAccount, key)
        assert account is not None and (account.fen, account.name) == (2, "at the successor")


class _Acknowledged:
    """What the terminals have been told is safe."""

    def __init__(self, terminals: list[Terminal]) -> None:
        self._terminals = terminals
        self._more = threading.Condition()
        for terminal in terminals:
            terminal.store.listen(self._heard)

    def so_far(self) -> set[str]:
        """Every changeset acknowledged up to now."""
        accepted = {Sending.ACCEPTED}
        return {e.txn for t in self._terminals for e in t.outbox() if e.state in accepted}

    def wait_for(self, number: int) -> None:
        """Wait until so many are acknowledged."""
        with self._more:
            assert self._more.wait_for(lambda: len(self.so_far()) >= number, LONG_S), "nobody goes on"

    def _heard(self, _: ChangeSet) -> None:
        with self._more:
            self._more.notify_all()


@contextmanager
def _at_work(terminals: list[Terminal]) -> Iterator[_Acknowledged]:
    """Each terminal with its own rhythm and a clerk who goes on whatever the centre does."""
    acknowledged, done = _Acknowledged(terminals), threading.Event()

    def clerk(terminal: Terminal) -> None:
        number = 0
        while not done.wait(0.02):
            number += 1
            terminal.add(SmallPrint(title=f"copy {number}"))

    rhythms = [Rhythm(terminal.exchange) for terminal in terminals]
    clerks = [threading.Thread(target=clerk, args=(terminal,)) for terminal in terminals]
    for part in (*rhythms, *clerks):
        part.start()
    try:
        yield acknowledged
    finally:
        done.set()
        for thread in clerks:
            thread.join()
        for rhythm in rhythms:
            rhythm.stop()
