"""Numbers that come back from the national system: a list is taken whole or not at all."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.registration.deciding import problem_of_number, write_number
from app.registration.entities import Registration
from app.registration.lists import read_list
from app.registration.numbers import plain_number
from app.registration.refusals import WrongLine, list_refused
from app.security.actors import Actor, Permission
from app.storage.store import Store

_NAMING = ("acceptance", "contract", "title")
"""By which columns a line names a registration; the first one that is filled counts."""


@dataclass(frozen=True)
class ReturnedNumber:
    """A line of a returned list. ``line``: where it stands in the file; the rest is what it says."""

    line: int
    number: str
    acceptance: str = ""
    contract: str = ""
    title: str = ""


@dataclass(frozen=True)
class ReturnedList:
    """A list as it was read: what can be taken (by the key of whose it is), what cannot, what is known."""

    numbers: tuple[tuple[str, str], ...]
    wrong: tuple[WrongLine, ...]
    known: int = 0


class Returns:
    """Takes returned numbers in."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def look_through(self, content: bytes) -> ReturnedList:
        """Read a list (.xlsx, .csv, .json) and try every line without writing; refuses with FieldRefused.

        A line names a registration by acceptance number, contract number or the project's name, whichever
        is filled first; a name that several have is not enough, and a name beside a number must fit.
        """
        returned = read_returned(content)
        with self._store.look() as session:
            return _tried(session, returned, self._year())

    def take(self, content: bytes, *, actor: Actor) -> Outcome[int]:
        """Take a list in; gives how many are new. One wrong line and nothing is taken (ListRefused)."""
        actor.must(Permission.REGISTER_CONTRACT)
        returned = read_returned(content)
        with self._store.change(actor, "take_registration_numbers") as work:
            tried = _tried(work.session, returned, self._year())
            if tried.wrong:
                raise list_refused(tried.wrong)
            for key, number in tried.numbers:
                row = work.session.get_one(Registration, key)
                write_number(work, row, number, self._year())
        return work.outcome(len(tried.numbers))

    def _year(self) -> int:
        return day_of(self._store.clock.now(), self._zone).year


def read_returned(content: bytes) -> tuple[ReturnedNumber, ...]:
    """Read a list of whatever form; refuses with FieldRefused ("list").

    Lines without a number are passed over: the list that went out comes back with numbers in some.
    """
    told = (
        ReturnedNumber(row.line, plain_number(row.cell("number")), *(row.cell(name) for name in _NAMING))
        for row in read_list(content, "numbers", _NAMING)
    )
    return tuple(one for one in told if one.number)


def _tried(session: Session, returned: tuple[ReturnedNumber, ...], year: int) -> ReturnedList:
    taken: dict[str, str] = {}
    seen: set[str] = set()
    wrong, known = [], 0
    for told in returned:
        row, problem = _whose(session, told)
        if row is not None and not problem:
            problem = problem_of_number(session, row, told.number, year)
        if not problem and (told.number in seen or (row is not None and row.id in taken)):
            problem = "twice"
        seen.add(told.number)
        if problem or row is None:
            wrong.append(WrongLine(told.line, problem))
        elif row.national_number == told.number:
            known += 1
        else:
            taken[row.id] = told.number
    return ReturnedList(tuple(taken.items()), tuple(wrong), known)


def _whose(session: Session, told: ReturnedNumber) -> tuple[Registration | None, str]:
    """Find the registration a line means, or tell why there is none."""
    if told.acceptance:
        found = _found(session, Registration.acceptance_number == told.acceptance)
    elif told.contract:
        # Withdrawn and handed in again: the last one counts.
        found = _found(session, Registration.contract_number == told.contract)[:1]
    else:
        found = _found(session, Registration.title == told.title) if told.title else []
    if not found:
        return None, "not_known"
    if len(found) > 1:
        return None, "several"
    if told.title and _squeezed(told.title) != _squeezed(found[0].title):
        return None, "other_title"
    return found[0], ""


def _squeezed(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).split())


def _found(session: Session, fits: ColumnElement[bool]) -> list[Registration]:
    query = select(Registration).where(Registration.ended_at.is_(None), fits)
    return list(session.execute(query.order_by(Registration.made_at.desc()).limit(2)).scalars())
