"""The ways a room says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal
from app.rooms.reasons import Reason
from app.rooms.suggesting import Offer


@dataclass(eq=False)
class RoomTaken(Refusal):
    """Somebody else has the room then, as is known here; the end includes the clearing time.

    ``title`` is empty where it is nobody else's business.
    """

    room: str
    room_en: str
    title: str
    starts_at: int
    ends_at: int
    alternatives: tuple[Offer, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(eq=False)
class RoomNotGiven(Refusal):
    """The room is closed or blocked then, its rules are against it, or what is wanted in it is not there."""

    room: str
    room_en: str
    reasons: tuple[Reason, ...]
    alternatives: tuple[Offer, ...] = ()


@dataclass(eq=False)
class RoomGivenAway(Refusal):
    """The centre has given the room to somebody else; who it is has not come down yet."""

    room: str
    room_en: str
    alternatives: tuple[Offer, ...] = ()


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


@dataclass(eq=False)
class BookingOvertaken(Refusal):
    """Somebody else has changed the same booking meanwhile; it stands as the centre has it."""

    room: str
    room_en: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True)
class DateAgainst:
    """A place of a basket or a date of a series that cannot be, and why."""

    room_id: str
    starts_at: int
    ends_at: int
    reasons: tuple[Reason, ...]


@dataclass(eq=False)
class DatesRefused(Refusal):
    """Some of several dates cannot be; nothing was booked. ``first`` is the moment of the earliest."""

    count: int
    of: int
    first: int
    dates: tuple[DateAgainst, ...]


@dataclass(eq=False)
class BookingsInTheWay(Refusal):
    """Something was booked before; ``bookings`` names them by start."""

    count: int
    first: int
    bookings: tuple[str, ...]


@dataclass(eq=False)
class NotTimeYet(Refusal):
    """Checking in is possible from ``starts_at`` on."""

    starts_at: int


@dataclass(eq=False)
class NotBegun(Refusal):
    """The meeting begins at ``starts_at``; before, it neither goes on for longer nor has an outcome."""

    starts_at: int


@dataclass(eq=False)
class OnlyItsHost(Refusal):
    """The meeting is confidential: only its host copies it, writes it anew or writes down what came of it."""

    starts_at: int


@dataclass(eq=False)
class NoBookingHere(Refusal):
    """The ticket's visitor has no booking of this room now; ``elsewhere`` names another that is booked."""

    room: str
    room_en: str
    elsewhere: str = ""
    elsewhere_en: str = ""
    starts_at: int | None = None


@dataclass(eq=False)
class OfferLapsed(Refusal):
    """The ten minutes of an offer are over; the room was given back."""

    name: str
    held_until: int
