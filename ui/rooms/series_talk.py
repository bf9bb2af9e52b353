"""What goes on between the panel of a series and the services: looking through the dates, booking them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.rooms.entries import BookingEntry
from app.rooms.recurrence import MOST_DATES
from app.rooms.rows import RoomRow
from app.rooms.series import SeriesBooked, SeriesEntry
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.rooms import jobs
from ui.rooms.desk import BookingDesk
from ui.rooms.form_talk import FormTalk
from ui.rooms.jobs import RoomsDoors, SeriesDates
from ui.rooms.reason_words import Known
from ui.rooms.series_panel import SeriesPanel

_TYPING_MS = 150


class SeriesTalk(QObject):
    """Asks for the dates while the rule is typed; books them all or none.

    Signals:
        troubled: Something cannot be. Carries the error.
        kept: The series is booked.
    """

    troubled = Signal(object)
    kept = Signal()

    def __init__(
        self,
        panel: SeriesPanel,
        talk: FormTalk,
        doors: RoomsDoors,
        background: Background,
        actor: Actor,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.panel = panel
        self._talk = talk
        self._desk: BookingDesk = talk.desk
        self._doors, self._background, self._actor = doors, background, actor
        self._asked: SeriesEntry | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        panel.asked.connect(self._typing.start)
        panel.submitted.connect(self._on_submitted)

    def begin(self, entry: BookingEntry, rooms: Sequence[RoomRow]) -> None:
        """Begin a series with what the form holds."""
        self.panel.begin(entry, rooms)

    def show_trouble(self, error: Exception) -> None:
        """Say what is wrong with the rule beside it; the rest above the page."""
        if isinstance(error, FieldRefused):
            self.panel.show_problem(self._worded(error))
        else:
            self.troubled.emit(error)

    def _ask(self) -> None:
        entry = self._typed()
        self._asked = entry
        if entry is not None:
            job = partial(jobs.read_series, self._doors, entry, self._actor)
            self._background.read(self, job, self._on_preview)

    def _typed(self) -> SeriesEntry | None:
        try:
            return self.panel.entry()
        except FieldRefused as refused:
            self.show_trouble(refused)
            return None

    def _on_preview(self, dates: SeriesDates) -> None:
        if dates.entry == self._asked:
            known = self._talk.known()
            titles = {**dates.titles, **known.titles}
            self.panel.show_preview(dates.preview, Known(known.zone, titles, known.rooms))

    def _on_submitted(self) -> None:
        entry = self._typed()
        if entry is not None and self.panel.book.isEnabled():
            self.panel.book.setEnabled(False)
            job = partial(self._doors.series.book, entry, actor=self._actor)
            self._background.write(self, job, self._on_booked, self._on_refused)

    def _on_booked(self, outcome: Outcome[SeriesBooked]) -> None:
        self._desk.tell_series(outcome)
        self.kept.emit()

    def _on_refused(self, error: Exception) -> None:
        """Say why not, and look through the dates again: somebody was quicker."""
        self.show_trouble(error)
        self._typing.start()

    def _worded(self, error: FieldRefused) -> str:
        if error.problem == "too_long":
            return self.tr("A series has {most} dates at most.").format(most=MOST_DATES)
        if error.field == "weekdays":
            return self.tr("Choose at least one weekday.")
        return f"{wording.sentence(error)} {error.value}".strip()
