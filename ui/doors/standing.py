"""How a room stands, in five faces. Pure: made from what was read and a moment, asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.clock import MINUTE, day_bounds
from app.rooms.door import DoorSign, DoorState
from app.rooms.queries import RoomDay
from app.rooms.rows import BookingRow

SOON = 15 * MINUTE
"""So long before its start a meeting is about to begin: from then on it can be checked in."""
RELEASE_WARNING = 2 * MINUTE
END_WARNING = 5 * MINUTE


class Face(StrEnum):
    """What a door shows in large type."""

    FREE = "free"
    TAKEN = "taken"
    ABOUT = "about"
    """A meeting begins soon, or has begun and nobody has checked in."""
    PREPARED = "prepared"
    """Somebody clears away or sets up."""
    CLOSED = "closed"


class WhyNot(StrEnum):
    """Why a meeting cannot go on."""

    NOBODY = "nobody"
    """No meeting is going on."""
    NEXT = "next"
    CLOSING = "closing"
    RULES = "rules"


@dataclass(frozen=True)
class Standing:
    """A room at a moment. ``until`` None: nothing changes any more today.

    release_at: when the room is given back unless somebody checks in; ends_in: minutes until the end while a
    warning is due, None else.
    """

    face: Face
    until: int | None
    shown: BookingRow | None
    next: BookingRow | None
    release_at: int | None = None
    is_release_near: bool = False
    ends_in: int | None = None


def standing(state: DoorState, day: RoomDay, now: int, zone: str) -> Standing:
    """Tell how a room stands. Between two readings the clock goes on: ``now`` may lie after the reading."""
    current = state.current if state.current is not None and now < state.current.ends_at else None
    if current is None and state.next is not None and state.next.starts_at <= now:
        current = state.next
    later = state.next if state.next is not current else _after(day, current)
    if current is not None:
        return _during(state, current, later, now)
    if state.sign is DoorSign.CLOSED:
        return Standing(Face.CLOSED, state.until, None, later)
    if state.sign is DoorSign.BUSY and state.current is None:
        return Standing(Face.TAKEN, state.until, None, later)
    ready_at = _in_preparation(day, later, now)
    if ready_at is not None:
        return Standing(Face.PREPARED, ready_at, None, later)
    if later is not None and later.starts_at - now <= SOON:
        return Standing(Face.ABOUT, later.starts_at, later, _after(day, later))
    return Standing(Face.FREE, _free_until(state, day, later, zone), None, later)


def why_not(state: DoorState, day: RoomDay, minutes: int, zone: str) -> tuple[WhyNot, int | None] | None:
    """Tell why the meeting cannot go on for so many minutes, and from when; None where it can."""
    if minutes in state.extends:
        return None
    if state.current is None:
        return WhyNot.NOBODY, None
    end = state.current.ends_at + minutes * MINUTE
    following = state.next
    if following is not None:
        between = max(
            state.room.turnover_minutes * MINUTE,
            following.starts_at - (following.prepare_from or following.starts_at),
        )
        if end + between > following.starts_at:
            return WhyNot.NEXT, following.starts_at
    closing = _closing(day, state.current.ends_at, zone)
    if closing is not None and end > closing:
        return WhyNot.CLOSING, closing
    return WhyNot.RULES, None


def _during(state: DoorState, current: BookingRow, later: BookingRow | None, now: int) -> Standing:
    wait = state.room.release_minutes
    is_awaited = current.checked_in_at is None and wait > 0
    left = current.ends_at - now
    ends_in = -(-left // MINUTE) if left <= END_WARNING else None
    if not is_awaited:
        return Standing(Face.TAKEN, current.ends_at, current, later, ends_in=ends_in)
    release_at = current.starts_at + wait * MINUTE
    is_near = now >= release_at - RELEASE_WARNING
    return Standing(Face.ABOUT, current.ends_at, current, later, release_at, is_near)


def _after(day: RoomDay, booking: BookingRow | None) -> BookingRow | None:
    if booking is None:
        return None
    return next((b for b in day.bookings if b.starts_at >= booking.ends_at), None)


def _in_preparation(day: RoomDay, later: BookingRow | None, now: int) -> int | None:
    """Tell until when somebody clears away or sets up; None when nobody does."""
    if later is not None and later.prepare_from <= now < later.starts_at:
        return later.starts_at
    cleared = [b.busy_until for b in day.bookings if b.ends_at <= now < b.busy_until]
    return max(cleared, default=None)


def _free_until(state: DoorState, day: RoomDay, later: BookingRow | None, zone: str) -> int | None:
    closing = _closing(day, state.at, zone)
    begins = (later.prepare_from or later.starts_at) if later is not None else state.until
    ends = [moment for moment in (begins, closing) if moment is not None]
    return min(ends, default=None)


def _closing(day: RoomDay, moment: int, zone: str) -> int | None:
    """Tell when the stretch of opening hours ends that a moment lies in; half-open, its end included."""
    midnight = day_bounds(day.day, zone)[0]
    for span in day.hours.spans:
        starts_at, ends_at = midnight + span.starts * MINUTE, midnight + span.ends * MINUTE
        if starts_at <= moment <= ends_at:
            return ends_at
    return None
