"""One exchange with the centre: what waits goes up, what is new comes down."""

from __future__ import annotations

import logging
import threading
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb
from sqlalchemy import MetaData, select
from sqlalchemy.exc import SQLAlchemyError

from app.kernel.changes import ChangeSet
from app.storage.outbox import OutboxEntry, Sending, read_fact, write_fact
from app.storage.store import Store
from app.sync.facts import EPOCH, INCARNATION, TOKEN, TROUBLE
from app.sync.overlay import Pulled, apply_answer
from app.sync.refusals import CentreUnreachable, OutOfStep

log = logging.getLogger(__name__)

BATCH = 50
"""The gate takes so many changesets in one commit."""

OPTIONS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
CONNECT_S = 2


@dataclass(frozen=True)
class ExchangeReport:
    """What an exchange did."""

    sent: int
    refused: int
    changes: ChangeSet


class Exchange:
    """The wire of one terminal; one exchange at a time, whoever asks."""

    def __init__(self, store: Store, url: str, metadata: MetaData) -> None:
        self._store = store
        self._url = url
        self._metadata = metadata
        self._turn = threading.Lock()
        self._connection: Connection[Any] | None = None

    @property
    def store(self) -> Store:
        """The store this wire belongs to."""
        return self._store

    def run(self) -> ExchangeReport:
        """Send all that waits, bring all that is new. Refuses with CentreUnreachable, OutOfStep."""
        with self._turn:
            try:
                report = self._run()
            except psycopg.Error as error:
                self._drop()
                reason = error.sqlstate or type(error).__name__
                self._note_trouble(reason)
                raise CentreUnreachable(reason) from error
            except OutOfStep as refusal:
                self._note_trouble(refusal.status)
                raise
            except SQLAlchemyError as error:
                # A row this store cannot hold: nothing was applied, and the status line says so.
                self._note_trouble(type(error).__name__)
                raise
        self._store.announce(report.changes)
        return report

    def number(self, series: str, day: str) -> int:
        """Reserve the next number of a series. Refuses with CentreUnreachable."""
        with self._turn:
            try:
                row = self._connected().execute("SELECT guitai.gate_number(%s, %s)", (series, day)).fetchone()
            except psycopg.Error as error:
                self._drop()
                raise CentreUnreachable(error.sqlstate or type(error).__name__) from error
        if row is None:
            raise CentreUnreachable("no_answer")
        return int(row[0])

    def listening(self) -> Connection[Any]:
        """Open a connection of its own that hears when the centre has something new."""
        connection = psycopg.connect(self._url, autocommit=True, connect_timeout=CONNECT_S)
        connection.execute("LISTEN guitai")
        return connection

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            self._drop()

    def _run(self) -> ExchangeReport:
        connection = self._connected()
        with self._store.look() as session:
            facts = {name: read_fact(session, name) for name in (INCARNATION, EPOCH, TOKEN)}
        hello = _asked(connection, "gate_hello", {name: facts[name] for name in (INCARNATION, EPOCH, TOKEN)})
        if facts[EPOCH] not in (None, hello["epoch"]):
            # The centre was restored: it may lack what it has answered already. All that is kept goes again.
            self._send_again(hello["last_seq"])
        try:
            sent, refused = self._push(connection, hello["epoch"], facts[INCARNATION])
            pulled = self._pull(connection, facts[EPOCH], facts[TOKEN])
        except (psycopg.Error, OutOfStep):
            # What was refused before the trouble must not stay in sight.
            self._store.announce(apply_answer(self._store, self._metadata, None))
            raise
        return ExchangeReport(sent, refused, apply_answer(self._store, self._metadata, pulled))

    def _push(self, connection: Connection[Any], epoch: str, incarnation: str) -> tuple[int, int]:
        sent = refused = 0
        mended = False
        while entries := self._waiting():
            message = {"epoch": epoch, "incarnation": incarnation, "entries": entries}
            answer = _asked(connection, "gate_push", message)
            results = answer.get("results", [])
            self._keep_answers(results)
            sent += len(results)
            refused += sum(result["status"] == Sending.REFUSED for result in results)
            if not mended and answer["status"] == "fork":
                # Another copy of this store has used the number: go on under a name of our own.
                incarnation, mended = self._new_incarnation(), True
            elif not mended and answer["status"] == "gap":
                # The centre lacks what it has answered already; all that is kept from there goes again.
                self._send_again(answer["expected_seq"] - 1)
                mended = True
            elif answer["status"] != "ok":
                raise OutOfStep(answer["status"], answer.get("seq") or answer.get("expected_seq") or 0)
        return sent, refused

    def _pull(self, connection: Connection[Any], epoch: str | None, token: str | None) -> Pulled:
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            answer = _asked(connection, "gate_pull", {"epoch": epoch, "token": token})
        return Pulled(answer["epoch"], answer["token"], answer["rows"], answer["anew"])

    def _waiting(self) -> list[dict[str, Any]]:
        query = select(OutboxEntry).where(OutboxEntry.state == Sending.WAITING)
        with self._store.look() as session:
            found = session.execute(query.order_by(OutboxEntry.seq).limit(BATCH)).scalars()
            return [
                {
                    "seq": entry.seq,
                    "txn": entry.txn,
                    "digest": entry.digest,
                    "use_case": entry.use_case,
                    "actor_id": entry.actor_id,
                    "made_at": entry.made_at,
                    "changes": entry.changes,
                }
                for entry in found
            ]

    def _keep_answers(self, results: list[dict[str, Any]]) -> None:
        with self._store.keep() as session:
            for result in results:
                query = select(OutboxEntry).where(OutboxEntry.txn == result["txn"])
                entry = session.execute(query).scalar_one()
                is_refused = result["status"] == Sending.REFUSED
                entry.state = Sending.REFUSED if is_refused else Sending.ACCEPTED
                entry.answer = {"status": result["status"], **result["detail"]}
                entry.answered_at = self._store.clock.now()
                entry.centre_xid = result["xid"]

    def _send_again(self, last_seq: int) -> None:
        with self._store.keep() as session:
            query = select(OutboxEntry).where(
                OutboxEntry.seq > last_seq, OutboxEntry.state == Sending.ACCEPTED
            )
            for entry in session.execute(query).scalars():
                entry.state, entry.shown, entry.centre_xid = Sending.WAITING, False, None

    def _new_incarnation(self) -> str:
        fresh = str(uuid.uuid4())
        with self._store.keep() as session:
            write_fact(session, INCARNATION, fresh)
        return fresh

    def _note_trouble(self, reason: str) -> None:
        with self._store.look() as session:
            known = read_fact(session, TROUBLE, "")
        if known != reason:
            with self._store.keep() as session:
                write_fact(session, TROUBLE, reason)
            self._store.announce(ChangeSet(frozenset({("outbox", "*")})))

    def _connected(self) -> Connection[Any]:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                self._url,
                autocommit=True,
                connect_timeout=CONNECT_S,
                options=OPTIONS,
                application_name="guitai",
            )
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _asked(connection: Connection[Any], gate: str, message: dict[str, Any]) -> dict[str, Any]:
    query = f"SELECT guitai.{gate}(%s)"
    row = connection.execute(query, (Jsonb(message),)).fetchone()
    if row is None:
        raise psycopg.InternalError("the gate gave no answer")
    answer: dict[str, Any] = row[0]
    return answer
