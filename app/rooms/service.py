"""Booking rooms: one meeting or a basket of them, moving, changing, splitting, copying, giving back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused, Missing
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.reception.queries import find_visits
from app.rooms.entities import Booking, BookingEquipment, BookingParty
from app.rooms.entries import (
    LONGEST_TITLE,
    BookingEntry,
    check_entry,
    new_booking,
    one_line,
    seat,
    seat_anew,
    write_words,
)
from app.rooms.placing import (
    Asked,
    Settling,
    dates_against,
    place,
    put,
    read_around,
    refusal,
    standing_against,
)
from app.rooms.refusals import DateAgainst, DatesRefused, OnlyItsHost
from app.rooms.rows import BookingCard, find_booking, find_bookings
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

MOST_IN_A_BASKET = 60


@dataclass(frozen=True)
class Split:
    """A booking in two parts: the first ends at a moment, the second goes on later or in another room."""

    first: BookingCard
    second: BookingCard


class Rooms:
    """The desk that gives rooms out."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._zone = zone
        self._settling = Settling(store, confirm, zone)

    def book(self, entry: BookingEntry, *, actor: Actor) -> Outcome[BookingCard]:
        """Book a room and have the centre confirm it; in a room that wants approval: ask for it.

        Refuses with FieldRefused (ends before it starts, past, no title, a party of nobody), RoomTooSmall,
        RoomTaken and RoomNotGiven with alternatives, Forbidden (an override by who may not), Missing;
        by the centre's word with RoomTaken, RoomGivenAway or BookingRefused, which leave nothing behind. Cut
        off from the centre it is saved and pending.
        """
        actor.must(Permission.BOOK_ROOM)
        check_entry(entry)
        with self._store.change(actor, "book_room") as work:
            (entry,) = of_visits(work.session, [entry])
            booking = new_booking(entry, actor)
            asked = asked_for(entry, actor, booking.id)
            place(work, booking, asked, self._zone)
            work.add(booking)
            work.session.flush()
            seat(work, [booking.id], entry)
            card = shown(work, booking.id)
        return self._settling.settled(work.outcome(card), [asked])

    def look_through(self, entries: Sequence[BookingEntry], *, actor: Actor) -> tuple[DateAgainst, ...]:
        """Tell of each place of a basket, in its order, what stands against it; no reasons: it can be.

        Refuses with FieldRefused more than MOST_IN_A_BASKET or none, an end that is not after its start.
        """
        check_basket(entries)
        with self._store.look() as session:
            several = [asked_for(e, actor, new_key()) for e in of_visits(session, entries)]
            hall = read_around(session, self._store.clock.now(), several, self._zone)
        against = dates_against(hall, several)
        found = {(date.room_id, date.starts_at, date.ends_at): date for date in against}
        return tuple(
            found.get(where) or DateAgainst(*where, ())
            for where in ((e.room_id, e.starts_at, e.ends_at) for e in entries)
        )

    def book_all(self, entries: Sequence[BookingEntry], *, actor: Actor) -> Outcome[tuple[BookingCard, ...]]:
        """Book several rooms and days, all or nothing; they may not stand in each other's way either.

        Refuses with DatesRefused, which names each that cannot be with its reasons, and with FieldRefused.
        """
        actor.must(Permission.BOOK_ROOM)
        check_basket(entries)
        for entry in entries:
            check_entry(entry)
        with self._store.change(actor, "book_rooms") as work:
            entries = of_visits(work.session, entries)
            bookings = [new_booking(entry, actor) for entry in entries]
            several = [asked_for(e, actor, b.id) for e, b in zip(entries, bookings, strict=True)]
            hall = read_around(work.session, work.now, several, self._zone)
            against = dates_against(hall, several)
            if against:
                raise DatesRefused(len(against), len(several), against[0].starts_at, against)
            for booking, asked in zip(bookings, several, strict=True):
                put(booking, asked, hall)
                work.add(booking)
            work.session.flush()
            for booking, entry in zip(bookings, entries, strict=True):
                seat(work, [booking.id], entry)
            work.session.flush()
            cards = find_bookings(work.session, [b.id for b in bookings], actor.staff_id)
        return self._settling.settled(work.outcome(cards), several)

    def move(
        self, booking_id: str, room_id: str, period: Period, *, actor: Actor, override: str = ""
    ) -> Outcome[BookingCard]:
        """Put a booking into another room or to another time; refuses like book, and with WrongStep.

        Where somebody else has changed it meanwhile: BookingOvertaken.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "move_booking") as work:
            booking = work.get(Booking, booking_id)
            asked = asked_again(work, booking, room_id, period, actor, override)
            place(work, booking, asked, self._zone)
            booking.override_reason = one_line(override) or booking.override_reason
            card = shown(work, booking_id)
        return self._settling.settled(work.outcome(card), [asked])

    def change(self, booking_id: str, entry: BookingEntry, *, actor: Actor) -> Outcome[BookingCard]:
        """Write a booking anew: place, time, words, people, equipment.

        Refuses like move, and with OnlyItsHost what is confidential.
        """
        actor.must(Permission.BOOK_ROOM)
        check_entry(entry)
        with self._store.change(actor, "change_booking") as work:
            booking = work.get(Booking, booking_id)
            must_host(booking, actor)
            is_kept = entry.starts_at == booking.starts_at
            asked = replace(asked_for(entry, actor, booking_id), keeps_start=is_kept)
            place(work, booking, asked, self._zone)
            write_words(booking, entry, actor)
            seat_anew(work, {booking_id: entry})
            card = shown(work, booking_id)
        return self._settling.settled(work.outcome(card), [asked])

    def follow(
        self, booking_id: str, period: Period, title: str, revision: int, *, actor: Actor
    ) -> Outcome[BookingCard]:
        """Bring a booking to what its calendar file says: hours, title (empty: it stays), revision.

        An older file then changes nothing any more. Refuses like move, and with FieldRefused a long title.
        """
        actor.must(Permission.BOOK_ROOM)
        if len(one_line(title)) > LONGEST_TITLE:
            raise FieldRefused("title", "too_long")
        with self._store.change(actor, "change_booking") as work:
            booking = work.get(Booking, booking_id)
            asked = asked_again(work, booking, booking.room_id, period, actor, "")
            place(work, booking, asked, self._zone)
            booking.title = one_line(title) or booking.title
            booking.sequence = max(booking.sequence, revision)
            card = shown(work, booking_id)
        return self._settling.settled(work.outcome(card), [asked])

    def copy(self, booking_id: str, room_id: str, starts_at: int, *, actor: Actor) -> Outcome[BookingCard]:
        """Book the same once more at another hour or in another room.

        Refuses like book, and with OnlyItsHost what is confidential.
        """
        with self._store.look() as session:
            card = find_booking(session, booking_id, actor.staff_id)
        if card.is_hidden:
            raise OnlyItsHost(card.starts_at)
        entry = entry_of(card)
        length = entry.period.length
        again = replace(entry, room_id=room_id, starts_at=starts_at, ends_at=starts_at + length)
        return self.book(again, actor=actor)

    def split(
        self, booking_id: str, ends_at: int, room_id: str, starts_at: int, *, actor: Actor
    ) -> Outcome[Split]:
        """End a booking earlier and go on from ``starts_at`` to its old end, in this room or another.

        In the same room the longer of clearing and preparation lies between. Refuses like move.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "split_booking") as work:
            booking = work.get(Booking, booking_id)
            # Both parts keep what is confidential, whoever cuts the hours; the clerk is shown neither.
            card = find_booking(work.session, booking_id, booking.host_id)
            rest = replace(entry_of(card), room_id=room_id, starts_at=starts_at, calendar_uid="")
            first = asked_again(work, booking, booking.room_id, Period(booking.starts_at, ends_at), actor, "")
            later = new_booking(rest, actor)
            second = asked_for(rest, actor, later.id)
            # What is over already stays; only the later part asks for time.
            hall = read_around(work.session, work.now, [first, second], self._zone)
            hall = put(booking, first, hall)
            reasons = standing_against(hall, second)
            if reasons:
                raise refusal(work.session, hall, second, reasons, self._zone)
            work.session.flush()
            put(later, second, hall)
            later.series_id, later.host_id = booking.series_id, booking.host_id
            work.add(later)
            work.session.flush()
            seat(work, [later.id], rest)
            value = Split(shown(work, booking_id), shown(work, later.id))
        return self._settling.settled(work.outcome(value), [first, second])

    def cancel(
        self, booking_id: str, reason: str, *, actor: Actor, revision: int = 0
    ) -> Outcome[BookingCard]:
        """Give a room back; refuses with FieldRefused without a reason, WrongStep when done already.

        revision: of the calendar file that calls it off; its own count goes on from there.
        """
        actor.must(Permission.BOOK_ROOM)
        said = said_why(reason)
        with self._store.change(actor, "cancel_booking") as work:
            booking = work.get(Booking, booking_id)
            booking.cancel(said, work.now)
            booking.sequence = max(booking.sequence, revision)
            card = shown(work, booking_id)
        return work.outcome(card)


def must_host(booking: Booking, actor: Actor) -> None:
    """Refuse with OnlyItsHost whoever would write over a confidential booking that they cannot read."""
    if booking.is_confidential and booking.host_id != actor.staff_id:
        raise OnlyItsHost(booking.starts_at)


def asked_for(entry: BookingEntry, actor: Actor, booking_id: str) -> Asked:
    """Give what an entry asks of its room."""
    return Asked(
        room_id=entry.room_id,
        period=entry.period,
        purpose=entry.purpose,
        actor=actor,
        people=entry.people,
        equipment=entry.equipment,
        organisation_id=entry.organisation_id,
        override=one_line(entry.override),
        booking_id=booking_id,
    )


def asked_again(
    work: Work, booking: Booking, room_id: str, period: Period, actor: Actor, override: str
) -> Asked:
    """Give what a booking that is there asks of a room at another time."""
    people = select(BookingParty.id).where(
        BookingParty.booking_id == booking.id, BookingParty.ended_at.is_(None), BookingParty.link == ""
    )
    pieces = select(BookingEquipment.kind, BookingEquipment.quantity).where(
        BookingEquipment.booking_id == booking.id, BookingEquipment.ended_at.is_(None)
    )
    return Asked(
        room_id=room_id,
        period=period,
        purpose=booking.purpose,
        actor=actor,
        people=max(booking.party_size, len(work.session.execute(people).all())),
        equipment={row.kind: row.quantity for row in work.session.execute(pieces)},
        organisation_id=booking.organisation_id,
        override=one_line(override),
        booking_id=booking.id,
        keeps_start=period.starts_at == booking.starts_at,
    )


def entry_of(card: BookingCard) -> BookingEntry:
    """Give what would have to be typed for a booking once more."""
    return BookingEntry(
        room_id=card.room_id,
        starts_at=card.starts_at,
        ends_at=card.ends_at,
        purpose=card.purpose,
        title=card.title,
        party_size=card.party_size,
        visit_id=card.visit_id,
        parties=tuple(p.entry for p in card.parties),
        note=card.note,
        internal_note=card.internal_note,
        is_confidential=card.is_confidential,
        equipment=dict(card.equipment),
        organisation_id=card.organisation_id,
        host_id=card.host_id,
        subject_kind=card.subject_kind,
        subject_id=card.subject_id,
    )


def said_why(reason: str) -> str:
    """Give a reason in one line; refuses with FieldRefused where there is none."""
    said = one_line(reason)
    if not said:
        raise FieldRefused("reason", "empty")
    return said


def check_basket(entries: Sequence[BookingEntry]) -> None:
    """Refuse with FieldRefused an empty basket, and one that is too large to be looked through."""
    if not 1 <= len(entries) <= MOST_IN_A_BASKET:
        raise FieldRefused("bookings", "out_of_range", str(len(entries)))


def of_visits(session: Session, entries: Sequence[BookingEntry]) -> list[BookingEntry]:
    """Give entries with the organisation of their visit where none was named; refuses with Missing."""
    wanted = {entry.visit_id for entry in entries if entry.visit_id is not None}
    found = find_visits(session, wanted) if wanted else {}
    for visit_id in wanted - found.keys():
        raise Missing("visit", visit_id)
    return [
        replace(entry, organisation_id=found[entry.visit_id].organisation_id)
        if entry.visit_id is not None and entry.organisation_id is None
        else entry
        for entry in entries
    ]


def shown(work: Work, booking_id: str) -> BookingCard:
    """Give a booking as the page shows it, from the open transaction."""
    work.session.flush()
    return find_booking(work.session, booking_id, work.actor.staff_id)
