"""All that decides what can be booked around some days, for pure questions while somebody drags or types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.clock import day_bounds
from app.kernel.periods import Period
from app.rooms.hall_time import read_hall_time
from app.rooms.reasons import Reason
from app.rooms.verdict import Meeting, RoomTime, Situation, verdict
from app.storage.store import Store


@dataclass(frozen=True)
class DayFloor:
    """The rooms' time around some days, and when each room is open on them."""

    times: Mapping[str, RoomTime]
    situation: Situation
    opened: Mapping[str, tuple[Period, ...]]

    def against(self, room_id: str, meeting: Meeting) -> tuple[Reason, ...]:
        """List all that stands against a meeting; nothing is known of a room that is not here."""
        room = self.times.get(room_id)
        return () if room is None else verdict(meeting, room, self.situation)


def read_floor(store: Store, zone: str, first: dt.date, last: dt.date) -> DayFloor:
    """Read the floor of some days, both included, in as many questions as a booking asks."""
    within = Period(day_bounds(first, zone)[0], day_bounds(last, zone)[1])
    with store.look() as session:
        hall = read_hall_time(session, within, store.clock.now(), zone)
    opened: dict[int, tuple[Period, ...]] = {}
    for time in hall.times.values():
        if id(time.hours) not in opened:
            opened[id(time.hours)] = time.hours.periods(first, last)
    by_room = {key: opened[id(time.hours)] for key, time in hall.times.items()}
    return DayFloor(hall.times, hall.situation, by_room)
