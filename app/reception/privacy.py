"""Personal data by need: hidden until somebody says why, told on paper to its owner (domain.md 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import hall_card
from app.catalogue.rules import read_rules
from app.documents.personal_sheets import (
    NoticeFacts,
    RecordFacts,
    notice_sheet,
    personal_word,
    record_sheet,
)
from app.documents.sheets import ReportSheet
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.errors import FieldRefused, Missing
from app.reception.entities import AccessEntry, Person, Visit
from app.reception.queries import live_organisation, live_person, same_person
from app.reception.states import PersonalField
from app.security.accounts import staff_rows
from app.security.actors import Actor, Permission
from app.storage.outbox import read_fact
from app.storage.spool import PERSONAL_OF, Paper, PrintOrder, queue_print
from app.storage.store import Store, Work
from app.sync.facts import TERMINAL_NUMBER

SHORTEST_PURPOSE = 2
LONGEST_PURPOSE = 200


class PagePress(Protocol):
    """Makes a page of a sheet."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a sheet as a PDF."""
        ...


@dataclass(frozen=True)
class LookRow:
    """Somebody has looked at what is hidden. ``terminal``: its number in the hall."""

    at: int
    staff: str
    field: PersonalField
    purpose: str
    terminal: int


class Privacy:
    """What the hall owes the people it keeps records of."""

    def __init__(self, store: Store, press: PagePress, zone: str) -> None:
        self._store = store
        self._press = press
        self._zone = zone

    def unmask(self, person_id: str, field: PersonalField, purpose: str, *, actor: Actor) -> Outcome[str]:
        """Show one hidden value and note who looked, at what and why, in one transaction.

        Refuses with Forbidden, Missing, and FieldRefused without a purpose.
        """
        actor.must(Permission.UNMASK)
        why = _purpose(purpose)
        with self._store.change(actor, "unmask") as work:
            person = _person(work.session, person_id)
            values = {
                PersonalField.DOCUMENT_NUMBER: person.document_number,
                PersonalField.PHONE: person.phone,
            }
            if field not in values:
                raise FieldRefused("field", "unknown", field)
            _note(work, person.id, field, why, actor)
        return work.outcome(values[field])

    def looks_at(self, person_id: str) -> tuple[LookRow, ...]:
        """List who looked at what is hidden of a person, the last first."""
        with self._store.look() as session:
            return _looks(session, person_id)

    def print_notice(self, *, actor: Actor) -> Outcome[str]:
        """Print what is stored of visitors and why (PIPL art. 17); gives the job's key."""
        actor.must(Permission.RECEIVE)
        with self._store.look() as session:
            hall, rules = hall_card(session), read_rules(session)
        if hall is None:
            raise Missing("hall", "")
        day = f"{local(self._store.clock.now(), self._zone):%Y-%m-%d}"
        sheet = notice_sheet(
            NoticeFacts(hall.name, hall.address, rules.keep_people_days, day, hall.is_sample)
        )
        pdf = self._press.press(sheet)
        order = PrintOrder(Paper.PAGE, sheet.title, f"hall:{hall.id}", pdf)
        with self._store.change(actor, "print_notice") as work:
            job = queue_print(work.session, order, work.now)
            work.subject("hall", hall.id)
        return work.outcome(job)

    def print_record(self, person_id: str, reason: str, *, actor: Actor) -> Outcome[str]:
        """Print a person's own record on request (PIPL art. 45); gives the job's key.

        Refuses with Forbidden, Missing, and FieldRefused without a reason. The print is noted as a look.
        The spool shows the sheet to nobody and wipes it once it is out or taken off.
        """
        actor.must(Permission.UNMASK)
        why = _purpose(reason)
        with self._store.look() as session:
            person = _person(session, person_id)
            sheet = record_sheet(self._record(session, person, why))
        pdf = self._press.press(sheet)
        with self._store.change(actor, "print_record") as work:
            _note(work, person.id, PersonalField.WHOLE_RECORD, why, actor)
            order = PrintOrder(Paper.PAGE, sheet.title, f"{PERSONAL_OF}{person.id}", pdf)
            job = queue_print(work.session, order, work.now)
        return work.outcome(job)

    def _record(self, session: Session, person: Person, reason: str) -> RecordFacts:
        hall = hall_card(session)
        body = live_organisation(session, person.organisation_id)
        visits = select(Visit).where(Visit.person_id.in_(same_person(person.id)), Visit.ended_at.is_(None))
        return RecordFacts(
            hall=hall.name if hall else "",
            at=self._moment(self._store.clock.now()),
            reason=reason,
            name=person.name,
            document_kind=personal_word("kind", person.document_kind),
            document_number=person.document_number,
            phone=person.phone,
            organisation=body.name if body else "",
            since=self._moment(person.made_at),
            visits=tuple(
                (self._moment(visit.arrived_at), visit.subject, str(visit.party_size))
                for visit in session.execute(visits.order_by(Visit.arrived_at.desc())).scalars()
            ),
            looks=tuple(
                (self._moment(r.at), r.staff, str(r.terminal), personal_word("field", r.field), r.purpose)
                for r in _looks(session, person.id)
            ),
            is_sample=hall.is_sample if hall else False,
        )

    def _moment(self, moment: int) -> str:
        return f"{local(moment, self._zone):%Y-%m-%d %H:%M}"


def _purpose(text: str) -> str:
    why = " ".join(text.split())
    if len(why) < SHORTEST_PURPOSE:
        raise FieldRefused("purpose", "empty", text)
    if len(why) > LONGEST_PURPOSE:
        raise FieldRefused("purpose", "too_long", text)
    return why


def _person(session: Session, person_id: str) -> Person:
    person = live_person(session, person_id)
    if person is None or person.ended_at is not None:
        raise Missing("person", person_id)
    return person


def _note(work: Work, person_id: str, field: PersonalField, purpose: str, actor: Actor) -> None:
    work.add(
        AccessEntry(
            person_id=person_id,
            field=field,
            purpose=purpose,
            staff_id=actor.staff_id,
            terminal=read_fact(work.session, TERMINAL_NUMBER, 1),
            looked_at=work.now,
        )
    )


def _looks(session: Session, person_id: str) -> tuple[LookRow, ...]:
    names = {row.id: row.name for row in staff_rows(session)}
    query = select(AccessEntry).where(AccessEntry.person_id.in_(same_person(person_id)))
    return tuple(
        LookRow(e.looked_at, names.get(e.staff_id, e.staff_id), e.field, e.purpose, e.terminal)
        for e in session.execute(query.order_by(AccessEntry.looked_at.desc())).scalars()
    )
