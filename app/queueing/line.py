"""Tickets with all a step needs to know of them, read in one statement."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, and_, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from app.catalogue.known import HallNow
from app.kernel.clock import HOUR, day_bounds, day_of
from app.kernel.errors import Missing
from app.queueing.choosing import Candidate, Seat, is_kept
from app.queueing.cut_off import (
    Standing,
    WindowsOnDuty,
    changed_column,
    duty_column,
    own_column,
    read_duty,
    read_standing,
    sharing_column,
    standing_column,
)
from app.queueing.entities import Call, Period, Ticket
from app.queueing.sharing import owner_of
from app.queueing.states import ON_THE_WAY, TicketState
from app.reception.visit_lines import VisitLine, visit_line, with_visits

RECENT = 12
"""So many of a window's last calls tell whose turn it is."""
LATE = 4 * HOUR
"""So long after midnight yesterday's line goes on; a clock set back over it costs nobody the place either."""
BUSY = (TicketState.CALLED, TicketState.SERVING)
_STAYING = (*BUSY, TicketState.SUSPENDED)
"""Whoever is at a window or whose case rests stays in sight until it is settled, whatever the day."""


TICKET_ID, TICKET_LEG = Ticket.id, Ticket.leg
"""By what a case is joined to its ticket."""


@dataclass
class InLine:
    """A ticket with its open period, its visit and the number of its calls so far."""

    ticket: Ticket
    period: Period | None
    turns: int
    row: Row[Any]

    @cached_property
    def visit(self) -> VisitLine:
        """The visit; read when it is asked for, since of a whole line one is called."""
        return visit_line(self.row)


@dataclass(frozen=True)
class Scope:
    """Whose line and when: today at the hall, as this moment sees it."""

    now: int
    zone: str

    @property
    def day(self) -> dt.date:
        """The hall's day."""
        return day_of(self.now, self.zone)

    def is_todays(self) -> ColumnElement[bool]:
        """Tell of a ticket whether it belongs to today's line; what was left over and carried does."""
        near = Ticket.day >= self.day - dt.timedelta(days=1)
        if self.now - day_bounds(self.day, self.zone)[0] < LATE:
            return or_(Ticket.is_carried, near)
        lately = or_(Ticket.day == self.day, Ticket.taken_at >= self.now - LATE)
        return or_(Ticket.is_carried, and_(near, lately))

    def is_open(self) -> ColumnElement[bool]:
        """Tell of a ticket whether it is on its way in today's line, or stays in sight of an earlier day."""
        return and_(is_on_the_way(), or_(Ticket.state.in_(_STAYING), self.is_todays()))

    def is_left(self, until: dt.date) -> ColumnElement[bool]:
        """Tell of a ticket whether an earlier day, until this one, was not closed and has left it behind."""
        return and_(is_on_the_way(), Ticket.day <= until, Ticket.day < self.day, not_(self.is_todays()))


def is_on_the_way() -> ColumnElement[bool]:
    """Tell of a ticket whether its visit is not over, whatever its day."""
    return and_(Ticket.ended_at.is_(None), Ticket.state.in_(ON_THE_WAY))


def in_line_query(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Ask for tickets with their open periods and visits; each row is read by ``in_line``."""
    turns = select(func.count()).where(Call.ticket_id == Ticket.id).scalar_subquery().label("turns")
    is_open = and_(Period.visit_id == Ticket.visit_id, Period.ended_at.is_(None))
    query = select(Ticket, Period, turns).outerjoin(Period, is_open).where(*conditions)
    return with_visits(query, Ticket.visit_id)


def in_line(row: Row[Any]) -> InLine:
    """Read a ticket of a row."""
    return InLine(row.Ticket, row.Period, row.turns, row)


def find_in_line(session: Session, ticket_id: str) -> InLine:
    """Give one ticket; refuses with Missing."""
    row = session.execute(in_line_query(*is_ticket(ticket_id))).one_or_none()
    if row is None:
        raise Missing("ticket", ticket_id)
    return in_line(row)


def is_ticket(ticket_id: str) -> tuple[ColumnElement[bool], ...]:
    """Tell of a ticket whether it is this one and was not taken back."""
    return Ticket.id == ticket_id, Ticket.ended_at.is_(None)


def line_and_ticket(scope: Scope, ticket_id: str) -> ColumnElement[bool]:
    """Tell of a ticket whether it waits in today's line, or is the one named in any state."""
    waits = and_(scope.is_open(), Ticket.state == TicketState.WAITING)
    return or_(waits, and_(*is_ticket(ticket_id)))


def window_and_ticket(window_id: str, ticket_id: str) -> ColumnElement[bool]:
    """Tell of a ticket whether its visitor is at a window, or is the one named in any state."""
    return or_(and_(*at_a_window(window_id)), and_(*is_ticket(ticket_id)))


def at_a_window(window_id: str) -> tuple[ColumnElement[bool], ...]:
    """Tell of a ticket whether its visitor is at a window, called or served."""
    return Ticket.window_id == window_id, Ticket.state.in_(BUSY), Ticket.ended_at.is_(None)


def number_beside(window_id: str, ticket_ids: Sequence[str]) -> ColumnElement[str | None]:
    """Look for the number of another visitor at a window than some, as a column of another question."""
    others = (*at_a_window(window_id), Ticket.id.not_in(ticket_ids))
    return select(Ticket.number).where(*others).limit(1).scalar_subquery()


@dataclass(frozen=True)
class CallLook:
    """What calling needs to know, read in one statement: who waits, who is here, who is on duty."""

    waiting: tuple[InLine, ...]
    here: tuple[Row[Any], ...]
    """The rows of who is at the window, the latest call first."""
    chosen: InLine | None
    recent: tuple[bool, ...]
    own: frozenset[str]
    changed: frozenset[str]
    standing: Standing
    duty: WindowsOnDuty
    sharing: frozenset[str]
    """The windows that share the line where it is shared."""

    def is_callable_alone(self, ticket: Ticket, seat: Seat, hall: HallNow) -> bool:
        """Tell whether a window may call a visitor without the centre's word and nobody else will.

        Where the line is shared each visitor belongs to one of the windows that serve the line, or to the one
        they are kept for. Whom the other terminals know otherwise belongs to nobody until the next contact.
        """
        if ticket.id in self.own:
            return True
        if not self.standing.is_shared or ticket.id in self.changed:
            return False
        if ticket.for_window_id is not None or ticket.for_staff_id is not None:
            return is_kept(candidate(ticket), seat)
        return owner_of(ticket.id, hall.serving(ticket.letter, self.sharing)) == seat.window_id

    def candidates(self) -> list[Candidate]:
        """Give who waits as the choice sees them."""
        return [candidate(entry.ticket) for entry in self.waiting]

    def entry(self, ticket_id: str) -> InLine:
        """Give one of those who wait."""
        return next(entry for entry in self.waiting if entry.ticket.id == ticket_id)


def call_query(
    scope: Scope, window_id: str, ticket_id: str | None = None, *, is_cut: bool = False
) -> Select[Any]:
    """Ask what calling needs: the line, the window's visitor and last calls, a chosen ticket in any state.

    is_cut: the centre did not answer a moment ago, though it is not yet known to be away.
    """
    waits = and_(scope.is_open(), Ticket.state == TicketState.WAITING)
    wanted = [waits, and_(*at_a_window(window_id))]
    if ticket_id is not None:
        wanted.append(and_(*is_ticket(ticket_id)))
    query = in_line_query(or_(*wanted)).add_columns(
        own_column(is_cut=is_cut), changed_column(is_cut=is_cut), standing_column(), duty_column()
    )
    recent = _recent_column(scope, window_id)
    return query.add_columns(sharing_column(), recent, literal(ticket_id, Text).label("chosen_id"))


def read_call_look(rows: list[Row[Any]], window_id: str) -> CallLook:
    """Sort what ``call_query`` brought; no row at all: nobody waits and nobody is here."""
    entries = [(in_line(row), row) for row in rows]
    here = [row for e, row in entries if e.ticket.window_id == window_id and e.ticket.state in BUSY]
    first = rows[0] if rows else None
    return CallLook(
        waiting=tuple(e for e, _ in entries if e.ticket.state is TicketState.WAITING),
        here=tuple(sorted(here, key=lambda row: row.Ticket.called_at or 0, reverse=True)),
        chosen=next((e for e, row in entries if e.ticket.id == row.chosen_id), None),
        recent=_read_recent(first.recent) if first else (),
        own=frozenset(e.ticket.id for e, row in entries if row.is_own),
        changed=frozenset(e.ticket.id for e, row in entries if row.is_changed),
        standing=read_standing(first.standing) if first else Standing(False, None, False),
        duty=read_duty(first.duty) if first else WindowsOnDuty(frozenset(), frozenset()),
        sharing=frozenset(json.loads(first.sharing)) if first else frozenset(),
    )


def _recent_column(scope: Scope, window_id: str) -> ColumnElement[Any]:
    """Give whom a window called last today as a column; ``_read_recent`` reads it.

    Whoever was handed on or set aside since counts for the ratio as well, each visitor once. A call that was
    put back or taken back never was.
    """
    begins, _ = day_bounds(scope.day, scope.zone)
    last = func.max(Call.called_at).label("last")
    visitors = (
        select(last, Ticket.is_priority)
        .join(Ticket, Ticket.id == Call.ticket_id)
        .where(Call.window_id == window_id, Call.called_at >= begins, Call.ended_at.is_(None))
        .where(Ticket.day == scope.day, Ticket.ended_at.is_(None))
        .group_by(Ticket.id)
        .order_by(last.desc())
        .limit(RECENT)
        .subquery()
    )
    pairs = func.json_group_array(func.json_array(visitors.c.last, visitors.c.is_priority))
    return select(pairs).scalar_subquery().label("recent")


def _read_recent(text: str) -> tuple[bool, ...]:
    pairs: list[tuple[int, int]] = json.loads(text)
    return tuple(bool(is_priority) for _, is_priority in sorted(pairs, reverse=True))


def candidate(ticket: Ticket) -> Candidate:
    """Give a waiting ticket as the choice sees it."""
    return Candidate(
        id=ticket.id,
        letter=ticket.letter,
        place=ticket.place,
        is_priority=ticket.is_priority,
        due_at=ticket.due_at,
        for_window_id=ticket.for_window_id,
        for_staff_id=ticket.for_staff_id,
        called_at=ticket.called_at,
        is_carried=ticket.is_carried,
    )
