"""Booking rooms."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirm, Confirmation, Verdict
from app.kernel.errors import FieldRefused, Refusal
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.reception.queries import find_visit
from app.rooms.availability import GRID, LONGEST
from app.rooms.entities import Booking, BookingParty, Room
from app.rooms.queries import BookingCard, find_booking, find_room, taken_by, three_best
from app.rooms.refusals import BookingRefused, RoomGivenAway, RoomTaken, RoomTooSmall
from app.rooms.states import BookingState, Equipment, PartyRole, Purpose, RoomKind
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

OVERLAP = "23P01"
"""PostgreSQL's word for a broken exclusion constraint: somebody else has the room then."""


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


@dataclass(frozen=True)
class PartyEntry:
    """Somebody who will sit at the table."""

    name: str
    role: PartyRole = PartyRole.OTHER
    organisation_id: str | None = None
    person_id: str | None = None


@dataclass(frozen=True)
class BookingEntry:
    """What the clerk typed for a booking; moments in UTC."""

    room_id: str
    starts_at: int
    ends_at: int
    purpose: Purpose
    title: str
    party_size: int = 2
    visit_id: str | None = None
    parties: tuple[PartyEntry, ...] = ()
    note: str = ""


class Rooms:
    """The desk that gives rooms out."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone

    def book(self, entry: BookingEntry, *, actor: Actor) -> Outcome[BookingCard]:
        """Book a room and have the centre confirm it.

        Refuses with FieldRefused (ends before it starts, over 14 hours, past, no title, a party of nobody),
        RoomTooSmall, RoomTaken with alternatives, Missing; by the centre's word with RoomTaken, RoomGivenAway
        or BookingRefused, which leave nothing behind. Cut off from the centre it is saved and pending.
        """
        actor.must(Permission.BOOK_ROOM)
        title = " ".join(entry.title.split())
        if not title:
            raise FieldRefused("title", "empty")
        if not 1 <= entry.party_size <= 999:
            raise FieldRefused("party_size", "out_of_range", str(entry.party_size))
        period = _checked(entry.starts_at, entry.ends_at)
        _refuse_past(period, self._store.clock.now())
        booking = Booking(
            id=new_key(),
            purpose=entry.purpose,
            title=title,
            state=BookingState.CONFIRMED,
            visit_id=entry.visit_id,
            host_id=actor.staff_id,
            party_size=entry.party_size,
            note=entry.note.strip(),
        )
        with self._store.change(actor, "book_room") as work:
            if entry.visit_id is not None:
                find_visit(work.session, entry.visit_id)
            self._place(work, booking, entry.room_id, period)
            work.add(booking)
            work.session.flush()
            _seat(work, booking.id, entry.parties)
            card = _shown(work, booking.id)
        return self._settled(work.outcome(card))

    def move(self, booking_id: str, room_id: str, period: Period, *, actor: Actor) -> Outcome[BookingCard]:
        """Put a booking into another room or to another time; refuses like book, and with WrongStep."""
        actor.must(Permission.BOOK_ROOM)
        _checked(period.starts_at, period.ends_at)
        with self._store.change(actor, "move_booking") as work:
            booking = work.get(Booking, booking_id)
            if period.starts_at != booking.starts_at or period.ends_at <= work.now:
                _refuse_past(period, work.now)
            self._place(work, booking, room_id, period)
            card = _shown(work, booking_id)
        return self._settled(work.outcome(card))

    def cancel(self, booking_id: str, reason: str, *, actor: Actor) -> Outcome[BookingCard]:
        """Give a room back; refuses with FieldRefused without a reason, WrongStep when done already."""
        actor.must(Permission.BOOK_ROOM)
        said = " ".join(reason.split())
        if not said:
            raise FieldRefused("reason", "empty")
        with self._store.change(actor, "cancel_booking") as work:
            work.get(Booking, booking_id).cancel(said, work.now)
            card = _shown(work, booking_id)
        return work.outcome(card)

    def _place(self, work: Work, booking: Booking, room_id: str, period: Period) -> None:
        room = find_room(work.session, room_id)
        if room.seats < booking.party_size:
            raise RoomTooSmall(room.name, room.name_en, room.seats, booking.party_size)
        busy_until = period.ends_at + room.turnover_minutes * MINUTE
        against = taken_by(work.session, room.id, period.starts_at, busy_until, booking.id)
        if against:
            first = against[0]
            best = three_best(
                work.session, period, booking.party_size, booking.purpose, self._zone, booking.id
            )
            raise RoomTaken(room.name, room.name_en, first.title, first.starts_at, first.busy_until, best)
        booking.place(room, period)

    def _settled(self, outcome: Outcome[BookingCard]) -> Outcome[BookingCard]:
        if outcome.txn is None:
            return outcome
        confirmation = self._confirm.ask(outcome.txn)
        if confirmation.verdict is Verdict.REFUSED:
            raise self._lost(outcome.value, confirmation)
        return outcome.confirmed(confirmation)

    def _lost(self, card: BookingCard, confirmation: Confirmation) -> Refusal:
        """Tell the centre's refusal with what is known of the winner; the rows here are undone already."""
        period = Period(card.starts_at, card.ends_at)
        with self._store.look() as session:
            against = taken_by(session, card.room_id, card.starts_at, card.busy_until, card.id)
            best = three_best(session, period, card.party_size, card.purpose, self._zone, card.id)
        if against:
            first = against[0]
            return RoomTaken(card.room, card.room_en, first.title, first.starts_at, first.busy_until, best)
        if confirmation.facts.get("code") == OVERLAP:
            others = tuple(s for s in best if s.room_id != card.room_id)
            return RoomGivenAway(card.room, card.room_en, others)
        return BookingRefused(card.room, card.room_en, confirmation.reason)


def open_room(work: Work, plan: RoomPlan, position: int) -> str:
    """Open a room in an open transaction and give its key; refuses an empty name and a room without seats."""
    if not plan.name.strip():
        raise FieldRefused("room_name", "empty")
    if plan.seats < 1:
        raise FieldRefused("seats", "out_of_range", str(plan.seats))
    room = Room(
        id=new_key(),
        kind=plan.kind,
        number=plan.number.strip(),
        name=plan.name.strip(),
        name_en=plan.name_en.strip(),
        seats=plan.seats,
        equipment=[str(e) for e in plan.equipment],
        turnover_minutes=plan.turnover_minutes,
        position=position,
    )
    return work.add(room).id


def _checked(starts_at: int, ends_at: int) -> Period:
    period = Period(starts_at, ends_at)
    if period.length > LONGEST:
        raise FieldRefused("ends_at", "too_long")
    return period


def _refuse_past(period: Period, now: int) -> None:
    # The quarter that is running may still be taken: people stand at the desk and want to sit down.
    if period.ends_at <= now or period.starts_at <= now - GRID:
        raise FieldRefused("starts_at", "in_the_past")


def _seat(work: Work, booking_id: str, parties: tuple[PartyEntry, ...]) -> None:
    named = [p for p in parties if p.name.strip()]
    for position, party in enumerate(named, start=1):
        work.add(
            BookingParty(
                booking_id=booking_id,
                role=party.role,
                name=party.name.strip(),
                organisation_id=party.organisation_id,
                person_id=party.person_id,
                position=position,
            )
        )


def _shown(work: Work, booking_id: str) -> BookingCard:
    work.session.flush()
    return find_booking(work.session, booking_id)
