"""Calls that shall be forgotten, in an open transaction."""

from __future__ import annotations

from sqlalchemy import select

from app.queueing.entities import Call
from app.storage.store import Work


def end_calls(work: Work, ticket_id: str) -> None:
    """End the calls of a ticket that was put back: the display forgets them, the voice falls silent."""
    calls = select(Call).where(Call.ticket_id == ticket_id, Call.ended_at.is_(None))
    for call in work.session.execute(calls).scalars():
        call.ended_at, call.end_reason = work.now, "put_back"
