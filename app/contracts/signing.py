"""Signing on the spot: each party by hand, bound to the very text that was reviewed and shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.content import content_of, digest_of_record
from app.contracts.entities import Contract, ContractParty, Signature
from app.contracts.powers import Signer, check_double, check_power
from app.contracts.records import parties_of
from app.contracts.refusals import (
    OutOfTurn,
    ScanDiffers,
    SignatureDoubtful,
    SignatureEmpty,
    SignedAlready,
    SigningOver,
    TextChanged,
)
from app.contracts.scans import Scan
from app.contracts.settled import settled
from app.contracts.states import CONTRACT_STEPS, Capacity, ContractState, IdentityCheck, Pen, SigningOrder
from app.contracts.strokes import Bound, Drawing, Tilts, doubts, drawing_record
from app.documents.sheets import Stroke
from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused, Missing
from app.kernel.identity import masked_number
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.files import keep_file
from app.storage.store import Store, Work

STROKES_KIND = "signature_strokes"
SCAN_KIND = "signed_scan"


@dataclass(frozen=True)
class SignatureEntry:
    """What was recorded when a party signed.

    strokes: points (x, y in 0.01 mm, pressure or None, milliseconds) as the device gave them.
    text_digest: the digest of the file the signer had on the screen or on the table.
    document_number: kept masked only. reading: seconds each page was on the screen, page by page.
    agreed_to: key and version of the text on pad signatures and handwriting data; needed for a pad.
    scan: what came back from paper, for Pen.PAPER. kept_because: the clerk's reason to keep what is doubted.
    """

    party_id: str
    signer: str
    capacity: Capacity
    strokes: tuple[Stroke, ...]
    pen: Pen
    text_digest: str
    identity_checked: bool
    authority: str = ""
    identity_by: IdentityCheck = IdentityCheck.DOCUMENT_SEEN
    document_kind: str = ""
    document_number: str = field(default="", repr=False)
    device: str = ""
    tilts: Tilts = ()
    pad_mm: tuple[float, float] = (0.0, 0.0)
    reading: tuple[int, ...] = ()
    agreed_to: str = ""
    scan: Scan | None = None
    has_fingerprint: bool = False
    has_company_seal: bool = False
    kept_because: str = ""


class Signing:
    """The signing desk."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone

    def sign(self, contract_id: str, entry: SignatureEntry, *, actor: Actor) -> Outcome[ContractState]:
        """Record a party's signature; after the last party the contract is formed. Gives the new state.

        Refuses with TextChanged when what was on the screen or on paper is not the reviewed text,
        SigningOver, SignedAlready, OutOfTurn, SignatureEmpty, SignatureDoubtful, ScanDiffers, AgentUnknown,
        AuthorityMissing, PowerNotValid, SameAgent, FieldRefused, WrongStep, ContractOvertaken.
        Either the whole signature is kept or nothing of it.
        """
        actor.must(Permission.WITNESS_SIGNING)
        with self._store.change(actor, "sign_contract") as work:
            contract = work.get(Contract, contract_id)
            party = work.get(ContractParty, entry.party_id)
            if party.contract_id != contract_id:
                raise Missing("contract_party", entry.party_id)
            self._check_contract(work, contract, entry)
            authority = self._check_signer(work, contract, party, entry)
            _check_ink(contract, party, entry)
            work.add(_signature(work, contract, party, entry, authority))
            if contract.state is ContractState.READY:
                contract.step(ContractState.SIGNING, work.now)
            work.session.flush()
            if len(signatures_of(work.session, contract_id)) == len(parties_of(work.session, contract_id)):
                contract.step(ContractState.SIGNED, work.now)
                contract.formed_at = work.now
            state = contract.state
        return settled(self._store, self._confirm, contract_id, work.outcome(state))

    def _check_contract(self, work: Work, contract: Contract, entry: SignatureEntry) -> None:
        if contract.state is not ContractState.SIGNING:
            CONTRACT_STEPS.check(contract.state, ContractState.SIGNING)
        if contract.sign_before is not None and work.now >= contract.sign_before:
            last_day = day_of(contract.sign_before - 1, self._zone)
            raise SigningOver(contract.number, last_day.isoformat())
        frozen = contract.frozen
        if frozen is None or digest_of_record(frozen) != contract.digest:
            raise TextChanged(contract.number)
        if contract.text_digest not in ("", entry.text_digest):
            raise TextChanged(contract.number)
        names = [party.name for party in parties_of(work.session, contract.id)]
        if names != [party["name"] for party in frozen["parties"]]:
            raise TextChanged(contract.number)

    def _check_signer(
        self, work: Work, contract: Contract, party: ContractParty, entry: SignatureEntry
    ) -> str:
        """Look at who signs, in whose turn and by what right; gives the power of attorney in words."""
        given = {s.party_id: s for s in signatures_of(work.session, contract.id)}
        if party.id in given:
            raise SignedAlready(party.name)
        rows = parties_of(work.session, contract.id)
        first = next(row for row in rows if row.id not in given)
        if contract.signing_order is SigningOrder.IN_ORDER and first.id != party.id:
            raise OutOfTurn(party.name, first.name)
        if not entry.signer.strip():
            raise FieldRefused("signer", "empty")
        if not entry.identity_checked:
            raise FieldRefused("identity_checked", "empty")
        signer = Signer(
            _one_line(entry.signer),
            rows.index(party),
            entry.capacity,
            masked_number(entry.document_number.strip()),
            _one_line(entry.authority),
        )
        assert contract.frozen is not None
        parties = content_of(contract.frozen).parties
        authority = check_power(signer, parties, day_of(work.now, self._zone))
        others = [_signer_of(given[row.id], place) for place, row in enumerate(rows) if row.id in given]
        check_double(signer, others, parties)
        return authority


def signatures_of(session: Session, contract_id: str) -> list[Signature]:
    """List a contract's signatures in the order they were given."""
    query = select(Signature).where(Signature.contract_id == contract_id).order_by(Signature.signed_at)
    return list(session.execute(query).scalars())


def _check_ink(contract: Contract, party: ContractParty, entry: SignatureEntry) -> None:
    """Look at what was drawn, or at what came back from paper."""
    reason = entry.kept_because.strip()
    if entry.pen is Pen.PAPER:
        _check_scan(contract, entry, reason)
        return
    if not any(entry.strokes):
        raise SignatureEmpty(party.name)
    if not entry.agreed_to:
        raise FieldRefused("agreed_to", "empty")
    found = doubts(entry.strokes)
    if found and not reason:
        raise SignatureDoubtful(party.name, tuple(str(doubt) for doubt in found))


def _check_scan(contract: Contract, entry: SignatureEntry, reason: str) -> None:
    if entry.scan is None:
        raise FieldRefused("scan", "empty")
    if not contract.text_digest or entry.scan.text_digest != contract.text_digest:
        raise TextChanged(contract.number)
    standing = entry.scan.refused() if reason else entry.scan.findings
    if standing:
        raise ScanDiffers(contract.number, tuple((str(f.kind), f.page) for f in standing))


def _signature(
    work: Work, contract: Contract, party: ContractParty, entry: SignatureEntry, authority: str
) -> Signature:
    strokes_digest = scan_digest = ""
    if entry.scan is not None and entry.pen is Pen.PAPER:
        scan_digest = keep_file(work.session, entry.scan.content, SCAN_KIND, work.now)
    else:
        drawing = Drawing(entry.strokes, entry.tilts, entry.device, entry.pad_mm)
        bound = Bound(entry.text_digest, contract.number, party.name, _one_line(entry.signer))
        record = drawing_record(drawing, bound)
        keep_file(work.session, record, STROKES_KIND, work.now)
        strokes_digest = hashlib.sha256(record).hexdigest()
    return Signature(
        id=new_key(),
        contract_id=contract.id,
        party_id=party.id,
        signer=_one_line(entry.signer),
        capacity=entry.capacity,
        authority=authority,
        identity_checked=entry.identity_checked,
        identity_by=entry.identity_by,
        document_kind=entry.document_kind,
        document_hint=masked_number(entry.document_number.strip()),
        pen=entry.pen,
        device=_one_line(entry.device),
        reading=list(entry.reading),
        agreed_to=entry.agreed_to,
        signed_at=work.now,
        text_digest=entry.text_digest,
        strokes_digest=strokes_digest,
        scan_digest=scan_digest,
        has_fingerprint=entry.has_fingerprint,
        has_company_seal=entry.has_company_seal,
        kept_because=_one_line(entry.kept_because),
        witness_id=work.actor.staff_id,
    )


def _signer_of(given: Signature, place: int) -> Signer:
    return Signer(given.signer, place, given.capacity, given.document_hint, given.authority)


def _one_line(text: str) -> str:
    return " ".join(text.split())
