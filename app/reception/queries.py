"""Visitors and organisations as screens read them; numbers arrive masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.catalogue.rules import read_rules
from app.kernel.errors import Missing
from app.kernel.identity import masked_number, masked_phone
from app.reception.documents import DocumentKind, phone_as_kept
from app.reception.entities import Organisation, Person, Visit
from app.reception.finding import Elsewhere, Finder, Found, HitKind, recent_keys
from app.reception.index_words import Kind
from app.reception.priority import proposed_priority
from app.reception.similar import Facts, alike
from app.reception.states import Alike, Priority, ShownAs
from app.storage.store import Store

_MOST_OF_ONE = 500
_LONGEST_CHAIN = 5
"""Two terminals may each merge one of three records: then a record was merged into a merged one."""


@dataclass(frozen=True)
class PersonRow:
    """A person in a list, with what helps to tell people apart."""

    id: str
    name: str
    organisation: str
    phone: str
    document: str
    last_visit_at: int | None
    proposed: Priority = Priority.NONE
    """Priority that the document's date of birth speaks for."""


@dataclass(frozen=True)
class Draft:
    """Somebody who is being registered, as far as typed."""

    name: str
    document_kind: DocumentKind = DocumentKind.NONE
    document_number: str = ""
    phone: str = ""
    organisation_id: str | None = None


@dataclass(frozen=True)
class SimilarRow:
    """Somebody known who may be the one who is being registered, and why."""

    person: PersonRow
    alike: Alike


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
class Hit:
    """A line of what was found: the row of its kind is there, the others are None."""

    kind: HitKind
    key: str
    person: PersonRow | None = None
    organisation: OrganisationRow | None = None
    elsewhere: Elsewhere | None = None


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

    def __init__(self, store: Store, finder: Finder) -> None:
        self._store = store
        self._finder = finder

    def find(self, text: str, limit: int = 9) -> tuple[Hit, ...]:
        """Find whatever bears a text: people, organisations, tickets of today, contracts; the best first.

        By characters anywhere in a name, pinyin and initials of every reading, phone tail, the number of any
        document, credit code, ticket number, code of a slip, contract number.
        """
        with self._store.look() as session:
            found = self._finder.find(session, text, limit)
            people = _person_rows(
                session, [f.key for f in found if f.kind is HitKind.PERSON], self._finder.today()
            )
            organisations = _organisation_rows(session, [f.key for f in found])
        hits = (_hit(f, people, organisations) for f in found)
        return tuple(hit for hit in hits if hit is not None)

    def find_people(self, text: str, limit: int = 9) -> tuple[PersonRow, ...]:
        """Find people only; without a text those who came last."""
        with self._store.look() as session:
            found = [f.key for f in self._finder.find(session, text, limit, (Kind.PERSON,))
                     if f.kind is HitKind.PERSON]  # fmt: skip
            keys = found if text.strip() else recent_keys(session, Kind.PERSON, limit)
            rows = _person_rows(session, keys, self._finder.today())
        return tuple(rows[key] for key in keys if key in rows)

    def find_organisations(self, text: str, limit: int = 9) -> tuple[OrganisationRow, ...]:
        """Find organisations only: by name, short name, pinyin, initials or credit code."""
        with self._store.look() as session:
            if not text.strip():
                query = select(Organisation).where(Organisation.ended_at.is_(None)).limit(limit)
                found = session.execute(query.order_by(Organisation.name)).scalars()
                return tuple(organisation_row(o) for o in found)
            keys = [f.key for f in self._finder.find(session, text, limit, (Kind.ORGANISATION,))]
            rows = _organisation_rows(session, keys)
        return tuple(rows[key] for key in keys if key in rows)

    def people_of(self, organisation_id: str, limit: int = 9) -> tuple[PersonRow, ...]:
        """List the people of an organisation and of those merged into it, those who came last first."""
        theirs = Person.organisation_id.in_(_same_organisation(organisation_id))
        query = select(Person.id).where(theirs, Person.ended_at.is_(None))
        with self._store.look() as session:
            keys = session.execute(query.limit(_MOST_OF_ONE)).scalars().all()
            rows = _person_rows(session, keys, self._finder.today())
        return tuple(sorted(rows.values(), key=lambda row: (-(row.last_visit_at or 0), row.name))[:limit])

    def similar(self, draft: Draft, limit: int = 3) -> tuple[SimilarRow, ...]:
        """Find who may be the one who is being registered, for the clerk to decide; the likeliest first."""
        number_key = self._finder.key_of_document(draft.document_kind, draft.document_number)
        phone = phone_as_kept(draft.phone)
        typed = Facts(draft.name, phone, draft.organisation_id, number_key)
        with self._store.look() as session:
            keys = (
                self._finder.keys_sounding_like(session, draft.name, phone) if draft.name.strip() else set()
            )
            query = select(Person.id, Person.name, Person.phone, Person.organisation_id).where(
                Person.id.in_([*keys, number_key]), Person.ended_at.is_(None)
            )
            found = {
                key: reason
                for key, name, number, body in session.execute(query)
                if (reason := alike(typed, Facts(name, number, body, key))) is not None
            }
            best = sorted(found, key=lambda key: list(Alike).index(found[key]))[:limit]
            rows = _person_rows(session, best, self._finder.today())
        return tuple(SimilarRow(rows[key], found[key]) for key in best if key in rows)

    def organisation(self, organisation_id: str) -> OrganisationRow:
        """Give an organisation; refuses with Missing."""
        with self._store.look() as session:
            return find_organisation(session, organisation_id)

    def person_row(self, person_id: str) -> PersonRow:
        """Give a person as a line, or the one a record was merged into; refuses with Missing."""
        with self._store.look() as session:
            person = live_person(session, person_id)
            rows = _person_rows(session, [person.id], self._finder.today()) if person else {}
        if person is None or person.id not in rows:
            raise Missing("person", person_id)
        return rows[person.id]

    def person(self, person_id: str) -> PersonCard:
        """Give a person, or the one a record was merged into; refuses with Missing."""
        with self._store.look() as session:
            person = live_person(session, person_id)
            if person is None:
                raise Missing("person", person_id)
            visits = select(func.count(), func.max(Visit.arrived_at)).where(
                Visit.person_id.in_(same_person(person.id)), Visit.ended_at.is_(None)
            )
            count, last = session.execute(visits).one()
            organisation = live_organisation(session, person.organisation_id)
            return PersonCard(
                id=person.id,
                name=person.name,
                document_kind=person.document_kind,
                document=masked_number(person.document_number),
                phone=masked_phone(person.phone),
                organisation_id=organisation.id if organisation else None,
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
    """Give visits by key in an open session; of merged records they tell the one that stands for them."""
    met, met_body = aliased(Person), aliased(Organisation)
    query = (
        select(Visit, Person.id, Person.name, Organisation.id, Organisation.name)
        .outerjoin(met, met.id == Visit.person_id)
        .outerjoin(Person, Person.id == func.coalesce(met.merged_into, met.id))
        .outerjoin(met_body, met_body.id == Visit.organisation_id)
        .outerjoin(Organisation, Organisation.id == func.coalesce(met_body.merged_into, met_body.id))
        .where(Visit.id.in_(list(visit_ids)))
    )
    return {
        visit.id: VisitCard(
            id=visit.id,
            person_id=person_id,
            person_name=person or "",
            organisation_id=organisation_id,
            organisation=organisation or "",
            matter_id=visit.matter_id,
            priority=visit.priority,
            party_size=visit.party_size,
            subject=visit.subject,
            arrived_at=visit.arrived_at,
            shown_as=visit.shown_as,
        )
        for visit, person_id, person, organisation_id, organisation in session.execute(query)
    }


def live_person(session: Session, person_id: str | None) -> Person | None:
    """Give a person in an open session, or the one its record was merged into."""
    person = session.get(Person, person_id) if person_id else None
    for _ in range(_LONGEST_CHAIN):
        if person is None or person.merged_into is None:
            return person
        person = session.get(Person, person.merged_into)
    return person


def live_organisation(session: Session, organisation_id: str | None) -> Organisation | None:
    """Give an organisation in an open session, or the one its record was merged into."""
    organisation = session.get(Organisation, organisation_id) if organisation_id else None
    for _ in range(_LONGEST_CHAIN):
        if organisation is None or organisation.merged_into is None:
            return organisation
        organisation = session.get(Organisation, organisation.merged_into)
    return organisation


def find_organisation(session: Session, organisation_id: str) -> OrganisationRow:
    """Give an organisation in an open session, or the one it was merged into; refuses with Missing."""
    organisation = live_organisation(session, organisation_id)
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


def same_person(person_id: str) -> Select[Any]:
    """Ask for the records of one person: its own and those merged into it."""
    return select(Person.id).where(or_(Person.id == person_id, Person.merged_into == person_id))


def _same_organisation(key: str) -> Select[Any]:
    return select(Organisation.id).where(or_(Organisation.id == key, Organisation.merged_into == key))


def _person_rows(session: Session, keys: Sequence[str], today: date) -> dict[str, PersonRow]:
    if not keys:
        return {}
    same, met = aliased(Person), aliased(Organisation)
    last = (
        select(func.max(Visit.arrived_at))
        .join(same, same.id == Visit.person_id)
        .where(or_(same.id == Person.id, same.merged_into == Person.id), Visit.ended_at.is_(None))
        .correlate(Person)
        .scalar_subquery()
    )
    query = (
        select(Person, Organisation.name, last)
        .outerjoin(met, met.id == Person.organisation_id)
        .outerjoin(Organisation, Organisation.id == func.coalesce(met.merged_into, met.id))
        .where(Person.id.in_(keys), Person.ended_at.is_(None))
    )
    age = read_rules(session).elderly_age
    return {
        person.id: PersonRow(
            id=person.id,
            name=person.name,
            organisation=body or "",
            phone=masked_phone(person.phone),
            document=masked_number(person.document_number),
            last_visit_at=last_visit_at,
            proposed=proposed_priority(person.document_kind, person.document_number, today, age),
        )
        for person, body, last_visit_at in session.execute(query)
    }


def _organisation_rows(session: Session, keys: Sequence[str]) -> dict[str, OrganisationRow]:
    query = select(Organisation).where(Organisation.id.in_(keys), Organisation.ended_at.is_(None))
    return {o.id: organisation_row(o) for o in session.execute(query).scalars()} if keys else {}


def _hit(found: Found, people: dict[str, PersonRow], organisations: dict[str, OrganisationRow]) -> Hit | None:
    if found.elsewhere is not None:
        return Hit(found.kind, found.key, elsewhere=found.elsewhere)
    if found.kind is HitKind.PERSON:
        return Hit(found.kind, found.key, people[found.key]) if found.key in people else None
    row = organisations.get(found.key)
    return Hit(found.kind, found.key, organisation=row) if row is not None else None
