"""What happens to rooms by itself: meetings nobody came to are released, offers nobody took lapse."""

from __future__ import annotations

from app.kernel.clock import MINUTE
from app.kernel.rounds import Rounds
from app.rooms.arriving import Door
from app.rooms.waiting_list import WaitingList
from app.security.actors import Machine
from app.storage.outbox import read_fact
from app.storage.store import Store
from app.sync.facts import TERMINAL_NUMBER

EVERY_S = 20.0
FIRST_TERMINAL = 1
GRACE = MINUTE
"""So much later other terminals than the first do it: where that one is at work, it has been done by then."""


class RoomClock:
    """Looks after rooms in the background, while the program runs."""

    def __init__(self, store: Store, door: Door, waiting_list: WaitingList) -> None:
        self._store = store
        self._door = door
        self._waiting_list = waiting_list
        self._rounds = Rounds("room-clock", self._round, EVERY_S)

    def start(self) -> None:
        """Begin."""
        self._rounds.start()

    def stop(self) -> None:
        """End after the transaction in hand."""
        self._rounds.stop()

    def tick(self) -> None:
        """Do what is due at this moment."""
        with self._store.look() as session:
            is_first = read_fact(session, TERMINAL_NUMBER, FIRST_TERMINAL) == FIRST_TERMINAL
        grace = 0 if is_first else GRACE
        self._door.release_no_shows(actor=Machine(), grace=grace)
        self._waiting_list.lapse(actor=Machine(), grace=grace)

    def _round(self) -> float:
        self.tick()
        return EVERY_S
