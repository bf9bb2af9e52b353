"""Numbers that come back from the national system: a list is taken whole or not at all."""

from __future__ import annotations

import csv
import importlib
import io
import json
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.errors import FieldRefused
from app.registration.deciding import problem_of_number, write_number
from app.registration.entities import Registration
from app.registration.numbers import plain_number
from app.registration.refusals import ListRefused
from app.registration.words import paper_word
from app.security.actors import Actor, Permission
from app.storage.store import Store

MOST_LINES = 5000
MOST_NAMED = 20


@dataclass(frozen=True)
class ReturnedNumber:
    """A line of a returned list. ``line``: where it stands in the file, from 1; ``key``: whose it is."""

    line: int
    key: str
    number: str


@dataclass(frozen=True)
class WrongLine:
    """A line that cannot be taken, and why, as a word of the list of problems."""

    line: int
    problem: str


@dataclass(frozen=True)
class ReturnedList:
    """A list as it was read: what can be taken, what cannot, how many stand there already."""

    numbers: tuple[ReturnedNumber, ...]
    wrong: tuple[WrongLine, ...]
    known: int = 0


class Returns:
    """Takes returned numbers in."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def look_through(self, content: bytes) -> ReturnedList:
        """Read a list (.xlsx, .csv, .json) and try every line without writing; refuses with FieldRefused.

        A line names a registration by acceptance or contract number. Columns are found by their headings.
        """
        returned = read_returned(content)
        year = day_of(self._store.clock.now(), self._zone).year
        with self._store.look() as session:
            return _tried(session, returned, year)

    def take(self, content: bytes, *, actor: Actor) -> Outcome[int]:
        """Take a list in; gives how many are new. One wrong line and nothing is taken (ListRefused)."""
        actor.must(Permission.REGISTER_CONTRACT)
        looked = self.look_through(content)
        if looked.wrong:
            named = "; ".join(f"{w.line}: {w.problem}" for w in looked.wrong[:MOST_NAMED])
            raise ListRefused(len(looked.wrong), named)
        year = day_of(self._store.clock.now(), self._zone).year
        with self._store.change(actor, "take_registration_numbers") as work:
            for told in looked.numbers:
                row = _whose(work.session, told.key)
                assert row is not None
                write_number(work, row, told.number, year)
        return work.outcome(len(looked.numbers))


def read_returned(content: bytes) -> tuple[ReturnedNumber, ...]:
    """Read a list of whatever form; refuses with FieldRefused ("list")."""
    rows = _rows(content)
    if len(rows) > MOST_LINES:
        raise FieldRefused("list", "too_long")
    if not rows:
        raise FieldRefused("list", "empty")
    head = ["".join(cell.split()) for cell in rows[0]]
    number_at = _column(head, ("national", "registration_number"))
    key_at = _column(head, ("acceptance", "acceptance_number", "contract", "contract_number"))
    if number_at is None or key_at is None:
        raise FieldRefused("list", "wrong_form", " ".join(head))
    told = [
        ReturnedNumber(line, _cell(row, key_at), plain_number(_cell(row, number_at)))
        for line, row in enumerate(rows[1:], start=2)
    ]
    # The list that went out comes back with numbers in some of its lines.
    return tuple(one for one in told if one.number)


def _rows(content: bytes) -> list[list[str]]:
    if content[:2] == b"PK":
        book = importlib.import_module("app.documents.workbook")
        try:
            rows: list[list[str]] = book.read_workbook(content)
        except book.NotAWorkbook as error:
            raise FieldRefused("list", "wrong_form", str(error)) from error
        return rows
    text = _text(content)
    if text.lstrip()[:1] in ("[", "{"):
        return _rows_of_json(text)
    try:
        return [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise FieldRefused("list", "wrong_form", str(error)) from error


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FieldRefused("list", "wrong_form")


def _rows_of_json(text: str) -> list[list[str]]:
    try:
        told = json.loads(text)
        lines = told["registrations"] if isinstance(told, dict) else told
        head = ["acceptance_number", "registration_number"]
        found = [[str(line.get(key) or "") for key in head] for line in lines]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FieldRefused("list", "wrong_form", str(error)[:80]) from error
    return [head, *found]


def _column(head: list[str], names: tuple[str, ...]) -> int | None:
    for name in names:
        wanted = {name}
        if name in ("national", "acceptance", "contract"):
            wanted = {paper_word("export", name)}
        for place, title in enumerate(head):
            if title in wanted:
                return place
    return None


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _tried(session: Session, returned: tuple[ReturnedNumber, ...], year: int) -> ReturnedList:
    taken, wrong, known = [], [], 0
    seen: dict[str, int] = {}
    rows: set[str] = set()
    for told in returned:
        row = _whose(session, told.key)
        problem = "not_known" if row is None else problem_of_number(session, row, told.number, year)
        if not problem and (told.number in seen or (row is not None and row.id in rows)):
            problem = "twice"
        seen[told.number] = told.line
        if problem:
            wrong.append(WrongLine(told.line, problem))
        elif row is not None and row.national_number == told.number:
            known += 1
        elif row is not None:
            rows.add(row.id)
            taken.append(told)
    return ReturnedList(tuple(taken), tuple(wrong), known)


def _whose(session: Session, key: str) -> Registration | None:
    query = select(Registration).where(
        Registration.ended_at.is_(None),
        or_(Registration.acceptance_number == key, Registration.contract_number == key),
    )
    found = session.execute(query.order_by(Registration.made_at.desc()).limit(1)).scalar_one_or_none()
    return found if key else None
