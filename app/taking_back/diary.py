"""The day of this terminal as it is remembered: a step back need not read it first."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from app.kernel.changes import ChangeSet
from app.kernel.clock import day_bounds, day_of
from app.storage.outbox import OutboxEntry, Sending
from app.storage.reversing import REVERSED
from app.storage.store import Store
from app.taking_back.day import Day, Done, done, read_entries

_REFUSED = f"SELECT seq FROM outbox WHERE state = '{Sending.REFUSED}' AND seq >= ?"


class Diary:
    """Hears of every transaction as it goes to the outbox, and of what the centre refused.

    It is used by whoever holds the turn to write. What another program may have written into the same file
    is asked for with every look.
    """

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone
        self._since = 0
        self._entries: list[Done] = []
        """What was done since then, in its order."""
        self._refused: frozenset[int] = frozenset()
        with store.look() as session:
            self.read(session, store.clock.now())
        store.listen_to_outbox(self._hear)
        store.listen(self._hear_of_the_centre)

    def today(self, session: Session, now: int) -> Day:
        """Give the day as it is remembered; it is read where the clock was set back to the day before."""
        if self._morning(now) < self._since:
            return self.read(session, now)
        self._forget_before(self._morning(now))
        return self._day()

    def read(self, session: Session, now: int) -> Day:
        """Give the day as it stands in the store, and remember it."""
        self._since = self._morning(now)
        self._entries = read_entries(session, self._since)
        self._refused = frozenset(entry.seq for entry in self._entries if entry.is_refused)
        return self._day()

    def unheard(self) -> ColumnElement[Any]:
        """Ask what else may have come, as a column of another question; ``learn`` reads it."""
        is_more = exists().where(OutboxEntry.seq > (self._entries[-1].seq if self._entries else 0))
        refused = select(func.json_group_array(OutboxEntry.seq)).where(
            OutboxEntry.state == Sending.REFUSED, OutboxEntry.seq >= self._first()
        )
        return func.json_array(is_more, func.json(refused.scalar_subquery()))

    def learn(self, session: Session, text: str) -> Day | None:
        """Give the day as ``unheard`` tells it; None where it is as it was remembered."""
        is_more, refused = json.loads(text)
        if is_more:
            return self.read(session, self._since)
        if self._refused == frozenset(refused):
            return None
        self._refused = frozenset(refused)
        return self._day()

    def _hear(self, entry: OutboxEntry, changes: ChangeSet) -> None:
        self._forget_before(self._morning(entry.made_at))
        reversed_one = changes.of(REVERSED) - {str(entry.seq)}
        # As it will be read again: nothing that is held here is changed by whoever made it.
        kept = json.loads(json.dumps(entry.changes))
        self._entries.append(done(entry, kept, next(iter(reversed_one), None)))

    def _hear_of_the_centre(self, changes: ChangeSet) -> None:
        """Ask at once what was refused: a step back that heard of it need not look twice."""
        if ("outbox", "*") in changes.rows:
            self._refused = frozenset(seq for (seq,) in self._store.glance(_REFUSED, self._first()))

    def _forget_before(self, since: int) -> None:
        """Forget the days before one that begins."""
        if since > self._since:
            old = [place for place, entry in enumerate(self._entries) if entry.at < since]
            self._since, self._entries = since, self._entries[old[-1] + 1 :] if old else self._entries

    def _first(self) -> int:
        return self._entries[0].seq if self._entries else 0

    def _day(self) -> Day:
        refused = self._refused
        return Day([_marked(entry, is_refused=entry.seq in refused) for entry in self._entries])

    def _morning(self, now: int) -> int:
        return day_bounds(day_of(now, self._zone), self._zone)[0]


def _marked(entry: Done, *, is_refused: bool) -> Done:
    return entry if entry.is_refused == is_refused else replace(entry, is_refused=is_refused)
