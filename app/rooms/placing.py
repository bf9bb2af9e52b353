"""Putting meetings into rooms: what stands against it, what else there is, and the centre's word on it.

The check here is for the clerk's eyes; what holds is the centre's exclusion (``entities.Booking``), which is
asked after the local commit (architecture.md, decision 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm, Confirmation, Verdict
from app.kernel.errors import FieldRefused, Missing, Refusal
from app.kernel.periods import Period
from app.rooms.entities import Booking, Room
from app.rooms.hall_time import (
    LONGEST_BOOKING,
    NOTHING_HEARD,
    HallTime,
    Heard,
    read_hall_time,
    words_of,
)
from app.rooms.instead import free_instead
from app.rooms.reasons import (
    Blocked,
    EquipmentMissing,
    EquipmentTaken,
    Excluded,
    InThePast,
    OutOfUse,
    Reason,
    Taken,
    TooManyPeople,
)
from app.rooms.refusals import (
    BookingOvertaken,
    BookingRefused,
    DateAgainst,
    DatesRefused,
    RoomGivenAway,
    RoomNotGiven,
    RoomTaken,
    RoomTooSmall,
)
from app.rooms.rules import RoomRules
from app.rooms.states import LIVING, BookingState, Purpose
from app.rooms.suggesting import Offer
from app.rooms.verdict import Meeting
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

T = TypeVar("T")

OVERLAP = "23P01"
"""PostgreSQL's word for a broken exclusion constraint: somebody else has the room then."""

_BY_OTHERS = Taken | Excluded | Blocked | EquipmentTaken | EquipmentMissing | OutOfUse

OVERTAKEN = "GT107"
"""The gate's word where somebody else has changed the same meanwhile."""


@dataclass(frozen=True)
class Asked:
    """A meeting that is wanted in a room, by somebody."""

    room_id: str
    period: Period
    purpose: Purpose
    actor: Actor
    people: int = 1
    equipment: Mapping[str, int] = field(default_factory=dict)
    organisation_id: str | None = None
    override: str = ""
    booking_id: str = ""
    keeps_start: bool = False
    has_it: bool = False
    """The booking has the room then already: a blocking set around it does not stand against it."""

    @property
    def meeting(self) -> Meeting:
        """The same as the pure rules ask it."""
        return Meeting(
            period=self.period,
            people=self.people,
            equipment=self.equipment,
            who=words_of(self.actor),
            booking_id=self.booking_id,
            keeps_start=self.keeps_start,
        )


def read_around(session: Session, now: int, asked: Sequence[Asked], zone: str) -> HallTime:
    """Read all that takes the rooms' time around meetings but for themselves.

    Refuses with FieldRefused what is too long.
    """
    for one in asked:
        if one.period.length > LONGEST_BOOKING:
            raise FieldRefused("ends_at", "too_long")
    within = Period(min(a.period.starts_at for a in asked), max(a.period.ends_at for a in asked))
    return read_hall_time(
        session,
        within,
        now,
        zone,
        organisation_id=asked[0].organisation_id,
        without={one.booking_id for one in asked},
    )


def place(work: Work, booking: Booking, asked: Asked, zone: str) -> HallTime:
    """Put a booking into a room; gives the rooms' time with it. Refuses as ``refusal`` words it."""
    hall = read_around(work.session, work.now, [asked], zone)
    reasons = standing_against(hall, as_it_stands(booking, asked))
    if reasons:
        raise refusal(work.session, hall, asked, reasons, zone)
    return put(booking, asked, hall)


def as_it_stands(booking: Booking, asked: Asked) -> Asked:
    """Give what is asked for a booking, knowing whether it has that already; one that is new has nothing."""
    has_it = (
        booking.state in LIVING
        and booking.room_id == asked.room_id
        and booking.starts_at <= asked.period.starts_at
        and asked.period.ends_at <= booking.ends_at
    )
    return replace(asked, has_it=has_it)


def put(booking: Booking, asked: Asked, hall: HallTime) -> HallTime:
    """Put a booking where nothing stands against it; one that wants approval is asked for, not given."""
    wants_more = _wants_more(booking, asked, hall.situation.now)
    booking.place(hall.room(asked.room_id), asked.period)
    if wants_more:
        ask_for_word(booking, asked, hall.times[asked.room_id].rules)
    return with_asked(hall, asked)


def _wants_more(booking: Booking, asked: Asked, now: int) -> bool:
    """Tell whether another time is wanted than what was agreed to, or more of it."""
    if booking.room_id != asked.room_id or booking.starts_at != asked.period.starts_at:
        return True
    # Who sits there already is not turned out to wait for the hall's word.
    return booking.ends_at < asked.period.ends_at and now < booking.starts_at


def ask_for_word(booking: Booking, asked: Asked, rules: RoomRules) -> None:
    """Ask for a booking instead of giving it, where the room wants the hall's word on it."""
    wants_word = rules.needs_approval(words_of(asked.actor)) and not asked.override
    if wants_word and booking.state is BookingState.CONFIRMED:
        booking.state = BookingState.REQUESTED


def standing_against(hall: HallTime, asked: Asked) -> tuple[Reason, ...]:
    """List what stands against a meeting; a manager's reason sets rules aside. Refuses with Forbidden."""
    if asked.room_id not in hall.rooms:
        return (OutOfUse(),)
    reasons = hall.against(asked.meeting, asked.room_id)
    if asked.has_it:
        # What was booked before a blocking may stay; other words are not another booking.
        reasons = tuple(reason for reason in reasons if not isinstance(reason, Blocked))
    if not asked.override:
        return reasons
    asked.actor.must(Permission.OVERSEE_ROOMS)
    return tuple(reason for reason in reasons if not reason.is_rule)


def refusal(
    session: Session,
    hall: HallTime,
    asked: Asked,
    reasons: tuple[Reason, ...],
    zone: str,
    heard: Heard = NOTHING_HEARD,
) -> Refusal:
    """Word a refusal, with what else is free at this moment; refuses with Missing a room nobody knows."""
    room = _known(session, asked.room_id)
    if any(isinstance(reason, InThePast) for reason in reasons):
        return FieldRefused("starts_at", "in_the_past")
    if any(isinstance(reason, TooManyPeople) for reason in reasons):
        return RoomTooSmall(room.name, room.name_en, room.seats, asked.people)
    offers = what_else(session, asked, hall.situation.now, zone, heard)
    taken = next((r for r in reasons if isinstance(r, Taken | Excluded)), None)
    if taken is None:
        return RoomNotGiven(room.name, room.name_en, reasons, offers)
    standing = hall.standing.get(taken.booking_id)
    title = standing.title if standing else ""
    return RoomTaken(room.name, room.name_en, title, taken.starts_at, taken.busy_until, offers, reasons)


def _known(session: Session, room_id: str) -> Room:
    """Give a room, also one that is out of use."""
    room = session.get(Room, room_id)
    if room is None:
        raise Missing("room", room_id)
    return room


def what_else(
    session: Session, asked: Asked, now: int, zone: str, heard: Heard = NOTHING_HEARD
) -> tuple[Offer, ...]:
    """List what is free instead of a meeting, as is known here at this moment."""
    return free_instead(
        session,
        asked.room_id,
        asked.meeting,
        asked.purpose,
        now,
        zone,
        asked.organisation_id,
        heard=heard,
    )


def dates_against(hall: HallTime, several: Sequence[Asked]) -> tuple[DateAgainst, ...]:
    """List which of several meetings cannot be, each with its reasons; they stand against each other too."""
    found = []
    for asked in several:
        reasons = standing_against(hall, asked)
        if reasons:
            found.append(DateAgainst(asked.room_id, asked.period.starts_at, asked.period.ends_at, reasons))
        else:
            hall = with_asked(hall, asked)
    return tuple(found)


def with_asked(hall: HallTime, asked: Asked) -> HallTime:
    """Give the rooms' time with one more meeting: what comes after it must stand beside it."""
    return hall.with_taken(asked.room_id, asked.meeting, is_counted=asked.organisation_id is not None)


class Settling:
    """Asks the centre about bookings that are saved here, and words its refusal."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone

    def settled(self, outcome: Outcome[T], several: Sequence[Asked]) -> Outcome[T]:
        """Give the outcome with the centre's word; what it refused leaves nothing behind.

        Refuses with RoomTaken, RoomGivenAway, DatesRefused, BookingOvertaken, BookingRefused.
        """
        if outcome.txn is None:
            return outcome
        confirmation = self._confirm.ask(outcome.txn)
        if confirmation.verdict is Verdict.REFUSED:
            raise self._lost(several, confirmation)
        return outcome.confirmed(confirmation)

    def _lost(self, several: Sequence[Asked], confirmation: Confirmation) -> Refusal:
        """Tell the centre's refusal with what is known of the winner; the rows here are undone already."""
        code, first = confirmation.facts.get("code"), several[0]
        now = self._store.clock.now()
        within = Period(min(a.period.starts_at for a in several), max(a.period.ends_at for a in several))
        with self._store.look() as session:
            own = [asked.booking_id for asked in several]
            rooms = {asked.room_id for asked in several}
            # The pull may not have brought the winner within a clerk's patience; the refusal itself names it.
            heard = Heard.read(confirmation.facts)
            hall = read_hall_time(session, within, now, self._zone, without=own, only=rooms, heard=heard)
            room = _known(session, first.room_id)
            if code == OVERTAKEN:
                return BookingOvertaken(room.name, room.name_en, first.period.starts_at, first.period.ends_at)
            lost = dates_against(hall, several)
            taken = [d for d in lost if any(isinstance(r, _BY_OTHERS) for r in d.reasons)]
            if taken and len(several) > 1:
                return DatesRefused(len(taken), len(several), taken[0].starts_at, tuple(taken))
            if taken:
                return refusal(session, hall, first, taken[0].reasons, self._zone, heard)
            if code == OVERLAP:
                offers = what_else(session, first, now, self._zone)
                elsewhere = tuple(o for o in offers if o.room_id != first.room_id)
                return RoomGivenAway(room.name, room.name_en, elsewhere)
        return BookingRefused(room.name, room.name_en, confirmation.reason)
