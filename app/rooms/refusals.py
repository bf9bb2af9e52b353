"""The ways a room says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.rooms.availability import Suggestion


@dataclass(eq=False)
class RoomTaken(Refusal):
    """Somebody else has the room then; the end includes the clearing time.

    Title and times are empty and 0 where the centre refused without saying who has it.
    """

    room: str
    room_en: str
    title: str
    starts_at: int
    ends_at: int
    alternatives: tuple[Suggestion, ...] = ()


@dataclass(eq=False)
class RoomTooSmall(Refusal):
    """More people than seats."""

    room: str
    room_en: str
    seats: int
    party_size: int
