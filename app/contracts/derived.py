"""What follows for a template's blanks from the rest of a contract: nobody types it twice. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.contracts.content import ContractContent, HolderContent, PartyContent
from app.contracts.states import Holder, Side
from app.documents.templates import OwnClause
from app.documents.wordings import wordings_with
from app.documents.words import word


def with_derived(content: ContractContent) -> dict[str, str]:
    """Answer the variables that follow from the rest of the form, where nothing else was typed."""
    return derived_answers(content) | {key: text for key, text in content.answers.items() if text}


def derived_answers(content: ContractContent) -> dict[str, str]:
    """Give the answers that follow from title, validity, parties, accounts, copies and the contract changed.

    ``copies_buyer`` to ``payment_method`` are asked by templates of edition 1 alone.
    """
    buyers = sum(p.side is Side.BUYER for p in content.parties)
    sellers = sum(p.side is Side.SELLER for p in content.parties)
    first = {side: next((p for p in content.parties if p.side is side), None) for side in Side}
    account = next((p.account for p in content.parties if p.side is Side.SELLER and p.account.number), None)
    amends = content.amends
    return {
        "project_name": content.title,
        "payment_method": str(content.payment),
        "start_date": _iso(content.valid_from),
        "end_date": _iso(content.valid_to),
        "copies": str(content.copies),
        "copies_buyer": str(buyers),
        "copies_seller": str(sellers),
        "copies_registrar": str(max(0, content.copies - buyers - sellers)),
        "copies_held": copies_held(content),
        "buyer_contact": _contact(first[Side.BUYER]),
        "seller_contact": _contact(first[Side.SELLER]),
        "account_name": account.holder if account else "",
        "account_bank": account.bank if account else "",
        "account_number": account.number if account else "",
        "original_number": amends.number if amends else "",
        "original_digest": amends.digest if amends else "",
    }


def own_clauses(content: ContractContent) -> tuple[OwnClause, ...]:
    """Give the clauses of the parties' own as the template takes them."""
    return tuple(OwnClause(c.text, c.section, c.title) for c in content.clauses)


def copies_held(content: ContractContent) -> str:
    """Tell in words who keeps how many copies (domain.md 3.5): as arranged, or one each."""
    return word("copies", "comma").join(holdings(content))


def holdings(content: ContractContent) -> Iterator[str]:
    """Tell each who keeps copies, and how many."""
    registrar = wordings_with(content.wordings).registrar
    if not content.holders:
        for party in content.parties:
            yield word("copies", "party", name=_called(content, party), count=1)
        if content.copies > len(content.parties):
            count = content.copies - len(content.parties)
            yield word("copies", "registrar", name=registrar, count=count)
        return
    for holder in content.holders:
        yield _holding(content, holder, registrar)


def _holding(content: ContractContent, holder: HolderContent, registrar: str) -> str:
    if holder.holder is Holder.REGISTRAR:
        return word("copies", "registrar", name=registrar, count=holder.copies)
    name = holder.name or word("copies", f"holder_{holder.holder}")
    if holder.holder is Holder.PARTY and holder.party is not None and holder.party < len(content.parties):
        name = _called(content, content.parties[holder.party])
    return word("copies", "party", name=name, count=holder.copies)


def _called(content: ContractContent, party: PartyContent) -> str:
    """Call a party by its side where it stands there alone, by its name otherwise."""
    beside = sum(p.side is party.side for p in content.parties)
    return word("copies", f"side_{party.side}") if beside == 1 else party.name


def _contact(party: PartyContent | None) -> str:
    return (party.contact or party.legal_representative) if party else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
