"""What the reception page has done away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.catalogue.queries import CatalogueView, MatterRow, PlatformRow
from app.devices.ports import CardFacts
from app.kernel.clock import Clock
from app.kernel.errors import FieldRefused
from app.queueing.queries import QueueView
from app.queueing.service import Queueing, TakenNumber
from app.queueing.states import TicketState
from app.reception.appointments import AppointmentRow, Appointments
from app.reception.documents import CheckedNumber, DocumentKind, check_phone
from app.reception.merging import Merging
from app.reception.names import tidy_name
from app.reception.privacy import Privacy
from app.reception.queries import Draft, Hit, OrganisationRow, PersonRow, ReceptionView, SimilarRow
from app.reception.service import PersonEntry, Reception, Registered, VisitEntry
from app.reception.states import PersonalField
from app.security.actors import Actor
from ui.parts.print_jobs import TICKET_OF, PrintJobs
from ui.reception.double_search import MergeWish
from ui.reception.person_panel import LookWish, NumberWish
from ui.reception.register_panel import NumberQuestion, Registration
from ui.reception.result_panel import SlipNow, TakenTicket
from ui.reception.today_panel import Today

_TODAY_LINES = 100


@dataclass(frozen=True)
class ReceptionDoors:
    """The services and views the page asks and tells."""

    reception: Reception
    people: ReceptionView
    queueing: Queueing
    queue: QueueView
    catalogue: CatalogueView
    spool: PrintJobs
    clock: Clock
    merging: Merging
    privacy: Privacy
    appointments: Appointments


@dataclass(frozen=True)
class Offer:
    """What the hall offers, as read."""

    platforms: tuple[PlatformRow, ...]
    matters: tuple[MatterRow, ...]


@dataclass(frozen=True)
class Taking:
    """A number that is to be taken. ``is_extra``: although the day's are given out."""

    entry: VisitEntry
    ticket: TakenTicket
    is_extra: bool


def read_today(doors: ReceptionDoors) -> Today:
    """Read the day."""
    return Today(doors.queue.count(), doors.queue.today(_TODAY_LINES), doors.clock.now())


def read_offer(catalogue: CatalogueView) -> Offer:
    """Read what the hall offers."""
    return Offer(catalogue.platforms(), catalogue.matters())


def find(people: ReceptionView, text: str) -> tuple[str, tuple[Hit, ...]]:
    """Find what a text stands for."""
    return text, people.find(text)


def find_people(people: ReceptionView, text: str) -> tuple[str, tuple[PersonRow, ...]]:
    """Find people only."""
    return text, people.find_people(text) if text.strip() else ()


def find_organisations(people: ReceptionView, text: str) -> tuple[str, tuple[OrganisationRow, ...]]:
    """Find organisations only."""
    return text, people.find_organisations(text)


def find_other_organisations(people: ReceptionView, text: str) -> tuple[str, tuple[OrganisationRow, ...]]:
    """Find organisations once something is typed."""
    return text, people.find_organisations(text) if text.strip() else ()


def find_similar(people: ReceptionView, draft: Draft) -> tuple[Draft, tuple[SimilarRow, ...]]:
    """Find who may be the one who is being registered."""
    return draft, people.similar(draft)


def people_of(people: ReceptionView, body: OrganisationRow) -> tuple[OrganisationRow, tuple[PersonRow, ...]]:
    """List whom an organisation has sent before."""
    return body, people.people_of(body.id, 8)


def appointments_of(appointments: Appointments, person_id: str) -> tuple[str, tuple[AppointmentRow, ...]]:
    """List what a person can still come for, today's first."""
    return person_id, appointments.open_of_person(person_id)


def check_number(
    reception: Reception, question: NumberQuestion
) -> tuple[NumberQuestion, CheckedNumber | FieldRefused]:
    """Check a number while it is typed."""
    try:
        return question, reception.check_document(question.kind, question.text)
    except FieldRefused as refusal:
        return question, refusal


def register(doors: ReceptionDoors, wanted: Registration, actor: Actor) -> tuple[Registered, PersonRow]:
    """Register the new organisation, then the person.

    The person is checked first, so that a wrong number leaves no organisation behind.
    """
    person = wanted.person
    tidy_name(person.name)
    check_phone(person.phone)
    if person.document_kind is not DocumentKind.NONE:
        doors.reception.check_document(person.document_kind, person.document_number)
    if wanted.organisation is not None:
        organisation = doors.reception.register_organisation(wanted.organisation, actor=actor)
        person = replace(person, organisation_id=organisation.value.id)
    registered = doors.reception.register_person(person, actor=actor).value
    return registered, doors.people.person_row(registered.id)


def register_card(doors: ReceptionDoors, card: CardFacts, actor: Actor) -> tuple[Registered, PersonRow]:
    """Register who a card is of, or bring the one who bears its number up to date."""
    entry = PersonEntry(card.name, DocumentKind(card.kind.value), card.number)
    return register(doors, Registration(entry, None), actor)


def look(privacy: Privacy, wish: LookWish, actor: Actor) -> tuple[LookWish, str]:
    """Have a hidden value shown, or the whole record printed; both are noted."""
    if wish.field is PersonalField.WHOLE_RECORD:
        return wish, privacy.print_record(wish.person_id, wish.purpose, actor=actor).value
    return wish, privacy.unmask(wish.person_id, wish.field, wish.purpose, actor=actor).value


def merge(doors: ReceptionDoors, wish: MergeWish, actor: Actor) -> PersonRow:
    """Merge two records; gives the one that stays."""
    key = doors.merging.merge_people(wish.keep_id, wish.other_id, actor=actor).value
    return doors.people.person_row(key)


def merge_organisations(doors: ReceptionDoors, wish: MergeWish, actor: Actor) -> OrganisationRow:
    """Merge two records; gives the one that stays."""
    key = doors.merging.merge_organisations(wish.keep_id, wish.other_id, actor=actor).value
    return doors.people.organisation(key)


def correct(doors: ReceptionDoors, wish: NumberWish, actor: Actor) -> PersonRow:
    """Give a person the right number; gives the record that now stands for them."""
    key = doors.merging.correct_document(wish.person_id, wish.kind, wish.text, actor=actor).value
    return doors.people.person_row(key)


def take_number(queueing: Queueing, wish: Taking, actor: Actor) -> TakenTicket:
    """Take a number."""
    taken: TakenNumber = queueing.take_number(wish.entry, override=wish.is_extra, actor=actor).value
    return replace(wish.ticket, ticket_id=taken.ticket_id, number=taken.number, ahead=taken.ahead)


def read_slip(doors: ReceptionDoors, ticket_id: str) -> SlipNow | None:
    """Read the newest slip of a ticket, and whether its number still stands."""
    job = doors.spool.latest_of(TICKET_OF + ticket_id)
    if job is None:
        return None
    ticket = doors.queue.ticket(ticket_id)
    is_void = ticket is None or ticket.state is TicketState.VOID
    return SlipNow(ticket_id, job, doors.spool.preview(job.id), is_void)
