"""Versions: a text is kept at every stage, can be read, compared and brought back (合同稿次)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import hall_card
from app.contracts.comparing import Difference, compare
from app.contracts.comparison_sheet import comparison_sheet
from app.contracts.content import ContractContent, canonical_bytes, content_of, digest_of_record
from app.contracts.editions import template_of
from app.contracts.entities import Contract, ContractVersion
from app.contracts.records import frozen_record, must_be_of, write_content
from app.contracts.sheets import CONTENT_FILE
from app.contracts.states import Stage
from app.contracts.text_of_contract import ContractText, text_of_contract
from app.documents.comparison import ComparisonSheet
from app.documents.words import word
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.security.accounts import staff_row
from app.security.actors import Actor, Permission
from app.storage.files import StoredFile, read_file
from app.storage.store import Store, Work


class ComparisonPress(Protocol):
    """Sets comparisons, and looks into files that were set."""

    def press(self, sheet: ComparisonSheet) -> bytes:
        """Set a comparison as a PDF."""
        ...

    def enclosed(self, pdf: bytes, name: str) -> bytes | None:
        """Give a file that lies inside a PDF, in its last revision; None: there is none of that name."""
        ...


@dataclass(frozen=True)
class VersionRow:
    """A version in a list. ``number`` counts from 1, the oldest first; ``saved_by`` is a key of the staff."""

    id: str
    contract_id: str
    number: int
    revision: int
    stage: Stage
    saved_by: str
    saved_by_name: str
    saved_at: int
    note: str
    digest: str


@dataclass(frozen=True)
class TextProof:
    """Whether what is signed is what was reviewed, by digests of the canonical record; "" : not there.

    registered: the digest the contract names. frozen: that of the record kept with it. version: that of the
    version kept at the freeze. attached: that of the contract inside the file. file: the SHA-256 of that
    file; file_registered: the one the contract names.
    """

    registered: str
    frozen: str
    version: str
    attached: str
    file: str
    file_registered: str

    @property
    def holds(self) -> bool:
        """Whether all of them are there and agree."""
        texts = {self.registered, self.frozen, self.version, self.attached}
        return len(texts) == 1 and "" not in texts and self.file == self.file_registered


class Versions:
    """The shelf with the kept texts of contracts."""

    def __init__(self, store: Store, press: ComparisonPress, zone: str) -> None:
        self._store = store
        self._press = press
        self._zone = zone

    def versions(self, contract_id: str) -> tuple[VersionRow, ...]:
        """List the versions of a contract, the newest first."""
        with self._store.look() as session:
            rows = _kept(session, contract_id)
            return tuple(reversed([_row(session, n, v) for n, v in enumerate(rows, start=1)]))

    def keep(self, contract_id: str, note: str, *, actor: Actor) -> Outcome[str]:
        """Keep the text as it stands as a version of its own; gives its key."""
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.change(actor, "keep_version") as work:
            key = keep_version(work, work.get(Contract, contract_id), Stage.SAVED, note).id
        return work.outcome(key)

    def content(self, version_id: str) -> ContractContent:
        """Give what a version says; refuses with Missing."""
        with self._store.look() as session:
            return content_of(_version(session, version_id).record)

    def restore(self, version_id: str, based_on: int | None = None, *, actor: Actor) -> Outcome[int]:
        """Bring an old text back into the draft and give its new revision; the versions stay.

        Refuses with DraftMoved, with WrongStep when the contract is no draft any more.
        """
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.change(actor, "restore_version") as work:
            version = work.get(ContractVersion, version_id)
            contract = work.get(Contract, version.contract_id)
            must_be_of(work.session, contract, based_on)
            write_content(work, contract, content_of(version.record))
            revision = contract.revision
        return work.outcome(revision)

    def compare(self, before_id: str, after_id: str = "") -> Difference:
        """Compare a version with a later one, or with the text as it stands now; refuses with Missing."""
        with self._store.look() as session:
            return compare(*self._texts(session, before_id, after_id))

    def compare_typed(self, contract_id: str, content: ContractContent) -> Difference:
        """Compare what is saved with what is typed and not saved yet."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            template = template_of(session, contract.template_code, contract.template_version)
            saved = content_of(frozen_record(session, contract)[0])
            return compare(text_of_contract(template, saved), text_of_contract(template, content))

    def comparison_pdf(self, before_id: str, after_id: str = "") -> bytes:
        """Set a comparison as a PDF; refuses with Missing."""
        with self._store.look() as session:
            before = _version(session, before_id)
            contract = _found(session, before.contract_id)
            difference = compare(*self._texts(session, before_id, after_id))
            hall = hall_card(session)
            rows = {v.id: _row(session, n, v) for n, v in enumerate(_kept(session, contract.id), start=1)}
        sides = (self._named(rows[before_id]), self._named(rows[after_id]) if after_id else "")
        return self._press.press(
            comparison_sheet(contract.number, contract.title, hall.name if hall else "", sides, difference)
        )

    def proof(self, contract_id: str) -> TextProof:
        """Tell whether the text that is signed or sealed is the reviewed one; refuses with Missing."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            frozen = digest_of_record(contract.frozen) if contract.frozen else ""
            kept = [v for v in _kept(session, contract_id) if v.stage is Stage.FROZEN]
            version = digest_of_record(kept[-1].record) if kept else ""
            registered, named = contract.digest, contract.sealed_digest or contract.text_digest
            is_here = bool(named) and session.get(StoredFile, named) is not None
            pdf = read_file(session, named) if is_here else b""
        file = hashlib.sha256(pdf).hexdigest() if pdf else ""
        inside = self._press.enclosed(pdf, CONTENT_FILE) if pdf else None
        return TextProof(registered, frozen, version, _digest_inside(inside), file, named)

    def _texts(self, session: Session, before_id: str, after_id: str) -> tuple[ContractText, ContractText]:
        before = _version(session, before_id)
        if after_id:
            record = _version(session, after_id).record
        else:
            contract = _found(session, before.contract_id)
            record = contract.frozen or frozen_record(session, contract)[0]
        return _text(session, before.record), _text(session, record)

    def _named(self, row: VersionRow) -> str:
        at = f"{local(row.saved_at, self._zone):%Y-%m-%d %H:%M}"
        told = " ".join(part for part in (at, row.saved_by_name, row.note) if part)
        return word("comparison", "side", number=row.number, told=told)


def keep_version(work: Work, contract: Contract, stage: Stage, note: str = "") -> ContractVersion:
    """Keep a contract's text as a version, in an open transaction.

    stage: why; the frozen one is the record that is signed. note: the reason of who sends it back, say.
    """
    record, digest = frozen_record(work.session, contract)
    if stage is Stage.FROZEN and contract.frozen is not None:
        record, digest = contract.frozen, contract.digest
    return work.add(
        ContractVersion(
            id=new_key(),
            contract_id=contract.id,
            revision=contract.revision,
            stage=stage,
            record=record,
            digest=digest,
            saved_by=work.actor.staff_id,
            note=" ".join(note.split()),
        )
    )


def _digest_inside(content: bytes | None) -> str:
    """Hash the contract that lies in a file, read and written anew: another spelling is the same text."""
    if content is None:
        return ""
    try:
        return hashlib.sha256(canonical_bytes(json.loads(content))).hexdigest()
    except ValueError:
        return ""


def _text(session: Session, record: dict[str, object]) -> ContractText:
    named = record["template"]
    assert isinstance(named, dict)
    return text_of_contract(template_of(session, named["code"], named["version"]), content_of(record))


def _kept(session: Session, contract_id: str) -> list[ContractVersion]:
    query = select(ContractVersion).where(ContractVersion.contract_id == contract_id)
    return list(session.execute(query.order_by(ContractVersion.made_at, ContractVersion.id)).scalars())


def _version(session: Session, version_id: str) -> ContractVersion:
    version = session.get(ContractVersion, version_id)
    if version is None:
        raise Missing("contract_version", version_id)
    return version


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract


def _row(session: Session, number: int, version: ContractVersion) -> VersionRow:
    saver = staff_row(session, version.saved_by)
    return VersionRow(
        id=version.id,
        contract_id=version.contract_id,
        number=number,
        revision=version.revision,
        stage=version.stage,
        saved_by=version.saved_by,
        saved_by_name=saver.name if saver else "",
        saved_at=version.made_at,
        note=version.note,
        digest=version.digest,
    )
