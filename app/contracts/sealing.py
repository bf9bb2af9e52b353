"""Sealing: the signed text becomes one certified file; checking a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from app.catalogue.queries import hall_card
from app.contracts.entities import Contract, Signature
from app.contracts.prepared import Preparing
from app.contracts.records import parties_of
from app.contracts.refusals import NotSealedHere, TextChanged
from app.contracts.settled import settled
from app.contracts.sheets import strokes_from_json
from app.contracts.signing import signatures_of
from app.contracts.states import CONTRACT_STEPS, Capacity, ContractState, Pen
from app.documents.seal_order import PartySeal, Sealed, SealOrder
from app.documents.sheets import PartyMark
from app.documents.words import word
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.confirm import Confirm
from app.kernel.errors import Missing
from app.security.actors import Actor, Permission
from app.storage.files import StoredFile, keep_file, read_file
from app.storage.store import Store

SEALED_KIND = "sealed_contract"


class Sealer(Protocol):
    """The hall's seal."""

    def seal(self, order: SealOrder) -> Sealed:
        """Seal a prepared contract; refuses with SealUnusable."""
        ...

    def sm3(self, content: bytes) -> str:
        """Hash by GB/T 32905, as hex."""
        ...


@dataclass(frozen=True)
class SealedFile:
    """A sealed contract: the digest of the file names it for ever.

    owes_time_stamp: an authority is named in the settings and did not answer; the paper says so, and it is
    asked for later.
    """

    contract_id: str
    number: str
    digest: str
    size: int
    owes_time_stamp: bool = False


class Sealing:
    """The sealing desk."""

    def __init__(
        self, store: Store, confirm: Confirm, preparing: Preparing, sealer: Sealer, zone: str
    ) -> None:
        self._store = store
        self._confirm = confirm
        self._preparing = preparing
        self._sealer = sealer
        self._zone = zone

    def signing_text(self, contract_id: str) -> tuple[bytes, str]:
        """Give the prepared file as the signer reads it, with its digest; refuses with TextChanged."""
        return self._preparing.text(contract_id)

    def seal(self, contract_id: str, *, actor: Actor) -> Outcome[SealedFile]:
        """Seal a signed contract, once. Refuses with WrongStep, TextChanged, SealUnusable, ContractOvertaken.

        The file is made outside the transaction; kept, noted and counted in one.
        """
        actor.must(Permission.SEAL_CONTRACT)
        at = self._store.clock.now()
        pdf, digest = self._preparing.text(contract_id)
        with self._store.look() as session:
            contract = _found(session, contract_id)
            CONTRACT_STEPS.check(contract.state, ContractState.SEALED)
            order = self._order(session, contract, pdf, digest, at)
        sealed = self._sealer.seal(order)
        sealed_sm3 = self._sealer.sm3(sealed.pdf)
        with self._store.change(actor, "seal_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.SEALED, work.now)
            contract.sealed_digest = keep_file(work.session, sealed.pdf, SEALED_KIND, work.now)
            contract.sealed_sm3 = sealed_sm3
            contract.signature_count, contract.page_count = sealed.signatures, sealed.pages
            contract.sealed_at, contract.sealed_by = at, actor.staff_id
            contract.stamp_owed = sealed.owes_stamp
            card = SealedFile(
                contract_id, contract.number, contract.sealed_digest, len(sealed.pdf), sealed.owes_stamp
            )
        return settled(self._store, self._confirm, contract_id, work.outcome(card))

    def sealed_pdf(self, contract_id: str) -> bytes:
        """Give the sealed file; refuses with NotSealedHere at another terminal."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            if not contract.sealed_digest or session.get(StoredFile, contract.sealed_digest) is None:
                raise NotSealedHere(contract.number)
            return read_file(session, contract.sealed_digest)

    def _order(self, session: Session, contract: Contract, pdf: bytes, digest: str, at: int) -> SealOrder:
        hall = hall_card(session)
        name = hall.name if hall else ""
        given = {s.party_id: s for s in signatures_of(session, contract.id)}
        # Contracts of the third version have no file of their own time to compare with.
        if contract.text_digest and any(s.text_digest != digest for s in given.values()):
            raise TextChanged(contract.number)
        return SealOrder(
            pdf=pdf,
            parties=tuple(
                self._party(session, party.name, given[party.id], digest, name)
                for party in parties_of(session, contract.id)
            ),
            hall=name,
            location=contract.place,
            reason=word("contract", "seal_reason"),
            shown=word("contract", "seal_shown", hall=name, at=self._told(at)),
            shown_owing=word("contract", "stamp_owed", hall=name, at=self._told(at)),
            at=at,
        )

    def _party(self, session: Session, name: str, given: Signature, digest: str, hall: str) -> PartySeal:
        """Make a party's signature; one that lies on paper is witnessed by the hall in the party's field."""
        is_paper = given.pen is Pen.PAPER
        if given.capacity is Capacity.AGENT:
            capacity = word("contract", "agent_signs", authority=given.authority)
        else:
            capacity = word("contract", "legal_representative_signs")
        mark = PartyMark(
            signer=given.signer,
            capacity=capacity,
            signed_at=self._told(given.signed_at),
            strokes=() if is_paper else strokes_from_json(read_file(session, given.strokes_digest)),
            on_paper=word("contract", "signed_on_paper") if is_paper else "",
        )
        return PartySeal(
            holder=hall if is_paper else name,
            signer=given.signer,
            mark=mark,
            text_digest=digest,
            strokes_digest=given.scan_digest if is_paper else given.strokes_digest,
        )

    def _told(self, at: int) -> str:
        return f"{local(at, self._zone):%Y-%m-%d %H:%M:%S}"


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract
