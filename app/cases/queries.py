"""Cases as the window reads them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.entities import Case
from app.cases.states import CaseState
from app.storage.store import Store


@dataclass(frozen=True)
class CaseCard:
    """A case on a page."""

    id: str
    ticket_id: str
    visit_id: str
    matter_id: str
    window_id: str
    state: CaseState
    opened_at: int
    closed_at: int | None
    result: str
    notes: str


class CaseView:
    """Looks at cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_ticket(self, ticket_id: str) -> CaseCard | None:
        """Give the case of a ticket, None before the visitor has come."""
        with self._store.look() as session:
            return case_of_ticket(session, ticket_id)

    def of_visit(self, visit_id: str) -> tuple[CaseCard, ...]:
        """List the cases of a visit, oldest first."""
        query = select(Case).where(Case.visit_id == visit_id).order_by(Case.opened_at)
        with self._store.look() as session:
            return tuple(_card(case) for case in session.execute(query).scalars())


def case_of_ticket(session: Session, ticket_id: str) -> CaseCard | None:
    """Give the case of a ticket in an open session."""
    query = select(Case).where(Case.ticket_id == ticket_id).limit(1)
    case = session.execute(query).scalar_one_or_none()
    return _card(case) if case else None


def _card(case: Case) -> CaseCard:
    return CaseCard(
        id=case.id,
        ticket_id=case.ticket_id,
        visit_id=case.visit_id,
        matter_id=case.matter_id,
        window_id=case.window_id,
        state=case.state,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        result=case.result,
        notes=case.notes,
    )
