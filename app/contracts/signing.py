"""Signing on the spot: each party by hand on the screen, bound to the very text that was reviewed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import Contract, ContractParty, Signature
from app.contracts.records import frozen_record, parties_of
from app.contracts.refusals import AuthorityMissing, SameAgent, SignatureEmpty, SignedAlready, TextChanged
from app.contracts.sheets import strokes_to_json
from app.contracts.states import CONTRACT_STEPS, Capacity, ContractState, Pen
from app.documents.sheets import Stroke
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused, Missing
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.files import keep_file
from app.storage.store import Store, Work

STROKES_KIND = "signature_strokes"


@dataclass(frozen=True)
class SignatureEntry:
    """What was recorded when a party signed.

    strokes: points (x, y in 0.01 mm, pressure or None, milliseconds) as the device gave them.
    text_digest: the digest of the text the signer had on the screen.
    """

    party_id: str
    signer: str
    capacity: Capacity
    strokes: tuple[Stroke, ...]
    pen: Pen
    text_digest: str
    identity_checked: bool
    authority: str = ""


class Signing:
    """The signing desk."""

    def __init__(self, store: Store, confirm: Confirm) -> None:
        self._store = store
        self._confirm = confirm

    def sign(self, contract_id: str, entry: SignatureEntry, *, actor: Actor) -> Outcome[ContractState]:
        """Record a party's signature; after the last party the contract is signed. Gives the new state.

        Refuses with TextChanged when what was on the screen is not the reviewed text, SignatureEmpty,
        SignedAlready, AuthorityMissing, SameAgent, FieldRefused, WrongStep. Either the whole
        signature is kept or nothing of it.
        """
        actor.must(Permission.WITNESS_SIGNING)
        with self._store.change(actor, "sign_contract") as work:
            contract = work.get(Contract, contract_id)
            party = work.get(ContractParty, entry.party_id)
            if party.contract_id != contract_id:
                raise Missing("contract_party", entry.party_id)
            self._check(work, contract, party, entry)
            strokes = strokes_to_json(entry.strokes)
            keep_file(work.session, strokes, STROKES_KIND, work.now)
            work.add(_signature(contract_id, entry, strokes, work.now, actor.staff_id))
            if contract.state is ContractState.READY:
                contract.step(ContractState.SIGNING, work.now)
            work.session.flush()
            if len(signatures_of(work.session, contract_id)) == len(parties_of(work.session, contract_id)):
                contract.step(ContractState.SIGNED, work.now)
            state = contract.state
        outcome = work.outcome(state)
        return outcome.confirmed(self._confirm.ask(outcome.txn or ""))

    def _check(self, work: Work, contract: Contract, party: ContractParty, entry: SignatureEntry) -> None:
        if contract.state is not ContractState.SIGNING:
            CONTRACT_STEPS.check(contract.state, ContractState.SIGNING)
        _, digest = frozen_record(work.session, contract)
        if contract.digest != digest or contract.text_digest not in ("", entry.text_digest):
            raise TextChanged(contract.number)
        if not any(entry.strokes):
            raise SignatureEmpty(party.name)
        if not entry.signer.strip():
            raise FieldRefused("signer", "empty")
        if entry.capacity is Capacity.AGENT and not entry.authority.strip():
            raise AuthorityMissing(party.name)
        if not entry.identity_checked:
            raise FieldRefused("identity_checked", "empty")
        for given in signatures_of(work.session, contract.id):
            if given.party_id == party.id:
                raise SignedAlready(party.name)
            if given.signer == " ".join(entry.signer.split()):
                raise SameAgent(given.signer)


def signatures_of(session: Session, contract_id: str) -> list[Signature]:
    """List a contract's signatures in the order they were given."""
    query = select(Signature).where(Signature.contract_id == contract_id).order_by(Signature.signed_at)
    return list(session.execute(query).scalars())


def _signature(
    contract_id: str, entry: SignatureEntry, strokes: bytes, at: int, witness_id: str
) -> Signature:
    return Signature(
        id=new_key(),
        contract_id=contract_id,
        party_id=entry.party_id,
        signer=" ".join(entry.signer.split()),
        capacity=entry.capacity,
        authority=" ".join(entry.authority.split()),
        identity_checked=entry.identity_checked,
        pen=entry.pen,
        signed_at=at,
        text_digest=entry.text_digest,
        strokes_digest=hashlib.sha256(strokes).hexdigest(),
        witness_id=witness_id,
    )
