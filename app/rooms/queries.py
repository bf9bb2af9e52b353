"""Rooms and bookings as the timeline, the lists and the day sheets read them.

How many questions a page asks does not depend on how many rooms and bookings there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.kernel.clock import DAY, HOUR, MINUTE, day_bounds, day_of
from app.kernel.periods import Period
from app.rooms.day_floor import DayFloor, read_floor
from app.rooms.entities import Booking, EquipmentStock, OpeningLayer, Room, RoomBlocking
from app.rooms.hall_time import (
    LONGEST_BOOKING,
    holding,
    living,
    read_hall_time,
    read_hours,
    rooms_in_use,
    words_of,
)
from app.rooms.instead import free_instead, three_best
from app.rooms.month_counts import counts_by_day
from app.rooms.opening import DayHours, Span
from app.rooms.reasons import Reason
from app.rooms.rows import (
    BookingCard,
    BookingRow,
    RoomRow,
    bookings_in,
    cards_of,
    find_booking,
    find_bookings,
    find_room,
    room_row,
    rows_of,
)
from app.rooms.rules import QuotaUse
from app.rooms.states import BookingState, Purpose, SubjectKind
from app.rooms.suggesting import Gap, Offer, gaps
from app.rooms.verdict import Meeting
from app.security.actors import Actor
from app.storage.store import Store

OPENS_HOUR = 8
CLOSES_HOUR = 20
LONGEST_MONTH = 62
"""An overview spans so many days at most."""


@dataclass(frozen=True)
class BlockingRow:
    """A stretch in which a room is not given."""

    id: str
    room_id: str
    starts_at: int
    ends_at: int
    reason: str


@dataclass(frozen=True)
class RoomDay:
    """A room on a day: its hours, what stands in it by start, what blocks it."""

    day: dt.date
    room: RoomRow
    hours: DayHours
    bookings: tuple[BookingCard, ...]
    blockings: tuple[BlockingRow, ...]


@dataclass(frozen=True)
class StockRow:
    """How many of a kind of movable equipment the hall owns."""

    kind: str
    quantity: int


@dataclass(frozen=True)
class LayerRow:
    """A layer of opening hours; ``room_id`` None: of all rooms."""

    id: str
    room_id: str | None
    name: str
    first_day: dt.date
    last_day: dt.date
    week: tuple[tuple[Span, ...], ...]


class RoomsView:
    """Looks at rooms and bookings. ``reader``: who looks; what is confidential is shown to its host alone."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def rooms(self) -> tuple[RoomRow, ...]:
        """List the rooms in their order."""
        with self._store.look() as session:
            return tuple(room_row(room) for room in rooms_in_use(session))

    def rooms_out_of_use(self) -> tuple[RoomRow, ...]:
        """List the rooms that were closed for good: what is booked in them still names them."""
        query = select(Room).where(Room.ended_at.is_not(None)).order_by(Room.position, Room.number)
        with self._store.look() as session:
            return tuple(room_row(room) for room in session.execute(query).scalars())

    def hours(self, day: dt.date) -> Period:
        """Tell from when to when the timeline shows a day: while any room is open, at least 8 to 20."""
        with self._store.look() as session:
            rooms = [room.id for room in rooms_in_use(session)]
            found = read_hours(session, rooms, self._zone).values()
        shown = {id(hours): hours for hours in found}.values()
        opened = [period for hours in shown for period in hours.periods(day, day)]
        usual = usual_hours(day, self._zone)
        return Period(
            min([usual.starts_at, *(p.starts_at for p in opened)]),
            max([usual.ends_at, *(p.ends_at for p in opened)]),
        )

    def today(self) -> dt.date:
        """Tell the hall's day."""
        return day_of(self._store.clock.now(), self._zone)

    def now(self) -> int:
        """Tell the moment."""
        return self._store.clock.now()

    def day(self, day: dt.date, reader: str = "") -> tuple[BookingRow, ...]:
        """List the bookings that touch a day, by start; what is over for good is left out."""
        start, end = day_bounds(day, self._zone)
        with self._store.look() as session:
            return rows_of(session, bookings_in(session, living(), meeting_in(start, end)), reader)

    def floor(self, first: dt.date, last: dt.date) -> DayFloor:
        """Give all that decides what can be booked on some days, for pure questions while somebody drags."""
        return read_floor(self._store, self._zone, first, last)

    def blockings(self, day: dt.date) -> tuple[BlockingRow, ...]:
        """List the blockings that touch a day."""
        with self._store.look() as session:
            return _blockings(session, *day_bounds(day, self._zone))

    def blockings_to_come(self) -> tuple[BlockingRow, ...]:
        """List the blockings that are not over, of the next hundred years."""
        with self._store.look() as session:
            return _blockings(session, self.now(), self.now() + 36_525 * DAY)

    def week(self, room_id: str, monday: dt.date, reader: str = "") -> tuple[RoomDay, ...]:
        """Show seven days of a room; refuses with Missing."""
        days = [monday + dt.timedelta(days=n) for n in range(7)]
        with self._store.look() as session:
            return _room_days(session, [find_room(session, room_id)], days, self._zone, reader)

    def day_sheet(self, day: dt.date, room_id: str | None = None, reader: str = "") -> tuple[RoomDay, ...]:
        """Give what is printed for a room, or for all rooms in their order; refuses with Missing."""
        with self._store.look() as session:
            rooms = rooms_in_use(session) if room_id is None else [find_room(session, room_id)]
            return _room_days(session, rooms, [day], self._zone, reader)

    def month(self, first: dt.date, last: dt.date) -> dict[tuple[str, dt.date], int]:
        """Count the bookings of each room on each day; those without any are left out. One question."""
        days = [first + dt.timedelta(days=n) for n in range(min((last - first).days + 1, LONGEST_MONTH))]
        with self._store.look() as session:
            return counts_by_day(session, days, self._zone)

    def of_visit(self, visit_id: str, reader: str = "") -> tuple[BookingCard, ...]:
        """List the bookings of a visit, by start; cancelled ones are left out."""
        with self._store.look() as session:
            return cards_of(session, bookings_in(session, living(), Booking.visit_id == visit_id), reader)

    def of_subject(self, kind: SubjectKind, key: str, reader: str = "") -> tuple[BookingCard, ...]:
        """List the bookings for a case, demand, achievement or contract, by start, past ones too."""
        held = and_(Booking.subject_kind == kind, Booking.subject_id == key, living())
        with self._store.look() as session:
            return cards_of(session, bookings_in(session, held), reader)

    def booking(self, booking_id: str, reader: str = "") -> BookingCard:
        """Give a booking, a cancelled one too; refuses with Missing."""
        with self._store.look() as session:
            return find_booking(session, booking_id, reader)

    def bookings(self, booking_ids: Sequence[str], reader: str = "") -> tuple[BookingCard, ...]:
        """Give bookings by start; those that are not here are left out."""
        with self._store.look() as session:
            return find_bookings(session, booking_ids, reader)

    def requests(self, reader: str = "") -> tuple[BookingCard, ...]:
        """List what waits for the hall's word and is not past, by start: competing ones stand together."""
        asked = and_(
            Booking.state.in_((BookingState.REQUESTED, BookingState.PENDING)),
            Booking.ended_at.is_(None),
            Booking.ends_at > self.now(),
        )
        with self._store.look() as session:
            return cards_of(session, bookings_in(session, asked), reader)

    def standing_against(self, room_id: str, starts_at: int, ends_at: int) -> tuple[BookingRow, ...]:
        """List the bookings that stand against a meeting in a room, by start; refuses with Missing."""
        period = Period(starts_at, ends_at)
        with self._store.look() as session:
            room = find_room(session, room_id)
            return rows_of(session, clashing(session, room, period, "", holding()))

    def against(
        self, room_id: str, meeting: Meeting, window: str = "", organisation_id: str | None = None
    ) -> tuple[Reason, ...]:
        """List all that stands against a meeting, for the form while it is typed; refuses with Missing.

        organisation_id: whose quotas are asked.
        """
        return self.checked(room_id, meeting, window, organisation_id)[0]

    def checked(
        self, room_id: str, meeting: Meeting, window: str = "", organisation_id: str | None = None
    ) -> tuple[tuple[Reason, ...], tuple[QuotaUse, ...]]:
        """Tell the same, and how the quotas of the organisation stand with the meeting; none for nobody."""
        with self._store.look() as session:
            hall = read_hall_time(
                session,
                meeting.period,
                self.now(),
                self._zone,
                window=window,
                organisation_id=organisation_id,
                without={meeting.booking_id} - {""},
            )
        quotas = hall.quotas(meeting, room_id) if organisation_id is not None else ()
        return hall.against(meeting, room_id), quotas

    def suggestions(
        self,
        starts_at: int,
        minutes: int,
        party_size: int,
        purpose: Purpose,
        without: str = "",
        window: str = "",
        actor: Actor | None = None,
        organisation_id: str | None = None,
    ) -> tuple[Offer, ...]:
        """Find the three best rooms for a meeting of so many minutes, with the reasons.

        organisation_id: whose quotas are asked.
        """
        if minutes <= 0 or party_size <= 0:
            return ()
        period = Period(starts_at, starts_at + minutes * MINUTE)
        meeting = Meeting(period, party_size, who=_who(actor), booking_id=without)
        with self._store.look() as session:
            return three_best(session, meeting, purpose, self.now(), self._zone, window, organisation_id)

    def alternatives(
        self,
        room_id: str,
        meeting: Meeting,
        purpose: Purpose,
        window: str = "",
        organisation_id: str | None = None,
    ) -> tuple[Offer, ...]:
        """List what else there is where a room cannot be had, also where it is out of use.

        organisation_id: whose quotas are asked.
        """
        with self._store.look() as session:
            return free_instead(
                session, room_id, meeting, purpose, self.now(), self._zone, organisation_id, window
            )

    def gaps(
        self, meeting: Meeting, windows: Iterable[Period], organisation_id: str | None = None
    ) -> tuple[Gap, ...]:
        """Find the gaps of a meeting's length in some windows over all rooms, by start.

        organisation_id: whose quotas are asked.
        """
        asked = tuple(windows)
        if not asked:
            return ()
        within = Period(min(w.starts_at for w in asked), max(w.ends_at for w in asked))
        with self._store.look() as session:
            hall = read_hall_time(session, within, self.now(), self._zone, organisation_id=organisation_id)
        return gaps(meeting, hall.times.values(), hall.situation, asked)

    def stock(self) -> tuple[StockRow, ...]:
        """List the movable equipment."""
        query = select(EquipmentStock).where(EquipmentStock.ended_at.is_(None)).order_by(EquipmentStock.kind)
        with self._store.look() as session:
            return tuple(StockRow(s.kind, s.quantity) for s in session.execute(query).scalars())

    def layers(self) -> tuple[LayerRow, ...]:
        """List the layers of opening hours, by their first day."""
        query = select(OpeningLayer).where(OpeningLayer.ended_at.is_(None))
        with self._store.look() as session:
            found = session.execute(query.order_by(OpeningLayer.first_day, OpeningLayer.id)).scalars()
            return tuple(
                LayerRow(r.id, r.room_id, r.name, r.first_day, r.last_day, _spans(r.week)) for r in found
            )


def usual_hours(day: dt.date, zone: str) -> Period:
    """Tell what the timeline shows of a day at least."""
    midnight, _ = day_bounds(day, zone)
    return Period(midnight + OPENS_HOUR * HOUR, midnight + CLOSES_HOUR * HOUR)


def meeting_in(start: int, end: int) -> ColumnElement[bool]:
    """The bookings that touch a stretch, clearing included."""
    return and_(
        Booking.starts_at > start - LONGEST_BOOKING, Booking.starts_at < end, Booking.busy_until > start
    )


def clashing(
    session: Session, room: Room, period: Period, without: str, among: ColumnElement[bool]
) -> list[Booking]:
    """List the bookings among some that a meeting in a room cannot stand beside, by start.

    As the centre's exclusions do: those of rooms on the same floor count too, and the longer of clearing and
    preparation.
    """
    sharing = [r.id for r in rooms_in_use(session) if r.space.meets(room.space)]
    prepare_from = period.starts_at - room.preparation_minutes * MINUTE
    busy_until = period.ends_at + room.turnover_minutes * MINUTE
    clash = or_(
        and_(Booking.starts_at < busy_until, Booking.busy_until > period.starts_at),
        and_(Booking.prepare_from < period.ends_at, Booking.ends_at > prepare_from),
    )
    reach = and_(
        Booking.starts_at > prepare_from - LONGEST_BOOKING, Booking.starts_at < busy_until + DAY, clash
    )
    return bookings_in(session, among, reach, Booking.room_id.in_(sharing), Booking.id != without)


def _who(actor: Actor | None) -> frozenset[str]:
    return frozenset() if actor is None else words_of(actor)


def _room_days(
    session: Session, rooms: list[Room], days: list[dt.date], zone: str, reader: str
) -> tuple[RoomDay, ...]:
    start, end = day_bounds(days[0], zone)[0], day_bounds(days[-1], zone)[1]
    keys = [room.id for room in rooms]
    found = bookings_in(session, living(), meeting_in(start, end), Booking.room_id.in_(keys))
    cards, blocked = cards_of(session, found, reader), _blockings(session, start, end)
    hours = read_hours(session, keys, zone)
    shown = []
    for room in rooms:
        for day in days:
            first, last = day_bounds(day, zone)
            shown.append(
                RoomDay(
                    day,
                    room_row(room),
                    hours[room.id].of_day(day),
                    tuple(
                        c for c in cards if c.room_id == room.id and c.starts_at < last and first < c.ends_at
                    ),
                    tuple(
                        b
                        for b in blocked
                        if b.room_id == room.id and b.starts_at < last and first < b.ends_at
                    ),
                )
            )
    return tuple(shown)


def _blockings(session: Session, start: int, end: int) -> tuple[BlockingRow, ...]:
    query = (
        select(RoomBlocking)
        .where(RoomBlocking.ended_at.is_(None), RoomBlocking.ends_at > start, RoomBlocking.starts_at < end)
        .order_by(RoomBlocking.starts_at, RoomBlocking.id)
    )
    return tuple(
        BlockingRow(b.id, b.room_id, b.starts_at, b.ends_at, b.reason)
        for b in session.execute(query).scalars()
    )


def _spans(week: list[list[list[int]]]) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(Span(*pair) for pair in spans) for spans in week)
