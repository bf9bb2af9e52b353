"""What a door panel reads in one go, on a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.catalogue.queries import CatalogueView
from app.kernel.clock import Clock
from app.rooms.arriving import Door
from app.rooms.door import DoorState, DoorView
from app.rooms.queries import RoomDay, RoomsView


@dataclass(frozen=True)
class PanelDoors:
    """What a door panel asks and tells. ``heard_at``: when the centre was last heard; None without one."""

    door: Door
    states: DoorView
    rooms: RoomsView
    catalogue: CatalogueView
    clock: Clock
    heard_at: Callable[[], int | None]


@dataclass(frozen=True)
class DoorReading:
    """A room as it is at ``at``; without ``state`` there is no such room. letters: of tickets, for typing."""

    at: int
    state: DoorState | None
    day: RoomDay | None
    letters: tuple[str, ...]
    heard_at: int | None


def read_door(doors: PanelDoors, number: str) -> DoorReading:
    """Read a room by the number on its door, as anybody may see it who passes."""
    at = doors.clock.now()
    wanted = number.strip().casefold()
    state = next((s for s in doors.states.states() if s.room.number.casefold() == wanted), None)
    day = doors.rooms.day_sheet(doors.rooms.today(), state.room.id)[0] if state is not None else None
    letters = tuple(sorted({matter.letter for matter in doors.catalogue.matters()}))
    return DoorReading(at, state, day, letters, doors.heard_at())
