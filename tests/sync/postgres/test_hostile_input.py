"""Whatever a terminal's role says to the gate: a clear refusal, nothing half written, and others go on."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.errors import FieldRefused
from app.sync.centre.roles import GATES
from tests.postgres_server import PostgresServer
from tests.sync.postgres.gates import Caller, Message, entry, inserted, updated
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import HALL, SMALL, SmallAccount, SmallBooking, SmallGuest, Terminal, booking

pytestmark = pytest.mark.centre

OTHER_HALL = "00000000-0000-7000-8000-0000000000bb"
CLEAR = ("GT", "22", "0A", "54")
"""Refusals that say whose fault it is: ours, wrong data, unknown table or column, too large."""


@pytest.fixture
def honest(hall: RealHall) -> Terminal:
    """A terminal that goes on working beside."""
    hall.join("mallory", "honest")
    return hall.terminals["honest"]


@pytest.fixture
def mallory(hall: RealHall, honest: Terminal) -> Iterator[Caller]:
    """A terminal's role in wrong hands."""
    with Caller(hall.terminals["mallory"].url) as caller:
        yield caller


@pytest.fixture(scope="module")
def turned_away(server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """A terminal's role for questions that leave nothing behind."""
    folder = tmp_path_factory.mktemp("turned-away")
    with RealHall(server.create_database("turned_away"), folder) as hall:
        (terminal,) = hall.join("mallory")
        with Caller(terminal.url) as caller:
            yield caller


def account(**values: Any) -> Message:
    """A new account of the hall."""
    return inserted("test_account", HALL.id, **{"name": "of mallory", "fen": 1, **values})


TABLES = (*(table.name for table in SMALL.sorted_tables), "sync_applied", "sync_parked", "sync_counter")
COUNT = "SELECT " + " + ".join(f"(SELECT count(*) FROM guitai.{name})" for name in TABLES)


def _rows(hall: RealHall) -> int:
    return sum(len(rows) for rows in hall.centre.content().values())


def _goes_on(hall: RealHall, honest: Terminal) -> None:
    """Honest work goes up and comes down."""
    key, _ = honest.add(SmallAccount(name="honest", fen=1))
    assert honest.exchange.run().refused == 0
    assert hall.centre.ask("SELECT name FROM test_account WHERE id = %s", key) == [{"name": "honest"}]


# --- Shapes ---------------------------------------------------------------------------------------------

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(
        ["", "x", "-1", "1.5", "1e400", "NaN", "\\", "'; DROP SCHEMA guitai CASCADE; --", HALL.id]
    ),
)
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] + [place for key, part in inner for place in _places(part, (*path, key))]


def _with(message: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    changed = copy.deepcopy(message)
    part = changed
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return changed


@pytest.mark.slow
@pytest.mark.parametrize("gate", ["gate_hello", "gate_push", "gate_pull"])
def test_any_shape_of_json_is_answered_or_refused_clearly(
    gate: str, hall: RealHall, honest: Terminal, mallory: Caller
) -> None:
    known = account(id="known")
    mallory.push(entry(1, known))
    messages: dict[str, Any] = {
        "gate_hello": mallory.hello(),
        "gate_pull": {**mallory.pull(), "token": "5:5:", "as_of": "5:5:", "cursor": [0, "5", ""], "page": 9},
        "gate_push": mallory.batch(
            entry(2, account(), updated("test_account", "known", {"fen": 1}, {"fen": 2}, "x.1.1")),
            entry(3, inserted("test_booking", HALL.id, room="1", starts_at=1, ends_at=2, title="", note="")),
        ),
    }
    honest_message = messages[gate]
    places = _places(honest_message)

    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(places), anything)
    def told(place: tuple[Any, ...], value: Any) -> None:
        before = admin.execute(COUNT).fetchone()
        try:
            mallory.ask(gate, json.dumps(_with(honest_message, place, value)))
        except psycopg.Error as error:
            assert (error.sqlstate or "")[:2] in CLEAR, f"{error.sqlstate}: {error}"
            assert admin.execute(COUNT).fetchone() == before, "a refused message left something behind"
        assert mallory.connection.execute("SELECT 1").fetchone() == (1,)

    with psycopg.connect(hall.centre.url, autocommit=True) as admin:
        told()
    _goes_on(hall, honest)


NO_MESSAGES = (
    *("", "null", "[]", "1", '"x"', "{", "{}{}", "NaN", "\x01"),
    *('{"a": \\u0000}', '{"incarnation": "\\u0000"}', '{"x": "\\ud800"}'),
    *("[" * 20_000, '{"a":' * 20_000 + "1" + "}" * 20_000),
)


@pytest.mark.parametrize("text", NO_MESSAGES, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize("gate", ["gate_hello", "gate_push", "gate_pull"])
def test_what_is_no_object_of_json_is_refused_as_malformed(turned_away: Caller, gate: str, text: str) -> None:
    assert turned_away.refusal(gate, text) == "GT108"


def test_a_null_is_refused_too(turned_away: Caller) -> None:
    for call in ("gate_hello(NULL)", "gate_push(NULL)", "gate_pull(NULL)", "gate_number(NULL, NULL)"):
        with pytest.raises(psycopg.Error) as caught:
            turned_away.connection.execute(f"SELECT guitai.{call}")
        assert caught.value.sqlstate == "GT108", call


@pytest.mark.slow
def test_a_batch_of_100_megabytes_is_refused_clearly_and_in_bounded_memory(
    hall: RealHall, honest: Terminal, mallory: Caller
) -> None:
    huge = json.dumps(mallory.batch(entry(1, account(name="x" * 100_000_000))))
    assert mallory.refusal("gate_push", huge) == "GT108"
    status = Path(f"/proc/{mallory.connection.info.backend_pid}/status").read_text(encoding="ascii")
    peak_kb = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak_kb < 700_000, "the backend copied it again and again"
    assert mallory.push(entry(1, account()))["status"] == "ok"
    _goes_on(hall, honest)


def test_more_than_fifty_changesets_are_refused(hall: RealHall, mallory: Caller) -> None:
    batch = mallory.batch(*(entry(n, account()) for n in range(1, 52)))
    assert mallory.refusal("gate_push", batch) == "GT108" and _rows(hall) == 0
    batch["entries"].pop()
    assert mallory.ask("gate_push", batch)["status"] == "ok"


@pytest.mark.parametrize(
    "values",
    [{"fen": 10**30}, {"fen": 1.5}, {"fen": "much"}, {"fen": None}, {"fen": [1]}, {"made_at": {}},
     {"name": None}],
    ids=str,
)  # fmt: skip
def test_a_value_no_column_can_hold_refuses_its_changeset_alone(
    hall: RealHall, honest: Terminal, mallory: Caller, values: Message
) -> None:
    answer = mallory.push(entry(1, account(**values)), entry(2, account(name="next")))
    assert [result["status"] for result in answer["results"]] == ["refused", "accepted"]
    assert [row["name"] for row in hall.centre.ask("SELECT name FROM test_account")] == ["next"]
    _goes_on(hall, honest)


def test_text_that_looks_like_sql_is_text(hall: RealHall, mallory: Caller) -> None:
    evil = "x'); DROP TABLE guitai.test_account; --\"$$"
    told = entry(1, account(id=evil, name=evil), use_case=evil, actor_id=evil, digest=evil)
    assert mallory.push(told)["results"][0]["status"] == "accepted"
    assert hall.centre.ask("SELECT id, name FROM test_account") == [{"id": evil, "name": evil}]
    row = updated("test_account", evil, {"name": evil}, {"name": "x", evil: 1})
    for change in ({**account(), "table": evil}, {**account(), "table": "sync_terminal"}, row):
        assert mallory.refusal("gate_push", mallory.batch(entry(2, change))) == "0A000"
    odd = entry(2, {**account(), "op": evil})
    assert mallory.push(odd)["results"][0]["detail"]["code"] == "GT108"


def test_text_no_centre_can_hold_is_refused_at_the_terminal_and_stops_nothing(
    hall: RealHall, honest: Terminal
) -> None:
    key, _ = honest.add(booking(title="before"))
    for text in ("a\x00b", "half a pair \ud800"):
        wrong = (SmallAccount(name=text, fen=1), SmallGuest(booking_id=key, name="g", tags=["fine", text]))
        for record in wrong:
            with pytest.raises(FieldRefused):
                honest.add(record)
        with pytest.raises(FieldRefused):
            honest.change(SmallBooking, key, title=text)
    assert len(honest.outbox()) == 1
    _goes_on(hall, honest)
    assert honest.content() == hall.centre.content()


# --- Other halls, other terminals -----------------------------------------------------------------------


def test_rows_of_another_hall_can_neither_be_written_nor_moved_nor_seen(
    hall: RealHall, mallory: Caller
) -> None:
    hall.centre.web_account("foreign", 5, OTHER_HALL)
    mine = account(id="mine")
    answer = mallory.push(
        entry(1, mine),
        entry(2, inserted("test_account", OTHER_HALL, name="x", fen=1)),
        entry(3, updated("test_account", "foreign", {"fen": 5}, {"fen": 0})),
        entry(4, updated("test_account", "mine", {"hall_id": HALL.id}, {"hall_id": OTHER_HALL})),
        entry(5, updated("test_account", "mine", {"id": "mine"}, {"id": "foreign"})),
        entry(6, account(id="foreign")),
        entry(7, {**account(), "key": "another than in new"}),
    )
    codes = [result["detail"].get("code") for result in answer["results"]]
    # A foreign row is not even told apart from one that is nowhere.
    assert codes == [None, "GT103", "GT105", "GT108", "GT108", None, "GT103"]
    assert [result["detail"].get("other") for result in answer["results"]] == [None] * 7
    rows = hall.centre.ask("SELECT id, hall_id, fen FROM test_account ORDER BY id, hall_id DESC")
    assert rows == [
        {"id": "foreign", "hall_id": OTHER_HALL, "fen": 5},
        {"id": "foreign", "hall_id": HALL.id, "fen": 1},
        {"id": "mine", "hall_id": HALL.id, "fen": 1},
    ]
    for place in (["0", "0", ""], [0, "0", ""], None):
        asked = {**mallory.pull(), "cursor": place, "as_of": "3:3:"}
        found = mallory.ask("gate_pull", asked)["tables"].get("test_account", {"rows": []})
        assert OTHER_HALL not in json.dumps(found)


def test_a_row_that_names_a_row_of_another_hall_is_refused(
    hall: RealHall, honest: Terminal, mallory: Caller
) -> None:
    hall.centre.ask(
        "INSERT INTO test_booking (id, hall_id, room, starts_at, ends_at, title, note)"
        " VALUES ('theirs', %s, '1', 1, 2, 'secret', '')",
        OTHER_HALL,
    )
    hall.centre.ask(
        "INSERT INTO test_guest (id, hall_id, booking_id, name) VALUES ('g', %s, 'theirs', 'secret')",
        OTHER_HALL,
    )
    guest = {"booking_id": "theirs", "born": None, "is_vip": False, "tags": [], "visits": 0}
    answer = mallory.push(
        entry(1, inserted("test_guest", HALL.id, name="secret", **guest)),
        entry(2, inserted("test_guest", HALL.id, name="another", **guest)),
    )
    assert [result["status"] for result in answer["results"]] == ["refused", "refused"]
    assert "secret" not in json.dumps([result["detail"].get("other") for result in answer["results"]])
    assert hall.centre.ask("SELECT 1 FROM test_guest WHERE hall_id = %s", HALL.id) == []
    _goes_on(hall, honest)


def test_a_terminal_is_who_it_signed_in_as_whatever_it_says(hall: RealHall, mallory: Caller) -> None:
    mallory.connection.execute("SET guitai.terminal = '2'")
    forged = {"terminal": 2, "number": 2, "role": "postgres", "hall_id": OTHER_HALL}
    told = entry(1, inserted("test_booking", HALL.id, room="1", starts_at=1, ends_at=2, title="", note=""))
    assert mallory.push({**told, **forged}, **forged)["status"] == "ok"
    assert hall.centre.ask("SELECT terminal FROM sync_applied") == [{"terminal": 1}]
    mallory.connection.execute("SET guitai.terminal = 'nobody'")
    assert mallory.push(entry(2, account()))["status"] == "ok"


def test_numbers_a_terminal_claims_to_have_given_stay_few_and_small(hall: RealHall, mallory: Caller) -> None:
    claimed = {f"series {n}|2026-11-25": 10**18 for n in range(1_000)} | {"x": 1, "a|b": "c", "c|d": -5}
    # A life the database never had: the centre was set back, and is told of the numbers on paper.
    mallory.ask("gate_hello", {**mallory.hello(), "epoch": "another life", "numbers": claimed})
    counters = hall.centre.ask("SELECT count(*) AS n, max(last) AS high, min(last) AS low FROM sync_counter")
    assert counters[0]["n"] <= 50 and counters[0]["high"] <= 1_000_000 and counters[0]["low"] >= 0
    halls = hall.centre.ask("SELECT DISTINCT hall_id FROM sync_counter")
    assert halls in ([], [{"hall_id": HALL.id}])


def test_a_forged_sequence_is_answered_with_what_was_expected(hall: RealHall, mallory: Caller) -> None:
    assert mallory.push(entry(1, account()))["status"] == "ok"
    answer = mallory.push(entry(7, account()))
    assert (answer["status"], answer["expected_seq"], answer["results"]) == ("gap", 2, [])
    assert mallory.push(entry(2**63 - 1, account()))["status"] == "gap"
    for wrong in (2**63, -(2**70), 1.5, "two", None, [], {}):
        assert mallory.refusal("gate_push", mallory.batch(entry(wrong, account()))) == "GT108"
    assert mallory.push(entry(2, account()))["status"] == "ok"
    for back in (1, 0, -5):
        assert mallory.push(entry(back, account()))["status"] == "fork"
    assert len(hall.centre.ask("SELECT 1 FROM test_account")) == 2
    mallory.begin_anew()
    assert mallory.push(entry(3, account()))["status"] == "ok"


def test_another_terminals_changeset_cannot_be_taken_over(
    hall: RealHall, honest: Terminal, mallory: Caller
) -> None:
    _, txn = honest.add(booking(title="honest"))
    honest.exchange.run()
    assert mallory.push(entry(1, account(), txn=txn))["status"] == "fork"
    mallory.begin_anew()
    waiting = honest.add(booking(title="next", hour=12))[1]
    assert mallory.push(entry(1, account()))["status"] == "ok"
    honest.exchange.run()
    applied = hall.centre.ask("SELECT terminal, status FROM sync_applied WHERE txn = %s", waiting)
    assert applied == [{"terminal": 2, "status": "accepted"}]
    asked = {**mallory.pull(), "parked": [txn]}
    assert mallory.ask("gate_pull", asked)["settled"] == []


# --- The database around the gate -----------------------------------------------------------------------


def test_no_function_but_the_gates_may_be_called(hall: RealHall, mallory: Caller) -> None:
    query = """SELECT p.oid::regprocedure::text AS name FROM pg_proc p
               WHERE pronamespace = 'guitai'::regnamespace AND has_function_privilege(%s, p.oid, 'EXECUTE')"""
    role = mallory.connection.info.user
    names = {row["name"].removeprefix("guitai.").split("(")[0] for row in hall.centre.ask(query, role)}
    assert names == set(GATES)


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE postgres",
        "SET SESSION AUTHORIZATION postgres",
        "CREATE TEMP TABLE test_account (id text)",
        "CREATE TABLE public.test_account (id text)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION pg_temp.gate_read(text) RETURNS jsonb LANGUAGE sql AS 'SELECT null::jsonb'",
        "CREATE FUNCTION public.octet_length(text) RETURNS int LANGUAGE sql AS 'SELECT 0'",
        "SELECT * FROM guitai.sync_applied",
        "SELECT * FROM guitai.conflict",
        "SELECT guitai.sync_new_epoch()",
        "SELECT guitai.sync_tidy()",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "COPY guitai.test_account TO STDOUT",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
        "DO $$ BEGIN LOCK TABLE guitai.test_account; END $$",
        "SET session_replication_role = replica",
        "ALTER SYSTEM SET synchronous_commit = off",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
    ],
)
def test_a_terminals_role_reaches_nothing_around_the_gate(turned_away: Caller, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        turned_away.connection.execute(statement)


def test_a_search_path_of_ones_own_changes_nothing(hall: RealHall, mallory: Caller) -> None:
    mallory.connection.execute("SET search_path = pg_temp, public, pg_catalog")
    assert mallory.push(entry(1, account()))["status"] == "ok"
    for settings_of_mine in ("SET standard_conforming_strings = off", "SET bytea_output = escape",
                             "SET DateStyle = 'German'", "SET lc_numeric = 'C'", "SET jit = on",
                             "SET client_encoding = 'LATIN1'"):  # fmt: skip
        mallory.connection.execute(settings_of_mine)
    guest = {"booking_id": "b", "name": "g", "is_vip": True, "tags": ["a"], "visits": 1}
    room = inserted("test_booking", HALL.id, id="b", room="1", starts_at=1, ends_at=2, title="", note="")
    told = entry(2, room, inserted("test_guest", HALL.id, born="1988-02-29", **guest))
    assert mallory.push(told)["results"][0]["status"] == "accepted"
    answer = mallory.ask("gate_pull", mallory.pull())["tables"]["test_guest"]
    assert dict(zip(answer["columns"], answer["rows"][0], strict=True))["born"] == "1988-02-29"


def test_a_flood_of_signals_wakes_the_others_and_costs_them_nothing_else(
    hall: RealHall, honest: Terminal, mallory: Caller
) -> None:
    # PostgreSQL gives every role NOTIFY; what a terminal can do with it is to wake the others for nothing.
    for _ in range(50):
        mallory.connection.execute(
            "SELECT count(pg_notify('guitai', repeat(n::text, 900))) FROM generate_series(1, 200) n"
        )
    assert hall.centre.ask("SELECT pg_notification_queue_usage() < 0.01 AS small") == [{"small": True}]
    _goes_on(hall, honest)


def test_no_question_brings_more_than_a_page(hall: RealHall, mallory: Caller) -> None:
    hall.centre.ask(
        "INSERT INTO test_account (hall_id, name, fen) SELECT %s, 'many', n FROM generate_series(1, 6000) n",
        HALL.id,
    )
    for page in (10**9, 0, -1):
        answer = mallory.ask("gate_pull", {**mallory.pull(), "page": page})
        assert 0 < len(answer["tables"]["test_account"]["rows"]) <= 5_000 and answer.get("token") is None
    assert mallory.refusal("gate_pull", {**mallory.pull(), "page": 10**30}) == "GT108"


def test_a_cancelled_push_leaves_nothing_and_can_be_sent_again(
    hall: RealHall, honest: Terminal, mallory: Caller
) -> None:
    batch = mallory.batch(entry(1, account()), entry(2, account()))
    codes: list[str] = []
    with psycopg.connect(hall.centre.url) as busy:
        busy.execute("SELECT number FROM guitai.sync_terminal FOR UPDATE")
        pushing = threading.Thread(target=lambda: codes.append(mallory.refusal("gate_push", batch)))
        pushing.start()
        pid = mallory.connection.info.backend_pid
        waiting = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
        while pushing.is_alive() and busy.execute(waiting, (pid,)).fetchone() != (True,):
            continue
        busy.execute("SELECT pg_cancel_backend(%s)", (pid,))
        pushing.join()
    assert codes == ["57014"] and _rows(hall) == 0
    assert hall.centre.ask("SELECT 1 FROM sync_applied") == []
    answer = mallory.ask("gate_push", batch)
    assert [result["status"] for result in answer["results"]] == ["accepted", "accepted"]
    _goes_on(hall, honest)
