"""What the number in hand wishes of its slip, done in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.kernel.changes import Outcome
from app.security.actors import Actor
from ui.parts.background import Background
from ui.reception.jobs import ReceptionDoors
from ui.reception.result_panel import ResultPanel


class SlipDesk(QObject):
    """Stands between the panel and the spool.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        refused: Something could not be. Carries the error.
    """

    said = Signal(str, bool)
    refused = Signal(object)

    def __init__(
        self, panel: ResultPanel, doors: ReceptionDoors, background: Background, actor: Actor
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._doors = doors
        self._background = background
        self._actor = actor
        panel.reprint_wanted.connect(self.reprint)
        panel.came_out.connect(self._on_came_out)
        panel.print_wanted.connect(self._on_print)

    def reprint(self) -> None:
        """Print the slip in sight once more, marked."""
        if self._panel.ticket is None:
            return
        job = partial(self._doors.queueing.reprint_slip, self._panel.ticket.ticket_id, actor=self._actor)
        self._background.write(self, job, self._on_reprinted, self.refused.emit)

    def _on_reprinted(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The slip is printed again, marked as a reprint"), False)

    def _on_came_out(self) -> None:
        self._decide(came_out=True)

    def _on_print(self) -> None:
        self._decide(came_out=False)

    def _decide(self, *, came_out: bool) -> None:
        """Settle the unsure slip in sight; the page reads it again as the spool tells of it."""
        if self._panel.slip is not None:
            job = partial(self._doors.spool.decide, self._panel.slip.job.id, came_out=came_out)
            self._background.write(self, job, self._on_decided, self.refused.emit)

    def _on_decided(self, _: None) -> None:
        self.said.emit(self.tr("Noted what became of the slip"), False)
