"""What was arranged since took from bookings to come: the room, its hours, its seats, what is carried there.

Nothing is written down for it. Whoever asks has each booking judged again as it stands, by the same rules as
when it was made, but not against other bookings: those that meet are the centre's affair.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import day_of
from app.kernel.periods import Period
from app.rooms.entities import Booking, BookingEquipment, BookingParty, Room, RoomBlocking
from app.rooms.hall_time import busy_by, carried, living, read_hours, read_owned, time_of
from app.rooms.opening import OpeningHours
from app.rooms.reasons import (
    Blocked,
    ClosedThen,
    EquipmentMissing,
    EquipmentTaken,
    OutOfUse,
    Reason,
    TooManyPeople,
)
from app.rooms.states import HOLDING
from app.rooms.stock import Stock, Use
from app.rooms.verdict import Meeting, RoomTime, Situation, by_room, verdict

_TAKEN = OutOfUse | Blocked | TooManyPeople | EquipmentMissing | EquipmentTaken | ClosedThen


@dataclass(frozen=True)
class Arranged:
    """The hall as it is arranged now: its rooms, also those out of use, and what blocks them.

    blockings: the reason of each blocking that is not over, by its key.
    """

    rooms: Mapping[str, Room]
    times: Mapping[str, RoomTime]
    blockings: Mapping[str, str]
    stock: Stock
    now: int
    zone: str

    def took(self, booking: Any, people: int, equipment: Mapping[str, int]) -> tuple[Reason, ...]:
        """Tell what a booking lacks of what it was promised."""
        time = self.times.get(booking.room_id)
        if time is None:
            return (OutOfUse(),)
        period = Period(booking.starts_at, booking.ends_at)
        if not equipment and people <= time.seats and self._is_given(time, period):
            # Nearly all: they are not judged one by one each time somebody looks.
            return ()
        meeting = Meeting(
            period,
            people,
            equipment,
            preparation=booking.starts_at - (booking.prepare_from or booking.starts_at),
            clearing=booking.busy_until - booking.ends_at,
            booking_id=booking.id,
            keeps_start=True,
        )
        found = verdict(meeting, time, Situation(self.now, self.zone, self.stock))
        return tuple(reason for reason in found if _is_taken(reason, booking))

    def _is_given(self, time: RoomTime, period: Period) -> bool:
        """Tell whether a room is open and not blocked all the while."""
        start, end = period.starts_at, period.ends_at
        if any(b.starts_at < end and start < b.ends_at for b in time.busy):
            return False
        return any(
            o.starts_at <= start and end <= o.ends_at
            for o in self._opened(time.hours, day_of(start, self.zone))
        )

    def _opened(self, hours: OpeningHours, day: dt.date) -> tuple[Period, ...]:
        key = id(hours), day
        if key not in self._days:
            self._days[key] = hours.periods(day, day)
        return self._days[key]

    @cached_property
    def _days(self) -> dict[tuple[int, dt.date], tuple[Period, ...]]:
        return {}


def read_losing(session: Session, now: int, zone: str) -> tuple[Arranged, dict[str, tuple[Reason, ...]]]:
    """Judge the living bookings that begin later again; gives those that lack something. Seven questions.

    What a manager has allowed outside the hours stays allowed.
    """
    seated = (
        select(func.count())
        .where(
            BookingParty.booking_id == Booking.id, BookingParty.ended_at.is_(None), BookingParty.link == ""
        )
        .scalar_subquery()
        .label("seated")
    )
    columns = (
        Booking.id, Booking.room_id, Booking.starts_at, Booking.ends_at, Booking.busy_until,
        Booking.prepare_from, Booking.party_size, Booking.state, Booking.override_reason, seated,
    )  # fmt: skip
    bookings = session.execute(select(*columns).where(living(), Booking.starts_at > now)).all()
    equipment = _equipment(session, now)
    arranged = _arranged(session, now, zone, equipment)
    found = {}
    for b in bookings:
        people = max(b.party_size, b.seated)
        reasons = arranged.took(b, people, {kind: count for kind, count, _ in equipment.get(b.id, ())})
        if reasons:
            found[b.id] = reasons
    return arranged, found


def _is_taken(reason: Reason, booking: Any) -> bool:
    """Tell whether it counts: not what was allowed knowingly, only asked for, or stops only the clearing."""
    if isinstance(reason, ClosedThen):
        return not booking.override_reason
    if isinstance(reason, EquipmentTaken):
        return booking.state in HOLDING
    if isinstance(reason, Blocked):
        return not reason.only_around
    return isinstance(reason, _TAKEN)


_Pieces = dict[str, list[tuple[str, int, Any]]]


def _equipment(session: Session, now: int) -> _Pieces:
    """Tell what each booking that is not over has out: kind, number, and the booking's place."""
    columns = (Booking.id, Booking.room_id, Booking.starts_at, Booking.busy_until, Booking.state)
    query = (
        select(BookingEquipment.kind, BookingEquipment.quantity, *columns)
        .join(Booking, Booking.id == BookingEquipment.booking_id)
        .where(BookingEquipment.ended_at.is_(None), living(), Booking.busy_until > now)
    )
    found: _Pieces = {}
    for row in session.execute(query):
        found.setdefault(row.id, []).append((row.kind, row.quantity, row))
    return found


def _arranged(session: Session, now: int, zone: str, equipment: _Pieces) -> Arranged:
    rooms = {room.id: room for room in session.execute(select(Room)).scalars()}
    in_use = {key: room for key, room in rooms.items() if room.ended_at is None}
    hours = read_hours(session, in_use, zone)
    query = select(RoomBlocking).where(RoomBlocking.ended_at.is_(None), RoomBlocking.ends_at > now)
    blockings = list(session.execute(query).scalars())
    blocked = by_room(
        {key: room.space for key, room in in_use.items()},
        [busy_by(b) for b in blockings],
    )
    times = {key: time_of(room, hours[key], blocked[key]) for key, room in in_use.items()}
    stock = Stock(read_owned(session), _uses(equipment, in_use))
    return Arranged(rooms, times, {b.id: b.reason for b in blockings}, stock, now, zone)


def _uses(equipment: _Pieces, rooms: Mapping[str, Room]) -> tuple[Use, ...]:
    return tuple(
        use
        for key, pieces in equipment.items()
        for kind, count, b in pieces
        if b.state in HOLDING
        for use in carried(key, {kind: count}, rooms.get(b.room_id), b.starts_at, b.busy_until)
    )
