"""Registering people and organisations, and opening visits."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.errors import FieldRefused, Missing
from app.kernel.identity import derived_key
from app.kernel.ids import new_key
from app.reception.documents import (
    CheckedNumber,
    DocumentKind,
    DocumentWarning,
    check_credit_code,
    check_document,
    check_phone,
)
from app.reception.entities import Organisation, Person, Visit, VisitMatter
from app.reception.names import search_words, tidy_line, tidy_name
from app.reception.queries import live_organisation, live_person
from app.reception.states import ENDED_BY_RETENTION, Priority, ShownAs
from app.security.actors import Actor, Permission
from app.storage.base import TAKEN_BACK
from app.storage.store import Store, Work


@dataclass(frozen=True)
class PersonEntry:
    """What the clerk typed for a person."""

    name: str
    document_kind: DocumentKind = DocumentKind.NONE
    document_number: str = ""
    phone: str = ""
    organisation_id: str | None = None


@dataclass(frozen=True)
class OrganisationEntry:
    """What the clerk typed for an organisation. Bodies abroad have a country instead of a credit code."""

    name: str
    credit_code: str = ""
    country: str = ""
    legal_representative: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class VisitEntry:
    """What the clerk typed for a visit; without a person it is an anonymous enquiry."""

    matter_id: str
    person_id: str | None = None
    organisation_id: str | None = None
    priority: Priority = Priority.NONE
    proof_seen: bool = False
    party_size: int = 1
    subject: str = ""
    shown_as: ShownAs = ShownAs.NUMBER
    matters: tuple[str, ...] = ()
    """What else the visitor came for, in the order it is dealt with."""
    appointment_id: str | None = None


@dataclass(frozen=True)
class Registered:
    """Who was registered, whether they were known before, and what is odd about the number."""

    id: str
    name: str
    was_known: bool
    warnings: tuple[DocumentWarning, ...] = ()


class Reception:
    """The reception desk."""

    def __init__(self, store: Store, market_secret: bytes, zone: str) -> None:
        self._store = store
        self._secret = market_secret
        self._zone = zone

    def check_document(self, kind: DocumentKind, text: str) -> CheckedNumber:
        """Check a document number while it is typed; refuses with FieldRefused."""
        return check_document(kind, text, day_of(self._store.clock.now(), self._zone))

    def register_person(self, entry: PersonEntry, *, actor: Actor) -> Outcome[Registered]:
        """Register a person, or bring up to date the one who bears this document.

        Refuses with FieldRefused; a person without a document is always new.
        """
        actor.must(Permission.RECEIVE)
        name, phone = tidy_name(entry.name), check_phone(entry.phone)
        checked = CheckedNumber("")
        key = new_key()
        if entry.document_kind is not DocumentKind.NONE:
            checked = self.check_document(entry.document_kind, entry.document_number)
            key = derived_key(self._secret, entry.document_kind, checked.number)
        with self._store.change(actor, "register_person") as work:
            person = live_person(work.session, key)
            was_known = person is not None
            if person is None:
                person = work.add(
                    Person(
                        id=key,
                        name=name,
                        document_kind=entry.document_kind,
                        document_number=checked.number,
                        phone=phone,
                        organisation_id=entry.organisation_id,
                        initials=search_words(name),
                    )
                )
            else:
                was_known = person.ended_at is None
                _live_again(person)
                if person.id == key:
                    person.document_number = checked.number
                _bring_up_to_date(person, name, phone, entry.organisation_id)
            work.subject("person", person.id)
        return work.outcome(Registered(person.id, name, was_known, checked.warnings))

    def register_organisation(self, entry: OrganisationEntry, *, actor: Actor) -> Outcome[Registered]:
        """Register an organisation, or bring up to date the one with this credit code.

        Refuses with FieldRefused: a body in China needs its credit code, one abroad its country; no line is
        longer than 200 characters.
        """
        actor.must(Permission.RECEIVE)
        name, phone = tidy_name(entry.name, "organisation_name"), check_phone(entry.phone)
        country = tidy_line(entry.country, "country")
        address = tidy_line(entry.address, "address")
        representative = tidy_line(entry.legal_representative, "legal_representative")
        checked = CheckedNumber("") if country else check_credit_code(entry.credit_code)
        kind, number = ("credit_code", checked.number) if checked.number else (f"abroad:{country}", name)
        key = derived_key(self._secret, kind, number)
        with self._store.change(actor, "register_organisation") as work:
            organisation = live_organisation(work.session, key)
            was_known = organisation is not None and organisation.ended_at is None
            if organisation is None:
                organisation = work.add(Organisation(id=key, credit_code=checked.number, country=country))
            _live_again(organisation)
            organisation.name = name
            organisation.initials = search_words(name)
            organisation.phone = phone or organisation.phone or ""
            organisation.address = address or organisation.address or ""
            organisation.legal_representative = representative or organisation.legal_representative or ""
            work.subject("organisation", organisation.id)
        return work.outcome(Registered(organisation.id, name, was_known, checked.warnings))


def open_visit(work: Work, entry: VisitEntry, key: str, *, is_person_known: bool = False) -> Visit:
    """Open a visit under a new key in an open transaction.

    Refuses a party of nobody and a long subject with FieldRefused, unknown people with Missing.
    is_person_known: somebody has looked the person up already and filled in the organisation.
    """
    if not 1 <= entry.party_size <= 99:
        raise FieldRefused("party_size", "out_of_range", str(entry.party_size))
    subject, organisation_id = tidy_line(entry.subject, "subject"), entry.organisation_id
    if entry.person_id is not None and not is_person_known:
        person = work.session.get(Person, entry.person_id)
        if person is None:
            raise Missing("person", entry.person_id)
        organisation_id = organisation_id or person.organisation_id
    visit = work.add(
        Visit(
            id=key,
            person_id=entry.person_id,
            organisation_id=organisation_id,
            matter_id=entry.matter_id,
            priority=entry.priority,
            proof_seen=entry.proof_seen,
            party_size=entry.party_size,
            subject=subject,
            arrived_at=work.now,
            shown_as=entry.shown_as,
            appointment_id=entry.appointment_id,
        )
    )
    # Before what names it: SQLite looks through whole tables for rows that came before their parents.
    work.session.flush()
    for position, matter_id in enumerate((entry.matter_id, *entry.matters), start=1):
        add_matter(work, key, matter_id, position)
    return visit


def add_matter(work: Work, visit_id: str, matter_id: str, position: int) -> None:
    """Note in an open transaction that a visitor has come for one more matter."""
    work.add(VisitMatter(id=new_key(), visit_id=visit_id, matter_id=matter_id, position=position))


def _live_again(record: Person | Organisation) -> None:
    # Taken back or long not seen, and here after all: the number gives the same key.
    if record.end_reason in (TAKEN_BACK, ENDED_BY_RETENTION):
        record.ended_at, record.end_reason = None, ""


def _bring_up_to_date(person: Person, name: str, phone: str, organisation_id: str | None) -> None:
    if person.name != name:
        person.name, person.initials = name, search_words(name)
    if phone:
        person.phone = phone
    if organisation_id is not None:
        person.organisation_id = organisation_id
