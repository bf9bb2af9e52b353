"""Numbers of tickets: by business group, from the first to the last of its range, anew every day."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from app.catalogue.known import GroupRow
from app.kernel.confirm import Confirm
from app.queueing.cut_off import duty_column, read_duty
from app.queueing.entities import Ticket
from app.queueing.line import Scope
from app.queueing.refusals import QuotaReached
from app.queueing.states import TicketState
from app.reception.arriving import agreed_column
from app.reception.service import VisitEntry
from app.reception.visit_lines import person_column
from app.storage.outbox import LocalFact
from app.sync.facts import TERMINAL_NUMBER


@dataclass(frozen=True)
class LineLook:
    """What a new number of a line needs to know.

    taken, waiting: how many were given today and how many wait; own_serial: the last of this terminal's own;
    on_the_way: numbers whose visitors are still here.
    """

    terminal: int
    taken: int
    waiting: int
    own_serial: int
    on_the_way: frozenset[str]
    manned: frozenset[str]
    """Windows on duty that are not paused."""
    person: str | None
    """The visitor as ``organisation_told`` reads them."""
    agreed: str | None
    """The appointment as ``read_agreed`` reads it."""
    pace: str | None
    """Past services as ``Pace.keep`` takes them."""
    last_place: int
    """The place of the last of all who are here, as a moment; 0 where nobody is."""


@dataclass(frozen=True)
class GivenNumber:
    """A number and the how-manieth of its series it is."""

    number: str
    serial: int


class Numbers:
    """Gives numbers out: the centre's where it can be asked, else the terminal's own."""

    def __init__(self, confirm: Confirm) -> None:
        self._confirm = confirm
        self._given: dict[str, int] = {}
        self.turn = threading.Lock()
        """Held from the choice of a number until its ticket is saved."""

    def next(self, scope: Scope, group: GroupRow, look: LineLook) -> GivenNumber:
        """Give the next number of a line; one that is still on its way is passed over.

        Where the centre could not be asked the number carries the terminal: A3-07 (decision 2).
        """
        for _ in range(_size(group)):
            serial = self._confirm.number(group.letter, scope.day.isoformat())
            if serial is None:
                break
            number = f"{group.letter}{_in_range(serial, group):03d}"
            if number not in look.on_the_way:
                return GivenNumber(number, serial)
        return self._own(scope, group, look)

    def _own(self, scope: Scope, group: GroupRow, look: LineLook) -> GivenNumber:
        series = f"{scope.day} {group.letter}"
        # A number whose ticket was refused and taken away again is in somebody's hand all the same.
        serial = max(look.own_serial, self._given.get(series, 0))
        number = ""
        for _ in range(_size(group)):
            serial += 1
            number = f"{group.letter}{look.terminal}-{_in_range(serial, group):02d}"
            if number not in look.on_the_way:
                break
        self._given[series] = serial
        return GivenNumber(number, serial)


def look_at_line(
    session: Session, scope: Scope, letter: str, entry: VisitEntry, pace: ColumnElement[Any]
) -> LineLook:
    """Look at a line for its next number, at who wants it, what was agreed with them and how long it takes.

    All in one statement.
    """
    todays = and_(Ticket.day == scope.day, Ticket.letter == letter)
    fact = select(LocalFact.value).where(LocalFact.name == TERMINAL_NUMBER).scalar_subquery()
    terminal = func.coalesce(type_coerce(fact, Text), "1")
    own = select(func.max(Ticket.serial)).where(todays, Ticket.number.startswith(letter + terminal + "-"))
    taken = select(func.count()).where(todays, Ticket.ended_at.is_(None), Ticket.state != TicketState.VOID)
    waiting = select(func.count()).where(
        scope.is_open(), Ticket.letter == letter, Ticket.state == TicketState.WAITING
    )
    numbers = select(func.json_group_array(Ticket.number)).where(scope.is_open(), Ticket.letter == letter)
    last = select(func.max(Ticket.ranked_at)).where(scope.is_open())
    parts = (q.scalar_subquery() for q in (taken, waiting, own, numbers, last))
    visitor = (person_column(entry.person_id), agreed_column(entry.appointment_id))
    row = session.execute(select(terminal, *parts, duty_column(), *visitor, pace)).one()
    duty = read_duty(row[6])
    return LineLook(
        terminal=int(row[0]),
        taken=row[1],
        waiting=row[2],
        own_serial=row[3] or 0,
        on_the_way=frozenset(json.loads(row[4])),
        manned=duty.window_ids - duty.paused,
        person=row[7],
        agreed=row[8],
        pace=row[9],
        last_place=row[5] or 0,
    )


def check_quota(group: GroupRow, look: LineLook) -> None:
    """Refuse with QuotaReached where as many numbers are given as the hall gives a day."""
    if group.quota and look.taken >= group.quota:
        raise QuotaReached(group.letter, group.quota, look.taken)


def _size(group: GroupRow) -> int:
    return max(1, group.last_number - group.first_number + 1)


def _in_range(serial: int, group: GroupRow) -> int:
    return group.first_number + (serial - 1) % _size(group)
