"""Asking the centre about exclusive things, within a second (architecture.md, decision 2)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import Any, TypeVar

from sqlalchemy import select

from app.kernel.confirm import Confirmation, Verdict
from app.kernel.errors import Refusal
from app.security.actors import Machine
from app.storage.outbox import OutboxEntry, Sending
from app.sync.entities import Conflict
from app.sync.exchange import Exchange
from app.sync.states import Decision

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE_S = 1.0
REMEMBERED_S = 10.0
"""So long after a failure nobody is made to wait again; the rhythm goes on trying meanwhile."""


class CentreConfirm:
    """The centre's word on one transaction, or that it cannot be had now.

    told_at_once: the use cases in which whoever asks is told all there is to a refusal. Once it was told,
    nothing is left to decide; a refusal that comes after the patience stays open for somebody to see to.
    """

    def __init__(
        self, exchange: Exchange, patience_s: float = PATIENCE_S, told_at_once: Collection[str] = ()
    ) -> None:
        self._exchange = exchange
        self._patience_s = patience_s
        self._told_at_once = frozenset(told_at_once)
        self._lane = ThreadPoolExecutor(1, thread_name_prefix="confirm")
        self._silent_until = 0.0

    def ask(self, txn: str) -> Confirmation:
        """Send what waits up to this transaction and bring the verdict."""
        if not txn:
            return Confirmation()
        self._answered(lambda: self._settled(txn))
        # From here on the word is given: what is told now and what is left to decide follow from one look.
        state, use_case, answer = self._fate(txn)
        if state is Sending.REFUSED:
            if use_case in self._told_at_once:
                self._leave(txn)
            reason = str(answer.get("constraint") or answer.get("reason") or "")
            return Confirmation(Verdict.REFUSED, reason, dict(answer))
        return Confirmation(Verdict.CONFIRMED if state is Sending.ACCEPTED else Verdict.OFFLINE)

    def number(self, series: str, day: str) -> int | None:
        """Reserve the next number of a series at the centre, or None when it cannot be asked."""
        return self._answered(lambda: self._exchange.number(series, day))

    def close(self) -> None:
        """Let the lane end."""
        self._lane.shutdown(wait=True, cancel_futures=True)

    def _settled(self, txn: str) -> None:
        self._exchange.push()
        if self._fate(txn)[0] is Sending.REFUSED:
            # Whoever is refused looks for something else at once: show what stood in the way.
            self._exchange.pull()

    def _fate(self, txn: str) -> tuple[Sending, str, dict[str, Any]]:
        query = select(OutboxEntry.state, OutboxEntry.use_case, OutboxEntry.answer)
        with self._exchange.store.look() as session:
            state, use_case, answer = session.execute(query.where(OutboxEntry.txn == txn)).one()
        return state, use_case, answer or {}

    def _leave(self, txn: str) -> None:
        """Leave a refusal that is told at what the centre has, as soon as its record is here."""
        with self._exchange.store.look() as session:
            is_here = session.get(Conflict, txn) is not None
        if is_here:
            self._put_away(txn)
        else:
            self._lane.submit(self._put_away_later, txn)

    def _put_away(self, txn: str) -> None:
        with self._exchange.store.change(Machine(), "take_theirs") as work:
            conflict = work.get(Conflict, txn)
            if conflict.decision is Decision.OPEN:
                conflict.decide(Decision.TOOK_THEIRS, conflict.actor_id, work.now, "")

    def _put_away_later(self, txn: str) -> None:
        try:
            self._exchange.pull()
            self._put_away(txn)
        except Refusal as refusal:
            # It stays open: somebody is told of it twice rather than nobody once.
            log.info("a refusal that was told could not be put away: %s", refusal)
        except Exception:
            log.exception("a refusal that was told could not be put away")

    def _answered(self, question: Callable[[], T]) -> T | None:
        if time.monotonic() < self._silent_until:
            return None
        asked: Future[T] = self._lane.submit(question)
        try:
            return asked.result(timeout=self._patience_s)
        except (TookTooLong, Refusal):
            self._silent_until = time.monotonic() + REMEMBERED_S
            return None
        except Exception:
            # The clerk's change is saved here; trouble on the wire must not look like its failure.
            log.exception("asking the centre failed for a reason nobody thought of")
            self._silent_until = time.monotonic() + REMEMBERED_S
            return None
