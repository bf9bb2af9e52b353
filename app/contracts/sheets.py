"""From the canonical record to the sheet that is printed: the same record, the same sheet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.contracts.content import AgentContent, ContractContent, InstalmentContent, PartyContent
from app.contracts.derived import derived_answers as derived_answers
from app.contracts.derived import own_clauses
from app.contracts.derived import with_derived as with_derived
from app.contracts.sheet_terms import attachments_section, price_items
from app.contracts.states import Payment, Side
from app.documents.amounts import in_words
from app.documents.paper_codes import PAGE_PREFIX
from app.documents.sheets import (
    AmountLine,
    ContractSheet,
    Enclosure,
    Field,
    Instalment,
    PartyBlock,
    SignatureBlock,
    Stroke,
)
from app.documents.templates import ContractTemplate, RoleName, fill
from app.documents.wordings import wordings_with
from app.documents.words import word
from app.kernel.money import figures, percent, shares

CODE_PREFIX = PAGE_PREFIX
"""Opens the short code of a page; the contract's number follows."""
CONTENT_FILE = "contract.json"


class ContractPress(Protocol):
    """Makes bytes of contracts and tells what cannot be printed."""

    def press(self, sheet: ContractSheet) -> bytes:
        """Set a contract as a PDF; the same sheet gives the same bytes."""
        ...

    def unprintable(self, text: str) -> list[str]:
        """List the characters no shipped face draws."""
        ...


@dataclass(frozen=True)
class SheetFrame:
    """What surrounds the record on paper. ``code``: the signed code, once the text is approved."""

    number: str
    digest: str
    hall_name: str
    zone: str
    is_draft: bool
    is_sample: bool
    code: str = ""


def contract_sheet(
    frame: SheetFrame,
    template: ContractTemplate,
    content: ContractContent,
    enclosures: tuple[Enclosure, ...] = (),
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
        signatures=tuple(_signature_block(template, party) for party in content.parties),
        code=frame.code,
        digest=frame.digest,
        is_draft=frame.is_draft,
        is_sample=frame.is_sample,
        price_items=price_items(content),
        annexes=attachments_section(content),
        enclosures=enclosures,
    )


def enclosure_of(content: bytes) -> Enclosure:
    """Make the machine-readable contract that lies in its own file."""
    return Enclosure(CONTENT_FILE, "application/json", content, "Data", word("annex", "content"))


def strokes_from_json(text: bytes) -> tuple[Stroke, ...]:
    """Read kept strokes: a record with what they are bound to, or bare ones of the third version."""
    told = json.loads(text)
    strokes = told["strokes"] if isinstance(told, dict) else told
    return tuple(tuple((x, y, p, t) for x, y, p, t in stroke) for stroke in strokes)


def _cover(frame: SheetFrame, template: ContractTemplate, content: ContractContent) -> tuple[Field, ...]:
    names = {side: "\u3001".join(p.name for p in content.parties if p.side is side) for side in Side}
    valid = ""
    if content.valid_from and content.valid_to:
        valid = word("contract", "valid_range", start=_day(content.valid_from), end=_day(content.valid_to))
    printed_by = wordings_with(content.wordings).printing_authority
    return (
        Field(word("contract", "number"), frame.number),
        Field(word("contract", "title"), content.title),
        Field(_role(template, Side.BUYER).label, names[Side.BUYER]),
        Field(_role(template, Side.SELLER).label, names[Side.SELLER]),
        Field(word("contract", "signed_place"), content.place),
        Field(word("contract", "valid"), valid),
        *((Field(word("contract", "printed_by"), printed_by),) if printed_by else ()),
    )


def _party_block(template: ContractTemplate, p: PartyContent) -> PartyBlock:
    told = {
        "credit_code": p.credit_code,
        "legal_representative": p.legal_representative,
        "address": p.address,
        "postcode": p.postcode,
        "contact": p.contact,
        "phone": p.phone,
        "email": p.email,
    }
    fields = [Field(word("contract", key), text) for key, text in told.items() if text]
    fields += [Field(word("contract", "agent"), _agent(agent)) for agent in p.agents]
    return PartyBlock(_role(template, p.side).label, p.name, tuple(fields))


def _agent(agent: AgentContent) -> str:
    """Tell who acts for a party, for what and from when until when (Civil Code art. 165)."""
    told = [agent.name, agent.document, agent.scope]
    if agent.valid_from and agent.valid_to:
        told.append(word("contract", "valid_range", start=_day(agent.valid_from), end=_day(agent.valid_to)))
    return word("contract", "agent_comma").join(text for text in told if text)


def _amount_lines(content: ContractContent) -> tuple[AmountLine, ...]:
    if content.total_fen <= 0:
        return ()
    amounts = (("total", content.total_fen), ("technical", content.technical_fen))
    return tuple(AmountLine(word("contract", key), figures(fen), in_words(fen)) for key, fen in amounts)


def _plan(content: ContractContent) -> tuple[Instalment, ...]:
    if content.payment is not Payment.INSTALMENTS:
        return ()
    parts = content.instalments
    told = [""] * len(parts)
    if content.total_fen > 0:
        told = [percent(share) for share in shares([part.fen for part in parts], content.total_fen)]
    return tuple(
        _instalment(number, part, share)
        for number, (part, share) in enumerate(zip(parts, told, strict=True), start=1)
    )


def _instalment(number: int, part: InstalmentContent, share: str) -> Instalment:
    return Instalment(
        label=word("contract", "instalment", number=number),
        condition=part.condition,
        due=_day(part.due_on) if part.due_on else "",
        figures=figures(part.fen),
        share=share,
    )


def _signature_block(template: ContractTemplate, party: PartyContent) -> SignatureBlock:
    role = _role(template, party.side)
    return SignatureBlock(role.label, party.name, role.short)


def _role(template: ContractTemplate, side: Side) -> RoleName:
    return next(role for role in template.roles if role.key == str(side))


def _day(day: date) -> str:
    return word("contract", "day", year=day.year, month=day.month, day=day.day)
