"""What the record panel wishes, done in the background; the page hears who the visitor is afterwards."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.kernel.changes import Outcome
from app.reception.queries import PersonRow
from app.reception.states import PersonalField
from app.security.actors import Actor
from ui.parts.background import Background
from ui.reception import jobs
from ui.reception.double_search import MergeWish
from ui.reception.jobs import ReceptionDoors
from ui.reception.person_panel import LookWish, NumberWish, PersonPanel


class RecordDesk(QObject):
    """Stands between a panel and the services.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        person_changed: Another record stands for the visitor now. Carries the PersonRow.
        refused: Something could not be. Carries the error.
    """

    said = Signal(str, bool)
    person_changed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, panel: PersonPanel, doors: ReceptionDoors, background: Background, actor: Actor
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._doors = doors
        self._background = background
        self._actor = actor
        panel.look_wanted.connect(self._on_look)
        panel.notice_wanted.connect(self.print_notice)
        panel.searched.connect(self._on_searched)
        panel.merge_wanted.connect(self._on_merge)
        panel.number_wanted.connect(self._on_number)

    def show_trouble(self, error: Exception) -> None:
        """Show a refused field at its place, anything else on the page."""
        if not self._panel.show_refusal(error):
            self.refused.emit(error)

    def print_notice(self) -> None:
        """Print what is stored of visitors and why; for whoever is not registered yet, too."""
        job = partial(self._doors.privacy.print_notice, actor=self._actor)
        self._background.write(self, job, self._on_notice_queued, self.show_trouble)

    def _on_look(self, wish: LookWish) -> None:
        job = partial(jobs.look, self._doors.privacy, wish, self._actor)
        self._background.write(self, job, self._on_looked, self.show_trouble)

    def _on_looked(self, done: tuple[LookWish, str]) -> None:
        wish, value = done
        if wish.field is PersonalField.WHOLE_RECORD:
            self.said.emit(self.tr("The record is on its way to the printer"), False)
        elif self._panel.person is not None and self._panel.person.id == wish.person_id:
            self._panel.show_value(wish.field, value)

    def _on_notice_queued(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The notice is on its way to the printer"), False)

    def _on_searched(self, text: str) -> None:
        job = partial(jobs.find_people, self._doors.people, text)
        self._background.read(self, job, self._on_found)

    def _on_found(self, found: tuple[str, tuple[PersonRow, ...]]) -> None:
        self._panel.show_found(*found)

    def _on_merge(self, wish: MergeWish) -> None:
        job = partial(jobs.merge, self._doors, wish, self._actor)
        self._background.write(self, job, self._on_merged, self.show_trouble)

    def _on_merged(self, person: PersonRow) -> None:
        self.person_changed.emit(person)
        self.said.emit(self.tr("Both records of {0} are one now").format(person.name), True)

    def _on_number(self, wish: NumberWish) -> None:
        job = partial(jobs.correct, self._doors, wish, self._actor)
        self._background.write(self, job, self._on_corrected, self.show_trouble)

    def _on_corrected(self, person: PersonRow) -> None:
        self.person_changed.emit(person)
        self.said.emit(self.tr("The number of {0} is corrected").format(person.name), True)
