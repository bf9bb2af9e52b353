"""Sealing: the signed text becomes one certified file; checking a file; printing numbered copies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.catalogue.queries import HallCard, hall_card
from app.contracts.content import content_of, digest_of_record
from app.contracts.entities import Contract, ContractCopy
from app.contracts.records import parties_of
from app.contracts.refusals import NotSealedHere, TextChanged
from app.contracts.sheets import ContractPress, SheetFrame, SignedBy, contract_sheet, strokes_from_json
from app.contracts.signing import signatures_of
from app.contracts.states import CONTRACT_STEPS, ContractState
from app.documents.templates import load_template
from app.documents.words import word
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused, Missing
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.files import StoredFile, keep_file, read_file
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store

SEALED_KIND = "sealed_contract"
MOST_COPIES = 30


@dataclass(frozen=True)
class Verification:
    """What is known of a file that somebody brings: intact, by whom sealed, and whether it is ours."""

    intact: bool
    covers_whole_document: bool
    signer: str
    signed_at: int | None
    problems: tuple[str, ...]
    contract_id: str | None
    number: str


class Sealer(Protocol):
    """The hall's seal."""

    def certify(self, pdf: bytes, reason: str, location: str, at: int) -> bytes:
        """Seal a PDF so that no later change goes unseen; refuses with SealUnusable."""
        ...

    def inspect(self, pdf: bytes) -> Verification:
        """Tell what the seal of a file is worth; ``contract_id`` is left open."""
        ...


@dataclass(frozen=True)
class SealedFile:
    """A sealed contract: the digest of the file names it for ever."""

    contract_id: str
    number: str
    digest: str
    size: int


class Sealing:
    """The sealing desk."""

    def __init__(
        self, store: Store, confirm: Confirm, press: ContractPress, sealer: Sealer, zone: str
    ) -> None:
        self._store = store
        self._confirm = confirm
        self._press = press
        self._sealer = sealer
        self._zone = zone

    def signing_text(self, contract_id: str) -> tuple[bytes, str]:
        """Give the frozen text as the signer reads it, with its digest."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            frame, signed = self._frame(session, contract), _signed(session, contract)
        return self._set(contract, frame, signed), contract.digest

    def seal(self, contract_id: str, *, actor: Actor) -> Outcome[SealedFile]:
        """Seal a signed contract, once. Refuses with WrongStep, TextChanged, SealUnusable.

        The file is made outside the transaction; kept, noted and counted in one.
        """
        actor.must(Permission.SEAL_CONTRACT)
        with self._store.look() as session:
            contract = _found(session, contract_id)
            CONTRACT_STEPS.check(contract.state, ContractState.SEALED)
            frame, signed = self._frame(session, contract), _signed(session, contract)
            place = contract.place
        at = self._store.clock.now()
        plain = self._set(contract, frame, signed)
        sealed = self._sealer.certify(plain, word("contract", "seal_reason"), place, at)
        with self._store.change(actor, "seal_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.SEALED, work.now)
            contract.sealed_digest = keep_file(work.session, sealed, SEALED_KIND, work.now)
            contract.sealed_at, contract.sealed_by = at, actor.staff_id
            card = SealedFile(contract_id, contract.number, contract.sealed_digest, len(sealed))
        outcome = work.outcome(card)
        return outcome.confirmed(self._confirm.ask(outcome.txn or ""))

    def sealed_pdf(self, contract_id: str) -> bytes:
        """Give the sealed file; refuses with NotSealedHere at another terminal."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            if not contract.sealed_digest or session.get(StoredFile, contract.sealed_digest) is None:
                raise NotSealedHere(contract.number)
            return read_file(session, contract.sealed_digest)

    def print_copies(self, contract_id: str, copies: int, *, actor: Actor) -> Outcome[str]:
        """Send numbered copies of the sealed file to the page printer; gives the job's key.

        Copies printed before count on: paper that was handed out keeps its number.
        """
        actor.must(Permission.PRINT)
        if not 1 <= copies <= MOST_COPIES:
            raise FieldRefused("copies", "out_of_range", str(copies))
        pdf = self.sealed_pdf(contract_id)
        with self._store.change(actor, "print_copies") as work:
            contract = work.get(Contract, contract_id)
            printed = _printed(work.session, contract_id)
            for position in range(printed + 1, printed + copies + 1):
                work.add(
                    ContractCopy(
                        id=new_key(),
                        contract_id=contract_id,
                        position=position,
                        of=max(contract.copies, printed + copies),
                        sealed_digest=contract.sealed_digest,
                        is_reprint=position > contract.copies,
                    )
                )
            order = PrintOrder(Paper.PAGE, contract.number, f"contract:{contract_id}", pdf, copies=copies)
            job = queue_print(work.session, order, work.now)
        return work.outcome(job)

    def verify(self, pdf: bytes) -> Verification:
        """Tell what a file is worth and which contract of this terminal it is, if any."""
        found = self._sealer.inspect(pdf)
        with self._store.look() as session:
            query = select(Contract).where(Contract.sealed_digest == hashlib.sha256(pdf).hexdigest())
            contract = session.execute(query.limit(1)).scalar_one_or_none()
        return Verification(
            intact=found.intact,
            covers_whole_document=found.covers_whole_document,
            signer=found.signer,
            signed_at=found.signed_at,
            problems=found.problems,
            contract_id=contract.id if contract else None,
            number=contract.number if contract else "",
        )

    def _set(self, contract: Contract, frame: SheetFrame, signed: tuple[SignedBy, ...]) -> bytes:
        record = contract.frozen
        if record is None or digest_of_record(record) != contract.digest:
            raise TextChanged(contract.number)
        template = load_template(contract.template_code)
        return self._press.press(contract_sheet(frame, template, content_of(record), signed))

    def _frame(self, session: Session, contract: Contract) -> SheetFrame:
        hall = hall_card(session) or HallCard("", "", "", "", is_sample=False)
        return SheetFrame(
            number=contract.number,
            digest=contract.digest,
            hall_name=hall.name,
            zone=self._zone,
            is_draft=False,
            is_sample=hall.is_sample,
        )


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract


def _signed(session: Session, contract: Contract) -> tuple[SignedBy, ...]:
    places = {p.id: place for place, p in enumerate(parties_of(session, contract.id))}
    return tuple(
        SignedBy(
            party=places[s.party_id],
            signer=s.signer,
            capacity=s.capacity,
            authority=s.authority,
            signed_at=s.signed_at,
            strokes=strokes_from_json(read_file(session, s.strokes_digest)),
        )
        for s in signatures_of(session, contract.id)
    )


def _printed(session: Session, contract_id: str) -> int:
    query = select(func.max(ContractCopy.position)).where(ContractCopy.contract_id == contract_id)
    return session.execute(query).scalar() or 0
