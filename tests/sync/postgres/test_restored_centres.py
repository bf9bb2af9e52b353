"""A centre that comes back from yesterday's backup, in the three ways there are (sync.md, T5).

With real terminals. Whatever any of them still keeps is back afterwards, whoever comes first; nothing is
there twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.storage.outbox import Sending
from app.sync.enrolment import declare_restored, revoke
from tests.postgres_server import PostgresServer
from tests.sync.postgres.backups import ARCHIVE, ArchiveRecovery, Backup, ColdCopy, Dump
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import (
    HALL,
    Centre,
    SmallAccount,
    SmallBooking,
    SmallGuest,
    Terminal,
    booking,
)

pytestmark = [pytest.mark.centre, pytest.mark.slow]

KINDS = (ColdCopy, ArchiveRecovery, Dump)
SERIES, DAY = "ticket-A", "2026-11-25"


@dataclass
class Yesterday:
    """A hall whose centre has a backup."""

    hall: RealHall
    server: PostgresServer
    backup: Backup
    old: str

    def come_back(self) -> None:
        """Put the centre back to its backup; terminals find it at its address."""
        self.server = self.backup.restore()
        centre = self.hall.centre
        centre.url = self.server.url("market")
        self.hall.rewire(port=self.server.port)

    @property
    def centre(self) -> Centre:
        """The centre."""
        return self.hall.centre

    @property
    def terminals(self) -> list[Terminal]:
        """The terminals, in the order they joined."""
        return list(self.hall.terminals.values())


@contextmanager
def _yesterday(kind: type[Backup], folder: Path) -> Iterator[Yesterday]:
    """A hall with three terminals, some work, two numbers given, and a backup taken."""
    with ExitStack() as stack:
        server = stack.enter_context(PostgresServer(ARCHIVE if kind is ArchiveRecovery else {}))
        hall = stack.enter_context(RealHall(server.create_database("market"), folder))
        first, second, _ = hall.join("first", "second", "third")
        old, _ = first.add(SmallAccount(name="in the backup", fen=1))
        hall.converge(2)
        assert [t.confirm.number(SERIES, DAY) for t in (first, second)] == [1, 2]
        backup = kind(server, "market")
        backup.take()
        # A server that was stopped for it has hung up on everybody.
        hall.rewire()
        day = Yesterday(hall, server, backup, old)
        try:
            yield day
        finally:
            if day.server is not server:
                day.server.delete()


def _work_after_the_backup(day: Yesterday) -> str:
    """Work of three terminals, each building on the one before; gives the booking at its heart."""
    first, second, third = day.terminals
    key, _ = first.add(booking(title="made by the first"))
    _meet(first, second, third)
    second.change(SmallBooking, key, note="noted by the second")
    _meet(second, first, third)
    first.change(SmallBooking, key, title="named anew by the first")
    _meet(first, third)
    third.add(SmallGuest(booking_id=key, name="brought by the third"))
    _meet(third, second)
    second.change(SmallAccount, day.old, fen=2)
    _meet(second, first, third)
    first.change(SmallAccount, day.old, fen=3)
    _meet(first, second, third)
    assert [t.confirm.number(SERIES, DAY) for t in (first, second)] == [3, 4]
    return key


def _meet(*terminals: Terminal) -> None:
    for terminal in terminals:
        terminal.exchange.run()


@pytest.mark.parametrize("is_told", [False, True], ids=["noticed", "told"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_restored_centre_lacks_is_back_whoever_comes_first(
    kind: type[Backup], is_told: bool, tmp_path: Path
) -> None:
    with _yesterday(kind, tmp_path) as day:
        _work_after_the_backup(day)
        before = day.centre.content()
        assert day.hall.in_step()
        given = day.centre.ask("SELECT last FROM sync_counter WHERE series = %s", SERIES)
        assert given == [{"last": 4}]

        day.come_back()
        assert len(day.centre.content()["test_booking"]) == 0
        if is_told:
            declare_restored(day.centre.url)
        first, second, third = day.terminals
        # Those who built on the others' work come before them: their changes wait at the centre.
        _meet(third, second)
        assert second.view.status().waiting > 0 and len(day.centre.content()["test_booking"]) == 0
        assert second.confirm.number(SERIES, DAY) is None
        _meet(first, second, third)
        day.hall.converge(2)

        assert day.centre.content() == before
        assert day.hall.in_step()
        assert day.centre.ask("SELECT txn FROM sync_applied GROUP BY txn HAVING count(*) > 1") == []
        assert all(
            entry.state is Sending.ACCEPTED for terminal in day.terminals for entry in terminal.outbox()
        )
        assert day.centre.ask("SELECT 1 FROM conflict") == []
        assert first.confirm.number(SERIES, DAY) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_refusals_and_overwritten_values_are_listed_again_after_a_restore(
    kind: type[Backup], tmp_path: Path
) -> None:
    with _yesterday(kind, tmp_path) as day:
        first, second, third = day.terminals
        first.change(SmallAccount, day.old, name="of the first")
        second.change(SmallAccount, day.old, name="of the second")
        _meet(first, second)
        first.add(booking(title="has the room"))
        third.add(booking(title="wants the room"))
        _meet(first, third)
        day.hall.converge(2)
        query = "SELECT kind, txn, wanted, kept FROM conflict ORDER BY kind"
        listed = day.centre.ask("SELECT kind, txn FROM conflict ORDER BY kind")
        assert [row["kind"] for row in listed] == ["overwritten", "refused"]

        day.come_back()
        assert day.centre.ask(query) == []
        day.hall.converge(3)

        assert day.centre.ask("SELECT kind, txn FROM conflict ORDER BY kind") == listed
        assert day.hall.in_step()
        assert [row["title"] for row in day.centre.ask("SELECT title FROM test_booking")] == ["has the room"]
        assert day.centre.ask("SELECT name FROM test_account") == [{"name": "of the first"}]


def test_a_terminal_that_never_comes_back_does_not_hold_the_others_once_it_is_revoked(
    tmp_path: Path,
) -> None:
    with _yesterday(ColdCopy, tmp_path) as day:
        key = _work_after_the_backup(day)
        day.come_back()
        _, second, third = day.terminals
        day.hall.terminals.pop("first").close()
        _meet(third, second, third, second)
        assert second.view.status().waiting > 0
        assert second.confirm.number(SERIES, DAY) is None

        number = day.centre.ask("SELECT number FROM sync_terminal WHERE name = 'first'")[0]["number"]
        revoke(day.centre.url, number)
        day.hall.converge(3)

        # What was built on the lost terminal's work is refused and listed, not forgotten.
        assert day.hall.in_step()
        refused = [e for t in (second, third) for e in t.outbox() if e.state is Sending.REFUSED]
        assert {change["key"] for entry in refused for change in entry.changes} >= {key}
        assert len(day.centre.ask("SELECT 1 FROM conflict WHERE kind = 'refused'")) == len(refused) == 2
        assert second.confirm.number(SERIES, DAY) == 5


def test_a_centre_restored_twice_still_gets_everything_back(tmp_path: Path) -> None:
    with _yesterday(ColdCopy, tmp_path) as day:
        _work_after_the_backup(day)
        before = day.centre.content()
        day.come_back()
        _meet(day.terminals[1], day.terminals[0])
        day.come_back()
        day.hall.converge(4)
        assert day.centre.content() == before and day.hall.in_step()


def test_new_work_after_a_restore_goes_up_beside_the_old(tmp_path: Path) -> None:
    with _yesterday(ArchiveRecovery, tmp_path) as day:
        key = _work_after_the_backup(day)
        day.come_back()
        _, second, third = day.terminals
        second.add(SmallGuest(booking_id=key, name="while the centre was away"))
        _meet(second)
        third.add(SmallAccount(name="of no one else", fen=9))
        _meet(third)
        assert day.centre.ask("SELECT fen FROM test_account WHERE name = 'of no one else'") == [{"fen": 9}]
        day.hall.converge(3)
        assert day.hall.in_step()
        assert {row["name"] for row in day.centre.ask("SELECT name FROM test_guest")} == {
            "brought by the third",
            "while the centre was away",
        }


def test_rows_of_other_writers_that_a_restore_lost_leave_the_terminals_too(tmp_path: Path) -> None:
    with _yesterday(ColdCopy, tmp_path) as day:
        day.centre.web_account("from the website", 5)
        day.hall.converge(1)
        assert all(t.row(SmallAccount, "from the website") is not None for t in day.terminals)
        day.come_back()
        day.centre.ask("UPDATE test_account SET fen = 7 WHERE hall_id = %s", HALL.id)
        declare_restored(day.centre.url)
        day.hall.converge(2)
        assert all(t.row(SmallAccount, "from the website") is None for t in day.terminals)
        assert day.hall.in_step()
