"""Arranging rooms while the hall works: what they ask, when they are open, blockings, floor, equipment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused, Missing
from app.kernel.periods import Period
from app.rooms.entities import Booking, EquipmentStock, OpeningLayer, Room, RoomBlocking
from app.rooms.entries import RoomPlan, one_line, open_room
from app.rooms.floor import divided, own_space
from app.rooms.hall_time import living, read_hall_time, rooms_in_use, touching
from app.rooms.opening import Layer, Span
from app.rooms.refusals import BookingsInTheWay
from app.rooms.room_rules import rules_as_kept
from app.rooms.rows import BookingRow, RoomRow, bookings_in, find_room, room_row, rows_of
from app.rooms.rules import RoomRules
from app.rooms.service import said_why
from app.rooms.states import Equipment
from app.security.actors import Actor, Permission
from app.storage.files import keep_file, read_files
from app.storage.store import Store, Work

LONGEST_AROUND = 240
"""Minutes of preparation or clearing at most."""
MOST_SEATS = 9999
LARGEST_PICTURE = 512 * 1024
"""Bytes of a room's picture."""
_JPEG = b"\xff\xd8\xff"
MOST_PIECES = 9999


@dataclass(frozen=True)
class RoomSettings:
    """Everything about a room that can be set while it is in use."""

    name: str
    name_en: str
    seats: int
    equipment: tuple[Equipment, ...] = ()
    preparation_minutes: int = 0
    turnover_minutes: int = 15
    release_minutes: int = 0
    rules: RoomRules = field(default_factory=RoomRules)
    walks: Mapping[str, int] = field(default_factory=dict)
    plan: tuple[int, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class LayerEntry:
    """Opening hours for a run of days, both included; ``room_id`` None: of all rooms. A day without spans is
    closed.
    """

    first_day: dt.date
    last_day: dt.date
    week: tuple[tuple[Span, ...], ...]
    name: str = ""
    room_id: str | None = None


@dataclass(frozen=True)
class Hit:
    """What a change of the hall leaves without what was promised: bookings whose people want to be told."""

    bookings: tuple[BookingRow, ...]


class RoomArranging:
    """The desk of whoever arranges rooms (Permission.ARRANGE_HALL, blockings: OVERSEE_ROOMS)."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def add_room(self, plan: RoomPlan, *, actor: Actor) -> Outcome[RoomRow]:
        """Open another room, behind those there are; refuses with FieldRefused, a number twice too."""
        actor.must(Permission.ARRANGE_HALL)
        number = plan.number.strip()
        if not number:
            raise FieldRefused("number", "empty")
        with self._store.change(actor, "add_room") as work:
            if any(room.number.casefold() == number.casefold() for room in rooms_in_use(work.session)):
                raise FieldRefused("number", "used", number)
            last = work.session.execute(select(func.max(Room.position))).scalar() or 0
            key = open_room(work, plan, last + 1)
            work.session.flush()
            row = room_row(find_room(work.session, key))
        return work.outcome(row)

    def set_room(self, room_id: str, settings: RoomSettings, *, actor: Actor) -> Outcome[RoomRow]:
        """Set everything about a room; what is booked already keeps its preparation and clearing.

        Refuses with FieldRefused, Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        _check_settings(settings)
        with self._store.change(actor, "set_room") as work:
            room = find_room(work.session, room_id)
            room.name, room.name_en = one_line(settings.name), one_line(settings.name_en)
            room.seats = settings.seats
            room.equipment = [str(e) for e in settings.equipment]
            room.preparation_minutes = settings.preparation_minutes
            room.turnover_minutes = settings.turnover_minutes
            room.release_minutes = settings.release_minutes
            room.rules = rules_as_kept(settings.rules)
            room.walks, room.plan = dict(settings.walks), list(settings.plan)
            room.picture = settings.picture
            row = room_row(room)
        return work.outcome(row)

    def set_picture(self, room_id: str, content: bytes, *, actor: Actor) -> Outcome[RoomRow]:
        """Keep a picture of a room, or take it away (no content). The file stays at this terminal.

        Refuses with FieldRefused what is no small JPEG picture, Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        if content and not content.startswith(_JPEG):
            raise FieldRefused("picture", "wrong_form")
        if len(content) > LARGEST_PICTURE:
            raise FieldRefused("picture", "too_long")
        with self._store.change(actor, "set_room_picture") as work:
            room = find_room(work.session, room_id)
            room.picture = keep_file(work.session, content, "room_picture", work.now) if content else ""
            row = room_row(room)
        return work.outcome(row)

    def pictures(self) -> dict[str, bytes]:
        """Give the pictures of the rooms in use that are at this terminal, by the key of the file."""
        with self._store.look() as session:
            wanted = [room.picture for room in rooms_in_use(session) if room.picture]
            return read_files(session, wanted)

    def divide(self, whole_id: str, part_ids: Sequence[str], *, actor: Actor) -> Outcome[None]:
        """Say that a hall can be divided into rooms: it excludes each of them, not they each other.

        Without parts it stands for itself again. Bookings to come go with their rooms. Refuses with
        BookingsInTheWay where some of them would meet, FieldRefused, Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        if whole_id in part_ids or len(set(part_ids)) != len(part_ids):
            raise FieldRefused("parts", "wrong_form")
        with self._store.change(actor, "divide_room") as work:
            whole = find_room(work.session, whole_id)
            parts = [find_room(work.session, key) for key in part_ids]
            known = {whole_id, *part_ids}
            left = [
                room
                for room in rooms_in_use(work.session)
                if room.id not in known and room.space.meets(whole.space)
            ]
            for room in left:
                room.space_from, room.space_to = own_space(room.id).space_from, own_space(room.id).space_to
            over, beside = divided(whole_id, max(len(parts), 1))
            whole.space_from, whole.space_to = over.space_from, over.space_to
            for room, space in zip(parts, beside, strict=False):
                room.space_from, room.space_to = space.space_from, space.space_to
            work.session.flush()
            _move_bookings(work, [whole, *parts, *left])
        return work.outcome(None)

    def close_room(
        self, room_id: str, reason: str, *, actor: Actor, despite_bookings: bool = False
    ) -> Outcome[Hit]:
        """Take a room out of use; gives the bookings that lose it. Refuses with BookingsInTheWay, Missing."""
        actor.must(Permission.ARRANGE_HALL)
        said = said_why(reason)
        with self._store.change(actor, "close_room") as work:
            room = find_room(work.session, room_id)
            hit = bookings_in(work.session, living(), Booking.room_id == room_id, Booking.ends_at > work.now)
            if hit and not despite_bookings:
                raise _in_the_way(hit)
            room.ended_at, room.end_reason = work.now, said
            rows = rows_of(work.session, hit, actor.staff_id)
        return work.outcome(Hit(rows))

    def block(
        self, room_ids: Sequence[str], period: Period, reason: str, *, actor: Actor, around: bool = False
    ) -> Outcome[Hit]:
        """Give some rooms to nobody for a time. ``around``: what is booked stays, and is told.

        Rooms on the same floor are blocked with them. Refuses with BookingsInTheWay where something is
        booked and may not stay, FieldRefused, Missing.
        """
        actor.must(Permission.OVERSEE_ROOMS)
        said = said_why(reason)
        if not room_ids:
            raise FieldRefused("rooms", "empty")
        with self._store.change(actor, "block_rooms") as work:
            rooms = [find_room(work.session, key) for key in dict.fromkeys(room_ids)]
            shut = [
                room.id
                for room in rooms_in_use(work.session)
                if any(room.space.meets(blocked.space) for blocked in rooms)
            ]
            then = touching(period.starts_at, period.ends_at)
            hit = bookings_in(work.session, living(), then, Booking.room_id.in_(shut))
            if hit and not around:
                raise _in_the_way(hit)
            for room in rooms:
                blocking = RoomBlocking(
                    room_id=room.id, starts_at=period.starts_at, ends_at=period.ends_at, reason=said
                )
                work.add(blocking)
            rows = rows_of(work.session, hit, actor.staff_id)
        return work.outcome(Hit(rows))

    def unblock(self, blocking_id: str, *, actor: Actor) -> Outcome[None]:
        """Give a room free again; refuses with Missing."""
        actor.must(Permission.OVERSEE_ROOMS)
        with self._store.change(actor, "unblock_room") as work:
            blocking = work.get(RoomBlocking, blocking_id)
            if blocking.ended_at is not None:
                raise Missing("room_blocking", blocking_id)
            blocking.ended_at = work.now
        return work.outcome(None)

    def set_layer(self, entry: LayerEntry, *, actor: Actor) -> Outcome[str]:
        """Set opening hours for a run of days and give the layer's key.

        Of layers that cover a day the shortest counts, of equal ones the later set. Refuses with
        FieldRefused, Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        checked = Layer(entry.first_day, entry.last_day, entry.week)
        with self._store.change(actor, "set_hours") as work:
            if entry.room_id is not None:
                find_room(work.session, entry.room_id)
            row = OpeningLayer(
                room_id=entry.room_id,
                name=one_line(entry.name),
                first_day=checked.first,
                last_day=checked.last,
                week=[[[span.starts, span.ends] for span in spans] for spans in checked.week],
            )
            work.add(row)
            work.session.flush()
        return work.outcome(row.id)

    def end_layer(self, layer_id: str, *, actor: Actor) -> Outcome[None]:
        """Withdraw opening hours; refuses with Missing."""
        actor.must(Permission.ARRANGE_HALL)
        with self._store.change(actor, "end_hours") as work:
            layer = work.get(OpeningLayer, layer_id)
            if layer.ended_at is not None:
                raise Missing("opening_layer", layer_id)
            layer.ended_at = work.now
        return work.outcome(None)

    def set_stock(self, kind: str, quantity: int, *, actor: Actor) -> Outcome[Hit]:
        """Say how many of a kind of movable equipment the hall owns.

        Gives the bookings to come that were promised more than there is now. Refuses with FieldRefused.
        """
        return self._stocked("set_stock", kind, quantity, actor)

    def withdraw_equipment(self, kind: str, count: int, *, actor: Actor) -> Outcome[Hit]:
        """Take some pieces out of use; gives the bookings to come that were promised them."""
        with self._store.look() as session:
            query = select(EquipmentStock.quantity).where(
                EquipmentStock.kind == kind.strip(), EquipmentStock.ended_at.is_(None)
            )
            owned = session.execute(query).scalar() or 0
        if not 1 <= count <= owned:
            raise FieldRefused("count", "out_of_range", str(count))
        return self._stocked("withdraw_equipment", kind, owned - count, actor)

    def _stocked(self, use_case: str, kind: str, quantity: int, actor: Actor) -> Outcome[Hit]:
        actor.must(Permission.ARRANGE_HALL)
        name = kind.strip()
        if not name:
            raise FieldRefused("kind", "empty")
        if not 0 <= quantity <= MOST_PIECES:
            raise FieldRefused("quantity", "out_of_range", str(quantity))
        with self._store.change(actor, use_case) as work:
            query = select(EquipmentStock).where(
                EquipmentStock.kind == name, EquipmentStock.ended_at.is_(None)
            )
            row = work.session.execute(query).scalar_one_or_none()
            if row is None:
                row = work.add(EquipmentStock(kind=name, quantity=0))
            row.quantity = quantity
            work.session.flush()
            hit = self._short_of(work, name)
            rows = rows_of(work.session, bookings_in(work.session, Booking.id.in_(hit)), actor.staff_id)
        return work.outcome(Hit(rows))

    def _short_of(self, work: Work, kind: str) -> list[str]:
        """List the bookings to come that use a kind while more of it is promised than there is."""
        farthest = work.session.execute(select(func.max(Booking.busy_until)).where(living())).scalar() or 0
        if farthest <= work.now:
            return []
        to_come = Period(work.now, farthest)
        stock = read_hall_time(work.session, to_come, work.now, self._zone).situation.stock
        short = [Period(start, end) for start, end in stock.shortages(kind, 0, to_come)]
        return sorted({key for period in short for key in stock.users(kind, period)})


def _check_settings(settings: RoomSettings) -> None:
    if not settings.name.strip():
        raise FieldRefused("room_name", "empty")
    for name, value, least, most in (
        ("seats", settings.seats, 1, MOST_SEATS),
        ("preparation_minutes", settings.preparation_minutes, 0, LONGEST_AROUND),
        ("turnover_minutes", settings.turnover_minutes, 0, LONGEST_AROUND),
        ("release_minutes", settings.release_minutes, 0, LONGEST_AROUND),
    ):
        if not least <= value <= most:
            raise FieldRefused(name, "out_of_range", f"{least}\u2013{most}")
    if len(settings.plan) not in (0, 4):
        raise FieldRefused("plan", "wrong_form")


def _move_bookings(work: Work, rooms: Sequence[Room]) -> None:
    """Put the bookings to come on the floor of their rooms; refuses with BookingsInTheWay those that meet."""
    spaces = {room.id: room.space for room in rooms}
    found = bookings_in(work.session, living(), Booking.room_id.in_(spaces), Booking.busy_until > work.now)
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            is_apart = one.room_id == other.room_id or not spaces[one.room_id].meets(spaces[other.room_id])
            if not is_apart and _clash(one, other):
                raise _in_the_way([one, other])
    for booking in found:
        space = spaces[booking.room_id]
        booking.space_from, booking.space_to = space.space_from, space.space_to


def _clash(one: Booking, other: Booking) -> bool:
    """Tell whether two bookings cannot stand on one floor, as the centre's exclusions do."""
    return (one.starts_at < other.busy_until and other.starts_at < one.busy_until) or (
        one.prepare_from < other.ends_at and other.prepare_from < one.ends_at
    )


def _in_the_way(bookings: Sequence[Booking]) -> BookingsInTheWay:
    return BookingsInTheWay(len(bookings), bookings[0].starts_at, tuple(b.id for b in bookings))
