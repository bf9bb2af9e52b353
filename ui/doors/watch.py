"""What the desk is warned of in the rooms."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.kernel.clock import MINUTE
from app.rooms.door import DoorView
from app.rooms.queries import RoomsView
from app.rooms.rows import BookingRow, RoomRow
from ui.doors import phrases
from ui.parts.names import hour


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
    warned = states.warnings()
    if not warned.to_release and not warned.ending:
        return ()
    known = {room.id: room for room in rooms.rooms()}
    due = [_release(row, known[row.room_id]) for row in warned.to_release if row.room_id in known]
    found = [notice for notice in due if notice.at > warned.at]
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


def _release(row: BookingRow, room: RoomRow) -> RoomNotice:
    at = row.starts_at + room.release_minutes * MINUTE
    return RoomNotice(f"release:{row.id}:{at}", room, at, is_release=True)
