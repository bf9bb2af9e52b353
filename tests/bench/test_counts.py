"""What an exchange costs, counted: questions on the line, statements in the store, signals at the centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.sync.downward import PAGE
from app.sync.exchange import Exchange
from app.sync.refusals import CentreUnreachable
from app.sync.wire import Wire, centre_wire
from tests.sync.small_market import HALL, SMALL, Centre, SmallAccount, Terminal, joined, open_store

pytestmark = pytest.mark.centre


class CountingWire:
    """A wire that counts its questions by the name of the gate, and breaks at one of them."""

    def __init__(self, wire: Wire, asked: Counter[str]) -> None:
        self._wire = wire
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wire, name)

    def ask(self, gate: str, *values: str) -> Any:
        self._asked[gate] += 1
        if self._asked[gate] == self._asked["broken at"]:
            raise ConnectionResetError
        return self._wire.ask(gate, *values)

    def ask_many(self, gate: str, messages: Iterable[str]) -> Iterator[str]:
        def counted() -> Iterator[str]:
            for message in messages:
                self._asked[gate] += 1
                yield message

        return self._wire.ask_many(gate, counted())


@pytest.fixture
def asked() -> Counter[str]:
    return Counter()


@pytest.fixture
def centre(centre_url: str) -> Centre:
    return Centre(centre_url)


@pytest.fixture
def join(centre: Centre, tmp_path: Path, asked: Counter[str]) -> Iterator[Callable[[str], Terminal]]:
    """Makes terminals that are in step and counts what they ask from then on."""
    opened: list[Terminal] = []

    def one(name: str) -> Terminal:
        terminal, enrolment = joined(open_store(tmp_path / f"{name}.db"), centre.url, name, centre.secret)
        centre.secret = enrolment.market_secret
        with_counted_wires(terminal, asked)
        terminal.exchange.run()
        opened.append(terminal)
        asked.clear()
        return terminal

    yield one
    for terminal in opened:
        terminal.close()


def with_counted_wires(terminal: Terminal, asked: Counter[str], page: int = PAGE) -> None:
    """Let the terminal go on with an exchange whose questions are counted."""
    connect = centre_wire(terminal.url)
    terminal.exchange.close()
    terminal.exchange = Exchange(terminal.store, lambda: CountingWire(connect(), asked), SMALL, page)


def rows_at_centre(centre: Centre, many: int) -> None:
    """Have another program of the market write rows."""
    columns = "hall_id, made_at, end_reason, name, fen"
    made = "SELECT hall_id, 1, '', n::text, n FROM sync_terminal, generate_series(1, %s) n LIMIT %s"
    centre.ask(f"INSERT INTO test_account ({columns}) {made}", many, many)


def channel_of(centre: Centre) -> str:
    """Where the centre calls the terminals of the small hall."""
    return str(centre.ask("SELECT gate_channel(%s)", HALL.id)[0]["gate_channel"])


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the stores are asked through SQLAlchemy meanwhile."""
    found: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def test_an_exchange_with_nothing_new_is_one_question(
    join: Callable[[str], Terminal], asked: Counter[str]
) -> None:
    terminal = join("first")
    terminal.exchange.run()
    terminal.exchange.run()
    assert asked == {"gate_pull": 2}


def test_a_change_is_one_question_up_and_one_down(
    join: Callable[[str], Terminal], asked: Counter[str]
) -> None:
    terminal = join("first")
    terminal.add(SmallAccount(name="cash", fen=1))
    terminal.exchange.run()
    assert asked == {"gate_push": 1, "gate_pull": 1}


def test_a_thousand_changesets_are_twenty_questions(
    join: Callable[[str], Terminal], asked: Counter[str]
) -> None:
    terminal = join("first")
    for number in range(1_000):
        terminal.add(SmallAccount(name=str(number), fen=number))
    assert terminal.exchange.push().sent == 1_000
    assert asked["gate_push"] <= 20


def test_what_a_pull_asks_its_store_does_not_grow_with_the_rows(
    join: Callable[[str], Terminal], centre: Centre, asked: Counter[str]
) -> None:
    terminal = join("first")
    counts = []
    for many in (1, 500):
        rows_at_centre(centre, many)
        with statements() as found:
            terminal.exchange.pull()
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert asked["gate_pull"] == 2


@pytest.mark.parametrize(("rows", "again"), [(60, 8), (240, 3)])
def test_a_pull_that_broke_off_begins_again_where_it_is_small_and_goes_on_where_it_is_large(
    rows: int, again: int, join: Callable[[str], Terminal], centre: Centre, asked: Counter[str]
) -> None:
    terminal = join("first")
    with_counted_wires(terminal, asked, page=10)
    rows_at_centre(centre, rows)
    # The last page but one, counting the empty one that ends the round and the whole one after it.
    asked["broken at"] = rows // 10
    with pytest.raises(CentreUnreachable):
        terminal.exchange.pull()
    assert terminal.rows(SmallAccount) == []
    asked.clear()
    terminal.exchange.pull()
    assert len(terminal.rows(SmallAccount)) == rows
    assert asked["gate_pull"] == again


def test_a_batch_wakes_the_others_once(join: Callable[[str], Terminal], centre: Centre) -> None:
    terminal = join("first")
    for number in range(50):
        terminal.add(SmallAccount(name=str(number), fen=number))
    with psycopg.connect(terminal.url, autocommit=True) as connection:
        connection.execute(f'LISTEN "{channel_of(centre)}"')
        terminal.exchange.push()
        connection.execute("SELECT 1")
        assert len(list(connection.notifies(timeout=0))) == 1


def test_a_call_that_comes_along_with_an_answer_is_heard(
    join: Callable[[str], Terminal], centre: Centre
) -> None:
    terminal = join("first")
    wire = centre_wire(terminal.url)()
    wire.listen(channel_of(centre))
    assert not wire.heard(0)
    terminal.add(SmallAccount(name="cash", fen=1))
    terminal.exchange.push()
    # The answer to this question brings the call with it; nothing is left on the line to wake anybody.
    wire.ask("gate_number", "series", "day")
    assert wire.heard(0)
    assert not wire.heard(0)
    wire.close()
