"""What grows with terminals, halls and years, and what does not (docs/growth.md)."""

from __future__ import annotations

import pytest

from tests.postgres_server import PostgresServer
from tests.sync.postgres.gates import Caller, entry, inserted
from tests.sync.postgres.growth import ThinTerminal, join_many, run_terminals
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import HALL

pytestmark = [pytest.mark.centre, pytest.mark.slow]


def test_a_pull_does_not_look_through_the_answers_kept_unless_it_asks_for_one(hall: RealHall) -> None:
    (terminal,) = hall.join("one")
    reads = "SELECT seq_scan + idx_scan AS n FROM pg_stat_user_tables WHERE relname = 'sync_applied'"
    with Caller(terminal.url) as caller:
        told = entry(1, inserted("test_account", HALL.id, name="a", fen=1))
        caller.push(told)

        def reads_of(parked: list[str]) -> int:
            caller.connection.execute("SELECT pg_stat_force_next_flush()")
            before = hall.centre.ask(reads)[0]["n"]
            answer = caller.ask("gate_pull", {**caller.pull(), "parked": parked})
            assert [settled["txn"] for settled in answer["settled"]] == parked
            caller.connection.execute("SELECT pg_stat_force_next_flush()")
            return int(hall.centre.ask(reads)[0]["n"]) - int(before)

        assert reads_of([]) == 0
        assert reads_of([told["txn"]]) > 0


def test_a_change_is_pulled_once_by_each_terminal_of_its_hall_and_by_no_other(server: PostgresServer) -> None:
    halls, each = 3, 4
    terminals = [ThinTerminal(url) for url in join_many(server.create_database("halls"), halls * each, halls)]
    try:
        counted = run_terminals(terminals, seconds=2.0, every_s=0.5, seed=1)
        # What is on its way when the time is up arrives with one more look.
        late = sum(len(terminal.pull()) for terminal in terminals)
    finally:
        for terminal in terminals:
            terminal.close()
    assert counted.pushes > halls * each
    assert counted.arrivals + late == counted.pushes * each
    assert counted.pulls <= counted.pushes * each, "pulls that nothing called for"
