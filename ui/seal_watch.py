"""Looks at the hall's seal once the window stands, and says in it what has to be done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.kernel.changes import ChangeSet
from app.seal_box import SealBox, SealStanding
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.seal.page import SEAL_LANE
from ui.seal.phrases import condition, is_well, with_whom_to_ask
from ui.shell.frame import Frame
from ui.shell.status_line import Notice

LOOK_AFTER_MS = 3000
"""The first page comes first: what is looked at loads pyHanko, half a second of the computer's time."""
LOOK_AGAIN_MS = 6 * 3600 * 1000
PAGE = "seal"


class SealWatch(QObject):
    """An ended or ending seal stands in the window until it is mended, with the way to its page.

    Signals:
        noticed: Carries what stands in the last line as a tuple of Notice; empty: nothing.
    """

    noticed = Signal(object)

    def __init__(
        self, frame: Frame, box: SealBox, background: Background, zone: str, after_ms: int = LOOK_AFTER_MS
    ) -> None:
        super().__init__(frame)
        self._frame, self._box, self._background, self._zone = frame, box, background, zone
        self._may_mend = PAGE in frame.names()
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(after_ms)
        background.changed.connect(self._on_changed)

    def look(self) -> None:
        """Look at the seal now, and again in some hours."""
        self._timer.start(LOOK_AGAIN_MS)
        self._background.on_lane(SEAL_LANE, self, self._box.standing, self._on_standing)

    def show_trouble(self, error: Exception) -> None:
        """Stay silent: the log has the bug, and sealing says it itself."""

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("hall_key"):
            self.look()

    def _on_standing(self, standing: SealStanding) -> None:
        text = "" if is_well(standing) else condition(standing, self._zone)
        if text and not self._may_mend:
            text = with_whom_to_ask(text)
        if text == self._told:
            return
        self._told = text
        if not text:
            self._frame.clear_standing()
            self.noticed.emit(())
            return
        tint = Tint.TROUBLE if standing.problem else Tint.WAITING
        remedy = self.tr("Open the page of the seal") if self._may_mend else ""
        self._frame.show_standing(text, tint, remedy, PAGE)
        self.noticed.emit((Notice(PAGE, text, PAGE, "triangle-alert", tint.value),))
