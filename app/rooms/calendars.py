"""Calendar files of rooms: out for whoever subscribes, in from other programs.

A booking goes out under its own key, one that came in under the name it came with; so a file that is read
twice, or was written here, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.documents.meetings import Meeting, Problem, Reading, Standing, named
from app.documents.words import word
from app.kernel.clock import DAY, SECOND, Clock
from app.kernel.errors import Refusal
from app.kernel.periods import Period
from app.rooms.calendar_files import file_names, left_behind, read_held, write_files
from app.rooms.entities import Booking, Room
from app.rooms.entries import BookingEntry, one_line
from app.rooms.rows import find_room, pending_keys
from app.rooms.service import Rooms
from app.rooms.states import LIVING, BookingState, Purpose
from app.security.actors import Actor, Permission
from app.storage.store import Store

OWN = "@guitai"
"""Ends the names of our own bookings and rooms in calendar files."""
KEPT_DAYS = 30
"""Meetings of so many days past stay in a file: subscribers drop what is missing from it."""


class CalendarMaker(Protocol):
    """Writes and reads calendar files."""

    def write(self, name: str, meetings: Iterable[Meeting], uid: str = "") -> bytes:
        """Write meetings as a calendar to subscribe to, known by its UID."""
        ...

    def own(self, content: bytes) -> str | None:
        """Give the UID of a calendar that was written here, "" where it has none; None of any other file."""
        ...

    def read(self, content: bytes, zone: str) -> Reading:
        """Read a file of whatever origin."""
        ...


class Effect(StrEnum):
    """What taking a meeting from a file would do."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    """The same hours in a newer revision: its title is brought up to date, and how its calendar counts."""
    CANCELLED = "cancelled"
    KNOWN = "known"
    """It is here as the file has it, or the file is older."""
    DIFFERS = "differs"
    """Here under another title, and nothing says which is newer."""
    OVER = "over"


@dataclass(frozen=True)
class FileLine:
    """A meeting of a file and what taking it would do; booking_id: the booking that is here.

    title: what the booking will be called; empty where that stays.
    """

    meeting: Meeting
    effect: Effect
    booking_id: str | None = None
    title: str = ""


@dataclass(frozen=True)
class FileLook:
    """A file before it is taken; is_guessed: its letters may be wrong, it was read as GB18030."""

    lines: tuple[FileLine, ...]
    problems: tuple[Problem, ...]
    is_guessed: bool = False


@dataclass(frozen=True)
class LineTaken:
    """What became of a line: a booking, or the reason why not."""

    line: FileLine
    booking_id: str | None = None
    refusal: Refusal | None = None


class RoomCalendars:
    """Writes the rooms' calendars and takes meetings from files."""

    def __init__(self, store: Store, rooms: Rooms, maker: CalendarMaker, zone: str) -> None:
        self._store = store
        self._rooms = rooms
        self._maker = maker
        self._zone = zone

    @property
    def clock(self) -> Clock:
        """The hall's clock."""
        return self._store.clock

    def of_room(self, room_id: str) -> bytes:
        """Give a room's meetings of the last thirty days and all to come, as others may see them.

        Of a confidential one only the hour stands there; notes never do. Refuses with Missing.
        """
        with self._store.look() as session:
            room = find_room(session, room_id)
            told = self._told(session, {room_id: room})
        return self._written(room, told[room_id])

    def publish(self, folder: Path) -> tuple[Path, ...]:
        """Write a file for each room into a folder; gives those that changed, each replaced at once.

        The file of a room that was closed or has another number now is emptied. Raises OSError where
        something cannot be written; the rest is.
        """
        held = read_held(folder, self._maker.own, OWN)
        with self._store.look() as session:
            rooms = {room.id: room for room in session.execute(select(Room)).scalars()}
            told = self._told(session, {key: room for key, room in rooms.items() if room.ended_at is None})
        # Many files are written for longer than a reading session should stay open.
        numbers = {key: room.number for key, room in rooms.items()}
        names = file_names({key: numbers[key] for key in told}, held)
        files = {name: self._written(rooms[key], told[key]) for key, name in names.items()}
        for name, key in left_behind(numbers, held, files).items():
            files[name] = self._written(rooms[key], ())
        return write_files(folder, files)

    def look_at(self, content: bytes) -> FileLook:
        """Read a file and tell what taking its meetings would do; changes nothing."""
        reading = self._maker.read(content, self._zone)
        now = self._store.clock.now()
        with self._store.look() as session:
            known = _known(session, [meeting.name for meeting in reading.meetings])
        lines = tuple(_line(meeting, known.get(meeting.name), now) for meeting in reading.meetings)
        return FileLook(lines, reading.problems, reading.is_guessed)

    def take(
        self, lines: Sequence[FileLine], room_id: str, reason: str, *, actor: Actor
    ) -> tuple[LineTaken, ...]:
        """Book, move, change and cancel what a file says, each by itself; what is refused says why.

        New meetings go into the room; those that are here stay in theirs. reason: written to what is
        cancelled. Refuses with Forbidden.
        """
        actor.must(Permission.BOOK_ROOM)
        return tuple(self._taken(line, room_id, reason, actor) for line in lines)

    def _taken(self, line: FileLine, room_id: str, reason: str, actor: Actor) -> LineTaken:
        meeting, key = line.meeting, line.booking_id
        try:
            if line.effect is Effect.NEW:
                key = self._rooms.book(_entry(meeting, room_id), actor=actor).value.id
            elif line.effect in (Effect.MOVED, Effect.CHANGED) and key is not None:
                period = Period(meeting.starts_at, meeting.ends_at)
                self._rooms.follow(key, period, line.title, meeting.revision, actor=actor)
            elif line.effect is Effect.CANCELLED and key is not None:
                self._rooms.cancel(key, reason, actor=actor, revision=meeting.revision)
        except Refusal as refusal:
            return LineTaken(line, key, refusal)
        return LineTaken(line, key)

    def _told(self, session: Session, rooms: Mapping[str, Room]) -> dict[str, list[Meeting]]:
        """Give what the calendar of each room tells, in a few questions."""
        since = self._store.clock.now() - KEPT_DAYS * DAY
        query = select(Booking).where(Booking.room_id.in_(rooms), Booking.ends_at >= since)
        waiting = pending_keys(session)
        told: dict[str, list[Meeting]] = {key: [] for key in rooms}
        for b in session.execute(query).scalars():
            told[b.room_id].append(_meeting(b, rooms[b.room_id], b.id in waiting))
        return told

    def _written(self, room: Room, meetings: Iterable[Meeting]) -> bytes:
        return self._maker.write(room.name, meetings, room.id + OWN)


def _known(session: Session, names: Sequence[str]) -> dict[str, Booking]:
    """Find bookings by the names they have in calendar files."""
    own = [name.removesuffix(OWN) for name in names if name.endswith(OWN)]
    found: dict[str, Booking] = {}
    for start in range(0, len(names), 400):
        part = or_(
            Booking.calendar_uid.in_([name for name in names[start : start + 400] if name]),
            Booking.id.in_(own[start : start + 400]),
        )
        found |= {_name(b): b for b in session.execute(select(Booking).where(part)).scalars()}
    return found


def _line(meeting: Meeting, booking: Booking | None, now: int) -> FileLine:
    if booking is None:
        return FileLine(meeting, _first_effect(meeting, now))
    effect = _effect(meeting, booking, now)
    is_renamed = meeting.revision > booking.sequence and _is_called_otherwise(meeting, booking)
    return FileLine(meeting, effect, booking.id, _title(meeting) if is_renamed else "")


def _first_effect(meeting: Meeting, now: int) -> Effect:
    if meeting.standing is Standing.CANCELLED:
        return Effect.KNOWN
    return Effect.OVER if meeting.ends_at <= now else Effect.NEW


def _effect(meeting: Meeting, booking: Booking, now: int) -> Effect:
    if booking.state not in LIVING or meeting.revision < booking.sequence:
        return Effect.KNOWN
    if meeting.standing is Standing.CANCELLED:
        return Effect.CANCELLED
    is_moved = (meeting.starts_at, meeting.ends_at) != (
        booking.starts_at // SECOND * SECOND,
        booking.ends_at // SECOND * SECOND,
    )
    if is_moved or meeting.revision > booking.sequence:
        if meeting.ends_at <= now:
            return Effect.OVER
        return Effect.MOVED if is_moved else Effect.CHANGED
    return Effect.DIFFERS if _is_called_otherwise(meeting, booking) else Effect.KNOWN


def _is_called_otherwise(meeting: Meeting, booking: Booking) -> bool:
    # What is confidential goes out under no title, and none comes back.
    return not booking.is_confidential and _title(meeting) != booking.title


def _title(meeting: Meeting) -> str:
    return one_line(meeting.title) or word("calendar", "untitled")


def _entry(meeting: Meeting, room_id: str) -> BookingEntry:
    return BookingEntry(
        room_id=room_id,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        purpose=Purpose.TALK,
        title=_title(meeting),
        note=meeting.note,
        calendar_uid=meeting.name,
        calendar_revision=meeting.revision,
    )


_STANDINGS: dict[BookingState, Standing] = {
    BookingState.PENDING: Standing.TENTATIVE,
    BookingState.REQUESTED: Standing.TENTATIVE,
    BookingState.HELD: Standing.TENTATIVE,
    BookingState.CONFIRMED: Standing.CONFIRMED,
    BookingState.DECLINED: Standing.CANCELLED,
    BookingState.CANCELLED: Standing.CANCELLED,
    BookingState.RELEASED: Standing.CANCELLED,
}


def _meeting(booking: Booking, room: Room, is_waiting: bool) -> Meeting:
    standing = _STANDINGS[booking.state]
    if is_waiting and standing is Standing.CONFIRMED:
        standing = Standing.TENTATIVE
    uid, instance_at = named(_name(booking))
    return Meeting(
        uid=uid,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        title=word("calendar", "taken") if booking.is_confidential else booking.title,
        place=room.name,
        standing=standing,
        revision=booking.sequence,
        stamped_at=booking.ended_at or booking.made_at,
        instance_at=instance_at,
    )


def _name(booking: Booking) -> str:
    return booking.calendar_uid or booking.id + OWN
