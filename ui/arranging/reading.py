"""What the page of rooms reads in one go, on a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.rooms.arranging import RoomArranging
from app.rooms.day_floor import DayFloor
from app.rooms.queries import BlockingRow, LayerRow, RoomsView, StockRow
from app.rooms.rows import RoomRow


@dataclass(frozen=True)
class ArrangingDoors:
    """What the page asks and tells."""

    view: RoomsView
    arranging: RoomArranging
    zone: str


@dataclass(frozen=True)
class Hall:
    """All that can be arranged, as it stands. ``floor`` knows the hours of each room."""

    today: dt.date
    zone: str
    rooms: tuple[RoomRow, ...]
    layers: tuple[LayerRow, ...]
    blockings: tuple[BlockingRow, ...]
    stock: tuple[StockRow, ...]
    floor: DayFloor
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """By the key of the file; those that are at another terminal are missing."""

    def room(self, room_id: str | None) -> RoomRow | None:
        """Give a room; None where it is closed."""
        return next((room for room in self.rooms if room.id == room_id), None)

    def parts_of(self, whole: RoomRow) -> tuple[RoomRow, ...]:
        """List the rooms a hall can be divided into; none for an ordinary room."""
        space = whole.space
        if space is None:
            return ()
        inside = (room for room in self.rooms if room.id != whole.id and room.space is not None)
        return tuple(
            room
            for room in inside
            if room.space is not None
            and space.space_from <= room.space.space_from
            and room.space.space_to <= space.space_to
            and room.space != space
        )


def read_hall(doors: ArrangingDoors) -> Hall:
    """Read the hall's rooms and hours."""
    view, today = doors.view, doors.view.today()
    return Hall(
        today,
        doors.zone,
        view.rooms(),
        view.layers(),
        view.blockings_to_come(),
        view.stock(),
        view.floor(today, today),
        doors.arranging.pictures(),
    )
