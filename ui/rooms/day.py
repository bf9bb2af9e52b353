"""What the timeline shows, and where on the paper it lies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.kernel.clock import MINUTE
from app.kernel.periods import Period
from app.rooms.availability import GRID, Busy, conflicts
from app.rooms.rows import BookingRow, RoomRow


@dataclass(frozen=True)
class Stretch:
    """A room from a moment to another, as chosen on the timeline."""

    room_id: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True)
class DayScene:
    """A day: rooms as rows, the hours shown, the bookings, and what time it is."""

    day: dt.date
    zone: str
    rooms: tuple[RoomRow, ...]
    bookings: tuple[BookingRow, ...]
    hours: Period
    now: int

    def row_of(self, room_id: str) -> int:
        """Tell the row of a room, -1 where it is not shown."""
        return next((i for i, room in enumerate(self.rooms) if room.id == room_id), -1)

    def booking(self, booking_id: str) -> BookingRow | None:
        """Give a booking of the day."""
        return next((b for b in self.bookings if b.id == booking_id), None)

    def booking_at(self, row: int, moment: int) -> BookingRow | None:
        """Give the booking that is going on in a row at a moment."""
        room_id = self.rooms[row].id
        return next(
            (b for b in self.bookings if b.room_id == room_id and b.starts_at <= moment < b.ends_at), None
        )

    def against(self, stretch: Stretch, without: str = "") -> bool:
        """Tell whether something stands against a stretch with its clearing."""
        room = self.rooms[self.row_of(stretch.room_id)]
        taken = (
            Busy(b.id, b.starts_at, b.ends_at, b.busy_until) for b in self.bookings if b.room_id == room.id
        )
        wanted = Period(stretch.starts_at, stretch.ends_at)
        return bool(conflicts(taken, wanted, room.turnover_minutes * MINUTE, without))


@dataclass(frozen=True)
class DayGrid:
    """Places on the paper: hours from left to right, rooms from top to bottom."""

    hours: Period
    rows: int
    left: float
    top: float
    width: float
    row_height: float

    @property
    def slot_width(self) -> float:
        """The width of a quarter of an hour."""
        return self.width * GRID / self.hours.length

    @property
    def bottom(self) -> float:
        """The lower edge of the last row."""
        return self.top + self.rows * self.row_height

    def x_of(self, moment: int) -> float:
        """Tell where a moment lies; what is outside the hours lies on the edge."""
        inside = min(max(moment, self.hours.starts_at), self.hours.ends_at)
        return self.left + (inside - self.hours.starts_at) * self.width / self.hours.length

    def slot_at(self, x: float) -> int:
        """Tell the start of the quarter of an hour at a place."""
        slots = self.hours.length // GRID
        place = int((x - self.left) / self.slot_width)
        return self.hours.starts_at + min(max(place, 0), slots - 1) * GRID

    def row_at(self, y: float) -> int:
        """Tell the row at a place, the nearest where it is outside."""
        return min(max(int((y - self.top) / self.row_height), 0), self.rows - 1)

    def is_inside(self, x: float, y: float) -> bool:
        """Tell whether a place lies on the hours of a room."""
        return self.left <= x <= self.left + self.width and self.top <= y < self.bottom

    def bar(self, row: int, starts_at: int, ends_at: int) -> QRectF:
        """Give the place of a stretch in a row."""
        left, right = self.x_of(starts_at), self.x_of(ends_at)
        return QRectF(left, self.top + row * self.row_height, right - left, self.row_height)
