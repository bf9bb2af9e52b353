"""The record of a signing (见证记录, domain.md 3.7): written once, sealed as its own page, noted to later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import all_windows, hall_card
from app.contracts.beginning import Numbers
from app.contracts.content import content_of
from app.contracts.derived import copies_held
from app.contracts.entities import Contract, Signature, WitnessNote, WitnessRecord
from app.contracts.records import parties_of
from app.contracts.refusals import NobodySigned, RecordedAlready
from app.contracts.settled import settled
from app.contracts.signing import signatures_of
from app.contracts.statements import statements
from app.contracts.states import ContractState
from app.contracts.witness_sheet import witness_sheet
from app.documents.sheets import ReportSheet
from app.documents.words import word
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused, Missing, WrongStep
from app.kernel.ids import new_key
from app.rooms.rows import find_booking
from app.security.accounts import staff_row, staff_rows
from app.security.actors import Actor, Permission
from app.storage.files import keep_file, read_file
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store, Work

WITNESS_KIND = "witness_record"
NUMBER_SERIES, NUMBER_PREFIX = "witness", "JZ"
_OVER = (ContractState.SIGNED, ContractState.SEALED, ContractState.VOID, ContractState.EXPIRED)


class PagePress(Protocol):
    """Sets plain pages."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a report as a PDF."""
        ...


class PageSealer(Protocol):
    """The hall's seal on pages of its own."""

    def certify(self, pdf: bytes, reason: str, location: str) -> bytes:
        """Seal a finished page; refuses with SealUnusable."""
        ...


@dataclass(frozen=True)
class WitnessEntry:
    """What the clerk adds to what the signatures tell.

    said: keys of the statements that were read out. second_id: the second clerk's key. seals, seam_seals:
    keys of the parties whose seals were seen. began_at: when they sat down; None: at the first reading.
    photos: where pictures are kept; ``photos_agreed`` that everybody consented (PIPL art. 26, 29).
    """

    said: frozenset[str] = frozenset()
    second_id: str = ""
    seals: frozenset[str] = frozenset()
    seam_seals: frozenset[str] = frozenset()
    began_at: int | None = None
    photos: str = ""
    photos_agreed: bool = False
    remarks: str = ""


@dataclass(frozen=True)
class NoteRow:
    """A note that was added later."""

    text: str
    written_by: str
    written_at: int


@dataclass(frozen=True)
class WitnessCard:
    """A record of a signing with its notes; ``number`` "": not written yet."""

    number: str
    written_at: int | None
    digest: str
    notes: tuple[NoteRow, ...]


class Witness:
    """The witness's desk."""

    def __init__(
        self, store: Store, confirm: Confirm, press: PagePress, sealer: PageSealer, zone: str
    ) -> None:
        self._store = store
        self._confirm = confirm
        self._press = press
        self._sealer = sealer
        self._zone = zone
        self._numbers = Numbers(store, confirm, zone, NUMBER_SERIES, NUMBER_PREFIX)

    def write(self, contract_id: str, entry: WitnessEntry, *, actor: Actor) -> Outcome[WitnessCard]:
        """Write the record of a signing that is over, once; gives it.

        The page is made and sealed outside the transaction, kept and registered in one.
        Refuses with WrongStep while parties still sign, NobodySigned, RecordedAlready, FieldRefused,
        SealUnusable, ContractOvertaken.
        """
        actor.must(Permission.WITNESS_SIGNING)
        _check(entry, actor)
        with self._store.look() as session:
            contract = _found(session, contract_id)
            _must_be_open(session, contract)
        number = self._numbers.next()
        with self._store.look() as session:
            contract = _found(session, contract_id)
            facts = _facts(session, contract, entry, actor) | {"number": number}
            hall, place, seen = hall_card(session), contract.place, contract.state
        name, is_sample = (hall.name, hall.is_sample) if hall else ("", False)
        sheet = witness_sheet(facts, name, self._zone, is_sample=is_sample)
        pdf = self._sealer.certify(self._press.press(sheet), word("witness", "seal_reason"), place)
        with self._store.change(actor, "write_witness_record") as work:
            contract = work.get(Contract, contract_id)
            _must_be_open(work.session, contract)
            if contract.state is not seen:
                raise WrongStep("contract", str(contract.state), "write_witness_record")
            self._keep(work, contract, facts, pdf)
            work.session.flush()
            card = _card(work.session, contract_id)
        return settled(self._store, self._confirm, contract_id, work.outcome(card))

    def note(self, contract_id: str, text: str, *, actor: Actor) -> Outcome[WitnessCard]:
        """Add a correction or remark; what was written before stays as it is. Refuses with FieldRefused."""
        actor.must(Permission.WITNESS_SIGNING)
        if not text.strip():
            raise FieldRefused("note", "empty")
        with self._store.change(actor, "note_to_witness_record") as work:
            if not signatures_of(work.session, work.get(Contract, contract_id).id):
                raise NobodySigned(work.get(Contract, contract_id).number)
            work.add(
                WitnessNote(
                    id=new_key(), contract_id=contract_id, text=text.strip(), written_by=actor.staff_id
                )
            )
            work.session.flush()
            card = _card(work.session, contract_id)
        return work.outcome(card)

    def card(self, contract_id: str) -> WitnessCard:
        """Give the record of a contract's signing with its notes."""
        with self._store.look() as session:
            return _card(session, contract_id)

    def pdf(self, contract_id: str) -> bytes:
        """Give the sealed page; refuses with Missing where it was not written, or at another terminal."""
        with self._store.look() as session:
            return read_file(session, _found(session, contract_id).witness_digest)

    def print(self, contract_id: str, copies: int, *, actor: Actor) -> Outcome[str]:
        """Send the sealed page to the page printer; gives the job's key."""
        actor.must(Permission.PRINT)
        pdf = self.pdf(contract_id)
        with self._store.change(actor, "print_witness_record") as work:
            card = _card(work.session, contract_id)
            work.subject("contract", contract_id)
            order = PrintOrder(Paper.PAGE, card.number, f"contract:{contract_id}", pdf, copies=copies)
            job = queue_print(work.session, order, work.now)
        return work.outcome(job)

    def _keep(self, work: Work, contract: Contract, facts: dict[str, Any], pdf: bytes) -> None:
        digest = keep_file(work.session, pdf, WITNESS_KIND, work.now)
        contract.witness_digest = digest
        work.add(
            WitnessRecord(
                id=new_key(),
                contract_id=contract.id,
                number=facts["number"],
                facts=facts,
                file_digest=digest,
                written_by=work.actor.staff_id,
            )
        )


def _check(entry: WitnessEntry, actor: Actor) -> None:
    if entry.second_id == actor.staff_id:
        raise FieldRefused("second_id", "same_person")
    if entry.photos.strip() and not entry.photos_agreed:
        raise FieldRefused("photos_agreed", "empty")


def _must_be_open(session: Session, contract: Contract) -> None:
    if not signatures_of(session, contract.id):
        raise NobodySigned(contract.number)
    if contract.state not in _OVER:
        raise WrongStep("contract", str(contract.state), "write_witness_record")
    if contract.witness_digest:
        raise RecordedAlready(contract.number)


def _facts(session: Session, contract: Contract, entry: WitnessEntry, actor: Actor) -> dict[str, Any]:
    given = signatures_of(session, contract.id)
    names = {party.id: party.name for party in parties_of(session, contract.id)}
    window = all_windows(session).get(actor.window_id or "")
    second = staff_row(session, entry.second_id) if entry.second_id else None
    if entry.second_id and second is None:
        raise FieldRefused("second_id", "unknown")
    read_for = sum(given[0].reading) * 1_000_000
    return {
        "contract_number": contract.number,
        "title": contract.title,
        "revision": contract.revision,
        "pages": contract.page_count or max(len(s.reading) for s in given),
        "text_digest": contract.text_digest,
        "digest": contract.digest,
        "digest_sm3": contract.digest_sm3,
        "began_at": given[0].signed_at - read_for if entry.began_at is None else entry.began_at,
        "ended_at": given[-1].signed_at,
        "place": contract.place,
        "room": _room(session, contract),
        "window": window.name if window else "",
        "state": str(contract.state),
        "reason": contract.remark,
        "attendees": [_attendee(s, names.get(s.party_id, "")) for s in given],
        "statements": [
            {"key": said.key, "text": said.text, "law": said.law, "is_said": said.key in entry.said}
            for said in statements()
        ],
        "seals": [name for key, name in names.items() if key in entry.seals],
        "seam_seals": [name for key, name in names.items() if key in entry.seam_seals],
        "copies": contract.copies,
        "holders": [copies_held(content_of(contract.frozen))] if contract.frozen else [],
        "photos": entry.photos.strip(),
        "clerk": actor.name,
        "second_clerk": second.name if second else "",
        "remarks": entry.remarks.strip(),
    }


def _attendee(given: Signature, party: str) -> dict[str, Any]:
    return {
        "name": given.signer,
        "party": party,
        "capacity": str(given.capacity),
        "authority": given.authority,
        "identity_by": str(given.identity_by),
        "document_kind": given.document_kind,
        "document_hint": given.document_hint,
        "pen": str(given.pen),
        "device": given.device,
        "reading": given.reading,
        "agreed_to": given.agreed_to,
        "has_fingerprint": given.has_fingerprint,
        "has_company_seal": given.has_company_seal,
        "kept_because": given.kept_because,
        "strokes_digest": given.strokes_digest,
        "scan_digest": given.scan_digest,
        "signed_at": given.signed_at,
    }


def _room(session: Session, contract: Contract) -> str:
    return find_booking(session, contract.booking_id).room if contract.booking_id else ""


def _card(session: Session, contract_id: str) -> WitnessCard:
    query = select(WitnessRecord).where(WitnessRecord.contract_id == contract_id)
    record = session.execute(query.limit(1)).scalar_one_or_none()
    names = {row.id: row.name for row in staff_rows(session)}
    notes = select(WitnessNote).where(WitnessNote.contract_id == contract_id).order_by(WitnessNote.made_at)
    return WitnessCard(
        number=record.number if record else "",
        written_at=record.made_at if record else None,
        digest=record.file_digest if record else "",
        notes=tuple(
            NoteRow(note.text, names.get(note.written_by, ""), note.made_at)
            for note in session.execute(notes).scalars()
        ),
    )


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract
