"""What is typed for a room or a booking, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from app.kernel.errors import FieldRefused
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.rooms.entities import Booking, BookingEquipment, BookingParty, Room
from app.rooms.floor import own_space
from app.rooms.states import BookingState, Equipment, PartyRole, Purpose, RoomKind, SubjectKind
from app.security.actors import Actor
from app.storage.store import Work

LONGEST_TITLE = 200
MOST_PEOPLE = 999
MOST_PIECES = 99
USUAL_RELEASE_MINUTES = 10
"""So long after the start a new hall's rooms wait for somebody to check in (counter.md 6, 9)."""


@dataclass(frozen=True)
class RoomPlan:
    """A room to be opened; the number is the one on its door."""

    kind: RoomKind
    number: str
    name: str
    name_en: str
    seats: int
    equipment: tuple[Equipment, ...] = ()
    turnover_minutes: int = 15
    preparation_minutes: int = 0
    release_minutes: int = 0
    walks: Mapping[str, int] = field(default_factory=dict)
    plan: tuple[int, ...] = ()


@dataclass(frozen=True)
class PartyEntry:
    """Somebody who will sit at the table; with a ``link``: who takes part from elsewhere, without a seat."""

    name: str
    role: PartyRole = PartyRole.OTHER
    organisation_id: str | None = None
    person_id: str | None = None
    organisation: str = ""
    link: str = ""


@dataclass(frozen=True)
class BookingEntry:
    """What the clerk typed for a booking; moments in UTC.

    equipment: so many pieces of each kind of movable equipment. organisation_id: who asks for the room, whom
    quotas count. host_id: whose guests they are; None: of whoever books. override: the manager's reason for
    setting rules aside; never the overlap. calendar_uid, calendar_revision: as its calendar file counts it.
    """

    room_id: str
    starts_at: int
    ends_at: int
    purpose: Purpose
    title: str
    party_size: int = 2
    visit_id: str | None = None
    parties: tuple[PartyEntry, ...] = ()
    note: str = ""
    internal_note: str = ""
    is_confidential: bool = False
    equipment: Mapping[str, int] = field(default_factory=dict)
    organisation_id: str | None = None
    host_id: str | None = None
    subject_kind: SubjectKind = SubjectKind.NONE
    subject_id: str = ""
    override: str = ""
    calendar_uid: str = ""
    calendar_revision: int = 0

    @property
    def period(self) -> Period:
        """From its start to its end; refuses with FieldRefused where the end is not after the start."""
        return Period(self.starts_at, self.ends_at)

    @property
    def people(self) -> int:
        """How many need a seat: as many as were told, or as are named and come."""
        return max(self.party_size, sum(1 for p in _named(self.parties) if not p.link.strip()))


def check_entry(entry: BookingEntry) -> None:
    """Refuse what no room can help: no title, nobody, pieces of no number. Raises FieldRefused."""
    title = one_line(entry.title)
    if not title:
        raise FieldRefused("title", "empty")
    if len(title) > LONGEST_TITLE:
        raise FieldRefused("title", "too_long")
    if not 1 <= entry.party_size <= MOST_PEOPLE:
        raise FieldRefused("party_size", "out_of_range", str(entry.party_size))
    for kind, count in entry.equipment.items():
        if not kind.strip() or not 1 <= count <= MOST_PIECES:
            raise FieldRefused("equipment", "out_of_range", f"{kind} {count}")


def new_booking(entry: BookingEntry, actor: Actor) -> Booking:
    """Make the row of a booking that has no room yet."""
    booking = Booking(id=new_key(), state=BookingState.CONFIRMED, visit_id=entry.visit_id)
    write_words(booking, entry, actor)
    return booking


def write_words(booking: Booking, entry: BookingEntry, actor: Actor) -> None:
    """Write everything but place, time, state and who sits at the table."""
    booking.purpose = entry.purpose
    booking.title = one_line(entry.title)
    booking.is_confidential = entry.is_confidential
    booking.subject_kind, booking.subject_id = entry.subject_kind, entry.subject_id
    booking.host_id = entry.host_id or booking.host_id or actor.staff_id
    booking.organisation_id = entry.organisation_id
    booking.party_size = entry.party_size
    booking.note, booking.internal_note = entry.note.strip(), entry.internal_note.strip()
    booking.override_reason = one_line(entry.override) or booking.override_reason or ""
    booking.calendar_uid = entry.calendar_uid or booking.calendar_uid or ""
    booking.sequence = max(booking.sequence or 0, entry.calendar_revision)


def seat(work: Work, booking_ids: Iterable[str], entry: BookingEntry) -> None:
    """Write who sits at the table of some new bookings and what is carried there."""
    for booking_id in booking_ids:
        for position, party in enumerate(_named(entry.parties), start=1):
            work.add(_party(booking_id, party, position))
        for kind, count in sorted(entry.equipment.items()):
            work.add(BookingEquipment(booking_id=booking_id, kind=kind.strip(), quantity=count))


def seat_anew(work: Work, entries: Mapping[str, BookingEntry]) -> None:
    """Bring people and equipment of bookings to what was typed for each; who stays keeps their row."""
    wanted_ids = list(entries)
    parties = select(BookingParty).where(
        BookingParty.booking_id.in_(wanted_ids), BookingParty.ended_at.is_(None)
    )
    pieces = select(BookingEquipment).where(
        BookingEquipment.booking_id.in_(wanted_ids), BookingEquipment.ended_at.is_(None)
    )
    seated: dict[str, dict[int, BookingParty]] = {key: {} for key in wanted_ids}
    for row in work.session.execute(parties).scalars():
        seated[row.booking_id][row.position] = row
    carried: dict[str, dict[str, BookingEquipment]] = {key: {} for key in wanted_ids}
    for piece in work.session.execute(pieces).scalars():
        carried[piece.booking_id][piece.kind] = piece
    for key, entry in entries.items():
        _seat_one(work, key, seated[key], entry)
        _equip_one(work, key, carried[key], entry.equipment)


def open_room(work: Work, plan: RoomPlan, position: int) -> str:
    """Open a room in an open transaction and give its key; refuses an empty name and a room without seats."""
    if not plan.name.strip():
        raise FieldRefused("room_name", "empty")
    if plan.seats < 1:
        raise FieldRefused("seats", "out_of_range", str(plan.seats))
    key = new_key()
    space = own_space(key)
    room = Room(
        id=key,
        kind=plan.kind,
        number=plan.number.strip(),
        name=plan.name.strip(),
        name_en=plan.name_en.strip(),
        seats=plan.seats,
        equipment=[str(e) for e in plan.equipment],
        turnover_minutes=plan.turnover_minutes,
        preparation_minutes=plan.preparation_minutes,
        release_minutes=plan.release_minutes,
        walks=dict(plan.walks),
        plan=list(plan.plan),
        space_from=space.space_from,
        space_to=space.space_to,
        position=position,
    )
    return work.add(room).id


def one_line(text: str) -> str:
    """Give a text without line breaks and double blanks."""
    return " ".join(text.split())


def _named(parties: Iterable[PartyEntry]) -> list[PartyEntry]:
    return [party for party in parties if party.name.strip()]


def _party(booking_id: str, party: PartyEntry, position: int) -> BookingParty:
    row = BookingParty(booking_id=booking_id, position=position)
    _write_party(row, party)
    return row


def _write_party(row: BookingParty, party: PartyEntry) -> None:
    row.role, row.name = party.role, party.name.strip()
    row.organisation, row.link = party.organisation.strip(), party.link.strip()
    row.organisation_id, row.person_id = party.organisation_id, party.person_id


def _seat_one(work: Work, booking_id: str, seated: dict[int, BookingParty], entry: BookingEntry) -> None:
    wanted = dict(enumerate(_named(entry.parties), start=1))
    for position, party in wanted.items():
        if position in seated:
            _write_party(seated[position], party)
        else:
            work.add(_party(booking_id, party, position))
    for position, row in seated.items():
        if position not in wanted:
            row.ended_at = work.now


def _equip_one(
    work: Work, booking_id: str, carried: dict[str, BookingEquipment], wanted: Mapping[str, int]
) -> None:
    for kind, count in sorted(wanted.items()):
        if kind in carried:
            carried[kind].quantity = count
        else:
            work.add(BookingEquipment(booking_id=booking_id, kind=kind.strip(), quantity=count))
    for kind, row in carried.items():
        if kind not in wanted:
            row.ended_at = work.now
