"""From the canonical record to the sheet that is printed: the same record, the same sheet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.contracts.content import ContractContent, InstalmentContent, PartyContent
from app.contracts.derived import derived_answers as derived_answers
from app.contracts.derived import own_clauses
from app.contracts.derived import with_derived as with_derived
from app.contracts.states import Capacity, Payment, Side
from app.documents.amounts import in_words
from app.documents.sheets import (
    AmountLine,
    ContractSheet,
    Field,
    Instalment,
    PartyBlock,
    SignatureBlock,
    Stroke,
)
from app.documents.templates import ContractTemplate, RoleName, fill
from app.documents.wordings import wordings_with
from app.documents.words import word
from app.kernel.clock import local
from app.kernel.money import figures

CODE_PREFIX = "GT1:C:"
"""Opens the code of a contract; its number and the start of its digest follow."""
CODE_DIGITS = 32


class ContractPress(Protocol):
    """Makes bytes of contracts and tells what cannot be printed."""

    def press(self, sheet: ContractSheet) -> bytes:
        """Set a contract as a PDF; the same sheet gives the same bytes."""
        ...

    def unprintable(self, text: str) -> list[str]:
        """List the characters no shipped face draws."""
        ...


@dataclass(frozen=True)
class SignedBy:
    """A signature as the sheet shows it; ``party`` is the place of the party in the contract."""

    party: int
    signer: str
    capacity: Capacity
    authority: str
    signed_at: int
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class SheetFrame:
    """What surrounds the record on paper."""

    number: str
    digest: str
    hall_name: str
    zone: str
    is_draft: bool
    is_sample: bool


def contract_sheet(
    frame: SheetFrame,
    template: ContractTemplate,
    content: ContractContent,
    signatures: tuple[SignedBy, ...] = (),
) -> ContractSheet:
    """Set a contract's content into its template."""
    filled = fill(template, with_derived(content), wordings_with(content.wordings), own_clauses(content))
    return ContractSheet(
        title=template.title,
        number=frame.number,
        hall_name=frame.hall_name,
        cover=_cover(frame, template, content),
        preamble=filled.preamble,
        parties=tuple(_party_block(template, p) for p in content.parties),
        sections=filled.sections,
        amounts=_amount_lines(content),
        instalments=_plan(content),
        closing=filled.closing,
        copies=filled.copies,
        signatures=tuple(
            _signature_block(frame, template, place, party, signatures)
            for place, party in enumerate(content.parties)
        ),
        code=f"{CODE_PREFIX}{frame.number}:{frame.digest[:CODE_DIGITS]}",
        digest=frame.digest,
        is_draft=frame.is_draft,
        is_sample=frame.is_sample,
    )


def strokes_from_json(text: bytes) -> tuple[Stroke, ...]:
    """Read kept strokes."""
    return tuple(tuple((x, y, p, t) for x, y, p, t in stroke) for stroke in json.loads(text))


def strokes_to_json(strokes: tuple[Stroke, ...]) -> bytes:
    """Write strokes as they are kept and hashed."""
    return json.dumps(strokes, separators=(",", ":")).encode()


def _cover(frame: SheetFrame, template: ContractTemplate, content: ContractContent) -> tuple[Field, ...]:
    names = {side: "\u3001".join(p.name for p in content.parties if p.side is side) for side in Side}
    valid = ""
    if content.valid_from and content.valid_to:
        valid = word("contract", "valid_range", start=_day(content.valid_from), end=_day(content.valid_to))
    return (
        Field(word("contract", "number"), frame.number),
        Field(word("contract", "title"), content.title),
        Field(_role(template, Side.BUYER).label, names[Side.BUYER]),
        Field(_role(template, Side.SELLER).label, names[Side.SELLER]),
        Field(word("contract", "signed_place"), content.place),
        Field(word("contract", "valid"), valid),
    )


def _party_block(template: ContractTemplate, p: PartyContent) -> PartyBlock:
    told = {
        "credit_code": p.credit_code,
        "legal_representative": p.legal_representative,
        "address": p.address,
        "contact": p.contact,
        "phone": p.phone,
    }
    fields = tuple(Field(word("contract", key), text) for key, text in told.items() if text)
    return PartyBlock(_role(template, p.side).label, p.name, fields)


def _amount_lines(content: ContractContent) -> tuple[AmountLine, ...]:
    if content.total_fen <= 0:
        return ()
    amounts = (("total", content.total_fen), ("technical", content.technical_fen))
    return tuple(AmountLine(word("contract", key), figures(fen), in_words(fen)) for key, fen in amounts)


def _plan(content: ContractContent) -> tuple[Instalment, ...]:
    if content.payment is not Payment.INSTALMENTS:
        return ()
    return tuple(_instalment(content.total_fen, n, i) for n, i in enumerate(content.instalments, start=1))


def _instalment(total_fen: int, number: int, part: InstalmentContent) -> Instalment:
    share = f"{part.fen * 100 / total_fen:.1f}%" if total_fen else ""
    return Instalment(
        label=word("contract", "instalment", number=number),
        condition=part.condition,
        due=_day(part.due_on) if part.due_on else "",
        figures=figures(part.fen),
        share=share,
    )


def _signature_block(
    frame: SheetFrame,
    template: ContractTemplate,
    place: int,
    party: PartyContent,
    signatures: tuple[SignedBy, ...],
) -> SignatureBlock:
    role = _role(template, party.side)
    signed = next((s for s in signatures if s.party == place), None)
    if signed is None:
        return SignatureBlock(role.label, party.name, role.short)
    if signed.capacity is Capacity.AGENT:
        capacity = word("contract", "agent_signs", authority=signed.authority)
    else:
        capacity = word("contract", "legal_representative_signs")
    return SignatureBlock(
        role=role.label,
        name=party.name,
        short=role.short,
        signer=signed.signer,
        capacity=capacity,
        signed_at=f"{local(signed.signed_at, frame.zone):%Y-%m-%d %H:%M:%S}",
        strokes=signed.strokes,
    )


def _role(template: ContractTemplate, side: Side) -> RoleName:
    return next(role for role in template.roles if role.key == str(side))


def _day(day: date) -> str:
    return word("contract", "day", year=day.year, month=day.month, day=day.day)
