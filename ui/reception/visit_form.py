"""The visitor in short, and what is to be known about this visit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reception.appointments import AppointmentRow, CheckIn
from app.reception.queries import OrganisationRow, PersonRow
from app.reception.service import VisitEntry
from app.reception.states import Priority, ShownAs
from ui import wording
from ui.parts.elided import Elided
from ui.parts.forms import Form
from ui.parts.names import day_and_hour, local_name
from ui.parts.words import rule
from ui.reception import appointment_phrases as phrases
from ui.reception.search_line import let_shrink

_CAN_CHECK_IN = (CheckIn.IN_TIME, CheckIn.LATE)


class VisitForm(QWidget):
    """Who it is, an appointment of today, and priority, party, subject."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.appointment: AppointmentRow | None = None
        self._name = Elided("", "heading", self)
        self._lines = [Elided("", tone, self) for tone in ("", "muted", "muted")]
        self._agreed = Elided("", "accent", self)
        self.later = Elided("", "muted", self)
        self.form = Form(self, columns=2)
        options = [(item.value, wording.label(item)) for item in Priority]
        let_shrink(self.form.add_choice("priority", self.tr("Priority"), options))
        self.form.add_number("party_size", self.tr("How many people"), 1, 99)
        self.form.add_tick("proof_seen", self.tr("Proof of the priority seen"), span=2)
        self.form.add_tick("masked_name", self.tr("Show the masked name on the screens"), span=2)
        self.form.add_line("subject", self.tr("Subject"), span=2, placeholder=self.tr("What it is about"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for part in (self._name, *self._lines, self._agreed, self.later):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(rule(self))
        column.addSpacing(8)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.edited.connect(self._on_edited)
        self.reset()

    def reset(self) -> None:
        """Begin a new visit."""
        for name, value in (("priority", Priority.NONE.value), ("party_size", "1"), ("subject", "")):
            self.form.set_text(name, value)
        self.form.set_text("proof_seen", "")
        self.form.set_text("masked_name", "")
        self.form.clear_errors()
        self._on_edited("priority")
        self.show_nobody()

    def show_nobody(self) -> None:
        """Show an enquiry without a name; a priority that was only proposed goes with whom it was for."""
        self._name.set_words(self.tr("Enquiry without a name"))
        self._say(
            self.tr("Type to find a visitor, or a digit for the business."),
            self.tr("Enter takes the number."),
            "",
        )
        self.show_appointments(())
        self.form.show_field("masked_name", is_shown=False)

    def show_organisation(self, body: OrganisationRow) -> None:
        """Show an organisation somebody comes for whose name is not asked."""
        self.show_nobody()
        self._name.set_words(body.name)
        self._say(self.tr("Nobody named"), body.credit_code, "")

    def show_person(self, person: PersonRow) -> None:
        """Show a visitor; the priority the document speaks for is proposed."""
        self.show_nobody()
        self._name.set_words(person.name)
        last = person.last_visit_at
        came = (
            self.tr("Last visit {0}").format(day_and_hour(last, self._zone))
            if last
            else self.tr("First visit")
        )
        marks = [mark for mark in (person.phone, person.document) if mark]
        self._say(person.organisation or self.tr("No organisation"), "   ".join(marks), came)
        self.form.show_field("masked_name", is_shown=True)
        if person.proposed is not Priority.NONE and self.form.text("priority") == Priority.NONE.value:
            self.form.set_text("priority", person.proposed.value)
            # The document that tells the age is the proof.
            self.form.set_text("proof_seen", "1")

    def show_appointments(self, rows: Sequence[AppointmentRow]) -> None:
        """Show the next of today, which Enter checks in within its time, and what else is agreed."""
        agreed = next((row for row in rows if row.check_in is not CheckIn.CLOSED), None)
        can_check_in = agreed is not None and agreed.check_in in _CAN_CHECK_IN
        self.appointment = agreed if can_check_in else None
        self._agreed.setVisible(agreed is not None)
        self._agreed.set_words(self._said_of(agreed) if agreed is not None else "")
        others = [phrases.with_day(row, self._zone) for row in rows if row is not agreed]
        self.later.setVisible(bool(others))
        self.later.set_words(self.tr("Also agreed: {0}").format(wording.listed(others)) if others else "")

    def entry(
        self, matters: tuple[str, ...], person_id: str | None, organisation_id: str | None = None
    ) -> VisitEntry:
        """Give what was typed; an appointment is checked in where its matter is the first of them."""
        priority = Priority(self.form.text("priority"))
        agreed = self.appointment
        is_agreed = agreed is not None and agreed.matter_id == matters[0]
        return VisitEntry(
            matter_id=matters[0],
            matters=matters[1:],
            person_id=person_id,
            organisation_id=organisation_id,
            priority=priority,
            proof_seen=priority is not Priority.NONE and bool(self.form.text("proof_seen")),
            party_size=int(self.form.text("party_size")),
            subject=self.form.text("subject"),
            shown_as=ShownAs.MASKED_NAME if self.form.text("masked_name") and person_id else ShownAs.NUMBER,
            appointment_id=agreed.id if agreed is not None and is_agreed else None,
        )

    def _said_of(self, agreed: AppointmentRow) -> str:
        hour = day_and_hour(agreed.starts_at, self._zone)[-5:]
        matter = local_name(agreed.matter, agreed.matter_en)
        told = {
            CheckIn.IN_TIME: self.tr("Enter checks in: {0} {1}"),
            CheckIn.LATE: self.tr("Late, an ordinary number: {0} {1}"),
            CheckIn.EARLY: self.tr("From {2}: {0} {1}"),
        }
        opens = day_and_hour(agreed.opens_at, self._zone)[-5:]
        text = told.get(agreed.check_in, self.tr("Appointment {0} {1}"))
        return text.format(hour, matter, opens)

    def _say(self, *lines: str) -> None:
        for label, line in zip(self._lines, lines, strict=True):
            label.set_words(line)
            label.setVisible(bool(line))

    def _on_edited(self, name: str) -> None:
        if name == "priority":
            has_priority = self.form.text("priority") != Priority.NONE.value
            self.form.show_field("proof_seen", is_shown=has_priority)
