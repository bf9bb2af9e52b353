"""Cases as the window reads them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.entities import Case
from app.cases.states import CaseState
from app.kernel.errors import Missing
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
    staff_id: str = ""


class CaseView:
    """Looks at cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_ticket(self, ticket_id: str) -> CaseCard | None:
        """Give the latest case of a ticket, None before the visitor has come."""
        with self._store.look() as session:
            return case_of_ticket(session, ticket_id)

    def of_visit(self, visit_id: str) -> tuple[CaseCard, ...]:
        """List the cases of a visit, oldest first."""
        with self._store.look() as session:
            return cases_of_visit(session, visit_id)


def case_of_ticket(session: Session, ticket_id: str) -> CaseCard | None:
    """Give the latest case of a ticket in an open session."""
    query = select(Case).where(Case.ticket_id == ticket_id, Case.ended_at.is_(None))
    case = session.execute(query.order_by(Case.leg.desc()).limit(1)).scalar_one_or_none()
    return _card(case) if case else None


def find_case(session: Session, case_id: str) -> CaseCard:
    """Give a case in an open session; refuses with Missing."""
    case = session.get(Case, case_id)
    if case is None:
        raise Missing("case", case_id)
    return _card(case)


def cases_of_visit(session: Session, visit_id: str) -> tuple[CaseCard, ...]:
    """List the cases of a visit in an open session, oldest first."""
    query = select(Case).where(Case.visit_id == visit_id).order_by(Case.opened_at)
    return tuple(_card(case) for case in session.execute(query).scalars())


def closed_case_ids(session: Session, since: int, until: int) -> frozenset[str]:
    """Give the keys of the cases closed from a moment up to, not including, another."""
    query = select(Case.id).where(
        Case.state == CaseState.CLOSED, Case.closed_at >= since, Case.closed_at < until
    )
    return frozenset(session.execute(query).scalars())


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
        staff_id=case.staff_id,
    )
