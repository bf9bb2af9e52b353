"""Rooms at work, for pictures: what stands against a booking, a series before it is saved, a door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.kernel.clock import MINUTE
from app.rooms.rows import BookingRow
from app.rooms.states import BookingState, Purpose
from ui.door_side import panel_of
from ui.rooms.day import Stretch
from ui.rooms.page import RoomsPage
from ui.sample_terminal import SampleTerminal
from ui.shell.frame import Frame

_LATER = 30 * MINUTE
_PLAIN, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Scene:
    """Something to be drawn. show: brings it about and gives the window it is in."""

    name: str
    show: Callable[[], QWidget]


class RoomScenes:
    """The scenes of one frame, on the day's own bookings; nothing is saved by them."""

    def __init__(self, app: QApplication, terminal: SampleTerminal, frame: Frame, size: QSize) -> None:
        self._app = app
        self._terminal = terminal
        self._frame = frame
        self._size = size
        self._later = _later(terminal)

    def scenes(self) -> tuple[Scene, ...]:
        """List them; none on a day without a meeting to come."""
        if self._later is None:
            return ()
        return (
            Scene("rooms-conflict", self._conflict),
            Scene("rooms-series", self._series),
            Scene("door", self._door),
        )

    def _conflict(self) -> QWidget:
        """A copy of a meeting that would begin while the meeting itself goes on."""
        assert self._later is not None
        self._frame.activateWindow()
        timeline = self._rooms().timeline
        timeline.setFocus()
        timeline.point_at(self._later.room_id, self._later.starts_at, self._later.starts_at + 1)
        for key in (Qt.Key.Key_C, Qt.Key.Key_Right, Qt.Key.Key_Right):
            QApplication.sendEvent(timeline, QKeyEvent(QEvent.Type.KeyPress, key, _CTRL))
        return self._frame

    def _series(self) -> QWidget:
        """A series whose first date is in the way of a meeting."""
        assert self._later is not None
        page, later = self._rooms(), self._later
        QApplication.sendEvent(page.timeline, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, _PLAIN))
        stretch = Stretch(later.room_id, later.starts_at + _LATER, later.ends_at + _LATER)
        page.talk.begin_at(stretch, is_focused=True)
        page.form.form.set_text("title", later.title)
        slots = {action.key: action.slot for action in page.keys()}  # noqa: SIM118 - a page is no mapping
        slots["Ctrl+R"]()
        return self._frame

    def _door(self) -> QWidget:
        """The panel beside the door of a meeting that is waited for, or the next one's."""
        counter = self._terminal.counter
        now = counter.rooms_view.now()
        today = counter.rooms_view.day(counter.rooms_view.today())
        room_id = min(today, key=lambda b: (b.ends_at <= now, b.starts_at)).room_id
        number = next(room.number for room in counter.rooms_view.rooms() if room.id == room_id)
        panel = panel_of(counter, self._terminal.background, number, self._app)
        panel.resize(self._size)
        panel.show()
        return panel

    def _rooms(self) -> RoomsPage:
        page = self._frame.open_page("rooms")
        assert isinstance(page, RoomsPage)
        return page


def _later(terminal: SampleTerminal) -> BookingRow | None:
    view = terminal.counter.rooms_view
    now = view.now()
    return next(
        (
            row
            for row in view.day(view.today())
            if row.starts_at > now and row.purpose is Purpose.TALK and row.state is BookingState.CONFIRMED
        ),
        None,
    )
