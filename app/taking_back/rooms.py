"""The room of a booking whose moving or cancelling is taken back."""

from __future__ import annotations

from app.kernel.periods import Period
from app.rooms.queries import find_booking, taken_by, three_best
from app.rooms.refusals import RoomTaken
from app.storage.reversing import Turn
from app.storage.store import Work


class BookingEffect:
    """Refuses where somebody else has been given the room meanwhile."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def follow(self, work: Work, key: str, turn: Turn) -> None:
        """Refuses with RoomTaken, with alternatives."""
        if turn is Turn.ENDED:
            return
        card = find_booking(work.session, key)
        against = taken_by(work.session, card.room_id, card.starts_at, card.busy_until, key)
        if against:
            period = Period(card.starts_at, card.ends_at)
            best = three_best(work.session, period, card.party_size, card.purpose, self._zone, key)
            first = against[0]
            raise RoomTaken(card.room, card.room_en, first.title, first.starts_at, first.busy_until, best)
