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
    """Asked for from outside (the market's website) and not yet agreed to by the hall. Holds the room."""
    REQUESTED = "requested"
    """Asked for in a room that wants approval. Holds nothing: others may ask for the same hour."""
    HELD = "held"
    """Kept for somebody of the waiting list who was phoned, for ten minutes. Holds the room."""
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    """Asked for and not given; ``end_reason`` says why. Cancelled once its people know."""
    CANCELLED = "cancelled"
    RELEASED = "released"
    """Nobody checked in; the room was given back."""


HOLDING = (BookingState.PENDING, BookingState.HELD, BookingState.CONFIRMED)
"""The states in which a booking keeps others out of its room."""

LIVING = (*HOLDING, BookingState.REQUESTED)
"""Somebody still means to use it: it holds its room, or is asked for."""

BOOKING_STEPS = StepTable(
    "booking",
    {
        # A booking that is moved stays what it is.
        BookingState.PENDING: frozenset(
            {
                BookingState.PENDING,
                BookingState.CONFIRMED,
                BookingState.DECLINED,
                BookingState.CANCELLED,
            }
        ),
        BookingState.REQUESTED: frozenset(
            {
                BookingState.REQUESTED,
                BookingState.CONFIRMED,
                BookingState.DECLINED,
                BookingState.CANCELLED,
            }
        ),
        BookingState.HELD: frozenset(
            {
                BookingState.HELD,
                BookingState.CONFIRMED,
                # Taken in a room that wants approval.
                BookingState.REQUESTED,
                BookingState.CANCELLED,
            }
        ),
        BookingState.CONFIRMED: frozenset(
            {
                BookingState.CONFIRMED,
                # Moved into a room that wants approval.
                BookingState.REQUESTED,
                BookingState.CANCELLED,
                BookingState.RELEASED,
            }
        ),
        BookingState.DECLINED: frozenset({BookingState.CANCELLED}),
        BookingState.CANCELLED: frozenset(),
        BookingState.RELEASED: frozenset(),
    },
)


class SubjectKind(StrEnum):
    """What a booking is for, besides the visit it may belong to."""

    NONE = "none"
    CASE = "case"
    DEMAND = "demand"
    ACHIEVEMENT = "achievement"
    CONTRACT = "contract"


class MeetingOutcome(StrEnum):
    """What came of a talk."""

    OPEN = "open"
    """Nobody has said yet."""
    INTENTION = "intention"
    """The parties intend to make a contract (意向)."""
    CONTINUE = "continue"
    """They will talk again."""
    NONE = "none"


class WishState(StrEnum):
    """Where a wish of the waiting list stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    """A room is held for it until ``held_until``."""
    TAKEN = "taken"
    LAPSED = "lapsed"
    """The offer was not taken in time, or its hour is over."""
    WITHDRAWN = "withdrawn"


WISH_STEPS = StepTable(
    "waiting_wish",
    {
        WishState.WAITING: frozenset({WishState.OFFERED, WishState.LAPSED, WishState.WITHDRAWN}),
        WishState.OFFERED: frozenset({WishState.TAKEN, WishState.LAPSED, WishState.WITHDRAWN}),
        # Who did not answer may stay on the list.
        WishState.LAPSED: frozenset({WishState.WAITING}),
        WishState.TAKEN: frozenset(),
        WishState.WITHDRAWN: frozenset(),
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
