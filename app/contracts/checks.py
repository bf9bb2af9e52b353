"""What is wrong with a draft, where, and by which rule (domain.md 2.4, 3.5). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.contracts.check_parties import check_parties
from app.contracts.check_price import check_price
from app.contracts.check_texts import check_texts
from app.contracts.content import ContractContent
from app.contracts.faults import WARNINGS as WARNINGS
from app.contracts.faults import Fault as Fault
from app.contracts.faults import Finding as Finding
from app.contracts.faults import found
from app.contracts.states import Holder
from app.documents.templates import ContractTemplate

SUPPLEMENT = "supp"


@dataclass(frozen=True)
class Ground:
    """What a content is checked against.

    required: labels of the template's variables that must be answered, by key. today: the hall's day.
    unprintable: tells which characters of a text no shipped face can draw. absent: digests of attachments
    whose file is not at this terminal.
    """

    template: ContractTemplate
    required: dict[str, str]
    today: date
    unprintable: Callable[[str], list[str]]
    absent: frozenset[str] = frozenset()


def check_content(content: ContractContent, ground: Ground) -> tuple[Finding, ...]:
    """List the faults of a draft in the order of the form."""
    needed = [(key, label) for key, label in ground.required.items() if not _has(content, key)]
    return (
        *_title(content),
        *check_parties(content, ground.today),
        *check_price(content, needs_price=ground.template.needs_price),
        *_validity(content, is_needed=ground.template.needs_price),
        *(found(Fault.ANSWER_MISSING, key, label) for key, label in needed),
        *check_texts(content, ground.unprintable),
        *_copies(content),
        *_amended(content, ground.template),
        *_attachments(content, ground.absent),
    )


def _has(content: ContractContent, key: str) -> bool:
    return bool(content.answers.get(key, "").strip())


def _title(content: ContractContent) -> Iterator[Finding]:
    if not content.title.strip():
        yield found(Fault.TITLE_MISSING, "title")


def _validity(content: ContractContent, *, is_needed: bool) -> Iterator[Finding]:
    """Look at the term; a supplement without one runs with the contract it changes."""
    if content.valid_from and content.valid_to:
        if content.valid_to < content.valid_from:
            yield found(Fault.VALIDITY_REVERSED, "valid_to")
    elif is_needed or content.valid_from or content.valid_to:
        yield found(Fault.VALIDITY_MISSING, "valid_to" if content.valid_from else "valid_from")


def _copies(content: ContractContent) -> Iterator[Finding]:
    """Look at who keeps copies: as many as are held, each party one, the registrar one (domain.md 3.5)."""
    least = len(content.parties) + 1
    if content.copies < least:
        yield found(Fault.COPIES_TOO_FEW, "copies", str(least))
    if not content.holders:
        return
    held = sum(holder.copies for holder in content.holders)
    if held != content.copies:
        yield found(Fault.COPIES_DIFFER, "copies", str(held))
    for place, holder in enumerate(content.holders):
        if holder.copies < 1:
            yield found(Fault.HOLDER_EMPTY, "copies", holder.name, f"holder_{place}")
    served = {h.party for h in content.holders if h.holder is Holder.PARTY and h.copies > 0}
    for place, party in enumerate(content.parties):
        if place not in served:
            yield found(Fault.PARTY_WITHOUT_COPY, "copies", party.name)
    if not any(h.holder is Holder.REGISTRAR and h.copies > 0 for h in content.holders):
        yield found(Fault.REGISTRAR_WITHOUT_COPY, "copies")


def _amended(content: ContractContent, template: ContractTemplate) -> Iterator[Finding]:
    if template.kind == SUPPLEMENT and content.amends is None:
        yield found(Fault.AMENDED_MISSING, "amends")


def _attachments(content: ContractContent, absent: frozenset[str]) -> Iterator[Finding]:
    for attachment in content.attachments:
        if attachment.digest in absent:
            yield found(Fault.ATTACHMENT_MISSING, "attachments", attachment.name, attachment.digest)
