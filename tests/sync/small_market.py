"""A market in small: a few synchronised tables and terminals made of the real parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import JSON, ForeignKey, MetaData, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import SteppingClock
from app.kernel.steps import StepTable
from app.storage.base import Base, Policy, Record, synced
from app.storage.columns import Count, Fen, Key, Moment, StateOf, Words
from app.storage.outbox import OutboxEntry, write_fact
from app.storage.store import HALL_FACT, Store, Work
from app.sync.confirm import CentreConfirm
from app.sync.enrolment import Enrolment, HallIdentity, enrol, init_centre, keep_enrolment
from app.sync.entities import Conflict
from app.sync.exchange import Exchange
from app.sync.status import SyncView
from app.sync.wire import centre_wire

HALL = HallIdentity("00000000-0000-7000-8000-0000000000aa", True)
START = 1_800_000_000_000_000
HOUR = 3_600_000_000
T = TypeVar("T")
R = TypeVar("R", bound=Record)


class SmallAccount(Record):
    """Money that is moved, never made: its total tells a torn state."""

    __tablename__ = "test_account"
    __table_args__ = synced()

    name: Mapped[Words]
    fen: Mapped[Fen]


class SmallBooking(Record):
    """A room at an hour."""

    __tablename__ = "test_booking"
    __table_args__ = synced(
        Policy(
            groups=(("room", "starts_at", "ends_at"),),
            exclude=(
                "hall_id WITH =, room WITH =, int8range(starts_at, ends_at) WITH &&) WHERE (ended_at IS NULL",
            ),
        )
    )

    room: Mapped[Words]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    title: Mapped[Words]
    note: Mapped[Words]


class SmallGuest(Record):
    """Somebody at a booking; one column of every kind that travels."""

    __tablename__ = "test_guest"
    __table_args__ = synced(Policy(unique=(("booking_id", "name"),)))

    booking_id: Mapped[Key] = mapped_column(ForeignKey("test_booking.id"))
    name: Mapped[Words]
    born: Mapped[dt.date | None]
    is_vip: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    visits: Mapped[Count] = mapped_column(default=0)


class SmallPerson(Record):
    """Somebody whose key follows from a number: two terminals make one row."""

    __tablename__ = "test_person"
    __table_args__ = synced(Policy(same_row=True))

    name: Mapped[Words]
    phone: Mapped[str | None] = mapped_column(Text)


class SmallPrint(Record):
    """Paper that was given away."""

    __tablename__ = "test_print"
    __table_args__ = synced(Policy(append_only=True))

    title: Mapped[Words]


class TaskState(StrEnum):
    """How far a task has come."""

    OPEN = "open"
    RUNNING = "running"
    DONE = "done"


TASK_STEPS = StepTable(
    "test_task",
    {
        TaskState.OPEN: frozenset({TaskState.RUNNING}),
        TaskState.RUNNING: frozenset({TaskState.DONE, TaskState.OPEN}),
        TaskState.DONE: frozenset(),
    },
)


class SmallTask(Record):
    """Something with a life of its own and a price that only the centre sets."""

    __tablename__ = "test_task"
    __table_args__ = synced(Policy(groups=(("state",),), central=("price",), steps={"state": TASK_STEPS}))

    title: Mapped[Words]
    state: Mapped[TaskState] = mapped_column(StateOf(TaskState), default=TaskState.OPEN)
    price: Mapped[Fen] = mapped_column(default=0)


TABLES = (SmallAccount, SmallBooking, SmallGuest, SmallPerson, SmallPrint, SmallTask, Conflict)


def small_metadata() -> MetaData:
    """The small tables alone, so that a centre is prepared quickly."""
    alone = MetaData()
    for kind in TABLES:
        Base.metadata.tables[kind.__tablename__].to_metadata(alone)
    return alone


def without_column(table: str, column: str) -> MetaData:
    """The small tables as a program one version back knows them."""
    alone = small_metadata()
    # The only way SQLAlchemy offers to take a column out of a table that is not mapped.
    alone.tables[table]._columns.remove(alone.tables[table].c[column])  # type: ignore[attr-defined]
    return alone


SMALL = small_metadata()
COUNTED = [table for table in SMALL.sorted_tables if table.name != "conflict"]
"""What two terminals must agree on at once; a conflict reaches the others with their next pull."""


@dataclass(frozen=True)
class Clerk:
    """Whoever acts."""

    staff_id: str = "00000000-0000-7000-8000-0000000000cc"


@dataclass
class Terminal:
    """A store and its wire."""

    store: Store
    exchange: Exchange
    confirm: CentreConfirm
    view: SyncView
    url: str

    def do(self, use_case: str, act: Callable[[Work], T]) -> tuple[T, str]:
        """Do something in one transaction; gives the value and the transaction's identity."""
        with self.store.change(Clerk(), use_case) as work:
            value = act(work)
        txn = work.txn
        assert txn is not None
        return value, txn

    def add(self, record: Record) -> tuple[str, str]:
        """Add one record; gives its key and the transaction's identity."""

        def act(work: Work) -> str:
            work.add(record)
            work.session.flush()
            return record.id

        return self.do("add", act)

    def change(self, kind: type[R], key: str, **values: Any) -> str:
        """Change columns of a record; gives the transaction's identity."""

        def act(work: Work) -> None:
            row = work.get(kind, key)
            for name, value in values.items():
                setattr(row, name, value)

        return self.do("change", act)[1]

    def rows(self, kind: type[R]) -> list[R]:
        """All records of a kind as this terminal shows them."""
        with self.store.look() as session:
            found = list(session.execute(select(kind).order_by(kind.id)).scalars())
            session.expunge_all()
            return found

    def row(self, kind: type[R], key: str) -> R | None:
        """One record as this terminal shows it."""
        return next((row for row in self.rows(kind) if row.id == key), None)

    def outbox(self) -> list[OutboxEntry]:
        """Every changeset kept here."""
        with self.store.look() as session:
            found = list(session.execute(select(OutboxEntry).order_by(OutboxEntry.seq)).scalars())
            session.expunge_all()
            return found

    def content(self) -> dict[str, list[dict[str, Any]]]:
        """Everything the small tables hold, without the local version column."""
        found: dict[str, list[dict[str, Any]]] = {}
        with self.store.look() as session:
            for table in COUNTED:
                rows = session.execute(select(table).order_by(table.c.id)).mappings()
                found[table.name] = [{k: v for k, v in row.items() if k != "version"} for row in rows]
        return found

    def pull_only(self) -> None:
        """Bring what is new without sending anything, as when the push did not get through."""
        self.exchange.pull()

    def close(self) -> None:
        """Let go of everything."""
        self.confirm.close()
        self.exchange.close()
        self.store.close()


def booking(room: str = "301", hour: int = 9, title: str = "", length: int = 1) -> SmallBooking:
    """A booking of a room from an hour on."""
    starts_at = START + hour * HOUR
    return SmallBooking(room=room, starts_at=starts_at, ends_at=starts_at + length * HOUR, title=title)


def open_store(path: Path, kind: type[Store] = Store) -> Store:
    """A store in a file of its own."""
    store = kind(path, bytes(32), SteppingClock(START))
    store.create_tables()
    return store


def give_hall(store: Store) -> None:
    """Make the store a terminal of the small hall."""
    with store.keep() as session:
        write_fact(session, HALL_FACT, HALL.id)


def wired(store: Store, url: str) -> Terminal:
    """A terminal over a store."""
    exchange = Exchange(store, centre_wire(url), SMALL)
    return Terminal(store, exchange, CentreConfirm(exchange), SyncView(store), url)


def joined(store: Store, admin_url: str, name: str, secret: str | None = None) -> tuple[Terminal, Enrolment]:
    """A terminal of the small hall at a centre."""
    enrolment = enrol(admin_url, name, HALL, secret)
    give_hall(store)
    keep_enrolment(store, enrolment)
    return wired(store, enrolment.url), enrolment


class Centre:
    """The centre as its administrator sees it."""

    def __init__(self, admin_url: str, metadata: MetaData = SMALL) -> None:
        self.url = admin_url
        init_centre(admin_url, metadata, None)
        self.secret: str | None = None

    def ask(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Ask the database itself."""
        with psycopg.connect(self.url, autocommit=True, row_factory=dict_row) as connection:
            connection.execute("SET search_path = guitai")
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def web_account(self, key: str, fen: int, hall_id: str = HALL.id) -> None:
        """Write an account as the website does: plainly into the table."""
        columns = "id, hall_id, made_at, end_reason, name, fen"
        query = f"INSERT INTO test_account ({columns}) VALUES (%s, %s, 1, '', 'web', %s)"
        self.ask(query, key, hall_id, fen)

    def content(self) -> dict[str, list[dict[str, Any]]]:
        """Everything the small tables hold, in the terminals' shape."""
        found = {}
        for table in COUNTED:
            names = ", ".join(c.name for c in table.columns if c.name != "version")
            found[table.name] = self.ask(f'SELECT {names} FROM {table.name} ORDER BY id COLLATE "C"')
        return found
