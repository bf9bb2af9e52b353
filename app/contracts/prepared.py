"""The prepared file of an approved contract: made once, read, signed, sealed and printed as it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.catalogue.queries import HallCard, hall_card
from app.contracts.content import AttachmentContent, canonical_bytes, content_of, digest_of_record
from app.contracts.editions import template_of
from app.contracts.entities import Contract
from app.contracts.records import frozen_record
from app.contracts.refusals import AttachmentMissing, TextChanged
from app.contracts.sheets import ContractPress, SheetFrame, contract_sheet, enclosure_of
from app.contracts.states import CONTRACT_STEPS, ContractState
from app.documents.paper_codes import ContractFacts
from app.documents.sheets import Enclosure
from app.kernel.clock import local
from app.kernel.errors import Missing
from app.storage.files import StoredFile, keep_file, read_file
from app.storage.store import Store, Work

PREPARED_KIND = "prepared_contract"


class Coder(Protocol):
    """Signs the codes that stand on paper."""

    def sign_code(self, facts: ContractFacts) -> str:
        """Sign what a code says of a contract; refuses with SealUnusable."""
        ...

    def sm3(self, content: bytes) -> str:
        """Hash by GB/T 32905, as hex."""
        ...


@dataclass(frozen=True)
class Prepared:
    """A text ready to be frozen, with its file."""

    record: dict[str, Any]
    digest: str
    paper_code: str
    pdf: bytes


class Preparing:
    """Makes the prepared file of a contract, and finds or makes it again."""

    def __init__(self, store: Store, press: ContractPress, coder: Coder, zone: str) -> None:
        self._store = store
        self._press = press
        self._coder = coder
        self._zone = zone

    def prepare(self, contract_id: str) -> Prepared:
        """Make the file of a contract that is about to be approved; refuses with WrongStep, SealUnusable."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            CONTRACT_STEPS.check(contract.state, ContractState.READY)
            record, digest = frozen_record(session, contract)
            hall, enclosures = hall_card(session), _enclosures(session, record)
        frozen_on = local(self._store.clock.now(), self._zone).date()
        code = self._coder.sign_code(ContractFacts(contract.number, frozen_on, contract.total_fen, digest))
        return Prepared(record, digest, code, self._set(contract, record, code, hall, enclosures))

    def freeze(self, work: Work, contract: Contract, prepared: Prepared) -> None:
        """Keep the prepared file with its contract; refuses with TextChanged: the text is another by now."""
        _, digest = frozen_record(work.session, contract)
        if digest != prepared.digest:
            raise TextChanged(contract.number)
        contract.frozen, contract.digest = prepared.record, digest
        contract.digest_sm3 = self._coder.sm3(canonical_bytes(prepared.record))
        contract.paper_code = prepared.paper_code
        contract.text_digest = keep_file(work.session, prepared.pdf, PREPARED_KIND, work.now)

    def text(self, contract_id: str) -> tuple[bytes, str]:
        """Give the prepared file with its digest: the one kept here, or made again from the record.

        Refuses with TextChanged when what can be made is not what was approved.
        """
        with self._store.look() as session:
            contract = _found(session, contract_id)
            record = contract.frozen
            if record is None or digest_of_record(record) != contract.digest:
                raise TextChanged(contract.number)
            if session.get(StoredFile, contract.text_digest) is not None:
                return read_file(session, contract.text_digest), contract.text_digest
            hall, enclosures = hall_card(session), _enclosures(session, record)
        pdf = self._set(contract, record, contract.paper_code, hall, enclosures)
        digest = hashlib.sha256(pdf).hexdigest()
        if contract.text_digest not in ("", digest):
            raise TextChanged(contract.number)
        return pdf, digest

    def _set(
        self,
        contract: Contract,
        record: dict[str, Any],
        code: str,
        hall: HallCard | None,
        enclosures: tuple[Enclosure, ...],
    ) -> bytes:
        frame = SheetFrame(
            number=contract.number,
            digest=digest_of_record(record),
            hall_name=hall.name if hall else "",
            zone=self._zone,
            is_draft=False,
            is_sample=hall.is_sample if hall else False,
            code=code,
        )
        with self._store.look() as session:
            template = template_of(session, contract.template_code, contract.template_version)
        inside = (enclosure_of(canonical_bytes(record)), *enclosures)
        return self._press.press(contract_sheet(frame, template, content_of(record), inside))


def _enclosures(session: Session, record: dict[str, Any]) -> tuple[Enclosure, ...]:
    """Bring the attachments that lie inside; refuses with AttachmentMissing: one is at another terminal."""
    inside = [a for a in content_of(record).attachments if a.is_inside]
    return tuple(_enclosure(session, number, a) for number, a in enumerate(inside, start=1))


def _enclosure(session: Session, number: int, attachment: AttachmentContent) -> Enclosure:
    try:
        content = read_file(session, attachment.digest)
    except Missing as error:
        raise AttachmentMissing(attachment.name) from error
    name = f"{number:02d} {attachment.name}"
    return Enclosure(name, attachment.media_type, content, "Supplement", attachment.digest)


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract
