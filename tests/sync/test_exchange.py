"""Changesets go up whole, rows come down: the exchange against a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.kernel.confirm import Verdict
from app.storage.outbox import Sending
from app.storage.store import Store, Work
from app.sync.enrolment import init_centre
from app.sync.entities import Conflict
from app.sync.status import Mode
from tests.sync.conftest import Joiner
from tests.sync.small_market import (
    SMALL,
    START,
    Centre,
    SmallAccount,
    SmallBooking,
    SmallGuest,
    SmallPerson,
    SmallPrint,
    Terminal,
    booking,
    open_store,
    wired,
)

pytestmark = pytest.mark.centre
ROOT = Path(__file__).resolve().parents[2]


def test_every_kind_of_value_goes_up_and_comes_down(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    def act(work: Work) -> str:
        held = work.add(booking(title="䶮𠮷㛃 “quoted”\\"))
        work.session.flush()
        guest = SmallGuest(booking_id=held.id, name="李", born=dt.date(1988, 2, 29), is_vip=True)
        guest.tags, guest.visits = ["甲", "b"], 3
        work.add(guest)
        work.add(SmallGuest(booking_id=held.id, name="王", born=None, tags=[]))
        return held.id

    key, _ = first.do("book_room", act)
    first.exchange.run()
    second.exchange.run()

    assert first.content() == second.content() == centre.content()
    arrived = second.row(SmallBooking, key)
    assert arrived is not None and arrived.title == "䶮𠮷㛃 “quoted”\\" and arrived.version
    guests = {guest.name: guest for guest in second.rows(SmallGuest)}
    assert guests["李"].born == dt.date(1988, 2, 29) and guests["李"].tags == ["甲", "b"]
    assert guests["李"].is_vip and guests["李"].visits == 3 and guests["王"].born is None


def test_the_centre_keeps_values_typed(centre: Centre) -> None:
    query = """SELECT column_name, data_type FROM information_schema.columns
               WHERE table_schema = 'guitai' AND table_name = 'test_guest'"""
    kinds = {row["column_name"]: row["data_type"] for row in centre.ask(query)}
    assert kinds["born"] == "date" and kinds["is_vip"] == "boolean" and kinds["tags"] == "jsonb"
    assert kinds["visits"] == "bigint" and kinds["name"] == "text" and kinds["ver"] == "xid8"


def test_an_exchange_with_nothing_new_changes_nothing(first: Terminal) -> None:
    first.add(booking())
    first.exchange.run()
    before = first.content()
    report = first.exchange.run()
    assert (report.sent, report.refused) == (0, 0) and first.content() == before


def test_more_than_one_batch_goes_up_in_order(first: Terminal, centre: Centre) -> None:
    key, _ = first.add(SmallAccount(name="a", fen=0))
    for fen in range(1, 121):
        first.change(SmallAccount, key, fen=fen)
    assert first.exchange.run().sent == 121
    assert centre.ask("SELECT fen FROM test_account") == [{"fen": 120}]
    assert [r["seq"] for r in centre.ask("SELECT seq FROM sync_applied ORDER BY seq")] == list(range(1, 122))
    assert centre.ask("SELECT * FROM conflict") == []


class Forgetful(Store):
    """A store that fails when the answer is to be noted: it was given and is lost."""

    fails = False

    @contextmanager
    def rewrite(self) -> Iterator[Connection]:
        """Fail once if told so."""
        if self.fails:
            self.fails = False
            raise OSError("power is gone")
        with super().rewrite() as connection:
            yield connection


def test_a_push_whose_answer_was_lost_is_applied_once(join: Joiner, centre: Centre) -> None:
    terminal = join("forgetful", Forgetful)
    assert isinstance(terminal.store, Forgetful)
    terminal.add(SmallPrint(title="copy 1"))
    terminal.store.fails = True
    with pytest.raises(OSError, match="power is gone"):
        terminal.exchange.run()
    assert terminal.outbox()[0].state is Sending.WAITING
    assert len(centre.ask("SELECT 1 FROM sync_applied")) == 1

    terminal.exchange.run()
    assert terminal.outbox()[0].state is Sending.ACCEPTED
    assert len(centre.ask("SELECT 1 FROM sync_applied")) == len(centre.ask("SELECT 1 FROM test_print")) == 1


def test_killed_between_the_centres_commit_and_the_note_of_it(
    join: Joiner, centre: Centre, tmp_path: Path
) -> None:
    terminal = join("killed")
    path, url = terminal.store.path, terminal.url
    terminal.add(booking(title="survives"))
    before = terminal.content()
    terminal.close()

    command = [sys.executable, "-m", "tests.sync.dying_terminal", str(path), url]
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    died = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert len(centre.ask("SELECT 1 FROM test_booking")) == 1

    again = wired(open_store(path), url)
    try:
        assert again.outbox()[0].state is Sending.WAITING and again.content() == before
        again.exchange.run()
        assert again.outbox()[0].state is Sending.ACCEPTED
        assert again.content() == before == centre.content()
        assert len(centre.ask("SELECT 1 FROM sync_applied")) == 1
    finally:
        again.close()


def test_a_taken_room_is_refused_undone_and_named(first: Terminal, second: Terminal, centre: Centre) -> None:
    first.add(booking(title="first"))
    assert first.exchange.run().refused == 0
    key, txn = second.add(booking(title="second"))

    answer = second.confirm.ask(txn)

    assert answer.verdict is Verdict.REFUSED
    assert "test_booking" in answer.reason and answer.facts["table"] == "test_booking"
    assert second.row(SmallBooking, key) is None
    assert [row.title for row in second.rows(SmallBooking)] == ["first"]
    (listed,) = second.rows(Conflict)
    assert (listed.txn, listed.reason, listed.use_case) == (txn, answer.reason, "add")
    assert second.view.status().open_conflicts == 1 and second.view.status().mode is Mode.TROUBLE
    assert [row["title"] for row in centre.ask("SELECT title FROM test_booking")] == ["first"]


def test_a_refused_changeset_leaves_nothing_of_itself(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    first.add(booking())
    first.exchange.run()

    def act(work: Work) -> None:
        work.add(SmallAccount(name="deposit", fen=500))
        work.add(booking())

    second.do("book_with_deposit", act)
    second.exchange.run()
    assert centre.ask("SELECT * FROM test_account") == [] and second.rows(SmallAccount) == []


def test_what_was_built_on_a_refused_change_goes_with_it(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    first.add(booking())
    first.exchange.run()
    key, _ = second.add(booking())
    second.add(SmallGuest(booking_id=key, name="guest"))
    second.change(SmallBooking, key, note="bring a projector")
    bystander, _ = second.add(SmallAccount(name="other", fen=1))

    report = second.exchange.run()

    assert (report.sent, report.refused) == (4, 3)
    assert [entry.state for entry in second.outbox()] == [Sending.REFUSED] * 3 + [Sending.ACCEPTED]
    assert second.rows(SmallGuest) == [] and second.row(SmallBooking, key) is None
    assert second.row(SmallAccount, bystander) is not None
    assert second.content() == centre.content()


def test_a_refusal_does_not_stop_the_queue(first: Terminal, second: Terminal) -> None:
    first.add(booking())
    first.exchange.run()
    second.add(booking())
    _, txn = second.add(SmallAccount(name="later", fen=1))
    assert second.confirm.ask(txn).verdict is Verdict.CONFIRMED


def test_two_numbers_alike_are_refused_among_living_rows_only(first: Terminal, second: Terminal) -> None:
    key, _ = first.add(booking())
    guest, _ = first.add(SmallGuest(booking_id=key, name="same"))
    first.exchange.run()
    second.exchange.run()
    _, txn = second.add(SmallGuest(booking_id=key, name="same"))
    assert second.confirm.ask(txn).verdict is Verdict.REFUSED

    first.change(SmallGuest, guest, ended_at=START, end_reason="left")
    first.exchange.run()
    second.exchange.run()
    _, txn = second.add(SmallGuest(booking_id=key, name="same"))
    assert second.confirm.ask(txn).verdict is Verdict.CONFIRMED


def test_different_columns_merge_and_nobody_loses(first: Terminal, second: Terminal, centre: Centre) -> None:
    key, _ = first.add(booking())
    first.exchange.run()
    second.exchange.run()
    first.change(SmallBooking, key, title="title of the first")
    second.change(SmallBooking, key, note="note of the second")
    _converge(first, second)
    row = second.row(SmallBooking, key)
    assert row is not None and (row.title, row.note) == ("title of the first", "note of the second")
    assert first.content() == second.content() == centre.content()
    assert centre.ask("SELECT * FROM conflict") == []


def test_the_same_column_keeps_the_centres_value_and_notes_the_other(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    key, _ = first.add(SmallAccount(name="start", fen=0))
    first.exchange.run()
    second.exchange.run()
    first.change(SmallAccount, key, name="of the first")
    second.change(SmallAccount, key, name="of the second", fen=7)
    _converge(first, second)
    row = first.row(SmallAccount, key)
    assert row is not None and (row.name, row.fen) == ("of the first", 7)
    assert first.content() == second.content() == centre.content()
    (conflict,) = centre.ask("SELECT column_name, wanted, kept FROM conflict")
    assert conflict == {"column_name": "name", "wanted": "of the second", "kept": "of the first"}
    answer = second.outbox()[0].answer
    assert answer is not None and answer["status"] == "merged"


def test_a_value_pulled_beneath_a_waiting_change_comes_to_light_when_that_one_loses(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    key, _ = first.add(SmallAccount(name="start", fen=0))
    first.exchange.run()
    second.exchange.run()
    first.change(SmallAccount, key, name="of the first")
    first.exchange.run()
    second.change(SmallAccount, key, name="of the second")
    # The pull alone, as if the push had not got through.
    second.pull_only()
    shown = second.row(SmallAccount, key)
    assert shown is not None and shown.name == "of the second"
    second.exchange.run()
    shown = second.row(SmallAccount, key)
    assert shown is not None and shown.name == "of the first"
    assert second.content() == centre.content()


def test_a_moved_booking_does_not_mix_with_another_move(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    key, _ = first.add(booking(hour=9))
    first.exchange.run()
    second.exchange.run()
    first.change(SmallBooking, key, starts_at=START, ends_at=START + 1)
    second.change(SmallBooking, key, starts_at=START + 5, ends_at=START + 9)
    _converge(first, second)
    row = centre.ask("SELECT starts_at, ends_at FROM test_booking")[0]
    assert (row["starts_at"], row["ends_at"]) == (START, START + 1)
    assert first.content() == second.content() == centre.content()


def test_two_terminals_that_register_one_person_make_one_row(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    first.add(SmallPerson(id="one", name="李明", phone=None))
    second.add(SmallPerson(id="one", name="李  明", phone="13800000000"))
    _converge(first, second)
    assert centre.ask("SELECT name, phone FROM test_person") == [{"name": "李明", "phone": "13800000000"}]
    assert first.content() == second.content() == centre.content()
    assert [r["column_name"] for r in centre.ask("SELECT column_name FROM conflict")] == ["name"]


def test_paper_that_was_given_away_is_not_changed(first: Terminal, centre: Centre) -> None:
    key, _ = first.add(SmallPrint(title="as printed"))
    first.exchange.run()
    txn = first.change(SmallPrint, key, title="otherwise")
    assert first.confirm.ask(txn).verdict is Verdict.REFUSED
    row = first.row(SmallPrint, key)
    assert row is not None and row.title == "as printed"


def test_a_row_of_another_hall_is_refused(first: Terminal, centre: Centre) -> None:
    record = SmallAccount(name="foreign", fen=1)
    record.hall_id = "another-hall"
    _, txn = first.add(record)
    assert first.confirm.ask(txn).verdict is Verdict.REFUSED
    assert centre.ask("SELECT * FROM test_account") == [] and first.rows(SmallAccount) == []


def test_a_row_the_website_writes_plainly_comes_down(first: Terminal, centre: Centre) -> None:
    first.exchange.run()
    centre.web_account("web", 42)
    centre.web_account("far", 42, "another-hall")
    first.exchange.run()
    assert [(row.id, row.fen) for row in first.rows(SmallAccount)] == [("web", 42)]

    centre.ask("UPDATE test_account SET fen = 43 WHERE id = 'web'")
    first.exchange.run()
    row = first.row(SmallAccount, "web")
    assert row is not None and row.fen == 43


def test_numbers_are_given_once(first: Terminal, second: Terminal) -> None:
    given = [t.confirm.number("ticket-A", "2026-11-23") for t in (first, second, first)]
    assert given == [1, 2, 3]
    assert first.confirm.number("ticket-A", "2026-11-24") == 1
    assert second.confirm.number("contract", "2026-11-23") == 1


def test_preparing_again_is_harmless_and_completes(first: Terminal, centre: Centre) -> None:
    first.add(booking())
    first.exchange.run()
    epoch = centre.ask("SELECT epoch FROM sync_centre")
    centre.ask("ALTER TABLE test_booking DROP COLUMN note")
    centre.ask("DROP TABLE test_print")
    assert init_centre(centre.url, SMALL, None).epoch == epoch[0]["epoch"]
    first.add(SmallPrint(title="p"))
    _, txn = first.add(booking(room="302"))
    assert first.confirm.ask(txn).verdict is Verdict.CONFIRMED
    assert len(centre.ask("SELECT note FROM test_booking")) == 2


def _converge(first: Terminal, second: Terminal) -> None:
    for terminal in (first, second, first):
        terminal.exchange.run()
