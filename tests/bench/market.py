"""The market that is measured: the real tables at a real centre, a founded hall, terminals that joined it."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import select

from app.counter import open_counter
from app.founding import AdminEntry
from app.kernel.clock import SystemClock
from app.reception.entities import Visit
from app.reception.states import Priority
from app.schema import METADATA
from app.security.secrets import CENTRE_URL, MARKET_SECRET, FileSecrets
from app.storage.store import Store
from app.sync.enrolment import HallIdentity, enrol, init_centre, keep_enrolment
from app.sync.exchange import Exchange
from app.sync.wire import centre_wire
from tests.bench.servers import Server

KEY = bytes(range(32))
SUBJECT = "技术合同认定登记咨询:需要了解申请认定登记应提交的材料、办理时限、" * 4
"""With the keys and moments a visit has 584 bytes, as in the measurements of the systems we compare with."""

PEOPLE = 1_000
PASSWORD = "Lanzhou-2026"


@dataclass(frozen=True)
class Clerk:
    """Whoever acts."""

    staff_id: str = "00000000-0000-7000-8000-0000000000cc"


@dataclass(frozen=True)
class Joined:
    """A terminal's file and its address of the centre."""

    path: Path
    url: str

    @contextmanager
    def opened(self, url: str | None = None) -> Iterator[tuple[Store, Exchange]]:
        """Open its store and its wire, by another address where one is given."""
        store = Store(self.path, KEY, SystemClock())
        exchange = wire(store, url or self.url)
        try:
            yield store, exchange
        finally:
            exchange.close()
            store.close()

    def copy(self, path: Path) -> Joined:
        """The same terminal in another file; the store must not be open."""
        shutil.copyfile(self.path, path)
        return Joined(path, self.url)


@dataclass
class Market:
    """A centre with a hall."""

    server: Server
    folder: Path
    url: str
    hall_id: str
    matter_id: str
    people: list[str]
    secret: str
    name: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def join(self) -> Joined:
        """A new terminal that has everything the centre has."""
        joined = self.enrolled()
        with joined.opened() as (_, exchange):
            exchange.run()
        return joined

    def enrolled(self) -> Joined:
        """A new terminal that has pulled nothing yet."""
        number = next(self._numbers)
        path = self.folder / f"{self.name}-{number}.db"
        store = Store(path, KEY, SystemClock())
        store.create_tables()
        given = enrol(self.url, f"terminal {number}", HallIdentity(self.hall_id, True), self.secret)
        keep_enrolment(store, given)
        store.close()
        return Joined(path, given.url)

    def joined_home(self) -> Path:
        """The data folder of a program that has joined and is in step."""
        home = self.folder / f"{self.name}-home{next(self._numbers)}"
        box = FileSecrets(home)
        counter = open_counter(home, SystemClock(), box)
        given = enrol(self.url, home.name, HallIdentity(self.hall_id, True), self.secret)
        keep_enrolment(counter.store, given)
        box.write(MARKET_SECRET, given.market_secret)
        box.write(CENTRE_URL, given.url)
        counter.save_settings(replace(counter.settings, display=False, voice=False))
        exchange = wire(counter.store, given.url)
        exchange.run()
        exchange.close()
        counter.close()
        return home

    def another(self) -> Market:
        """The same centre once more, as it is now; nobody may be connected."""
        name = f"{self.name}_{next(self._numbers)}"
        with psycopg.connect(self.url, dbname="postgres", autocommit=True) as connection:
            copying = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            source = str(conninfo_to_dict(self.url)["dbname"])
            connection.execute(copying.format(sql.Identifier(name), sql.Identifier(source)))
        url = self.of(self.url, name)
        return Market(
            self.server, self.folder, url, self.hall_id, self.matter_id, self.people, self.secret, name
        )

    def here(self, joined: Joined) -> Joined:
        """A terminal that finds this market at its address."""
        name = str(conninfo_to_dict(self.url)["dbname"])
        return Joined(joined.path, self.of(joined.url, name))

    @staticmethod
    def of(url: str, name: str) -> str:
        """The address of another database of the same server."""
        return psycopg.conninfo.make_conninfo(url, dbname=name)

    def execute(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database itself, as the administrator."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("SET search_path = guitai, public")
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def visits_at_centre(self, many: int, each: int = 1_000) -> None:
        """Have another program of the market write visits, so many in a transaction."""
        for first in range(0, many, each):
            values = (self.hall_id, self.people, self.matter_id, SUBJECT)
            self.execute(_VISITS, *values, min(each, many - first))

    def people_at_centre(self, many: int, each: int = 1_000) -> None:
        """The same with persons."""
        for first in range(0, many, each):
            self.execute(_PEOPLE, self.hall_id, min(each, many - first))

    def visit(self, number: int) -> Visit:
        """A visit as the reception desk makes it."""
        return a_visit(self.matter_id, self.people[number % len(self.people)], number)


# Keys as terminals make them: time first for visits, from a number's hash for people.
_VISITS = """
INSERT INTO visit (id, hall_id, made_at, end_reason, person_id, matter_id, priority, proof_seen, party_size,
                   subject, arrived_at)
SELECT (milliseconds || '7' || substr(chance, 1, 3) || '8' || substr(chance, 4, 15))::uuid::text, hall, 1, '',
       people[1 + n %% cardinality(people)], matter, 'none', false, 1, subject, 1800000000000000 + n
FROM (SELECT %s::text AS hall, %s::text[] AS people, %s::text AS matter, %s::text AS subject) AS given,
     (SELECT n, md5(gen_random_uuid()::text) AS chance,
             lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS milliseconds
      FROM generate_series(1, %s) n) AS made
"""
_PEOPLE = """
INSERT INTO person (id, hall_id, made_at, end_reason, name, document_kind, document_number, phone, initials)
SELECT gen_random_uuid()::text, %s, 1, '', '王' || n, 'none', '', '13800000000', 'wang w'
FROM generate_series(1, %s) n
"""


def founded_market(server: Server, folder: Path, name: str) -> Market:
    """Prepare a centre with the real tables, bring a founded hall up to it, and a thousand people."""
    url = server.create_database(name)
    init_centre(url, METADATA, None)
    home = folder / f"{name}-founder"
    secrets = FileSecrets(home)
    counter = open_counter(home, SystemClock(), secrets)
    entry = AdminEntry("管理员", "admin", PASSWORD)
    counter.founding.found_sample(entry, lambda done, of: None, with_guests=False)
    hall = counter.catalogue.hall()
    assert hall is not None
    given = enrol(url, "founder", HallIdentity(hall.id, True), secrets.read(MARKET_SECRET))
    keep_enrolment(counter.store, given)
    exchange = wire(counter.store, given.url)
    exchange.run()
    exchange.close()
    counter.close()
    market = Market(server, folder, url, hall.id, "", [], given.market_secret, name)
    market.people_at_centre(PEOPLE)
    market.people = [key for (key,) in market.execute("SELECT id FROM person ORDER BY id")]
    market.matter_id = market.execute("SELECT id FROM matter ORDER BY position LIMIT 1")[0][0]
    return market


def a_visit(matter_id: str, person_id: str, number: int) -> Visit:
    """A visit that is not yet in any store."""
    return Visit(
        person_id=person_id,
        matter_id=matter_id,
        priority=Priority.NONE,
        proof_seen=False,
        party_size=1,
        subject=SUBJECT,
        arrived_at=1_800_000_000_000_000 + number,
    )


def wire(store: Store, url: str) -> Exchange:
    """The exchange of a store with the centre at an address."""
    return Exchange(store, centre_wire(url), METADATA)


def capture_visits(store: Store, market: Market, many: int) -> list[str]:
    """Make visits at the terminal, each a local transaction of its own; gives their keys."""
    made = []
    for number in range(many):
        with store.change(Clerk(), "open_visit") as work:
            visit = work.add(market.visit(number))
        made.append(visit.id)
    return made


def capture_updates(store: Store, many: int) -> None:
    """Close visits in random order: three columns, each a local transaction of its own."""
    with store.look() as session:
        keys = list(session.execute(select(Visit.id).order_by(Visit.id)).scalars())
    for key in random.Random(7).sample(keys, many):
        with store.change(Clerk(), "close_visit") as work:
            visit = work.get(Visit, key)
            visit.ended_at, visit.end_reason, visit.party_size = work.now, "办结", 2
