"""What is wrong with a draft, where, and by which rule (domain.md 2.4). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.contracts.content import ContractContent, PartyContent
from app.contracts.states import Payment, Side


class Fault(StrEnum):
    """Kinds of faults; the first group stops a draft, WARNINGS do not."""

    TITLE_MISSING = "title_missing"
    SIDE_MISSING = "side_missing"
    PARTY_NAME_MISSING = "party_name_missing"
    REPRESENTATIVE_MISSING = "representative_missing"
    PARTY_TWICE = "party_twice"
    TOTAL_MISSING = "total_missing"
    TECHNICAL_ABOVE_TOTAL = "technical_above_total"
    TECHNICAL_MISSING = "technical_missing"
    INSTALMENTS_DIFFER = "instalments_differ"
    INSTALMENT_EMPTY = "instalment_empty"
    VALIDITY_REVERSED = "validity_reversed"
    VALIDITY_MISSING = "validity_missing"
    ANSWER_MISSING = "answer_missing"
    ANSWER_INVALID = "answer_invalid"
    COPIES_TOO_FEW = "copies_too_few"
    CHARACTER_NOT_PRINTABLE = "character_not_printable"
    DUE_OUTSIDE_VALIDITY = "due_outside_validity"
    TECHNICAL_SHARE_SMALL = "technical_share_small"
    CREDIT_CODE_MISSING = "credit_code_missing"


WARNINGS = frozenset({Fault.DUE_OUTSIDE_VALIDITY, Fault.TECHNICAL_SHARE_SMALL, Fault.CREDIT_CODE_MISSING})

SMALL_SHARE = 20
"""Total over technical amount from which a registrar will ask (domain.md 1.7: under 5 %)."""


@dataclass(frozen=True)
class Finding:
    """One fault: its kind, the field to go to, and the value or name it is about."""

    fault: Fault
    field: str
    about: str = ""

    @property
    def stops(self) -> bool:
        """Whether the draft may not go on with it."""
        return self.fault not in WARNINGS


def check_content(
    content: ContractContent, required: dict[str, str], unprintable: Callable[[str], list[str]]
) -> tuple[Finding, ...]:
    """List the faults of a draft in the order of the form.

    required: labels of the template's variables that must be answered, by key.
    unprintable: tells which characters of a text no shipped face can draw.
    """
    return (
        *_title(content),
        *_parties(content),
        *_amounts(content),
        *_instalments(content),
        *_validity(content),
        *(
            Finding(Fault.ANSWER_MISSING, key, label)
            for key, label in required.items()
            if not _has(content, key)
        ),
        *_paper(content, unprintable),
    )


def _has(content: ContractContent, key: str) -> bool:
    return bool(content.answers.get(key, "").strip())


def _title(content: ContractContent) -> Iterator[Finding]:
    if not content.title.strip():
        yield Finding(Fault.TITLE_MISSING, "title")


def _parties(content: ContractContent) -> Iterator[Finding]:
    for side in Side:
        if not any(p.side is side for p in content.parties):
            yield Finding(Fault.SIDE_MISSING, f"party_{side}", str(side))
    names = [p.name for p in content.parties if p.name.strip()]
    for place, party in enumerate(content.parties):
        yield from _party(party, f"party_{place}")
        if party.name.strip() and names.count(party.name) > 1:
            yield Finding(Fault.PARTY_TWICE, f"party_{place}", party.name)


def _party(party: PartyContent, field: str) -> Iterator[Finding]:
    if not party.name.strip():
        yield Finding(Fault.PARTY_NAME_MISSING, field)
    if not party.legal_representative.strip():
        yield Finding(Fault.REPRESENTATIVE_MISSING, field, party.name)
    if not party.credit_code.strip():
        yield Finding(Fault.CREDIT_CODE_MISSING, field, party.name)


def _amounts(content: ContractContent) -> Iterator[Finding]:
    if content.total_fen <= 0:
        yield Finding(Fault.TOTAL_MISSING, "total")
        return
    if content.technical_fen <= 0:
        yield Finding(Fault.TECHNICAL_MISSING, "technical")
    elif content.technical_fen > content.total_fen:
        yield Finding(Fault.TECHNICAL_ABOVE_TOTAL, "technical")
    elif content.technical_fen * SMALL_SHARE < content.total_fen:
        yield Finding(Fault.TECHNICAL_SHARE_SMALL, "technical")


def _instalments(content: ContractContent) -> Iterator[Finding]:
    if content.payment is not Payment.INSTALMENTS:
        return
    if any(i.fen <= 0 for i in content.instalments):
        yield Finding(Fault.INSTALMENT_EMPTY, "instalments")
    if sum(i.fen for i in content.instalments) != content.total_fen:
        yield Finding(Fault.INSTALMENTS_DIFFER, "instalments")
    for i in content.instalments:
        outside = i.due_on and (
            (content.valid_from and i.due_on < content.valid_from)
            or (content.valid_to and i.due_on > content.valid_to)
        )
        if i.due_on and outside:
            yield Finding(Fault.DUE_OUTSIDE_VALIDITY, "instalments", i.due_on.isoformat())


def _validity(content: ContractContent) -> Iterator[Finding]:
    if content.valid_from is None or content.valid_to is None:
        yield Finding(Fault.VALIDITY_MISSING, "valid_from" if content.valid_from is None else "valid_to")
    elif content.valid_to < content.valid_from:
        yield Finding(Fault.VALIDITY_REVERSED, "valid_to")


def _paper(content: ContractContent, unprintable: Callable[[str], list[str]]) -> Iterator[Finding]:
    if content.copies < len(content.parties) + 1:
        # Each party holds one and the registrar gets an original (domain.md 3.5).
        yield Finding(Fault.COPIES_TOO_FEW, "copies", str(len(content.parties) + 1))
    words = [content.title, content.place, *content.answers.values()]
    for p in content.parties:
        words += [p.name, p.legal_representative, p.contact, p.address]
    for character in unprintable("".join(words)):
        yield Finding(Fault.CHARACTER_NOT_PRINTABLE, "title", f"{character} U+{ord(character):04X}")
