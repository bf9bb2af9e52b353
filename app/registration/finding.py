"""Finding a case by its acceptance number, its registration number or the contract's number."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.reception.finding import Elsewhere, HitKind
from app.registration.entities import Registration
from app.registration.numbers import grouped, plain_number

_MOST = 3
LEAST_DIGITS = 8
"""Year and place: fewer digits of a registration number are those of every case of a year."""


def find_registrations(session: Session, number: str) -> tuple[Elsewhere, ...]:
    """Give the cases one of whose numbers is, or begins with, what was typed in capital letters.

    A registration number may be typed as its boxes stand, with dashes; from eight digits on it counts.
    """
    fits = [
        column.startswith(number, autoescape=True)
        for column in (Registration.acceptance_number, Registration.contract_number)
    ]
    digits = plain_number(number)
    if digits.isascii() and digits.isdigit() and len(digits) >= LEAST_DIGITS:
        fits.append(Registration.national_number.startswith(digits))
    query = select(Registration).where(or_(*fits), Registration.ended_at.is_(None))
    found = session.execute(query.order_by(Registration.made_at.desc()).limit(_MOST)).scalars()
    return tuple(Elsewhere(HitKind.REGISTRATION, r.id, r.acceptance_number, _detail(r)) for r in found)


def _detail(row: Registration) -> str:
    return "  ".join(part for part in (grouped(row.national_number or ""), row.title) if part)
