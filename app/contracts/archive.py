"""The archive: what was sealed leaves the store as folders with checksums, is checked, and comes back.

The archive has no personal data beyond what the contract itself has: strokes are biometric and go along only
when somebody who may asks for them, the hints of identity documents never (domain.md 9).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import hall_card
from app.contracts.archive_files import (
    ARCHIVE_FORMAT,
    INDEX,
    RECORD,
    REGISTER,
    SEALED,
    STAMP,
    TRAIL,
    WITNESS,
    Checked,
    Damage,
    as_json,
    check_archive,
    read_index,
    scan_digests,
    scan_name,
    stroke_digests,
    strokes_name,
    trail_entry,
    write_folder,
    write_index,
)
from app.contracts.content import canonical_bytes
from app.contracts.copies import RECEIPT_STROKES_KIND
from app.contracts.entities import Contract, ContractCopy, ContractVersion, CopyReceipt, Signature
from app.contracts.records import parties_of
from app.contracts.refusals import ArchiveUnusable
from app.contracts.signing import SCAN_KIND, STROKES_KIND
from app.contracts.states import ContractState
from app.kernel.changes import Outcome
from app.kernel.clock import day_bounds, day_of
from app.security.actors import Actor, Permission
from app.storage.files import StoredFile, keep_file
from app.storage.store import Store
from app.storage.trail import AuditEntry

SEALED_KIND, WITNESS_KIND, ATTACHMENT_KIND = "sealed_contract", "witness_record", "contract_attachment"
STAMP_KIND = "time_stamp"
_UNSAFE = re.compile(r"[^\w.\-]+")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Exported:
    """What was written: how many contracts; which files lie at other terminals, by contract's number."""

    contracts: int
    elsewhere: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Compared:
    """A restore test: what the check found, which contracts the register has otherwise or not at all."""

    checked: Checked
    differing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    restored: int = 0

    @property
    def is_good(self) -> bool:
        """Whether everything is readable and equal."""
        return not (self.checked.damages or self.differing or self.unknown)


class Archive:
    """Writes, compares and restores archives."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def export(
        self, home: Path, since: date, until: date, *, actor: Actor, with_strokes: bool = False
    ) -> Outcome[Exported]:
        """Write every contract sealed in a span of days, both counted, into a folder.

        The folder is new, empty, or an archive already: that one is written on. Refuses with Forbidden
        (an archive asks for reading the trail; strokes for arranging staff), ArchiveUnusable.
        """
        actor.must(Permission.READ_TRAIL)
        if with_strokes:
            actor.must(Permission.ARRANGE_STAFF)
        index = self._begun(home)
        starts, ends = day_bounds(since, self._zone)[0], day_bounds(until, self._zone)[1]
        elsewhere: list[tuple[str, str]] = []
        with self._store.look() as session:
            found = _sealed_between(session, starts, ends)
            trails = _trails(session, found)
            for contract in found:
                files, missing = _files(session, contract, trails[contract.id], with_strokes)
                name = _UNSAFE.sub("_", contract.number)
                index["contracts"][name] = write_folder(home, name, files, missing)
                elsewhere += [(contract.number, file) for file in missing]
            keys = [contract.id for contract in found]
            hall = hall_card(session)
        index |= {"hall": hall.name if hall else "", "made_on": self._today().isoformat()}
        write_index(home, index)
        with self._store.change(actor, "export_archive") as work:
            for key in keys:
                work.subject("contract", key)
        return work.outcome(Exported(len(keys), tuple(elsewhere)))

    def compare(self, home: Path) -> Compared:
        """Read an archive and compare it with the register of this store, writing nothing."""
        checked = check_archive(home)
        with self._store.look() as session:
            differing, unknown = _against(session, _registers(home, checked.damages))
        return Compared(checked, differing, unknown)

    def restore(self, home: Path, *, actor: Actor) -> Outcome[Compared]:
        """Put files that are not in this store back from an archive; only what its register confirms.

        The rows come from the centre; a terminal that was made anew gets its files from here. Nothing is
        put back from a damaged archive. Refuses with Forbidden.
        """
        actor.must(Permission.READ_TRAIL)
        compared = self.compare(home)
        if not compared.is_good:
            return Outcome(compared)
        restored = 0
        with self._store.change(actor, "export_archive") as work:
            for name, register in _registers(home, ()).items():
                for file, digest, kind in _expected(home / name, register):
                    if work.session.get(StoredFile, digest) is None:
                        keep_file(work.session, file.read_bytes(), kind, work.now)
                        restored += 1
                work.subject("contract", register["id"])
        return work.outcome(Compared(compared.checked, (), (), restored))

    def _begun(self, home: Path) -> dict[str, Any]:
        try:
            home.mkdir(parents=True, exist_ok=True)
            others = [path for path in home.iterdir() if path.name != INDEX]
        except OSError as error:
            raise ArchiveUnusable(str(home)) from error
        index = read_index(home)
        if index is None and others:
            raise ArchiveUnusable(str(home))
        return index or {"format": ARCHIVE_FORMAT, "contracts": {}}

    def _today(self) -> date:
        return day_of(self._store.clock.now(), self._zone)


def _sealed_between(session: Session, starts: int, ends: int) -> list[Contract]:
    query = select(Contract).where(
        Contract.state == ContractState.SEALED, Contract.sealed_at >= starts, Contract.sealed_at < ends
    )
    return list(session.execute(query.order_by(Contract.sealed_at, Contract.number)).scalars())


def _trails(session: Session, contracts: Sequence[Contract]) -> dict[str, list[dict[str, Any]]]:
    """Gather the audit entries about each contract, its parties, signatures and copies, in one walk."""
    whose: dict[str, str] = {}
    for contract in contracts:
        whose[f"contract:{contract.id}"] = contract.id
        for table in (Signature, ContractCopy, CopyReceipt, ContractVersion):
            query = select(table.id).where(table.contract_id == contract.id)
            whose |= {f"{table.__tablename__}:{key}": contract.id for key in session.execute(query).scalars()}
    trails: dict[str, list[dict[str, Any]]] = {contract.id: [] for contract in contracts}
    for entry in session.execute(select(AuditEntry).order_by(AuditEntry.seq)).scalars():
        for contract_id in sorted({whose[s] for s in entry.subjects if s in whose}):
            trails[contract_id].append(trail_entry(entry))
    return trails


def _files(
    session: Session, contract: Contract, trail: list[dict[str, Any]], with_strokes: bool
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Gather a contract's files, and the names of those that lie at another terminal."""
    files = {
        REGISTER: as_json(_register(session, contract)),
        TRAIL: as_json(trail),
        RECORD: canonical_bytes(contract.frozen or {}),
    }
    wanted = [(SEALED, contract.sealed_digest)]
    if contract.stamp_digest:
        wanted.append((STAMP, contract.stamp_digest))
    if contract.witness_digest:
        wanted.append((WITNESS, contract.witness_digest))
    wanted += [(_beside(n, a["name"]), a["digest"]) for n, a in enumerate(contract.attachments, start=1)]
    wanted += [(name, digest) for name, digest, _ in _evidence(session, contract.id, with_strokes)]
    missing = []
    for name, digest in wanted:
        kept = session.get(StoredFile, digest)
        if kept is None:
            missing.append(name)
        else:
            files[name] = kept.content
    return files, tuple(missing)


def _evidence(session: Session, contract_id: str, with_strokes: bool) -> Iterator[tuple[str, str, str]]:
    """List what was signed by hand, with digest and kind: scans of signed paper always, strokes if asked for.

    Several parties may have signed on one scan.
    """
    given = _signatures(session, contract_id)
    for digest in dict.fromkeys(s.scan_digest for s in given if s.scan_digest):
        yield scan_name(digest), digest, SCAN_KIND
    if with_strokes:
        receipts = select(CopyReceipt.strokes_digest).where(CopyReceipt.contract_id == contract_id)
        for digest in dict.fromkeys(s.strokes_digest for s in given if s.strokes_digest):
            yield strokes_name(digest), digest, STROKES_KIND
        for digest in dict.fromkeys(d for d in session.execute(receipts).scalars() if d):
            yield strokes_name(digest), digest, RECEIPT_STROKES_KIND


def _register(session: Session, contract: Contract) -> dict[str, Any]:
    """Write what the register says of a contract: digests, signatures, copies; no document numbers."""
    names = {party.id: party.name for party in parties_of(session, contract.id)}
    copies = session.execute(select(ContractCopy).where(ContractCopy.contract_id == contract.id)).scalars()
    receipts = session.execute(select(CopyReceipt).where(CopyReceipt.contract_id == contract.id)).scalars()
    keys = ("id", "number", "title", "template_code", "template_version", "total_fen", "technical_fen")
    digests = ("digest", "digest_sm3", "text_digest", "paper_code", "sealed_digest", "sealed_sm3")
    moments = ("formed_at", "sealed_at", "signature_count", "page_count", "witness_digest")
    stamp = ("stamp_owed", "stamp_digest", "stamped_at")
    told = {key: getattr(contract, key) for key in (*keys, *digests, *moments, *stamp)}
    return told | {
        "attachments": contract.attachments,
        "signatures": [
            {
                "party": names.get(s.party_id, ""),
                "signer": s.signer,
                "capacity": str(s.capacity),
                "signed_at": s.signed_at,
                "pen": str(s.pen),
                "strokes_digest": s.strokes_digest,
                "scan_digest": s.scan_digest,
            }
            for s in _signatures(session, contract.id)
        ],
        "copies": [{"position": c.position, "of": c.of, "is_reprint": c.is_reprint, "reason": c.reason}
                   for c in sorted(copies, key=_by_making)],
        "receipts": [{"holder": r.holder, "received_by": r.received_by, "received_at": r.received_at,
                      "strokes_digest": r.strokes_digest}
                     for r in sorted(receipts, key=_by_making)],
    }  # fmt: skip


def _by_making(row: ContractCopy | CopyReceipt) -> tuple[int, str]:
    return row.made_at, row.id


def _signatures(session: Session, contract_id: str) -> list[Signature]:
    query = select(Signature).where(Signature.contract_id == contract_id)
    return list(session.execute(query.order_by(Signature.signed_at)).scalars())


def _beside(number: int, name: str) -> str:
    return f"attachments/{number:02d}-{_UNSAFE.sub('_', name)[-LONGEST_NAME:]}"


def _registers(home: Path, damages: Sequence[Damage]) -> dict[str, dict[str, Any]]:
    """Read what each whole folder says the register was."""
    broken = {damage.file.split("/")[0] for damage in damages}
    index = read_index(home)
    names = [name for name in (index["contracts"] if index else {}) if name not in broken]
    return {name: json.loads((home / name / REGISTER).read_bytes()) for name in names}


def _against(
    session: Session, registers: dict[str, dict[str, Any]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    differing, unknown = [], []
    for name, told in sorted(registers.items()):
        contract = session.get(Contract, told["id"])
        if contract is None:
            unknown.append(name)
        elif any(getattr(contract, key) != told[key] for key in ("number", "digest", "sealed_digest")):
            differing.append(name)
    return tuple(differing), tuple(unknown)


def _expected(folder: Path, register: dict[str, Any]) -> list[tuple[Path, str, str]]:
    """List the files of a folder that belong into a store, with digest and kind."""
    told = [(folder / SEALED, register["sealed_digest"], SEALED_KIND)]
    told.append((folder / WITNESS, register["witness_digest"], WITNESS_KIND))
    told.append((folder / STAMP, register.get("stamp_digest", ""), STAMP_KIND))
    for number, attachment in enumerate(register["attachments"], start=1):
        told.append((folder / _beside(number, attachment["name"]), attachment["digest"], ATTACHMENT_KIND))
    for digest in scan_digests(register):
        told.append((folder / scan_name(digest), digest, SCAN_KIND))
    for digest in stroke_digests(register["signatures"]):
        told.append((folder / strokes_name(digest), digest, STROKES_KIND))
    for digest in stroke_digests(register["receipts"]):
        told.append((folder / strokes_name(digest), digest, RECEIPT_STROKES_KIND))
    return [entry for entry in told if entry[0].exists()]
