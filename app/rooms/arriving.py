"""At the door: checking in, staying longer, ending early, releasing unused rooms, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused, Missing, WrongStep
from app.kernel.periods import Period
from app.queueing.finding import find_tickets
from app.queueing.slips import CODE_PREFIX
from app.reception.queries import VisitCard, find_visit
from app.rooms.entities import Booking, BookingAttendance, BookingParty, Room
from app.rooms.entries import one_line
from app.rooms.hall_time import holding
from app.rooms.placing import Settling, place
from app.rooms.refusals import NoBookingHere, NotBegun, NotTimeYet, OnlyItsHost
from app.rooms.rows import BookingCard, BookingRow, find_room, rows_of
from app.rooms.service import asked_again, shown
from app.rooms.states import BookingState, MeetingOutcome
from app.security.actors import Actor, Permission
from app.storage.store import ActorRef, Store, Work
from app.sync.hall_clock import hall_now

MEETING_PREFIX = "GT1:B:"
"""Opens the code of an attendance sheet; the booking's key follows and nothing about the people."""

EARLY = 15 * MINUTE
"""So long before the start a meeting can be checked in."""

NOT_USED = "not_used"
"""Why a booking ended that nobody checked in to."""

LONGER = (15, 30)
"""Minutes by which a meeting is extended at the door."""


@dataclass(frozen=True)
class GuestEntry:
    """Somebody who signs in; ``party_id`` where they were announced."""

    name: str
    organisation: str = ""
    party_id: str | None = None


class Door:
    """What is done at a room's door and at its table."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._zone = zone
        self._settling = Settling(store, confirm, zone)

    def check_in(self, booking_id: str, *, actor: Actor) -> Outcome[BookingCard]:
        """Note that the people are there, from a quarter of an hour before the start on.

        Doing it twice changes nothing. Refuses with NotTimeYet, WrongStep, Missing.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "check_in_booking") as work:
            _check_in(work, work.get(Booking, booking_id))
            card = shown(work, booking_id)
        return work.outcome(card)

    def check_in_by_code(self, room_id: str, code: str, *, actor: Actor) -> Outcome[BookingCard]:
        """Check in whoever holds a ticket or the meeting's sheet: its code, as scanned.

        Refuses with NoBookingHere too.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "check_in_booking") as work:
            booking = self._of_code(work, room_id, code)
            _check_in(work, booking)
            card = shown(work, booking.id)
        return work.outcome(card)

    def check_in_by_number(self, room_id: str, number: str, *, actor: Actor) -> Outcome[BookingCard]:
        """Check in whoever holds a ticket of today: its number, as typed. Refuses with NoBookingHere too."""
        actor.must(Permission.BOOK_ROOM)
        typed = "".join(number.split()).upper()
        if not typed or typed.startswith(CODE_PREFIX):
            raise FieldRefused("number", "empty" if not typed else "wrong_form")
        with self._store.change(actor, "check_in_booking") as work:
            visits = [hit.visit_id for hit in find_tickets(work.session, typed)]
            booking = self._of_visits(work, room_id, visits)
            _check_in(work, booking)
            card = shown(work, booking.id)
        return work.outcome(card)

    def extend(self, booking_id: str, minutes: int, *, actor: Actor) -> Outcome[BookingCard]:
        """Let a meeting that is going on last so many minutes longer where the room is free.

        Refuses like moving, and with NotBegun, WrongStep.
        """
        actor.must(Permission.BOOK_ROOM)
        if not 1 <= minutes <= 24 * 60:
            raise FieldRefused("minutes", "out_of_range", str(minutes))
        with self._store.change(actor, "extend_booking") as work:
            booking = work.get(Booking, booking_id)
            _must_have_begun(booking, work.now, "extend_booking")
            if work.now >= booking.ends_at:
                raise WrongStep("booking", "over", "extend_booking")
            longer = Period(booking.starts_at, booking.ends_at + minutes * MINUTE)
            asked = asked_again(work, booking, booking.room_id, longer, actor, "")
            place(work, booking, asked, self._zone)
            card = shown(work, booking_id)
        return self._settling.settled(work.outcome(card), [asked])

    def end_early(self, booking_id: str, *, actor: Actor) -> Outcome[BookingCard]:
        """End a meeting that is going on, at the minute that is running; refuses with WrongStep."""
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "end_meeting") as work:
            booking = work.get(Booking, booking_id)
            end = -(-work.now // MINUTE) * MINUTE
            if not booking.starts_at < end or booking.state is not BookingState.CONFIRMED:
                raise WrongStep("booking", str(booking.state), "end_meeting")
            if end < booking.ends_at:
                room = find_room(work.session, booking.room_id)
                booking.place(room, Period(booking.starts_at, end))
            card = shown(work, booking_id)
        return work.outcome(card)

    def release_no_shows(self, *, actor: ActorRef, grace: int = 0) -> Outcome[tuple[BookingRow, ...]]:
        """Give back the rooms of meetings nobody has checked in to in the time their room allows.

        ``grace``: so many microseconds later. The hall's time counts, not what this terminal's clock says.
        Where somebody checked in elsewhere and this terminal has not heard of it, or by the centre's clock it
        is not yet due, the centre refuses.
        """
        with self._store.look() as session:
            due = hall_now(session, self._store.clock.now()) - grace
            if session.execute(_unused(due).limit(1)).first() is None:
                return Outcome(())
        with self._store.change(actor, "release_no_shows") as work:
            due = hall_now(work.session, work.now) - grace
            unused = list(work.session.execute(_unused(due)).scalars())
            for booking in unused:
                booking.end(BookingState.RELEASED, NOT_USED, work.now)
            work.session.flush()
            rows = rows_of(work.session, unused)
        return work.outcome(rows)

    def sign_in(self, booking_id: str, guest: GuestEntry, *, actor: Actor) -> Outcome[str]:
        """Put somebody on the attendance sheet; the first one checks the meeting in. Gives the entry's key.

        Whoever was announced signs once. Refuses with FieldRefused, NotTimeYet, WrongStep, Missing.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "sign_in_guest") as work:
            booking = work.get(Booking, booking_id)
            party = work.get(BookingParty, guest.party_id) if guest.party_id else None
            if party is not None and party.booking_id != booking_id:
                raise Missing("booking_party", party.id)
            name = one_line(guest.name) or (party.name if party else "")
            if not name:
                raise FieldRefused("name", "empty")
            _check_in(work, booking)
            key = _signed(work, booking_id, guest.party_id)
            if key is None:
                key = _signs(work, booking_id, guest, name, party)
        return work.outcome(key)

    def sign_in_by_code(self, booking_id: str, code: str, *, actor: Actor) -> Outcome[str]:
        """Sign in the visitor whose ticket was scanned, as the announced party they are, else as one more.

        Refuses like sign_in; with FieldRefused what is no ticket, or one of a visitor without a name.
        """
        text = code.strip()
        if not text.upper().startswith(CODE_PREFIX):
            raise FieldRefused("code", "wrong_form")
        with self._store.look() as session:
            visit = find_visit(session, text[len(CODE_PREFIX) :].lower())
            parties = select(BookingParty).where(
                BookingParty.booking_id == booking_id, BookingParty.ended_at.is_(None)
            )
            party = _of_visitor(
                list(session.execute(parties.order_by(BookingParty.position)).scalars()), visit
            )
            signed = None if visit.person_id is None else _named(session, booking_id, visit.person_name)
        if signed is not None and party is None:
            return Outcome(signed)
        guest = GuestEntry(visit.person_name, visit.organisation, party)
        return self.sign_in(booking_id, guest, actor=actor)

    def note_outcome(
        self, booking_id: str, outcome: MeetingOutcome, minutes: str, *, actor: Actor
    ) -> Outcome[BookingCard]:
        """Write what came of a meeting and its minutes, once it has begun; may be written anew.

        Refuses with NotBegun, WrongStep (it was given back), OnlyItsHost, Missing.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "note_outcome") as work:
            booking = work.get(Booking, booking_id)
            if booking.is_confidential and booking.host_id != actor.staff_id:
                raise OnlyItsHost(booking.starts_at)
            _must_have_begun(booking, work.now, "note_outcome")
            booking.outcome, booking.minutes = outcome, minutes.strip()
            card = shown(work, booking_id)
        return work.outcome(card)

    def _of_code(self, work: Work, room_id: str, code: str) -> Booking:
        text = code.strip().upper()
        if text.startswith(MEETING_PREFIX):
            booking = work.get(Booking, text.removeprefix(MEETING_PREFIX).lower())
            return self._here(work, room_id, [booking])
        return self._of_visits(work, room_id, [text.removeprefix(CODE_PREFIX).lower()])

    def _of_visits(self, work: Work, room_id: str, visit_ids: Sequence[str | None]) -> Booking:
        query = (
            select(Booking)
            .where(holding(), Booking.visit_id.in_(visit_ids), Booking.ends_at > work.now)
            .order_by(Booking.starts_at)
        )
        return self._here(work, room_id, list(work.session.execute(query).scalars()))

    def _here(self, work: Work, room_id: str, found: Sequence[Booking]) -> Booking:
        room = find_room(work.session, room_id)
        here = next((b for b in found if b.room_id == room_id), None)
        if here is not None:
            return here
        if not found:
            raise NoBookingHere(room.name, room.name_en)
        other = work.get(Room, found[0].room_id)
        raise NoBookingHere(room.name, room.name_en, other.name, other.name_en, found[0].starts_at)


def _must_stand(booking: Booking, step: str) -> None:
    if booking.state is not BookingState.CONFIRMED or booking.ended_at is not None:
        raise WrongStep("booking", str(booking.state), step)


def _must_have_begun(booking: Booking, now: int, step: str) -> None:
    _must_stand(booking, step)
    if now < booking.starts_at:
        raise NotBegun(booking.starts_at)


def _check_in(work: Work, booking: Booking) -> None:
    _must_stand(booking, "check_in")
    if work.now < booking.starts_at - EARLY:
        raise NotTimeYet(booking.starts_at)
    if work.now >= booking.ends_at:
        raise WrongStep("booking", "over", "check_in")
    if booking.checked_in_at is None:
        booking.checked_in_at = work.now


def _signs(work: Work, booking_id: str, guest: GuestEntry, name: str, party: BookingParty | None) -> str:
    row = BookingAttendance(
        booking_id=booking_id,
        party_id=guest.party_id,
        name=name,
        organisation=one_line(guest.organisation) or (party.organisation if party else ""),
    )
    work.add(row)
    work.session.flush()
    return row.id


def _signed(work: Work, booking_id: str, party_id: str | None) -> str | None:
    if party_id is None:
        return None
    query = select(BookingAttendance.id).where(
        BookingAttendance.booking_id == booking_id,
        BookingAttendance.party_id == party_id,
        BookingAttendance.ended_at.is_(None),
    )
    return work.session.execute(query).scalar()


def _of_visitor(parties: Sequence[BookingParty], visit: VisitCard) -> str | None:
    """Find the announced party a visitor is: by the record, else by the name of the person or the company."""
    by_record = (p for p in parties if visit.person_id is not None and p.person_id == visit.person_id)
    names = {visit.person_name, visit.organisation} - {""}
    by_name = (p for p in parties if p.name in names)
    found = next(by_record, None) or next(by_name, None)
    return None if found is None else found.id


def _named(session: Session, booking_id: str, name: str) -> str | None:
    query = select(BookingAttendance.id).where(
        BookingAttendance.booking_id == booking_id,
        BookingAttendance.party_id.is_(None),
        BookingAttendance.name == name,
        BookingAttendance.ended_at.is_(None),
    )
    return session.execute(query).scalars().first()


def _unused(now: int) -> Select[Any]:
    return (
        select(Booking)
        .join(Room, Room.id == Booking.room_id)
        .where(
            Booking.state == BookingState.CONFIRMED,
            Booking.ended_at.is_(None),
            Booking.checked_in_at.is_(None),
            and_(Booking.starts_at <= now, Booking.ends_at > now),
            Room.release_minutes > 0,
            Booking.starts_at + Room.release_minutes * MINUTE <= now,
        )
    )
