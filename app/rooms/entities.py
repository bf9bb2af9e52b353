"""Rooms and their bookings."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import MINUTE
from app.kernel.periods import Period
from app.rooms.states import BOOKING_STEPS, BookingState, PartyRole, Purpose, RoomKind
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Key, Moment, StateOf, Words


class Room(Record):
    """A negotiation room (洽谈室) or the roadshow hall (路演厅)."""

    __tablename__ = "room"
    __table_args__ = synced(Policy(unique=(("hall_id", "number"),)))

    kind: Mapped[RoomKind] = mapped_column(StateOf(RoomKind))
    number: Mapped[Words]
    """The number on the door."""
    name: Mapped[Words]
    name_en: Mapped[Words]
    seats: Mapped[Count]
    equipment: Mapped[list[str]] = mapped_column(JSON, default=list)
    turnover_minutes: Mapped[Count] = mapped_column(default=15)
    """Time for clearing after each booking; nobody else may start in it."""
    position: Mapped[Count]


class Booking(Record):
    """A room for some people at an hour (预订)."""

    __tablename__ = "booking"
    __table_args__ = synced(
        Policy(
            # A place without its time, or a start without its end, would be another booking.
            groups=(
                ("room_id", "starts_at", "ends_at", "busy_until"),
                ("state", "ended_at", "end_reason"),
            ),
            exclude=(
                "hall_id WITH =, room_id WITH =, int8range(starts_at, busy_until) WITH &&) "
                "WHERE (state <> 'cancelled' AND ended_at IS NULL",
            ),
            steps={"state": BOOKING_STEPS.both_ways()},
        )
    )

    room_id: Mapped[Key] = mapped_column(ForeignKey("room.id"), index=True)
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    busy_until: Mapped[Moment] = mapped_column(index=True)
    """The end of the clearing time: the first moment at which somebody else may start."""
    purpose: Mapped[Purpose] = mapped_column(StateOf(Purpose))
    title: Mapped[Words]
    state: Mapped[BookingState] = mapped_column(StateOf(BookingState))
    visit_id: Mapped[Key | None] = mapped_column(ForeignKey("visit.id"), index=True)
    host_id: Mapped[Key]
    party_size: Mapped[Count]
    note: Mapped[Words]

    def place(self, room: Room, period: Period) -> None:
        """Put the booking into a room at a time; refuses with WrongStep when it was cancelled."""
        self.state = BOOKING_STEPS.check(self.state, BookingState.CONFIRMED)
        self.room_id = room.id
        self.starts_at = period.starts_at
        self.ends_at = period.ends_at
        self.busy_until = period.ends_at + room.turnover_minutes * MINUTE

    def cancel(self, reason: str, at: int) -> None:
        """Give the room back; refuses with WrongStep when that was done already."""
        self.state = BOOKING_STEPS.check(self.state, BookingState.CANCELLED)
        self.ended_at = at
        self.end_reason = reason


class BookingParty(Record):
    """Somebody who sits at the table (参会方)."""

    __tablename__ = "booking_party"
    __table_args__ = synced()

    booking_id: Mapped[Key] = mapped_column(ForeignKey("booking.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(StateOf(PartyRole))
    name: Mapped[Words]
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[Key | None] = mapped_column(ForeignKey("person.id"))
    position: Mapped[Count]
