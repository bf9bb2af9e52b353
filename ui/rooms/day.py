"""What the timeline shows, and where on the paper it lies.

A line of the timeline is a room on a day: of one day all rooms, or of one room all days of a week. Bars are
told by the clock of the day shown; ``Line.shift`` is what lies between it and the line's own time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QRectF

from app.kernel.clock import HOUR
from app.kernel.periods import Period
from app.rooms.availability import GRID, Busy
from app.rooms.day_floor import DayFloor
from app.rooms.queries import BlockingRow
from app.rooms.reasons import Reason
from app.rooms.rows import BookingRow, RoomRow
from app.rooms.states import BookingState
from app.rooms.verdict import Meeting


@dataclass(frozen=True)
class Stretch:
    """A room from a moment to another, as chosen on the timeline."""

    room_id: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True)
class Line:
    """A row of the timeline: a room, and in a week the day it is shown on."""

    room: RoomRow
    shift: int = 0
    day: dt.date | None = None


@dataclass(frozen=True)
class Bar:
    """A booking on a line, by the clock of the day shown; of several over each other each has a lane."""

    booking: BookingRow
    row: int
    starts_at: int
    ends_at: int
    lane: int = 0
    lanes: int = 1

    @property
    def prepare_from(self) -> int:
        """When the preparation begins."""
        return self.starts_at - max(self.booking.starts_at - self.booking.prepare_from, 0)

    @property
    def depth(self) -> float:
        """How far down in its line it lies, 0 to 1."""
        return (self.lane + 0.5) / self.lanes

    @property
    def busy_until(self) -> int:
        """When the clearing ends."""
        return self.ends_at + max(self.booking.busy_until - self.booking.ends_at, 0)


@dataclass(frozen=True)
class Shut:
    """A stretch of a line in which the room cannot be had: closed, blocked, or excluded by another room."""

    row: int
    starts_at: int
    ends_at: int
    words: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class DayScene:
    """A day or a week: its lines, the hours shown, the bookings, and what time it is.

    who: roles and permissions of whoever looks, for the rules of the rooms.
    """

    day: dt.date
    zone: str
    lines: tuple[Line, ...]
    bookings: tuple[BookingRow, ...]
    hours: Period
    now: int
    floor: DayFloor
    blockings: tuple[BlockingRow, ...] = ()
    who: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    """What every room is called, also those that are not shown."""
    out_of_use: tuple[RoomRow, ...] = ()
    """Rooms that have no line any more, but bookings that name them."""

    @property
    def rooms(self) -> tuple[RoomRow, ...]:
        """The room of each line."""
        return tuple(line.room for line in self.lines)

    @property
    def is_week(self) -> bool:
        """Whether the lines are days."""
        return bool(self.lines) and self.lines[0].day is not None

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The bookings on their lines; one over midnight lies on two lines of a week."""
        return tuple(bar for row in range(len(self.lines)) for bar in self._bars_of(row))

    @cached_property
    def shuts(self) -> tuple[Shut, ...]:
        """The stretches in which rooms cannot be had."""
        return tuple(shut for row in range(len(self.lines)) for shut in self._shuts_of(row))

    @cached_property
    def _by_key(self) -> dict[str, BookingRow]:
        return {booking.id: booking for booking in self.bookings}

    @cached_property
    def _by_room(self) -> dict[str, list[BookingRow]]:
        found: dict[str, list[BookingRow]] = {}
        for booking in self.bookings:
            found.setdefault(booking.room_id, []).append(booking)
        return found

    @cached_property
    def _by_row(self) -> dict[int, list[Bar]]:
        found: dict[int, list[Bar]] = {row: [] for row in range(len(self.lines))}
        for bar in self.bars:
            found[bar.row].append(bar)
        return found

    @cached_property
    def _bars_by_key(self) -> dict[str, list[Bar]]:
        found: dict[str, list[Bar]] = {}
        for bar in self.bars:
            found.setdefault(bar.booking.id, []).append(bar)
        return found

    def row_of(self, room_id: str, moment: int | None = None) -> int:
        """Tell the line of a room (in a week: the one a moment lies on), -1 where it is not shown."""
        lines = [n for n, line in enumerate(self.lines) if line.room.id == room_id]
        if not self.is_week or moment is None:
            return lines[0] if lines else -1
        return next((n for n in lines if self._day(n).contains(moment)), -1)

    def room(self, room_id: str) -> RoomRow | None:
        """Give a room that is shown, or one out of use."""
        return next((room for room in (*self.rooms, *self.out_of_use) if room.id == room_id), None)

    def booking(self, booking_id: str) -> BookingRow | None:
        """Give a booking that is shown."""
        return self._by_key.get(booking_id)

    def bar_of(self, booking_id: str, row: int = -1) -> Bar | None:
        """Give the bar of a booking, on a line or wherever it begins."""
        found = self._bars_by_key.get(booking_id, [])
        return next((bar for bar in found if bar.row == row), found[0] if found else None)

    def bar_at(self, row: int, moment: int, lane: float = 0.0) -> Bar | None:
        """Give the bar on a line at a moment; ``lane``: how far down in the line, 0 to 1."""
        found = self.bars_at(row, moment)
        meant = [b for b in found if b.lane <= lane * b.lanes < b.lane + 1]
        return next(iter(meant or found), None)

    def bars_at(self, row: int, moment: int) -> list[Bar]:
        """List the bars on a line at a moment, from above: requests may lie over each other."""
        found = (b for b in self._by_row.get(row, ()) if b.starts_at <= moment < b.ends_at)
        return sorted(found, key=_lane)

    def beside(self, booking_id: str, row: int, moment: int, steps: int) -> Bar | None:
        """Give the bar so many lanes below (or above) a booking at a moment; None at the edge of the line."""
        found = self.bars_at(row, moment)
        place = next((n for n, bar in enumerate(found) if bar.booking.id == booking_id), None)
        if place is None or not steps or not 0 <= place + steps < len(found):
            return None
        return found[place + steps]

    def stretch(self, row: int, starts_at: int, ends_at: int) -> Stretch:
        """Give the room and the time that a stretch of a line stands for."""
        line = self.lines[row]
        return Stretch(line.room.id, starts_at + line.shift, ends_at + line.shift)

    def against(
        self, stretch: Stretch, booking: BookingRow | None = None, *, is_new: bool = False
    ) -> tuple[Reason, ...]:
        """List all that stands against a stretch, for a booking that is moved or (``is_new``) copied."""
        meeting = Meeting(
            Period(stretch.starts_at, stretch.ends_at),
            people=booking.party_size if booking else 1,
            who=self.who,
            booking_id=booking.id if booking and not is_new else "",
            keeps_start=booking is not None and not is_new and booking.starts_at == stretch.starts_at,
        )
        return self.floor.against(stretch.room_id, meeting)

    def _day(self, row: int) -> Period:
        shift = self.lines[row].shift
        return Period(self.hours.starts_at + shift, self.hours.ends_at + shift)

    def _bars_of(self, row: int) -> list[Bar]:
        line, day = self.lines[row], self._day(row)
        mine = [
            Bar(b, row, b.starts_at - line.shift, b.ends_at - line.shift)
            for b in self._by_room.get(line.room.id, ())
            if b.starts_at < day.ends_at and max(b.ends_at, b.busy_until) > day.starts_at
        ]
        return _in_lanes(sorted(mine, key=_start))

    def _shuts_of(self, row: int) -> list[Shut]:
        line, hours = self.lines[row], self.hours
        room = line.room.id
        if room not in self.floor.times:
            return []
        shuts = [
            Shut(row, gap.starts_at - line.shift, gap.ends_at - line.shift, is_closed=True)
            for gap in _between(self.floor.opened[room], self._day(row))
        ]
        shuts += [
            Shut(row, b.busy_from - line.shift, b.busy_until - line.shift, self._why(b))
            for b in self.floor.times[room].busy
            if b.is_blocking or b.room_id not in ("", room)
        ]
        return [s for s in shuts if s.starts_at < hours.ends_at and s.ends_at > hours.starts_at]

    def _why(self, busy: Busy) -> str:
        if busy.is_blocking:
            return next((b.reason for b in self.blockings if b.id == busy.booking_id), "")
        return self.names.get(busy.room_id, "")


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

    def depth_at(self, y: float) -> float:
        """Tell how far down in its row a place is, 0 to 1."""
        return min(max((y - self.top) / self.row_height - self.row_at(y), 0.0), 0.999)

    def is_inside(self, x: float, y: float) -> bool:
        """Tell whether a place lies on the hours of a room."""
        return self.left <= x <= self.left + self.width and self.top <= y < self.bottom

    def bar(self, row: int, starts_at: int, ends_at: int) -> QRectF:
        """Give the place of a stretch in a row."""
        left, right = self.x_of(starts_at), self.x_of(ends_at)
        return QRectF(left, self.top + row * self.row_height, right - left, self.row_height)

    def place(self, bar: Bar) -> QRectF:
        """Give the place of a bar in its lane."""
        whole = self.bar(bar.row, bar.starts_at, bar.ends_at)
        height = whole.height() / bar.lanes
        return QRectF(whole.left(), whole.top() + bar.lane * height, whole.width(), height)


def slot_of(moment: int, hours: Period) -> int:
    """Give the start of the quarter of an hour a moment lies in."""
    return hours.starts_at + (moment - hours.starts_at) // GRID * GRID


def first_slot(scene: DayScene) -> int:
    """Give where the cursor begins: now, or an hour after opening on another day."""
    is_today = scene.hours.contains(scene.now)
    return slot_of(scene.now if is_today else scene.hours.starts_at + HOUR, scene.hours)


def is_asked(booking: BookingRow) -> bool:
    """Tell whether a booking only asks for its room, so that others may ask for it too."""
    return booking.state is BookingState.REQUESTED


def _in_lanes(bars: list[Bar]) -> list[Bar]:
    """Give bars that lie over each other a lane each, the first free one."""
    done: list[Bar] = []
    group: list[Bar] = []
    for bar in bars:
        if group and bar.starts_at >= max(b.ends_at for b in group):
            done += _laned(group)
            group = []
        group.append(bar)
    return done + _laned(group)


def _laned(group: list[Bar]) -> list[Bar]:
    ends: list[int] = []
    lanes = []
    for bar in group:
        lane = next((n for n, end in enumerate(ends) if end <= bar.starts_at), len(ends))
        ends[lane : lane + 1] = [bar.ends_at]
        lanes.append(lane)
    return [
        Bar(b.booking, b.row, b.starts_at, b.ends_at, lane, len(ends))
        for b, lane in zip(group, lanes, strict=True)
    ]


def _between(opened: Iterable[Period], day: Period) -> list[Period]:
    """Give the parts of a day that are not open."""
    gaps, at = [], day.starts_at
    for period in opened:
        if period.ends_at <= day.starts_at or period.starts_at >= day.ends_at:
            continue
        if at < period.starts_at:
            gaps.append(Period(at, period.starts_at))
        at = max(at, period.ends_at)
    if at < day.ends_at:
        gaps.append(Period(at, day.ends_at))
    return gaps


def _start(bar: Bar) -> int:
    return bar.starts_at


def _lane(bar: Bar) -> int:
    return bar.lane
