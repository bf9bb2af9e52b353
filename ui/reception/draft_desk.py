"""The questions a registration asks while it is typed, answered in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.kernel.errors import FieldRefused
from app.reception.documents import CheckedNumber
from app.reception.queries import Draft, OrganisationRow, SimilarRow
from ui.parts.background import Background
from ui.reception import jobs
from ui.reception.drafts import Drafts
from ui.reception.jobs import ReceptionDoors
from ui.reception.register_panel import NumberQuestion


class DraftDesk(QObject):
    """Stands between the drafts and the views; an answer to an older question is dropped by the panel."""

    def __init__(self, drafts: Drafts, doors: ReceptionDoors, background: Background) -> None:
        super().__init__(drafts)
        self._drafts = drafts
        self._doors = doors
        self._background = background
        drafts.number_asked.connect(self._on_number_asked)
        drafts.similar_asked.connect(self._on_similar_asked)
        drafts.organisation_searched.connect(self._on_organisation_searched)

    def show_trouble(self, error: Exception) -> None:
        """Stay silent: a question that was not answered is asked again with the next key."""

    def _on_number_asked(self, question: NumberQuestion) -> None:
        job = partial(jobs.check_number, self._doors.reception, question)
        self._background.read(self, job, self._on_number_checked)

    def _on_number_checked(self, answer: tuple[NumberQuestion, CheckedNumber | FieldRefused]) -> None:
        self._drafts.panel().show_number(*answer)

    def _on_similar_asked(self, draft: Draft) -> None:
        job = partial(jobs.find_similar, self._doors.people, draft)
        self._background.read(self, job, self._on_similar)

    def _on_similar(self, found: tuple[Draft, tuple[SimilarRow, ...]]) -> None:
        self._drafts.panel().show_similar(*found)

    def _on_organisation_searched(self, text: str) -> None:
        job = partial(jobs.find_organisations, self._doors.people, text)
        self._background.read(self, job, self._on_organisations)

    def _on_organisations(self, found: tuple[str, tuple[OrganisationRow, ...]]) -> None:
        self._drafts.panel().organisation.show_found(*found)
