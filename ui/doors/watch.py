"""What the desk is warned of, and what happens to rooms by the clock alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE
from app.rooms.arriving import Door
from app.rooms.door import DoorView
from app.rooms.queries import RoomsView
from app.rooms.rows import BookingRow, RoomRow
from app.rooms.waiting_list import WaitingList
from app.security.actors import Machine
from ui.doors import phrases
from ui.parts.background import Background
from ui.parts.names import hour

_EVERY_MS = 15_000
_GRACE = MINUTE
"""An offer is given back by the terminal that made it first; others follow where that one is off."""


@dataclass(frozen=True)
class RoomNotice:
    """A room that is given back soon, or whose meeting is nearly over. ``at``: when."""

    key: str
    room: RoomRow
    at: int
    is_release: bool


def read_notices(states: DoorView, rooms: RoomsView) -> tuple[RoomNotice, ...]:
    """Read what the desk should know now; meetings that run on beside another are told by their end.

    What should have been given back already is no warning any more: the clock is about to do it.
    """
    now, warned = rooms.now(), states.warnings()
    if not warned.to_release and not warned.ending:
        return ()
    known = {room.id: room for room in rooms.rooms()}
    due = [_release(row, known[row.room_id]) for row in warned.to_release if row.room_id in known]
    found = [notice for notice in due if notice.at > now]
    told = {row.id for row in warned.to_release}
    found += [
        RoomNotice(f"end:{row.id}:{row.ends_at}", known[row.room_id], row.ends_at, is_release=False)
        for row in warned.ending
        if row.room_id in known and row.id not in told
    ]
    return tuple(found)


def notice_words(notice: RoomNotice, zone: str) -> str:
    """Word a notice in one line."""
    room, when = phrases.room_name(notice.room), hour(notice.at, zone)
    if notice.is_release:
        text = QCoreApplication.translate("Doors", "{0}: nobody has checked in, given back at {1}")
    else:
        text = QCoreApplication.translate("Doors", "{0}: the meeting ends at {1}")
    return text.format(room, when)


class RoomClock(QObject):
    """Gives back rooms nobody came to, and offers nobody took. Every terminal does; the centre counts once.

    Signals:
        released: Rooms were given back here. Carries how many.
    """

    released = Signal(int)

    def __init__(self, door: Door, waiting: WaitingList, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._waiting = waiting
        self._background = background
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Give back what is due."""
        actor = Machine()
        release = partial(self._door.release_no_shows, actor=actor)
        self._background.write(self, release, self._on_released, later=True)
        lapse = partial(self._waiting.lapse, actor=actor, grace=_GRACE)
        self._background.write(self, lapse, later=True)

    def show_trouble(self, error: Exception) -> None:
        """Try again at the next turn."""

    def _on_released(self, outcome: Outcome[tuple[BookingRow, ...]]) -> None:
        if outcome.value:
            self.released.emit(len(outcome.value))


def _release(row: BookingRow, room: RoomRow) -> RoomNotice:
    at = row.starts_at + room.release_minutes * MINUTE
    return RoomNotice(f"release:{row.id}:{at}", room, at, is_release=True)
