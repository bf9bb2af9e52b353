"""What the last line of a window shows, read again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer

from app.cases.closing import OpenDay
from app.counter import Counter
from app.kernel.changes import ChangeSet
from app.kernel.clock import SECOND
from app.sync.status import Mode
from ui.doors.watch import RoomNotice, notice_words, read_notices
from ui.parts.background import Background
from ui.parts.names import day_and_hour
from ui.shell.frame import Frame
from ui.shell.status_line import Centre, Notice, Status

_STATUS_EVERY_MS = 5000
_CENTRES = {
    Mode.STANDALONE: Centre.STANDALONE,
    Mode.IN_STEP: Centre.IN_STEP,
    Mode.BEHIND: Centre.SENDING,
    Mode.FILLING: Centre.FILLING,
    Mode.OFFLINE: Centre.OFFLINE,
    Mode.TROUBLE: Centre.DECISION,
}
_STATUS_TABLES = ("ticket", "print_job", "outbox", "conflict", "booking")
_ROOMS, _SETTINGS, _FOLDER, _CLOSING = "rooms", "settings", "calendar_folder", "closing"


class StatusFeed(QObject):
    """Reads what the last line shows: every five seconds, and when something of it changed.

    What is due in a room is said once, and stays in the line until it is over. That a room was given back is
    said once too, whichever terminal's clock did it; not what was so when the window opened. An earlier day
    that was not closed is said likewise where the page of the day's end is, with the key that opens it.
    """

    def __init__(self, frame: Frame, counter: Counter, background: Background) -> None:
        super().__init__(frame)
        self._may_book = _ROOMS in frame.names()
        self._may_close = _CLOSING in frame.names()
        self._told: set[str] = set()
        self._given_back: frozenset[str] | None = None
        self._standing: tuple[Notice, ...] = ()
        self._frame = frame
        self._counter = counter
        self._background = background
        self._timer = QTimer(self)
        self._timer.setInterval(_STATUS_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        background.changed.connect(self._on_changed)
        self._timer.start()
        self._ask()

    def keep(self, notices: tuple[Notice, ...]) -> None:
        """Let notices stand first in the line, until others or none take their place."""
        self._standing = notices
        self._ask()

    def show_trouble(self, error: Exception) -> None:
        """Leave the line to say since when nothing was heard."""

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_STATUS_TABLES):
            self._ask()

    def _ask(self) -> None:
        self._background.read(
            self, _StatusJob(self._counter, self._may_book, self._may_close), self._on_status
        )

    def _on_status(self, read: _Read) -> None:
        status, rooms = read.status, read.rooms
        zone = self._counter.settings.zone
        due = tuple(Notice(room.key, notice_words(room, zone), _ROOMS) for room in rooms)
        notices = (*self._days(read.not_closed), *due, *self._folder_notices())
        self._frame.show_status(replace(status, notices=(*self._standing, *notices)))
        new = [notice.text for notice in notices if notice.key not in self._told]
        self._told = {notice.key for notice in notices}
        if self._given_back is not None and (count := len(read.given_back - self._given_back)):
            new.append(self.tr("Given back, nobody had checked in: {0} rooms").format(count))
        self._given_back = read.given_back
        if new:
            self._frame.say("  ".join(new))

    def _days(self, not_closed: tuple[OpenDay, ...]) -> tuple[Notice, ...]:
        """Say which day was not closed; its visitors are in no line of today."""
        if not not_closed:
            return ()
        last, words = not_closed[-1], self.tr("{0} was not closed, left: {1} (page Day end, {2})")
        text = words.format(last.day.isoformat(), last.left, self._frame.key_of(_CLOSING))
        return (Notice(f"day {last.day}", text, _CLOSING, "clipboard-check"),)

    def _folder_notices(self) -> tuple[Notice, ...]:
        """Say that who subscribes to the rooms' calendars sees old ones."""
        folder = self._counter.calendar_folder
        trouble = folder.trouble() if folder is not None else None
        if trouble is None:
            return ()
        words = self.tr("Calendar files not written since {0}, check the folder: {1}")
        text = words.format(day_and_hour(trouble.since, self._counter.settings.zone), trouble.folder)
        return (Notice(_FOLDER, text, _SETTINGS, "triangle-alert", "trouble"),)


@dataclass(frozen=True)
class _Read:
    """What was read: the status, what is due in the rooms, and which bookings lost theirs."""

    status: Status
    rooms: tuple[RoomNotice, ...]
    given_back: frozenset[str]
    not_closed: tuple[OpenDay, ...]


@dataclass(frozen=True)
class _StatusJob:
    """Reads the status on a reader."""

    counter: Counter
    may_book: bool
    may_close: bool

    def __call__(self) -> _Read:
        """Read it, and what is due in the rooms where the person books them."""
        rooms = read_notices(self.counter.door_view, self.counter.rooms_view) if self.may_book else ()
        not_closed = self.counter.closing.not_closed() if self.may_close else ()
        return _Read(self._status(), rooms, self.counter.door_view.given_back(), not_closed)

    def _status(self) -> Status:
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
