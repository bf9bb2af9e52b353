"""Finding a contract by its number, and the visits contracts still need."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import Contract
from app.contracts.states import ContractState
from app.reception.finding import Elsewhere, HitKind

_MOST = 3


def find_contracts(session: Session, number: str) -> tuple[Elsewhere, ...]:
    """Give the contracts whose number is, or begins with, what was typed in capital letters."""
    fits = Contract.number.startswith(number, autoescape=True)
    query = select(Contract.id, Contract.number, Contract.title).where(fits, Contract.ended_at.is_(None))
    found = session.execute(query.order_by(Contract.number).limit(_MOST))
    return tuple(Elsewhere(HitKind.CONTRACT, key, text, title) for key, text, title in found)


def visits_of_open_contracts(session: Session) -> frozenset[str]:
    """Name the visits of contracts that are neither sealed nor void, in an open session."""
    done = (ContractState.SEALED, ContractState.VOID)
    query = select(Contract.visit_id).where(Contract.state.not_in(done), Contract.ended_at.is_(None))
    return frozenset(key for key in session.execute(query).scalars() if key is not None)
