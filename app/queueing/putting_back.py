"""Calls that shall be forgotten, in an open transaction."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.queueing.entities import Call, Ticket
from app.queueing.states import TicketState
from app.storage.store import Work


def end_calls(work: Work, ticket_id: str) -> None:
    """End the calls of a ticket that was put back: the display forgets them, the voice falls silent."""
    calls = select(Call).where(Call.ticket_id == ticket_id, Call.ended_at.is_(None))
    for call in work.session.execute(calls).scalars():
        call.ended_at, call.end_reason = work.now, "put_back"


def ticket_of_call(session: Session, call_id: str) -> str | None:
    """Give the ticket of a call while its visitor is called and nobody has answered for them."""
    query = select(Ticket.id).join(Call, Call.ticket_id == Ticket.id)
    is_called = (Ticket.state == TicketState.CALLED, Ticket.ended_at.is_(None), Call.ended_at.is_(None))
    return session.execute(query.where(Call.id == call_id, *is_called)).scalar_one_or_none()
