"""How long services of a line take, from the log of the last days; read again every five minutes."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, select, type_coerce

from app.catalogue.known import KnownHall
from app.kernel.clock import MINUTE, SECOND, day_of
from app.queueing.entities import Period
from app.queueing.states import PeriodKind
from app.queueing.times import TAKEN_BACK
from app.storage.store import Store

DAYS = 3
SERVICES = 400
"""So many of the latest services are looked at."""
FRESH = 5 * MINUTE


class Pace:
    """Gives lengths of past services in seconds."""

    def __init__(self, store: Store, known: KnownHall, zone: str) -> None:
        self._store = store
        self._known = known
        self._zone = zone
        self._lock = threading.Lock()
        self._read_in = -1
        self._lengths: dict[str, list[int]] = {}

    def of(self, letter: str) -> Sequence[int]:
        """Give the services of a line."""
        turn = self._store.clock.now() // FRESH
        with self._lock:
            if turn != self._read_in:
                self._lengths, self._read_in = self._read(), turn
            return self._lengths.get(letter, [])

    def _read(self) -> dict[str, list[int]]:
        since = day_of(self._store.clock.now(), self._zone) - dt.timedelta(days=DAYS)
        query = (
            select(Period.matter_id, type_coerce(Period.ended_at - Period.began_at, BigInteger))
            .where(Period.day >= since, Period.kind == PeriodKind.SERVING)
            .where(Period.ended_at.is_not(None), Period.end_reason != TAKEN_BACK)
            .order_by(Period.began_at.desc())
            .limit(SERVICES)
        )
        matters, lengths = self._known.now().matters, dict[str, list[int]]()
        with self._store.look() as session:
            for matter_id, length in session.execute(query):
                lengths.setdefault(matters[matter_id].letter, []).append((length or 0) // SECOND)
        return lengths


@dataclass(frozen=True)
class HallParts:
    """What the queue's desks know of the hall: its offer and rules, the pace of its lines, its wall clock."""

    known: KnownHall
    pace: Pace
    zone: str
