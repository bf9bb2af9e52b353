"""The second screen of a window (评价器): when a case ends there, its visitor may say what it was like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import MINUTE, Clock
from app.ratings.queries import RateRequest, RatingsView
from app.ratings.service import Ratings
from app.ratings.states import SaidBy
from ui import theme
from ui.parts.background import Background
from ui.parts.empty_state import EmptyState
from ui.parts.rating_panel import RatingPanel, rating_job
from ui.parts.screens import Screens, ScreenSeat

JUST_NOW = MINUTE
"""A case that ended longer ago is not asked about: its visitor has left the window."""


@dataclass(frozen=True)
class RatingDoors:
    """What the screen reads and tells, and for which window."""

    view: RatingsView
    ratings: Ratings
    clock: Clock
    window_id: str


class RatingScreen(QWidget):
    """Shows the hall's welcome, and after each case the request; the visitor is free to leave it."""

    def __init__(self, doors: RatingDoors, background: Background, screens: Screens, remembered: str) -> None:
        super().__init__()
        self._doors = doors
        self._background = background
        self._asked: set[str] = set()
        self.panel: RatingPanel | None = None
        self.setWindowTitle(self.tr("Rating"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._welcome = EmptyState(
            "smile", self.tr("Welcome"), self.tr("After your visit you may rate the service here."), self
        )
        self._column.addWidget(self._welcome)
        self.seat = ScreenSeat(self, screens, remembered)
        background.changed.connect(self._on_changed)

    def open_when_there(self) -> None:
        """Show it on its second screen, now or when that is plugged in; never over the clerk's work."""
        self.seat.take()

    def show_trouble(self, error: Exception) -> None:
        """Say at the screen why a rating was not kept."""
        if self.panel is not None:
            self.panel.show_refusal(error)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(QRectF(self.rect()), theme.colour("ground"))

    def _on_changed(self, changes: ChangeSet) -> None:
        for case_id in changes.of("case") - self._asked:
            job = partial(self._doors.view.request, case_id)
            self._background.read(self, job, self._on_request)

    def _on_request(self, request: RateRequest | None) -> None:
        if request is None or request.window_id != self._doors.window_id:
            return
        is_fresh = self._doors.clock.now() - request.closed_at < JUST_NOW
        if is_fresh and request.case_id not in self._asked:
            self._asked.add(request.case_id)
            self._show(request)

    def _show(self, request: RateRequest) -> None:
        self._put_away()
        self.panel = RatingPanel(request, self)
        self.panel.rated.connect(self._on_rated)
        self.panel.finished.connect(self._put_away)
        self._welcome.hide()
        self._column.addWidget(self.panel)
        self.panel.take_focus()

    def _on_rated(self, level: int, options: list[str]) -> None:
        if self.panel is not None:
            job = rating_job(self._doors.ratings, self.panel.request, level, options, SaidBy.SCREEN)
            self._background.write(self, job, self._on_kept)

    def _on_kept(self, outcome: Outcome[str]) -> None:
        if self.panel is not None:
            self.panel.thank()

    def _put_away(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self._welcome.show()
