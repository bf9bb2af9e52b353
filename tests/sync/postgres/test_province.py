"""A city has several halls in its centre; a province reads two cities (docs/growth.md)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from app.sync.enrolment import HallIdentity, enrol, keep_enrolment
from tests.postgres_server import PostgresServer
from tests.sync.postgres.backups import ColdCopy
from tests.sync.postgres.halls import RealHall
from tests.sync.postgres.province import PROVINCE, open_to_the_province, province_tables, read_anew, subscribe
from tests.sync.small_market import (
    HALL,
    SMALL,
    SmallAccount,
    SmallBooking,
    SmallGuest,
    SmallPerson,
    SmallPrint,
    Terminal,
    booking,
    open_store,
    wired,
)

pytestmark = [pytest.mark.centre, pytest.mark.slow]

LOGICAL = {
    "wal_level": "logical",
    "max_logical_replication_workers": "12",
    "max_worker_processes": "20",
    "wal_retrieve_retry_interval": "200ms",
}
SECOND_HALL = HallIdentity("00000000-0000-7000-8000-0000000000bb", True)


@dataclass
class Province:
    """Two city centres, each with a hall, and the database that reads both."""

    cities: tuple[RealHall, RealHall]
    server: PostgresServer
    servers: tuple[PostgresServer, PostgresServer]

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the province."""
        return self.server.ask(query, *values, database=PROVINCE)

    def caught_up(self) -> None:
        """Wait until it has everything the cities have committed."""
        for city in self.servers:
            ((place,),) = city.ask("SELECT pg_current_wal_lsn()::text")
            reached = f"bool_and(confirmed_flush_lsn >= '{place}')"
            city.wait_for(f"SELECT {reached} AND count(*) = 1 FROM pg_replication_slots")

    def holds(self, table: str) -> set[tuple[object, ...]]:
        """A table as the province has it: hall, key, and the whole row without the centre's own stamps."""
        return set(self.ask(_rows(table)))

    def cities_hold(self, table: str) -> set[tuple[object, ...]]:
        """The same of both cities together."""
        return {row for city in self.servers for row in city.ask(_rows(table, "guitai."), database="market")}


def _rows(table: str, schema: str = "guitai.") -> str:
    stamps = "- 'ver' - 'rev'"
    return f"SELECT hall_id, id, (to_jsonb(t) {stamps})::text FROM {schema}{table} t"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """Three real servers."""
    with ExitStack() as stack:
        servers = [stack.enter_context(PostgresServer(LOGICAL)) for _ in range(3)]
        north, south, above = servers
        cities = []
        for server, identity in ((north, HALL), (south, SECOND_HALL)):
            folder = tmp_path_factory.mktemp("city")
            hall = RealHall(server.create_database("market"), folder, identity)
            cities.append(stack.enter_context(hall))
        above.create_database(PROVINCE)
        province_tables(above, north, "market")
        for name, server in (("north", north), ("south", south)):
            open_to_the_province(server, "market")
            subscribe(above, name, server, "market")
        yield Province((cities[0], cities[1]), above, (north, south))


def _a_days_work(terminal: Terminal) -> None:
    key, _ = terminal.add(booking(title="䶮𠮷 of a city"))
    terminal.add(SmallGuest(booking_id=key, name="guest", tags=["a"], born=None))
    terminal.add(SmallPrint(title="paper"))
    account, _ = terminal.add(SmallAccount(name="account", fen=1))
    terminal.change(SmallAccount, account, fen=2)
    terminal.change(SmallBooking, key, room="302")
    # The same derived key in both cities: two rows of the province, one for each hall.
    terminal.add(SmallPerson(id="person-1", name=f"known to {terminal.store.path.parent.name}", phone=None))


def test_the_province_has_every_row_of_both_cities_and_none_twice(province: Province) -> None:
    for city in province.cities:
        (terminal,) = city.join("one")
        _a_days_work(terminal)
        city.converge(2)
        assert city.in_step()
    province.caught_up()
    for table in SMALL.sorted_tables:
        assert province.holds(table.name) == province.cities_hold(table.name), table.name
    persons = province.ask(
        "SELECT count(*), count(DISTINCT hall_id), count(DISTINCT id) FROM guitai.test_person"
    )
    assert persons == [(2, 2, 1)]
    assert province.ask("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal") == [(0,)]
    workers = province.ask("SELECT count(*) FROM pg_stat_subscription_stats WHERE apply_error_count > 0")
    assert workers == [(0,)]


def test_a_province_that_was_away_catches_up_and_cities_do_not_wait_for_it(province: Province) -> None:
    province.server.stop()
    for city in province.cities:
        terminal = city.terminals.get("one") or city.join("one")[0]
        for number in range(50):
            terminal.add(SmallPrint(title=f"while the province was away {number}"))
        terminal.exchange.run()
        assert terminal.view.status().waiting == 0
    held = [city.ask("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) FROM pg_replication_slots")
            for city in province.servers]  # fmt: skip
    assert all(int(str(row[0][0])) > 0 for row in held), "a slot keeps what the province has not read"
    province.server.start()
    province.caught_up()
    assert province.holds("test_print") == province.cities_hold("test_print")


def test_how_long_a_row_takes_to_the_province(province: Province) -> None:
    # Measured for docs/growth.md; what is held to here is only that it arrives without anybody's asking.
    province.ask("CREATE OR REPLACE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql AS "
                 "$$ BEGIN PERFORM pg_notify('arrived', NEW.id); RETURN NULL; END $$")  # fmt: skip
    province.ask(
        "CREATE TRIGGER tell AFTER INSERT ON guitai.test_account FOR EACH ROW EXECUTE FUNCTION tell()"
    )
    province.ask("ALTER TABLE guitai.test_account ENABLE REPLICA TRIGGER tell")
    took: list[float] = []
    with psycopg.connect(province.server.socket_url, dbname=PROVINCE, autocommit=True) as listening:
        listening.execute("LISTEN arrived")
        for number in range(40):
            began = time.perf_counter()
            city = province.cities[number % 2]
            city.centre.web_account(f"measured-{number}", 1, city.identity.id)
            (call,) = listening.notifies(timeout=20, stop_after=1)
            took.append(time.perf_counter() - began)
            assert call.payload == f"measured-{number}"
    province.ask("DROP TRIGGER tell ON guitai.test_account")
    took.sort()
    print(f"city to province, ms: p50 {statistics.median(took) * 1000:.1f}, p95 {took[37] * 1000:.1f}")


def test_a_city_that_came_back_from_a_backup_is_passed_over_in_silence_until_it_is_read_anew(
    province: Province,
) -> None:
    city, server = province.cities[1], province.servers[1]
    backup = ColdCopy(server, "market")
    province.caught_up()
    backup.take()
    for number in range(50):
        city.centre.web_account(f"lost {number}", 1, SECOND_HALL.id)
    province.caught_up()
    backup.restore()
    city.centre.web_account("after the restore", 1, SECOND_HALL.id)
    province.caught_up()
    there, here = province.cities_hold("test_account"), province.holds("test_account")
    # The city takes the province for in step, and it has what is gone and lacks what is new.
    assert {row[1] for row in here - there} == {f"lost {number}" for number in range(50)}
    assert {row[1] for row in there - here} == {"after the restore"}

    read_anew(province.server, "south", server, "market", [SECOND_HALL.id])
    city.centre.web_account("later", 1, SECOND_HALL.id)
    province.caught_up()
    for table in SMALL.sorted_tables:
        assert province.holds(table.name) == province.cities_hold(table.name), table.name


def test_several_halls_share_a_centre_and_meet_only_at_its_numbers_and_people(
    server: PostgresServer, tmp_path: Path
) -> None:
    with RealHall(server.create_database("several"), tmp_path) as city:
        first, colleague = city.join("first", "colleague")
        founded = enrol(city.centre.url, "second hall", None, None, new_hall=True)
        store = open_store(tmp_path / "second-hall.db")
        keep_enrolment(store, founded)
        second = wired(store, founded.url)
        try:
            for terminal in (first, second):
                _a_days_work(terminal)
                assert terminal.exchange.run().refused == 0
            colleague.exchange.run()
            # The same room at the same hour, the same ticket number: each hall has its own.
            assert len(city.centre.ask("SELECT DISTINCT hall_id FROM test_booking")) == 2
            given = [t.confirm.number("ticket-A", "2026-11-25") for t in (first, second, first)]
            assert given == [1, 1, 2]
            assert colleague.content() == first.content()
            mine, theirs = (
                {row["id"] for rows in t.content().values() for row in rows} for t in (first, second)
            )
            assert mine & theirs <= {"person-1"} and mine and theirs
        finally:
            second.close()
