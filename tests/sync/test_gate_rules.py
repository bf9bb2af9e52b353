"""What the gate lets nobody do: steps out of order, the centre's own columns, parents of another hall."""

from __future__ import annotations

import json

import psycopg
import pytest

from app.kernel.confirm import Verdict
from app.schema import METADATA
from app.sync.entities import Conflict
from tests.sync.small_market import HALL, Centre, SmallTask, TaskState, Terminal

pytestmark = pytest.mark.centre


def test_a_step_out_of_order_is_refused_whoever_takes_it(first: Terminal, centre: Centre) -> None:
    key, _ = first.add(SmallTask(title="t"))
    first.exchange.run()
    with pytest.raises(psycopg.Error) as caught:
        centre.ask("UPDATE test_task SET state = 'done'")
    assert caught.value.sqlstate == "GT113"

    txn = first.change(SmallTask, key, state=TaskState.DONE)
    answer = first.confirm.ask(txn)
    assert (answer.verdict, answer.reason) == (Verdict.REFUSED, "wrong step")
    assert json.loads(str(answer.facts["detail"])) == {"key": key, "held": "open", "wanted": "done"}

    first.change(SmallTask, key, state=TaskState.RUNNING)
    txn = first.change(SmallTask, key, state=TaskState.DONE)
    assert first.confirm.ask(txn).verdict is Verdict.CONFIRMED


def test_two_terminals_that_take_the_same_step_do_not_both_take_it(first: Terminal, second: Terminal) -> None:
    key, _ = first.add(SmallTask(title="t"))
    first.exchange.run()
    second.exchange.run()
    one = first.change(SmallTask, key, state=TaskState.RUNNING)
    assert first.confirm.ask(one).verdict is Verdict.CONFIRMED
    first.change(SmallTask, key, state=TaskState.DONE)
    first.exchange.run()
    other = second.change(SmallTask, key, state=TaskState.RUNNING)
    assert second.confirm.ask(other).verdict is Verdict.REFUSED
    row = second.row(SmallTask, key)
    assert row is not None and row.state is TaskState.DONE


def test_a_column_of_the_centre_stays_the_centres(first: Terminal, centre: Centre) -> None:
    key, _ = first.add(SmallTask(title="t", price=7))
    first.exchange.run()
    row = first.row(SmallTask, key)
    assert row is not None and row.price == 0
    centre.ask("UPDATE test_task SET price = 100")
    first.change(SmallTask, key, price=5, title="renamed")
    first.exchange.run()
    row = first.row(SmallTask, key)
    assert row is not None and (row.price, row.title) == (100, "renamed")
    (line,) = first.rows(Conflict)
    assert (line.column_name, line.wanted, line.kept) == ("price", 5, 100)


def test_a_row_never_names_one_of_another_hall(first: Terminal, centre: Centre) -> None:
    columns = "id, hall_id, made_at, end_reason"
    centre.ask(
        f"INSERT INTO test_booking ({columns}, room, starts_at, ends_at) "
        "VALUES ('far', 'another-hall', 1, '', '1', 1, 2)"
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        centre.ask(
            f"INSERT INTO test_guest ({columns}, booking_id, name, is_vip, tags, visits) "
            "VALUES ('g', %s, 1, '', 'far', 'x', false, '[]', 0)",
            HALL.id,
        )


def test_every_declared_table_has_gates_that_the_server_can_plan(centre_url: str) -> None:
    Centre(centre_url, METADATA)
    with psycopg.connect(centre_url, autocommit=True) as connection:
        connection.execute("SET search_path = guitai")
        connection.execute(
            "INSERT INTO sync_terminal (number, role, name, hall_id, epoch, enrolled_at) "
            "SELECT 1, current_user, 'x', 'h', epoch, now() FROM sync_centre"
        )
        for table in METADATA.sorted_tables:
            if "sync" not in table.info:
                continue
            for op, wanted in (("insert", '{"id": "k", "hall_id": "h"}'), ("update", "{}")):
                change = (
                    f'{{"table": "{table.name}", "key": "k", "op": "{op}", "new": {wanted}, "old": {{}}}}'
                )
                with pytest.raises(psycopg.Error) as caught, connection.transaction():
                    connection.execute(
                        "SELECT gate_change(t, '{}', %s, false) FROM sync_terminal t", (change,)
                    )
                assert caught.value.sqlstate in ("23502", "23503", "GT105"), (table.name, op, caught.value)
