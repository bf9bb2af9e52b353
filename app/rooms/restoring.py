"""A booking that comes back as it was, because its moving, cancelling or changing is taken back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select

from app.kernel.periods import Period
from app.rooms.entities import Booking, BookingEquipment
from app.rooms.placing import read_around, refusal, standing_against
from app.rooms.reasons import InThePast
from app.rooms.service import asked_again
from app.rooms.states import LIVING
from app.security.actors import Actor
from app.storage.store import Work


def booking_of_piece(equipment_id: str) -> ColumnElement[Any]:
    """Ask to which booking some equipment is carried, as a column of another question."""
    query = select(BookingEquipment.booking_id).where(BookingEquipment.id == equipment_id)
    return query.scalar_subquery()


def check_restored(work: Work, booking_id: str, actor: Actor, zone: str) -> None:
    """Refuse a booking that came back to what is not to be had any more; one that is over wants nothing.

    The hall's rules are not asked: it is not booked anew. Refuses with RoomTaken, RoomNotGiven and
    RoomTooSmall, with alternatives.
    """
    booking = work.get(Booking, booking_id)
    if booking.ended_at is not None or booking.state not in LIVING:
        return
    period = Period(booking.starts_at, booking.ends_at)
    asked = asked_again(work, booking, booking.room_id, period, actor, "")
    hall = read_around(work.session, work.now, [asked], zone)
    reasons = standing_against(hall, asked)
    # What was given before may have begun meanwhile.
    against = tuple(r for r in reasons if not r.is_rule and not isinstance(r, InThePast))
    if against:
        raise refusal(work.session, hall, asked, against, zone)
