"""The last line of the window. It never lies: it says since when, and says so when nothing was heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.kernel.clock import MINUTE, SECOND, Clock, local
from ui import theme
from ui.parts.elided import ElidedButton

_STALE_AFTER = 20 * SECOND
_TICK_MS = 1000


class Centre(StrEnum):
    """How terminal and centre stand."""

    IN_STEP = "in_step"
    SENDING = "sending"
    FILLING = "filling"
    OFFLINE = "offline"
    DECISION = "decision"
    STANDALONE = "standalone"


@dataclass(frozen=True)
class Notice:
    """Something a clerk should know soon: one line, the page that shows more. ``key`` names it once."""

    key: str
    text: str
    page: str
    icon: str = "clock"
    role: str = "waiting"


@dataclass(frozen=True)
class Status:
    """What the line shows; moments in microseconds UTC, None where there is none."""

    read_at: int
    waiting: int = 0
    longest_since: int | None = None
    """When the one who waits longest took the number."""
    prints: int = 0
    prints_trouble: bool = False
    centre: Centre = Centre.STANDALONE
    unsent: int = 0
    oldest_at: int | None = None
    """When the oldest change that waits for the centre was made."""
    in_step_at: int | None = None
    """When the centre last had everything."""
    decisions: int = 0
    filled: tuple[int, int] = (0, 0)
    """Rows fetched of a large pull, and how many there are."""
    notices: tuple[Notice, ...] = ()


_PICTURES = {
    Centre.IN_STEP: ("circle-check", "good"),
    Centre.SENDING: ("refresh-cw", "waiting"),
    Centre.FILLING: ("download", "waiting"),
    Centre.OFFLINE: ("cloud-off", "waiting"),
    Centre.DECISION: ("triangle-alert", "trouble"),
    Centre.STANDALONE: ("monitor", "muted"),
}


class StatusLine(QWidget):
    """Three short sentences and what is due soon, each a button to the page that shows more.

    They are cut with dots where it is narrow.

    Signals:
        page_requested: Carries the name of the page.
    """

    page_requested = Signal(str)

    def __init__(self, clock: Clock, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone = zone
        self._status: Status | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._notice = self._add(line, "clock", self._on_notice)
        self._notice.hide()
        self._waiting = self._add(line, "users", self._on_waiting)
        self._prints = self._add(line, "printer", self._on_prints)
        self._centre = self._add(line, "monitor", self._on_centre)
        line.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.show_again)
        self._timer.start()
        self.show_again()

    def show_status(self, status: Status) -> None:
        """Show what was just read."""
        self._status = status
        self.show_again()

    def text(self) -> str:
        """Give the whole line."""
        shown = (self._notice,) if not self._notice.isHidden() else ()
        return "   ".join(b.words() for b in (*shown, self._waiting, self._prints, self._centre))

    def show_again(self) -> None:
        """Show the same with the ages as they are now."""
        status = self._status
        if status is None:
            self._say_unknown(self.tr("Nothing read yet"))
            return
        if self._clock.now() - status.read_at > _STALE_AFTER:
            self._say_unknown(self.tr("Nothing heard since {0}").format(self._time(status.read_at)))
            return
        self._show_known(status)

    def _show_known(self, status: Status) -> None:
        self._show_notices(status.notices)
        theme.set_icon(self._waiting, "users", "accent" if status.waiting else "muted", spaced=True)
        self._waiting.set_words(self._waiting_words(status))
        icon, role = ("triangle-alert", "trouble") if status.prints_trouble else ("printer", "muted")
        theme.set_icon(self._prints, icon, role, spaced=True)
        self._prints.set_words(self.tr("Prints waiting: {0}").format(status.prints))
        theme.set_icon(self._centre, *_PICTURES[status.centre], spaced=True)
        self._centre.set_words(self._centre_words(status))

    def _show_notices(self, notices: tuple[Notice, ...]) -> None:
        self._notice.setVisible(bool(notices))
        if notices:
            more = f"  +{len(notices) - 1}" if len(notices) > 1 else ""
            theme.set_icon(self._notice, notices[0].icon, notices[0].role, spaced=True)
            self._notice.set_words(notices[0].text + more)

    def _waiting_words(self, status: Status) -> str:
        if not status.waiting or status.longest_since is None:
            return self.tr("Waiting: {0}").format(status.waiting)
        minutes = (self._clock.now() - status.longest_since) // MINUTE
        return self.tr("Waiting: {0}, longest {1} min").format(status.waiting, minutes)

    def _centre_words(self, status: Status) -> str:
        if status.centre is Centre.STANDALONE:
            return self.tr("Standalone, no centre joined. Changes kept for one: {0}").format(status.unsent)
        if status.centre is Centre.DECISION:
            return self.tr("A decision is needed: {0}").format(status.decisions)
        if status.centre is Centre.IN_STEP:
            at = status.in_step_at if status.in_step_at is not None else status.read_at
            return self.tr("Centre in step {0} (0 waiting)").format(self._time(at))
        if status.centre is Centre.FILLING:
            done, of = status.filled
            return self.tr("Fetching from the centre: {0} of {1}").format(f"{done:,}", f"{of:,}")
        if status.centre is Centre.SENDING:
            return self.tr("Sending to the centre, {0} waiting").format(status.unsent)
        if status.oldest_at is None:
            return self.tr("Offline, nothing waits to be sent")
        age = max((self._clock.now() - status.oldest_at) // MINUTE, 0)
        return self.tr("Offline, {0} waiting, the oldest for {1} min").format(status.unsent, age)

    def _say_unknown(self, text: str) -> None:
        self._notice.hide()
        theme.set_icon(self._centre, "circle-help", "waiting", spaced=True)
        self._waiting.set_words(self.tr("Waiting: {0}").format("\u2014"))
        self._prints.set_words(self.tr("Prints waiting: {0}").format("\u2014"))
        self._centre.set_words(text)

    def _time(self, moment: int) -> str:
        return local(moment, self._zone).strftime("%H:%M:%S")

    def _add(self, line: QHBoxLayout, icon: str, slot: Callable[[], None]) -> ElidedButton:
        button = ElidedButton(self)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        button.setProperty("part", "status")
        button.setAutoDefault(False)
        button.setIconSize(theme.icon_size(18, spaced=True))
        theme.set_icon(button, icon, "muted", spaced=True)
        button.clicked.connect(slot)
        line.addWidget(button)
        return button

    def _on_notice(self) -> None:
        if self._status is not None and self._status.notices:
            self.page_requested.emit(self._status.notices[0].page)

    def _on_waiting(self) -> None:
        self.page_requested.emit("queueing")

    def _on_prints(self) -> None:
        self.page_requested.emit("devices")

    def _on_centre(self) -> None:
        self.page_requested.emit("sync")
