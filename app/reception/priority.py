"""Priority for age, proposed from a document's number."""

from __future__ import annotations

from datetime import date

from app.reception.documents import DocumentKind
from app.reception.states import Priority

_WITH_BIRTH = (
    DocumentKind.RESIDENT_ID,
    DocumentKind.RESIDENCE_PERMIT,
    DocumentKind.FOREIGN_PERMANENT_ID,
)
_LENGTH = 18


def proposed_priority(kind: DocumentKind, number: str, today: date, elderly_age: int) -> Priority:
    """Propose priority for age where a number of 18 characters tells it (domain.md 5.3); else none.

    elderly_age: full years, a rule of the hall. The document itself is the proof.
    """
    if kind not in _WITH_BIRTH or len(number) != _LENGTH:
        return Priority.NONE
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    age = today.year - year - ((today.month, today.day) < (month, day))
    return Priority.ELDERLY if age >= elderly_age else Priority.NONE
