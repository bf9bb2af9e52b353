"""What door panels and the floor plan show, what the desk is warned of, and who signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.clock import DAY, MINUTE
from app.kernel.errors import Missing
from app.kernel.periods import Period
from app.rooms.arriving import EARLY, LONGER
from app.rooms.entities import Booking, BookingAttendance, BookingParty, Room
from app.rooms.hall_time import LONGEST_BOOKING, HallTime, holding, read_hall_time
from app.rooms.rows import BookingRow, PartyRow, RoomRow, bookings_in, find_booking, room_row, rows_of
from app.rooms.states import BookingState
from app.rooms.verdict import Meeting, verdict
from app.storage.store import Store
from app.sync.hall_clock import hall_now

RELEASE_WARNING = 2 * MINUTE
"""So long before a room is released the desk is told."""

END_WARNING = 5 * MINUTE
"""So long before a meeting ends its door says so."""


class DoorSign(StrEnum):
    """What a door says."""

    FREE = "free"
    BUSY = "busy"
    WAITING = "waiting"
    """A meeting should be going on, and nobody has checked in."""
    CLOSED = "closed"
    """Blocked, or outside the opening hours."""


@dataclass(frozen=True)
class DoorState:
    """A room at a moment. ``until``: when that changes, as far as is known today; None: not today.

    is_going_on: the current meeting has begun; extends: the minutes by which it may go on; is_ending: fewer
    than five minutes are left.
    """

    room: RoomRow
    sign: DoorSign
    at: int
    until: int | None
    current: BookingRow | None
    next: BookingRow | None
    may_check_in: bool
    extends: tuple[int, ...]
    is_ending: bool


@dataclass(frozen=True)
class Warnings:
    """What the desk is told of at the hall's moment ``at``: what will be released, what is nearly over."""

    at: int
    to_release: tuple[BookingRow, ...]
    ending: tuple[BookingRow, ...]


@dataclass(frozen=True)
class SignedIn:
    """A line of the attendance sheet; ``signed_at`` None: announced, and not here yet."""

    party: PartyRow | None
    name: str
    organisation: str
    signed_at: int | None


class DoorView:
    """Looks at rooms as they are at this moment."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def states(self, reader: str = "") -> tuple[DoorState, ...]:
        """Tell the state of every room, in the hall's order."""
        now = self._store.clock.now()
        today = Period(now, now + DAY)
        with self._store.look() as session:
            hall = read_hall_time(session, today, now, self._zone)
            found = bookings_in(
                session,
                holding(),
                Booking.starts_at > now - LONGEST_BOOKING,
                Booking.starts_at < today.ends_at,
                Booking.ends_at > now,
            )
            rows = rows_of(session, found, reader)
        return tuple(
            _state(hall, room, [r for r in rows if r.room_id == room.id]) for room in hall.rooms.values()
        )

    def state(self, room_id: str, reader: str = "") -> DoorState:
        """Tell the state of a room; refuses with Missing."""
        for state in self.states(reader):
            if state.room.id == room_id:
                return state
        raise Missing("room", room_id)

    def warnings(self) -> Warnings:
        """Tell what the desk should know now, by the hall's time, as the release itself goes by it."""
        with self._store.look() as session:
            now = hall_now(session, self._store.clock.now())
            found = bookings_in(
                session,
                Booking.state == BookingState.CONFIRMED,
                Booking.ended_at.is_(None),
                Booking.starts_at > now - LONGEST_BOOKING,
                Booking.starts_at <= now,
                Booking.ends_at > now,
            )
            waits = _release_minutes(session)
            rows = rows_of(session, found)
        to_release = (
            row
            for row in rows
            if row.checked_in_at is None
            and waits.get(row.room_id, 0) > 0
            and now >= row.starts_at + waits[row.room_id] * MINUTE - RELEASE_WARNING
        )
        ending = (row for row in rows if row.ends_at - now <= END_WARNING)
        return Warnings(now, tuple(to_release), tuple(ending))

    def given_back(self) -> frozenset[str]:
        """Name the bookings nobody came to whose hour is not over, whichever terminal gave the room back."""
        with self._store.look() as session:
            now = hall_now(session, self._store.clock.now())
            query = select(Booking.id).where(
                Booking.state == BookingState.RELEASED,
                Booking.starts_at > now - LONGEST_BOOKING,
                Booking.starts_at <= now,
                Booking.ends_at > now,
            )
            return frozenset(session.execute(query).scalars())

    def attendance(self, booking_id: str, reader: str = "") -> tuple[SignedIn, ...]:
        """List who was announced and who signed in, in the order of the table; strangers last.

        Nobody where the meeting is confidential and not the reader's. Refuses with Missing.
        """
        parties = (
            select(BookingParty)
            .where(BookingParty.booking_id == booking_id, BookingParty.ended_at.is_(None))
            .order_by(BookingParty.position)
        )
        signed = (
            select(BookingAttendance)
            .where(BookingAttendance.booking_id == booking_id, BookingAttendance.ended_at.is_(None))
            .order_by(BookingAttendance.made_at)
        )
        with self._store.look() as session:
            if find_booking(session, booking_id, reader).is_hidden:
                return ()
            announced = list(session.execute(parties).scalars())
            came = list(session.execute(signed).scalars())
        at = {row.party_id: row.made_at for row in came if row.party_id is not None}
        known = [SignedIn(_party(p), p.name, p.organisation, at.get(p.id)) for p in announced]
        others = [SignedIn(None, r.name, r.organisation, r.made_at) for r in came if r.party_id is None]
        return (*known, *others)


def _state(hall: HallTime, room: Room, rows: list[BookingRow]) -> DoorState:
    now = hall.situation.now
    current = next((row for row in rows if row.starts_at <= now), None)
    later = next((row for row in rows if row.starts_at > now), None)
    meant = current or later
    may_check_in = (
        meant is not None
        and meant.state is BookingState.CONFIRMED
        and meant.checked_in_at is None
        and now >= meant.starts_at - EARLY
    )
    sign, until = _sign(hall, room, current, later)
    return DoorState(
        room=room_row(room),
        sign=sign,
        at=now,
        until=until,
        current=current,
        next=later,
        may_check_in=may_check_in,
        extends=_extends(hall, room, current),
        is_ending=current is not None and current.ends_at - now <= END_WARNING,
    )


def _sign(
    hall: HallTime, room: Room, current: BookingRow | None, later: BookingRow | None
) -> tuple[DoorSign, int | None]:
    now, time = hall.situation.now, hall.times[room.id]
    if current is not None:
        is_waited_for = room.release_minutes > 0 and current.checked_in_at is None
        return DoorSign.WAITING if is_waited_for else DoorSign.BUSY, current.ends_at
    taken = next((b for b in time.busy if b.starts_at <= now < b.ends_at), None)
    if taken is not None:
        # A blocking, or a meeting in a room on the same floor.
        return DoorSign.CLOSED if taken.is_blocking else DoorSign.BUSY, taken.ends_at
    if time.hours.why_closed(now) is not None:
        return DoorSign.CLOSED, time.hours.next_opening(now)
    begins = [b.starts_at for b in time.busy if b.starts_at > now]
    begins += [later.starts_at] if later is not None else []
    return DoorSign.FREE, min(begins, default=None)


def _extends(hall: HallTime, room: Room, current: BookingRow | None) -> tuple[int, ...]:
    if current is None or current.state is not BookingState.CONFIRMED:
        return ()
    return tuple(
        minutes
        for minutes in LONGER
        if not verdict(
            Meeting(
                Period(current.starts_at, current.ends_at + minutes * MINUTE),
                booking_id=current.id,
                keeps_start=True,
                who=_let_in(hall, room),
            ),
            hall.times[room.id],
            hall.situation,
        )
    )


def _let_in(hall: HallTime, room: Room) -> frozenset[str]:
    """Give words that may use a room: whoever sits in it has been let in already."""
    return hall.times[room.id].rules.who_may_book


def _release_minutes(session: Session) -> dict[str, int]:
    query = select(Room.id, Room.release_minutes).where(Room.ended_at.is_(None))
    return {row.id: row.release_minutes for row in session.execute(query)}


def _party(party: BookingParty) -> PartyRow:
    return PartyRow(
        party.role,
        party.name,
        party.organisation_id,
        party.person_id,
        party.organisation,
        party.link,
        party.id,
    )
