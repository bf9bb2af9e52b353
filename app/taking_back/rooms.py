"""The room of a booking, and what is carried there, when its moving or cancelling is taken back."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import ColumnElement, literal

from app.rooms.restoring import booking_of_piece, check_restored
from app.rooms.states import HOLDING
from app.security.actors import Actor
from app.storage.reversing import Change, Turn, turn_of
from app.storage.store import Work

_PLACE = {"room_id", "starts_at", "ends_at"}


class BookingEffect:
    """Refuses where what a booking had, its room or its equipment, is not to be had any more."""

    def __init__(self, zone: str) -> None:
        self._zone = zone

    def question(self, change: Change, beside: tuple[str, ...]) -> ColumnElement[Any] | None:
        """Ask which booking wants something again; other words, and what it gives back, want nothing.

        Whether it can have it is known only once all bookings are as they were.
        """
        turn = turn_of(change)
        if turn is Turn.ENDED:
            return None
        if change["table"] != "booking":
            return booking_of_piece(change["key"])
        new = change["new"]
        is_held_again = "state" in new and change["old"].get("state") in HOLDING
        wants = turn is Turn.OPENED or is_held_again or bool(_PLACE & new.keys())
        return literal(change["key"]) if wants else None

    def follow(self, work: Work, key: str, turn: Turn, answer: Any) -> None:
        """Refuses with RoomTaken, RoomNotGiven and RoomTooSmall, with alternatives."""
        if answer is not None:
            # ``TakingBack`` asks for a member of staff; no machine takes anything back.
            check_restored(work, answer, cast(Actor, work.actor), self._zone)
