"""A day on which no room is free, as the timeline shows it."""

from __future__ import annotations

import datetime as dt

from app.catalogue.calendar import WorkingDays
from app.kernel.clock import HOUR
from app.kernel.periods import Period
from app.rooms.availability import Busy
from app.rooms.day_floor import DayFloor
from app.rooms.hall_time import USUAL_HOURS
from app.rooms.opening import OpeningHours
from app.rooms.rows import BookingRow, RoomRow
from app.rooms.states import BookingState, Purpose, RoomKind
from app.rooms.verdict import RoomTime, Situation
from tests.rooms.small_hall import DAY, ZONE, at
from ui.rooms.day import DayScene, Line


def full_scene(rooms: int, each: int) -> DayScene:
    """A day with so many rooms and so many meetings of a quarter of an hour in each."""
    length = 12 * HOUR // each
    lines, bookings = [], []
    opening = OpeningHours((USUAL_HOURS,), WorkingDays(_unlisted), ZONE)
    times: dict[str, RoomTime] = {}
    for n in range(rooms):
        room = RoomRow(f"r{n}", RoomKind.NEGOTIATION, str(n), f"室{n}", f"Room {n}", 8, (), 0)
        lines.append(Line(room))
        busy = []
        for place in range(each):
            start = at(8) + place * length
            key = f"b{n}-{place}"
            bookings.append(
                BookingRow(
                    key, room.id, start, start + length, start + length, Purpose.TALK, "节水灌溉",
                    BookingState.CONFIRMED, False, None, 3, ("甲", "乙"), start,
                )
            )  # fmt: skip
            busy.append(Busy(key, start, start + length, start + length, 0, room.id))
        times[room.id] = RoomTime(room.id, 8, opening, busy=tuple(busy))
    opened = {key: (Period(at(8), at(20)),) for key in times}
    floor = DayFloor(times, Situation(at(8), ZONE), opened)
    return DayScene(DAY, ZONE, tuple(lines), tuple(bookings), Period(at(8), at(20)), at(8), floor)


def _unlisted(_day: dt.date) -> None:
    return None
