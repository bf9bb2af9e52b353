"""A day's tickets and calls counted for the closing report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.kernel.clock import day_bounds
from app.queueing.entities import Call, Period, Ticket
from app.queueing.line import Scope
from app.queueing.moves import OVER
from app.queueing.states import ON_THE_WAY, PERIODS_OF, PeriodKind, Spoken, TicketState


@dataclass(frozen=True)
class DayTicket:
    """A ticket of the day as the report counts it. ``is_missed``: voided after nobody had come."""

    id: str
    letter: str
    state: TicketState
    is_todays: bool
    is_carried: bool
    is_missed: bool
    has_call: bool
    is_period_whole: bool


def tickets_of_day(session: Session, day: dt.date, zone: str) -> list[DayTicket]:
    """List the tickets taken on a day and those of earlier days that were still open when it began."""
    begins, _ = day_bounds(day, zone)
    still_open = or_(Ticket.state.in_(ON_THE_WAY), Ticket.closed_at >= begins)
    carried_in = and_(Ticket.is_carried, Ticket.day < day, still_open)
    query = select(Ticket).where(Ticket.ended_at.is_(None), or_(Ticket.day == day, carried_in))
    tickets = session.execute(query).scalars().all()
    visits, keys = [t.visit_id for t in tickets], [t.id for t in tickets]
    open_kinds: dict[str, list[PeriodKind]] = {}
    missed = set()
    periods = select(Period.visit_id, Period.kind, Period.ended_at, Period.end_reason)
    for visit_id, kind, ended_at, reason in session.execute(periods.where(Period.visit_id.in_(visits))):
        if ended_at is None:
            open_kinds.setdefault(visit_id, []).append(kind)
        elif reason == OVER and kind is PeriodKind.MISSED:
            missed.add(visit_id)
    called = set(session.execute(select(Call.ticket_id).where(Call.ticket_id.in_(keys))).scalars())
    return [
        DayTicket(
            id=t.id,
            letter=t.letter,
            state=t.state,
            is_todays=t.day == day,
            is_carried=t.is_carried,
            is_missed=t.visit_id in missed,
            has_call=t.id in called,
            is_period_whole=_is_whole(t.state, open_kinds.get(t.visit_id, [])),
        )
        for t in tickets
    ]


def days_left(session: Session, scope: Scope) -> list[tuple[dt.date, int]]:
    """Count by day whom the days before today have left on the way, the earliest first."""
    query = select(Ticket.day, func.count()).where(scope.is_left(scope.day)).group_by(Ticket.day)
    return [(day, left) for day, left in session.execute(query.order_by(Ticket.day))]


def days_beside(session: Session, day: dt.date, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Give the last day before a day and the first after it, before today, that have tickets."""
    before = select(func.max(Ticket.day)).where(Ticket.day < day)
    after = select(func.min(Ticket.day)).where(Ticket.day > day, Ticket.day < today)
    return session.execute(before).scalar(), session.execute(after).scalar()


def calls_of_day(session: Session, day: dt.date, zone: str) -> tuple[Counter[Spoken], int]:
    """Count the calls of a day by what became of the voice, and those that were put back or taken back."""
    begins, ends = day_bounds(day, zone)
    query = (
        select(Call.spoken, Call.ended_at.is_(None), func.count())
        .where(Call.called_at >= begins, Call.called_at < ends)
        .group_by(Call.spoken, Call.ended_at.is_(None))
    )
    spoken, ended = Counter[Spoken](), 0
    for word, is_alive, count in session.execute(query):
        if is_alive:
            spoken[word] += count
        else:
            ended += count
    return spoken, ended


def _is_whole(state: TicketState, open_kinds: list[PeriodKind]) -> bool:
    allowed = PERIODS_OF[state]
    return len(open_kinds) == (1 if allowed else 0) and set(open_kinds) <= allowed
