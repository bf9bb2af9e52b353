"""All that takes the rooms' time over a stretch, in as many questions for one room as for forty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from app.catalogue.calendar import read_working_days
from app.kernel.clock import DAY, MINUTE
from app.kernel.errors import Missing
from app.kernel.periods import Period
from app.rooms.availability import Busy
from app.rooms.entities import (
    Booking,
    BookingEquipment,
    EquipmentStock,
    OpeningLayer,
    Room,
    RoomBlocking,
)
from app.rooms.giving import told_of_rooms
from app.rooms.lending import told_of_equipment
from app.rooms.opening import MINUTES_OF_A_DAY, Layer, OpeningHours, Span
from app.rooms.reasons import Reason
from app.rooms.room_rules import rules_from
from app.rooms.rules import QuotaUse
from app.rooms.states import HOLDING, LIVING, SUITS, Purpose
from app.rooms.stock import Stock, Use, wanted_of_stock
from app.rooms.verdict import Meeting, RoomTime, Situation, by_room, quotas_of, verdict
from app.security.actors import GRANTS, Actor

LONGEST_BOOKING = 31 * DAY
"""No booking is longer, whatever a room's rules say: so far back one that still goes on may have begun."""

_AROUND = DAY
"""More than preparation and clearing ever take."""
_MONTH = 32 * DAY
_OWN = 1 << 60
"""Added to the moment a room's own layer was made: among layers of one length it wins over the hall's."""
_USUAL = (Span(8 * 60, 20 * 60),)
USUAL_HOURS = Layer(dt.date.min, dt.date.max, (_USUAL,) * 7)
"""Where nobody has said anything: 8 to 20 o'clock."""


@dataclass(frozen=True)
class Standing:
    """A booking that stands against something, in the words a stranger may see."""

    title: str
    room_id: str
    starts_at: int
    ends_at: int
    busy_until: int


@dataclass(frozen=True)
class HeardBooking:
    """A booking the centre has told of that has not come down yet."""

    id: str
    room_id: str
    starts_at: int
    ends_at: int
    busy_until: int
    prepare_from: int
    title: str
    is_confidential: bool

    @classmethod
    def read(cls, row: object) -> HeardBooking | None:
        """Read a row as the centre tells it; None where it is not a booking."""
        names = [f.name for f in fields(cls)]
        if not isinstance(row, dict) or not row.keys() >= set(names):
            return None
        return cls(**{name: row[name] for name in names})


@dataclass(frozen=True)
class Heard:
    """What the centre told in a refusal and may not have come down yet.

    The booking that stands in the way; who has a kind of equipment out, and how many of it the hall owns;
    what blocks a room, and which are out of use.
    """

    booking: HeardBooking | None = None
    uses: tuple[Use, ...] = ()
    owned: Mapping[str, int] = field(default_factory=dict)
    blocked: tuple[Busy, ...] = ()
    closed: frozenset[str] = frozenset()

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Heard:
        """Read the facts of a refusal."""
        return cls(HeardBooking.read(facts.get("other")), *told_of_equipment(facts), *told_of_rooms(facts))


NOTHING_HEARD = Heard()


@dataclass(frozen=True)
class HallTime:
    """The rooms in the hall's order, with all that takes them, and what else is known."""

    rooms: Mapping[str, Room]
    times: Mapping[str, RoomTime]
    situation: Situation
    standing: Mapping[str, Standing]

    def room(self, room_id: str) -> Room:
        """Give a room that is in use; refuses with Missing."""
        if room_id not in self.rooms:
            raise Missing("room", room_id)
        return self.rooms[room_id]

    def against(self, meeting: Meeting, room_id: str) -> tuple[Reason, ...]:
        """List all that stands against a meeting in a room; refuses with Missing."""
        self.room(room_id)
        return verdict(meeting, self.times[room_id], self.situation)

    def quotas(self, meeting: Meeting, room_id: str) -> tuple[QuotaUse, ...]:
        """Tell how a room's quotas stand with a meeting; refuses with Missing."""
        self.room(room_id)
        return quotas_of(meeting, self.times[room_id], self.situation)

    def meant_for(self, purpose: Purpose) -> HallTime:
        """Give the same where rooms of the kind a purpose belongs in are meant."""
        kind = SUITS[purpose]
        times = {key: replace(t, is_meant=self.rooms[key].kind is kind) for key, t in self.times.items()}
        return replace(self, times=times)

    def with_taken(self, room_id: str, meeting: Meeting, *, is_counted: bool) -> HallTime:
        """Give the same with one more meeting in a room: the one before in the same basket.

        is_counted: an organisation's quotas count it.
        """
        taken, period = self.rooms[room_id], meeting.period
        uses = _carried_to(taken, meeting)
        hall = replace(self, situation=self.situation.with_booked(period if is_counted else None, uses))
        for key in self.times:
            if self.rooms[key].space.meets(taken.space):
                hall = hall.with_busy(key, room_id, period)
        return hall

    def with_busy(self, room_id: str, taken_id: str, period: Period) -> HallTime:
        """Give the same where one more meeting, in another room on its floor or itself, takes a room."""
        time = self.times[room_id]
        busy = (*time.busy, _busy_of(self.rooms[taken_id], period))
        return replace(self, times={**self.times, room_id: replace(time, busy=busy)})


def read_hall_time(
    session: Session,
    within: Period,
    now: int,
    zone: str,
    *,
    organisation_id: str | None = None,
    window: str = "",
    without: Collection[str] = (),
    only: Collection[str] = (),
    heard: Heard = NOTHING_HEARD,
) -> HallTime:
    """Read what takes the rooms over a stretch, in eight questions at most.

    organisation_id: whose bookings count for quotas; window: from whose number the way is told;
    without: bookings that do not count, because they are being changed; only: rooms beyond which nothing is
    asked (none named: all), so that years of a series do not bring the whole hall; heard: counts besides.
    """
    reach = within.widened(_AROUND, _AROUND)
    rooms = {room.id: room for room in rooms_in_use(session) if room.id not in heard.closed}
    meant = {key for key in only if key in rooms}
    asked = [
        key for key, room in rooms.items() if any(rooms[other].space.meets(room.space) for other in meant)
    ]
    query = _taking(reach)
    if meant:
        query = query.where(Booking.room_id.in_(asked))
    found: list[Any] = [row for row in session.execute(query).all() if row.id not in without]
    if heard.booking is not None and all(row.id != heard.booking.id for row in found):
        found.append(heard.booking)
    busy = [
        Busy(
            b.id, b.starts_at, b.ends_at, b.busy_until, b.starts_at - (b.prepare_from or b.starts_at),
            b.room_id,
        )
        for b in found
    ]  # fmt: skip
    taken = by_room(
        {key: room.space for key, room in rooms.items()}, [*busy, *_blocked(session, reach, heard)]
    )
    hours = read_hours(session, rooms, zone)
    times = {
        key: replace(time_of(room, hours[key], taken[key]), walk=room.walks.get(window, 0))
        for key, room in rooms.items()
    }
    counted = organisation_id if any(time.rules.quotas for time in times.values()) else None
    stock = _stock(session, reach, rooms, without, heard)
    situation = Situation(now, zone, stock, _booked(session, counted, within, without))
    standing = {
        b.id: Standing("" if b.is_confidential else b.title, b.room_id, b.starts_at, b.ends_at, b.busy_until)
        for b in found
    }
    return HallTime(rooms, times, situation, standing)


def time_of(room: Room, hours: OpeningHours, busy: tuple[Busy, ...]) -> RoomTime:
    """Give a room with its rules, its hours and what takes it."""
    return RoomTime(
        room_id=room.id,
        seats=room.seats,
        hours=hours,
        equipment=frozenset(room.equipment),
        preparation=room.preparation_minutes * MINUTE,
        clearing=room.turnover_minutes * MINUTE,
        rules=rules_from(room.rules),
        busy=busy,
    )


def rooms_in_use(session: Session) -> list[Room]:
    """List the rooms that are not closed, in the hall's order."""
    query = select(Room).where(Room.ended_at.is_(None)).order_by(Room.position, Room.number)
    return list(session.execute(query).scalars())


def read_hours(session: Session, rooms: Iterable[str], zone: str) -> dict[str, OpeningHours]:
    """Read the opening hours of some rooms, in two questions."""
    calendar = read_working_days(session)
    query = select(OpeningLayer).where(OpeningLayer.ended_at.is_(None))
    layers: dict[str | None, list[Layer]] = {}
    for row in session.execute(query).scalars():
        made_at = row.made_at + (_OWN if row.room_id is not None else 0)
        layers.setdefault(row.room_id, []).append(
            Layer(row.first_day, row.last_day, _week(row.week), made_at, row.name)
        )
    of_all = (USUAL_HOURS, *layers.pop(None, []))
    shared = OpeningHours(of_all, calendar, zone)
    return {
        key: OpeningHours((*of_all, *layers[key]), calendar, zone) if key in layers else shared
        for key in rooms
    }


def booked_by(
    session: Session, organisation_ids: Collection[str], within: Period, without: Collection[str] = ()
) -> dict[str, tuple[Period, ...]]:
    """Give what some organisations have booked around a stretch, as quotas count it, in one question."""
    query = select(Booking.id, Booking.organisation_id, Booking.starts_at, Booking.ends_at).where(
        living(),
        Booking.organisation_id.in_(organisation_ids),
        Booking.starts_at > within.starts_at - _MONTH,
        Booking.starts_at < within.ends_at + _MONTH,
    )
    found: dict[str, tuple[Period, ...]] = {}
    for key, whose, starts_at, ends_at in session.execute(query):
        if whose is not None and key not in without:
            found[whose] = (*found.get(whose, ()), Period(starts_at, ends_at))
    return found


def words_of(actor: Actor) -> frozenset[str]:
    """Name somebody's role and permissions, as rooms' rules name who may book."""
    return frozenset({str(actor.role), *(str(p) for p in GRANTS[actor.role])})


def holding() -> ColumnElement[bool]:
    """The bookings that keep others out of their room."""
    return and_(Booking.ended_at.is_(None), Booking.state.in_(HOLDING))


def living() -> ColumnElement[bool]:
    """The bookings that somebody still means to use: those that hold, and those that are asked for."""
    return and_(Booking.ended_at.is_(None), Booking.state.in_(LIVING))


def touching(start: int, end: int) -> ColumnElement[bool]:
    """The bookings that a stretch of time meets, their clearing and preparation included."""
    return and_(
        Booking.starts_at > start - LONGEST_BOOKING,
        Booking.starts_at < end + _AROUND,
        Booking.busy_until > start,
        Booking.prepare_from < end,
    )


def _taking(reach: Period) -> Select[Any]:
    columns: tuple[Any, ...] = (
        Booking.id,
        Booking.room_id,
        Booking.starts_at,
        Booking.ends_at,
        Booking.busy_until,
        Booking.prepare_from,
        Booking.title,
        Booking.is_confidential,
    )
    return select(*columns).where(holding(), touching(reach.starts_at, reach.ends_at))


def carried(
    booking_id: str, equipment: Mapping[str, int], room: Room | None, starts_at: int, busy_until: int
) -> tuple[Use, ...]:
    """Tell what a meeting has out; what stands in its room for good is not carried there."""
    fixed = frozenset(room.equipment) if room is not None else frozenset()
    wanted = wanted_of_stock(equipment, fixed)
    return tuple(Use(booking_id, kind, count, starts_at, busy_until) for kind, count in wanted.items())


def _carried_to(room: Room, meeting: Meeting) -> tuple[Use, ...]:
    start, end = meeting.period.starts_at, meeting.period.ends_at + room.turnover_minutes * MINUTE
    return carried(meeting.booking_id, meeting.equipment, room, start, end)


def _busy_of(room: Room, period: Period) -> Busy:
    until = period.ends_at + room.turnover_minutes * MINUTE
    return Busy("", period.starts_at, period.ends_at, until, room.preparation_minutes * MINUTE, room.id)


def busy_by(blocking: RoomBlocking) -> Busy:
    """Tell what a blocking takes; nothing is prepared or cleared around it."""
    b = blocking
    return Busy(b.id, b.starts_at, b.ends_at, b.ends_at, 0, b.room_id, is_blocking=True)


def read_owned(session: Session) -> dict[str, int]:
    """Read how many of each kind of movable equipment the hall owns."""
    query = select(EquipmentStock.kind, EquipmentStock.quantity).where(EquipmentStock.ended_at.is_(None))
    return {row.kind: row.quantity for row in session.execute(query)}


def _blocked(session: Session, reach: Period, heard: Heard) -> list[Busy]:
    query = select(RoomBlocking).where(
        RoomBlocking.ended_at.is_(None),
        RoomBlocking.ends_at > reach.starts_at,
        RoomBlocking.starts_at < reach.ends_at,
    )
    told = {b.booking_id: b for b in heard.blocked}
    here = [busy_by(b) for b in session.execute(query).scalars()]
    return list({**{b.booking_id: b for b in here}, **told}.values())


def _stock(
    session: Session,
    reach: Period,
    rooms: Mapping[str, Room],
    without: Collection[str],
    heard: Heard,
) -> Stock:
    used = (
        select(
            BookingEquipment.booking_id,
            BookingEquipment.kind,
            BookingEquipment.quantity,
            Booking.starts_at,
            Booking.busy_until,
            Booking.room_id,
        )
        .join(Booking, Booking.id == BookingEquipment.booking_id)
        .where(BookingEquipment.ended_at.is_(None), holding(), touching(reach.starts_at, reach.ends_at))
    )
    told = {(use.booking_id, use.kind) for use in heard.uses}
    uses = list(heard.uses)
    for key, kind, count, start, until, room_id in session.execute(used):
        if key not in without and (key, kind) not in told:
            uses += carried(key, {kind: count}, rooms.get(room_id), start, until)
    return Stock(read_owned(session) | dict(heard.owned), tuple(uses))


def _booked(
    session: Session, organisation_id: str | None, within: Period, without: Collection[str]
) -> tuple[Period, ...]:
    if organisation_id is None:
        return ()
    return booked_by(session, (organisation_id,), within, without).get(organisation_id, ())


def _week(kept: list[list[list[int]]]) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(Span(starts, min(ends, MINUTES_OF_A_DAY)) for starts, ends in spans) for spans in kept)
