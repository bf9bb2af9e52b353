"""A pull shows a state the centre really was in, and brings every row once its writer has committed."""

from __future__ import annotations

import random
import threading

import psycopg
import pytest

from tests.sync.conftest import Joiner
from tests.sync.small_market import Centre, SmallAccount, Terminal

pytestmark = pytest.mark.centre
ACCOUNTS = 12
EACH = 1_000


def _move(connection: psycopg.Connection[object], source: str, target: str, fen: int) -> None:
    change = "UPDATE guitai.test_account SET fen = fen + %s WHERE id = %s"
    for key, by in sorted(((source, -fen), (target, fen))):
        connection.execute(change, (by, key))


def _fill(centre: Centre) -> list[str]:
    keys = [f"account-{n:02}" for n in range(ACCOUNTS)]
    for key in keys:
        centre.web_account(key, EACH)
    return keys


def _total(terminal: Terminal) -> int:
    return sum(row.fen for row in terminal.rows(SmallAccount))


def test_an_old_transaction_that_commits_late_is_not_passed_over(first: Terminal, centre: Centre) -> None:
    keys = _fill(centre)
    first.exchange.run()
    with psycopg.connect(centre.url) as late, psycopg.connect(centre.url) as early:
        _move(late, keys[0], keys[1], 300)
        _move(early, keys[2], keys[3], 200)
        early.commit()
        first.exchange.run()
        assert _total(first) == ACCOUNTS * EACH
        seen = {row.id: row.fen for row in first.rows(SmallAccount)}
        assert seen[keys[2]] == EACH - 200 and seen[keys[0]] == EACH
        # Its number is lower than what was pulled already; its rows are new all the same.
        _move(late, keys[4], keys[2], 50)
        late.commit()
    first.exchange.run()
    seen = {row.id: row.fen for row in first.rows(SmallAccount)}
    assert seen[keys[0]] == EACH - 300 and seen[keys[2]] == EACH - 150
    assert _total(first) == ACCOUNTS * EACH and first.content() == centre.content()


def test_a_row_is_there_while_a_foreign_transaction_stays_open(first: Terminal, centre: Centre) -> None:
    keys = _fill(centre)
    first.exchange.run()
    with psycopg.connect(centre.url) as idle, psycopg.connect(centre.url) as busy:
        _move(idle, keys[0], keys[1], 1)
        _move(busy, keys[2], keys[3], 1)
        busy.commit()
        first.exchange.run()
        row = first.row(SmallAccount, keys[2])
        assert row is not None and row.fen == EACH - 1
        idle.rollback()
    first.exchange.run()
    assert first.content() == centre.content()


def test_money_moved_by_others_while_we_pull_never_shows_a_wrong_total(
    first: Terminal, centre: Centre
) -> None:
    keys = _fill(centre)
    first.exchange.run()
    done = threading.Event()
    errors: list[BaseException] = []

    def writer(seed: int) -> None:
        chance = random.Random(seed)
        try:
            with psycopg.connect(centre.url) as connection:
                for _ in range(60):
                    for _ in range(chance.randint(1, 3)):
                        # Each in a transaction of its own length; sorted keys keep deadlocks away.
                        source, target = sorted(chance.sample(keys, 2))
                        _move(connection, source, target, chance.randint(1, 50))
                        if chance.random() < 0.5:
                            connection.commit()
                    connection.rollback() if chance.random() < 0.2 else connection.commit()
        except psycopg.errors.DeadlockDetected:
            pass
        except BaseException as error:
            errors.append(error)
            raise

    writers = [threading.Thread(target=writer, args=(seed,)) for seed in range(3)]
    watcher = threading.Thread(target=lambda: [w.join() for w in writers] and done.set())
    for thread in [*writers, watcher]:
        thread.start()
    pulls, states = 0, set()
    while not done.is_set() or pulls == 0:
        first.exchange.run()
        pulls += 1
        states.add(tuple(row.fen for row in first.rows(SmallAccount)))
        assert _total(first) == ACCOUNTS * EACH
    watcher.join()
    first.exchange.run()
    assert not errors and len(states) > 1
    assert first.content() == centre.content()


def test_terminals_that_work_at_once_converge(join: Joiner, centre: Centre) -> None:
    terminals = [join(name) for name in ("one", "two", "three")]
    key, _ = terminals[0].add(SmallAccount(name="shared", fen=0))
    for terminal in terminals:
        terminal.exchange.run()

    def work(terminal: Terminal, seed: int) -> None:
        chance = random.Random(seed)
        for turn in range(12):
            if chance.random() < 0.5:
                terminal.change(SmallAccount, key, name=f"{seed}-{turn}")
            else:
                terminal.add(SmallAccount(name=f"{seed}-{turn}", fen=turn))
            if chance.random() < 0.5:
                terminal.exchange.run()

    threads = [threading.Thread(target=work, args=(t, seed)) for seed, t in enumerate(terminals)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for terminal in [*terminals, *terminals]:
        terminal.exchange.run()
    there = centre.content()
    assert all(terminal.content() == there for terminal in terminals)
    assert all(terminal.view.status().waiting == 0 for terminal in terminals)
    sent = sum(len(terminal.outbox()) for terminal in terminals)
    assert len(centre.ask("SELECT DISTINCT txn FROM sync_applied")) == sent
