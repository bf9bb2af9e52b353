"""Paper copies of a sealed contract: as many as the text says, numbered and signed for (domain.md 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import HallCard, hall_card
from app.contracts.content import ContractContent, content_of
from app.contracts.entities import Contract, ContractCopy, CopyReceipt
from app.contracts.records import read_content
from app.contracts.refusals import CopiesDone, CopyReceived, HoldersDiffer, NotSealedHere, SignatureEmpty
from app.contracts.states import Holder, SeamSeal, Side
from app.contracts.strokes import Bound, Drawing, drawing_record, strokes_in
from app.documents.sheets import ReportSheet, Section, Stroke, Table
from app.documents.words import word, word_list
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.errors import FieldRefused, Missing
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.files import StoredFile, keep_file, read_file
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store, Work

RECEIPT_STROKES_KIND = "receipt_strokes"
LONGEST_REASON = 300
_SIGNED_IN = 2
"""The column of the sheet in which whoever receives a copy signs."""
MOST_COPIES = 30


class CopyPress(Protocol):
    """Makes what is printed."""

    def mark(self, pdf: bytes, mark: str) -> bytes:
        """Give a derivative of a PDF with a mark on every page; the PDF itself stays as it is."""
        ...

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a page."""
        ...


@dataclass(frozen=True)
class CopyRow:
    """A copy: its place among all, who is to keep it, whether it is printed and who has it.

    copy_id: of its last printing, None where it was not printed yet. strokes_digest: of the strokes it was
    signed for with; "" where it is signed for on the sheet of paper.
    """

    position: int
    of: int
    holder: str
    copy_id: str | None = None
    printed_at: int | None = None
    reprints: int = 0
    reason: str = ""
    received_by: str = ""
    received_at: int | None = None
    seam_seals: tuple[SeamSeal, ...] = ()
    strokes_digest: str = ""


@dataclass(frozen=True)
class Handing:
    """What is noted when a copy is handed out. seam_seals: whose page-crossing seal was seen on it.

    drawing: what whoever receives it signed with on the pad; None: it is signed for on the sheet of paper,
    which is as good.
    """

    received_by: str
    seam_seals: tuple[SeamSeal, ...] = ()
    drawing: Drawing | None = field(default=None, repr=False)


class Copies:
    """Prints and hands out the copies of sealed contracts."""

    def __init__(self, store: Store, press: CopyPress, zone: str) -> None:
        self._store = store
        self._press = press
        self._zone = zone

    def copies(self, contract_id: str) -> tuple[CopyRow, ...]:
        """List the copies the text speaks of, in their order, with what became of each."""
        with self._store.look() as session:
            return _rows(session, _found(session, contract_id))

    def print_all(self, contract_id: str, *, actor: Actor) -> Outcome[int]:
        """Send every copy that was not printed yet to the printer, each as a job of its own; gives how many.

        Each page says which copy it is (第 k 份／共 n 份). Refuses with Forbidden, NotSealedHere,
        HoldersDiffer where the holders' copies are not as many as the text says, CopiesDone.
        """
        actor.must(Permission.PRINT)
        # A mark takes long enough to be set before anybody else has to wait for the store.
        marked = self._marked(contract_id, [row for row in self.copies(contract_id) if row.copy_id is None])
        with self._store.change(actor, "print_contract_copies") as work:
            contract = work.get(Contract, contract_id)
            waiting = [row for row in _rows(work.session, contract) if row.position in marked]
            waiting = [row for row in waiting if row.copy_id is None]
            if not waiting:
                raise CopiesDone(contract.number, contract.copies)
            for row in waiting:
                _print(work, contract, marked[row.position], row)
        return work.outcome(len(waiting))

    def reprint(self, contract_id: str, position: int, reason: str, *, actor: Actor) -> Outcome[str]:
        """Print one copy again, marked as such (补打) and kept with its reason; gives the copy's key.

        Refuses with Forbidden, NotSealedHere, Missing, FieldRefused ("reason").
        """
        actor.must(Permission.PRINT)
        why = " ".join(reason.split())
        if not why:
            raise FieldRefused("reason", "empty")
        if len(why) > LONGEST_REASON:
            raise FieldRefused("reason", "too_long", why)
        row = next((row for row in self.copies(contract_id) if row.position == position), None)
        if row is None or row.copy_id is None:
            raise Missing("contract_copy", str(position))
        marked = self._marked(contract_id, [row], is_again=True)
        with self._store.change(actor, "reprint_copy") as work:
            key = _print(work, work.get(Contract, contract_id), marked[position], row, why)
        return work.outcome(key)

    def hand_out(self, contract_id: str, position: int, handing: Handing, *, actor: Actor) -> Outcome[None]:
        """Note who received a copy, how it was signed for and whose seam seals were seen; once for each copy.

        Strokes are kept with the copy, contract and name they were drawn for. Refuses with Forbidden, Missing
        where it was not printed, CopyReceived, FieldRefused ("received_by"), SignatureEmpty.
        """
        actor.must(Permission.WITNESS_SIGNING)
        name = " ".join(handing.received_by.split())
        if not name:
            raise FieldRefused("received_by", "empty")
        if handing.drawing is not None and not any(handing.drawing.strokes):
            raise SignatureEmpty(name)
        with self._store.change(actor, "hand_out_copy") as work:
            contract = work.get(Contract, contract_id)
            row = next((r for r in _rows(work.session, contract) if r.position == position), None)
            if row is None or row.copy_id is None:
                raise Missing("contract_copy", str(position))
            if row.received_at is not None:
                raise CopyReceived(position)
            receipt = CopyReceipt(
                id=new_key(),
                contract_id=contract_id,
                copy_id=row.copy_id,
                holder=row.holder,
                received_by=name,
                received_at=work.now,
                strokes_digest=_kept_strokes(work, contract, row, name, handing.drawing),
                seam_seals=[str(seal) for seal in handing.seam_seals],
            )
            work.add(receipt)
        return work.outcome(None)

    def receipt_sheet(self, contract_id: str) -> bytes:
        """Set the sheet on which every copy is signed for (领取签收单); pad signatures are drawn."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            rows = _rows(session, contract)
            strokes = {row.position: _strokes_of(session, row.strokes_digest) for row in rows}
            hall = hall_card(session)
        sheet = receipt_sheet(contract.number, rows, hall, self._zone, strokes)
        return self._press.press(sheet)

    def print_receipt_sheet(self, contract_id: str, *, actor: Actor) -> Outcome[str]:
        """Send the sheet to be signed to the page printer; gives the job's key."""
        actor.must(Permission.PRINT)
        pdf = self.receipt_sheet(contract_id)
        with self._store.change(actor, "print_contract_copies") as work:
            number = work.get(Contract, contract_id).number
            work.subject("contract", contract_id)
            title = f"{number} {word('copies', 'receipt')}"
            order = PrintOrder(Paper.PAGE, title, f"contract:{contract_id}", pdf)
            job = queue_print(work.session, order, work.now)
        return work.outcome(job)

    def _marked(
        self, contract_id: str, rows: Sequence[CopyRow], *, is_again: bool = False
    ) -> dict[int, bytes]:
        """Set the mark of each copy on a derivative of the sealed file, by its position."""
        number, pdf = self._sealed(contract_id)
        key = "mark_reprint" if is_again else "mark"
        marks = {
            row.position: word("copies", key, number=number, position=row.position, of=row.of) for row in rows
        }
        return {position: self._press.mark(pdf, mark) for position, mark in marks.items()}

    def _sealed(self, contract_id: str) -> tuple[str, bytes]:
        with self._store.look() as session:
            contract = _found(session, contract_id)
            if not contract.sealed_digest or session.get(StoredFile, contract.sealed_digest) is None:
                raise NotSealedHere(contract.number)
            return contract.number, read_file(session, contract.sealed_digest)


def _kept_strokes(work: Work, contract: Contract, row: CopyRow, name: str, drawing: Drawing | None) -> str:
    """Keep strokes with what they were drawn for: this copy of this sealed file; gives their digest."""
    if drawing is None:
        return ""
    holder = f"{row.position}/{row.of} {row.holder}"
    record = drawing_record(drawing, Bound(contract.sealed_digest, contract.number, holder, name))
    return keep_file(work.session, record, RECEIPT_STROKES_KIND, work.now)


def _strokes_of(session: Session, digest: str) -> tuple[Stroke, ...]:
    """Give the strokes of a receipt; none where it has none or they lie at another terminal."""
    kept = session.get(StoredFile, digest) if digest else None
    return strokes_in(kept.content) if kept is not None else ()


def _print(work: Work, contract: Contract, pdf: bytes, row: CopyRow, reason: str = "") -> str:
    copy = ContractCopy(
        id=new_key(),
        contract_id=contract.id,
        position=row.position,
        of=row.of,
        sealed_digest=contract.sealed_digest,
        is_reprint=bool(reason),
        reason=reason,
    )
    work.add(copy)
    title = f"{contract.number} {row.position}/{row.of}"
    queue_print(work.session, PrintOrder(Paper.PAGE, title, f"contract:{contract.id}", pdf), work.now)
    return copy.id


def holders(content: ContractContent) -> tuple[str, ...]:
    """Tell for each copy who keeps it; where the text names nobody, the parties in turn, then the hall.

    Refuses with HoldersDiffer where the holders' copies are not as many as the text says.
    """
    if content.holders:
        named = tuple(
            _named(content, h.holder, h.party, h.name) for h in content.holders for _ in range(h.copies)
        )
        if len(named) != content.copies:
            raise HoldersDiffer(content.copies, len(named))
        return named
    usual = [party.name for party in content.parties][: content.copies]
    spare = word("copies", "holder_hall")
    return (*usual, *(spare for _ in range(content.copies - len(usual))))


def receipt_sheet(
    number: str,
    rows: Sequence[CopyRow],
    hall: HallCard | None,
    zone: str,
    strokes: Mapping[int, tuple[Stroke, ...]],
) -> ReportSheet:
    """Make the sheet on which copies are signed for; what is known already stands on it.

    strokes: what was signed on the pad, by the copy's place.
    """
    lines = tuple(
        (
            f"{row.position} / {row.of}",
            row.holder,
            row.received_by,
            f"{local(row.received_at, zone):%Y-%m-%d}" if row.received_at else "",
            " ".join(word("copies", f"seam_{seal}") for seal in row.seam_seals),
        )
        for row in rows
    )
    ink = tuple(strokes.get(row.position, ()) for row in rows)
    shares = (1.2, 3.6, 3.8, 1.9, 2.1)
    table = Table(word_list("copies", "receipt_columns"), lines, shares, (), 30.0, ink, _SIGNED_IN)
    heading = word("copies", "receipt_heading", number=number, copies=len(rows))
    name, is_sample = (hall.name, hall.is_sample) if hall else ("", False)
    sections = (Section("copies", "", (table,)),)
    return ReportSheet(word("copies", "receipt"), name, (heading,), sections, is_sample)


def _rows(session: Session, contract: Contract) -> tuple[CopyRow, ...]:
    content = content_of(contract.frozen) if contract.frozen else read_content(session, contract)
    named = holders(content)
    query = select(ContractCopy).where(ContractCopy.contract_id == contract.id)
    printed: dict[int, list[ContractCopy]] = {}
    for copy in session.execute(query.order_by(ContractCopy.made_at, ContractCopy.id)).scalars():
        printed.setdefault(copy.position, []).append(copy)
    given = session.execute(select(CopyReceipt).where(CopyReceipt.contract_id == contract.id)).scalars()
    receipts = {receipt.copy_id: receipt for receipt in given}
    count = len(named)
    return tuple(
        _row(place, count, name, printed.get(place, []), receipts)
        for place, name in enumerate(named, start=1)
    )


def _row(
    place: int, count: int, holder: str, printed: list[ContractCopy], receipts: dict[str, CopyReceipt]
) -> CopyRow:
    if not printed:
        return CopyRow(place, count, holder)
    last = printed[-1]
    receipt = next((receipts[copy.id] for copy in printed if copy.id in receipts), None)
    return CopyRow(
        position=place,
        of=count,
        holder=holder,
        copy_id=last.id,
        printed_at=last.made_at,
        reprints=sum(copy.is_reprint for copy in printed),
        reason=last.reason,
        received_by=receipt.received_by if receipt else "",
        received_at=receipt.received_at if receipt else None,
        seam_seals=tuple(SeamSeal(seal) for seal in receipt.seam_seals) if receipt else (),
        strokes_digest=receipt.strokes_digest if receipt else "",
    )


def _named(content: ContractContent, holder: Holder, party: int | None, name: str) -> str:
    if holder is Holder.PARTY and party is not None and party < len(content.parties):
        told = content.parties[party]
        return told.name or word("copies", "side_buyer" if told.side is Side.BUYER else "side_seller")
    return name or word("copies", f"holder_{holder}")


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract
