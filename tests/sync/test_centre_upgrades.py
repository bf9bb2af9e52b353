"""Upgrading the centre beside terminals that go on working: one version back works, older ones wait."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import MetaData, select

from app.storage.outbox import OutboxEntry, Sending, digest_of
from app.sync import exchange
from app.sync.centre import upgrading
from app.sync.centre.prepare import prepare_centre
from app.sync.confirm import CentreConfirm
from app.sync.enrolment import connected, enrol, init_centre, keep_enrolment
from app.sync.exchange import Exchange
from app.sync.refusals import CentreBusy, CentreOutdated, CentreTooNew, WrongVersion
from app.sync.status import Mode, SyncView
from app.sync.wire import centre_wire
from tests.sync.small_market import (
    HALL,
    SMALL,
    SmallAccount,
    SmallGuest,
    Terminal,
    booking,
    give_hall,
    open_store,
    without_column,
)

pytestmark = pytest.mark.centre

OLD, NEW = 7, 8
BORN = date(1990, 5, 17)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'guitai' ORDER BY 1"


def _old() -> MetaData:
    """What a program one version back declares."""
    alone = without_column("test_guest", "born")
    alone.remove(alone.tables["test_print"])
    return alone


def _ask(url: str, query: str) -> list[tuple[object, ...]]:
    with connected(url) as connection:
        cursor = connection.execute(query)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


def _terminal(url: str, folder: Path, name: str, metadata: MetaData) -> Terminal:
    store = open_store(folder / f"{name}.db")
    known = _ask(url, "SELECT market_secret FROM guitai.sync_centre")[0][0]
    enrolment = enrol(url, name, HALL, str(known))
    give_hall(store)
    keep_enrolment(store, enrolment)
    wire = Exchange(store, centre_wire(enrolment.url), metadata)
    return Terminal(store, wire, CentreConfirm(wire), SyncView(store), enrolment.url)


def _speak_version(monkeypatch: pytest.MonkeyPatch, version: int) -> None:
    monkeypatch.setattr(exchange, "SCHEMA_VERSION", version)


def _written_by_the_old_program(terminal: Terminal) -> None:
    """Make what waits look as if the newer column had not been known when it was done."""
    with terminal.store.keep() as session:
        waiting = select(OutboxEntry).where(OutboxEntry.state == Sending.WAITING)
        for entry in session.execute(waiting).scalars():
            entry.changes = [
                {**change, "new": {n: v for n, v in change["new"].items() if n != "born"}}
                for change in entry.changes
            ]
            entry.digest = digest_of(entry.txn, entry.use_case, entry.actor_id, entry.made_at, entry.changes)


def test_the_same_upgrade_again_changes_nothing(centre_url: str) -> None:
    first = init_centre(centre_url, SMALL, None)
    before = _ask(centre_url, "SELECT * FROM guitai.sync_centre")
    assert init_centre(centre_url, SMALL, None) == first
    assert _ask(centre_url, "SELECT * FROM guitai.sync_centre") == before
    assert _ask(centre_url, "SELECT version_num FROM guitai.alembic_version") == [
        (upgrading.newest_revision(),)
    ]


def test_two_upgrades_at_once_make_one_centre(centre_url: str) -> None:
    with ThreadPoolExecutor(2) as two:
        made = list(two.map(lambda _: init_centre(centre_url, SMALL, None), range(2)))
    assert made[0] == made[1]
    assert _ask(centre_url, "SELECT count(*) FROM guitai.alembic_version") == [(1,)]


def test_a_centre_that_was_prepared_without_versions_is_taken_over(centre_url: str) -> None:
    with connected(centre_url) as connection:
        epoch = prepare_centre(connection, SMALL, "ab" * 32)
    assert init_centre(centre_url, SMALL, None).epoch == epoch
    assert _ask(centre_url, "SELECT market_secret FROM guitai.sync_centre") == [("ab" * 32,)]
    assert _ask(centre_url, "SELECT version_num FROM guitai.alembic_version") == [
        (upgrading.newest_revision(),)
    ]


def test_an_upgrade_that_breaks_off_leaves_the_centre_as_it_was(
    centre_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_centre(centre_url, _old(), None, OLD)
    before = _ask(centre_url, TABLES), _ask(centre_url, "SELECT * FROM guitai.sync_centre")

    def broken(*_: object) -> None:
        raise RuntimeError("the line to the server is cut")

    monkeypatch.setattr(upgrading, "grant_groups", broken)
    with pytest.raises(RuntimeError):
        init_centre(centre_url, SMALL, None, NEW)
    assert (_ask(centre_url, TABLES), _ask(centre_url, "SELECT * FROM guitai.sync_centre")) == before


def test_what_is_no_longer_declared_unique_may_be_there_twice(centre_url: str) -> None:
    init_centre(centre_url, SMALL, None, OLD)
    rules = "SELECT indexname FROM pg_indexes WHERE indexname LIKE 'test%unique' ORDER BY 1"
    declared = _ask(centre_url, rules)
    older = "CREATE UNIQUE INDEX test_account_name_unique ON guitai.test_account (hall_id, name)"
    _ask(centre_url, f"{older} WHERE ended_at IS NULL")
    init_centre(centre_url, SMALL, None, NEW)
    assert declared
    assert _ask(centre_url, rules) == declared


def test_a_centre_newer_than_the_program_is_left_alone(centre_url: str) -> None:
    init_centre(centre_url, SMALL, None, NEW)
    with pytest.raises(CentreTooNew):
        init_centre(centre_url, SMALL, None, OLD)
    _ask(centre_url, "UPDATE guitai.alembic_version SET version_num = '9999'")
    with pytest.raises(CentreTooNew):
        init_centre(centre_url, SMALL, None, NEW)
    assert _ask(centre_url, "SELECT schema_version, oldest_schema FROM guitai.sync_centre") == [(NEW, OLD)]


def test_a_centre_of_the_first_protocol_is_not_touched(centre_url: str) -> None:
    _ask(centre_url, "CREATE SCHEMA guitai")
    _ask(centre_url, "CREATE TABLE guitai.sync_centre (epoch text, market_secret text)")
    with pytest.raises(CentreOutdated):
        init_centre(centre_url, SMALL, None)
    assert _ask(centre_url, TABLES) == [("sync_centre",)]


def test_an_upgrade_gives_way_to_who_holds_the_tables(
    centre_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_centre(centre_url, _old(), None, OLD)
    monkeypatch.setattr(upgrading, "LOCK_WAIT", "20ms")
    with psycopg.connect(centre_url) as held:
        held.execute("LOCK TABLE guitai.test_guest IN ROW EXCLUSIVE MODE")
        with pytest.raises(CentreBusy):
            init_centre(centre_url, SMALL, None, NEW)
    assert _ask(centre_url, "SELECT schema_version FROM guitai.sync_centre") == [(OLD,)]
    init_centre(centre_url, SMALL, None, NEW)


def test_a_terminal_one_version_back_goes_on_working(
    centre_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_centre(centre_url, _old(), None, OLD)
    _speak_version(monkeypatch, OLD)
    old = _terminal(centre_url, tmp_path, "old", _old())
    reserved, _ = old.add(booking())
    guest, _ = old.add(SmallGuest(booking_id=reserved, name="before"))
    _written_by_the_old_program(old)
    old.exchange.run()

    init_centre(centre_url, SMALL, None, NEW)
    # On the lines it had before.
    old.change(SmallGuest, guest, name="after")
    assert old.exchange.run().sent == 1

    _speak_version(monkeypatch, NEW)
    new = _terminal(centre_url, tmp_path, "new", SMALL)
    new.exchange.run()
    new.change(SmallGuest, guest, born=BORN)
    new.exchange.run()

    # On new lines, greeting as what it is: it writes its columns and leaves the newer one alone.
    _speak_version(monkeypatch, OLD)
    old.exchange.close()
    old.change(SmallGuest, guest, is_vip=True)
    fresh, _ = old.add(SmallGuest(booking_id=reserved, name="fresh"))
    _written_by_the_old_program(old)
    assert old.exchange.run().refused == 0
    _speak_version(monkeypatch, NEW)
    new.exchange.run()
    row = new.row(SmallGuest, guest)
    assert row is not None
    assert (row.name, row.is_vip, row.born) == ("after", True, BORN)
    assert [g.born for g in new.rows(SmallGuest) if g.id == fresh] == [None]
    assert old.view.status().mode is new.view.status().mode is Mode.IN_STEP
    old.close()
    new.close()


def test_one_more_version_back_keeps_its_work_and_says_why(
    centre_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_centre(centre_url, _old(), None, OLD)
    _speak_version(monkeypatch, OLD)
    old = _terminal(centre_url, tmp_path, "old", _old())
    old.exchange.run()
    init_centre(centre_url, SMALL, None, OLD + 2)
    old.add(SmallAccount(name="kept", fen=1))
    old.exchange.close()
    with pytest.raises(WrongVersion) as caught:
        old.exchange.run()
    assert caught.value.verdict == "terminal_too_old"
    status = old.view.status()
    assert (status.waiting, status.mode, status.reason) == (1, Mode.OFFLINE, "terminal_too_old")
    assert _ask(centre_url, "SELECT 1 FROM guitai.test_account") == []

    # The terminal is brought up to date and sends what it kept.
    _speak_version(monkeypatch, OLD + 2)
    old.exchange.close()
    newer = Exchange(old.store, centre_wire(old.url), SMALL)
    assert newer.run().sent == 1
    newer.close()
    old.close()


def test_a_terminal_newer_than_the_centre_waits_for_it(
    centre_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_centre(centre_url, SMALL, None, OLD)
    _speak_version(monkeypatch, NEW)
    terminal = _terminal(centre_url, tmp_path, "eager", SMALL)
    terminal.add(SmallAccount(name="kept", fen=1))
    with pytest.raises(WrongVersion):
        terminal.exchange.run()
    assert terminal.view.status().waiting == 1
    init_centre(centre_url, SMALL, None, NEW)
    assert terminal.exchange.run().sent == 1
    terminal.close()


@pytest.mark.slow
def test_terminals_push_and_pull_through_an_upgrade(
    centre_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    init_centre(centre_url, _old(), None, OLD)
    _speak_version(monkeypatch, OLD)
    terminals = [_terminal(centre_url, tmp_path, name, _old()) for name in ("one", "two", "three")]
    upgraded = threading.Event()
    counts = [0] * len(terminals)

    def works(place: int) -> None:
        terminal, after = terminals[place], 0
        while after < 5:
            after += upgraded.is_set()
            terminal.add(SmallAccount(name=f"{place}", fen=counts[place]))
            counts[place] += 1
            terminal.exchange.run()

    threads = [threading.Thread(target=works, args=(place,)) for place in range(len(terminals))]
    for thread in threads:
        thread.start()
    init_centre(centre_url, SMALL, None, NEW)
    upgraded.set()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    for terminal in terminals:
        assert terminal.exchange.run().refused == 0
        assert len(terminal.rows(SmallAccount)) == sum(counts)
        terminal.close()
    assert _ask(centre_url, "SELECT count(*) FROM guitai.test_account") == [(sum(counts),)]
    assert _ask(centre_url, "SELECT schema_version FROM guitai.sync_centre") == [(NEW,)]
