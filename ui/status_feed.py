"""What the last line of a window shows, read again and again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from app.counter import Counter
from app.kernel.changes import ChangeSet
from app.kernel.clock import SECOND
from app.sync.status import Mode
from ui.parts.background import Background
from ui.shell.frame import Frame
from ui.shell.status_line import Centre, Status

_STATUS_EVERY_MS = 5000
_CENTRES = {
    Mode.STANDALONE: Centre.STANDALONE,
    Mode.IN_STEP: Centre.IN_STEP,
    Mode.BEHIND: Centre.SENDING,
    Mode.FILLING: Centre.FILLING,
    Mode.OFFLINE: Centre.OFFLINE,
    Mode.TROUBLE: Centre.DECISION,
}
_STATUS_TABLES = ("ticket", "print_job", "outbox", "conflict")


class StatusFeed(QObject):
    """Reads what the last line shows: every five seconds, and when something of it changed."""

    def __init__(self, frame: Frame, counter: Counter, background: Background) -> None:
        super().__init__(frame)
        self._frame = frame
        self._counter = counter
        self._background = background
        self._timer = QTimer(self)
        self._timer.setInterval(_STATUS_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        background.changed.connect(self._on_changed)
        self._timer.start()
        self._ask()

    def show_trouble(self, error: Exception) -> None:
        """Leave the line to say since when nothing was heard."""

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_STATUS_TABLES):
            self._ask()

    def _ask(self) -> None:
        self._background.read(self, _StatusJob(self._counter), self._frame.show_status)


@dataclass(frozen=True)
class _StatusJob:
    """Reads the status on a reader."""

    counter: Counter

    def __call__(self) -> Status:
        now = self.counter.store.clock.now()
        day = self.counter.queue.count()
        sync = self.counter.sync.status()
        longest = now - day.longest_wait_s * SECOND if day.waiting else None
        return Status(
            read_at=now,
            waiting=day.waiting,
            longest_since=longest,
            prints=self.counter.spool.waiting_count(),
            centre=_CENTRES[sync.mode],
            unsent=sync.waiting,
            oldest_at=sync.oldest_unsent_at,
            in_step_at=sync.last_success_at,
            decisions=sync.open_conflicts,
            filled=(sync.filling.done, sync.filling.of) if sync.filling else (0, 0),
        )
