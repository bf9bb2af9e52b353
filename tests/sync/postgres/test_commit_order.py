"""No row is passed over because its writer committed late, and no pull shows a state that never was.

Each cursor that looks right and is not runs beside ours over the same work: it fails, ours does not.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest

from tests.sync.postgres.cursors import (
    GateReader,
    HighestKey,
    HighestMoment,
    HighestXid,
    Horizon,
    Reader,
)
from tests.sync.small_market import HALL, Centre, SmallAccount, Terminal

pytestmark = [pytest.mark.centre, pytest.mark.slow]

WRITERS = 6
TRANSACTIONS = 40
ACCOUNTS = 12
EACH = 1_000
Row = tuple[object, ...]
Connection = psycopg.Connection[Row]

INSERT = """
    INSERT INTO guitai.test_account (id, hall_id, name, fen)
    VALUES (to_char(nextval('public.keys'), 'FM000000000000'), %s, %s, 1)
"""


@pytest.fixture
def readers(first: Terminal, centre: Centre) -> Iterator[list[Reader]]:
    """Every naive cursor, and the gate's as the last."""
    centre.ask("CREATE SEQUENCE public.keys")
    naive: list[Reader] = [kind(centre.url) for kind in (HighestKey, HighestMoment, HighestXid, Horizon)]
    everybody = [*naive, GateReader(first.url)]
    yield everybody
    for reader in everybody:
        reader.close()


def test_cursors_by_key_by_clock_and_by_number_pass_rows_over_and_ours_does_not(
    readers: list[Reader], first: Terminal, centre: Centre
) -> None:
    with psycopg.connect(centre.url) as long:
        _insert(long, "long")
        progress = _Storm(centre.url, _insert_some)
        for _ in progress.until(WRITERS * TRANSACTIONS // 2):
            for reader in readers:
                reader.pull()
        for reader in readers:
            reader.pull()
        _insert(long, "long again")
        long.commit()
        for _ in progress.until(WRITERS * TRANSACTIONS):
            for reader in readers:
                reader.pull()
    progress.join()
    for reader in readers:
        reader.pull()
    there = {str(row["id"]) for row in centre.ask("SELECT id FROM test_account")}
    missed = {reader.name: len(there - set(reader.seen)) for reader in readers}
    print(f"of {len(there)} rows were never delivered: {missed}")
    assert missed[HighestKey.name] and missed[HighestMoment.name] and missed[HighestXid.name], missed
    assert missed[Horizon.name] == missed[GateReader.name] == 0, missed
    ours = readers[-1]
    assert set(ours.seen) == there and set(ours.deliveries.values()) == {1}
    first.exchange.run()
    assert first.content() == centre.content()


def test_the_horizon_tears_a_transfer_apart_and_our_token_does_not(
    readers: list[Reader], first: Terminal, centre: Centre
) -> None:
    keys = _open_accounts(centre)
    horizon, ours = readers[-2:]
    for reader in (horizon, ours):
        reader.pull()
    with ExitStack() as stack:
        connect = lambda: stack.enter_context(psycopg.connect(centre.url))  # noqa: E731
        oldest, transfer, older, newer = connect(), connect(), connect(), connect()
        _transfer(oldest, {keys[0]: -1, keys[1]: 1})
        _transfer(transfer, {keys[2]: -100, keys[3]: 100})
        transfer.commit()
        _transfer(older, {keys[4]: -1, keys[5]: 1})
        _transfer(newer, {keys[3]: -100, keys[6]: 100})
        newer.commit()
        oldest.commit()
        for reader in (horizon, ours):
            reader.pull()
        first.exchange.run()
        # The horizon stands at the one still open: it shows who paid, and not who was paid.
        assert horizon.total() == ACCOUNTS * EACH - 100
        assert ours.total() == _total(first) == ACCOUNTS * EACH
        older.commit()
    for reader in (horizon, ours):
        reader.pull()
    assert horizon.seen == ours.seen == _balances(centre)


def test_under_concurrent_transfers_only_our_token_always_shows_the_whole_money(
    readers: list[Reader], first: Terminal, centre: Centre
) -> None:
    keys = _open_accounts(centre)
    for reader in readers[-2:]:
        reader.pull()
    first.exchange.run()
    pulls, torn, torn_at_the_terminal = 0, {reader.name: 0 for reader in readers[-2:]}, 0
    with psycopg.connect(centre.url) as one, psycopg.connect(centre.url) as other:
        open_now, next_open = one, other
        _insert(open_now, "somebody is always at work", fen=0)
        progress = _Storm(centre.url, lambda connection, chance: _transfer_some(connection, chance, keys))
        for _ in progress.until(WRITERS * TRANSACTIONS):
            _insert(next_open, "somebody is always at work", fen=0)
            open_now.commit()
            open_now, next_open = next_open, open_now
            progress.wait_for_more(10)
            pulls += 1
            for reader in readers[-2:]:
                reader.pull()
                torn[reader.name] += reader.total() != ACCOUNTS * EACH
            first.exchange.run()
            torn_at_the_terminal += _total(first) != ACCOUNTS * EACH
        open_now.commit()
    progress.join()
    print(f"of {pulls} pulls showed money that never was: {torn}")
    assert pulls > 3 and torn_at_the_terminal == torn[GateReader.name] == 0
    assert torn[Horizon.name] > 0, f"{pulls} pulls"
    for reader in readers[-2:]:
        reader.pull()
    first.exchange.run()
    assert readers[-1].seen == _balances(centre) and first.content() == centre.content()


class _Storm:
    """Writers at once, each with a connection and a bounded number of transactions."""

    def __init__(self, url: str, act: Callable[[Connection, random.Random], None]) -> None:
        self._url, self._act = url, act
        self._moved = threading.Condition()
        self.done = 0
        self._errors: list[BaseException] = []
        self._threads = [threading.Thread(target=self._write, args=(seed,)) for seed in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def until(self, number: int) -> Iterator[None]:
        """Go on giving turns until so many transactions have ended; writers never wait for the reader."""
        while True:
            with self._moved:
                if self.done >= number or self._errors:
                    return
            yield

    def wait_for_more(self, number: int) -> None:
        """Wait until so many more transactions have ended, or all have."""
        with self._moved:
            enough = min(self.done + number, WRITERS * TRANSACTIONS)
            self._moved.wait_for(lambda: self.done >= enough or bool(self._errors))

    def join(self) -> None:
        """Wait for all writers; what one of them met is raised here."""
        for thread in self._threads:
            thread.join()
        if self._errors:
            raise self._errors[0]

    def _write(self, seed: int) -> None:
        chance = random.Random(seed)
        try:
            with psycopg.connect(self._url) as connection:
                for _ in range(TRANSACTIONS):
                    self._act(connection, chance)
                    connection.rollback() if chance.random() < 0.2 else connection.commit()
                    with self._moved:
                        self.done += 1
                        self._moved.notify_all()
        except psycopg.Error as error:
            with self._moved:
                self._errors.append(error)
                self._moved.notify_all()


def _insert(connection: Connection, name: str, fen: int = 1) -> None:
    connection.execute(INSERT.replace(", 1)", f", {fen})"), (HALL.id, name))


def _insert_some(connection: Connection, chance: random.Random) -> None:
    """Some rows, some in savepoints, some of these taken back."""
    connection.execute("SELECT 1")
    for _ in range(chance.randint(1, 4)):
        if chance.random() < 0.5:
            _insert(connection, "plain")
            continue
        with connection.transaction():
            _insert(connection, "in a savepoint")
            if chance.random() < 0.4:
                raise psycopg.Rollback


def _transfer(connection: Connection, changes: dict[str, int]) -> None:
    for key, by in sorted(changes.items()):
        connection.execute("UPDATE guitai.test_account SET fen = fen + %s WHERE id = %s", (by, key))


def _transfer_some(connection: Connection, chance: random.Random, keys: list[str]) -> None:
    """One to three transfers; all accounts in the order of their keys, so that nobody waits in a circle."""
    changes: dict[str, int] = {}
    for _ in range(chance.randint(1, 3)):
        source, target = chance.sample(keys, 2)
        fen = chance.randint(1, 50)
        changes[source] = changes.get(source, 0) - fen
        changes[target] = changes.get(target, 0) + fen
    _transfer(connection, changes)


def _open_accounts(centre: Centre) -> list[str]:
    keys = [f"account-{n:02}" for n in range(ACCOUNTS)]
    for key in keys:
        centre.web_account(key, EACH)
    return keys


def _balances(centre: Centre) -> dict[str, int]:
    return {str(row["id"]): int(row["fen"]) for row in centre.ask("SELECT id, fen FROM test_account")}


def _total(terminal: Terminal) -> int:
    return sum(row.fen for row in terminal.rows(SmallAccount))
