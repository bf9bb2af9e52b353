"""What is carried on the timeline: a booking on its way, by keys and mouse alike. Pure.

Times are told by the clock of the day shown; whatever would go beyond the day is held at its edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import Qt

from app.kernel.clock import MINUTE
from app.rooms.availability import GRID
from app.rooms.rows import BookingRow
from ui.rooms.day import Bar, DayGrid, DayScene, Stretch

_EDGE = 7.0


class Carry(Enum):
    """What is done with the booking."""

    MOVE = auto()
    START = auto()
    """Its start alone is moved."""
    END = auto()
    """Its end alone is moved."""
    COPY = auto()
    SPLIT = auto()
    """Its later part goes on from another moment or in another room."""


@dataclass(frozen=True)
class Move:
    """A booking that was dropped: what is wanted of it, and where it goes."""

    booking_id: str
    to: Stretch
    how: Carry = Carry.MOVE


@dataclass(frozen=True)
class Carried:
    """A booking on its way; ``bar`` is where it was taken up."""

    bar: Bar
    how: Carry
    row: int
    starts_at: int
    ends_at: int

    @property
    def is_moved(self) -> bool:
        """Whether dropping it would do anything."""
        if self.how is Carry.SPLIT:
            return True
        return (self.row, self.starts_at, self.ends_at) != (
            self.bar.row,
            self.bar.starts_at,
            self.bar.ends_at,
        )


def taken_up(bar: Bar, how: Carry, cursor: int) -> Carried:
    """Take up a booking; one that is split is cut at the cursor."""
    start = bar.starts_at
    if how is Carry.SPLIT:
        start = min(max(cursor, bar.starts_at + GRID), max(bar.ends_at - GRID, bar.starts_at))
    return Carried(bar, how, bar.row, start, bar.ends_at)


def carried_on(carried: Carried, rows: int, slots: int, scene: DayScene) -> Carried:
    """Carry a booking by so many rows and quarters of an hour; held at the edges of the day."""
    by, hours, bar = slots * GRID, scene.hours, carried.bar
    row = min(max(carried.row + rows, 0), len(scene.lines) - 1)
    start, end = carried.starts_at, carried.ends_at
    # What goes over midnight already may stay as far out as it was.
    first, last = min(hours.starts_at, bar.starts_at), max(hours.ends_at, bar.ends_at)
    match carried.how:
        case Carry.MOVE | Carry.COPY:
            by = min(max(by, first - start), last - end)
            return replace(carried, row=row, starts_at=start + by, ends_at=end + by)
        case Carry.SPLIT:
            start = min(max(start + by, bar.starts_at + GRID), end - GRID)
            return replace(carried, row=row, starts_at=start)
        case Carry.START:
            return replace(carried, starts_at=min(max(start + by, first), end - GRID))
        case Carry.END:
            return replace(carried, ends_at=max(min(end + by, last), start + GRID))


def first_part_ends(booking: BookingRow, to: Stretch, scene: DayScene) -> int:
    """Tell when the first part of a split booking ends: in one room clearing or preparing lies between."""
    if to.room_id != booking.room_id:
        return to.starts_at
    room = next(line.room for line in scene.lines if line.room.id == to.room_id)
    return to.starts_at - max(room.turnover_minutes, room.preparation_minutes) * MINUTE


def hold_at(
    bar: Bar, grid: DayGrid, x: float, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> Carry:
    """Tell what taking hold of a bar at a place means."""
    if held & Qt.KeyboardModifier.ControlModifier:
        return Carry.COPY
    if held & Qt.KeyboardModifier.ShiftModifier:
        return Carry.SPLIT
    place = grid.place(bar)
    if place.right() - x < _EDGE:
        return Carry.END
    return Carry.START if x - place.left() < _EDGE and place.width() > 4 * _EDGE else Carry.MOVE


def hand_at(found: Bar | None, grid: DayGrid, x: float, y: float) -> Qt.CursorShape:
    """Tell what the mouse can do at a place, on a bar or beside all, by its shape."""
    if not grid.is_inside(x, y):
        return Qt.CursorShape.ArrowCursor
    if found is None:
        return Qt.CursorShape.CrossCursor
    is_inner = hold_at(found, grid, x) is Carry.MOVE
    return Qt.CursorShape.PointingHandCursor if is_inner else Qt.CursorShape.SizeHorCursor
