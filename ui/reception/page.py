"""Reception: one search box, the business, a number."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.devices.ports import CardFacts
from app.queueing.slips import CODE_PREFIX
from app.reception.appointments import AppointmentRow
from app.reception.finding import HitKind
from app.reception.queries import Hit, OrganisationRow, PersonRow
from app.reception.service import Registered, VisitEntry
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.names import local_name
from ui.parts.page import KeyAction, Page
from ui.reception import jobs
from ui.reception.draft_desk import DraftDesk
from ui.reception.drafts import Drafts
from ui.reception.jobs import Offer, ReceptionDoors
from ui.reception.matter_panel import MatterPanel
from ui.reception.number_desk import NumberDesk
from ui.reception.records import Records
from ui.reception.register_panel import RegisterPanel, Registration
from ui.reception.result_panel import ResultPanel, SlipNow, TakenTicket
from ui.reception.side_by_side import SideBySide
from ui.reception.slip_desk import SlipDesk
from ui.reception.today_panel import TodayPanel
from ui.reception.visitor_panel import VisitorPanel

_MINUTE_MS = 60_000


class ReceptionPage(Page):
    """F1: who has come, what for, and the number."""

    tables = ("ticket", "visit", "person", "organisation", "matter", "platform", "print_job", "appointment")

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
        self._settled: RegisterPanel | None = None
        """The draft of somebody who turned out to be known."""
        self.visitor = VisitorPanel(zone, self)
        self.matter = MatterPanel(self)
        self.drafts = Drafts(self)
        DraftDesk(self.drafts, doors, background)
        self.records = Records(doors, background, actor, self)
        self.record = self.records.person
        self.numbers = NumberDesk(doors, background, actor, self)
        self.result = ResultPanel(self)
        self._slip_desk = SlipDesk(self.result, doors, background, actor)
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
            KeyAction("F9", self.tr("Known already"), self._on_known_key),
            KeyAction("F10", self.tr("Record"), self._on_record_key),
            KeyAction("Ctrl+B", self.tr("Appointments"), self._on_appointments_key),
            KeyAction("Ctrl+Return", self.tr("Save / take the number"), self._on_save_key),
            KeyAction("Ctrl+P", self.tr("Print the slip again"), self._slip_desk.reprint),
            KeyAction("Ctrl+Shift+P", self.tr("Print notice"), self.records.print_notice, 2),
        )

    @property
    def registering(self) -> RegisterPanel:
        """The registration in sight."""
        return self.drafts.panel()

    def refresh(self) -> None:
        """Read the day, the offer and the slip in sight again."""
        self.background.read(self, partial(jobs.read_today, self._doors), self.today.show_today)
        self.background.read(self, partial(jobs.read_offer, self._doors.catalogue), self._on_offer)
        if self.result.ticket is not None:
            self._read_slip(self.result.ticket.ticket_id)

    def begin(self) -> None:
        """Be ready for the next visitor: an empty search box with the focus."""
        self.clear_trouble()
        self.result.ticket = None
        self.numbers.begin()
        self.visitor.show_drafts(self.drafts.begun())
        self._stage.setCurrentWidget(self._desk)
        self._beside.setCurrentWidget(self.matter)
        self.matter.reset()
        self.visitor.reset()

    def search(self, text: str) -> None:
        """Look for what was typed into the frame's box."""
        self.begin()
        self.visitor.line.setText(text)

    def take_focus(self) -> None:
        """Begin with whoever comes; beside a number that is shown, too."""
        is_done = self._stage.currentWidget() is self.result
        (self.result.line if is_done else self.visitor.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, key: str) -> None:
        """Show the ticket of a visit, as its slip was scanned."""
        self.begin()
        self.visitor.take_first(CODE_PREFIX + key)

    def take_card(self, card: CardFacts) -> None:
        """Take whom a card is of as the visitor; a doubtful name is compared before it is kept."""
        self.begin()
        if card.name_needs_check:
            self.drafts.open_with(card.number)
            self._beside.setCurrentWidget(self.drafts)
            self.registering.take_card(card)
            return
        job = partial(jobs.register_card, self._doors, card, self._actor)
        self.background.write(self, job, self._on_registered, self.show_trouble)

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
        for part in (self.matter, self.drafts, self.records):
            self._beside.addWidget(part)
        line = QHBoxLayout(self._desk)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.visitor, 1)
        line.addWidget(self._beside, 1)
        self._stage.addWidget(self._desk)
        self._stage.addWidget(self.result)
        self.body.addWidget(SideBySide(self._stage, self.today, self), 1)
        self.setFocusProxy(self.visitor.line)

    def _connect(self) -> None:
        self._minute.timeout.connect(self.refresh)
        self.visitor.searched.connect(self._on_searched)
        self.visitor.hit_chosen.connect(self._on_hit)
        self.visitor.register_wanted.connect(self._on_register)
        self.visitor.matter_typed.connect(self.matter.point)
        self.visitor.take_wanted.connect(self._take)
        self.visitor.went_back.connect(self.begin)
        self.matter.take_wanted.connect(self._take)
        self.matter.went_back.connect(self._on_back)
        self.drafts.submitted.connect(self._on_registration)
        self.drafts.known_chosen.connect(self._on_known)
        self.drafts.notice_wanted.connect(self.records.print_notice)
        self.drafts.went_back.connect(self._leave_beside)
        self.drafts.full.connect(self._on_drafts_full)
        self.records.person_changed.connect(self._show_record_of)
        self.records.organisation_changed.connect(self._show_record_of_body)
        self.records.said.connect(self.said)
        self.records.refused.connect(self.show_trouble)
        self.records.went_back.connect(self._leave_beside)
        self.numbers.taken.connect(self._on_taken)
        self.numbers.refused.connect(self._on_not_taken)
        self.numbers.quota_reached.connect(self._on_quota)
        self.numbers.pressed_early.connect(self.said)
        self.result.next_wanted.connect(self.begin)
        self.result.typed_on.connect(self.search)
        self._slip_desk.said.connect(self.said)
        self._slip_desk.refused.connect(self.show_trouble)

    def _on_offer(self, offer: Offer) -> None:
        self.matter.show_offer(offer.platforms, offer.matters)

    def _on_searched(self, text: str) -> None:
        self.background.read(self, partial(jobs.find, self._doors.people, text), self._on_found)

    def _on_found(self, found: tuple[str, tuple[Hit, ...]]) -> None:
        self.visitor.show_found(*found)

    def _on_hit(self, hit: Hit) -> None:
        if hit.person is not None:
            self._go_on_with(hit.person)
        elif hit.organisation is not None:
            self._on_organisation(hit.organisation)
        elif hit.kind is HitKind.CONTRACT:
            self.page_requested.emit("contracts", hit.key)
        elif hit.kind is HitKind.REGISTRATION:
            self.page_requested.emit("registration", hit.key)
        elif hit.elsewhere is not None:
            found = hit.elsewhere
            self._show_ticket(TakenTicket(found.key, found.text, found.detail, "", None))

    def _on_organisation(self, body: OrganisationRow) -> None:
        """Show its people first; chosen once more it comes without a name."""
        if self.visitor.is_listed_with_people(body):
            self.visitor.show_organisation(body)
            self._ask_for_business()
        else:
            self.background.read(self, partial(jobs.people_of, self._doors.people, body), self._on_people_of)

    def _on_people_of(self, found: tuple[OrganisationRow, tuple[PersonRow, ...]]) -> None:
        self.visitor.show_people_of(*found)

    def _go_on_with(self, person: PersonRow) -> None:
        """Ask what the visitor has come for; an appointment of today tells it."""
        self._ask_for_business()
        job = partial(jobs.appointments_of, self._doors.appointments, person.id)
        self.background.read(self, job, self._on_appointments)

    def _ask_for_business(self) -> None:
        self._beside.setCurrentWidget(self.matter)
        self.matter.take_focus()

    def _on_appointments(self, found: tuple[str, tuple[AppointmentRow, ...]]) -> None:
        person_id, agreed = found
        if self.visitor.person is None or self.visitor.person.id != person_id:
            return
        self.visitor.visit.show_appointments(agreed)
        if self.visitor.visit.appointment is not None and not self.matter.matters():
            self.matter.show_matter(self.visitor.visit.appointment.matter_id)

    def _on_register_key(self) -> None:
        if self._beside.currentWidget() is self.drafts and self._stage.currentWidget() is self._desk:
            self.drafts.open_another()
        else:
            self._on_register(self.visitor.line.text().strip() if not self.visitor.has_visitor() else "")

    def _on_register(self, typed: str) -> None:
        if self._stage.currentWidget() is self.result:
            self.begin()
            typed = ""
        self._beside.setCurrentWidget(self.drafts)
        self.drafts.open_with(typed)

    def _on_drafts_full(self) -> None:
        self.said.emit(self.tr("Finish one of the registrations first"), False)

    def _on_known_key(self) -> None:
        if self._beside.currentWidget() is self.drafts:
            self.registering.point_at_similar()

    def _on_known(self, person: PersonRow) -> None:
        self._settled = self.registering
        self.visitor.show_person(person)
        self._go_on_with(person)

    def _on_record_key(self) -> None:
        person, body = self.visitor.person, self.visitor.organisation
        if not self.visitor.has_visitor():
            self.said.emit(self.tr("Choose a visitor first"), False)
        elif self._stage.currentWidget() is self._desk:
            self._beside.setCurrentWidget(self.records)
            if person is not None:
                self.records.show_person(person)
            elif body is not None:
                self.records.show_organisation(body)

    def _on_appointments_key(self) -> None:
        """Show the appointments; with a visitor in sight, ask for one of theirs."""
        person = self.visitor.person
        self.page_requested.emit("appointments", person.id if person else "")

    def _on_back(self) -> None:
        """Go back one step: from a form to the search, from the business to the visitor, to the start."""
        self.clear_trouble()
        if self._stage.currentWidget() is self.result:
            self.begin()
        elif self._beside.currentWidget() is self.drafts:
            self.drafts.go_back()
        elif self._beside.currentWidget() is self.records:
            self._leave_beside()
        elif self.visitor.has_visitor():
            self.visitor.forget_visitor()
        else:
            self.begin()

    def _leave_beside(self) -> None:
        self._beside.setCurrentWidget(self.matter)
        self.visitor.show_drafts(self.drafts.begun())
        line = self.matter.line if self.visitor.has_visitor() else self.visitor.line
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save_key(self) -> None:
        if self._beside.currentWidget() is self.drafts:
            self.registering.submit()
        elif self._stage.currentWidget() is self._desk:
            self._take()

    def _on_registration(self, registration: Registration) -> None:
        self.clear_trouble()
        self.registering.set_sending(is_sending=True)
        self._settled = self.registering
        job = partial(jobs.register, self._doors, registration, self._actor)
        self.background.write(self, job, self._on_registered, self._on_not_registered)

    def _on_registered(self, done: tuple[Registered, PersonRow]) -> None:
        registered, person = done
        self._reset_settled()
        self.visitor.show_person(person)
        self._go_on_with(person)
        known = self.tr("{0} was known already and is up to date now")
        text = known if registered.was_known else self.tr("{0} is registered")
        self.said.emit(text.format(registered.name), False)
        if registered.warnings:
            warned = " ".join(wording.label(warning) for warning in registered.warnings)
            self.banner.say(warned, Tint.WAITING)

    def _reset_settled(self) -> None:
        """Empty the draft of whoever is registered or known now."""
        panel, self._settled = self._settled, None
        if panel is not None:
            panel.set_sending(is_sending=False)
            panel.reset()
        self.visitor.show_drafts(self.drafts.begun())

    def _on_not_registered(self, error: Exception) -> None:
        self._settled = None
        self.registering.set_sending(is_sending=False)
        if not self.registering.show_refusal(error):
            self.show_trouble(error)

    def _take(self) -> None:
        if not self.matter.matters():
            self.matter.take_focus()
        else:
            self.clear_trouble()
            self.numbers.take(*self._wish(), self.focusWidget())

    def _wish(self) -> tuple[VisitEntry, TakenTicket]:
        matters, person, body = self.matter.matters(), self.visitor.person, self.visitor.organisation
        keys = tuple(matter.id for matter in matters)
        entry = self.visitor.visit.entry(keys, person.id if person else None, body.id if body else None)
        named = person.name if person else body.name if body else ""
        told = wording.listed(local_name(matter.name, matter.name_en) for matter in matters)
        return entry, TakenTicket("", "", named, told, 0)

    def _on_taken(self, ticket: TakenTicket, typed: str) -> None:
        if self._settled is not None:
            self._reset_settled()
        self._show_ticket(ticket)
        if typed:
            self.search(typed)
            self.said.emit(self.tr("{0} is given; the slip is on its way").format(ticket.number), True)

    def _show_ticket(self, ticket: TakenTicket) -> None:
        self._stage.setCurrentWidget(self.result)
        self.result.show_ticket(ticket)
        self._read_slip(ticket.ticket_id)

    def _on_quota(self, sentence: str) -> None:
        self.banner.say(sentence, Tint.WAITING)

    def _on_not_taken(self, error: Exception) -> None:
        if not self.visitor.visit.form.show_refusal(error):
            self.show_trouble(error)

    def _show_record_of(self, person: PersonRow) -> None:
        self.clear_trouble()
        self.record.reset()
        self.visitor.show_person(person)
        self.record.show_person(person)

    def _show_record_of_body(self, body: OrganisationRow) -> None:
        self.clear_trouble()
        self.visitor.show_organisation(body)
        self.records.show_organisation(body)

    def _read_slip(self, ticket_id: str) -> None:
        self.background.read(self, partial(jobs.read_slip, self._doors, ticket_id), self._on_slip)

    def _on_slip(self, slip: SlipNow | None) -> None:
        ticket = self.result.ticket
        if slip is not None and ticket is not None and slip.ticket_id == ticket.ticket_id:
            self.result.show_slip(slip)
