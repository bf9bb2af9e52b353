"""What goes wrong seldom and costs most: mixed groups, forks, restored centres, gaps, newer programs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection

from app.kernel.confirm import Verdict
from app.storage.outbox import Sending, read_fact, write_fact
from app.storage.store import Store, Work
from app.sync import upward
from app.sync.enrolment import declare_restored, init_centre
from app.sync.facts import INCARNATION, TOKEN
from app.sync.refusals import CentreUnreachable
from app.sync.status import Mode
from tests.sync.conftest import Joiner
from tests.sync.small_market import (
    HALL,
    SMALL,
    START,
    Centre,
    SmallAccount,
    SmallBooking,
    SmallGuest,
    Terminal,
    booking,
    open_store,
    wired,
    without_column,
)

pytestmark = pytest.mark.centre


def test_columns_that_move_together_never_mix_two_moves(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    key, _ = first.add(booking(room="301", hour=9))
    first.exchange.run()
    second.exchange.run()
    first.change(SmallBooking, key, room="305")
    txn = second.change(SmallBooking, key, starts_at=START, ends_at=START + 5)
    first.exchange.run()
    assert second.confirm.ask(txn).verdict is Verdict.REFUSED
    row = centre.ask("SELECT room, starts_at FROM test_booking")[0]
    assert row["room"] == "305" and row["starts_at"] == booking(hour=9).starts_at
    assert first.content() == second.content() == centre.content()


def test_own_moves_one_after_the_other_do_not_clash(first: Terminal, centre: Centre) -> None:
    key, _ = first.add(booking())
    first.change(SmallBooking, key, room="302")
    first.change(SmallBooking, key, ends_at=START + 99, starts_at=START)
    assert first.exchange.run().refused == 0
    first.change(SmallBooking, key, room="303")
    first.change(SmallBooking, key, ends_at=START + 98)
    assert first.exchange.run().refused == 0
    assert first.content() == centre.content()


def test_a_terminal_from_an_image_goes_on_under_a_name_of_its_own(
    join: Joiner, centre: Centre, tmp_path: Path
) -> None:
    terminal = join("original")
    image = tmp_path / "image.db"
    terminal.store.close()
    image.write_bytes(terminal.store.path.read_bytes())
    copies = [wired(open_store(path), terminal.url) for path in (terminal.store.path, image)]
    try:
        for copy in copies * 2:
            copy.add(SmallAccount(name=copy.store.path.name, fen=1))
            copy.exchange.run()
        for copy in copies:
            copy.exchange.run()
        assert len(centre.ask("SELECT * FROM test_account")) == 4
        assert copies[0].content() == copies[1].content() == centre.content()
        assert all(copy.view.status().mode is Mode.IN_STEP for copy in copies)
    finally:
        for copy in copies:
            copy.close()


def test_a_newer_terminal_keeps_its_work_until_the_centre_is_prepared_anew(
    first: Terminal, centre: Centre
) -> None:
    init_centre(centre.url, without_column("test_booking", "note"), None)
    key, txn = first.add(booking())
    assert first.confirm.ask(txn).verdict is Verdict.OFFLINE
    assert first.row(SmallBooking, key) is not None and first.view.status().mode is Mode.OFFLINE
    init_centre(centre.url, SMALL, None)
    first.exchange.run()
    assert first.view.status().mode is Mode.IN_STEP and first.content() == centre.content()


def test_a_centre_that_was_set_back_is_noticed_by_itself(first: Terminal, second: Terminal) -> None:
    second.add(SmallAccount(name="a", fen=1))
    second.exchange.run()
    first.exchange.run()
    with first.store.keep() as session:
        write_fact(session, TOKEN, "99999999:99999999:")
    first.exchange.close()
    second.add(SmallAccount(name="b", fen=1))
    second.exchange.run()
    first.exchange.run()
    assert {row.name for row in first.rows(SmallAccount)} == {"a", "b"}
    first.exchange.run()
    second.exchange.run()
    assert first.content() == second.content()


def test_what_a_restored_centre_has_lost_is_sent_again(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    first.add(SmallAccount(name="in the backup", fen=1))
    first.exchange.run()
    first.add(SmallAccount(name="lost", fen=2))
    first.exchange.run()
    second.exchange.run()
    _set_back(centre, "lost", 1)
    declare_restored(centre.url)

    second.exchange.run()
    assert [row.name for row in second.rows(SmallAccount)] == ["in the backup"]
    first.exchange.run()
    second.exchange.run()
    assert len(centre.ask("SELECT * FROM test_account")) == 2
    assert first.content() == second.content() == centre.content()


def test_a_centre_set_back_in_secret_gets_what_it_lacks(first: Terminal, centre: Centre) -> None:
    first.add(SmallAccount(name="in the backup", fen=1))
    first.add(SmallAccount(name="lost", fen=2))
    first.exchange.run()
    _set_back(centre, "lost", 1)
    first.add(SmallAccount(name="new", fen=3))
    first.exchange.run()
    assert {row["name"] for row in centre.ask("SELECT name FROM test_account")} == {
        "in the backup",
        "lost",
        "new",
    }
    assert first.content() == centre.content()


def test_a_website_that_leaves_columns_out_stops_nobody(first: Terminal, centre: Centre) -> None:
    centre.ask("INSERT INTO test_account (hall_id, fen) VALUES (%s, 5)", HALL.id)
    _, txn = first.add(booking())
    assert first.confirm.ask(txn).verdict is Verdict.CONFIRMED
    first.exchange.pull()
    (row,) = first.rows(SmallAccount)
    assert row.fen == 5 and row.name == "" and row.made_at > START // 2
    with pytest.raises(psycopg.errors.NotNullViolation):
        centre.ask("INSERT INTO test_account (hall_id) VALUES (%s)", HALL.id)


def test_a_website_neither_deletes_nor_commits_lightly(first: Terminal, centre: Centre) -> None:
    centre.web_account("w", 1)
    with pytest.raises(psycopg.Error) as caught:
        centre.ask("DELETE FROM test_account")
    assert caught.value.sqlstate == "GT112"
    with psycopg.connect(centre.url) as connection:
        connection.execute("SET synchronous_commit = off")
        with pytest.raises(psycopg.Error) as caught:
            connection.execute("UPDATE guitai.test_account SET fen = 2")
    assert caught.value.sqlstate == "GT109"


def test_a_refusal_names_the_row_that_was_first(first: Terminal, second: Terminal) -> None:
    held, _ = first.add(booking(title="theirs"))
    guest, _ = first.add(SmallGuest(booking_id=held, name="same"))
    first.exchange.run()
    _, txn = second.add(booking(title="mine"))
    other = second.confirm.ask(txn).facts["other"]
    assert isinstance(other, dict)
    assert (other["id"], other["title"]) == (held, "theirs")
    assert (other["starts_at"], other["ends_at"]) == (START + 9 * 3_600_000_000, START + 10 * 3_600_000_000)

    _, txn = second.add(SmallGuest(booking_id=held, name="same"))
    other = second.confirm.ask(txn).facts["other"]
    assert isinstance(other, dict) and other["id"] == guest


class Busy(Store):
    """A store whose clerk does one thing more between the centre's answer and its application."""

    more: Callable[[], object] | None = None

    @contextmanager
    def rewrite(self) -> Iterator[Connection]:
        """Let the clerk act first."""
        more, self.more = self.more, None
        if more is not None:
            more()
        with super().rewrite() as connection:
            yield connection


def test_a_change_made_while_what_it_builds_on_is_being_refused(
    first: Terminal, join: Joiner, centre: Centre
) -> None:
    busy = join("busy", Busy)
    first.add(booking())
    first.exchange.run()
    key, txn = busy.add(booking())
    assert isinstance(busy.store, Busy)
    busy.store.more = lambda: busy.add(SmallGuest(booking_id=key, name="late"))
    assert busy.confirm.ask(txn).verdict is Verdict.REFUSED
    assert busy.row(SmallBooking, key) is None and busy.rows(SmallGuest) == []
    assert busy.view.status().waiting == 1
    busy.exchange.run()
    assert [entry.state for entry in busy.outbox()] == [Sending.REFUSED, Sending.REFUSED]
    assert busy.content() == centre.content()


def test_two_who_want_the_same_two_rooms_crosswise_never_deadlock(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    troubles: list[CentreUnreachable] = []

    def book(terminal: Terminal, rooms: tuple[str, str]) -> None:
        for hour in range(20):
            terminal.do("book_two", lambda work, hour=hour: [work.add(booking(room, hour)) for room in rooms])
            try:
                terminal.exchange.run()
            except CentreUnreachable as error:
                troubles.append(error)

    crosswise = (first, ("a", "b")), (second, ("b", "a"))
    threads = [threading.Thread(target=book, args=pair) for pair in crosswise]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    first.exchange.run()
    second.exchange.run()
    assert len(centre.ask("SELECT * FROM test_booking")) == 40
    assert first.content() == second.content() == centre.content()


def _set_back(centre: Centre, name: str, last_seq: int) -> None:
    """Leave the centre as an older backup would."""
    with psycopg.connect(centre.url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM guitai.test_account WHERE name = %s", (name,))
        connection.execute("DELETE FROM guitai.sync_applied WHERE seq > %s", (last_seq,))
        connection.execute("UPDATE guitai.sync_terminal SET last_seq = %s WHERE number = 1", (last_seq,))


def test_a_right_value_by_chance_does_not_carry_half_a_move(
    first: Terminal, second: Terminal, centre: Centre
) -> None:
    # Both book the same hour on; the second one's is not the first one's work, though the figures are alike.
    key, _ = first.add(booking(hour=9))
    first.exchange.run()
    second.exchange.run()
    later = booking(hour=10)
    first.change(SmallBooking, key, starts_at=later.starts_at, ends_at=later.ends_at)

    def move_and_pay(work: Work) -> None:
        row = work.get(SmallBooking, key)
        row.starts_at, row.ends_at = later.starts_at, later.ends_at
        work.add(SmallAccount(name="fee", fen=5))

    _, txn = second.do("move_and_pay", move_and_pay)
    first.exchange.run()
    assert second.confirm.ask(txn).verdict is Verdict.REFUSED
    assert centre.ask("SELECT * FROM test_account") == [] and second.rows(SmallAccount) == []
    assert first.content() == second.content() == centre.content()


def test_a_changeset_names_the_whole_group_it_touches(first: Terminal) -> None:
    key, _ = first.add(booking(room="301", hour=9))
    first.change(SmallBooking, key, room="302", title="t")
    (change,) = first.outbox()[-1].changes
    made = booking(hour=9)
    assert change["new"] == {"room": "302", "title": "t"}
    assert change["old"] == {"room": "301", "starts_at": made.starts_at, "ends_at": made.ends_at, "title": ""}


def test_a_refusal_goes_out_of_sight_without_the_centre(first: Terminal, second: Terminal) -> None:
    first.add(booking())
    first.exchange.run()
    key, txn = second.add(booking())
    second.exchange.run()
    with second.store.rewrite() as connection:
        # As after a power cut between the answer and its application: noted, and still shown.
        connection.execute("UPDATE outbox SET shown = 0 WHERE txn = ?", (txn,))
    second.add(SmallGuest(id="other", booking_id=first.rows(SmallBooking)[0].id, name="x"))
    cut = wired(second.store, "postgresql://x:y@127.0.0.1:1/x")
    with pytest.raises(CentreUnreachable):
        cut.exchange.push()
    assert second.row(SmallBooking, key) is None
    assert second.outbox()[0].shown
    cut.exchange.close()


def test_an_older_copy_of_a_file_is_noticed_before_it_sends(
    join: Joiner, centre: Centre, tmp_path: Path
) -> None:
    terminal = join("original")
    terminal.add(SmallAccount(name="before the copy", fen=1))
    terminal.exchange.run()
    image = tmp_path / "image.db"
    terminal.close()
    image.write_bytes(terminal.store.path.read_bytes())
    original, put_back = (wired(open_store(path), terminal.url) for path in (terminal.store.path, image))
    original.add(SmallAccount(name="after the copy", fen=2))
    original.exchange.run()
    lives = {row["incarnation"] for row in centre.ask("SELECT incarnation FROM sync_applied")}
    # Nothing to send: the greeting alone tells it.
    put_back.exchange.run()
    with put_back.store.look() as session:
        assert read_fact(session, INCARNATION) not in lives
    assert put_back.content() == original.content() == centre.content()
    for copy in (original, put_back):
        copy.close()


def test_holes_in_a_tidied_outbox_are_no_gap(first: Terminal, centre: Centre) -> None:
    for fen in range(1, 7):
        first.add(SmallAccount(name=str(fen), fen=fen))
    first.exchange.run()
    with first.store.rewrite() as connection:
        connection.execute("DELETE FROM outbox WHERE seq IN (1, 2, 4, 5)")
    with psycopg.connect(centre.url) as connection:
        # The centre came back from a time when it knew three of them.
        connection.execute("DELETE FROM guitai.sync_applied WHERE seq > 3")
        connection.execute("UPDATE guitai.sync_terminal SET last_seq = 3")
    first.exchange.close()
    first.add(SmallAccount(name="7", fen=7))
    first.exchange.run()
    assert first.view.status().waiting == 0
    assert [row["seq"] for row in centre.ask("SELECT seq FROM sync_applied ORDER BY seq")] == [1, 2, 3, 6, 7]


def test_what_is_on_its_way_behind_a_fork_does_not_overtake_it(
    join: Joiner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upward, "BATCH", 1)
    terminal = join("original")
    image = tmp_path / "image.db"
    terminal.close()
    image.write_bytes(terminal.store.path.read_bytes())
    original, copy = (wired(open_store(path), terminal.url) for path in (terminal.store.path, image))
    for one in (original, copy):
        # The lines are open before anything is sent, so that no greeting finds out.
        one.exchange.run()
    original.add(SmallAccount(name="of the original", fen=1))
    original.exchange.run()
    key, _ = copy.add(booking())
    copy.add(SmallGuest(booking_id=key, name="builds on it"))
    copy.exchange.run()
    assert [entry.state for entry in copy.outbox()] == [Sending.ACCEPTED, Sending.ACCEPTED]
    for one in (original, copy):
        one.close()


def test_what_the_centre_has_forgotten_is_not_sent_again(first: Terminal, centre: Centre) -> None:
    first.add(SmallAccount(name="taken long ago", fen=1))
    first.exchange.run()
    first.exchange.push()
    centre.ask("UPDATE sync_terminal SET acked_seq = 1")
    centre.ask("UPDATE sync_applied SET applied_at = now() - interval '71 days'")
    assert centre.ask("SELECT sync_tidy() AS gone") == [{"gone": 1}]
    assert centre.ask("SELECT forgotten_seq FROM sync_terminal") == [{"forgotten_seq": 1}]
    first.add(SmallAccount(name="of today", fen=2))
    declare_restored(centre.url)
    first.exchange.run()
    assert [entry.state for entry in first.outbox()] == [Sending.ACCEPTED, Sending.ACCEPTED]
    assert centre.ask("SELECT * FROM conflict") == [] and first.content() == centre.content()
