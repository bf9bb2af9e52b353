"""Which figures, names, days and files two texts of a contract differ in. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from app.contracts.content import (
    AgentContent,
    AmendsContent,
    ContractContent,
    CostContent,
    InstalmentContent,
    PartyContent,
    RoyaltyContent,
)
from app.contracts.derived import holdings
from app.contracts.text_of_contract import ContractText
from app.documents.words import word
from app.kernel.money import figures, percent


class Fact(StrEnum):
    """What of a contract stands beside its clauses."""

    TEMPLATE = "template"
    TITLE = "title"
    PLACE = "place"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    COPIES = "copies"
    TOTAL = "total"
    TECHNICAL = "technical"
    PAYMENT = "payment"
    ENTRY_FEE = "entry_fee"
    ROYALTY = "royalty"
    PAYMENT_OTHER = "payment_other"
    INSTALMENT = "instalment"
    COST = "cost"
    HOLDER = "holder"
    PARTY = "party"
    PARTY_FIELD = "party_field"
    AGENT = "agent"
    ATTACHMENT = "attachment"
    AMENDS = "amends"
    ANSWER = "answer"


@dataclass(frozen=True)
class FactChange:
    """A fact that is another. ``about``: which one, as a party's name; ``before``, ``after`` as shown."""

    fact: Fact
    about: str
    before: str
    after: str


_PARTY_FIELDS = (
    *("credit_code", "legal_representative", "contact", "phone", "address"),
    *("nature", "country", "division", "postcode", "email"),
)


def fact_changes(before: ContractText, after: ContractText) -> tuple[FactChange, ...]:
    """List the facts that differ, in the order of the form."""
    old, new = before.content, after.content
    return tuple(
        change
        for change in (
            FactChange(Fact.TEMPLATE, "", before.title, after.title),
            *_simple(old, new),
            *_parties(old.parties, new.parties),
            *_listed(Fact.INSTALMENT, _instalments(old), _instalments(new)),
            *_listed(Fact.COST, [_cost(c) for c in old.costs], [_cost(c) for c in new.costs]),
            *_listed(Fact.HOLDER, _holders(old), _holders(new)),
            *_attachments(old, new),
            FactChange(Fact.AMENDS, "", _amends(old.amends), _amends(new.amends)),
            *_answers(before, after),
        )
        if change.before != change.after
    )


def _simple(old: ContractContent, new: ContractContent) -> Iterator[FactChange]:
    for fact, one, other in zip(_SIMPLE, _told(old), _told(new), strict=True):
        yield FactChange(fact, "", one, other)


_SIMPLE = (
    *(Fact.TITLE, Fact.PLACE, Fact.VALID_FROM, Fact.VALID_TO, Fact.COPIES, Fact.TOTAL, Fact.TECHNICAL),
    *(Fact.PAYMENT, Fact.ENTRY_FEE, Fact.ROYALTY, Fact.PAYMENT_OTHER),
)


def _told(content: ContractContent) -> tuple[str, ...]:
    terms = content.terms
    return (
        content.title,
        content.place,
        _day(content.valid_from),
        _day(content.valid_to),
        str(content.copies),
        _yuan(content.total_fen),
        _yuan(content.technical_fen),
        word("comparison", f"payment_{content.payment}"),
        _yuan(terms.entry_fee_fen),
        _royalty(terms.royalty),
        terms.other,
    )


def _parties(old: Sequence[PartyContent], new: Sequence[PartyContent]) -> Iterator[FactChange]:
    for before, after in _paired(old, new):
        name = (after or before or old[0]).name
        yield FactChange(Fact.PARTY, _role(after or before), _name(before), _name(after))
        if before and after:
            for key in _PARTY_FIELDS:
                about = word("comparison", "of_party", name=name, label=word("comparison", f"party_{key}"))
                yield FactChange(Fact.PARTY_FIELD, about, getattr(before, key), getattr(after, key))
            account = word("comparison", "of_party", name=name, label=word("comparison", "party_account"))
            yield FactChange(Fact.PARTY_FIELD, account, _account(before), _account(after))
            agents = zip_longest(before.agents, after.agents)
            yield from (FactChange(Fact.AGENT, name, _agent(one), _agent(other)) for one, other in agents)


def _paired(
    old: Sequence[PartyContent], new: Sequence[PartyContent]
) -> Iterator[tuple[PartyContent | None, PartyContent | None]]:
    """Pair the parties of the same name, then those left over on the same side in their order."""
    left = list(old)
    mates: list[PartyContent | None] = []
    for party in new:
        mate = next((p for p in left if (p.side, p.name) == (party.side, party.name)), None)
        mates.append(mate)
        if mate is not None:
            left.remove(mate)
    for place, party in enumerate(new):
        if mates[place] is None:
            mates[place] = next((p for p in left if p.side is party.side), None)
            left = [p for p in left if p is not mates[place]]
    yield from zip(mates, new, strict=True)
    yield from ((party, None) for party in left)


def _listed(fact: Fact, old: list[str], new: list[str]) -> Iterator[FactChange]:
    for number, (before, after) in enumerate(zip_longest(old, new, fillvalue=""), start=1):
        yield FactChange(fact, str(number), before, after)


def _attachments(old: ContractContent, new: ContractContent) -> Iterator[FactChange]:
    were = {a.digest: a for a in old.attachments}
    now = {a.digest: a for a in new.attachments}
    for digest in were | now:
        before, after = were.get(digest), now.get(digest)
        told = [
            word("annex", "inside" if a.is_inside else "beside") + f" {a.name}" if a else ""
            for a in (before, after)
        ]
        yield FactChange(Fact.ATTACHMENT, digest[:12], *told)


def _answers(before: ContractText, after: ContractText) -> Iterator[FactChange]:
    old, new = before.content.answers, after.content.answers
    labels = before.labels | after.labels
    for key in labels | old | new:
        yield FactChange(Fact.ANSWER, labels.get(key, key), old.get(key, ""), new.get(key, ""))


def _role(party: PartyContent | None) -> str:
    return word("copies", f"side_{party.side}") if party else ""


def _name(party: PartyContent | None) -> str:
    return party.name if party else ""


def _account(party: PartyContent) -> str:
    return " ".join(text for text in (getattr(party.account, f.name) for f in fields(party.account)) if text)


def _agent(agent: AgentContent | None) -> str:
    if agent is None:
        return ""
    told = (agent.name, agent.document, agent.scope, _day(agent.valid_from), _day(agent.valid_to))
    return word("contract", "agent_comma").join(text for text in told if text)


def _instalments(content: ContractContent) -> list[str]:
    return [_instalment(part) for part in content.instalments]


def _instalment(part: InstalmentContent) -> str:
    return " ".join(text for text in (_yuan(part.fen), _day(part.due_on), part.condition) if text)


def _cost(cost: CostContent) -> str:
    kind = word("terms", f"cost_{cost.kind}")
    return f"{kind} {cost.name} \u00d7{cost.quantity} {_yuan(cost.fen)}"


def _holders(content: ContractContent) -> list[str]:
    return list(holdings(content)) if content.holders else []


def _royalty(royalty: RoyaltyContent | None) -> str:
    if royalty is None:
        return ""
    base, course = word("terms", f"base_{royalty.base}"), word("terms", f"course_{royalty.course}")
    rates = " ".join(percent(rate) for rate in royalty.rates)
    return f"{base} {course} {royalty.years} {rates} {royalty.inspection}".strip()


def _amends(amends: AmendsContent | None) -> str:
    return f"{amends.number} {amends.digest[:12]}" if amends else ""


def _yuan(fen: int) -> str:
    return figures(fen) if fen else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
