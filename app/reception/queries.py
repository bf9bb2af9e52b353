"""Visitors and organisations as screens read them; numbers arrive masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.kernel.errors import Missing
from app.kernel.identity import masked_number, masked_phone
from app.reception.documents import DocumentKind, tidy_number
from app.reception.entities import Organisation, Person, Visit
from app.reception.states import Priority, ShownAs
from app.storage.store import Store


@dataclass(frozen=True)
class PersonRow:
    """A person in a list, with what helps to tell people apart."""

    id: str
    name: str
    organisation: str
    phone: str
    document: str
    last_visit_at: int | None


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation in a list. The credit code is public and shown whole."""

    id: str
    name: str
    credit_code: str
    legal_representative: str
    address: str
    phone: str


@dataclass(frozen=True)
class PersonCard:
    """A person on a page; document and telephone masked."""

    id: str
    name: str
    document_kind: DocumentKind
    document: str
    phone: str
    organisation_id: str | None
    organisation: str
    visits: int
    last_visit_at: int | None


@dataclass(frozen=True)
class VisitCard:
    """A visit with the people in it."""

    id: str
    person_id: str | None
    person_name: str
    organisation_id: str | None
    organisation: str
    matter_id: str
    priority: Priority
    party_size: int
    subject: str
    arrived_at: int
    shown_as: ShownAs = ShownAs.NUMBER


class ReceptionView:
    """Looks up people, organisations and visits."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find_people(self, text: str, limit: int = 9) -> tuple[PersonRow, ...]:
        """Find people by name, pinyin, initials, phone tail or whole document; latest visitors first."""
        needle = text.strip()
        last = select(Visit.person_id, func.max(Visit.arrived_at).label("at")).group_by(Visit.person_id)
        latest = last.subquery()
        query = (
            select(Person, Organisation.name, latest.c.at)
            .outerjoin(Organisation, Organisation.id == Person.organisation_id)
            .outerjoin(latest, latest.c.person_id == Person.id)
            .where(Person.ended_at.is_(None))
            .order_by(latest.c.at.desc().nulls_last(), Person.name)
            .limit(limit)
        )
        if needle:
            query = query.where(_person_fits(needle))
        with self._store.look() as session:
            return tuple(_person_row(p, name, at) for p, name, at in session.execute(query))

    def find_organisations(self, text: str, limit: int = 9) -> tuple[OrganisationRow, ...]:
        """Find organisations by a part of the name, pinyin, initials or the credit code."""
        needle = text.strip()
        query = select(Organisation).where(Organisation.ended_at.is_(None)).order_by(Organisation.name)
        if needle:
            query = query.where(
                or_(
                    Organisation.name.contains(needle, autoescape=True),
                    Organisation.initials.contains(needle.lower(), autoescape=True),
                    Organisation.credit_code == tidy_number(needle),
                )
            )
        with self._store.look() as session:
            return tuple(organisation_row(o) for o in session.execute(query.limit(limit)).scalars())

    def organisation(self, organisation_id: str) -> OrganisationRow:
        """Give an organisation; refuses with Missing."""
        with self._store.look() as session:
            return find_organisation(session, organisation_id)

    def person(self, person_id: str) -> PersonCard:
        """Give a person; refuses with Missing."""
        with self._store.look() as session:
            person = session.get(Person, person_id)
            if person is None:
                raise Missing("person", person_id)
            count, last = session.execute(
                select(func.count(), func.max(Visit.arrived_at)).where(Visit.person_id == person_id)
            ).one()
            organisation = (
                session.get(Organisation, person.organisation_id) if person.organisation_id else None
            )
            return PersonCard(
                id=person.id,
                name=person.name,
                document_kind=person.document_kind,
                document=masked_number(person.document_number),
                phone=masked_phone(person.phone),
                organisation_id=person.organisation_id,
                organisation=organisation.name if organisation else "",
                visits=count,
                last_visit_at=last,
            )

    def visit(self, visit_id: str) -> VisitCard:
        """Give a visit; refuses with Missing."""
        with self._store.look() as session:
            return find_visit(session, visit_id)


def find_visit(session: Session, visit_id: str) -> VisitCard:
    """Give a visit in an open session; refuses with Missing."""
    found = find_visits(session, [visit_id])
    if visit_id not in found:
        raise Missing("visit", visit_id)
    return found[visit_id]


def find_visits(session: Session, visit_ids: Iterable[str]) -> dict[str, VisitCard]:
    """Give visits by key in an open session."""
    query = (
        select(Visit, Person.name, Organisation.name)
        .outerjoin(Person, Person.id == Visit.person_id)
        .outerjoin(Organisation, Organisation.id == Visit.organisation_id)
        .where(Visit.id.in_(list(visit_ids)))
    )
    return {
        visit.id: VisitCard(
            id=visit.id,
            person_id=visit.person_id,
            person_name=person or "",
            organisation_id=visit.organisation_id,
            organisation=organisation or "",
            matter_id=visit.matter_id,
            priority=visit.priority,
            party_size=visit.party_size,
            subject=visit.subject,
            arrived_at=visit.arrived_at,
            shown_as=visit.shown_as,
        )
        for visit, person, organisation in session.execute(query)
    }


def find_organisation(session: Session, organisation_id: str) -> OrganisationRow:
    """Give an organisation in an open session; refuses with Missing."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None:
        raise Missing("organisation", organisation_id)
    return organisation_row(organisation)


def organisation_named(session: Session, name: str) -> OrganisationRow | None:
    """Give the organisation of exactly this name, in an open session; None where none or several bear it."""
    query = select(Organisation).where(Organisation.name == name.strip(), Organisation.ended_at.is_(None))
    found = session.execute(query.limit(2)).scalars().all()
    return organisation_row(found[0]) if len(found) == 1 else None


def organisation_row(o: Organisation) -> OrganisationRow:
    """Show an organisation as a frozen row."""
    return OrganisationRow(o.id, o.name, o.credit_code, o.legal_representative, o.address, o.phone)


def _person_fits(needle: str) -> ColumnElement[bool]:
    fits = [
        Person.name.contains(needle, autoescape=True),
        Person.initials.contains(needle.lower(), autoescape=True),
        Person.document_number == tidy_number(needle),
    ]
    if needle.isdigit() and len(needle) >= 3:
        fits.append(Person.phone.endswith(needle))
    return or_(*fits)


def _person_row(person: Person, organisation: str | None, last_visit_at: int | None) -> PersonRow:
    return PersonRow(
        id=person.id,
        name=person.name,
        organisation=organisation or "",
        phone=masked_phone(person.phone),
        document=masked_number(person.document_number),
        last_visit_at=last_visit_at,
    )
