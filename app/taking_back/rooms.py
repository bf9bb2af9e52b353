"""The room of a booking whose moving or cancelling is taken back."""

from __future__ import annotations

from typing import Any

from app.kernel.periods import Period
from app.rooms.queries import taken_by, three_best
from app.rooms.refusals import RoomTaken
from app.rooms.rows import find_booking, find_room
from app.rooms.states import HOLDING
from app.rooms.verdict import Meeting
from app.storage.reversing import Change, Turn
from app.storage.store import Work


class BookingEffect:
    """Refuses where somebody else has been given the room meanwhile."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def question(self, change: Change, beside: tuple[str, ...]) -> None:
        """Ask nothing beforehand: a room is free or not only once all bookings are as they were."""

    def follow(self, work: Work, key: str, turn: Turn, answer: Any) -> None:
        """Refuses with RoomTaken, with alternatives, and with Missing where the room was closed."""
        card = find_booking(work.session, key)
        if turn is Turn.ENDED or card.state not in HOLDING:
            return
        period = Period(card.starts_at, card.ends_at)
        against = taken_by(work.session, find_room(work.session, card.room_id), period, key)
        if against:
            meeting = Meeting(period, card.party_size, booking_id=key)
            best = three_best(work.session, meeting, card.purpose, work.now, self._zone)
            first = against[0]
            title = "" if first.is_confidential else first.title
            raise RoomTaken(card.room, card.room_en, title, first.starts_at, first.busy_until, best)
