"""Rooms and bookings as frozen rows for screens and other slices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.kernel.errors import Missing
from app.rooms.entities import Booking, BookingEquipment, BookingParty, Room
from app.rooms.entries import PartyEntry
from app.rooms.room_rules import rules_from
from app.rooms.rules import RoomRules
from app.rooms.states import (
    BookingState,
    Equipment,
    MeetingOutcome,
    PartyRole,
    Purpose,
    RoomKind,
    SubjectKind,
)
from app.rooms.verdict import Space
from app.storage.outbox import OutboxEntry, Sending, read_fact

TERMINAL_ROLE_FACT = "terminal_role"
"""Known from the day a terminal joins a centre; without it nobody confirms and nothing is pending."""

PLACING = (
    "book_room",
    "book_rooms",
    "book_series",
    "change_series",
    "move_booking",
    "change_booking",
    "split_booking",
    "extend_booking",
    "approve_booking",
    "offer_room",
    "take_offer",
    "take_back",
    "submit_again",
)
"""The use cases that ask the centre for a room."""

BY_THE_CLOCK = ("release_no_shows", "lapse_offers")
"""What a terminal does by itself; where the centre refuses it, there is nothing to decide."""


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
    preparation_minutes: int = 0
    release_minutes: int = 0
    rules: RoomRules = field(default_factory=RoomRules)
    space: Space | None = None
    walks: Mapping[str, int] = field(default_factory=dict)
    plan: tuple[int, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class PartyRow:
    """Somebody at the table, or with a ``link`` elsewhere."""

    role: PartyRole
    name: str
    organisation_id: str | None
    person_id: str | None
    organisation: str = ""
    link: str = ""
    id: str = ""

    @property
    def entry(self) -> PartyEntry:
        """What would have to be typed for them once more."""
        return PartyEntry(
            self.name, self.role, self.organisation_id, self.person_id, self.organisation, self.link
        )


@dataclass(frozen=True)
class BookingRow:
    """A booking on the timeline. ``is_pending``: the hall or the centre has not agreed yet (待确认).

    Of one that is nobody else's business (``is_hidden``) title and names are empty.
    """

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
    prepare_from: int = 0
    is_hidden: bool = False
    is_confidential: bool = False
    series_id: str | None = None
    checked_in_at: int | None = None
    host_id: str = ""


@dataclass(frozen=True, kw_only=True)
class BookingCard(BookingRow):
    """A booking on a page, with all that is known of it."""

    room: str
    room_en: str
    parties: tuple[PartyRow, ...]
    note: str
    end_reason: str
    internal_note: str = ""
    equipment: Mapping[str, int] = field(default_factory=dict)
    organisation_id: str | None = None
    subject_kind: SubjectKind = SubjectKind.NONE
    subject_id: str = ""
    override_reason: str = ""
    outcome: MeetingOutcome = MeetingOutcome.OPEN
    minutes: str = ""
    calendar_uid: str = ""
    sequence: int = 0
    made_at: int = 0


def room_row(room: Room) -> RoomRow:
    """Show a room as a frozen row."""
    return RoomRow(
        id=room.id,
        kind=room.kind,
        number=room.number,
        name=room.name,
        name_en=room.name_en,
        seats=room.seats,
        equipment=tuple(Equipment(e) for e in room.equipment),
        turnover_minutes=room.turnover_minutes,
        preparation_minutes=room.preparation_minutes,
        release_minutes=room.release_minutes,
        rules=rules_from(room.rules),
        space=room.space,
        walks=dict(room.walks),
        plan=tuple(room.plan),
        picture=room.picture,
    )


def find_room(session: Session, room_id: str) -> Room:
    """Give a room that is still in use, in an open session; refuses with Missing."""
    room = session.get(Room, room_id)
    if room is None or room.ended_at is not None:
        raise Missing("room", room_id)
    return room


def find_booking(session: Session, booking_id: str, reader: str = "") -> BookingCard:
    """Give a booking in an open session, hidden from who is not its host; refuses with Missing."""
    cards = cards_of(session, bookings_in(session, Booking.id == booking_id), reader)
    if not cards:
        raise Missing("booking", booking_id)
    return cards[0]


def find_bookings(
    session: Session, booking_ids: Collection[str], reader: str = ""
) -> tuple[BookingCard, ...]:
    """Give bookings in an open session by start; those that are not here are left out."""
    return cards_of(session, bookings_in(session, Booking.id.in_(booking_ids)), reader)


def bookings_in(session: Session, *conditions: ColumnElement[bool]) -> list[Booking]:
    """Bring bookings by start."""
    query = select(Booking).where(*conditions).order_by(Booking.starts_at, Booking.id)
    return list(session.execute(query).scalars())


def rows_of(session: Session, bookings: list[Booking], reader: str = "") -> tuple[BookingRow, ...]:
    """Show bookings as rows, in two more questions."""
    parties, waiting = _parties(session, bookings), pending_keys(session)
    return tuple(BookingRow(**_fields(b, parties.get(b.id, []), waiting, reader)) for b in bookings)


def cards_of(session: Session, bookings: list[Booking], reader: str = "") -> tuple[BookingCard, ...]:
    """Show bookings as cards, in four more questions."""
    parties, waiting = _parties(session, bookings), pending_keys(session)
    pieces = _pieces(session, bookings)
    wanted = {b.room_id for b in bookings}
    rooms = {room.id: room for room in session.execute(select(Room).where(Room.id.in_(wanted))).scalars()}
    return tuple(
        _card(b, rooms[b.room_id], _fields(b, parties.get(b.id, []), waiting, reader), parties, pieces)
        for b in bookings
    )


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


def _parties(session: Session, bookings: list[Booking]) -> dict[str, list[BookingParty]]:
    query = (
        select(BookingParty)
        .where(BookingParty.booking_id.in_([b.id for b in bookings]), BookingParty.ended_at.is_(None))
        .order_by(BookingParty.position)
    )
    found: dict[str, list[BookingParty]] = {}
    for party in session.execute(query).scalars():
        found.setdefault(party.booking_id, []).append(party)
    return found


def _pieces(session: Session, bookings: Iterable[Booking]) -> dict[str, dict[str, int]]:
    query = select(BookingEquipment).where(
        BookingEquipment.booking_id.in_([b.id for b in bookings]), BookingEquipment.ended_at.is_(None)
    )
    found: dict[str, dict[str, int]] = {}
    for piece in session.execute(query).scalars():
        found.setdefault(piece.booking_id, {})[piece.kind] = piece.quantity
    return found


def _card(
    booking: Booking,
    room: Room,
    fields: dict[str, Any],
    parties: Mapping[str, list[BookingParty]],
    pieces: Mapping[str, dict[str, int]],
) -> BookingCard:
    is_hidden = fields["is_hidden"]
    seated = [] if is_hidden else parties.get(booking.id, [])
    return BookingCard(
        **fields,
        room=room.name,
        room_en=room.name_en,
        parties=tuple(
            PartyRow(p.role, p.name, p.organisation_id, p.person_id, p.organisation, p.link, p.id)
            for p in seated
        ),
        note="" if is_hidden else booking.note,
        end_reason=booking.end_reason,
        internal_note="" if is_hidden else booking.internal_note,
        equipment=pieces.get(booking.id, {}),
        organisation_id=booking.organisation_id,
        subject_kind=booking.subject_kind,
        subject_id="" if is_hidden else booking.subject_id,
        override_reason=booking.override_reason,
        outcome=booking.outcome,
        minutes="" if is_hidden else booking.minutes,
        calendar_uid=booking.calendar_uid,
        sequence=booking.sequence,
        made_at=booking.made_at,
    )


def _fields(
    booking: Booking, parties: list[BookingParty], waiting: Collection[str], reader: str
) -> dict[str, Any]:
    is_hidden = booking.is_confidential and reader != booking.host_id
    return {
        "id": booking.id,
        "room_id": booking.room_id,
        "starts_at": booking.starts_at,
        "ends_at": booking.ends_at,
        "busy_until": booking.busy_until,
        "purpose": booking.purpose,
        "title": "" if is_hidden else booking.title,
        "state": booking.state,
        "is_pending": booking.id in waiting or booking.state is BookingState.PENDING,
        "visit_id": booking.visit_id,
        "party_size": booking.party_size,
        "party_names": () if is_hidden else tuple(p.name for p in parties),
        "prepare_from": booking.prepare_from or booking.starts_at,
        "is_hidden": is_hidden,
        "is_confidential": booking.is_confidential,
        "series_id": booking.series_id,
        "checked_in_at": booking.checked_in_at,
        "host_id": booking.host_id,
    }
