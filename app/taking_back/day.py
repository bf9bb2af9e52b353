"""The day of this terminal, transaction by transaction: which stand, and what stands on what."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.queueing.cut_off import UNDO_CALL
from app.storage.base import Base, Policy
from app.storage.outbox import OutboxEntry, Sending
from app.storage.reversing import REVERSED
from app.storage.trail import AuditEntry
from app.taking_back.regrets import BY_THE_WAY, TAKE_BACK

WHOLE, NAMED = "*", "<"
Mark = tuple[str, str, str]
"""A column of a row; or the row as a whole; or that another row names it."""


@dataclass(frozen=True)
class Done:
    """One transaction of the day; ``takes_back`` names the one it reversed, if any."""

    seq: int
    txn: str
    use_case: str
    actor_id: str
    at: int
    changes: tuple[dict[str, Any], ...]
    is_refused: bool = False
    takes_back: str | None = None


class Day:
    """The transactions of a day at this terminal. What was taken back and not done again stands nowhere.

    It is read backwards and no further than somebody asks: the last deed of a long day is found at once.
    """

    def __init__(self, entries: Sequence[Done]) -> None:
        # Nobody heard of a call that was undone, and both together are nothing.
        never = {entry.takes_back for entry in entries if entry.use_case == UNDO_CALL}
        stands = [entry for entry in entries if entry.use_case != UNDO_CALL and entry.txn not in never]
        self._entries = {entry.txn: entry for entry in stands}
        self._unread = reversed(stands)
        self._read: list[Done] = []
        """Newest first."""
        self._later: dict[Mark, list[Done]] = {}
        """What the entries read so far touch and stands."""
        self._taken_back_by: dict[str, Done] = {}
        self._built_upon: dict[str, Done] = {}

    def get(self, txn: str) -> Done | None:
        """Give a transaction, None where it is not of this day."""
        return self._entries.get(txn)

    def newest_first(self) -> Iterator[Done]:
        """Go through the day backwards."""
        for place in itertools.count():
            if place == len(self._read) and not self._read_on():
                return
            yield self._read[place]

    def taken_back_by(self, entry: Done) -> Done | None:
        """Give the transaction that took one back; None where it stands."""
        self._read_to(entry)
        return self._taken_back_by.get(entry.txn)

    def built_upon_by(self, entry: Done) -> Done | None:
        """Give the newest of those that stand on a transaction, if any do."""
        self._read_to(entry)
        return self._built_upon.get(entry.txn)

    def _read_to(self, entry: Done) -> None:
        while (not self._read or self._read[-1].seq > entry.seq) and self._read_on():
            pass

    def _read_on(self) -> bool:
        """Read the next older entry; false where there is none."""
        entry = next(self._unread, None)
        if entry is None:
            return False
        self._read.append(entry)
        if not entry.is_refused:
            self._note(entry)
        return True

    def _note(self, entry: Done) -> None:
        reversal = self._taken_back_by.get(entry.txn)
        if reversal is not None:
            # Both together are nothing to what came before.
            for mark in _touches(reversal):
                self._later[mark].remove(reversal)
            return
        on_it = [newer for mark in _stands_on(entry) for newer in self._later.get(mark, ())]
        if on_it:
            self._built_upon[entry.txn] = max(on_it, key=_place)
        if entry.takes_back is not None:
            self._taken_back_by[entry.takes_back] = entry
        for mark in _touches(entry):
            self._later.setdefault(mark, []).append(entry)


def read_entries(session: Session, since: int) -> list[Done]:
    """Read what was done at this terminal since a moment, in one statement."""
    facts = func.json_array(AuditEntry.txn, func.json(AuditEntry.subjects))
    ways_back = (
        select(func.json_group_array(facts))
        .where(
            AuditEntry.seq > _last_before(AuditEntry.seq, AuditEntry.at, since),
            AuditEntry.use_case.in_((TAKE_BACK, UNDO_CALL)),
        )
        .scalar_subquery()
    )
    query = (
        select(OutboxEntry, ways_back.label("ways_back"))
        .where(OutboxEntry.seq > _last_before(OutboxEntry.seq, OutboxEntry.made_at, since))
        .order_by(OutboxEntry.seq)
    )
    rows = session.execute(query).all()
    targets = _targets(rows[0].ways_back) if rows else {}
    return [done(entry, entry.changes, targets.get(entry.txn)) for entry, _ in rows]


def done(entry: OutboxEntry, changes: Sequence[dict[str, Any]], takes_back: str | None) -> Done:
    """Tell what was done by what went to the outbox."""
    return Done(
        seq=entry.seq,
        txn=entry.txn,
        use_case=entry.use_case,
        actor_id=entry.actor_id,
        at=entry.made_at,
        changes=tuple(changes),
        is_refused=entry.state is Sending.REFUSED,
        takes_back=takes_back,
    )


def _targets(ways_back: str) -> dict[str, str]:
    """Tell which transactions reversed which."""
    found: dict[str, str] = {}
    for txn, subjects in json.loads(ways_back):
        named = [s for s in subjects if s.startswith(f"{REVERSED}:")]
        if txn and named:
            found[txn] = named[0].partition(":")[2]
    return found


def _last_before(
    seq: InstrumentedAttribute[int], at: InstrumentedAttribute[int], since: int
) -> ColumnElement[int]:
    # Backwards from the end: a day is short, the outbox may be long.
    last = select(seq).where(at < since).order_by(seq.desc()).limit(1).correlate(None)
    return func.coalesce(last.scalar_subquery(), 0)


def _place(entry: Done) -> int:
    return entry.seq


def _stands_on(entry: Done) -> set[Mark]:
    marks: set[Mark] = set()
    for change in entry.changes:
        table, key = change["table"], change["key"]
        if change["op"] == "insert":
            marks |= {(table, key, WHOLE), (table, key, NAMED)}
        else:
            marks |= {(table, key, column) for column in moving_with(table, change["new"])}
    return marks


def _touches(entry: Done) -> set[Mark]:
    marks: set[Mark] = set()
    for change in entry.changes:
        table, key, new = change["table"], change["key"], change["new"]
        links = links_of(table)
        marks |= {
            (links[name], new[name], NAMED) for name in new.keys() & links.keys() if new[name] is not None
        }
        columns = {name for name in new if (table, name) not in BY_THE_WAY}
        if change["op"] == "update" and columns:
            marks |= {(table, key, WHOLE), *((table, key, name) for name in columns)}
    return marks


def moving_with(table: str, columns: Iterable[str]) -> set[str]:
    """Name some columns of a table together with those that tell one story with them."""
    policy: Policy = Base.metadata.tables[table].info["sync"]
    wanted = set(columns)
    return wanted.union(*(group for group in policy.groups if not wanted.isdisjoint(group)))


@functools.cache
def links_of(table: str) -> dict[str, str]:
    """Tell which columns of a table name rows of which other."""
    columns = Base.metadata.tables[table].columns
    return {
        column.name: key.target_fullname.partition(".")[0]
        for column in columns
        for key in column.foreign_keys
    }
