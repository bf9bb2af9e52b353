"""Everything that stands against a meeting in a room. Pure; the service and the screen ask the same question.

Availability is told over half-open periods. Preparation and clearing may lie outside the opening hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.kernel.clock import MINUTE
from app.kernel.periods import Period
from app.rooms.availability import GRID, Busy, conflicts
from app.rooms.opening import OpeningHours
from app.rooms.reasons import (
    Blocked,
    ClosedThen,
    EquipmentMissing,
    EquipmentTaken,
    Excluded,
    InThePast,
    NotForYou,
    OffGrid,
    OverQuota,
    Reason,
    SeveralDays,
    ShortNotice,
    Taken,
    TooFarAhead,
    TooLong,
    TooManyPeople,
    TooShort,
)
from app.rooms.rules import QuotaUse, RoomRules, is_on_grid, is_one_day, last_on_grid, next_on_grid
from app.rooms.stock import Stock, Use, wanted_of_stock


@dataclass(frozen=True)
class Space:
    """The floor a room stands on, half-open. Rooms whose spaces meet exclude each other (a divided hall)."""

    space_from: int
    space_to: int

    def meets(self, other: Space) -> bool:
        """Tell whether two rooms have floor in common."""
        return self.space_from < other.space_to and other.space_from < self.space_to


@dataclass(frozen=True)
class RoomTime:
    """A room with its rules and all that takes it: its own bookings, and those of rooms on the same floor."""

    room_id: str
    seats: int
    hours: OpeningHours
    equipment: frozenset[str] = frozenset()
    """What stands in it for good, one of each kind."""
    preparation: int = 0
    """Microseconds before each meeting, where the booking does not say otherwise."""
    clearing: int = 0
    rules: RoomRules = field(default_factory=RoomRules)
    busy: tuple[Busy, ...] = ()
    walk: int = 0
    """The way from the window, in metres."""
    is_meant: bool = True
    """Whether the room is of the kind the purpose belongs in."""


@dataclass(frozen=True)
class Meeting:
    """What somebody wants: when, for how many people at the table, with what, and who asks."""

    period: Period
    people: int = 1
    equipment: Mapping[str, int] = field(default_factory=dict)
    """So many of each kind that must be there."""
    who: frozenset[str] = frozenset()
    """The roles and permissions of whoever books, as plain words."""
    preparation: int | None = None
    """Microseconds; None: as the room has it."""
    clearing: int | None = None
    booking_id: str = ""
    """The booking that is being changed: its own time does not stand against it."""
    keeps_start: bool = False
    """The booking begins then already: past, notice, advance and grid are not asked again."""

    def around(self, room: RoomTime) -> tuple[int, int]:
        """Give preparation and clearing in a room."""
        return (
            room.preparation if self.preparation is None else self.preparation,
            room.clearing if self.clearing is None else self.clearing,
        )


@dataclass(frozen=True)
class Situation:
    """What is known besides the rooms: the moment, movable equipment, what the organisation has booked."""

    now: int
    zone: str
    stock: Stock = field(default_factory=Stock)
    booked: tuple[Period, ...] = ()
    """The organisation's bookings that count for a quota, without the one that is being changed."""

    def with_booked(self, period: Period | None, uses: tuple[Use, ...]) -> Situation:
        """Give the same with one more meeting that has equipment out; quotas count ``period``, if any."""
        stock = replace(self.stock, uses=(*self.stock.uses, *uses))
        counted = () if period is None else (period,)
        return replace(self, stock=stock, booked=(*self.booked, *counted))

    @property
    def minute(self) -> int:
        """The minute that is running."""
        return self.now // MINUTE * MINUTE

    def is_at_once(self, moment: int) -> bool:
        """Tell whether a start lies in the quarter of an hour that is running: people want to sit down."""
        return self.now - GRID < moment <= self.now


def by_room(spaces: Mapping[str, Space], busy: Iterable[Busy]) -> dict[str, tuple[Busy, ...]]:
    """Give each room all that takes it, by start: its own, and that of rooms that share floor with it."""
    sharing = {
        room: [other for other, theirs in spaces.items() if other == room or theirs.meets(space)]
        for room, space in spaces.items()
    }
    taken: dict[str, list[Busy]] = {room: [] for room in spaces}
    for b in sorted(busy, key=_start):
        for room in sharing.get(b.room_id, ()):
            taken[room].append(b)
    return {room: tuple(found) for room, found in taken.items()}


def verdict(meeting: Meeting, room: RoomTime, situation: Situation) -> tuple[Reason, ...]:
    """Give all that stands against a meeting in a room; nothing: it may be booked.

    Whether it then has to be agreed to is told by ``room.rules.needs_approval``.
    """
    return (
        *_of_people(meeting, room),
        *_of_hours(meeting, room, situation),
        *_of_others(meeting, room),
        *_of_equipment(meeting, room, situation),
        *_of_start(meeting, room, situation),
        *_of_length(meeting, room, situation),
        *_of_quotas(meeting, room, situation),
    )


def _of_people(meeting: Meeting, room: RoomTime) -> Iterator[Reason]:
    if not room.rules.admits(meeting.who):
        yield NotForYou(tuple(sorted(room.rules.who_may_book)))
    if meeting.people > room.seats:
        yield TooManyPeople(meeting.people, room.seats)


def _of_hours(meeting: Meeting, room: RoomTime, situation: Situation) -> Iterator[Reason]:
    at = _closed_at(meeting.period, room, situation.zone)
    closed = None if at is None else room.hours.why_closed(at)
    if at is not None and closed is not None:
        yield ClosedThen(at, closed, room.hours.next_opening(at))


def _closed_at(period: Period, room: RoomTime, zone: str) -> int | None:
    """Find a moment of a meeting at which the room is closed.

    A meeting lies in one open stretch. One over several days, where the room allows that, begins and ends in
    open time; the nights and closed days between do not matter.
    """
    opened = room.hours.around(period.starts_at, period.ends_at)
    first = next((o for o in opened if o.contains(period.starts_at)), None)
    if first is None:
        return period.starts_at
    if not room.rules.allows_several_days or is_one_day(period, zone):
        return None if period.ends_at <= first.ends_at else first.ends_at
    last = period.ends_at - 1
    return None if any(o.contains(last) for o in opened) else last


def _of_others(meeting: Meeting, room: RoomTime) -> Iterator[Reason]:
    preparation, clearing = meeting.around(room)
    period = meeting.period
    for b in conflicts(room.busy, period, clearing, meeting.booking_id, preparation):
        kind = Blocked if b.is_blocking else Taken if b.room_id in ("", room.room_id) else Excluded
        yield kind(
            booking_id=b.booking_id,
            room_id=b.room_id or room.room_id,
            starts_at=b.starts_at,
            ends_at=b.ends_at,
            busy_from=b.busy_from,
            busy_until=b.busy_until,
            only_around=period.ends_at <= b.starts_at or b.ends_at <= period.starts_at,
        )


def _of_equipment(meeting: Meeting, room: RoomTime, situation: Situation) -> Iterator[Reason]:
    stock = situation.stock
    out = meeting.period.widened(0, meeting.around(room)[1])
    for kind, wanted in sorted(wanted_of_stock(meeting.equipment, room.equipment).items()):
        fixed = int(kind in room.equipment)
        owned = stock.owned(kind)
        if owned < wanted:
            yield EquipmentMissing(kind, wanted + fixed, owned + fixed)
            continue
        free = stock.free(kind, out, meeting.booking_id)
        if free < wanted:
            users = stock.users(kind, out, meeting.booking_id)
            yield EquipmentTaken(kind, wanted + fixed, free + fixed, users)


def _of_start(meeting: Meeting, room: RoomTime, situation: Situation) -> Iterator[Reason]:
    start, now, zone, rules = meeting.period.starts_at, situation.now, situation.zone, room.rules
    is_past = start <= now - GRID and not meeting.keeps_start
    if is_past or meeting.period.ends_at <= now:
        yield InThePast(start, now)
    if meeting.keeps_start:
        return
    if rules.notice_minutes and not is_past and start < rules.earliest(now):
        yield ShortNotice(rules.notice_minutes, rules.earliest(now))
    latest = rules.latest(now, zone)
    if latest is not None and rules.advance_days is not None and start >= latest:
        yield TooFarAhead(rules.advance_days, latest)
    if not situation.is_at_once(start) and not is_on_grid(start, rules.grid_minutes, zone):
        before, after = (step(start, rules.grid_minutes, zone) for step in (last_on_grid, next_on_grid))
        yield OffGrid(rules.grid_minutes, before, after)


def _of_length(meeting: Meeting, room: RoomTime, situation: Situation) -> Iterator[Reason]:
    rules, length = room.rules, meeting.period.length
    if length < rules.shortest_minutes * MINUTE:
        yield TooShort(rules.shortest_minutes)
    if length > rules.longest_minutes * MINUTE:
        yield TooLong(rules.longest_minutes)
    if not rules.allows_several_days and not is_one_day(meeting.period, situation.zone):
        yield SeveralDays()


def _of_quotas(meeting: Meeting, room: RoomTime, situation: Situation) -> Iterator[Reason]:
    for use in quotas_of(meeting, room, situation):
        if use.left < 0:
            yield OverQuota(use.quota, use.used)


def quotas_of(meeting: Meeting, room: RoomTime, situation: Situation) -> tuple[QuotaUse, ...]:
    """Tell how each quota of a room stands with a meeting."""
    start, zone = meeting.period.starts_at, situation.zone
    return tuple(
        QuotaUse(quota, quota.used(situation.booked, start, zone), quota.weight(meeting.period))
        for quota in room.rules.quotas
    )


def _start(busy: Busy) -> int:
    return busy.starts_at
