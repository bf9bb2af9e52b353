"""Taking the meetings of a file in portions, so that other wishes of the window pass between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.rooms.calendars import FileLine, LineTaken, RoomCalendars
from app.security.actors import Actor
from ui.parts.background import Background

PORTION = 5
"""Meetings in one errand of the writer: each may wait a second for the centre's word."""


class Taking(QObject):
    """Takes lines in their order until all are taken or somebody stops it; what was taken stays.

    Signals:
        advanced: A portion is taken. Carries how many lines are, of how many.
        ended: Nothing more is taken. Carries what became of each line, in their order.
        troubled: It ended because of an error. Carries it, after ``ended``.
    """

    advanced = Signal(int, int)
    ended = Signal(object)
    troubled = Signal(object)

    def __init__(
        self, calendars: RoomCalendars, background: Background, actor: Actor, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._calendars = calendars
        self._background = background
        self._actor = actor
        self._lines: tuple[FileLine, ...] = ()
        self._taken: list[LineTaken] = []
        self._room_id = self._reason = ""
        self._is_running = self._is_stopped = False

    def is_running(self) -> bool:
        """Tell whether lines are being taken."""
        return self._is_running

    def begin(self, lines: Sequence[FileLine], room_id: str, reason: str) -> None:
        """Begin to take lines into a room; reason: written to what is cancelled."""
        self._lines, self._taken = tuple(lines), []
        self._room_id, self._reason = room_id, reason
        self._is_running, self._is_stopped = True, False
        self._go_on()

    def stop(self) -> None:
        """Take no more than the portion in hand."""
        self._is_stopped = True

    def _go_on(self) -> None:
        done = len(self._taken)
        portion = self._lines[done : done + PORTION]
        if self._is_stopped or not portion:
            self._end()
            return
        job = partial(self._calendars.take, portion, self._room_id, self._reason, actor=self._actor)
        self._background.write(self, job, self._on_portion, self._on_trouble, later=True)

    def _end(self) -> None:
        self._is_running = False
        self.ended.emit(tuple(self._taken))

    def _on_portion(self, taken: Sequence[LineTaken]) -> None:
        self._taken += taken
        self.advanced.emit(len(self._taken), len(self._lines))
        self._go_on()

    def _on_trouble(self, error: Exception) -> None:
        self._end()
        self.troubled.emit(error)
