"""Who may join a centre, and what a terminal may do there: call the gate, nothing else."""

from __future__ import annotations

import secrets
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

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


def test_a_terminal_is_locked_out_while_it_listens_and_while_it_pushes(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    first.exchange.run()
    second.exchange.await_call(0)
    second.add(SmallAccount(name="kept", fen=1))
    revoke(centre.url, 2)
    # Both of its lines were open and greeted; the call that follows must not reach it.
    first.add(booking())
    first.exchange.run()
    reasons = set()
    for asked in (lambda: second.exchange.await_call(5), second.exchange.push, second.exchange.pull):
        with pytest.raises(CentreUnreachable) as caught:
            asked()
        reasons.add(caught.value.reason)
    assert "28000" in reasons
    assert second.view.status().reason == "28000"
    assert second.rows(SmallBooking) == []
    assert second.view.status().waiting == 1
    assert second.view.status().mode is Mode.OFFLINE
    query = "SELECT count(*) AS n FROM pg_stat_activity WHERE usename = (SELECT role FROM sync_terminal"
    assert centre.ask(f"{query} WHERE number = 2)")[0]["n"] == 0


def test_a_revoked_terminal_that_joins_anew_brings_its_work_along(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    second.add(SmallAccount(name="before", fen=1))
    second.exchange.run()
    revoke(centre.url, 2)
    key, _ = second.add(SmallAccount(name="kept", fen=1))
    with pytest.raises(CentreUnreachable):
        second.exchange.run()
    enrolment = enrol(centre.url, "second again", HALL, centre.secret)
    keep_enrolment(second.store, enrolment)
    again = wired(second.store, enrolment.url)
    again.exchange.run()
    assert (enrolment.number, again.view.status().mode) == (3, Mode.IN_STEP)
    assert [row["name"] for row in centre.ask("SELECT name FROM test_account ORDER BY made_at")] == [
        "before",
        "kept",
    ]
    assert centre.ask("SELECT hall_id FROM test_account WHERE id = %s", key)[0]["hall_id"] == HALL.id
    again.confirm.close()
    again.exchange.close()


def test_two_halls_in_one_centre_neither_see_nor_write_each_others_rows(
    first: Terminal, centre: Centre, tmp_path: Path
) -> None:
    founder = enrol(centre.url, "other hall", None, None, new_hall=True)
    assert founder.hall_is_new and founder.hall_id != HALL.id and founder.market_secret == centre.secret
    store = open_store(tmp_path / "other.db")
    keep_enrolment(store, founder)
    other = wired(store, founder.url)
    own, theirs = booking(title="ours"), booking(title="theirs")
    first.add(own)
    first.exchange.run()
    key, _ = other.add(theirs)
    other.exchange.run()
    first.exchange.run()
    assert [row.title for row in first.rows(SmallBooking)] == ["ours"]
    assert [row.title for row in other.rows(SmallBooking)] == ["theirs"]
    assert other.view.status().open_conflicts == 0

    # The other hall's row, as a terminal would have to know it to touch it.
    stranger = first.rows(SmallBooking)[0]
    with other.store.keep() as session:
        values = {c.name: getattr(stranger, c.name) for c in SmallBooking.__table__.columns}
        session.execute(SmallBooking.__table__.insert().values(values))
    other.change(SmallBooking, stranger.id, title="stolen")
    other.add(SmallAccount(name="smuggled", fen=1, hall_id=HALL.id))
    other.exchange.run()
    titles = centre.ask("SELECT id, title FROM test_booking ORDER BY title")
    assert [row["title"] for row in titles] == ["ours", "theirs"]
    assert centre.ask("SELECT 1 FROM test_account") == []
    refused = [entry.answer["code"] for entry in other.outbox() if entry.state == "refused"]
    assert refused == ["GT103", "GT103"] or refused == ["GT105", "GT103"]
    first.exchange.run()
    assert [row.title for row in first.rows(SmallBooking)] == ["ours"]
    assert key not in {row.id for row in first.rows(SmallBooking)}
    other.close()


def test_the_website_writes_rows_that_reach_the_terminals_and_can_do_no_harm(
    first: Terminal, centre: Centre
) -> None:
    first.exchange.run()
    web = f"web_{secrets.token_hex(4)}"
    centre.ask(f"CREATE ROLE {web} LOGIN PASSWORD 'x' IN ROLE guitai_website")
    url = make_conninfo(centre.url, user=web, password="x")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO guitai.test_account (hall_id, name, fen) VALUES (%s, 'web', 5)", (HALL.id,)
        )
        connection.execute("UPDATE guitai.test_account SET fen = 6")
        for query in (
            "DELETE FROM guitai.test_account",
            "TRUNCATE guitai.test_account",
            "SELECT market_secret FROM guitai.sync_centre",
            "UPDATE guitai.sync_terminal SET hall_id = ''",
            "SELECT guitai.sync_new_epoch()",
            "SELECT guitai.gate_number('a', 'b')",
            "ALTER TABLE guitai.test_account DISABLE TRIGGER ALL",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(query)
    first.exchange.run()
    assert [(row.name, row.fen) for row in first.rows(SmallAccount)] == [("web", 6)]
    centre.ask(f"DROP ROLE {web}")


def test_the_centre_asks_for_commits_that_are_safe(first: Terminal, centre: Centre) -> None:
    role = centre.ask("SELECT role FROM sync_terminal")[0]["role"]
    centre.ask(f"ALTER ROLE {role} SET synchronous_commit = off")
    first.add(booking())
    with pytest.raises(CentreUnreachable):
        first.exchange.run()
    assert centre.ask("SELECT * FROM test_booking") == [] and first.view.status().waiting == 1
