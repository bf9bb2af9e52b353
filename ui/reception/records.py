"""The record of whoever is in front: a person's or an organisation's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.reception.queries import OrganisationRow, PersonRow
from app.security.actors import Actor
from ui.parts.background import Background
from ui.reception.jobs import ReceptionDoors
from ui.reception.organisation_desk import OrganisationDesk
from ui.reception.organisation_panel import OrganisationPanel
from ui.reception.person_panel import PersonPanel
from ui.reception.record_desk import RecordDesk


class Records(QStackedWidget):
    """In the place of the business list.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        refused: Something could not be. Carries the error.
        person_changed: Another record stands for the visitor now. Carries the PersonRow.
        organisation_changed: Two records are this one now. Carries the OrganisationRow.
        went_back: Esc or the button.
    """

    said = Signal(str, bool)
    refused = Signal(object)
    person_changed = Signal(object)
    organisation_changed = Signal(object)
    went_back = Signal()

    def __init__(
        self, doors: ReceptionDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.person = PersonPanel(self)
        self.organisation = OrganisationPanel(self)
        self._person_desk = RecordDesk(self.person, doors, background, actor)
        self._organisation_desk = OrganisationDesk(self.organisation, doors, background, actor)
        for desk in (self._person_desk, self._organisation_desk):
            desk.said.connect(self.said)
            desk.refused.connect(self.refused)
        for panel in (self.person, self.organisation):
            self.addWidget(panel)
            panel.went_back.connect(self.went_back)
        self._person_desk.person_changed.connect(self.person_changed)
        self._organisation_desk.organisation_changed.connect(self.organisation_changed)

    def print_notice(self) -> None:
        """Print what is stored of visitors and why; for whoever is not registered yet, too."""
        self._person_desk.print_notice()

    def show_person(self, person: PersonRow) -> None:
        """Show a person's record."""
        self.setCurrentWidget(self.person)
        self.person.show_person(person)

    def show_organisation(self, body: OrganisationRow) -> None:
        """Show an organisation's record."""
        self.setCurrentWidget(self.organisation)
        self.organisation.show_organisation(body)
