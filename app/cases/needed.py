"""Which visits have a case that is not closed."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.entities import Case
from app.cases.states import CaseState


def visits_of_open_cases(session: Session) -> frozenset[str]:
    """Name the visits of open cases, in an open session."""
    query = select(Case.visit_id).where(Case.state == CaseState.OPEN, Case.ended_at.is_(None))
    return frozenset(session.execute(query).scalars())
