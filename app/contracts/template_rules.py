"""Rules between the answers of a template: what a class of contract may not say (domain.md 1.2, 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.documents.patents import PatentKind, last_day, read_patent_number
from app.documents.templates import load_template
from app.documents.words import word


class RuleFault(StrEnum):
    """What the answers contradict; WARNING_RULES do not stop a draft."""

    PATENT_KIND_DIFFERS = "patent_kind_differs"
    FILING_YEAR_DIFFERS = "filing_year_differs"
    FILED_AFTER_START = "filed_after_start"
    PATENT_EXPIRED = "patent_expired"
    LICENCE_AFTER_EXPIRY = "licence_after_expiry"
    LICENCE_REVERSED = "licence_reversed"
    COOPERATION_IS_COMMISSION = "cooperation_is_commission"
    ANNUAL_FEE_OVERDUE = "annual_fee_overdue"
    LICENSED_BEFORE = "licensed_before"
    DAY_OUTSIDE_VALIDITY = "day_outside_validity"


WARNING_RULES = frozenset(
    {
        RuleFault.ANNUAL_FEE_OVERDUE,
        RuleFault.LICENSED_BEFORE,
        RuleFault.DAY_OUTSIDE_VALIDITY,
    }
)


class RuleFinding(NamedTuple):
    """One contradiction: what, at which variable, the value or day it is about, and the article behind it."""

    fault: RuleFault
    field: str
    about: str
    law: str


class _Facts:
    """The answers of a contract, the usual ones included, read as what they mean."""

    def __init__(self, code: str, answers: Mapping[str, str], first: date | None, last: date | None) -> None:
        self.first, self.last = first, last
        self.variables = {v.key: v for v in load_template(code).variables}
        self._answers = {key: answers.get(key, "").strip() or v.default for key, v in self.variables.items()}

    def text(self, key: str) -> str:
        return self._answers.get(key, "")

    def day(self, key: str) -> date | None:
        answer = self.text(key)
        if not answer or not self.variables[key].takes(answer):
            return None
        return date.fromisoformat(answer)

    @property
    def kind(self) -> PatentKind | None:
        answer = self.text("patent_kind")
        return PatentKind(answer) if answer in tuple(PatentKind) else None


def template_rules(
    code: str, answers: Mapping[str, str], valid_from: date | None, valid_to: date | None
) -> tuple[RuleFinding, ...]:
    """List what the answers of a contract contradict, in the order of the rules.

    answers: those typed and those that follow from elsewhere; the template's usual ones are added here.
    An answer that is missing or of the wrong kind is told by ``fill`` and gives no finding here.
    """
    facts = _Facts(code, answers, valid_from, valid_to)
    return (
        *_patent_number(facts),
        *_patent_term(facts),
        *_licence(facts),
        *_cooperation(facts),
        *_days(facts),
    )


def _patent_number(facts: _Facts) -> Iterator[RuleFinding]:
    number, filed = read_patent_number(facts.text("patent_number")), facts.day("filing_date")
    law = word("laws", "patent_number")
    if number and facts.kind and number.kind is not facts.kind:
        yield RuleFinding(RuleFault.PATENT_KIND_DIFFERS, "patent_kind", str(number), law)
    if number and filed and number.year != filed.year:
        yield RuleFinding(RuleFault.FILING_YEAR_DIFFERS, "filing_date", str(number), law)
    if filed and facts.first and filed > facts.first:
        yield RuleFinding(RuleFault.FILED_AFTER_START, "filing_date", filed.isoformat(), law)


def _patent_term(facts: _Facts) -> Iterator[RuleFinding]:
    end, law = _end_of_right(facts), word("laws", "patent_term")
    paid = facts.day("fee_paid_until")
    if end and facts.first and facts.first > end:
        yield RuleFinding(RuleFault.PATENT_EXPIRED, _end_field(facts), end.isoformat(), law)
    if paid and facts.first and paid < facts.first:
        fee = word("laws", "annual_fee")
        yield RuleFinding(RuleFault.ANNUAL_FEE_OVERDUE, "fee_paid_until", paid.isoformat(), fee)


def _licence(facts: _Facts) -> Iterator[RuleFinding]:
    begins, ends, end = facts.day("licence_from"), facts.day("licence_until"), _end_of_right(facts)
    if begins and ends and ends < begins:
        law = word("laws", "licence_term")
        yield RuleFinding(RuleFault.LICENCE_REVERSED, "licence_until", begins.isoformat(), law)
    if ends and end and ends > end:
        law = word("laws", "licence_term")
        yield RuleFinding(RuleFault.LICENCE_AFTER_EXPIRY, "licence_until", end.isoformat(), law)
    earlier = facts.text("earlier_licences").removesuffix(word("template", "full_stop"))
    is_alone = facts.text("licence_kind") in ("exclusive", "sole")
    if is_alone and earlier not in ("", word("template", "unused")):
        law = word("laws", "licence_kind")
        yield RuleFinding(RuleFault.LICENSED_BEFORE, "licence_kind", earlier, law)


def _cooperation(facts: _Facts) -> Iterator[RuleFinding]:
    if facts.text("buyer_part") == "means_only":
        law = word("laws", "cooperation")
        yield RuleFinding(RuleFault.COOPERATION_IS_COMMISSION, "buyer_part", "", law)


def _days(facts: _Facts) -> Iterator[RuleFinding]:
    for key in ("delivery_date", "transfer_date"):
        day = facts.day(key)
        if day and ((facts.first and day < facts.first) or (facts.last and day > facts.last)):
            law = word("laws", "performance")
            yield RuleFinding(RuleFault.DAY_OUTSIDE_VALIDITY, key, day.isoformat(), law)


def _end_of_right(facts: _Facts) -> date | None:
    """Tell the last day of the right the contract is about, where its term is known."""
    filed = facts.day("filing_date")
    if filed and facts.kind:
        return last_day(facts.kind, filed)
    return facts.day("protected_until")


def _end_field(facts: _Facts) -> str:
    return "filing_date" if "filing_date" in facts.variables else "protected_until"
