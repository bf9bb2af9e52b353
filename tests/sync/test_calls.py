"""The centre's calls: the rows of a small batch come with them, anything else is left to a pull."""

from __future__ import annotations

import json
import logging
from typing import Any

import psycopg
import pytest

from app.storage.outbox import read_fact
from app.sync.downward import Heard
from app.sync.enrolment import revoke
from app.sync.facts import TOKEN
from tests.sync.conftest import Joiner
from tests.sync.small_market import (
    HALL,
    Centre,
    SmallAccount,
    SmallBooking,
    SmallGuest,
    Terminal,
    booking,
)

pytestmark = pytest.mark.centre

SOON_S = 5.0


@pytest.fixture
def hearing(first: Terminal, second: Terminal) -> Terminal:
    """A terminal in step, listening where the rows of its hall are told."""
    first.add(SmallAccount(name="the first batch", fen=1))
    first.exchange.run()
    second.exchange.run()
    second.exchange.await_call(0)
    return second


def token_of(terminal: Terminal) -> Any:
    with terminal.store.look() as session:
        return read_fact(session, TOKEN)


def test_the_rows_of_a_small_batch_come_with_the_call(first: Terminal, hearing: Terminal) -> None:
    before = token_of(hearing)
    key, _ = first.add(booking(title="told"))
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.ROWS
    row = hearing.row(SmallBooking, key)
    assert row is not None and row.title == "told" and row.version is not None
    # What is complete is said by a pull alone, and that brings the row once more.
    assert token_of(hearing) == before
    assert ("test_booking", key) in hearing.exchange.pull().rows
    assert token_of(hearing) != before


def test_several_batches_that_lie_ready_are_put_in_place_at_once(first: Terminal, hearing: Terminal) -> None:
    key, _ = first.add(booking(title="one"))
    first.exchange.push()
    first.change(SmallBooking, key, title="two")
    first.exchange.push()
    first.exchange.run()
    while hearing.exchange.await_call(0.5) is Heard.ROWS:
        pass
    row = hearing.row(SmallBooking, key)
    assert row is not None and row.title == "two"


def test_own_changes_on_their_way_stay_in_sight_over_told_rows(first: Terminal, hearing: Terminal) -> None:
    key, _ = first.add(booking(title="one"))
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.ROWS
    hearing.change(SmallBooking, key, note="mine")
    first.change(SmallBooking, key, title="two")
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.ROWS
    row = hearing.row(SmallBooking, key)
    assert row is not None and (row.title, row.note) == ("two", "mine")
    hearing.exchange.run()
    row = hearing.row(SmallBooking, key)
    assert row is not None and (row.title, row.note) == ("two", "mine")


def test_a_batch_after_one_that_was_missed_is_left_to_a_pull(
    first: Terminal, hearing: Terminal, centre: Centre
) -> None:
    centre.ask("UPDATE sync_hall SET told = told + 1")
    key, _ = first.add(booking())
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS
    assert hearing.row(SmallBooking, key) is None


def test_what_another_writer_did_between_is_not_passed_over(
    first: Terminal, hearing: Terminal, centre: Centre
) -> None:
    centre.ask("INSERT INTO test_account (id, hall_id, name, fen) VALUES ('web', %s, 'x', 1)", HALL.id)
    first.add(booking())
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS
    # Nobody has pulled yet, and the next batch is told.
    first.add(booking(hour=11))
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS
    assert hearing.rows(SmallBooking) == []
    hearing.exchange.pull()
    assert hearing.row(SmallAccount, "web") is not None
    assert len(hearing.rows(SmallBooking)) == 2


@pytest.mark.parametrize("titles", [["x" * 7_600], ["taken", "refused"]], ids=["large", "not all taken"])
def test_other_batches_come_by_a_pull(first: Terminal, hearing: Terminal, titles: list[str]) -> None:
    for title in titles:
        first.add(booking(title=title))
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS
    hearing.exchange.pull()
    assert [row.title for row in hearing.rows(SmallBooking)] == titles[:1]


def test_only_the_halls_terminals_are_told_where_its_rows_are_told(
    first: Terminal, hearing: Terminal, centre: Centre, join: Joiner
) -> None:
    (before,) = centre.ask("SELECT channel, gate_channel(hall_id) AS known FROM sync_hall")
    assert before["channel"] not in (before["known"], "")
    stranger = join("stranger")
    with psycopg.connect(stranger.url, autocommit=True) as line:
        line.execute(f'LISTEN "{before["known"]}"')
        first.add(booking(title="a secret"))
        first.exchange.push()
        said = [call.payload for call in line.notifies(timeout=SOON_S, stop_after=1)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("SELECT channel FROM guitai.sync_hall")
    assert said == [f"{centre.ask('SELECT left(epoch, 8) AS life FROM sync_centre')[0]['life']}.2"]

    # Whoever is locked out knows a channel on which nothing is told any more.
    revoke(centre.url, 3)
    (after,) = centre.ask("SELECT channel FROM sync_hall")
    assert after["channel"] != before["channel"]
    while hearing.exchange.await_call(0.5) is Heard.ROWS:
        pass
    first.add(booking(hour=11))
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS
    hearing.exchange.pull()
    hearing.exchange.await_call(0)
    first.add(booking(hour=12))
    first.exchange.push()
    assert hearing.exchange.await_call(SOON_S) is Heard.ROWS


@pytest.mark.parametrize("said", ["no JSON", "[]", "{}", '{"epoch": 1, "number": "x", "xid": 1}'])
def test_a_call_that_makes_no_sense_is_left_to_a_pull(hearing: Terminal, centre: Centre, said: str) -> None:
    centre.ask("SELECT pg_notify(channel, %s) FROM sync_hall", said)
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS


def told(centre: Centre, tables: dict[str, dict[str, Any]]) -> None:
    """Say on the hall's channel what its next batch would say."""
    (hall,) = centre.ask("SELECT channel, told, epoch FROM sync_hall, sync_centre")
    stamp = {"hall_id": HALL.id, "made_at": 1, "end_reason": "", "version": f"{hall['epoch'][:8]}.99.1"}
    rows = {name: row | stamp for name, row in tables.items()}
    parts = {name: {"columns": list(row), "rows": [list(row.values())]} for name, row in rows.items()}
    said = {"epoch": hall["epoch"], "number": hall["told"] + 1, "xid": "99", "tables": parts}
    centre.ask("SELECT pg_notify(channel, %s) FROM sync_hall", json.dumps(said))


def test_rows_that_name_others_are_put_in_place_after_them(hearing: Terminal, centre: Centre) -> None:
    row = {"id": "b", "title": "told", "room": "A", "starts_at": 1, "ends_at": 2, "note": ""}
    guest = {"id": "g", "booking_id": "b", "name": "x", "is_vip": False, "tags": [], "visits": 0}
    told(centre, {"test_guest": guest, "test_booking": row})
    assert hearing.exchange.await_call(SOON_S) is Heard.ROWS
    assert hearing.row(SmallGuest, "g") is not None


def test_rows_that_name_what_is_not_here_are_left_to_a_pull(hearing: Terminal, centre: Centre) -> None:
    guest = {"id": "g", "booking_id": "missing", "name": "x", "is_vip": False, "tags": [], "visits": 0}
    told(centre, {"test_account": {"id": "a", "name": "x", "fen": 9}, "test_guest": guest})
    assert hearing.exchange.await_call(SOON_S) is Heard.NEWS
    assert hearing.row(SmallAccount, "a") is None


def test_rows_the_centre_has_not_got_go_with_a_fetching_of_everything(
    hearing: Terminal, centre: Centre, caplog: pytest.LogCaptureFixture
) -> None:
    told(centre, {"test_account": {"id": "false", "name": "x", "fen": 9}})
    assert hearing.exchange.await_call(SOON_S) is Heard.ROWS
    assert hearing.row(SmallAccount, "false") is not None
    with caplog.at_level(logging.ERROR):
        hearing.exchange.pull()
    assert "told of rows that no pull brings" in caplog.text
    hearing.exchange.pull()
    assert hearing.row(SmallAccount, "false") is None
    assert [row.name for row in hearing.rows(SmallAccount)] == ["the first batch"]
