"""How rooms are used, measured by the hours in which they can be had (counter.md 1B 38)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.kernel.clock import MINUTE, day_bounds
from app.kernel.errors import FieldRefused
from app.kernel.periods import Period
from app.rooms.entities import Booking, Room
from app.rooms.hall_time import LONGEST_BOOKING, read_hours, rooms_in_use
from app.rooms.opening import merged
from app.rooms.states import BookingState
from app.storage.store import Store

MOST_DAYS = 366
"""Over so many days use is measured at most, both ends included."""


@dataclass(frozen=True)
class RoomUse:
    """A room over some days, in minutes. Each figure but ``outside`` counts opening hours alone.

    open: it could be had; booked: it was promised; used: of that, where somebody checked in;
    outside: booked outside the opening hours. bookings, no_shows, cancelled: how many.
    ``room_id`` "": the whole hall.
    """

    room_id: str
    number: str
    name: str
    name_en: str
    open: int
    booked: int
    used: int
    outside: int
    bookings: int
    no_shows: int
    cancelled: int

    @property
    def share(self) -> float:
        """The part of the open time that was booked, 0 to 1; 0 for a room that was never open."""
        return self.booked / self.open if self.open else 0.0


def whole(uses: Iterable[RoomUse]) -> RoomUse:
    """Add rooms up to the hall."""
    rows = tuple(uses)
    return RoomUse(
        room_id="",
        number="",
        name="",
        name_en="",
        open=sum(row.open for row in rows),
        booked=sum(row.booked for row in rows),
        used=sum(row.used for row in rows),
        outside=sum(row.outside for row in rows),
        bookings=sum(row.bookings for row in rows),
        no_shows=sum(row.no_shows for row in rows),
        cancelled=sum(row.cancelled for row in rows),
    )


class UseView:
    """Counts how rooms are used."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def of_days(self, first: dt.date, last: dt.date) -> tuple[RoomUse, ...]:
        """Measure each room over some days, both included, in four questions.

        Refuses with FieldRefused a last day before the first, and more than MOST_DAYS.
        """
        if last < first:
            raise FieldRefused("last", "not_after_start")
        if (last - first).days >= MOST_DAYS:
            raise FieldRefused("last", "too_long")
        start, end = day_bounds(first, self._zone)[0], day_bounds(last, self._zone)[1]
        query = select(
            Booking.room_id, Booking.starts_at, Booking.ends_at, Booking.state, Booking.checked_in_at
        ).where(Booking.starts_at > start - LONGEST_BOOKING, Booking.starts_at < end, Booking.ends_at > start)
        with self._store.look() as session:
            rooms = rooms_in_use(session)
            hours = read_hours(session, [room.id for room in rooms], self._zone)
            found: dict[str, list[_Stay]] = {}
            for row in session.execute(query):
                stay = _Stay(max(row.starts_at, start), min(row.ends_at, end), row.state, row.checked_in_at)
                found.setdefault(row.room_id, []).append(stay)
        opened = {id(h): h.periods(first, last) for h in hours.values()}
        return tuple(_use(room, opened[id(hours[room.id])], found.get(room.id, [])) for room in rooms)


@dataclass(frozen=True)
class _Stay:
    starts_at: int
    ends_at: int
    state: BookingState
    checked_in_at: int | None


def _use(room: Room, opened: tuple[Period, ...], stays: list[_Stay]) -> RoomUse:
    held = [s for s in stays if s.state is BookingState.CONFIRMED]
    booked, used = _periods(held), _periods(s for s in held if s.checked_in_at is not None)
    in_hours = _common(opened, booked)
    return RoomUse(
        room_id=room.id,
        number=room.number,
        name=room.name,
        name_en=room.name_en,
        open=_minutes(opened),
        booked=in_hours,
        used=_common(opened, used),
        outside=_minutes(booked) - in_hours,
        bookings=len(held),
        no_shows=sum(1 for s in stays if s.state is BookingState.RELEASED),
        cancelled=sum(1 for s in stays if s.state is BookingState.CANCELLED),
    )


def _periods(stays: Iterable[_Stay]) -> tuple[Period, ...]:
    return merged(Period(s.starts_at, s.ends_at) for s in stays)


def _minutes(periods: Iterable[Period]) -> int:
    return sum(period.length for period in periods) // MINUTE


def _common(ones: tuple[Period, ...], others: tuple[Period, ...]) -> int:
    """Count the minutes that lie in both of two rows of periods, each in order and without overlaps."""
    shared, place = 0, 0
    for one in ones:
        while place < len(others) and others[place].ends_at <= one.starts_at:
            place += 1
        ahead = place
        while ahead < len(others) and others[ahead].starts_at < one.ends_at:
            other = others[ahead]
            shared += min(one.ends_at, other.ends_at) - max(one.starts_at, other.starts_at)
            ahead += 1
    return shared // MINUTE
