"""Texts that were not signed in time lapse by themselves, durably and at every terminal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.contracts.entities import Contract
from app.contracts.states import ContractState
from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE
from app.kernel.rounds import Rounds
from app.security.actors import Machine
from app.storage.outbox import read_fact
from app.storage.store import ActorRef, Store
from app.sync.facts import TERMINAL_NUMBER
from app.sync.hall_clock import hall_now

EVERY_S = 60.0
FIRST_TERMINAL = 1
EXPIRE_CONTRACTS = "expire_contracts"
"""Where the centre refuses it, somebody signed or withdrew in time: there is nothing to decide."""
GRACE = 2 * MINUTE
"""So much later other terminals than the first do it: where that one is at work, it has been done by then."""


class Expiring:
    """Looks after the last day of signing, in the background while the program runs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._rounds = Rounds("contract-clock", self._round, EVERY_S)

    def start(self) -> None:
        """Begin."""
        self._rounds.start()

    def stop(self) -> None:
        """End after the transaction in hand."""
        self._rounds.stop()

    def expire_due(self, *, actor: ActorRef, grace: int = 0) -> Outcome[tuple[str, ...]]:
        """Let every contract lapse whose time to be signed is over; gives their keys.

        By the hall's time, not by a clock of this terminal that is known to be wrong. grace: so many
        microseconds later. Where somebody signed elsewhere and this terminal has not heard of it, the centre
        refuses.
        """
        with self._store.look() as session:
            due = hall_now(session, self._store.clock.now()) - grace
            if session.execute(_overdue(due).limit(1)).first() is None:
                return Outcome(())
        with self._store.change(actor, EXPIRE_CONTRACTS) as work:
            due = hall_now(work.session, work.now) - grace
            lapsed = list(work.session.execute(_overdue(due)).scalars())
            for contract in lapsed:
                contract.step(ContractState.EXPIRED, work.now)
        return work.outcome(tuple(contract.id for contract in lapsed))

    def tick(self) -> None:
        """Do what is due at this moment."""
        with self._store.look() as session:
            is_first = read_fact(session, TERMINAL_NUMBER, FIRST_TERMINAL) == FIRST_TERMINAL
        self.expire_due(actor=Machine(), grace=0 if is_first else GRACE)

    def _round(self) -> float:
        self.tick()
        return EVERY_S


def _overdue(at: int) -> Select[Any]:
    return select(Contract).where(
        Contract.state.in_((ContractState.READY, ContractState.SIGNING)), Contract.sign_before <= at
    )
