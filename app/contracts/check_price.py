"""What is wrong with the amounts of a draft and the way they are paid (domain.md 1.5, 1.7). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.contracts.content import ContractContent, RoyaltyContent
from app.contracts.faults import Fault, Finding, found
from app.contracts.states import CostKind, Payment, RateCourse
from app.kernel.money import LARGEST_FEN, figures

SMALL_SHARE = 20
"""Total over technical amount from which a registrar will ask (domain.md 1.7: under 5 %)."""
MOST_SETS = 2
"""Complete sets of equipment that pass as carriers of a technology (recognition rules 2001)."""
WHOLE = 10_000
"""A hundred percent, in hundredths of a percent."""
_WITH_ROYALTY = (Payment.ROYALTY, Payment.ENTRY_AND_ROYALTY)


def check_price(content: ContractContent, *, needs_price: bool = True) -> Iterator[Finding]:
    """List what is wrong with the price; a supplement may change none (``needs_price`` false)."""
    yield from _sizes(content)
    yield from _total(content, needs_price=needs_price)
    yield from _costs(content)
    if content.payment is Payment.INSTALMENTS:
        yield from _instalments(content)
    if content.payment is Payment.ENTRY_AND_ROYALTY:
        yield from _entry_fee(content)
    if content.payment in _WITH_ROYALTY:
        yield from _royalty(content.terms.royalty)
    if content.payment is Payment.OTHER and not content.terms.other.strip():
        yield found(Fault.PAYMENT_UNSAID, "payment", part="other")


def _sizes(content: ContractContent) -> Iterator[Finding]:
    amounts = [
        ("total", "", content.total_fen),
        ("technical", "", content.technical_fen),
        ("payment", "entry_fee", content.terms.entry_fee_fen),
    ]
    amounts += [("instalments", f"instalment_{n}", i.fen) for n, i in enumerate(content.instalments)]
    amounts += [("technical", f"cost_{n}", cost.fen) for n, cost in enumerate(content.costs)]
    for field, part, fen in amounts:
        if fen > LARGEST_FEN:
            yield found(Fault.AMOUNT_TOO_LARGE, field, figures(fen), part)
        elif fen < 0:
            yield found(Fault.AMOUNT_NEGATIVE, field, figures(fen), part)


def _total(content: ContractContent, *, needs_price: bool) -> Iterator[Finding]:
    if content.total_fen <= 0:
        # What a royalty will come to is not known yet; the registrar takes the floor agreed on.
        open_fault = Fault.TOTAL_OPEN if content.payment is Payment.ROYALTY else Fault.TOTAL_MISSING
        if needs_price and content.total_fen == 0:
            yield found(open_fault, "total")
        return
    if content.technical_fen <= 0:
        yield found(Fault.TECHNICAL_MISSING, "technical")
    elif content.technical_fen > content.total_fen:
        yield found(Fault.TECHNICAL_ABOVE_TOTAL, "technical")
    elif content.technical_fen * SMALL_SHARE < content.total_fen:
        yield found(Fault.TECHNICAL_SHARE_SMALL, "technical")


def _costs(content: ContractContent) -> Iterator[Finding]:
    """Hold the technical amount against the total less the costs listed, to the fen."""
    rest = content.total_fen - sum(cost.fen for cost in content.costs)
    if content.costs and content.technical_fen != rest:
        told = f"{figures(content.total_fen)} \u2212 {figures(content.total_fen - rest)} = {figures(rest)}"
        yield found(Fault.TECHNICAL_DIFFERS, "technical", told)
    elif 0 < content.technical_fen < rest:
        yield found(Fault.COSTS_UNLISTED, "technical", figures(rest - content.technical_fen))
    for place, cost in enumerate(content.costs):
        part = f"cost_{place}"
        if not cost.name.strip():
            yield found(Fault.COST_NAME_MISSING, "technical", str(place + 1), part)
        if cost.fen == 0 or cost.quantity < 1:
            yield found(Fault.COST_EMPTY, "technical", cost.name, part)
        if cost.kind is CostKind.EQUIPMENT and cost.quantity > MOST_SETS:
            yield found(Fault.EQUIPMENT_MANY, "technical", cost.name, part)


def _instalments(content: ContractContent) -> Iterator[Finding]:
    paid = sum(i.fen for i in content.instalments)
    if paid != content.total_fen:
        told = f"{figures(paid)} \u2260 {figures(content.total_fen)}"
        yield found(Fault.INSTALMENTS_DIFFER, "instalments", told)
    for place, i in enumerate(content.instalments):
        part = f"instalment_{place}"
        if i.fen == 0:
            yield found(Fault.INSTALMENT_EMPTY, "instalments", str(place + 1), part)
        is_early = i.due_on and content.valid_from and i.due_on < content.valid_from
        is_late = i.due_on and content.valid_to and i.due_on > content.valid_to
        if i.due_on and (is_early or is_late):
            yield found(Fault.DUE_OUTSIDE_VALIDITY, "instalments", i.due_on.isoformat(), part)


def _entry_fee(content: ContractContent) -> Iterator[Finding]:
    fee = content.terms.entry_fee_fen
    if fee == 0:
        yield found(Fault.ENTRY_FEE_MISSING, "payment", part="entry_fee")
    elif fee > content.total_fen > 0:
        yield found(Fault.ENTRY_FEE_ABOVE_TOTAL, "payment", figures(fee), "entry_fee")


def _royalty(royalty: RoyaltyContent | None) -> Iterator[Finding]:
    """Look at a royalty: a fixed rate or one for every year that goes the way it says (art. 846)."""
    if royalty is None:
        yield found(Fault.ROYALTY_MISSING, "payment", part="royalty_rates")
        return
    if royalty.years < 1:
        yield found(Fault.ROYALTY_YEARS_MISSING, "payment", part="royalty_years")
    is_fixed = royalty.course is RateCourse.FIXED
    wanted = 1 if is_fixed else royalty.years
    if royalty.years >= 1 and len(royalty.rates) != wanted:
        yield found(Fault.ROYALTY_RATES_DIFFER, "payment", str(wanted), "royalty_rates")
    if any(not 0 < rate <= WHOLE for rate in royalty.rates):
        yield found(Fault.ROYALTY_RATE_INVALID, "payment", part="royalty_rates")
    elif not is_fixed and not _goes(royalty):
        yield found(Fault.ROYALTY_COURSE_DIFFERS, "payment", str(royalty.course), "royalty_rates")
    if not royalty.inspection.strip():
        yield found(Fault.INSPECTION_MISSING, "payment", part="inspection")


def _goes(royalty: RoyaltyContent) -> bool:
    """Tell whether the rates rise, or fall; some years may have the rate of the year before, not all."""
    is_rising = royalty.course is RateCourse.RISING
    years = list(pairwise(royalty.rates))
    turns = any((after < before) if is_rising else (after > before) for before, after in years)
    return not turns and len(set(royalty.rates)) > 1
