"""What goes on between the panel of several rooms and days and the service: looking through, booking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.rooms.entries import BookingEntry
from app.rooms.refusals import DateAgainst
from app.rooms.rows import BookingCard, RoomRow
from app.rooms.service import MOST_IN_A_BASKET
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.rooms import jobs
from ui.rooms.form_talk import FormTalk
from ui.rooms.jobs import RoomsDoors, SeveralPlaces
from ui.rooms.reason_words import Known
from ui.rooms.several_panel import SeveralPanel

_TYPING_MS = 150


class SeveralTalk(QObject):
    """Asks for the places while they are chosen; books them all or none.

    Signals:
        troubled: Something cannot be. Carries the error.
        kept: All is booked.
    """

    troubled = Signal(object)
    kept = Signal()

    def __init__(
        self,
        panel: SeveralPanel,
        talk: FormTalk,
        doors: RoomsDoors,
        background: Background,
        actor: Actor,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.panel, self._talk = panel, talk
        self._doors, self._background, self._actor = doors, background, actor
        self._asked: tuple[BookingEntry, ...] = ()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        panel.asked.connect(self._typing.start)
        panel.submitted.connect(self._on_submitted)

    def begin(self, entry: BookingEntry, rooms: Sequence[RoomRow]) -> None:
        """Begin with what the form holds."""
        self.panel.begin(entry, rooms)

    def show_trouble(self, error: Exception) -> None:
        """Say what is wrong with what was typed beside it; the rest above the page."""
        if isinstance(error, FieldRefused):
            self.panel.show_problem(self._worded(error))
        else:
            self.troubled.emit(error)

    def _ask(self) -> None:
        self._asked = self._typed()
        if self._asked:
            job = partial(jobs.read_several, self._doors, self._asked, self._actor)
            self._background.read(self, job, self._on_found)

    def _typed(self) -> tuple[BookingEntry, ...]:
        try:
            entries = self.panel.entries()
        except FieldRefused as refused:
            self.show_trouble(refused)
            return ()
        if not entries:
            self.show_found((), {})
        return entries

    def _on_found(self, places: SeveralPlaces) -> None:
        if places.entries == self._asked:
            self.show_found(places.found, dict(places.titles))

    def show_found(self, found: Sequence[DateAgainst], titles: dict[str, str]) -> None:
        """Show the places with what is known of those in the way."""
        known = self._talk.known()
        self.panel.show_found(found, Known(known.zone, {**titles, **known.titles}, known.rooms))

    def _on_submitted(self) -> None:
        entries = self._typed()
        if entries and self.panel.book.isEnabled():
            self.panel.book.setEnabled(False)
            job = partial(self._doors.rooms.book_all, entries, actor=self._actor)
            self._background.write(self, job, self._on_booked, self._on_refused)

    def _on_booked(self, outcome: Outcome[tuple[BookingCard, ...]]) -> None:
        self._talk.desk.tell_booked(outcome)
        self.kept.emit()

    def _on_refused(self, error: Exception) -> None:
        """Say why not, and look through the places again: somebody was quicker."""
        self.show_trouble(error)
        self._typing.start()

    def _worded(self, error: FieldRefused) -> str:
        if error.field == "rooms":
            return self.tr("Choose at least one room.")
        if error.field == "bookings":
            return self.tr("{most} places at most in one go.").format(most=MOST_IN_A_BASKET)
        return f"{wording.sentence(error)} {error.value}".strip()
