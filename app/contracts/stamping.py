"""Time stamps that are owed: asked for later, over the sealed file's digest, and kept beside the file.

Nothing may be added to a sealed file, so the stamp is the authority's answer as a file of its own (RFC 3161).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import Contract
from app.contracts.refusals import NoStampAuthority, NotSealedHere, StampNotOwed
from app.documents.seal_refusals import TimeStampUnreachable
from app.documents.seal_report import StampFound
from app.kernel.changes import Outcome
from app.kernel.errors import Missing, Refusal
from app.kernel.rounds import Rounds
from app.security.actors import Actor, Machine, Permission
from app.storage.files import StoredFile, keep_file
from app.storage.store import ActorRef, Store

log = logging.getLogger(__name__)

STAMP_KIND = "time_stamp"
FIRST_WAIT_S = 60.0
LONGEST_WAIT_S = 3600.0


class Stamper(Protocol):
    """Asks the time-stamp authority."""

    def has_stamp_authority(self) -> bool:
        """Tell whether one is named."""
        ...

    def ask_stamp(self, digest: str) -> bytes:
        """Ask for a stamp over a SHA-256; refuses with TimeStampUnreachable."""
        ...

    def read_stamp(self, content: bytes, digest: str) -> StampFound:
        """Tell what a kept stamp is worth for a file of this SHA-256."""
        ...


@dataclass(frozen=True)
class Stamped:
    """A contract whose stamp has come; ``at`` is the moment the authority tells."""

    contract_id: str
    number: str
    at: int


class Stamping:
    """Fetches what is owed: by hand, and by itself while the program runs.

    A stamp and the word that it is there are written together; killed in between, it is asked for again.
    """

    def __init__(self, store: Store, stamper: Stamper) -> None:
        self._store = store
        self._stamper = stamper
        self._wait_s = FIRST_WAIT_S
        self._rounds = Rounds("time-stamps", self._round, FIRST_WAIT_S)

    def start(self) -> None:
        """Begin."""
        self._rounds.start()

    def stop(self) -> None:
        """End after the question in hand."""
        self._rounds.stop()

    def fetch(self, contract_id: str, *, actor: Actor) -> Outcome[Stamped]:
        """Ask for the stamp of a contract now.

        Refuses with Forbidden, Missing, StampNotOwed, NotSealedHere (another terminal has the file and asks),
        NoStampAuthority, TimeStampUnreachable (it stays owed).
        """
        actor.must(Permission.SEAL_CONTRACT)
        return self._fetch(contract_id, actor)

    def owed_here(self) -> tuple[str, ...]:
        """Name the contracts whose sealed file lies here without the stamp that was wanted; oldest first."""
        query = (
            select(Contract.id)
            .join(StoredFile, StoredFile.digest == Contract.sealed_digest)
            .where(Contract.stamp_owed.is_(True))
            .order_by(Contract.sealed_at)
        )
        with self._store.look() as session:
            return tuple(session.execute(query).scalars())

    def tick(self) -> bool:
        """Ask for everything that is owed here; tells whether nothing is left.

        The first refusal ends the round: an authority that does not answer is not asked again and again.
        """
        if not self._stamper.has_stamp_authority():
            return True
        for contract_id in self.owed_here():
            try:
                self._fetch(contract_id, Machine())
            except StampNotOwed:
                continue
            except Refusal as refusal:
                log.info("a time stamp stays owed: %s", refusal.code)
                return False
        return True

    def _round(self) -> float:
        self._wait_s = FIRST_WAIT_S if self.tick() else min(2 * self._wait_s, LONGEST_WAIT_S)
        return self._wait_s

    def _fetch(self, contract_id: str, actor: ActorRef) -> Outcome[Stamped]:
        with self._store.look() as session:
            contract = _owing(session, contract_id)
            digest, number = contract.sealed_digest, contract.number
            is_here = session.get(StoredFile, digest) is not None
        if not is_here:
            raise NotSealedHere(number)
        if not self._stamper.has_stamp_authority():
            raise NoStampAuthority
        answer = self._stamper.ask_stamp(digest)
        found = self._stamper.read_stamp(answer, digest)
        if found.at is None or not found.is_true:
            raise TimeStampUnreachable(found.problem)
        with self._store.change(actor, "stamp_contract") as work:
            # Asked by hand and by itself at once: the first answer stays.
            contract = _owing(work.session, contract_id)
            contract.stamp_digest = keep_file(work.session, answer, STAMP_KIND, work.now)
            contract.stamped_at, contract.stamp_owed = found.at, False
        return work.outcome(Stamped(contract_id, number, found.at))


def _owing(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    if not contract.stamp_owed:
        raise StampNotOwed(contract.number)
    return contract
