"""The hall's call display: a second window that shows whom which window calls, as the visitors chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.catalogue.queries import CatalogueView
from app.kernel.changes import ChangeSet
from app.kernel.clock import MINUTE, SECOND, Clock, local, steady_now
from app.queueing.queries import DisplayBoard, QueueView
from ui.parts.background import Background
from ui.parts.names import local_name
from ui.parts.screens import Screens, ScreenSeat
from ui.queueing.display_painting import BoardScene, Waiting, paint_board
from ui.queueing.marquee import Marquee

_TICK_MS = 1000
_READ_EVERY = 5 * SECOND
STALE_AFTER = 20 * SECOND
"""The display says so when it could not read its own store for so long."""
FAR_AFTER = 2 * MINUTE
"""And when the other windows' calls could not be heard for so long."""
FRESH_FOR = 12 * SECOND
_LINES = 12
TABLES = ("ticket", "call", "window", "matter", "hall")


@dataclass(frozen=True)
class DisplayDoors:
    """What the display reads. ``heard_at`` tells when the centre was last heard; None without a centre.

    steady: a clock nobody can set, in microseconds; how old something is does not follow the wall clock.
    """

    queue: QueueView
    catalogue: CatalogueView
    clock: Clock
    heard_at: Callable[[], int | None]
    steady: Callable[[], int] = steady_now


@dataclass(frozen=True)
class DisplayLook:
    """The hall's zone, the screen the display stood on last ("" at first), and the text that passes by."""

    zone: str
    screen: str = ""
    marquee: str = ""


@dataclass(frozen=True)
class _Read:
    """A board with the platforms' names and the word of the wire."""

    board: DisplayBoard
    hall: str
    """Empty as long as the terminal belongs to none."""
    waiting: tuple[Waiting, ...]
    heard_at: int | None
    read_at: int
    """On the steady clock."""


class CallDisplay(QWidget):
    """Full screen on a second screen where there is one; Esc leaves full screen, F11 changes."""

    def __init__(
        self, doors: DisplayDoors, background: Background, screens: Screens, look: DisplayLook
    ) -> None:
        super().__init__()
        self._doors = doors
        self._background = background
        self._zone = look.zone
        self._is_placed = bool(look.screen)
        self._read: _Read | None = None
        self._asked_at = 0
        self._seen: dict[str, int] = {}
        """Since when each call stands here, on the steady clock."""
        self.setWindowTitle(self.tr("Call display"))
        self.setMinimumSize(640, 360)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.seat = ScreenSeat(self, screens, look.screen)
        self.marquee = Marquee(look.marquee, self)
        self.marquee.setVisible(bool(self.marquee.text()))
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        background.changed.connect(self._on_changed)

    def open_on_second_screen(self) -> None:
        """Open: full screen on its own screen, or as a window on the only one."""
        if not self.seat.take():
            self.resize(1280, 720)
            self.show()

    def open_when_there(self) -> None:
        """Open on the screen it stood on last, now or when that is plugged in; else like the key does."""
        if self._is_placed:
            self.seat.take(any_screen=False)
        else:
            self.open_on_second_screen()

    def show_marquee(self, text: str) -> None:
        """Let another text pass at the foot, or none."""
        self.marquee.show_text(text)
        self._place_marquee()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the state of this moment, whatever was shown before the screen went away."""
        super().showEvent(event)
        self._tick.start()
        self.refresh()

    def refresh(self) -> None:
        """Read the board again."""
        self._asked_at = self._doors.steady()
        self._background.read(self, partial(_read_board, self._doors), self._on_read)

    def show_trouble(self, error: Exception) -> None:
        """Keep what is shown; it grows stale and says so."""
        self.update()

    def scene(self) -> BoardScene:
        """Give what is painted."""
        now, steady, read = self._doors.clock.now(), self._doors.steady(), self._read
        if read is None:
            return BoardScene(hall="", time=self._time(now), note=self.tr("Reading the calls\u2026"))
        calls = read.board.calls
        return BoardScene(
            hall=read.hall,
            time=self._time(now),
            current=tuple(call for call in calls if call.is_current),
            earlier=tuple(call for call in calls if not call.is_current),
            fresh=frozenset(call for call, since in self._seen.items() if steady - since < FRESH_FOR),
            waiting=read.waiting,
            note=self._note(read, now),
            is_stale=self._is_old(read) or _is_far(read, now),
            is_lit=steady // SECOND % 2 == 0,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the board."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_board(painter, self._board(), self.scene())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the passing text its strip at the foot."""
        super().resizeEvent(event)
        self._place_marquee()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave or enter full screen."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while nobody sees it: its screen is away."""
        self._tick.stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay closed, whatever is plugged in."""
        self.seat.give_up()
        super().closeEvent(event)

    def _place_marquee(self) -> None:
        board = self._board()
        self.marquee.setGeometry(0, board.bottom() + 1, self.width(), self.height() - board.height())

    def _board(self) -> QRect:
        strip = self.height() // 14 if self.marquee.text() else 0
        return self.rect().adjusted(0, 0, 0, -strip)

    def _on_tick(self) -> None:
        if self._doors.steady() - self._asked_at > _READ_EVERY:
            self.refresh()
        self.update()

    def _on_changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.refresh()

    def _on_read(self, read: _Read) -> None:
        calls, is_first = read.board.calls, self._read is None
        # What a display finds when it opens is as old as the clock says; what comes after is new.
        ages = {c.call_id: max(0, read.board.as_of - c.called_at) if is_first else 0 for c in calls}
        self._seen = {key: self._seen.get(key, read.read_at - age) for key, age in ages.items()}
        self._read = read
        self.update()

    def _is_old(self, read: _Read) -> bool:
        return self._doors.steady() - read.read_at > STALE_AFTER

    def _note(self, read: _Read, now: int) -> str:
        if not read.hall:
            return self.tr("This terminal belongs to no hall yet: it has to be joined to the centre")
        if self._is_old(read):
            return self.tr("Nothing new since {0}: please listen to the staff").format(
                self._time(read.board.as_of)
            )
        if _is_far(read, now) and read.heard_at is not None:
            return self.tr("Other windows not heard since {0}: please listen to the staff").format(
                self._time(read.heard_at)
            )
        return self.tr("As of {0}").format(self._time(read.board.as_of))

    def _time(self, moment: int) -> str:
        return local(moment, self._zone).strftime("%H:%M:%S")


def _is_far(read: _Read, now: int) -> bool:
    """Tell whether the other windows were not heard for long; a moment far ahead was on another clock."""
    return read.heard_at is not None and abs(now - read.heard_at) > FAR_AFTER


def _read_board(doors: DisplayDoors) -> _Read:
    read_at = doors.steady()
    hall = doors.catalogue.hall()
    name = local_name(hall.name, hall.name_en) if hall else ""
    board = doors.queue.display(name, _LINES)
    places = {p.id: local_name(p.name, p.name_en) for p in doors.catalogue.platforms()}
    names = {m.letter: places.get(m.platform_id, "") for m in doors.catalogue.matters()}
    waiting = tuple(
        Waiting(
            line.letter,
            local_name(line.name, line.name_en) or names.get(line.letter, ""),
            line.waiting,
            (line.estimate.least_min, line.estimate.most_min),
        )
        for line in doors.queue.lines()
        if line.waiting
    )
    return _Read(board, name, waiting, doors.heard_at(), read_at)
