"""Who stands at a window or will be called next, as the clerk sees them before they have sat down."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.kernel.identity import masked_number, masked_phone
from app.reception.entities import Organisation, Person, Visit, VisitMatter
from app.reception.states import Priority
from app.storage.store import Store


@dataclass(frozen=True)
class Guest:
    """A visit with who came. ``visits`` counts those of the person, this one too; 0: nobody known.

    last_visit_at: the coming before this one; visit_ids: all visits of the person, this one too;
    matters: what they came for, keys in the order of turns, the first position first.
    """

    visit_id: str
    person: str
    organisation: str
    organisation_id: str | None
    document: str
    phone: str
    priority: Priority
    party_size: int
    subject: str
    arrived_at: int
    visits: int
    last_visit_at: int | None
    visit_ids: tuple[str, ...]
    matters: tuple[tuple[int, str], ...]


class GuestView:
    """Looks guests up, as many as are asked for in one statement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def guests(self, visit_ids: Collection[str]) -> dict[str, Guest]:
        """Give the guests of visits; whom nobody knows is not among them."""
        theirs, others = aliased(Visit), aliased(Visit)
        known = select(func.json_group_array(theirs.id)).where(
            theirs.person_id == Visit.person_id, theirs.ended_at.is_(None)
        )
        last = select(func.max(others.arrived_at)).where(
            others.person_id == Visit.person_id,
            others.arrived_at < Visit.arrived_at,
            others.ended_at.is_(None),
        )
        pair = func.json_array(VisitMatter.position, VisitMatter.matter_id)
        matters = select(func.json_group_array(func.json(pair))).where(
            VisitMatter.visit_id == Visit.id, VisitMatter.ended_at.is_(None)
        )
        query = (
            select(
                Visit,
                Person,
                Organisation.name,
                known.scalar_subquery(),
                last.scalar_subquery(),
                matters.scalar_subquery(),
            )
            .outerjoin(Person, Person.id == Visit.person_id)
            .outerjoin(Organisation, Organisation.id == Visit.organisation_id)
            .where(Visit.id.in_(visit_ids))
        )
        with self._store.look() as session:
            return {visit.id: _guest(visit, *rest) for visit, *rest in session.execute(query)}


def _guest(
    visit: Visit, person: Person | None, organisation: str | None, known: str, last: int | None, matters: str
) -> Guest:
    visit_ids = tuple(json.loads(known)) if person else ()
    return Guest(
        visit_id=visit.id,
        person=person.name if person else "",
        organisation=organisation or "",
        organisation_id=visit.organisation_id,
        document=masked_number(person.document_number) if person else "",
        phone=masked_phone(person.phone) if person else "",
        priority=visit.priority,
        party_size=visit.party_size,
        subject=visit.subject,
        arrived_at=visit.arrived_at,
        visits=len(visit_ids),
        last_visit_at=last if person else None,
        visit_ids=visit_ids or (visit.id,),
        matters=tuple(sorted((position, key) for position, key in json.loads(matters)))
        or ((1, visit.matter_id),),
    )
