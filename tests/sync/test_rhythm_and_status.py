"""The wire looks after itself: goes at once, by call and by the clock, and says truly how it stands."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from app.kernel.changes import ChangeSet
from app.kernel.clock import HOUR, SteppingClock
from app.kernel.confirm import Verdict
from app.storage.outbox import Sending
from app.sync.refusals import CentreUnreachable
from app.sync.rhythm import CLOCK_EVERY_S, Rhythm
from app.sync.status import Mode
from app.sync.wire import ANSWER_S
from tests.sync.small_market import (
    HALL,
    START,
    Centre,
    SmallAccount,
    SmallBooking,
    Terminal,
    booking,
    wired,
)

pytestmark = pytest.mark.centre


@pytest.fixture
def started(first: Terminal) -> Iterator[Terminal]:
    """A terminal whose rhythm runs with a clock so slow that only calls can explain an exchange."""
    rhythm = Rhythm(first.exchange, every_s=600)
    rhythm.start()
    yield first
    rhythm.stop()


class Until:
    """Waits for a condition, looked at whenever the store tells of something."""

    def __init__(self, terminal: Terminal) -> None:
        self._told = threading.Condition()
        self._stop = terminal.store.listen(self._heard)

    def _heard(self, changes: ChangeSet) -> None:
        with self._told:
            self._told.notify_all()

    def holds(self, condition: Callable[[], bool], seconds: float = 20) -> bool:
        """Tell whether it came to hold in time."""
        with self._told:
            return self._told.wait_for(condition, timeout=seconds)


def test_a_local_change_goes_up_by_itself(started: Terminal, centre: Centre) -> None:
    until = Until(started)
    key, _ = started.add(booking())
    assert until.holds(lambda: started.view.status().waiting == 0)
    assert [row["id"] for row in centre.ask("SELECT id FROM test_booking")] == [key]


def test_the_centres_call_brings_what_others_did(started: Terminal, centre: Centre) -> None:
    until = Until(started)
    started.add(booking())
    assert until.holds(lambda: started.view.status().waiting == 0)
    _wait_for_listener(centre)
    centre.web_account("w", 5)
    assert until.holds(lambda: started.row(SmallAccount, "w") is not None)


def test_the_clock_alone_brings_it_too(first: Terminal, centre: Centre) -> None:
    until = Until(first)
    rhythm = Rhythm(first.exchange, every_s=0.2)
    rhythm.start()
    try:
        with psycopg.connect(centre.url) as connection:
            # Who writes in a terminal's name tells nobody: the gate does that for a whole batch.
            connection.execute("SET guitai.terminal = '1'")
            connection.execute(
                "INSERT INTO guitai.test_account (id, hall_id, fen) VALUES ('w', %s, 5)", (HALL.id,)
            )
        assert until.holds(lambda: first.row(SmallAccount, "w") is not None)
    finally:
        rhythm.stop()


def test_stopping_is_quick(first: Terminal) -> None:
    rhythm = Rhythm(first.exchange)
    rhythm.start()
    began = time.monotonic()
    rhythm.stop()
    assert time.monotonic() - began < 5
    first.add(booking())
    assert first.view.status().waiting == 1


def test_the_numbers_of_the_status_line(first: Terminal) -> None:
    assert first.view.status().mode is Mode.OFFLINE and first.view.status().last_success_at is None
    first.exchange.run()
    status = first.view.status()
    assert (status.mode, status.waiting, status.open_conflicts) == (Mode.IN_STEP, 0, 0)
    assert status.oldest_unsent_at is None
    assert status.last_success_at is not None and status.last_success_at > START

    first.add(booking(hour=1))
    first.add(booking(hour=2))
    status = first.view.status()
    assert (status.mode, status.waiting) == (Mode.BEHIND, 2)
    assert status.oldest_unsent_at == first.outbox()[0].made_at
    waiting = first.view.waiting_rows()
    assert [(row.seq, row.use_case, row.tables, row.state) for row in waiting] == [
        (1, "add", ("test_booking",), Sending.WAITING),
        (2, "add", ("test_booking",), Sending.WAITING),
    ]


def test_a_centre_that_is_down_is_told_within_a_second_and_nothing_is_lost(
    first: Terminal, centre: Centre
) -> None:
    first.exchange.run()
    cut = wired(first.store, _closed_port(first.url))
    key, txn = cut.add(booking())
    began = time.monotonic()
    assert cut.confirm.ask(txn).verdict is Verdict.OFFLINE
    assert cut.confirm.ask(txn).verdict is Verdict.OFFLINE
    assert cut.confirm.number("a", "b") is None
    assert time.monotonic() - began < 2
    with pytest.raises(CentreUnreachable):
        cut.exchange.run()
    status = cut.view.status()
    assert (status.mode, status.waiting) == (Mode.OFFLINE, 1) and cut.row(SmallBooking, key) is not None
    cut.confirm.close()
    cut.exchange.close()

    first.exchange.run()
    assert first.view.status().mode is Mode.IN_STEP and first.content() == centre.content()


def test_a_centre_that_does_not_answer_costs_a_second_once(first: Terminal) -> None:
    first.exchange.run()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        cut = wired(first.store, f"postgresql://x:y@127.0.0.1:{port}/x?sslmode=disable")
        _, txn = cut.add(booking())
        began = time.monotonic()
        assert cut.confirm.ask(txn).verdict is Verdict.OFFLINE
        first_wait = time.monotonic() - began
        assert cut.confirm.ask(txn).verdict is Verdict.OFFLINE
        # A second on a machine with nothing else to do; an answer is waited for twenty times as long.
        assert first_wait < ANSWER_S / 2 and time.monotonic() - began < 1.5 * first_wait
        cut.confirm.close()
        cut.exchange.close()


def test_the_rhythm_goes_on_after_failures_until_the_centre_is_back(first: Terminal, centre: Centre) -> None:
    role = centre.ask("SELECT role FROM sync_terminal")[0]["role"]
    centre.ask(f"ALTER ROLE {role} NOLOGIN")
    until = Until(first)
    rhythm = Rhythm(first.exchange, every_s=600)
    first.add(booking())
    rhythm.start()
    try:
        assert until.holds(lambda: first.view.status().reason != "")
        assert first.view.status().mode is Mode.OFFLINE
        centre.ask(f"ALTER ROLE {role} LOGIN")
        assert until.holds(lambda: first.view.status().mode is Mode.IN_STEP)
        assert first.view.status().waiting == 0
    finally:
        rhythm.stop()


class Watch:
    """A watch that is put forward by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.at


def test_the_house_is_kept_again_and_again(first: Terminal, centre: Centre) -> None:
    until, watch = Until(first), Watch()
    clock = first.store.clock
    assert isinstance(clock, SteppingClock)
    rhythm = Rhythm(first.exchange, every_s=0.05, now_s=watch)
    rhythm.start()
    try:
        for fen in range(1, 4):
            first.add(SmallAccount(name="old", fen=fen))
            assert until.holds(lambda: first.view.status().waiting == 0)
            # What was answered 36 days ago may go, but for the last; the watch says when it is looked for.
            clock.step(36 * 86_400)
            watch.at += 3 * 3600
            centre.web_account(f"web-{fen}", fen)
            assert until.holds(lambda: len(first.outbox()) == 1)
        with first.store.rewrite() as connection:
            connection.execute("DELETE FROM test_account WHERE id = 'web-1'")
        watch.at += 25 * 3600
        assert until.holds(lambda: first.row(SmallAccount, "web-1") is not None)
    finally:
        rhythm.stop()


def test_a_clock_set_under_open_lines_is_noticed_within_a_minute(first: Terminal) -> None:
    until, watch = Until(first), Watch()
    clock = first.store.clock
    assert isinstance(clock, SteppingClock)
    rhythm = Rhythm(first.exchange, every_s=0.05, now_s=watch)
    rhythm.start()
    try:
        assert until.holds(lambda: first.view.status().mode is Mode.IN_STEP)
        before = first.view.status().clock_skew
        clock.step(3 * 3600)
        watch.at += CLOCK_EVERY_S
        assert until.holds(lambda: first.view.status().clock_skew < before - 2 * HOUR)
    finally:
        rhythm.stop()


def _closed_port(url: str) -> str:
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    return f"postgresql://x:y@127.0.0.1:{port}/x"


def _wait_for_listener(centre: Centre) -> None:
    # A terminal listens first and pulls then, and listens where the pull says that rows are told.
    query = """SELECT 1 FROM pg_stat_activity
               WHERE (query LIKE '%%gate_pull%%' OR query ~ 'LISTEN.*_[0-9a-f]{32}')
               AND usename <> current_user AND datname = current_database()"""
    deadline = time.monotonic() + 20
    while not centre.ask(query):
        assert time.monotonic() < deadline
