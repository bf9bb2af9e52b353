"""A store of an older version: nothing of it is lost, and the clerk goes on with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table, Text, inspect

from app.contracts.states import ContractState
from app.counter import STORE_FILE, Counter, open_counter
from app.kernel.clock import HOUR, SteppingClock
from app.migrations import upgrading
from app.migrations.completing import complete
from app.migrations.upgrading import copy_of
from app.reception.index_words import Kind, words_of
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import SEAL_PASSPHRASE, STORE_KEY, FileSecrets, kept_or_made
from app.storage.engine import open_engines
from app.storage.store import SCHEMA_VERSION
from app.storage.trail import first_broken_link
from tests.builders import MORNING, PASSWORD, a_signature, all_ticks

KEPT = {1: "first_version.sql", 2: "second_version.sql", 3: "third_version.sql"}
MADE_ANEW = {"search_entry", "search_word", "search_due"}
"""The index follows from the records, and names have other words than in older versions."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=KEPT)
def version(request: pytest.FixtureRequest) -> int:
    """The version of the program that left the store."""
    found: int = request.param
    return found


@pytest.fixture
def home(tmp_path: Path, version: int) -> Path:
    """The data folder of a terminal whose program is of an older version."""
    driver = _driver(tmp_path)
    driver.executescript(Path(__file__).with_name(KEPT[version]).read_text(encoding="utf-8"))
    driver.close()
    return tmp_path


@pytest.fixture
def open_home(home: Path) -> Iterator[Callable[[], Counter]]:
    """Opens that folder with the program of today."""
    opened: list[Counter] = []

    def open_one(after: int = 8 * HOUR) -> Counter:
        opened.append(open_counter(home, SteppingClock(MORNING + after), FileSecrets(home)))
        return opened[-1]

    yield open_one
    for counter in opened:
        counter.close()


def _key(home: Path) -> bytes:
    return kept_or_made(FileSecrets(home), STORE_KEY)


def _driver(home: Path, name: str = STORE_FILE) -> Any:
    driver = sqlcipher.connect(str(home / name), isolation_level=None)
    driver.execute(f"PRAGMA key = \"x'{_key(home).hex()}'\"")
    return driver


def _contents(home: Path, name: str = STORE_FILE) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by the names of its columns."""
    driver = _driver(home, name)
    tables = [row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {}
    for table in tables:
        cursor = driver.execute(f'SELECT * FROM "{table}" ORDER BY 1')
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    driver.close()
    return found


def _version(home: Path, name: str = STORE_FILE) -> int:
    driver = _driver(home, name)
    found: int = driver.execute("PRAGMA user_version").fetchone()[0]
    driver.close()
    return found


def test_everything_is_there_and_the_older_file_is_kept(
    home: Path, version: int, open_home: Callable[[], Counter]
) -> None:
    before = _contents(home)
    open_home().close()
    after = _contents(home)
    for table, rows in before.items():
        if table in MADE_ANEW:
            continue
        names = rows[0].keys() if rows else ()
        assert [{name: row[name] for name in names} for row in after[table]] == rows, table
    assert _version(home) == SCHEMA_VERSION
    kept = copy_of(home / STORE_FILE, version).name
    assert (_version(home, kept), _contents(home, kept)) == (version, before)


def test_records_have_the_words_of_today(home: Path, open_home: Callable[[], Counter]) -> None:
    counter = open_home()
    assert [row.name for row in counter.people.find_organisations("gssdjd")] == ["甘肃尚德机电有限公司"]
    assert counter.people.find_organisations("hssdjd") == ()
    counter.close()
    found = _contents(home)
    expected = {
        (word, entry["ref"])
        for entry in found["search_entry"]
        for word in words_of(Kind(entry["kind"]), entry["name"], entry["phone"])
    }
    assert {(row["word"], row["ref"]) for row in found["search_word"]} == expected
    assert len(found["search_entry"]) == len([*found["person"], *found["organisation"]])


def test_the_tables_are_those_of_a_store_made_today(
    home: Path, tmp_path: Path, open_home: Callable[[], Counter]
) -> None:
    def shape(folder: Path) -> dict[str, tuple[Any, ...]]:
        engines = open_engines(folder / STORE_FILE, _key(folder))
        with engines.looking.connect() as connection:
            found = inspect(connection)
            shapes = {
                table: (
                    {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(table)},
                    {
                        (tuple(k["constrained_columns"]), k["referred_table"])
                        for k in found.get_foreign_keys(table)
                    },
                    {(i["name"], tuple(i["column_names"])) for i in found.get_indexes(table)},
                )
                for table in found.get_table_names()
                if table in METADATA.tables
            }
        engines.dispose()
        return shapes

    open_home().close()
    fresh = tmp_path / "fresh"
    open_counter(fresh, SteppingClock(MORNING), FileSecrets(fresh)).close()
    assert shape(home) == shape(fresh)


def test_the_trail_of_an_older_store_stays_unbroken(open_home: Callable[[], Counter]) -> None:
    counter = open_home()
    with counter.store.look() as session:
        assert first_broken_link(session) is None


@pytest.mark.parametrize("version", [1], indirect=True)
def test_a_clerk_goes_on_with_the_people_of_the_first_version(open_home: Callable[[], Counter]) -> None:
    counter = open_home()
    clerk = counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
    assert [row.name for row in counter.people.find_people("wxm")] == ["王小明"]
    running = counter.queue.at_window(counter.catalogue.windows()[0].id)
    assert running is not None
    waiting = [row.number for row in counter.queue.waiting()]
    called = counter.case_desk.call_next(actor=clerk).value
    assert called.number in waiting
    case = counter.cases.of_ticket(running.id)
    assert case is not None
    assert case.state.value == "closed"
    counter.case_desk.serve(called.id, actor=clerk)
    assert counter.queue.count().waiting == len(waiting) - 1
    # The period nobody had written is there as a past one.
    with counter.store.look() as session:
        query = "SELECT kind, began_at, ended_at FROM period WHERE ticket_id = ? ORDER BY began_at, id"
        periods = session.connection().exec_driver_sql(query, (called.id,)).all()
    assert [kind for kind, _, _ in periods] == ["waiting", "called", "serving"]
    assert periods[0].began_at == called.taken_at
    assert [p.ended_at for p in periods] == [periods[1].began_at, periods[2].began_at, None]


@pytest.fixture
def with_passphrase(home: Path) -> None:
    """The keyring of that terminal: its passphrase is not in the dump."""
    kept_or_made(FileSecrets(home), SEAL_PASSPHRASE)


def _signed_in(counter: Counter) -> Actor:
    return counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value


def _of(counter: Counter, state: ContractState) -> str:
    return next(row.id for row in counter.contracts.contracts(state))


def _sign_and_seal(counter: Counter, key: str, clerk: Actor) -> None:
    for turn, party in enumerate(counter.contracts.contract(key).parties):
        if not party.signer:
            counter.signing.sign(key, a_signature(counter, key, turn), actor=clerk)
    counter.sealing.seal(key, actor=clerk)
    found = counter.verifying.verify(counter.sealing.sealed_pdf(key))
    assert (found.contract_id, found.problems) == (key, ())


@pytest.mark.parametrize("version", [3], indirect=True)
@pytest.mark.parametrize("state", [ContractState.READY, ContractState.SIGNING])
@pytest.mark.usefixtures("with_passphrase")
def test_a_contract_approved_before_is_signed_and_sealed_as_it_was(
    open_home: Callable[[], Counter], state: ContractState
) -> None:
    counter = open_home()
    clerk, key = _signed_in(counter), _of(counter, state)
    before = counter.contracts.contract(key)
    _sign_and_seal(counter, key, clerk)
    after = counter.contracts.contract(key)
    assert (after.state, after.digest, after.content) == (ContractState.SEALED, before.digest, before.content)


@pytest.mark.parametrize("version", [3], indirect=True)
@pytest.mark.usefixtures("with_passphrase")
def test_a_contract_handed_in_before_is_approved_signed_and_sealed(open_home: Callable[[], Counter]) -> None:
    counter = open_home()
    clerk, key = _signed_in(counter), _of(counter, ContractState.REVIEW)
    counter.review.approve(key, all_ticks(), actor=clerk)
    _sign_and_seal(counter, key, clerk)
    assert counter.versions.proof(key).holds


@pytest.mark.parametrize("version", [3], indirect=True)
def test_a_draft_begun_before_is_typed_on_and_handed_in(open_home: Callable[[], Counter]) -> None:
    counter = open_home()
    clerk, key = _signed_in(counter), _of(counter, ContractState.DRAFT)
    card = counter.contracts.contract(key)
    counter.drafting.save(key, replace(card.content, place="兰州"), card.revision, actor=clerk)
    counter.drafting.hand_in(key, actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.REVIEW
    assert [v.revision for v in counter.versions.versions(key)] == [card.revision + 1]


def test_rooms_stand_on_their_floor_and_bookings_on_that_of_their_room(
    home: Path, open_home: Callable[[], Counter]
) -> None:
    open_home().close()
    after = _contents(home)
    rooms = {row["id"]: (row["space_from"], row["space_to"]) for row in after["room"]}
    assert len(set(rooms.values())) == len(rooms)
    assert all(0 < until - start == 1 for start, until in rooms.values())
    assert after["booking"]
    for row in after["booking"]:
        assert (row["space_from"], row["space_to"]) == rooms[row["room_id"]]
        assert row["prepare_from"] == row["starts_at"]


def test_a_store_is_brought_up_to_date_once(
    home: Path, version: int, open_home: Callable[[], Counter]
) -> None:
    open_home().close()
    kept = copy_of(home / STORE_FILE, version)
    kept.unlink()
    assert open_home().store.version == SCHEMA_VERSION
    assert not kept.exists()


def test_a_power_cut_in_the_middle_leaves_a_whole_store(
    home: Path, version: int, open_home: Callable[[], Counter]
) -> None:
    before = _contents(home)
    # Stops where half of the columns are there and the transaction is open.
    program = """
import sys, time
from app.counter import open_counter
from app.kernel.clock import SteppingClock
from app.migrations import completing
from app.security.secrets import FileSecrets
from pathlib import Path
count = 0
adding = completing._adding
def halting(*given):
    global count
    count += 1
    if count == 5:
        print("in the middle", flush=True)
        sys.stdin.read()
    return adding(*given)
completing._adding = halting
home = Path(sys.argv[1])
open_counter(home, SteppingClock(1), FileSecrets(home))
"""
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(home)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"in the middle\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert (_version(home), _contents(home)) == (version, before)
    open_home()
    assert _version(home) == SCHEMA_VERSION


def test_a_step_that_fails_leaves_the_store_as_it_was(
    home: Path, version: int, open_home: Callable[[], Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _contents(home)

    def full(*_: object) -> None:
        raise OSError("no space left on the disk")

    monkeypatch.setattr(upgrading.EnvironmentContext, "run_migrations", full)
    with pytest.raises(OSError, match="no space"):
        open_home()
    assert (_version(home), _contents(home)) == (version, before)
    monkeypatch.undo()
    open_home()


def test_what_is_added_holds_its_default_in_the_rows_that_are_there(tmp_path: Path) -> None:
    older, newer = MetaData(), MetaData()
    Table("place", older, Column("id", Text, primary_key=True))
    Table("place", newer, Column("id", Text, primary_key=True))
    Table("thing", older, Column("id", Text, primary_key=True))
    Table(
        "thing",
        newer,
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False, default="l'un", index=True),
        Column("count", Integer, nullable=False, default=3),
        Column("is_new", Boolean, nullable=False, default=True),
        Column("place_id", Text, ForeignKey("place.id")),
    )
    engines = open_engines(tmp_path / "any.db", bytes(32))
    with engines.writing.begin() as connection:
        older.create_all(connection)
        connection.exec_driver_sql("INSERT INTO thing VALUES ('a')")
        complete(connection, newer)
        complete(connection, newer)
        assert connection.exec_driver_sql("SELECT * FROM thing").all() == [("a", "l'un", 3, 1, None)]
        assert [i["name"] for i in inspect(connection).get_indexes("thing")] == ["ix_thing_name"]
    engines.dispose()
