"""The centre's call may be lost; the clock brings what it should have (T7)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.kernel.changes import ChangeSet
from app.sync.exchange import Exchange
from app.sync.rhythm import Rhythm
from app.sync.wire import centre_wire
from tests.sync.postgres.halls import RealHall
from tests.sync.postgres.wires import Deaf, through
from tests.sync.small_market import SMALL, SmallAccount, Terminal

pytestmark = [pytest.mark.centre, pytest.mark.slow]

LINES = """
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'guitai%%'
"""


@contextmanager
def _rhythm(exchange: Exchange, every_s: float) -> Iterator[None]:
    rhythm = Rhythm(exchange, every_s=every_s)
    rhythm.start()
    try:
        yield
    finally:
        rhythm.stop()


def _comes(terminal: Terminal, key: str, act: Callable[[], object]) -> bool:
    """Act, then wait for an account to arrive at a terminal."""
    told = threading.Condition()

    def heard(_: ChangeSet) -> None:
        with told:
            told.notify_all()

    terminal.store.listen(heard)
    act()
    with told:
        return told.wait_for(lambda: terminal.row(SmallAccount, key) is not None, 30)


def test_without_any_call_a_row_comes_by_the_clock(hall: RealHall) -> None:
    (terminal,) = hall.join("one")
    terminal.exchange.close()
    terminal.exchange = Exchange(terminal.store, through(Deaf, centre_wire(terminal.url)), SMALL)
    with _rhythm(terminal.exchange, every_s=0.3):
        for number in range(3):
            key = f"row {number}"
            assert _comes(terminal, key, lambda key=key: hall.centre.web_account(key, 1))


def test_a_listener_killed_before_the_call_is_back_and_misses_nothing(hall: RealHall) -> None:
    (terminal,) = hall.join("one")

    def kill_and_write() -> None:
        assert hall.centre.ask(f"SELECT pg_terminate_backend(pid) AS gone FROM ({LINES}) l")
        hall.centre.web_account("while nobody listened", 1)

    # The clock is so slow that only the next line's first look can bring it.
    with _rhythm(terminal.exchange, every_s=600):
        assert _comes(terminal, "first", lambda: hall.centre.web_account("first", 1))
        assert _comes(terminal, "while nobody listened", kill_and_write)
        assert _comes(terminal, "later", lambda: hall.centre.web_account("later", 1))


def test_listeners_never_hold_the_queue_of_calls(hall: RealHall) -> None:
    terminals = hall.join("one", "two")
    with _rhythm(terminals[0].exchange, 600), _rhythm(terminals[1].exchange, 600):
        for terminal in terminals:
            key = f"for {terminal.store.path.name}"
            assert _comes(terminal, key, lambda key=key: hall.centre.web_account(key, 1))
        hall.centre.ask(
            "DO $$ BEGIN FOR n IN 1..1000 LOOP "
            "INSERT INTO test_account (hall_id, fen) VALUES ('another hall', n); COMMIT; END LOOP; END $$"
        )
        assert _comes(terminals[0], "last", lambda: hall.centre.web_account("last", 1))
        usage = hall.centre.ask("SELECT pg_notification_queue_usage() AS u")
        assert usage[0]["u"] < 0.001
        open_ones = f"SELECT state FROM pg_stat_activity WHERE pid IN ({LINES}) AND state LIKE 'idle in%%'"
        assert hall.centre.ask(open_ones) == []
