"""What a brought file or paper is worth, by our own check and by the register."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.entities import Contract, WitnessRecord
from app.contracts.states import ContractState
from app.contracts.witness import NUMBER_PREFIX
from app.documents.look_report import PageLook
from app.documents.seal_report import (
    CodeReport,
    Finding,
    Registered,
    SealProblem,
    SealReport,
    SealVerdict,
    SignatureFound,
    StampFound,
    with_look,
)
from app.documents.words import word
from app.kernel.clock import MINUTE
from app.storage.files import StoredFile, read_file
from app.storage.store import Store

_RECORD_NUMBER = re.compile(rf"{NUMBER_PREFIX}-[0-9]{{4}}-[0-9A-Z]+-[0-9]+")
_SEALING_TAKES = 2 * MINUTE
"""A record is registered within so many microseconds of its seal."""
_OF_RECORDS = frozenset(
    {
        SealProblem.UNREADABLE,
        SealProblem.UNSIGNED,
        SealProblem.BROKEN,
        SealProblem.ADDED_TO,
        SealProblem.UNKNOWN_SIGNER,
        SealProblem.REVOKED,
    }
)
"""What the check of a contract finds that holds for a record, too: it has one seal and no parties."""


class Inspector(Protocol):
    """Reads files, codes and pictures; knows the hall's public keys."""

    def inspect(self, pdf: bytes) -> SealReport:
        """Inspect a file by itself."""
        ...

    def differences(self, sealed: bytes, given: bytes) -> tuple[Finding, ...]:
        """Tell where a file differs from the sealed one."""
        ...

    def check_codes(self, texts: Sequence[str], registered: Registered | None) -> CodeReport:
        """Check the codes of a page against each other and the register."""
        ...

    def number_of(self, texts: Sequence[str]) -> str:
        """Tell which contract codes name."""
        ...

    def codes_of_picture(self, content: bytes) -> list[str]:
        """Read the codes of a picture; none where it is no picture."""
        ...

    def words(self, pdf: bytes) -> str:
        """Tell the words of a file, as far as they can be read."""
        ...

    def look(self, sealed: bytes, page: int, picture: bytes) -> PageLook:
        """Compare a picture with a page of a sealed file, from 1, character by character."""
        ...

    def read_stamp(self, content: bytes, digest: str) -> StampFound:
        """Tell what a kept time stamp is worth for a file of this SHA-256."""
        ...


@dataclass(frozen=True)
class Verification:
    """What is known of a file that somebody brings.

    contract_id: the contract of this register that the file claims to be; none: unknown here.
    is_record: it is, or claims to be, the record of that contract's signing, not the contract.
    stamp: the time stamp that was fetched after sealing; owes_stamp: it is still to come.
    """

    verdict: SealVerdict
    findings: tuple[Finding, ...]
    signer: str
    signed_at: int | None
    contract_id: str | None
    number: str
    signatures: tuple[SignatureFound, ...] = ()
    pages: int = 0
    total_fen: int | None = None
    frozen_on: date | None = None
    is_record: bool = False
    stamp: StampFound | None = None
    owes_stamp: bool = False

    @property
    def problems(self) -> tuple[str, ...]:
        """The kinds of findings, each once."""
        return tuple(dict.fromkeys(str(finding.problem) for finding in self.findings))

    @property
    def intact(self) -> bool:
        """Whether no signature is broken or missing."""
        spoilt = {SealProblem.BROKEN, SealProblem.UNREADABLE, SealProblem.UNSIGNED}
        return not spoilt & {finding.problem for finding in self.findings}


class Verifying:
    """The desk that checks what somebody brings."""

    def __init__(self, store: Store, inspector: Inspector) -> None:
        self._store = store
        self._inspector = inspector

    def verify(self, pdf: bytes) -> Verification:
        """Tell what a file is worth and which contract of the register it is, if any."""
        report = self._inspector.inspect(pdf)
        digest = hashlib.sha256(pdf).hexdigest()
        with self._store.look() as session:
            witnessed = _witnessed_by(session, digest)
            if witnessed is not None:
                return _record_of(witnessed, report)
            contract = _contract_of(session, report, digest)
            found = Verification(
                verdict=report.verdict,
                findings=report.findings,
                signer=report.signer,
                signed_at=report.signed_at,
                contract_id=contract.id if contract else None,
                number=contract.number if contract else report.facts.number if report.facts else "",
                signatures=report.signatures,
                pages=report.pages,
                total_fen=report.facts.total_fen if report.facts else None,
                frozen_on=report.facts.frozen_on if report.facts else None,
            )
            original = _original(session, contract)
        if contract is None:
            return self._not_of_a_contract(found, report, pdf)
        return self._by_register(found, contract, report, digest, original, pdf)

    def verify_codes(self, texts: Sequence[str]) -> CodeReport:
        """Tell what the codes of one page are worth."""
        number = self._inspector.number_of(texts)
        with self._store.look() as session:
            contract = _by_number(session, number) if number else None
        return self._inspector.check_codes(texts, _registered(contract))

    def verify_picture(self, content: bytes) -> CodeReport:
        """Tell what a scanned or photographed page is worth: its codes, and whether a character differs.

        Characters are compared where the sealed file lies here and the codes name a page of it.
        """
        report = self.verify_codes(self._inspector.codes_of_picture(content))
        if report.page is None or report.verdict in (SealVerdict.UNKNOWN_HERE, SealVerdict.ALTERED):
            return report
        with self._store.look() as session:
            sealed = _original(session, _by_number(session, report.page.number))
        if sealed is None:
            return report
        return with_look(report, self._inspector.look(sealed, report.page.page, content))

    def _not_of_a_contract(self, found: Verification, report: SealReport, pdf: bytes) -> Verification:
        """Tell whether it claims to be the record of a signing, or is nothing of this register."""
        words = self._inspector.words(pdf)
        with self._store.look() as session:
            record = _record_claimed(session, report, words)
        if record is None:
            return replace(found, verdict=_without_register(found.verdict))
        return self._altered_record(found, *record, pdf)

    def _altered_record(
        self, found: Verification, contract: Contract, original: bytes | None, pdf: bytes
    ) -> Verification:
        """Tell what was changed in a record of a signing: it is not the one that was registered."""
        findings = [Finding(SealProblem.NOT_THE_SEALED_FILE)]
        findings += [finding for finding in found.findings if finding.problem in _OF_RECORDS]
        if original is not None:
            findings += self._inspector.differences(original, pdf)
        return replace(
            found,
            verdict=SealVerdict.ALTERED,
            findings=tuple(dict.fromkeys(findings)),
            contract_id=contract.id,
            number=contract.number,
            is_record=True,
        )

    def _by_register(
        self,
        found: Verification,
        contract: Contract,
        report: SealReport,
        digest: str,
        original: bytes | None,
        pdf: bytes,
    ) -> Verification:
        findings = [*found.findings, *_against(contract, report, digest)]
        if findings and original is not None and original != pdf:
            findings += self._inspector.differences(original, pdf)
        verdict = found.verdict
        if findings and verdict is SealVerdict.CONSISTENT:
            verdict = SealVerdict.ALTERED
        elif not findings and contract.state is ContractState.VOID:
            verdict = SealVerdict.VOID
        found = replace(found, findings=tuple(dict.fromkeys(findings)), verdict=verdict)
        if digest != contract.sealed_digest:
            return found
        return replace(found, stamp=self._stamp(contract), owes_stamp=contract.stamp_owed)

    def _stamp(self, contract: Contract) -> StampFound | None:
        """Check the stamp beside the file; at another terminal than the sealing one the register tells it."""
        if not contract.stamp_digest:
            return None
        with self._store.look() as session:
            kept = session.get(StoredFile, contract.stamp_digest)
            content = kept.content if kept is not None else None
        if content is None:
            return StampFound(contract.stamped_at, "")
        if hashlib.sha256(content).hexdigest() != contract.stamp_digest:
            return StampFound(contract.stamped_at, "", "broken")
        return self._inspector.read_stamp(content, contract.sealed_digest)


def _against(contract: Contract, report: SealReport, digest: str) -> list[Finding]:
    """Compare a file with what was registered when it was sealed."""
    findings = []
    if contract.sealed_digest != digest:
        findings.append(Finding(SealProblem.NOT_THE_SEALED_FILE))
    if contract.signature_count and len(report.signatures) != contract.signature_count:
        findings.append(Finding(SealProblem.SIGNATURE_MISSING, detail=str(contract.signature_count)))
    if contract.text_digest and report.text_digest not in ("", contract.text_digest):
        findings.append(Finding(SealProblem.OTHER_TEXT, 0))
    return findings


def _contract_of(session: Session, report: SealReport, digest: str) -> Contract | None:
    query = select(Contract).where(Contract.sealed_digest == digest).limit(1)
    found = session.execute(query).scalar_one_or_none()
    if found is None and report.facts is not None:
        found = _by_number(session, report.facts.number)
    return found


def _witnessed_by(session: Session, digest: str) -> Contract | None:
    query = select(Contract).where(Contract.witness_digest == digest).limit(1)
    return session.execute(query).scalar_one_or_none()


def _record_of(contract: Contract, report: SealReport) -> Verification:
    """Tell of a registered record of a signing: its digest says that not a byte is another."""
    return Verification(
        verdict=SealVerdict.CONSISTENT,
        findings=(),
        signer=report.signer,
        signed_at=report.signed_at,
        contract_id=contract.id,
        number=contract.number,
        signatures=report.signatures,
        pages=report.pages,
        is_record=True,
    )


def _record_claimed(session: Session, report: SealReport, words: str) -> tuple[Contract, bytes | None] | None:
    """Find the record of a signing that a file claims to be, by its number or by the moment of its seal.

    Gives its contract, and the record as it was sealed where it lies here.
    """
    query = select(WitnessRecord)
    numbers = _RECORD_NUMBER.findall(words)
    if numbers and word("witness", "title") in words:
        query = query.where(WitnessRecord.number.in_(numbers))
    elif not numbers and report.signed_at is not None and report.signatures:
        near = (report.signed_at - _SEALING_TAKES, report.signed_at + _SEALING_TAKES)
        query = query.where(WitnessRecord.made_at.between(*near))
    else:
        return None
    found = list(session.execute(query.limit(2)).scalars())
    if len(found) != 1:
        return None
    kept = session.get(StoredFile, found[0].file_digest)
    return session.get_one(Contract, found[0].contract_id), kept.content if kept is not None else None


def _by_number(session: Session, number: str) -> Contract | None:
    query = select(Contract).where(Contract.number == number, Contract.ended_at.is_(None)).limit(1)
    return session.execute(query).scalar_one_or_none()


def _original(session: Session, contract: Contract | None) -> bytes | None:
    if contract is None or session.get(StoredFile, contract.sealed_digest) is None:
        return None
    return read_file(session, contract.sealed_digest)


def _registered(contract: Contract | None) -> Registered | None:
    if contract is None or not contract.digest:
        return None
    return Registered(
        contract.number,
        contract.digest,
        contract.total_fen,
        contract.page_count,
        contract.paper_code,
        contract.state is ContractState.VOID,
    )


def _without_register(verdict: SealVerdict) -> SealVerdict:
    return SealVerdict.UNKNOWN_HERE if verdict is SealVerdict.CONSISTENT else verdict
