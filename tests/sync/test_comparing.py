"""Once a day a terminal checks that it holds what the centre holds, and mends itself where it does not."""

from __future__ import annotations

import logging

import pytest

from app.sync.enrolment import declare_restored
from tests.sync.small_market import Centre, SmallAccount, SmallGuest, Terminal, booking

pytestmark = pytest.mark.centre


def _some_work(terminal: Terminal) -> str:
    key, _ = terminal.add(booking())
    terminal.add(SmallGuest(booking_id=key, name="guest"))
    account, _ = terminal.add(SmallAccount(name="a", fen=1))
    terminal.change(SmallAccount, account, fen=2)
    terminal.exchange.run()
    return account


def test_a_terminal_in_step_differs_in_nothing(first: Terminal, second: Terminal, centre: Centre) -> None:
    _some_work(first)
    centre.web_account("far", 1, "another-hall")
    second.exchange.run()
    first.exchange.run()
    assert first.exchange.compare() == second.exchange.compare() == ()
    declare_restored(centre.url)
    for terminal in (first, second, first, second):
        terminal.exchange.run()
    assert first.exchange.compare() == second.exchange.compare() == ()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM test_account",
        "UPDATE test_account SET version = substr(version, 1, length(version) - 1) || '9'",
        "INSERT INTO test_account (id, hall_id, made_at, end_reason, name, fen) VALUES ('x','h',1,'','',1)",
    ],
    ids=["lost", "older", "ghost"],
)
def test_what_differs_is_said_and_fetched_anew(
    first: Terminal, centre: Centre, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    _some_work(first)
    with first.store.rewrite() as connection:
        connection.execute(damage)
    with caplog.at_level(logging.ERROR):
        assert first.exchange.compare() == ("test_account",)
    assert "test_account" in caplog.text
    first.exchange.pull()
    assert first.content() == centre.content()
    assert first.exchange.compare() == ()


def test_nothing_is_compared_while_something_is_on_its_way(first: Terminal, centre: Centre) -> None:
    _some_work(first)
    centre.web_account("news", 5)
    assert first.exchange.compare() is None
    first.exchange.run()
    assert first.exchange.compare() == ()
    first.add(booking(hour=12))
    assert first.exchange.compare() is None
