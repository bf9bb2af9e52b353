"""Has a number taken: once, however often Enter is pressed; what is typed meanwhile is the next visitor's."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.queueing.refusals import QuotaReached
from app.reception.service import VisitEntry
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.typed_ahead import TypedAhead
from ui.reception import jobs
from ui.reception.jobs import ReceptionDoors, Taking
from ui.reception.result_panel import TakenTicket


class NumberDesk(QObject):
    """One number at a time is on its way.

    Signals:
        taken: Carries the TakenTicket, and what was typed meanwhile.
        refused: Carries the reason.
        quota_reached: The day's numbers are given out; asked for once more it is given on purpose. Carries
            the sentence.
        pressed_early: Enter once more, while the number is on its way. Carries the sentence, and that there
            is nothing to take back.
    """

    taken = Signal(object, str)
    refused = Signal(object)
    quota_reached = Signal(str)
    pressed_early = Signal(str, bool)

    def __init__(self, doors: ReceptionDoors, background: Background, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self._actor = actor
        self._asked_for: VisitEntry | None = None
        self._refused_over: VisitEntry | None = None
        self._ahead = TypedAhead(self)
        self._ahead.pressed_early.connect(self._say_on_its_way)

    def begin(self) -> None:
        """Forget what the day's quota refused: the next visitor comes."""
        self._refused_over = None

    def take(self, entry: VisitEntry, ticket: TakenTicket, field: QWidget | None) -> None:
        """Have a number taken; ``field`` has the keys meanwhile."""
        if self._ahead.is_holding():
            self._say_on_its_way()
            return
        is_extra = self._refused_over == entry
        self._asked_for, self._refused_over = entry, None
        self._ahead.begin(field)
        job = partial(jobs.take_number, self._doors.queueing, Taking(entry, ticket, is_extra), self._actor)
        self._background.write(self, job, self._on_taken, self._on_not_taken)

    def _on_taken(self, ticket: TakenTicket) -> None:
        self.taken.emit(ticket, self._ahead.end())

    def _on_not_taken(self, error: Exception) -> None:
        self._ahead.give_back()
        if isinstance(error, QuotaReached):
            self._refused_over = self._asked_for
            more = self.tr("Enter once more gives one more number on purpose.")
            self.quota_reached.emit(f"{wording.sentence(error)} {more}")
        else:
            self.refused.emit(error)

    def _say_on_its_way(self) -> None:
        self.pressed_early.emit(self.tr("The number is on its way"), False)
