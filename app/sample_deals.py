"""Whole contracts between organisations of the sample hall, one of each class: for pictures and tests."""

from __future__ import annotations

import functools
import tomllib
from datetime import date, timedelta
from typing import Any

from app.contracts.content import (
    AccountContent,
    AgentContent,
    ContractContent,
    CostContent,
    HolderContent,
    InstalmentContent,
    PartyContent,
    PaymentContent,
    RoyaltyContent,
)
from app.contracts.states import CostKind, Holder, Payment, RateCourse, RoyaltyBase, Side
from app.kernel.errors import Missing
from app.kernel.places import resource

SAMPLE_CODES = ("dev1", "trf3", "lic1", "con1", "srv1")
"""The templates there is a sample deal of."""
CHINA = "142"
"""The customs' number of the country (domain.md 1.4)."""


def sample_contract(code: str, today: date) -> ContractContent:
    """Give the sample deal of a template, its days counted from ``today``; refused (Missing): none."""
    if code not in SAMPLE_CODES:
        raise Missing("sample_contract", code)
    told = _told(code)
    return ContractContent(
        title=told["title"],
        parties=tuple(_party(party, today) for party in told["party"]),
        total_fen=told["total_fen"],
        technical_fen=told["technical_fen"],
        payment=Payment(told["payment"]),
        instalments=tuple(
            InstalmentContent(part["fen"], _day(part["due"], today), part["condition"])
            for part in told.get("instalment", ())
        ),
        answers={key: _answer(text, today) for key, text in told["answers"].items()},
        valid_from=_day(told["starts"], today),
        valid_to=_day(told["ends"], today),
        place=told["place"],
        copies=told["copies"],
        terms=_terms(told.get("terms", {})),
        costs=tuple(CostContent(**{**cost, "kind": CostKind(cost["kind"])}) for cost in told.get("cost", ())),
        holders=tuple(
            HolderContent(**{**holder, "holder": Holder(holder["holder"])}) for holder in told["holder"]
        ),
    )


@functools.cache
def _told(code: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"sample/contracts/{code}.toml").read_text(encoding="utf-8"))


@functools.cache
def _organisations() -> dict[str, dict[str, str]]:
    hall = tomllib.loads(resource("sample/hall.toml").read_text(encoding="utf-8"))
    return {organisation["key"]: organisation for organisation in hall["organisation"]}


def _party(told: dict[str, Any], today: date) -> PartyContent:
    known = _organisations()[told["organisation"]]
    return PartyContent(
        side=Side(told["side"]),
        name=known["name"],
        credit_code=known["credit_code"],
        legal_representative=known["legal_representative"],
        contact=told["contact"],
        phone=told.get("phone") or known.get("phone", ""),
        address=known["address"],
        nature=told["nature"],
        country=CHINA,
        division=told["division"],
        postcode=told["postcode"],
        email=told["email"],
        account=AccountContent(*told.get("account", ())),
        agents=tuple(_agent(agent, today) for agent in told.get("agent", ())),
    )


def _agent(told: dict[str, str], today: date) -> AgentContent:
    return AgentContent(
        name=told["name"],
        document=told["document"],
        scope=told["scope"],
        valid_from=_day(told["starts"], today),
        valid_to=_day(told["ends"], today),
    )


def _terms(told: dict[str, Any]) -> PaymentContent:
    royalty = told.get("royalty")
    return PaymentContent(
        entry_fee_fen=told.get("entry_fee_fen", 0),
        royalty=royalty
        and RoyaltyContent(
            base=RoyaltyBase(royalty["base"]),
            course=RateCourse(royalty["course"]),
            rates=tuple(royalty["rates"]),
            years=royalty["years"],
            inspection=royalty["inspection"],
        ),
    )


def _day(told: str, today: date) -> date:
    return today + timedelta(days=int(told))


def _answer(text: str, today: date) -> str:
    """Turn "+30" into the day it means; every other answer stays."""
    is_day = text.startswith("+") and text[1:].isdigit()
    return _day(text, today).isoformat() if is_day else text
