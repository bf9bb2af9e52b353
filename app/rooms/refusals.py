"""The ways a room says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.rooms.availability import Suggestion


@dataclass(eq=False)
class RoomTaken(Refusal):
    """Somebody else has the room then, as is known here; the end includes the clearing time."""

    room: str
    room_en: str
    title: str
    starts_at: int
    ends_at: int
    alternatives: tuple[Suggestion, ...] = ()


@dataclass(eq=False)
class RoomGivenAway(Refusal):
    """The centre has given the room to somebody else; who it is has not come down yet."""

    room: str
    room_en: str
    alternatives: tuple[Suggestion, ...] = ()


@dataclass(eq=False)
class RoomTooSmall(Refusal):
    """More people than seats."""

    room: str
    room_en: str
    seats: int
    party_size: int


@dataclass(eq=False)
class BookingRefused(Refusal):
    """The centre did not take the booking, for another reason than the room's time."""

    room: str
    room_en: str
    reason: str
