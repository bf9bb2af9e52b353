"""Rooms, what takes their time, and what is carried into them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.clock import MINUTE
from app.kernel.periods import Period
from app.rooms.floor import SQL_OF_OWN_SPACE, own_space
from app.rooms.giving import WHETHER_IT_IS_GIVEN
from app.rooms.in_time import LAPSE_IN_TIME, RELEASE_IN_TIME
from app.rooms.lending import WHAT_IS_CARRIED, WHERE_IT_IS_CARRIED
from app.rooms.states import (
    BOOKING_STEPS,
    HOLDING,
    WISH_STEPS,
    BookingState,
    MeetingOutcome,
    PartyRole,
    Purpose,
    RoomKind,
    SubjectKind,
    WishState,
)
from app.rooms.verdict import Space
from app.storage.base import Policy, Private, Record, synced
from app.storage.columns import Count, Day, Key, Moment, StateOf, Words

_PLACE = ("room_id", "starts_at", "ends_at", "busy_until", "prepare_from", "space_from", "space_to")
_HOLDS = "state IN (" + ", ".join(f"'{state}'" for state in HOLDING) + ") AND ended_at IS NULL"
_ON_ONE_FLOOR = "hall_id WITH =, int8range(space_from, space_to) WITH &&"
_AT_THE_TABLE = Private(
    ("name", "organisation", "organisation_id", "person_id", "link"), belongs_to=("booking", "booking_id")
)
_ROOM = "FROM room r WHERE r.hall_id = NEW.hall_id AND r.id = NEW.room_id"


class Room(Record):
    """A negotiation room (洽谈室) or the roadshow hall (路演厅)."""

    __tablename__ = "room"
    __table_args__ = synced(
        Policy(
            unique=(("hall_id", "number"),),
            groups=(("space_from", "space_to"),),
            # Who writes plainly, or one version back, opens rooms without a place on the floor.
            derived_from=("space_from", "space_to"),
            derived={
                "space_from": "CASE WHEN NEW.space_to > NEW.space_from THEN NEW.space_from"
                f" ELSE {SQL_OF_OWN_SPACE.format(key='NEW.id')} END",
                "space_to": "greatest(NEW.space_to, NEW.space_from + 1)",
            },
        )
    )

    kind: Mapped[RoomKind] = mapped_column(StateOf(RoomKind))
    number: Mapped[Words]
    """The number on the door."""
    name: Mapped[Words]
    name_en: Mapped[Words]
    seats: Mapped[Count]
    equipment: Mapped[list[str]] = mapped_column(JSON, default=list)
    turnover_minutes: Mapped[Count] = mapped_column(default=15)
    """Time for clearing after each booking; nobody else may start in it."""
    preparation_minutes: Mapped[Count] = mapped_column(default=0)
    """Time for preparing before each booking; of two neighbours' times the longer counts."""
    release_minutes: Mapped[Count] = mapped_column(default=0)
    """So long after the start a meeting nobody checked in to loses the room; 0: never."""
    space_from: Mapped[int] = mapped_column(BigInteger, default=0)
    space_to: Mapped[int] = mapped_column(BigInteger, default=0)
    """The floor it stands on, half-open (``floor.py``); rooms whose floors meet exclude each other."""
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What it asks of a booking (``room_rules.py``); empty: nothing beyond the usual."""
    walks: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Metres to each window, by the window's number."""
    plan: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Left, top, width, height on the floor plan, in thousandths of its width; empty: not drawn there."""
    picture: Mapped[Words]
    """The key of a kept file; empty where there is none."""
    position: Mapped[Count]

    @property
    def space(self) -> Space:
        """The floor it stands on."""
        if self.space_to > self.space_from:
            return Space(self.space_from, self.space_to)
        return own_space(self.id)


class OpeningLayer(Record):
    """Opening hours for a run of days: the year, a season, a week, a day. The shortest one wins."""

    __tablename__ = "opening_layer"
    __table_args__ = synced(Policy(groups=(("first_day", "last_day", "week"),)))

    room_id: Mapped[Key | None] = mapped_column(ForeignKey("room.id"), index=True)
    """None: of all rooms. Among layers of one length a room's own wins over the hall's."""
    name: Mapped[Words]
    first_day: Mapped[Day]
    last_day: Mapped[Day]
    week: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """Monday to Sunday, each a list of pairs: minutes after midnight, half-open."""


class RoomBlocking(Record):
    """A stretch in which a room is not given (停用); what was booked before may stay."""

    __tablename__ = "room_blocking"
    __table_args__ = synced(Policy(groups=(("starts_at", "ends_at"), ("ended_at", "end_reason"))))

    room_id: Mapped[Key] = mapped_column(ForeignKey("room.id"), index=True)
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment] = mapped_column(index=True)
    reason: Mapped[Words]


class EquipmentStock(Record):
    """How many of a kind of movable equipment the hall owns."""

    __tablename__ = "equipment_stock"
    __table_args__ = synced(Policy(unique=(("hall_id", "kind"),)))

    kind: Mapped[Words]
    quantity: Mapped[Count] = mapped_column(default=0)


class BookingSeries(Record):
    """The rule by which some bookings were made together (周期预订)."""

    __tablename__ = "booking_series"
    __table_args__ = synced()

    rule: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """As ``series_rules.py`` writes it."""
    title: Mapped[Words]


class Booking(Record):
    """A room for some people at an hour (预订)."""

    __tablename__ = "booking"
    __table_args__ = (
        # All that is asked of a stretch of time stands in it; a month is counted without the rows.
        Index(
            "ix_booking_starts_at",
            "starts_at",
            "ends_at",
            "busy_until",
            "prepare_from",
            "room_id",
            "state",
            "ended_at",
        ),
        synced(
            Policy(
                # A place without its time, or a start without its end, would be another booking.
                groups=(_PLACE, ("state", "ended_at", "end_reason", "checked_in_at")),
                # Between two meetings on one floor lies the longer of clearing and preparation.
                exclude=(
                    f"{_ON_ONE_FLOOR}, int8range(starts_at, busy_until) WITH &&) WHERE ({_HOLDS}",
                    f"{_ON_ONE_FLOOR}, int8range(prepare_from, ends_at) WITH &&) WHERE ({_HOLDS}",
                ),
                watches={
                    "enough": WHERE_IT_IS_CARRIED,
                    "given": WHETHER_IT_IS_GIVEN,
                    "in_time": RELEASE_IN_TIME,
                },
                private=Private(
                    ("title", "note", "internal_note", "minutes", "subject_id", "override_reason"),
                    flag="is_confidential",
                    owner="host_id",
                ),
                steps={"state": BOOKING_STEPS.both_ways()},
                # The website, and programs one version back, know only the room and the hour.
                derived_from=("room_id", "starts_at", "ends_at"),
                derived={
                    "busy_until": f"(SELECT NEW.ends_at + r.turnover_minutes * {MINUTE} {_ROOM})",
                    "prepare_from": f"(SELECT NEW.starts_at - r.preparation_minutes * {MINUTE} {_ROOM})",
                    "space_from": f"(SELECT r.space_from {_ROOM})",
                    "space_to": f"(SELECT r.space_to {_ROOM})",
                },
            )
        ),
    )

    room_id: Mapped[Key] = mapped_column(ForeignKey("room.id"), index=True)
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    busy_until: Mapped[Moment] = mapped_column(index=True)
    """The end of the clearing time: the first moment at which somebody else may start."""
    prepare_from: Mapped[Moment] = mapped_column(default=0)
    """The beginning of the preparation: nobody else may still sit there."""
    space_from: Mapped[int] = mapped_column(BigInteger, default=0)
    space_to: Mapped[int] = mapped_column(BigInteger, default=0)
    """The floor of its room."""
    purpose: Mapped[Purpose] = mapped_column(StateOf(Purpose))
    title: Mapped[Words]
    is_confidential: Mapped[bool] = mapped_column(default=False)
    """Others see that the room is taken, not what for."""
    state: Mapped[BookingState] = mapped_column(StateOf(BookingState))
    checked_in_at: Mapped[Moment | None]
    visit_id: Mapped[Key | None] = mapped_column(ForeignKey("visit.id"), index=True)
    subject_kind: Mapped[SubjectKind] = mapped_column(StateOf(SubjectKind), default=SubjectKind.NONE)
    subject_id: Mapped[Words] = mapped_column(index=True)
    host_id: Mapped[Key]
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """Who asked for the room; quotas count it."""
    party_size: Mapped[Count]
    note: Mapped[Words]
    internal_note: Mapped[Words]
    """What the guests never see."""
    series_id: Mapped[Key | None] = mapped_column(ForeignKey("booking_series.id"), index=True)
    series_day: Mapped[Day | None]
    """The date of the series it stands for, also when it was moved."""
    override_reason: Mapped[Words]
    """Why the manager set rules aside; empty where nothing was."""
    outcome: Mapped[MeetingOutcome] = mapped_column(StateOf(MeetingOutcome), default=MeetingOutcome.OPEN)
    minutes: Mapped[Words]
    calendar_uid: Mapped[Words]
    """Its name in the calendar file it came from; empty: its own key names it."""
    sequence: Mapped[Count] = mapped_column(default=0)
    """How often it was changed, as calendar files count."""

    def place(self, room: Room, period: Period) -> None:
        """Put the booking into a room at a time; refuses with WrongStep when it was cancelled."""
        self.state = BOOKING_STEPS.check(self.state, _MOVED_AS.get(self.state, BookingState.CONFIRMED))
        is_moved = (self.room_id, self.starts_at, self.ends_at) != (room.id, period.starts_at, period.ends_at)
        # A booking that did not exist until now has no room yet.
        self.sequence = (self.sequence or 0) + (is_moved and self.room_id is not None)
        self.room_id = room.id
        self.starts_at = period.starts_at
        self.ends_at = period.ends_at
        self.busy_until = period.ends_at + room.turnover_minutes * MINUTE
        self.prepare_from = period.starts_at - room.preparation_minutes * MINUTE
        self.space_from, self.space_to = room.space.space_from, room.space.space_to

    def confirm(self) -> None:
        """Agree to it; refuses with WrongStep."""
        self.state = BOOKING_STEPS.check(self.state, BookingState.CONFIRMED)

    def end(self, state: BookingState, reason: str, at: int) -> None:
        """Give the room back by cancelling, declining or releasing; refuses with WrongStep."""
        self.state = BOOKING_STEPS.check(self.state, state)
        self.ended_at = at
        self.end_reason = reason

    def cancel(self, reason: str, at: int) -> None:
        """Give the room back; refuses with WrongStep when that was done already."""
        self.end(BookingState.CANCELLED, reason, at)
        self.sequence = (self.sequence or 0) + 1


_MOVED_AS = {state: state for state in (BookingState.PENDING, BookingState.REQUESTED, BookingState.HELD)}
"""Who has not been given a room yet is not given it by being moved."""


class BookingParty(Record):
    """Somebody who sits at the table, or takes part from elsewhere (参会方)."""

    __tablename__ = "booking_party"
    __table_args__ = synced(Policy(private=_AT_THE_TABLE))

    booking_id: Mapped[Key] = mapped_column(ForeignKey("booking.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(StateOf(PartyRole))
    name: Mapped[Words]
    organisation: Mapped[Words]
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[Key | None] = mapped_column(ForeignKey("person.id"))
    link: Mapped[Words]
    """Where somebody takes part from elsewhere: the meeting's address. Whoever has one needs no seat."""
    position: Mapped[Count]


class BookingEquipment(Record):
    """Movable equipment a booking has out, from its start to the end of its clearing."""

    __tablename__ = "booking_equipment"
    __table_args__ = synced(Policy(unique=(("booking_id", "kind"),), watches={"enough": WHAT_IS_CARRIED}))

    booking_id: Mapped[Key] = mapped_column(ForeignKey("booking.id"), index=True)
    kind: Mapped[Words]
    quantity: Mapped[Count] = mapped_column(default=1)


class BookingAttendance(Record):
    """Somebody who signed in to a meeting (签到)."""

    __tablename__ = "booking_attendance"
    __table_args__ = synced(Policy(private=_AT_THE_TABLE))

    booking_id: Mapped[Key] = mapped_column(ForeignKey("booking.id"), index=True)
    party_id: Mapped[Key | None] = mapped_column(ForeignKey("booking_party.id"))
    """None for somebody who was not announced."""
    name: Mapped[Words]
    organisation: Mapped[Words]


class WaitingWish(Record):
    """Somebody who would take a room that becomes free (候补)."""

    __tablename__ = "waiting_wish"
    __table_args__ = synced(
        Policy(
            groups=(("state", "booking_id", "held_until", "ended_at", "end_reason"),),
            watches={"in_time": LAPSE_IN_TIME},
            steps={"state": WISH_STEPS.both_ways()},
        )
    )

    room_id: Mapped[Key | None] = mapped_column(ForeignKey("room.id"))
    """None: any room that holds them."""
    starts_at: Mapped[Moment] = mapped_column(index=True)
    ends_at: Mapped[Moment]
    purpose: Mapped[Purpose] = mapped_column(StateOf(Purpose))
    title: Mapped[Words]
    party_size: Mapped[Count]
    visit_id: Mapped[Key | None] = mapped_column(ForeignKey("visit.id"))
    person_id: Mapped[Key | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[Words]
    """Whom to phone."""
    phone: Mapped[Words]
    """Where it is not known from a registered visitor."""
    state: Mapped[WishState] = mapped_column(StateOf(WishState))
    booking_id: Mapped[Key | None] = mapped_column(ForeignKey("booking.id"))
    """The booking that holds the room offered, or the one that was taken."""
    held_until: Mapped[Moment | None]
