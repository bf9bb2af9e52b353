"""What is printed from the rooms page: the sheet of the meeting pointed at, the sheets of the day shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.parts.page import KeyAction
from ui.rooms.hall_view import HallView


class Papers(QObject):
    """Offers the keys and tells what is wanted; whoever made the page has it printed.

    Signals:
        attendance_requested: The attendance sheet of a meeting. Carries the booking's key.
        day_requested: The sheets of a day. Carries the date, and a room's key or "" for all rooms.
        said: There is nothing to print yet. Carries the sentence, and False: nothing to take back.
    """

    attendance_requested = Signal(str)
    day_requested = Signal(object, str)
    said = Signal(str, bool)

    def __init__(
        self, hall: HallView, day: Callable[[], dt.date], room_id: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._hall = hall
        self._day = day
        self._room_id = room_id

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (
            KeyAction("Ctrl+P", self.tr("Attendance sheet"), self._on_attendance, 2),
            KeyAction("Ctrl+Shift+R", self.tr("Day sheet of the room"), self._on_room, 2),
            KeyAction("Ctrl+Shift+P", self.tr("Day sheet of the hall"), self._on_hall, 2),
        )

    def _on_attendance(self) -> None:
        booking = self._hall.pointed()
        if booking is not None:
            self.attendance_requested.emit(booking.id)
        else:
            self.said.emit(self.tr("Point at a meeting first: its attendance sheet is printed."), False)

    def _on_room(self) -> None:
        if room_id := self._room_id():
            self.day_requested.emit(self._day(), room_id)

    def _on_hall(self) -> None:
        self.day_requested.emit(self._day(), "")
