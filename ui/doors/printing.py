"""Sends papers about rooms to the printer, for whatever page asks."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.kernel.changes import Outcome
from app.rooms.paper import RoomPaper
from app.security.actors import Actor
from ui.parts.background import Background


class RoomPrinter(QObject):
    """Prints away from the window.

    Signals:
        said: A paper is on its way. Carries the sentence, and False: it cannot be taken back.
        refused: It cannot be. Carries the error.
    """

    said = Signal(str, bool)
    refused = Signal(object)

    def __init__(self, paper: RoomPaper, background: Background, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._paper = paper
        self._background = background
        self._actor = actor

    def print_attendance(self, booking_id: str) -> None:
        """Print the attendance sheet of a meeting."""
        job = partial(self._paper.print_attendance, booking_id, actor=self._actor)
        self._background.write(self, job, self._on_printed)

    def print_day(self, day: dt.date, room_id: str) -> None:
        """Print the sheet of a day: of a room, or of all where none is named."""
        job = partial(self._paper.print_day, day, room_id or None, actor=self._actor)
        self._background.write(self, job, self._on_day_printed)

    def show_trouble(self, error: Exception) -> None:
        """Tell why not."""
        self.refused.emit(error)

    def _on_day_printed(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The day sheet is on its way to the printer"), False)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The attendance sheet is on its way to the printer"), False)
