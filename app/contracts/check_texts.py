"""What is wrong with the words of a draft: blanks, repealed laws, two ways of dispute, signs. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.contracts.content import ContractContent
from app.contracts.faults import Fault, Finding, found
from app.documents.words import word, word_list

_BLANK = re.compile(r"_{2,}|\uff3f{2,}|\{\w+\}")


def check_texts(content: ContractContent, unprintable: Callable[[str], list[str]]) -> Iterator[Finding]:
    """List what is wrong with what was typed; the field is where it was typed."""
    placed = list(_placed(content))
    for place, clause in enumerate(content.clauses):
        if not clause.text.strip():
            yield found(Fault.CLAUSE_EMPTY, "clauses", clause.title, f"clause_{place}")
    for field, part, text in placed:
        for law in repealed_laws(text):
            yield found(Fault.LAW_REPEALED, field, law, part)
        if _BLANK.search(text):
            yield found(Fault.BLANK_LEFT, field, _around(text), part)
    yield from _disputes(content)
    yield from _signs(placed, unprintable)


def repealed_laws(text: str) -> list[str]:
    """Name the laws in a text that no longer are (domain.md 2.4), each once."""
    plain = text
    for living in word_list("laws_named", "living"):
        plain = plain.replace(living, "")
    return [law for law in word_list("laws_named", "repealed") if law in plain]


def _placed(content: ContractContent) -> Iterator[tuple[str, str, str]]:
    """Tell every text that was typed, with its field and its part."""
    yield "title", "", content.title
    yield "place", "", content.place
    for place, p in enumerate(content.parties):
        texts = {
            "name": p.name,
            "representative": p.legal_representative,
            "contact": p.contact,
            "address": p.address,
            "account": p.account.holder + p.account.bank,
        }
        yield from ((f"party_{place}", part, text) for part, text in texts.items())
        for number, agent in enumerate(p.agents):
            yield f"party_{place}", f"agent_{number}", agent.name + agent.document + agent.scope
    for number, instalment in enumerate(content.instalments):
        yield "instalments", f"instalment_{number}", instalment.condition
    for number, cost in enumerate(content.costs):
        yield "technical", f"cost_{number}", cost.name
    yield "payment", "other", content.terms.other
    if content.terms.royalty is not None:
        yield "payment", "inspection", content.terms.royalty.inspection
    for key, text in content.answers.items():
        yield key, "", text
    for number, clause in enumerate(content.clauses):
        yield "clauses", f"clause_{number}", clause.title + clause.text
    for attachment in content.attachments:
        yield "attachments", attachment.digest, attachment.name
    for number, holder in enumerate(content.holders):
        yield "copies", f"holder_{number}", holder.name


def _disputes(content: ContractContent) -> Iterator[Finding]:
    """Find own clauses that name both ways, or the way that was not chosen: such a choice is void."""
    ways = {key: word("dispute", key) for key in ("arbitration", "court")}
    chosen = content.answers.get("dispute", "")
    for number, clause in enumerate(content.clauses):
        named = {key for key, name in ways.items() if name in clause.text}
        if len(named) > 1 or (chosen and named - {chosen}):
            yield found(Fault.DISPUTE_TWICE, "clauses", clause.title, f"clause_{number}")


def _signs(placed: list[tuple[str, str, str]], unprintable: Callable[[str], list[str]]) -> Iterator[Finding]:
    """Name each character no shipped face draws, at the first place it stands."""
    for character in unprintable("".join(text for _, _, text in placed)):
        field, part = next(((f, p) for f, p, text in placed if character in text), ("title", ""))
        yield found(Fault.CHARACTER_NOT_PRINTABLE, field, f"{character} U+{ord(character):04X}", part)


def _around(text: str) -> str:
    """Give the words before a blank, so that it is found."""
    match = _BLANK.search(text)
    assert match is not None
    return text[max(0, match.start() - 12) : match.end()]
