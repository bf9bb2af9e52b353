"""What an organisation's record wishes, done in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.reception.queries import OrganisationRow
from app.security.actors import Actor
from ui.parts.background import Background
from ui.reception import jobs
from ui.reception.double_search import MergeWish
from ui.reception.jobs import ReceptionDoors
from ui.reception.organisation_panel import OrganisationPanel


class OrganisationDesk(QObject):
    """Stands between a panel and the services.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        organisation_changed: Both records are this one now. Carries the OrganisationRow.
        refused: Something could not be. Carries the error.
    """

    said = Signal(str, bool)
    organisation_changed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, panel: OrganisationPanel, doors: ReceptionDoors, background: Background, actor: Actor
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._doors = doors
        self._background = background
        self._actor = actor
        panel.searched.connect(self._on_searched)
        panel.merge_wanted.connect(self._on_merge)

    def show_trouble(self, error: Exception) -> None:
        """Show on the page what was refused."""
        self.refused.emit(error)

    def _on_searched(self, text: str) -> None:
        job = partial(jobs.find_other_organisations, self._doors.people, text)
        self._background.read(self, job, self._on_found)

    def _on_found(self, found: tuple[str, tuple[OrganisationRow, ...]]) -> None:
        self._panel.show_found(*found)

    def _on_merge(self, wish: MergeWish) -> None:
        job = partial(jobs.merge_organisations, self._doors, wish, self._actor)
        self._background.write(self, job, self._on_merged, self.show_trouble)

    def _on_merged(self, body: OrganisationRow) -> None:
        self.organisation_changed.emit(body)
        self.said.emit(self.tr("Both records of {0} are one now").format(body.name), True)
