"""Calendar files of rooms: out for whoever subscribes, in from other programs.

A booking goes out under its own key, one that came in under the name it came with; so a file that is read
twice, or was written here, changes nothing.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.documents.meetings import Meeting, Problem, Reading, Standing
from app.documents.words import word
from app.kernel.changes import ChangeSet
from app.kernel.clock import DAY, SECOND
from app.kernel.errors import Refusal
from app.kernel.periods import Period
from app.rooms.entities import Booking, Room
from app.rooms.entries import BookingEntry
from app.rooms.rows import find_room, pending_keys
from app.rooms.service import Rooms
from app.rooms.states import HOLDING, BookingState, Purpose
from app.security.actors import Actor, Permission
from app.storage.store import Store

log = logging.getLogger(__name__)

OWN = "@guitai"
"""Ends the names of our own bookings in calendar files."""
KEPT_DAYS = 30
"""Meetings of so many days past stay in a file: subscribers drop what is missing from it."""
CALM_S = 2.0
"""A folder is written when nothing more has changed for so long."""


class CalendarMaker(Protocol):
    """Writes and reads calendar files."""

    def write(self, name: str, meetings: Iterable[Meeting]) -> bytes:
        """Write meetings as a calendar to subscribe to."""
        ...

    def read(self, content: bytes, zone: str) -> Reading:
        """Read a file of whatever origin."""
        ...


class Effect(StrEnum):
    """What taking a meeting from a file would do."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    KNOWN = "known"
    """It is here as the file has it, or the file is older."""
    OVER = "over"


@dataclass(frozen=True)
class FileLine:
    """A meeting of a file and what taking it would do; booking_id: the booking that is here."""

    meeting: Meeting
    effect: Effect
    booking_id: str | None = None


@dataclass(frozen=True)
class FileLook:
    """A file before it is taken."""

    lines: tuple[FileLine, ...]
    problems: tuple[Problem, ...]


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

    def of_room(self, room_id: str) -> bytes:
        """Give a room's meetings of the last thirty days and all to come, as others may see them.

        Of a confidential one only the hour stands there; notes never do. Refuses with Missing.
        """
        with self._store.look() as session:
            room = find_room(session, room_id)
            return self._written(session, room)

    def publish(self, folder: Path) -> tuple[Path, ...]:
        """Write a file for each room into a folder; gives those that changed, each replaced at once.

        Raises OSError where the folder cannot be written.
        """
        with self._store.look() as session:
            rooms = session.execute(select(Room).where(Room.ended_at.is_(None))).scalars().all()
            files = {folder / _file_name(room): self._written(session, room) for room in rooms}
        changed = [path for path, content in files.items() if _content(path) != content]
        for path in changed:
            beside = path.with_suffix(".new")
            beside.write_bytes(files[path])
            beside.replace(path)
        return tuple(changed)

    def look_at(self, content: bytes) -> FileLook:
        """Read a file and tell what taking its meetings would do; changes nothing."""
        reading = self._maker.read(content, self._zone)
        now = self._store.clock.now()
        with self._store.look() as session:
            known = _known(session, [meeting.uid for meeting in reading.meetings])
        lines = tuple(_line(meeting, known.get(meeting.uid), now) for meeting in reading.meetings)
        return FileLook(lines, reading.problems)

    def take(
        self, lines: Sequence[FileLine], room_id: str, reason: str, *, actor: Actor
    ) -> tuple[LineTaken, ...]:
        """Book, move and cancel what a file says, each by itself; what is refused comes with its reason.

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
            elif line.effect is Effect.MOVED and key is not None:
                with self._store.look() as session:
                    stays_in = session.get_one(Booking, key).room_id
                self._rooms.move(key, stays_in, Period(meeting.starts_at, meeting.ends_at), actor=actor)
            elif line.effect is Effect.CANCELLED and key is not None:
                self._rooms.cancel(key, reason, actor=actor)
        except Refusal as refusal:
            return LineTaken(line, key, refusal)
        return LineTaken(line, key)

    def _written(self, session: Session, room: Room) -> bytes:
        since = self._store.clock.now() - KEPT_DAYS * DAY
        query = select(Booking).where(Booking.room_id == room.id, Booking.ends_at >= since)
        waiting = pending_keys(session)
        bookings = session.execute(query).scalars()
        return self._maker.write(room.name, [_meeting(b, room, b.id in waiting) for b in bookings])


class CalendarFolder:
    """Keeps a folder of calendar files in step with the bookings, in a thread of its own."""

    def __init__(self, calendars: RoomCalendars, folder: Path, calm_s: float = CALM_S) -> None:
        self._calendars = calendars
        self._folder = folder
        self._calm_s = calm_s
        self._signal = threading.Condition()
        self._news = 1
        self._is_ending = False
        self._thread = threading.Thread(target=self._run, name="calendars", daemon=True)

    def start(self) -> None:
        """Write what there is, then whatever changes."""
        self._thread.start()

    def hear(self, changes: ChangeSet) -> None:
        """Listen to the store."""
        if changes.touches("booking") or changes.touches("room"):
            with self._signal:
                self._news += 1
                self._signal.notify_all()

    def stop(self) -> None:
        """End after the file in hand; what has changed last is written."""
        with self._signal:
            self._is_ending = True
            self._signal.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        written = 0
        while (news := self._calm_after(written)) != written:
            try:
                self._calendars.publish(self._folder)
            except OSError as error:
                # A share that is away comes back; the next change writes everything that differs.
                log.warning("the calendars could not be written: %s", error)
            except Exception:
                log.exception("the calendars could not be written for a reason nobody thought of")
            written = news

    def _calm_after(self, written: int) -> int:
        """Wait for news, then until there are no more; gives how many there were, the same at the end."""
        with self._signal:
            self._signal.wait_for(lambda: self._news != written or self._is_ending)
            while not self._is_ending:
                heard = self._news
                self._signal.wait_for(lambda: self._news != heard or self._is_ending, self._calm_s)  # noqa: B023
                if self._news == heard:
                    break
            return self._news


def _known(session: Session, uids: Sequence[str]) -> dict[str, Booking]:
    """Find bookings by the names they have in calendar files."""
    own = [uid.removesuffix(OWN) for uid in uids if uid.endswith(OWN)]
    found: dict[str, Booking] = {}
    for start in range(0, len(uids), 400):
        part = or_(
            Booking.calendar_uid.in_([uid for uid in uids[start : start + 400] if uid]),
            Booking.id.in_(own[start : start + 400]),
        )
        found |= {_uid(b): b for b in session.execute(select(Booking).where(part)).scalars()}
    return found


def _line(meeting: Meeting, booking: Booking | None, now: int) -> FileLine:
    return FileLine(meeting, _effect(meeting, booking, now), booking.id if booking is not None else None)


def _effect(meeting: Meeting, booking: Booking | None, now: int) -> Effect:
    is_cancelled = meeting.standing is Standing.CANCELLED
    if booking is None:
        if is_cancelled:
            return Effect.KNOWN
        return Effect.OVER if meeting.ends_at <= now else Effect.NEW
    if booking.state not in (*HOLDING, BookingState.REQUESTED) or meeting.revision < booking.sequence:
        return Effect.KNOWN
    if is_cancelled:
        return Effect.CANCELLED
    is_same = (meeting.starts_at, meeting.ends_at) == (
        booking.starts_at // SECOND * SECOND,
        booking.ends_at // SECOND * SECOND,
    )
    if is_same:
        return Effect.KNOWN
    return Effect.OVER if meeting.ends_at <= now else Effect.MOVED


def _entry(meeting: Meeting, room_id: str) -> BookingEntry:
    return BookingEntry(
        room_id=room_id,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        purpose=Purpose.TALK,
        title=meeting.title or word("calendar", "untitled"),
        note=meeting.note,
        calendar_uid=meeting.uid,
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
    return Meeting(
        uid=_uid(booking),
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        title=word("calendar", "taken") if booking.is_confidential else booking.title,
        place=room.name,
        standing=standing,
        revision=booking.sequence,
        stamped_at=booking.ended_at or booking.made_at,
    )


def _uid(booking: Booking) -> str:
    return booking.calendar_uid or booking.id + OWN


def _file_name(room: Room) -> str:
    """Name a room's file by the number on its door, or by its key where there is none."""
    number = re.sub(r"[^\w-]", "_", room.number)
    return f"room-{number or room.id}.ics"


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
