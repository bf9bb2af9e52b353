"""The end of the day by keys: digits choose, Ctrl+Enter asks, once more closes, Ctrl+P prints.

Ctrl+PgUp shows an earlier day: one that was not closed is closed here, and every report can be printed again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.cases.closing import ClosingDesk, DayAtHand, OpenDay
from app.cases.closing_report import ClosingReport
from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.security.actors import Actor
from ui import theme, wording
from ui.closing.left_over_panel import LeftOverPanel
from ui.closing.phrases import WHO_IS_LEFT
from ui.closing.report_panel import ReportPanel
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.calm import CALM_MS, Calm
from ui.parts.keys import with_key
from ui.parts.page import KeyAction, Page

_MINUTE_MS = 60_000
_WIDE = 1000
_REASON = "reason"


class ClosingPage(Page):
    """Shows the report as it stands before the day is closed too: what is missing can still be mended."""

    tables = ("ticket", "call", "case", "visit", "period", "print_job", "outbox", "duty", "matter")

    def __init__(
        self,
        desk: ClosingDesk,
        background: Background,
        actor: Actor,
        zone: str,
        pages: Collection[str] = (),
        parent: QWidget | None = None,
        *,
        calm_ms: int = CALM_MS,
    ) -> None:
        """``pages`` names the pages this person has: differences lead to them."""
        super().__init__(background, parent)
        self._desk = desk
        self._actor = actor
        self._is_busy = False
        self._calm_ms = calm_ms
        self._calm = Calm(calm_ms)
        self._day: dt.date | None = None
        """The earlier day that is shown; None: today."""
        self._shown: DayAtHand | None = None
        self.earlier = Banner(self)
        self.left = LeftOverPanel(self)
        self.report = ReportPanel(zone, {*pages, WHO_IS_LEFT}, self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(16)
        self._line.addWidget(self.left, 4)
        self._line.addWidget(self.report, 5)
        self.body.addWidget(self.earlier)
        self.body.addLayout(self._line, 1)
        self.earlier.remedy_requested.connect(self._on_earlier)
        self.left.close_wanted.connect(self._on_close)
        self.report.print.clicked.connect(self._on_print)
        self.report.way_wanted.connect(self._on_way)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Day end")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (
            KeyAction("Ctrl+Return", self.tr("Close the day"), self._on_close),
            KeyAction("Ctrl+P", self.tr("Print the report"), self._on_print),
            KeyAction("Ctrl+PgUp", self.tr("Day before"), self._on_before),
            KeyAction("Ctrl+PgDown", self.tr("Day after"), self._on_after),
        )

    def refresh(self) -> None:
        """Read who is left and count the day."""
        self.background.read(self, partial(self._desk.at_hand, self._day), self._on_day)

    def show_day(self, day: dt.date | None) -> None:
        """Show an earlier day, or today (None); what was chosen for the one before is given up."""
        if day != self._day:
            self._day = day
            self.clear_trouble()
            self.left.begin_day(is_today=day is None)
            self.refresh()

    def take_focus(self) -> None:
        """Begin with who is left."""
        self.left.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back from the question to the choices."""
        if event.key() == Qt.Key.Key_Escape and self.left.is_asking():
            self.left.stop_asking()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the report below where the page is narrow: large text on a small screen."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_WIDE)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_day(self, at_hand: DayAtHand) -> None:
        if at_hand.day != (self._day or at_hand.today):
            return  # Another day was wished for meanwhile.
        self._shown = at_hand
        self.set_subtitle(self.tr("Earlier day: {0}").format(at_hand.day.isoformat()) if self._day else "")
        self._tell_earlier(at_hand.not_closed)
        self.left.show_left(at_hand.left)
        self.report.show_report(at_hand.report)

    def _tell_earlier(self, not_closed: tuple[OpenDay, ...]) -> None:
        """Say which day was not closed; one that is shown says so itself."""
        others = [day for day in not_closed if day.day != self._day]
        if not others:
            self.earlier.hide()
            return
        said = self.tr("{0} was not closed. Left: {1}").format(others[-1].day.isoformat(), others[-1].left)
        self.earlier.say(said, Tint.WAITING, with_key(self.tr("Show that day"), "Ctrl+PgUp"))

    def _on_earlier(self) -> None:
        if self._shown is not None:
            others = [day.day for day in self._shown.not_closed if day.day != self._day]
            self.show_day(others[-1] if others else None)

    def _on_before(self) -> None:
        """Show the day before; from today the one that was not closed, where there is one."""
        shown = self._shown
        if shown is not None and self._day is None and shown.not_closed:
            self._on_earlier()
        elif shown is not None and shown.before is not None:
            self.show_day(shown.before)
        else:
            self.said.emit(self.tr("There is no earlier day."), False)

    def _on_after(self) -> None:
        shown = self._shown
        if shown is None or shown.after is None:
            self.said.emit(self.tr("This is today."), False)
        else:
            self.show_day(None if shown.after == shown.today else shown.after)

    def _on_close(self) -> None:
        """Ask at the first press, close at the second; one that comes too soon is none."""
        if self._is_busy:
            said = self.tr("The key before is still being carried out. Look, then press again.")
            self.said.emit(said, False)
            return
        self.clear_trouble()
        if self._day is not None and not self.left.choices():
            self.said.emit(self.tr("Nobody is left of this day. Ctrl+P prints its report."), False)
        elif not self.left.is_asking():
            self._ask()
        elif not self._calm.is_over():
            self.said.emit(self.tr("Look at what will happen, then press again."), False)
        else:
            self._close()

    def _ask(self) -> None:
        if self.left.lacks_reason():
            self.left.show_error(wording.problem("empty"))
            return
        self.left.ask()
        self._calm = Calm(self._calm_ms)
        self._calm.see(self.left.is_asking())

    def _close(self) -> None:
        self._is_busy = True
        reason = self.left.reason.text().strip()
        choices = dict(self.left.choices())
        job = partial(self._desk.close_day, choices, reason, self._day, actor=self._actor)
        self.background.write(self, job, self._on_closed, self._on_refused)

    def _on_closed(self, outcome: Outcome[ClosingReport]) -> None:
        self._is_busy = False
        self.left.stop_asking()
        self.report.show_report(outcome.value)
        self.said.emit(self.tr("The day is closed. Ctrl+P prints the report."), True)
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.left.stop_asking()
        if isinstance(error, FieldRefused) and error.field == _REASON:
            self.left.show_error(wording.sentence(error))
        elif isinstance(error, FieldRefused):
            self.banner.say(self.tr("Somebody came meanwhile. Look at the list, then close the day again."))
        else:
            self.show_trouble(error)
        self.refresh()

    def _on_way(self, page: str) -> None:
        """Lead to where a difference is settled."""
        if page == WHO_IS_LEFT:
            self.left.take_focus()
        else:
            self.page_requested.emit(page, "")

    def _on_print(self) -> None:
        job = partial(self._desk.print_report, self._day, actor=self._actor)
        self.background.write(self, job, self._on_printed)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The report is with the printer"), False)
