"""What the price's section and the annexes say beyond the template: terms of payment, costs, files."""

from __future__ import annotations

from collections.abc import Iterator

from app.contracts.content import AccountContent, ContractContent, RoyaltyContent
from app.contracts.states import RateCourse
from app.documents.amounts import in_words
from app.documents.sheets import Item, Paragraph, Section, Table
from app.documents.templates import ended
from app.documents.words import word, word_list
from app.kernel.money import figures, percent


def price_items(content: ContractContent) -> tuple[Item, ...]:
    """Tell how the price is paid beyond its instalments, and how the technical amount comes about."""
    return (*_terms(content), *_costs(content), *_accounts(content))


def attachments_section(content: ContractContent) -> tuple[Section, ...]:
    """List the attachments with their digests; each is part of the contract by this list."""
    if not content.attachments:
        return ()
    rows = tuple(
        (
            str(number),
            attachment.name,
            word("annex", "inside" if attachment.is_inside else "beside"),
            str(attachment.pages or "-"),
            attachment.digest,
        )
        for number, attachment in enumerate(content.attachments, start=1)
    )
    table = Table(
        word_list("annex", "columns"), rows, (9, 48, 18, 11, 73), ("center", "left", "center", "center")
    )
    return (Section("attachments", word("annex", "heading"), (Paragraph(word("annex", "intro")), table)),)


def _terms(content: ContractContent) -> Iterator[Item]:
    terms = content.terms
    if terms.entry_fee_fen:
        yield Paragraph(_amount("entry_fee", terms.entry_fee_fen))
    if terms.royalty is not None:
        yield from _royalty(terms.royalty)
    if terms.other:
        yield Paragraph(ended(word("terms", "other", text=terms.other)))


def _royalty(royalty: RoyaltyContent) -> Iterator[Item]:
    yield Paragraph(
        word(
            "terms",
            "royalty",
            base=word("terms", f"base_{royalty.base}"),
            course=word("terms", f"course_{royalty.course}"),
            years=royalty.years,
        )
    )
    if royalty.course is RateCourse.FIXED and royalty.rates:
        yield Paragraph(word("terms", "rate", rate=percent(royalty.rates[0])))
    elif royalty.rates:
        rows = tuple(
            (word("terms", "year", year=year), percent(rate))
            for year, rate in enumerate(royalty.rates, start=1)
        )
        yield Table(word_list("terms", "rate_columns"), rows, (1, 1), ("center", "center"))
    if royalty.inspection:
        yield Paragraph(ended(word("terms", "inspection", text=royalty.inspection)))


def _costs(content: ContractContent) -> Iterator[Item]:
    """Set the computation: total less what is no price of technology (domain.md 1.7)."""
    if not content.costs:
        return
    rows = [
        (str(number), word("terms", f"cost_{cost.kind}"), cost.name, str(cost.quantity), figures(cost.fen))
        for number, cost in enumerate(content.costs, start=1)
    ]
    spent = sum(cost.fen for cost in content.costs)
    yield Paragraph(word("terms", "costs_intro"))
    yield Table(
        word_list("terms", "cost_columns"),
        (*rows, ("", word("terms", "costs_total"), "", "", figures(spent))),
        (10, 28, 68, 14, 39),
        ("center", "center", "left", "center", "right"),
    )
    yield Paragraph(
        word(
            "terms",
            "technical",
            total=figures(content.total_fen),
            spent=figures(spent),
            technical=figures(content.technical_fen),
        )
    )


def _accounts(content: ContractContent) -> Iterator[Item]:
    for party in content.parties:
        if party.account != AccountContent():
            account = party.account
            yield Paragraph(
                word(
                    "terms",
                    "account",
                    party=party.name,
                    holder=account.holder or party.name,
                    bank=account.bank,
                    number=account.number,
                )
            )


def _amount(key: str, fen: int) -> str:
    return word("terms", key, figures=figures(fen), words=in_words(fen))
