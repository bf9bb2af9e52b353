"""The life of a booking, and the fixed words of rooms."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class RoomKind(StrEnum):
    """What a room is made for."""

    NEGOTIATION = "negotiation"
    ROADSHOW = "roadshow"


class Equipment(StrEnum):
    """What stands in a room."""

    DISPLAY = "display"
    PROJECTOR = "projector"
    WHITEBOARD = "whiteboard"
    VIDEO_CALL = "video_call"
    MICROPHONE = "microphone"
    SIGNATURE_PAD = "signature_pad"
    PRINTER = "printer"


class Purpose(StrEnum):
    """What a room is booked for."""

    TALK = "talk"
    SIGNING = "signing"
    REVIEW = "review"
    ROADSHOW = "roadshow"


class PartyRole(StrEnum):
    """On which side of the table somebody sits."""

    BUYER = "buyer"
    SELLER = "seller"
    BROKER = "broker"
    OTHER = "other"


class BookingState(StrEnum):
    """Where a booking stands. Whether the centre has heard of it is told by the outbox, not here."""

    PENDING = "pending"
    """Asked for from outside (the market's website) and not yet agreed to by the hall."""
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


BOOKING_STEPS = StepTable(
    "booking",
    {
        BookingState.PENDING: frozenset({BookingState.CONFIRMED, BookingState.CANCELLED}),
        # A confirmed booking that is moved stays confirmed.
        BookingState.CONFIRMED: frozenset({BookingState.CONFIRMED, BookingState.CANCELLED}),
        BookingState.CANCELLED: frozenset(),
    },
)

SUITS: dict[Purpose, RoomKind] = {
    Purpose.TALK: RoomKind.NEGOTIATION,
    Purpose.SIGNING: RoomKind.NEGOTIATION,
    Purpose.REVIEW: RoomKind.NEGOTIATION,
    Purpose.ROADSHOW: RoomKind.ROADSHOW,
}
"""The kind of room each purpose belongs in."""

WANTED: dict[Purpose, frozenset[Equipment]] = {
    Purpose.TALK: frozenset({Equipment.WHITEBOARD}),
    Purpose.SIGNING: frozenset({Equipment.SIGNATURE_PAD}),
    Purpose.REVIEW: frozenset({Equipment.DISPLAY}),
    Purpose.ROADSHOW: frozenset({Equipment.PROJECTOR, Equipment.MICROPHONE}),
}
"""What each purpose likes to find in its room."""
