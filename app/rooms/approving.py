"""Requests in rooms that want approval, and those of the website: agreed to or declined, once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.periods import Period
from app.rooms.entities import Booking, Room
from app.rooms.placing import Settling, read_around, refusal
from app.rooms.queries import clashing
from app.rooms.rows import BookingCard, bookings_in, cards_of, find_booking, find_bookings, find_room
from app.rooms.service import asked_again, said_why, shown
from app.rooms.states import BookingState
from app.security.actors import Actor, Permission
from app.storage.store import Store


@dataclass(frozen=True)
class Approved:
    """A request that was agreed to, and those it has beaten: their people want to be told."""

    booking: BookingCard
    declined: tuple[BookingCard, ...]


class Approvals:
    """The desk that gives its word on requests (Permission.OVERSEE_ROOMS)."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._zone = zone
        self._settling = Settling(store, confirm, zone)

    def competing(self, booking_id: str, reader: str = "") -> tuple[BookingCard, ...]:
        """List the requests that cannot stand beside one, by start; refuses with Missing."""
        with self._store.look() as session:
            booking = bookings_in(session, Booking.id == booking_id)
            if not booking:
                return ()
            room = find_room(session, booking[0].room_id)
            return cards_of(session, _competing(session, booking[0], room), reader)

    def approve(self, booking_id: str, to_others: str, *, actor: Actor) -> Outcome[Approved]:
        """Agree to a request and decline those it cannot stand beside, with the reason ``to_others``.

        Rules that were broken by asking are set aside by this word, the room's time never. Refuses with
        FieldRefused, WrongStep, RoomTaken, RoomNotGiven, and by the centre's word like booking.
        """
        actor.must(Permission.OVERSEE_ROOMS)
        said = said_why(to_others)
        with self._store.change(actor, "approve_booking") as work:
            booking = work.get(Booking, booking_id)
            booking.confirm()
            room = find_room(work.session, booking.room_id)
            period = Period(booking.starts_at, booking.ends_at)
            asked = asked_again(work, booking, booking.room_id, period, actor, "")
            hall = read_around(work.session, work.now, [asked], self._zone)
            reasons = tuple(r for r in hall.against(asked.meeting, asked.room_id) if not r.is_rule)
            if reasons:
                raise refusal(work.session, hall, asked, reasons, self._zone)
            losers = _competing(work.session, booking, room)
            for loser in losers:
                loser.end(BookingState.DECLINED, said, work.now)
            work.session.flush()
            declined = find_bookings(work.session, [b.id for b in losers], actor.staff_id)
            value = Approved(shown(work, booking_id), declined)
        return self._settling.settled(work.outcome(value), [asked])

    def decline(self, booking_id: str, reason: str, *, actor: Actor) -> Outcome[BookingCard]:
        """Decline a request with a reason; refuses with FieldRefused, WrongStep."""
        actor.must(Permission.OVERSEE_ROOMS)
        said = said_why(reason)
        with self._store.change(actor, "decline_booking") as work:
            work.get(Booking, booking_id).end(BookingState.DECLINED, said, work.now)
            work.session.flush()
            card = find_booking(work.session, booking_id, actor.staff_id)
        return work.outcome(card)


def _competing(session: Session, booking: Booking, room: Room) -> list[Booking]:
    asked = and_(Booking.state == BookingState.REQUESTED, Booking.ended_at.is_(None))
    period = Period(booking.starts_at, booking.ends_at)
    return clashing(session, room, period, booking.id, asked)
