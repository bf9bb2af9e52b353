"""What the form asks while it is typed, and what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.kernel.clock import MINUTE, local
from app.kernel.periods import Period
from app.rooms.reasons import Reason
from app.rooms.rows import RoomRow
from app.rooms.rules import QuotaUse
from app.rooms.states import Purpose
from app.rooms.suggesting import Gap, Offer
from app.rooms.verdict import Meeting
from ui.rooms import phrases
from ui.rooms.day import Stretch


@dataclass(frozen=True)
class Question:
    """What is checked while it is typed. ``booking_id``: the booking that is being changed."""

    room_id: str
    starts_at: int
    ends_at: int
    party_size: int
    purpose: Purpose
    equipment: dict[str, int] = field(default_factory=dict)
    organisation_id: str | None = None
    booking_id: str = ""
    keeps_start: bool = False
    is_overridden: bool = False

    def meeting(self, who: frozenset[str]) -> Meeting:
        """Ask it of the pure rules."""
        return Meeting(
            period=Period(self.starts_at, self.ends_at),
            people=self.party_size,
            equipment=self.equipment,
            who=who,
            booking_id=self.booking_id,
            keeps_start=self.keeps_start,
        )

    def left(self, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        """Leave out the rules that the manager sets aside."""
        return tuple(r for r in reasons if not (self.is_overridden and r.is_rule))


@dataclass(frozen=True)
class Answer:
    """What stands against it, and what would be best: rooms as wished, or what else there is."""

    question: Question
    against: tuple[Reason, ...]
    best: tuple[Offer, ...]
    quotas: tuple[QuotaUse, ...] = ()
    """How the quotas of the organisation stand with it."""


@dataclass(frozen=True)
class Pick:
    """A line of the list to choose from by its digit."""

    stretch: Stretch
    text: str
    detail: str
    remark: str

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.stretch.room_id} {self.stretch.starts_at} {self.stretch.ends_at}"


def picks_of(offers: Iterable[Offer], rooms: Mapping[str, RoomRow], zone: str, day: dt.date) -> list[Pick]:
    """Give offers as lines to choose from, seen from a day."""
    return [
        Pick(
            Stretch(offer.room_id, offer.starts_at, offer.ends_at),
            phrases.room_name(rooms[offer.room_id]),
            phrases.why(offer, rooms[offer.room_id]),
            phrases.when(offer, zone, day),
        )
        for offer in offers
        if offer.room_id in rooms
    ]


def picks_of_gaps(gaps: Iterable[Gap], minutes: int, rooms: Mapping[str, RoomRow], zone: str) -> list[Pick]:
    """Give gaps as lines to choose from; the meeting begins as early as it can."""
    return [
        Pick(
            Stretch(gap.room_id, gap.starts_at, gap.starts_at + minutes * MINUTE),
            phrases.room_name(rooms[gap.room_id]),
            phrases.seats(rooms[gap.room_id].seats),
            f"{local(gap.starts_at, zone):%m-%d} {phrases.stretch(gap.starts_at, gap.ends_at, zone)}",
        )
        for gap in gaps
        if gap.room_id in rooms
    ]
