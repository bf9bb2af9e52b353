"""Who may sign for a party: by office or by a power of attorney (domain.md 3.6, Civil Code 161-175). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.contracts.content import AgentContent, PartyContent
from app.contracts.refusals import AgentUnknown, AuthorityMissing, PowerNotValid, SameAgent
from app.contracts.states import Capacity


@dataclass(frozen=True)
class Signer:
    """Whoever signs, for the party at a place of the contract.

    document_hint: the number of the document, masked; two people of one name are told apart by it.
    authority: the power of attorney in the clerk's words, where the contract names no agent.
    """

    name: str
    place: int
    capacity: Capacity
    document_hint: str = ""
    authority: str = ""

    def is_same_person(self, other: Signer) -> bool:
        """Tell whether two signers are one natural person, as far as it is known."""
        hints = self.document_hint, other.document_hint
        return self.name == other.name and not (all(hints) and hints[0] != hints[1])


def check_power(signer: Signer, parties: Sequence[PartyContent], on: date) -> str:
    """Give the power of attorney a signer acts by, in words; "" for who signs by office.

    Refuses with AgentUnknown: the contract names others; AuthorityMissing: none is named at all (art. 165);
    PowerNotValid: it has not begun or is over on the day (art. 173).
    """
    if signer.capacity is not Capacity.AGENT:
        return ""
    party = parties[signer.place]
    agent = agent_of(party, signer.name)
    if agent is None:
        if party.agents:
            raise AgentUnknown(signer.name, party.name)
        if not signer.authority:
            raise AuthorityMissing(party.name)
        return signer.authority
    if not (agent.valid_from or on) <= on <= (agent.valid_to or on):
        raise PowerNotValid(signer.name, told_day(agent.valid_from), told_day(agent.valid_to))
    return signer.authority or told_power(agent)


def check_double(signer: Signer, others: Sequence[Signer], parties: Sequence[PartyContent]) -> None:
    """Refuse with SameAgent whoever acts for two parties whose principals have not agreed (art. 168)."""
    for other in others:
        if not signer.is_same_person(other):
            continue
        as_agent = [s for s in (signer, other) if s.capacity is Capacity.AGENT]
        if not as_agent or not all(_agreed(s, parties) for s in as_agent):
            raise SameAgent(signer.name)


def agent_of(party: PartyContent, name: str) -> AgentContent | None:
    """Find a party's agent by name."""
    return next((agent for agent in party.agents if agent.name == name), None)


def told_power(agent: AgentContent) -> str:
    """Write a power of attorney in one line: which, for what, from when until when."""
    days = [told_day(day) for day in (agent.valid_from, agent.valid_to)]
    told = (agent.document, agent.scope, "\u2013".join(days) if any(days) else "")
    return ", ".join(text for text in told if text)


def told_day(day: date | None) -> str:
    """Write a day, or nothing for no limit."""
    return day.isoformat() if day else ""


def _agreed(signer: Signer, parties: Sequence[PartyContent]) -> bool:
    agent = agent_of(parties[signer.place], signer.name)
    return agent is not None and agent.both_sides_agree
