"""The exchange with the centre: what waits goes up, what is new comes down; each on a wire of its own."""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import psycopg
from sqlalchemy import MetaData, func, select
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.changes import ChangeSet
from app.kernel.errors import Refusal
from app.storage.outbox import OutboxEntry, read_fact, write_fact
from app.storage.store import SCHEMA_VERSION, Store
from app.sync.address import reason_of
from app.sync.facts import (
    CLOCK_SKEW,
    EPOCH,
    INCARNATION,
    NUMBERS,
    PULLED_SHAPE,
    SENT_EPOCH,
    STAGING,
    TOKEN,
    TROUBLE,
)
from app.sync.overlay import (
    Page,
    apply_page,
    drop_staged,
    note_answers,
    shapes_of,
    stage_rows,
    swap_staged,
    write_facts,
)
from app.sync.refusals import CentreUnreachable, OutOfStep, WrongVersion
from app.sync.wire import Connect, Wire

log = logging.getLogger(__name__)

PROTOCOL = 2
BATCH = 50
"""The gate takes so many changesets in one commit."""
BATCH_BYTES = 2_000_000
PAGE = 1_000
"""A page of a pull brings so many rows at most."""
MENDS = 3
"""So often in one push a fork or gap is mended before the matter is told."""
NUMBERS_KEPT = 20

T = TypeVar("T")


@dataclass(frozen=True)
class ExchangeReport:
    """What an exchange did."""

    sent: int
    refused: int
    changes: ChangeSet


class Exchange:
    """The way between one terminal and the centre; a push never waits for a pull."""

    def __init__(self, store: Store, connect: Connect, metadata: MetaData, page: int = PAGE) -> None:
        self._store = store
        self._shapes = shapes_of(metadata)
        self._page = page
        self._up = _Lane(connect, self._greet)
        self._down = _Lane(connect, self._greet)

    @property
    def store(self) -> Store:
        """The store this exchange belongs to."""
        return self._store

    def run(self) -> ExchangeReport:
        """Send all that waits, bring all that is new.

        Refuses with CentreUnreachable, CentreNotVerified, OutOfStep, WrongVersion.
        """
        up = self.push()
        changes = up.changes | self.pull()
        if not self._up.is_stale:
            return ExchangeReport(up.sent, up.refused, changes)
        # The pull has learnt of a restore: what is kept goes again at once.
        again = self.push()
        changes |= again.changes | self.pull()
        return ExchangeReport(up.sent + again.sent, up.refused + again.refused, changes)

    def push(self) -> ExchangeReport:
        """Send all that waits; what was refused is taken back before this returns. Refuses like run."""
        sent, refused, changes = self._told(self._up, self._push)
        return ExchangeReport(sent, refused, changes)

    def pull(self) -> ChangeSet:
        """Bring all that is new. Refuses like run."""
        return self._told(self._down, self._pull)

    def number(self, series: str, day: str) -> int | None:
        """Reserve the next number of a series.

        None where a restored centre has not heard every terminal yet. Refuses with CentreUnreachable.
        """
        given = self._told(self._up, lambda wire: wire.ask("gate_number", series, day))
        if given is None:
            return None
        with self._store.keep() as session:
            known = read_fact(session, NUMBERS, {})
            known.pop(f"{series}|{day}", None)
            latest = [*known.items(), (f"{series}|{day}", int(given))][-NUMBERS_KEPT:]
            write_fact(session, NUMBERS, dict(latest))
        return int(given)

    def await_call(self, timeout_s: float) -> bool:
        """Wait for the centre to say that something is new; tells whether it did.

        Refuses with CentreUnreachable when the line breaks. Only the pull's own thread may wait.
        """
        try:
            return self._down.listening().heard(timeout_s)
        except (psycopg.Error, ConnectionError) as error:
            self._down.drop()
            raise CentreUnreachable(_reason(error)) from error

    def stop_waiting(self) -> None:
        """Break the line that waits for the centre's call; a pull under way goes on at that page later."""
        self._down.hang_up()

    def close(self) -> None:
        """Let go of the connections."""
        for lane in (self._up, self._down):
            with lane.turn:
                lane.drop()

    def _told(self, lane: _Lane, act: Callable[[Wire], T]) -> T:
        with lane.turn:
            try:
                return act(lane.wire())
            except (psycopg.Error, ConnectionError) as error:
                lane.drop()
                self._note_trouble(_reason(error))
                raise CentreUnreachable(_reason(error)) from error
            except WrongVersion as refusal:
                lane.drop()
                self._note_trouble(refusal.verdict)
                raise
            except Refusal as refusal:
                lane.drop()
                self._note_trouble(refusal.code)
                raise
            except SQLAlchemyError as error:
                # A row this store cannot hold, or a full disk: nothing was applied; the status line says so.
                lane.drop()
                self._note_trouble(type(error).__name__)
                raise

    def _greet(self, wire: Wire) -> dict[str, Any]:
        with self._store.look() as session:
            known = {
                name: read_fact(session, name) for name in (INCARNATION, SENT_EPOCH, EPOCH, TOKEN, NUMBERS)
            }
        question = {
            "protocol": PROTOCOL,
            "schema": SCHEMA_VERSION,
            "incarnation": known[INCARNATION],
            "epoch": known[SENT_EPOCH],
            "token_epoch": known[EPOCH],
            "token": known[TOKEN],
            "numbers": known[NUMBERS],
            "now": self._store.clock.now(),
        }
        hello: dict[str, Any] = json.loads(wire.ask("gate_hello", json.dumps(question)))
        if hello["verdict"] != "ok":
            raise WrongVersion(hello["verdict"], hello["schema"], SCHEMA_VERSION)
        with self._store.keep() as session:
            write_fact(session, CLOCK_SKEW, hello["server_now"] - question["now"])
        self._note_epoch(hello["epoch"])
        return hello

    def _note_epoch(self, epoch: str) -> None:
        """A restored centre may lack what it has answered already: all that is kept goes again."""
        with self._store.look() as session:
            if read_fact(session, SENT_EPOCH) == epoch:
                return
        with self._store.keep() as session:
            known = read_fact(session, SENT_EPOCH)
            if known not in (None, epoch):
                _send_again(session, 0)
                self._up.is_stale = True
            write_fact(session, SENT_EPOCH, epoch)
        self._store.announce(ChangeSet(frozenset({("outbox", "again")})))

    # --- Up ------------------------------------------------------------------------------------------

    def _push(self, wire: Wire) -> tuple[int, int, ChangeSet]:
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
            if self._has_refused_in_sight():
                changes = apply_page(self._store, self._shapes, None)
                self._store.announce(changes)
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
            refused += sum(result["status"] == "refused" for result in results)
            if answer["status"] != "ok" and trouble is None:
                trouble = answer
        if trouble is None:
            self._up.hello["recovering"] = False
        return sent, refused, trouble

    def _batch(self, after: int) -> _Batch:
        """Read the next changesets that wait, as the text of a message; the changes are never parsed."""
        with self._store.look() as session:
            connection = session.connection()
            rows = connection.exec_driver_sql(_ENTRIES, (after,)).fetchall()
            incarnation, count, first, last = connection.exec_driver_sql(_OUTBOX).one()
        entries: list[str] = []
        size, last_seq = 0, after
        for row in rows[:BATCH]:
            if entries and size > BATCH_BYTES:
                break
            entries.append(_entry(*row))
            size, last_seq = size + len(entries[-1]), row[0]
        is_last = len(entries) == len(rows)
        if not entries and count == 0 and not self._up.hello["recovering"]:
            # What is parked at the centre is settled when somebody calls.
            return _Batch("", after, is_last=True)
        head = {
            "epoch": self._up.hello["epoch"],
            "incarnation": json.loads(incarnation or "null"),
            "acked_seq": (first - 1) if first is not None else last or 0,
            "waiting": count,
            "caught_up": is_last,
        }
        text = json.dumps(head)[:-1] + ', "entries": [' + ", ".join(entries) + "]}"
        return _Batch(text, last_seq, is_last=is_last)

    def _mend(self, answer: dict[str, Any], wire: Wire) -> Wire:
        status = answer["status"]
        if status == "new_epoch":
            # Declared restored under an open line.
            self._up.drop()
            return self._up.wire()
        with self._store.keep() as session:
            expected = answer.get("expected_seq", 0)
            first = session.execute(select(func.min(OutboxEntry.seq))).scalar() or 0
            if status == "gap":
                # The centre lacks what it has answered already; all that is kept from there goes again, and
                # everything is fetched anew, since what was taken as shown may not be there.
                _send_again(session, expected - 1)
                write_fact(session, TOKEN, None)
                write_fact(session, STAGING, None)
            if status == "fork" or expected < first:
                # Another copy of this store has used the number, or what the centre lacks is kept no more:
                # go on under a name of our own.
                write_fact(session, INCARNATION, str(uuid.uuid4()))
        return wire

    def _has_refused_in_sight(self) -> bool:
        with self._store.look() as session:
            return session.connection().exec_driver_sql(_REFUSED_IN_SIGHT).first() is not None

    # --- Down ----------------------------------------------------------------------------------------

    def _pull(self, wire: Wire) -> ChangeSet:
        while True:
            staging, question = self._question()
            page = Page.read(wire.ask("gate_pull", json.dumps(question)))
            self._note_epoch(page.epoch)
            if staging is not None and staging["epoch"] != page.epoch:
                # Another life of the centre: what was staged of the old one means nothing.
                self._forget_staged()
                staging = None
            if page.token is None:
                self._stage(page, staging, question)
                continue
            if staging is not None or page.anew:
                changes = swap_staged(
                    self._store, self._shapes, page, anew=page.anew or (staging or {}).get("anew", False)
                )
            else:
                changes = apply_page(self._store, self._shapes, page)
            self._store.announce(changes)
            return changes

    def _question(self) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        with self._store.look() as session:
            found = session.connection().exec_driver_sql(_QUESTION).fetchall()
        facts = {name: json.loads(value) for name, value in found if name}
        staging, epoch, token = (facts.get(name) for name in (STAGING, EPOCH, TOKEN))
        question: dict[str, Any] = {"page": self._page, "parked": [txn for name, txn in found if not name]}
        if facts.get(PULLED_SHAPE) != self._shape:
            # This program knows other columns than the one that pulled: what they hold must come again.
            self._forget_staged()
            with self._store.keep() as session:
                write_fact(session, PULLED_SHAPE, self._shape)
                write_fact(session, TOKEN, None)
            staging, token = None, None
        if staging is None:
            return None, question | {"epoch": epoch, "token": token}
        return staging, question | {
            "epoch": staging["epoch"],
            "token": staging["since"],
            "as_of": staging["as_of"],
            "cursor": staging["cursor"],
        }

    def _stage(self, page: Page, staging: dict[str, Any] | None, question: dict[str, Any]) -> None:
        before = staging or {"done": 0, "of": page.of, "anew": page.anew}
        after: dict[str, Any] = {
            "epoch": page.epoch,
            "anew": before["anew"],
            "since": None if staging is None and page.anew else question["token"],
            "as_of": page.as_of,
            "cursor": page.next,
            "done": before["done"] + page.size,
            "of": before["of"],
        }
        if page.next is None:
            # The round is through; what has changed meanwhile is a smaller one.
            after |= {"since": page.as_of, "as_of": None, "cursor": None}
        with self._store.rewrite() as connection:
            stage_rows(connection, self._shapes, page)
            write_facts(connection, {STAGING: after})
        self._store.announce(ChangeSet(frozenset({("outbox", "*")})))

    def _forget_staged(self) -> None:
        with self._store.rewrite() as connection:
            drop_staged(connection, self._shapes)
            write_facts(connection, {STAGING: None})

    @cached_property
    def _shape(self) -> str:
        return ";".join(f"{name}:{','.join(shape.names)}" for name, shape in sorted(self._shapes.items()))

    def _note_trouble(self, reason: str) -> None:
        try:
            with self._store.look() as session:
                known = read_fact(session, TROUBLE, "")
            if known != reason:
                with self._store.keep() as session:
                    write_fact(session, TROUBLE, reason)
                self._store.announce(ChangeSet(frozenset({("outbox", "*")})))
        except SQLAlchemyError:
            log.exception("the trouble with the centre could not be noted")


@dataclass(frozen=True)
class _Batch:
    text: str
    last_seq: int
    is_last: bool


class _Lane:
    """A wire that is opened and greeted when it is needed; one question at a time."""

    def __init__(self, connect: Connect, greet: Callable[[Wire], dict[str, Any]]) -> None:
        self.turn = threading.Lock()
        self.is_stale = False
        """Another lane has learnt of a restore: the next question greets anew."""
        self.hello: dict[str, Any] = {}
        self._connect = connect
        self._greet = greet
        self._wire: Wire | None = None
        self._listens = False

    def wire(self) -> Wire:
        """Give the wire, opened and greeted."""
        if self.is_stale:
            self.drop()
        if self._wire is None:
            self.is_stale = False
            wire = self._connect()
            try:
                self.hello = self._greet(wire)
            except BaseException:
                wire.close()
                raise
            self._wire, self._listens = wire, False
        return self._wire

    def listening(self) -> Wire:
        """Give the wire, hearing the centre's calls."""
        wire = self.wire()
        if not self._listens:
            wire.listen(self.hello["channel"])
            self._listens = True
        return wire

    def hang_up(self) -> None:
        """Break the line from outside."""
        wire = self._wire
        if wire is not None:
            wire.hang_up()

    def drop(self) -> None:
        """Let go of the wire; the next question opens another."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()


# Texts, not built queries: they stand between a clerk's change and every other terminal's screen.
_QUESTION = f"""
SELECT name, value FROM local_fact WHERE name IN ('{STAGING}', '{EPOCH}', '{TOKEN}', '{PULLED_SHAPE}')
UNION ALL SELECT '', txn FROM outbox WHERE state = 'parked'
"""
_OUTBOX = f"""
SELECT (SELECT value FROM local_fact WHERE name = '{INCARNATION}'), count(*), min(seq),
       (SELECT max(seq) FROM outbox)
FROM outbox WHERE state IN ('waiting', 'parked')
"""
_REFUSED_IN_SIGHT = "SELECT seq FROM outbox WHERE state = 'refused' AND +shown = 0 LIMIT 1"
"""The sign keeps SQLite off the index of what is not shown: after a large push that is everything sent."""
_ENTRIES = f"""
SELECT seq, txn, digest, use_case, actor_id, made_at, changes, answered_at IS NOT NULL, centre_xid,
       CASE WHEN json_extract(answer, '$.status') = 'refused' THEN answer END
FROM outbox WHERE state = 'waiting' AND seq > ? ORDER BY seq LIMIT {BATCH + 1}
"""


def _entry(
    seq: int,
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


def _send_again(session: Any, last_seq: int) -> None:
    """Let everything answered after a number wait again; a refusal travels with its answer and stays one.

    What is shown stays as it is, for they are in it; the whole pull that follows lays them over anew.
    """
    session.connection().exec_driver_sql(
        "UPDATE outbox SET state = 'waiting' WHERE seq > ? AND state <> 'waiting'", (last_seq,)
    )


def _reason(error: Exception) -> str:
    return reason_of(error) if isinstance(error, psycopg.Error) else type(error).__name__
