"""The way up: what waits goes to the centre, batch after batch, and what it answers is kept."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.changes import ChangeSet
from app.storage.outbox import Sending, write_fact
from app.storage.store import Store
from app.sync.facts import INCARNATION, STAGING, TOKEN
from app.sync.lanes import Lane
from app.sync.overlay import apply_page, note_answers
from app.sync.refusals import OutOfStep
from app.sync.rows import RowShape
from app.sync.wire import Wire

BATCH = 50
"""The gate takes so many changesets in one commit."""
BATCH_BYTES = 2_000_000
MENDS = 3
"""So often in one push a fork or gap is mended before the matter is told."""

# Texts, not built queries: they stand between a clerk's change and every other terminal's screen.
_OUTBOX = f"""
SELECT (SELECT value FROM local_fact WHERE name = '{INCARNATION}'),
       (SELECT min(seq) FROM outbox WHERE state = 'waiting'),
       (SELECT min(seq) FROM outbox WHERE state = 'parked'), (SELECT max(seq) FROM outbox)
"""
_HOW_MANY = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'parked')"
"""Asked once in a push: counting ten thousand for each batch of fifty would cost more than sending them."""
_REFUSED_IN_SIGHT = "SELECT seq FROM outbox WHERE state = 'refused' AND +shown = 0 LIMIT 1"
"""The sign keeps SQLite off the index of what is not shown: after a large push that is everything sent."""
_ENTRIES = f"""
SELECT seq, (
           SELECT b.seq FROM outbox b
           WHERE b.seq < outbox.seq AND (b.state <> 'accepted' OR b.seq > ?)
           ORDER BY b.seq DESC LIMIT 1
       ),
       txn, digest, use_case, actor_id, made_at, changes, answered_at IS NOT NULL, centre_xid,
       CASE WHEN json_extract(answer, '$.status') = 'refused' THEN answer END
FROM outbox WHERE state = 'waiting' AND seq > ? ORDER BY seq LIMIT {BATCH + 1}
"""


class BatchAnswer(StrEnum):
    """What the gate says of a whole batch."""

    OK = "ok"
    NEW_EPOCH = "new_epoch"
    """The centre began another life under an open line."""
    FORK = "fork"
    """A number was used by another changeset: a copy of this store is at work, or was."""
    GAP = "gap"
    """The centre lacks what came before."""


class Upward:
    """Sends the outbox of a store over a lane."""

    def __init__(self, store: Store, shapes: dict[str, RowShape], lane: Lane) -> None:
        self._store = store
        self._shapes = shapes
        self._up = lane
        self._waiting = 0

    def push(self, wire: Wire) -> tuple[int, int, ChangeSet]:
        """Send all that waits: how many went, how many were refused, which rows that touched here."""
        changes = ChangeSet()
        try:
            for _ in range(MENDS + 1):
                sent, refused, trouble = self._send(wire)
                if trouble is None:
                    break
                wire = self._mend(trouble, wire)
            else:
                said = trouble or {}
                raise OutOfStep(said.get("status", ""), said.get("seq") or said.get("expected_seq") or 0)
        finally:
            # What was refused before any trouble must not stay in sight.
            changes = self.take_back()
        if sent:
            self._store.announce(ChangeSet(frozenset({("outbox", "*")})))
        return sent, refused, changes

    def _send(self, wire: Wire) -> tuple[int, int, dict[str, Any] | None]:
        """Send what waits, batch after batch; gives what was sent, what was refused, and a status not ok."""
        sent = refused = 0
        trouble: dict[str, Any] | None = None

        def messages() -> Iterator[str]:
            after = 0
            while trouble is None:
                batch = self._batch(after)
                if batch.text:
                    yield batch.text
                if batch.is_last:
                    return
                after = batch.last_seq

        for text in wire.ask_many("gate_push", messages()):
            answer = json.loads(text)
            results = answer.get("results", [])
            if results:
                with self._store.rewrite() as connection:
                    note_answers(connection, results, self._store.clock.now())
            sent += len(results)
            refused += [result["status"] for result in results].count(Sending.REFUSED)
            if BatchAnswer(answer["status"]) is not BatchAnswer.OK and trouble is None:
                trouble = answer
        if trouble is None:
            self._up.hello["recovering"] = False
        return sent, refused, trouble

    def _batch(self, after: int) -> _Batch:
        """Read the next changesets that wait, as the text of a message; the changes are never parsed."""
        rows = self._store.glance(_ENTRIES, self._up.hello["forgotten_seq"], after)
        if after == 0:
            ((self._waiting,),) = self._store.glance(_HOW_MANY)
        ((incarnation, waits, parked, last),) = self._store.glance(_OUTBOX)
        first = min(seq for seq in (waits, parked, (last or 0) + 1) if seq is not None)
        entries: list[str] = []
        size, last_seq = 0, after
        for row in rows[:BATCH]:
            if entries and size > BATCH_BYTES:
                break
            entries.append(_entry(*row))
            size, last_seq = size + len(entries[-1]), row[0]
        is_last = len(entries) == len(rows)
        if not entries and self._waiting == 0 and not self._up.hello["recovering"]:
            # What is parked at the centre is settled when somebody calls.
            return _Batch("", after, is_last=True)
        head = {
            "epoch": self._up.hello["epoch"],
            "incarnation": json.loads(incarnation or "null"),
            "acked_seq": first - 1,
            "waiting": self._waiting,
            "caught_up": is_last,
        }
        self._waiting = max(0, self._waiting - len(entries))
        text = json.dumps(head)[:-1] + ', "entries": [' + ", ".join(entries) + "]}"
        return _Batch(text, last_seq, is_last=is_last)

    def _mend(self, answer: dict[str, Any], wire: Wire) -> Wire:
        status = BatchAnswer(answer["status"])
        if status is BatchAnswer.NEW_EPOCH:
            # Declared restored under an open line.
            self._up.drop()
            return self._up.wire()
        with self._store.keep() as session:
            if status is BatchAnswer.GAP:
                # The centre lacks what it has answered already; all that is kept from there goes again, and
                # everything is fetched anew, since what was taken as shown may not be there.
                send_again(session, answer["expected_seq"] - 1, self._up.hello["forgotten_seq"])
                write_fact(session, TOKEN, None)
                write_fact(session, STAGING, None)
            else:
                # Another copy of this store has used the number: go on under a name of our own.
                write_fact(session, INCARNATION, new_incarnation())
        return wire

    def take_back(self) -> ChangeSet:
        """Take back what was refused and is still in sight; gives the rows that touched."""
        if not self._store.glance(_REFUSED_IN_SIGHT):
            return ChangeSet()
        changes = apply_page(self._store, self._shapes, None)
        self._store.announce(changes)
        return changes


def new_incarnation() -> str:
    """Name another life of this terminal's file."""
    return str(uuid.uuid4())


def send_again(session: Session, last_seq: int, forgotten_seq: int) -> None:
    """Let everything answered after a number wait again; a refusal travels with its answer and stays one.

    Not what was taken so long ago that the centre has let go of its answer: it would be taken twice. What is
    shown stays as it is, for they are in it; the whole pull that follows lays them over anew.
    """
    session.connection().exec_driver_sql(
        "UPDATE outbox SET state = 'waiting' WHERE seq > ? AND state <> 'waiting'"
        " AND (state <> 'accepted' OR seq > ?)",
        (last_seq, forgotten_seq),
    )


@dataclass(frozen=True)
class _Batch:
    text: str
    last_seq: int
    is_last: bool


def _entry(
    seq: int,
    after: int | None,
    txn: str,
    digest: str,
    use_case: str,
    actor_id: str,
    made_at: int,
    changes: str,
    again: int,
    was_xid: str | None,
    refused: str | None,
) -> str:
    head: dict[str, Any] = {
        "seq": seq,
        "after": after or 0,
        "txn": txn,
        "digest": digest,
        "use_case": use_case,
        "actor_id": actor_id,
        "made_at": made_at,
    }
    if again:
        head |= {"again": True, "was_xid": int(was_xid or 0)}
    if refused is not None:
        head["refused"] = json.loads(refused)
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "changes": ' + changes + "}"
