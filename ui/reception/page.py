"""Reception: one search box, the business, a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.catalogue.queries import CatalogueView, MatterRow, PlatformRow
from app.kernel.changes import Outcome
from app.kernel.clock import Clock
from app.kernel.errors import FieldRefused
from app.queueing.queries import QueueView
from app.queueing.service import Queueing, TakenNumber
from app.reception.documents import CheckedNumber, DocumentKind, check_phone
from app.reception.names import tidy_name
from app.reception.queries import OrganisationRow, PersonRow, ReceptionView
from app.reception.service import Reception, Registered, VisitEntry
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.names import local_name
from ui.parts.page import KeyAction, Page
from ui.parts.print_jobs import TICKET_OF, PrintJob, PrintJobs
from ui.reception.matter_panel import MatterPanel
from ui.reception.register_panel import NumberQuestion, RegisterPanel, Registration
from ui.reception.result_panel import ResultPanel, TakenTicket
from ui.reception.today_panel import Today, TodayPanel
from ui.reception.visitor_panel import VisitorPanel

_MINUTE_MS = 60_000
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


@dataclass(frozen=True)
class Offer:
    """What the hall offers, as read."""

    platforms: tuple[PlatformRow, ...]
    matters: tuple[MatterRow, ...]


class ReceptionPage(Page):
    """F1: who has come, what for, and the number."""

    tables = ("ticket", "visit", "person", "organisation", "matter", "platform", "print_job")

    def __init__(
        self,
        doors: ReceptionDoors,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._is_taking = False
        self.visitor = VisitorPanel(zone, self)
        self.matter = MatterPanel(self)
        self.registering = RegisterPanel(self)
        self.result = ResultPanel(self)
        self.today = TodayPanel(self)
        self._beside = QStackedWidget(self)
        self._desk = QWidget(self)
        self._stage = QStackedWidget(self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._build()
        self._connect()
        self._minute.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Reception")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page."""
        return (
            KeyAction("F1", self.tr("New visitor"), self.begin),
            KeyAction("Ctrl+N", self.tr("Register"), self._on_register_key),
            KeyAction("Ctrl+Return", self.tr("Save / take the number"), self._on_save_key),
            KeyAction("Ctrl+P", self.tr("Print the slip again"), self._on_reprint),
        )

    def refresh(self) -> None:
        """Read the day, the offer and the slip in sight again."""
        self.background.read(self, partial(_read_today, self._doors), self.today.show_today)
        self.background.read(self, partial(_read_offer, self._doors.catalogue), self._on_offer)
        if self.result.ticket is not None:
            self._read_slip(self.result.ticket.ticket_id)

    def begin(self) -> None:
        """Be ready for the next visitor: an empty search box with the focus."""
        self.clear_trouble()
        self.result.ticket = None
        self._stage.setCurrentWidget(self._desk)
        self._beside.setCurrentWidget(self.matter)
        self.matter.reset()
        self.visitor.reset()

    def search(self, text: str) -> None:
        """Look for what was typed into the frame's box."""
        self.begin()
        self.visitor.line.setText(text)

    def heightForWidth(self, width: int) -> int:
        """Ask for the least height: the lists give way, so the frame need not scroll."""
        return self.minimumSizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._beside.addWidget(self.matter)
        self._beside.addWidget(self.registering)
        line = QHBoxLayout(self._desk)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.visitor, 1)
        line.addWidget(self._beside, 1)
        self._stage.addWidget(self._desk)
        self._stage.addWidget(self.result)
        whole = QHBoxLayout()
        whole.setSpacing(12)
        whole.addWidget(self._stage, 5)
        whole.addWidget(self.today, 2)
        self.body.addLayout(whole, 1)
        self.setFocusProxy(self.visitor.line)

    def _connect(self) -> None:
        self._minute.timeout.connect(self.refresh)
        self.visitor.searched.connect(self._on_searched)
        self.visitor.person_chosen.connect(self._on_person)
        self.visitor.register_wanted.connect(self._on_register)
        self.visitor.matter_typed.connect(self.matter.point)
        self.visitor.take_wanted.connect(self._take)
        self.visitor.went_back.connect(self.begin)
        self.matter.take_wanted.connect(self._take)
        self.matter.went_back.connect(self._on_back)
        self.registering.number_asked.connect(self._on_number_asked)
        self.registering.organisation.searched.connect(self._on_organisation_searched)
        self.registering.submitted.connect(self._on_registration)
        self.registering.went_back.connect(self._on_back)
        self.result.next_wanted.connect(self.begin)
        self.result.reprint_wanted.connect(self._on_reprint)

    def _on_offer(self, offer: Offer) -> None:
        self.matter.show_offer(offer.platforms, offer.matters)

    def _on_searched(self, text: str) -> None:
        job = partial(_find_people, self._doors.people, text)
        self.background.read(self, job, self._on_found)

    def _on_found(self, found: tuple[str, tuple[PersonRow, ...]]) -> None:
        self.visitor.show_people(*found)

    def _on_person(self, person: PersonRow) -> None:
        self._beside.setCurrentWidget(self.matter)
        self.matter.take_focus()

    def _on_register_key(self) -> None:
        self._on_register(self.visitor.line.text().strip())

    def _on_register(self, typed: str) -> None:
        if self._stage.currentWidget() is self.result:
            self.begin()
        self._beside.setCurrentWidget(self.registering)
        self.registering.open_with(typed)

    def _on_back(self) -> None:
        """Go back one step: from the form to the search, from the business to the visitor, to the start."""
        self.clear_trouble()
        if self._stage.currentWidget() is self.result:
            self.begin()
        elif self._beside.currentWidget() is self.registering:
            self._beside.setCurrentWidget(self.matter)
            self.visitor.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.visitor.person is not None:
            self.visitor.forget_person()
        else:
            self.begin()

    def _on_save_key(self) -> None:
        if self._beside.currentWidget() is self.registering:
            self.registering.submit()
        elif self._stage.currentWidget() is self._desk:
            self._take()

    def _on_number_asked(self, question: NumberQuestion) -> None:
        job = partial(_check_number, self._doors.reception, question)
        self.background.read(self, job, self._on_number_checked)

    def _on_number_checked(self, answer: tuple[NumberQuestion, CheckedNumber | FieldRefused]) -> None:
        self.registering.show_number(*answer)

    def _on_organisation_searched(self, text: str) -> None:
        job = partial(_find_organisations, self._doors.people, text)
        self.background.read(self, job, self._on_organisations)

    def _on_organisations(self, found: tuple[str, tuple[OrganisationRow, ...]]) -> None:
        self.registering.organisation.show_found(*found)

    def _on_registration(self, registration: Registration) -> None:
        self.clear_trouble()
        self.registering.set_sending(is_sending=True)
        job = partial(_register, self._doors, registration, self._actor)
        self.background.write(self, job, self._on_registered, self._on_not_registered)

    def _on_registered(self, done: tuple[Registered, PersonRow]) -> None:
        registered, person = done
        self.registering.set_sending(is_sending=False)
        self.registering.reset()
        self.visitor.show_person(person)
        self._on_person(person)
        known = self.tr("{0} was known already and is up to date now")
        text = known if registered.was_known else self.tr("{0} is registered")
        self.said.emit(text.format(registered.name), False)
        if registered.warnings:
            warned = " ".join(wording.label(warning) for warning in registered.warnings)
            self.banner.say(warned, Tint.WAITING)

    def _on_not_registered(self, error: Exception) -> None:
        self.registering.set_sending(is_sending=False)
        if not self.registering.show_refusal(error):
            self.show_trouble(error)

    def _take(self) -> None:
        matter, person = self.matter.matter(), self.visitor.person
        if matter is None:
            self.matter.take_focus()
            return
        if self._is_taking:
            return
        self._is_taking = True
        self.clear_trouble()
        entry = self.visitor.visit.entry(matter.id, person.id if person else None)
        name = person.name if person else ""
        ticket = TakenTicket("", "", name, local_name(matter.name, matter.name_en), 0)
        job = partial(_take_number, self._doors.queueing, entry, ticket, self._actor)
        self.background.write(self, job, self._on_taken, self._on_not_taken)

    def _on_taken(self, ticket: TakenTicket) -> None:
        self._is_taking = False
        self._stage.setCurrentWidget(self.result)
        self.result.show_ticket(ticket)
        self._read_slip(ticket.ticket_id)

    def _on_not_taken(self, error: Exception) -> None:
        self._is_taking = False
        if not self.visitor.visit.form.show_refusal(error):
            self.show_trouble(error)

    def _read_slip(self, ticket_id: str) -> None:
        self.background.read(self, partial(_read_slip, self._doors.spool, ticket_id), self._on_slip)

    def _on_slip(self, slip: tuple[PrintJob, bytes] | None) -> None:
        ticket = self.result.ticket
        if slip is not None and ticket is not None and slip[0].subject == TICKET_OF + ticket.ticket_id:
            self.result.show_slip(*slip)

    def _on_reprint(self) -> None:
        if self.result.ticket is None:
            return
        job = partial(self._doors.queueing.reprint_slip, self.result.ticket.ticket_id, actor=self._actor)
        self.background.write(self, job, self._on_reprinted)

    def _on_reprinted(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The slip is printed again, marked as a reprint"), False)


def _read_today(doors: ReceptionDoors) -> Today:
    return Today(doors.queue.count(), doors.queue.today(_TODAY_LINES), doors.clock.now())


def _read_offer(catalogue: CatalogueView) -> Offer:
    return Offer(catalogue.platforms(), catalogue.matters())


def _find_people(people: ReceptionView, text: str) -> tuple[str, tuple[PersonRow, ...]]:
    return text, people.find_people(text)


def _find_organisations(people: ReceptionView, text: str) -> tuple[str, tuple[OrganisationRow, ...]]:
    return text, people.find_organisations(text)


def _check_number(
    reception: Reception, question: NumberQuestion
) -> tuple[NumberQuestion, CheckedNumber | FieldRefused]:
    try:
        return question, reception.check_document(question.kind, question.text)
    except FieldRefused as refusal:
        return question, refusal


def _register(doors: ReceptionDoors, wanted: Registration, actor: Actor) -> tuple[Registered, PersonRow]:
    """Register the new organisation, then the person; the person is checked first, so that a wrong
    number leaves no organisation behind.
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
    card = doors.people.person(registered.id)
    row = PersonRow(card.id, card.name, card.organisation, card.phone, card.document, card.last_visit_at)
    return registered, row


def _take_number(queueing: Queueing, entry: VisitEntry, ticket: TakenTicket, actor: Actor) -> TakenTicket:
    taken: TakenNumber = queueing.take_number(entry, actor=actor).value
    return replace(ticket, ticket_id=taken.ticket_id, number=taken.number, ahead=taken.ahead)


def _read_slip(spool: PrintJobs, ticket_id: str) -> tuple[PrintJob, bytes] | None:
    job = spool.latest_of(TICKET_OF + ticket_id)
    return (job, spool.preview(job.id)) if job is not None else None
