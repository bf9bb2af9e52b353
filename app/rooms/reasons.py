"""What can stand against a meeting in a room, as facts; the sentences are the window's."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

from app.rooms.opening import Closed
from app.rooms.rules import Quota


@dataclass(frozen=True)
class Reason:
    """Something that stands against a meeting. Moments in UTC microseconds."""

    is_rule: ClassVar[bool] = False
    """True: the manager may set it aside, with a reason of his own. False: the world is so."""

    @property
    def code(self) -> str:
        """The name by which the window knows the reason."""
        return type(self).__name__

    def facts(self) -> dict[str, object]:
        """The facts of the reason by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class InThePast(Reason):
    """The meeting would have begun before the quarter of an hour that is running."""

    starts_at: int
    now: int


@dataclass(frozen=True)
class ClosedThen(Reason):
    """The room is closed at a moment of the meeting, the first such; ``opens_at``: when it opens again."""

    is_rule = True

    at: int
    closed: Closed
    opens_at: int | None


@dataclass(frozen=True)
class Against(Reason):
    """Somebody else's time. ``only_around``: the meetings do not touch, only preparation or clearing do."""

    booking_id: str
    room_id: str
    starts_at: int
    ends_at: int
    busy_from: int
    busy_until: int
    only_around: bool


@dataclass(frozen=True)
class Taken(Against):
    """Another booking has the room then."""


@dataclass(frozen=True)
class Excluded(Against):
    """A room that shares floor with this one is booked then; ``room_id`` is that room."""


@dataclass(frozen=True)
class Blocked(Against):
    """The room, or one that shares floor with it, is blocked then; ``booking_id`` names the blocking."""


@dataclass(frozen=True)
class OutOfUse(Reason):
    """The room was closed for good."""


@dataclass(frozen=True)
class TooManyPeople(Reason):
    """More people at the table than seats."""

    people: int
    seats: int


@dataclass(frozen=True)
class EquipmentMissing(Reason):
    """Neither room nor hall has so many of a kind of equipment."""

    kind: str
    wanted: int
    owned: int


@dataclass(frozen=True)
class EquipmentTaken(Reason):
    """The hall has enough of a kind of movable equipment, but others use it then."""

    kind: str
    wanted: int
    free: int
    taken_by: tuple[str, ...]
    """The bookings that use it, by start."""


@dataclass(frozen=True)
class NotForYou(Reason):
    """The room is booked by others; ``who``: the roles or permissions, one of which is needed."""

    is_rule = True

    who: tuple[str, ...]


@dataclass(frozen=True)
class ShortNotice(Reason):
    """The start is before ``earliest``, the first start that the notice allows."""

    is_rule = True

    notice_minutes: int
    earliest: int


@dataclass(frozen=True)
class TooFarAhead(Reason):
    """The start is not before ``latest``, the end of the last day that may be booked."""

    is_rule = True

    advance_days: int
    latest: int


@dataclass(frozen=True)
class OffGrid(Reason):
    """The start lies between two starts of the grid, ``before`` and ``after``."""

    is_rule = True

    grid_minutes: int
    before: int
    after: int


@dataclass(frozen=True)
class TooShort(Reason):
    """Shorter than the room is given for."""

    is_rule = True

    shortest_minutes: int


@dataclass(frozen=True)
class TooLong(Reason):
    """Longer than the room is given for."""

    is_rule = True

    longest_minutes: int


@dataclass(frozen=True)
class SeveralDays(Reason):
    """The meeting goes over midnight, and the room is given for one day at a time."""

    is_rule = True


@dataclass(frozen=True)
class OverQuota(Reason):
    """With this booking the organisation would have more than its quota; ``used``: without this one."""

    is_rule = True

    quota: Quota
    used: int
