"""Ten years of a hall in one store: people, visits, tickets, cases and every stretch of every visit."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.counter import STORE_FILE, Counter, open_counter
from app.founding import AdminEntry
from app.kernel.clock import MINUTE, SECOND, SystemClock, day_of, moment_of
from app.reception.names import search_words
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import STORE_KEY, FileSecrets, kept_or_made
from app.storage.base import LOCAL_COLUMNS

PASSWORD = "Lanzhou-2026"
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余单解仇"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲红鑫宇浩然子涵雨欣重行乐"
TRADES = ("新材料", "生物", "装备", "信息", "环保", "能源", "仪器", "检测", "化工", "农业")
KINDS = ("有限公司", "科技有限公司", "研究院", "股份有限公司")
BATCH = 20_000


@dataclass(frozen=True)
class Span:
    """How much history there is. Visits are spread over working days before today."""

    people: int = 300_000
    organisations: int = 20_000
    days: int = 2_500
    visits_a_day: int = 1_500

    @property
    def visits(self) -> int:
        return self.days * self.visits_a_day


FULL = Span()
QUICK = Span(people=30_000, organisations=2_000, days=250, visits_a_day=300)
TINY = Span(people=200, organisations=20, days=5, visits_a_day=20)


@dataclass(frozen=True)
class Hall:
    """The founded hall the history is of."""

    counter: Counter
    actor: Actor
    people: list[str]
    """Names as they are in the store."""


@contextmanager
def old_hall(folder: Path, span: Span) -> Iterator[Hall]:
    """A counter whose store has a history; kept in the folder for the next run of the same span."""
    home = folder / f"{span.people}-{span.visits}"
    if not (home / "whole").exists():
        _found(home)
        _Past(home, span).write()
        (home / "whole").touch()
    counter = open_counter(home, SystemClock(), FileSecrets(home))
    counter.search_index.catch_up_wholly()
    try:
        window = counter.catalogue.windows()[0].id
        actor = counter.accounts.sign_in("admin", PASSWORD, window).value
        yield Hall(counter, actor, _names(span))
    finally:
        counter.close()


def bare(home: Path) -> Any:
    """A connection of the bare driver to the same file, with the same pragmas."""
    key = kept_or_made(FileSecrets(home), STORE_KEY)
    connection = sqlcipher.connect(str(home / STORE_FILE), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _found(home: Path) -> None:
    counter = open_counter(home, SystemClock(), FileSecrets(home))
    entry = AdminEntry("管理员", "admin", PASSWORD)
    counter.founding.found_sample(entry, lambda done, of: None, with_guests=False)
    counter.close()


def _names(span: Span) -> list[str]:
    chance = random.Random(1)
    return [_name(chance) for _ in range(span.people)]


def _name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2))))


class _Past:
    """Writes the history table by table on the bare driver; what the program computes is computed its way."""

    def __init__(self, home: Path, span: Span) -> None:
        self._span = span
        self._chance = random.Random(2)
        self._line = bare(home)
        self._line.execute("PRAGMA synchronous = OFF")
        self._hall = self._all("SELECT id FROM hall")[0][0]
        self._matters = self._all("SELECT id, letter FROM matter")
        self._windows = [key for (key,) in self._all("SELECT id FROM window")]
        self._staff = self._all("SELECT id FROM staff")[0][0]
        self._zone = "Asia/Shanghai"
        self._today = day_of(SystemClock().now(), self._zone)

    def write(self) -> None:
        """Write everything; nobody has the planner count rows, as in a hall."""
        self._insert("organisation", self._organisations())
        self._insert("person", self._people())
        for table, rows in (
            ("visit", self._visits),
            ("visit_matter", self._visit_matters),
            ("ticket", self._tickets),
            ("case", self._cases),
            ("call", self._calls),
            ("period", self._periods),
        ):
            self._insert(table, (row for day in range(self._span.days) for row in rows(day)))
        self._line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._line.close()

    def _all(self, text: str) -> list[Any]:
        found: list[Any] = self._line.execute(text).fetchall()
        return found

    def _insert(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        print(f"writing {table} ...", file=sys.stderr, flush=True)
        columns = [c for c in METADATA.tables[table].columns if c.name not in LOCAL_COLUMNS]
        whole = {c.name: usual(c) for c in columns} | {"hall_id": self._hall}
        names = ", ".join(f'"{c.name}"' for c in columns)
        text = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'
        told = (tuple({**whole, **row}.values()) for row in rows)
        while batch := list(islice(told, BATCH)):
            self._line.execute("BEGIN IMMEDIATE")
            self._line.executemany(text, batch)
            self._line.execute("COMMIT")

    def _organisations(self) -> Iterator[dict[str, Any]]:
        for number in range(self._span.organisations):
            trade, kind = self._chance.choice(TRADES), self._chance.choice(KINDS)
            name = f"甘肃{_name(self._chance)}{trade}{kind}"
            yield {"id": _key("e", number), "name": name, "initials": search_words(name), "made_at": number}

    def _people(self) -> Iterator[dict[str, Any]]:
        for number, name in enumerate(_names(self._span)):
            yield {
                "id": _key("a", number),
                "name": name,
                "document_kind": "none",
                "phone": f"13{self._chance.randrange(10**9):09d}",
                "organisation_id": _key("e", number % self._span.organisations),
                "initials": search_words(name),
                "made_at": number,
            }

    def _visits(self, day: int) -> Iterator[dict[str, Any]]:
        for visit in self._of_day(day):
            yield {
                "id": visit.key("b"),
                "made_at": visit.at,
                "person_id": _key("a", visit.number * 7919 % self._span.people),
                "matter_id": self._matter(visit)[0],
                "priority": "none",
                "party_size": 1,
                "arrived_at": visit.at,
                "shown_as": "number",
            }

    def _visit_matters(self, day: int) -> Iterator[dict[str, Any]]:
        for visit in self._of_day(day):
            facts = {"visit_id": visit.key("b"), "matter_id": self._matter(visit)[0]}
            yield {"id": visit.key("9"), "made_at": visit.at, "position": 1, **facts}

    def _tickets(self, day: int) -> Iterator[dict[str, Any]]:
        for visit in self._of_day(day):
            matter, letter = self._matter(visit)
            yield {
                "id": visit.key("c"),
                "made_at": visit.at,
                "number": f"{letter}{visit.turn:04d}",
                "day": visit.day.isoformat(),
                "visit_id": visit.key("b"),
                "matter_id": matter,
                "letter": letter,
                "leg": 1,
                "state": "done",
                "suspension": "none",
                "ranked_at": visit.at,
                "window_id": self._window(visit),
                "calls": 1,
                "taken_at": visit.at,
                "called_at": visit.at + 10 * MINUTE,
                "serving_at": visit.at + 11 * MINUTE,
                "closed_at": visit.at + 25 * MINUTE,
            }

    def _cases(self, day: int) -> Iterator[dict[str, Any]]:
        for visit in self._of_day(day):
            yield {
                "id": visit.key("d"),
                "made_at": visit.at,
                "ticket_id": visit.key("c"),
                "leg": 1,
                "visit_id": visit.key("b"),
                "matter_id": self._matter(visit)[0],
                "window_id": self._window(visit),
                "staff_id": self._staff,
                "state": "closed",
                "opened_at": visit.at + 11 * MINUTE,
                "closed_at": visit.at + 25 * MINUTE,
                "result": "办结",
            }

    def _calls(self, day: int) -> Iterator[dict[str, Any]]:
        for visit in self._of_day(day):
            yield {
                "id": visit.key("7"),
                "made_at": visit.at,
                "ticket_id": visit.key("c"),
                "window_id": self._window(visit),
                "called_at": visit.at + 10 * MINUTE,
                "turn": 1,
                "spoken": "spoken",
            }

    def _periods(self, day: int) -> Iterator[dict[str, Any]]:
        """A third of the visits rested once; so there are 5.33 periods a visit."""
        for visit in self._of_day(day):
            kinds = ["waiting", "called", "serving", "here", "serving"]
            if visit.number % 3 == 0:
                kinds[3:3] = ["away"]
            at, share = visit.at, 25 * MINUTE // len(kinds)
            for turn, kind in enumerate(kinds):
                yield {
                    "id": visit.key(f"f{turn}"),
                    "made_at": at,
                    "ended_at": at + share,
                    "end_reason": "step",
                    "visit_id": visit.key("b"),
                    "ticket_id": visit.key("c"),
                    "matter_id": self._matter(visit)[0],
                    "kind": kind,
                    "day": visit.day.isoformat(),
                    "window_id": self._window(visit) if turn else None,
                    "staff_id": self._staff,
                    "began_at": at,
                }
                at += share

    def _of_day(self, day: int) -> Iterator[_Visit]:
        when = self._today - timedelta(days=self._span.days - day)
        first = moment_of(_midnight(when), self._zone) + 9 * 60 * MINUTE
        step = 8 * 3600 * SECOND // self._span.visits_a_day
        for turn in range(self._span.visits_a_day):
            yield _Visit(day * self._span.visits_a_day + turn, turn, when, first + turn * step)

    def _matter(self, visit: _Visit) -> tuple[str, str]:
        found: tuple[str, str] = self._matters[visit.number % len(self._matters)]
        return found

    def _window(self, visit: _Visit) -> str:
        return self._windows[visit.number % len(self._windows)]


@dataclass(frozen=True)
class _Visit:
    """One visit of the past: its number among all, its turn of the day, day and moment."""

    number: int
    turn: int
    day: date
    at: int

    def key(self, kind: str) -> str:
        return _key(kind, self.number)


def _key(kind: str, number: int) -> str:
    # Ordered like the keys a terminal makes, which begin with the moment.
    return f"{number:012x}-7000-8000-{kind:0>12}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def usual(column: Any) -> Any:
    """What stands in a column nothing is said about."""
    if column.nullable:
        return None
    kind = column.type.python_type
    return {str: "", int: 0, bool: 0, list: "[]"}.get(kind, "")
