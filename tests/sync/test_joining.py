"""Who may join a centre, and what a terminal may do there: call the gate, nothing else."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from app.sync.enrolment import HallIdentity, enrol, init_centre, keep_enrolment, revoke
from app.sync.refusals import (
    CentreNotPrepared,
    CentreUnreachable,
    ForeignHall,
    SampleMixed,
    SecretDiffers,
)
from app.sync.status import Mode, SyncView
from tests.sync.small_market import (
    HALL,
    SMALL,
    Centre,
    SmallAccount,
    SmallBooking,
    Terminal,
    booking,
    give_hall,
    joined,
    open_store,
    wired,
)

pytestmark = pytest.mark.centre


def _gate(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query).fetchone()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM guitai.test_account",
        "INSERT INTO guitai.test_account (id) VALUES ('x')",
        "UPDATE guitai.test_account SET fen = 0",
        "DELETE FROM guitai.test_account",
        "SELECT market_secret FROM guitai.sync_centre",
        "SELECT * FROM guitai.sync_terminal",
        "UPDATE guitai.sync_applied SET txn = ''",
        "SELECT guitai.gate_entry(NULL, '{}', false)",
        "SELECT guitai.gate_settle('x', true)",
        "SELECT guitai.sync_new_epoch()",
        "SELECT guitai.sync_tidy()",
        "CREATE TEMPORARY TABLE own (x int)",
        "CREATE TABLE guitai.own (x int)",
        "CREATE FUNCTION guitai.own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_a_terminal_has_no_right_but_the_gate(first: Terminal, query: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _gate(first.url, query)


def test_a_role_that_is_no_terminal_is_turned_away(centre: Centre) -> None:
    for gate in ("gate_hello('{}')", "gate_pull('{}')", "gate_push('{}')", "gate_number('a', 'b')"):
        with pytest.raises(psycopg.Error) as caught:
            _gate(centre.url, f"SELECT guitai.{gate}")
        assert caught.value.sqlstate == "GT101"


def test_work_done_alone_goes_up_when_a_centre_is_joined(centre: Centre, tmp_path: Path) -> None:
    store = open_store(tmp_path / "alone.db")
    give_hall(store)
    alone = wired(store, "")
    keys = [alone.add(booking(hour=hour))[0] for hour in range(3)]
    assert SyncView(store).status().mode is Mode.STANDALONE and SyncView(store).status().waiting == 3
    alone.confirm.close()

    terminal, _ = joined(store, centre.url, "alone", "ab" * 32)
    try:
        terminal.exchange.run()
        assert {row["id"] for row in centre.ask("SELECT id FROM test_booking")} == set(keys)
        assert terminal.view.status().mode is Mode.IN_STEP and terminal.content() == centre.content()
    finally:
        terminal.close()


def test_a_bare_terminal_takes_over_the_hall_and_its_secret(
    first: Terminal, centre: Centre, tmp_path: Path
) -> None:
    first.add(booking())
    first.exchange.run()
    enrolment = enrol(centre.url, "bare", None, None)
    assert (enrolment.hall_id, enrolment.market_secret, enrolment.number) == (HALL.id, centre.secret, 2)
    store = open_store(tmp_path / "bare.db")
    keep_enrolment(store, enrolment)
    bare = wired(store, enrolment.url)
    bare.exchange.run()
    assert bare.content() == first.content() and len(bare.rows(SmallBooking)) == 1
    bare.close()


def test_who_does_not_belong_is_refused(first: Terminal, centre: Centre) -> None:
    other = HallIdentity("00000000-0000-7000-8000-0000000000bb", True)
    with pytest.raises(ForeignHall):
        enrol(centre.url, "x", other, centre.secret)
    with pytest.raises(SampleMixed):
        enrol(centre.url, "x", HallIdentity(HALL.id, False), centre.secret)
    with pytest.raises(SecretDiffers):
        enrol(centre.url, "x", HALL, "cd" * 32)
    assert len(centre.ask("SELECT * FROM sync_terminal")) == 1


def test_an_empty_database_is_no_centre(centre_url: str) -> None:
    with pytest.raises(CentreNotPrepared):
        enrol(centre_url, "x", HALL, None)


def test_a_centre_without_a_hall_has_nothing_for_a_bare_terminal(centre: Centre) -> None:
    with pytest.raises(ForeignHall):
        enrol(centre.url, "x", None, None)


def test_a_centre_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    with pytest.raises(CentreUnreachable):
        init_centre(f"postgresql://nobody@/nothing?host={tmp_path}", SMALL, None)


def test_a_revoked_terminal_gets_nothing_and_keeps_its_work(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    second.exchange.run()
    revoke(centre.url, 2)
    first.add(booking())
    first.exchange.run()
    second.add(SmallAccount(name="kept", fen=1))
    with pytest.raises(CentreUnreachable):
        second.exchange.run()
    assert second.rows(SmallBooking) == [] and second.view.status().waiting == 1
    assert len(second.rows(SmallAccount)) == 1
    assert first.exchange.run().sent == 0


def test_the_centre_asks_for_commits_that_are_safe(first: Terminal, centre: Centre) -> None:
    role = centre.ask("SELECT role FROM sync_terminal")[0]["role"]
    centre.ask(f"ALTER ROLE {role} SET synchronous_commit = off")
    first.add(booking())
    with pytest.raises(CentreUnreachable):
        first.exchange.run()
    assert centre.ask("SELECT * FROM test_booking") == [] and first.view.status().waiting == 1
