"""What the registration form says (技术合同登记表, domain.md 1.4); prefilled from the contract. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.contracts.codes import code_row, codes
from app.contracts.content import ContractContent, PartyContent, plain
from app.contracts.states import Side
from app.registration.states import MaterialMark

CHINA = "156"
"""The customs' country code of China (GB/T 2659, three digits)."""
SIZES = ("", "large", "medium", "small", "micro")
NO_RIGHTS = "0"
NO_PLAN = "0"


@dataclass(frozen=True)
class FormParty:
    """A party on the form; nature, country and division by code. ``size``: of an enterprise, else ""."""

    side: Side
    name: str
    credit_code: str = ""
    country: str = CHINA
    division: str = ""
    nature: str = ""
    legal_representative: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    is_transfer_body: bool = False
    is_research_body: bool = False
    is_converted_institute: bool = False
    is_in_zone: bool = False
    is_listed: bool = False
    size: str = ""


@dataclass(frozen=True)
class FormContent:
    """The fields of the form beyond parties and amounts; amounts in fen.

    applicant: the place of the party that applies. subfield: the second level of the field, where the hall
    has one (``fields.py``). originals: how many signed originals were brought.
    invest_fen, output_fen: expected new investment and output, asked of transfers by the old form.
    """

    applicant: int = 0
    rights: str = ""
    plan: str = ""
    field: str = ""
    objective: str = ""
    industry: str = ""
    served_industry: str = ""
    is_related: bool = False
    is_foreign: bool = False
    is_secret: bool = False
    is_import: bool = False
    is_foreign_text: bool = False
    is_first: bool = False
    originals: int = 0
    invest_fen: int = 0
    output_fen: int = 0
    responsible: str = ""
    preparer: str = ""
    subfield: str = ""


@dataclass(frozen=True)
class CaseEntry:
    """All that a registrar writes down of a case before it is decided."""

    profile: str
    kind: str
    total_fen: int
    technical_fen: int
    form: FormContent
    parties: tuple[FormParty, ...]
    materials: dict[str, MaterialMark]
    is_disputed: bool = False


def prefilled_form(content: ContractContent, kind: str, preparer: str) -> FormContent:
    """Fill in what the contract tells; the rest is asked."""
    applicant = next((n for n, p in enumerate(content.parties) if p.side is Side.SELLER), 0)
    is_abroad = any(_country(p) != CHINA for p in content.parties)
    is_import = is_abroad and any(p.side is Side.SELLER and _country(p) != CHINA for p in content.parties)
    if is_import:
        domestic = (n for n, p in enumerate(content.parties) if p.side is Side.BUYER and _country(p) == CHINA)
        applicant = next(domestic, applicant)
    return FormContent(
        applicant=applicant,
        rights="" if kind[:3] in ("TRF", "LIC") else NO_RIGHTS,
        plan=NO_PLAN,
        is_foreign=is_abroad,
        is_import=is_import,
        is_related=_shares_head(content),
        originals=content.copies,
        responsible=content.parties[applicant].legal_representative if content.parties else "",
        preparer=preparer,
    )


def prefilled_parties(content: ContractContent) -> tuple[FormParty, ...]:
    """Take the parties as the contract names them."""
    return tuple(
        FormParty(
            side=p.side,
            name=p.name,
            credit_code=p.credit_code,
            country=_country(p),
            division=p.division or _division_of(p.credit_code),
            nature=p.nature,
            legal_representative=p.legal_representative,
            contact=p.contact,
            phone=p.phone,
            address=p.address,
            postcode=p.postcode,
        )
        for p in content.parties
    )


def kind_of_template(template_code: str, answers: dict[str, str]) -> str:
    """Tell the subtype a contract was drafted as; "" where its template says none."""
    known = {row.code for row in codes("type") if row.parent}
    for told in (template_code.upper(), answers.get("contract_type", "").upper()):
        if told in known:
            return told
    return ""


def asked_facts(form: FormContent, content: ContractContent) -> frozenset[str]:
    """Tell the facts by which papers are asked for."""
    facts = {
        "is_first": form.is_first,
        "has_rights": form.rights not in ("", NO_RIGHTS),
        "has_agent": any(p.agents for p in content.parties),
        "has_plan": form.plan not in ("", NO_PLAN),
        "is_import": form.is_import,
        "is_foreign_text": form.is_foreign_text,
    }
    return frozenset(name for name, holds in facts.items() if holds)


def is_enterprise(nature: str) -> bool:
    """Tell whether a nature is an enterprise's: then the form asks more of it."""
    return any(row.code == nature and row.mark == "enterprise" for row in codes("party"))


def is_person(nature: str) -> bool:
    """Tell whether a party is a natural person."""
    return any(row.code == nature and row.mark == "person" for row in codes("party"))


def head_of(nature: str) -> str:
    """Tell the head under which statistics count a nature; "" where it is not of the table."""
    return next((row.mark for row in codes("party") if row.code == nature), "")


def form_of(told: dict[str, Any]) -> FormContent:
    """Read a form; what an older program did not know stays at its default."""
    known = FormContent.__dataclass_fields__.keys()
    return FormContent(**{key: value for key, value in told.items() if key in known})


def parties_of_form(told: list[dict[str, Any]]) -> tuple[FormParty, ...]:
    """Read the parties of a form."""
    known = FormParty.__dataclass_fields__.keys()
    return tuple(
        FormParty(**{key: value for key, value in one.items() if key in known} | {"side": Side(one["side"])})
        for one in told
    )


def tidy(entry: CaseEntry) -> CaseEntry:
    """Take stray blanks out; names of people and units are only trimmed."""
    parties = tuple(
        replace(
            p,
            name=p.name.strip(),
            credit_code=p.credit_code.strip().upper(),
            country=p.country.strip(),
            division=p.division.strip(),
            size=p.size if is_enterprise(p.nature) else "",
        )
        for p in entry.parties
    )
    return replace(entry, parties=parties)


def written(value: FormContent | FormParty) -> dict[str, Any]:
    """Write a form or a party as JSON has it."""
    told: dict[str, Any] = plain(value)
    return told


def code_words(table: str, code: str) -> str:
    """Tell the words of a code as the form prints them; the code itself where the table lacks it."""
    known = {row.code for row in codes(table)}
    return code_row(table, code).name if code in known else code


def day_words(day: date | None) -> str:
    """Write a day as the form has it."""
    return day.isoformat() if day else ""


def _country(p: PartyContent) -> str:
    return p.country or CHINA


def _division_of(credit_code: str) -> str:
    """The third to eighth character of a credit code are the division of the body that registered it."""
    part = credit_code[2:8]
    return part if len(part) == 6 and part.isdigit() and not part.startswith("10") else ""


def _shares_head(content: ContractContent) -> bool:
    heads = [{p.legal_representative for p in content.parties if p.side is side} - {""} for side in Side]
    return bool(heads[0] & heads[1])
