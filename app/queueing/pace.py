"""How long services of a line take, from the log of the last days; read again every five minutes."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, null, select

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
        with self._lock:
            if self._is_due():
                with self._store.look() as session:
                    self._keep(session.execute(select(self._services())).scalar_one())
            return self._lengths.get(letter, [])

    def column(self) -> ColumnElement[Any]:
        """Give the services as a column of another question, NULL where they need not be read again."""
        with self._lock:
            return (self._services() if self._is_due() else null()).label("pace")

    def keep(self, text: str | None) -> None:
        """Keep what ``column`` gave."""
        if text is not None:
            with self._lock:
                self._keep(text)

    def _is_due(self) -> bool:
        return self._store.clock.now() // FRESH != self._read_in

    def _services(self) -> ColumnElement[Any]:
        since = day_of(self._store.clock.now(), self._zone) - dt.timedelta(days=DAYS)
        latest = (
            select(Period.matter_id, (Period.ended_at - Period.began_at).label("length"))
            .where(Period.day >= since, Period.kind == PeriodKind.SERVING)
            .where(Period.ended_at.is_not(None), Period.end_reason != TAKEN_BACK)
            .order_by(Period.began_at.desc())
            .limit(SERVICES)
            .subquery()
        )
        pairs = func.json_group_array(func.json_array(latest.c.matter_id, latest.c.length))
        return select(pairs).scalar_subquery()

    def _keep(self, text: str) -> None:
        matters, lengths = self._known.now().matters, dict[str, list[int]]()
        for matter_id, length in json.loads(text):
            lengths.setdefault(matters[matter_id].letter, []).append(length // SECOND)
        self._lengths, self._read_in = lengths, self._store.clock.now() // FRESH


@dataclass(frozen=True)
class HallParts:
    """What the queue's desks know of the hall: its offer and rules, the pace of its lines, its wall clock."""

    known: KnownHall
    pace: Pace
    zone: str
