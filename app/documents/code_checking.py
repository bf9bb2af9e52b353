"""What codes on paper are worth: alone, together on one page, and against what is registered. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.code_signing import signer_of
from app.documents.key_card import KeyCard
from app.documents.paper_codes import (
    PAGE_PREFIX,
    SIGNED_PREFIX,
    ContractFacts,
    NoCode,
    PageCode,
    read_page_code,
    read_signed_code,
)
from app.documents.seal_report import CodeReport, Registered, SealVerdict


def is_code(text: str) -> bool:
    """Tell whether a text is a code of a contract's paper."""
    return text.startswith((PAGE_PREFIX, SIGNED_PREFIX))


def check_codes(
    texts: Iterable[str], card: KeyCard, registered: Registered | None = None, *, has_register: bool = False
) -> CodeReport:
    """Check the codes found on one page; without any readable one the verdict is UNREADABLE."""
    facts, page, verdict, signed = None, None, None, ""
    for text in texts:
        if text.startswith(SIGNED_PREFIX):
            facts, verdict, signed = *_signed(text, card), text
        elif text.startswith(PAGE_PREFIX):
            page = _page(text) or page
    if facts is None and page is None:
        return CodeReport(verdict or SealVerdict.UNREADABLE)
    if verdict not in (None, SealVerdict.CONSISTENT):
        return CodeReport(verdict, facts, page)
    differs = tuple(_differs(facts, page, registered, signed))
    if differs:
        return CodeReport(SealVerdict.ALTERED, facts, page, differs)
    if registered is not None and registered.is_void:
        return CodeReport(SealVerdict.VOID, facts, page)
    is_known = registered is not None or (verdict is SealVerdict.CONSISTENT and not has_register)
    return CodeReport(SealVerdict.CONSISTENT if is_known else SealVerdict.UNKNOWN_HERE, facts, page)


def number_of(texts: Iterable[str]) -> str:
    """Tell which contract codes name, believed or not; empty where none can be read."""
    for text in texts:
        try:
            if text.startswith(SIGNED_PREFIX):
                return read_signed_code(text).facts.number
            return read_page_code(text).number
        except NoCode:
            continue
    return ""


def _signed(text: str, card: KeyCard) -> tuple[ContractFacts | None, SealVerdict]:
    try:
        code = read_signed_code(text)
    except NoCode:
        return None, SealVerdict.UNREADABLE
    if signer_of(card, code) is None:
        is_known = any(key.id == code.key_id.hex() for key in card.code_keys)
        return code.facts, SealVerdict.ALTERED if is_known else SealVerdict.NOT_OURS
    if card.revocation(code.key_id.hex()) is not None:
        return code.facts, SealVerdict.REVOKED
    return code.facts, SealVerdict.CONSISTENT


def _page(text: str) -> PageCode | None:
    try:
        return read_page_code(text)
    except NoCode:
        return None


def _differs(
    facts: ContractFacts | None, page: PageCode | None, registered: Registered | None, signed: str
) -> list[str]:
    found = {
        "number": facts is not None and page is not None and facts.number != page.number,
        "content": facts is not None and page is not None and not page.fits(facts.digest),
    }
    if registered is not None:
        of_facts = facts is not None and (facts.digest, facts.total_fen) != (
            registered.digest,
            registered.total_fen,
        )
        found["registered_content"] = of_facts or (page is not None and not page.fits(registered.digest))
        found["registered_code"] = bool(signed and registered.code) and signed != registered.code
        found["pages"] = page is not None and registered.pages not in (0, page.pages)
    return [name for name, differs in found.items() if differs]
