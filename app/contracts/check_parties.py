"""What is wrong with the parties of a draft and with who acts for them (domain.md 1.2, 1.4, 3.6). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from app.contracts.codes import codes, valid_codes
from app.contracts.content import AccountContent, AgentContent, ContractContent, PartyContent
from app.contracts.faults import Fault, Finding, found
from app.contracts.states import Side
from app.documents.words import word, word_list
from app.kernel.errors import FieldRefused
from app.reception.documents import check_credit_code, check_phone

_ACCOUNT = re.compile(r"[0-9A-Z][0-9A-Z -]{6,38}[0-9A-Z]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def check_parties(content: ContractContent, today: date) -> Iterator[Finding]:
    """List what is wrong with the parties; field ``party_<place>``."""
    for side in Side:
        if not any(p.side is side for p in content.parties):
            yield found(Fault.SIDE_MISSING, f"party_{side}", str(side))
    names = [p.name for p in content.parties if p.name.strip()]
    given = [p.credit_code for p in content.parties if p.credit_code.strip()]
    for place, party in enumerate(content.parties):
        field = f"party_{place}"
        yield from _who(party, field, is_person=_is_person(party))
        if names.count(party.name) > 1 or given.count(party.credit_code) > 1:
            yield found(Fault.PARTY_TWICE, field, party.name, "name")
        yield from _numbers(party, field, today)
        yield from _account(party.account, field, party.name)
        for number, agent in enumerate(party.agents):
            yield from _agent(agent, field, f"agent_{number}", today)
    yield from _double_agents(content)
    yield from _paid_to(content)


def _is_person(party: PartyContent) -> bool:
    """Tell whether a party is a natural person, who acts for itself and has no credit code."""
    return any(row.code == party.nature and row.mark == "person" for row in codes("party"))


def _who(party: PartyContent, field: str, *, is_person: bool) -> Iterator[Finding]:
    if not party.name.strip():
        yield found(Fault.PARTY_NAME_MISSING, field, part="name")
    if not party.legal_representative.strip() and not is_person:
        yield found(Fault.REPRESENTATIVE_MISSING, field, party.name, "representative")
    if _is_department(party) and not _has_authority(party):
        # A department has no personality of its own: its legal entity must authorise it (L2 art. 7).
        yield found(Fault.DEPARTMENT_WITHOUT_AUTHORITY, field, party.name, "agents")


def _is_department(party: PartyContent) -> bool:
    is_trader = party.credit_code.startswith(word("departments", "sole_trader"))
    return party.name.strip().endswith(word_list("departments", "endings")) and not is_trader


def _has_authority(party: PartyContent) -> bool:
    return any(agent.document.strip() for agent in party.agents)


def _numbers(party: PartyContent, field: str, today: date) -> Iterator[Finding]:
    yield from _credit_code(party, field)
    tests: tuple[tuple[Fault, str, str, Callable[[str], object]], ...] = (
        (Fault.PHONE_INVALID, "phone", party.phone, _is_phone),
        (Fault.COUNTRY_INVALID, "country", party.country, re.compile(r"[0-9]{3}").fullmatch),
        (Fault.DIVISION_INVALID, "division", party.division, re.compile(r"[0-9]{6}").fullmatch),
        (Fault.POSTCODE_INVALID, "postcode", party.postcode, re.compile(r"[0-9A-Za-z -]{3,10}").fullmatch),
        (Fault.EMAIL_INVALID, "email", party.email, _EMAIL.fullmatch),
    )
    for fault, part, text, fits in tests:
        if text.strip() and not fits(text.strip()):
            yield found(fault, field, text, part)
    if party.nature and not any(row.code == party.nature for row in valid_codes("party", today)):
        yield found(Fault.NATURE_UNKNOWN, field, party.nature, "nature")


def _credit_code(party: PartyContent, field: str) -> Iterator[Finding]:
    if not party.credit_code.strip():
        if not _is_person(party):
            yield found(Fault.CREDIT_CODE_MISSING, field, party.name, "credit_code")
        return
    try:
        checked = check_credit_code(party.credit_code)
    except FieldRefused:
        yield found(Fault.CREDIT_CODE_INVALID, field, party.credit_code, "credit_code")
        return
    if checked.warnings:
        yield found(Fault.CREDIT_CODE_ODD, field, party.credit_code, "credit_code")


def _is_phone(text: str) -> bool:
    try:
        return bool(check_phone(text))
    except FieldRefused:
        return False


def _account(account: AccountContent, field: str, name: str) -> Iterator[Finding]:
    if account == AccountContent():
        return
    if not account.bank.strip() or not account.number.strip():
        yield found(Fault.ACCOUNT_INCOMPLETE, field, name, "account")
    elif not _ACCOUNT.fullmatch(account.number.strip()):
        yield found(Fault.ACCOUNT_INVALID, field, account.number, "account")


def _paid_to(content: ContractContent) -> Iterator[Finding]:
    """Ask for the account of who is paid, the first of the sellers."""
    sellers = [(place, p) for place, p in enumerate(content.parties) if p.side is Side.SELLER]
    is_named = content.answers.get("account_number") or any(p.account.number for _, p in sellers)
    if sellers and content.total_fen > 0 and not is_named:
        place, party = sellers[0]
        yield found(Fault.ACCOUNT_MISSING, f"party_{place}", party.name, "account")


def _agent(agent: AgentContent, field: str, part: str, today: date) -> Iterator[Finding]:
    """Look at a power of attorney: name, matters and period are what it must state (art. 165)."""
    if not agent.name.strip():
        yield found(Fault.AGENT_NAME_MISSING, field, part=part)
    if not agent.document.strip():
        yield found(Fault.AGENT_DOCUMENT_MISSING, field, agent.name, part)
    if not agent.scope.strip():
        yield found(Fault.AGENT_SCOPE_MISSING, field, agent.name, part)
    if agent.valid_from is None or agent.valid_to is None:
        yield found(Fault.AGENT_PERIOD_MISSING, field, agent.name, part)
    elif agent.valid_to < max(today, agent.valid_from):
        yield found(Fault.AGENT_PERIOD_OVER, field, agent.name, part)
    elif agent.valid_from > today:
        yield found(Fault.AGENT_NOT_YET, field, agent.name, part)


def _double_agents(content: ContractContent) -> Iterator[Finding]:
    """Find who acts for both sides; both principals must have agreed (art. 168)."""
    placed = [
        (place, number, p.side, agent)
        for place, p in enumerate(content.parties)
        for number, agent in enumerate(p.agents)
        if agent.name.strip()
    ]
    for place, number, side, agent in placed:
        others = [a for _, _, s, a in placed if s is not side and a.name.strip() == agent.name.strip()]
        if others and not all(a.both_sides_agree for a in (agent, *others)):
            yield found(Fault.AGENT_DOUBLE, f"party_{place}", agent.name, f"agent_{number}")
