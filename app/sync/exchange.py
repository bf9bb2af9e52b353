"""The exchange with the centre: what waits goes up, what is new comes down; each on a wire of its own."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
from sqlalchemy import MetaData, func, select
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.changes import ChangeSet
from app.kernel.errors import Refusal
from app.storage.outbox import OutboxEntry, read_fact, write_fact
from app.storage.store import SCHEMA_VERSION, Store
from app.sync.address import reason_of
from app.sync.comparing import compare
from app.sync.downward import PAGE, Downward, Heard
from app.sync.facts import CLOCK_SKEW, EPOCH, INCARNATION, NUMBERS, SENT_EPOCH, TOKEN, TROUBLE
from app.sync.lanes import Lane
from app.sync.overlay import shapes_of
from app.sync.refusals import CentreUnreachable, WrongVersion
from app.sync.upward import Upward, new_incarnation, send_again
from app.sync.wire import Connect, Wire

log = logging.getLogger(__name__)

PROTOCOL = 2
NUMBERS_KEPT = 20

_SENT_EPOCH = f"SELECT value FROM local_fact WHERE name = '{SENT_EPOCH}'"

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
        self._shapes = shapes = shapes_of(metadata)
        self._up = Lane(connect, self._greet)
        self._down = Lane(connect, self._greet)
        self._upward = Upward(store, shapes, self._up)
        self._downward = Downward(store, shapes, page, self._note_epoch)

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
        # A refusal that was noted before a power cut goes out of sight even where no line can be had.
        self._upward.take_back()
        sent, refused, changes = self._told(self._up, self._upward.push)
        return ExchangeReport(sent, refused, changes)

    def pull(self) -> ChangeSet:
        """Bring all that is new. Refuses like run.

        The line hears calls before it pulls: a call between the two would be missed, and the rows of the
        next batch would be taken for the next news.
        """
        return self._told(
            self._down, lambda _: self._downward.pull(self._down.listening(self._downward.channel))
        )

    def look_at_the_clock(self) -> None:
        """Note anew how far this terminal's clock is from the centre's. Refuses like run."""
        self._told(self._down, self._greet)

    def compare(self) -> tuple[str, ...] | None:
        """Check that this store holds what the centre holds; see comparing.compare. Refuses like run."""
        return self._told(self._down, lambda wire: compare(self._store, self._shapes, wire))

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

    def await_call(self, timeout_s: float) -> Heard:
        """Wait for the centre to say that something is new; rows that come along are put in place.

        Refuses like run. Only the pull's own thread may wait.
        """
        try:
            calls = self._down.listening(self._downward.channel).heard(timeout_s)
        except (psycopg.Error, OSError, ValueError) as error:
            # A line another thread has let go of is no number to wait on any more.
            self._down.drop()
            raise CentreUnreachable(_reason(error)) from error
        if not calls:
            return Heard.NOTHING
        return self._told(self._down, lambda wire: self._downward.hear(wire, calls))

    def stop_waiting(self) -> None:
        """Break the line that waits for the centre's call; a pull under way goes on at that page later."""
        self._down.hang_up()

    def close(self) -> None:
        """Let go of the connections."""
        for lane in (self._up, self._down):
            with lane.turn:
                lane.drop()

    def _told(self, lane: Lane, act: Callable[[Wire], T]) -> T:
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
            if hello["last_seq"] > (session.execute(select(func.max(OutboxEntry.seq))).scalar() or 0):
                # This file is an older copy of itself: its next numbers were used already.
                write_fact(session, INCARNATION, new_incarnation())
            is_other = hello["epoch"] != known[SENT_EPOCH]
            if is_other and known[SENT_EPOCH] is not None:
                # A restored centre may lack what it has answered already: all that is kept goes again.
                send_again(session, 0, hello["forgotten_seq"])
                self._up.is_stale = True
            write_fact(session, SENT_EPOCH, hello["epoch"])
        if is_other:
            self._store.announce(ChangeSet(frozenset({("outbox", "again")})))
        return hello

    def _note_epoch(self, wire: Wire, epoch: str) -> None:
        """Greet anew where an answer came from another life of the centre than was greeted."""
        if self._store.glance(_SENT_EPOCH) != [(json.dumps(epoch),)]:
            self._greet(wire)

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


def _reason(error: Exception) -> str:
    return reason_of(error) if isinstance(error, psycopg.Error) else type(error).__name__
