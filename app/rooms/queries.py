"""Rooms and bookings as the timeline and other slices read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.kernel.clock import HOUR, MINUTE, day_bounds, day_of, local
from app.kernel.errors import Missing
from app.kernel.periods import Period
from app.rooms.availability import Busy, Candidate, Suggestion, Wish, best_rooms
from app.rooms.entities import Booking, BookingParty, Room
from app.rooms.states import SUITS, WANTED, BookingState, Equipment, PartyRole, Purpose, RoomKind
from app.storage.outbox import OutboxEntry, Sending, read_fact
from app.storage.store import Store

OPENS_HOUR = 8
CLOSES_HOUR = 20

TERMINAL_ROLE_FACT = "terminal_role"
"""Known from the day a terminal joins a centre; without it nobody confirms and nothing is pending."""

PLACING = ("book_room", "move_booking", "take_back")
"""The use cases that ask the centre for a room."""


@dataclass(frozen=True)
class RoomRow:
    """A room in a list."""

    id: str
    kind: RoomKind
    number: str
    name: str
    name_en: str
    seats: int
    equipment: tuple[Equipment, ...]
    turnover_minutes: int


@dataclass(frozen=True)
class PartyRow:
    """Somebody at the table."""

    role: PartyRole
    name: str
    organisation_id: str | None
    person_id: str | None


@dataclass(frozen=True)
class BookingRow:
    """A booking on the timeline. ``is_pending``: the hall or the centre has not agreed yet (待确认)."""

    id: str
    room_id: str
    starts_at: int
    ends_at: int
    busy_until: int
    purpose: Purpose
    title: str
    state: BookingState
    is_pending: bool
    visit_id: str | None
    party_size: int
    party_names: tuple[str, ...]


@dataclass(frozen=True)
class BookingCard(BookingRow):
    """A booking on a page, with all that is known of it."""

    room: str
    room_en: str
    parties: tuple[PartyRow, ...]
    host_id: str
    note: str
    end_reason: str


class RoomsView:
    """Looks at rooms and bookings."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def rooms(self) -> tuple[RoomRow, ...]:
        """List the rooms in their order."""
        with self._store.look() as session:
            return tuple(room_row(room) for room in _rooms(session))

    def hours(self, day: dt.date) -> Period:
        """Tell from when to when the rooms are open on a day."""
        return open_hours(day, self._zone)

    def today(self) -> dt.date:
        """Tell the hall's day."""
        return day_of(self._store.clock.now(), self._zone)

    def now(self) -> int:
        """Tell the moment."""
        return self._store.clock.now()

    def day(self, day: dt.date) -> tuple[BookingRow, ...]:
        """List the bookings that touch a day, by start; cancelled ones are left out."""
        start, end = day_bounds(day, self._zone)
        with self._store.look() as session:
            found = _bookings(session, _live(), _touching(start, end))
            return tuple(_row(told) for told in _told(session, found))

    def of_visit(self, visit_id: str) -> tuple[BookingCard, ...]:
        """List the bookings of a visit, by start; cancelled ones are left out."""
        with self._store.look() as session:
            found = _bookings(session, _live(), Booking.visit_id == visit_id)
            return _cards(session, found)

    def booking(self, booking_id: str) -> BookingCard:
        """Give a booking, a cancelled one too; refuses with Missing."""
        with self._store.look() as session:
            return find_booking(session, booking_id)

    def standing_against(self, room_id: str, starts_at: int, ends_at: int) -> tuple[BookingRow, ...]:
        """List the bookings that stand against a meeting in a room and its clearing, by start."""
        with self._store.look() as session:
            clearing = find_room(session, room_id).turnover_minutes * MINUTE
            found = taken_by(session, room_id, starts_at, ends_at + clearing)
            return tuple(_row(told) for told in _told(session, found))

    def suggestions(
        self, starts_at: int, minutes: int, party_size: int, purpose: Purpose, without: str = ""
    ) -> tuple[Suggestion, ...]:
        """Find the three best rooms for a meeting of so many minutes, with the reasons."""
        if minutes <= 0 or party_size <= 0:
            return ()
        period = Period(starts_at, starts_at + minutes * MINUTE)
        with self._store.look() as session:
            return three_best(session, period, party_size, purpose, self._zone, without)


def open_hours(day: dt.date, zone: str) -> Period:
    """Tell from when to when rooms are open on a day."""
    midnight, _ = day_bounds(day, zone)
    return Period(midnight + OPENS_HOUR * HOUR, midnight + CLOSES_HOUR * HOUR)


def find_room(session: Session, room_id: str) -> Room:
    """Give a room that is still in use, in an open session; refuses with Missing."""
    room = session.get(Room, room_id)
    if room is None or room.ended_at is not None:
        raise Missing("room", room_id)
    return room


def find_booking(session: Session, booking_id: str) -> BookingCard:
    """Give a booking in an open session; refuses with Missing."""
    cards = _cards(session, _bookings(session, Booking.id == booking_id))
    if not cards:
        raise Missing("booking", booking_id)
    return cards[0]


def taken_by(
    session: Session, room_id: str, starts_at: int, busy_until: int, without: str = ""
) -> list[Booking]:
    """List the bookings that stand against a stretch of a room's time, clearing included."""
    return _bookings(
        session,
        _live(),
        _touching(starts_at, busy_until),
        Booking.room_id == room_id,
        Booking.id != without,
    )


def three_best(
    session: Session, period: Period, party_size: int, purpose: Purpose, zone: str, without: str = ""
) -> tuple[Suggestion, ...]:
    """Find the three best rooms in an open session."""
    hours = open_hours(local(period.starts_at, zone).date(), zone)
    latest_end = max(hours.ends_at, period.ends_at)
    rooms = _rooms(session)
    reach = latest_end + max((r.turnover_minutes for r in rooms), default=0) * MINUTE
    found = _bookings(session, _live(), _touching(period.starts_at, reach), Booking.id != without)
    taken: dict[str, list[Busy]] = {}
    for b in found:
        taken.setdefault(b.room_id, []).append(Busy(b.id, b.starts_at, b.ends_at, b.busy_until))
    wanted = frozenset(str(e) for e in WANTED[purpose])
    candidates = (_candidate(r, purpose, taken.get(r.id, [])) for r in rooms)
    return best_rooms(candidates, Wish(period, party_size, wanted, latest_end))


def pending_keys(session: Session) -> frozenset[str]:
    """List the bookings the centre has been asked for and has not answered yet."""
    if read_fact(session, TERMINAL_ROLE_FACT) is None:
        return frozenset()
    query = select(OutboxEntry.changes).where(
        OutboxEntry.state == Sending.WAITING, OutboxEntry.use_case.in_(PLACING)
    )
    return frozenset(
        change["key"]
        for changes in session.execute(query).scalars()
        for change in changes
        if change["table"] == Booking.__tablename__
    )


def room_row(room: Room) -> RoomRow:
    """Show a room as a frozen row."""
    return RoomRow(
        id=room.id,
        kind=room.kind,
        number=room.number,
        name=room.name,
        name_en=room.name_en,
        seats=room.seats,
        equipment=tuple(Equipment(word) for word in room.equipment),
        turnover_minutes=room.turnover_minutes,
    )


def _candidate(room: Room, purpose: Purpose, busy: Iterable[Busy]) -> Candidate:
    return Candidate(
        room_id=room.id,
        seats=room.seats,
        equipment=frozenset(room.equipment),
        turnover=room.turnover_minutes * MINUTE,
        is_meant=SUITS[purpose] is room.kind,
        busy=tuple(busy),
    )


def _rooms(session: Session) -> list[Room]:
    query = select(Room).where(Room.ended_at.is_(None)).order_by(Room.position, Room.number)
    return list(session.execute(query).scalars())


def _live() -> ColumnElement[bool]:
    return and_(Booking.ended_at.is_(None), Booking.state != BookingState.CANCELLED)


def _touching(start: int, end: int) -> ColumnElement[bool]:
    return and_(Booking.busy_until > start, Booking.starts_at < end)


def _bookings(session: Session, *conditions: ColumnElement[bool]) -> list[Booking]:
    query = select(Booking).where(*conditions).order_by(Booking.starts_at, Booking.id)
    return list(session.execute(query).scalars())


def _cards(session: Session, bookings: list[Booking]) -> tuple[BookingCard, ...]:
    rooms = {
        room.id: room
        for room in session.execute(select(Room).where(Room.id.in_({b.room_id for b in bookings}))).scalars()
    }
    return tuple(
        BookingCard(
            **_fields(booking, parties, is_pending),
            room=rooms[booking.room_id].name,
            room_en=rooms[booking.room_id].name_en,
            parties=tuple(PartyRow(p.role, p.name, p.organisation_id, p.person_id) for p in parties),
            host_id=booking.host_id,
            note=booking.note,
            end_reason=booking.end_reason,
        )
        for booking, parties, is_pending in _told(session, bookings)
    )


Told = tuple[Booking, list[BookingParty], bool]
"""A booking, who sits at the table, and whether somebody has still to agree."""


def _told(session: Session, bookings: list[Booking]) -> list[Told]:
    waiting = pending_keys(session)
    query = (
        select(BookingParty)
        .where(BookingParty.booking_id.in_([b.id for b in bookings]), BookingParty.ended_at.is_(None))
        .order_by(BookingParty.position)
    )
    parties: dict[str, list[BookingParty]] = {}
    for party in session.execute(query).scalars():
        parties.setdefault(party.booking_id, []).append(party)
    return [(b, parties.get(b.id, []), b.id in waiting or b.state is BookingState.PENDING) for b in bookings]


def _row(told: Told) -> BookingRow:
    return BookingRow(**_fields(*told))


def _fields(booking: Booking, parties: list[BookingParty], is_pending: bool) -> dict[str, Any]:
    return {
        "id": booking.id,
        "room_id": booking.room_id,
        "starts_at": booking.starts_at,
        "ends_at": booking.ends_at,
        "busy_until": booking.busy_until,
        "purpose": booking.purpose,
        "title": booking.title,
        "state": booking.state,
        "is_pending": is_pending,
        "visit_id": booking.visit_id,
        "party_size": booking.party_size,
        "party_names": tuple(p.name for p in parties),
    }
