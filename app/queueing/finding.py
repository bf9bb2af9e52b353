"""Finding a ticket of today by its number, or by the code on its slip."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queueing.entities import Ticket
from app.queueing.slips import CODE_PREFIX
from app.reception.finding import Elsewhere, HitKind
from app.reception.queries import find_visits

_MOST = 3


def find_tickets(session: Session, number: str) -> tuple[Elsewhere, ...]:
    """Give the latest tickets with a number on the last day numbers were given, or of a slip's code.

    number: in capital letters and without blanks.
    """
    query = select(Ticket.id, Ticket.number, Ticket.visit_id).where(Ticket.ended_at.is_(None))
    if number.startswith(CODE_PREFIX):
        query = query.where(Ticket.visit_id == number.removeprefix(CODE_PREFIX).lower())
    else:
        last_day = select(Ticket.day).order_by(Ticket.day.desc()).limit(1).scalar_subquery()
        query = query.where(Ticket.day == last_day, Ticket.number == number)
    found = session.execute(query.order_by(Ticket.taken_at.desc()).limit(_MOST)).all()
    visits = find_visits(session, [row.visit_id for row in found]) if found else {}
    return tuple(
        Elsewhere(HitKind.TICKET, row.id, row.number, visits[row.visit_id].person_name, row.visit_id)
        for row in found
    )
