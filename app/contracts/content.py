"""What a contract says, as frozen data: typed in, frozen at review, hashed, signed."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from app.contracts.states import Amends, CostKind, Holder, Payment, RateCourse, RoyaltyBase, Side

RECORD_FORMAT = 2


@dataclass(frozen=True)
class AgentContent:
    """Who acts for a party by a power of attorney (Civil Code art. 165): for what, from when until when.

    document: which power of attorney it is. may_pass_on: the principal allows a sub-delegate (art. 169).
    both_sides_agree: the principals consent that one person acts for both (art. 168).
    """

    name: str
    document: str = ""
    scope: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    may_pass_on: bool = False
    both_sides_agree: bool = False


@dataclass(frozen=True)
class AccountContent:
    """A bank account that is paid to."""

    holder: str = ""
    bank: str = ""
    number: str = ""


@dataclass(frozen=True)
class PartyContent:
    """A party as the contract names it; nature, country and division by the codes of domain.md 1.4, 1.5."""

    side: Side
    name: str
    organisation_id: str | None = None
    credit_code: str = ""
    legal_representative: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    nature: str = ""
    country: str = ""
    division: str = ""
    postcode: str = ""
    email: str = ""
    account: AccountContent = AccountContent()
    agents: tuple[AgentContent, ...] = ()


@dataclass(frozen=True)
class InstalmentContent:
    """A part of the price. ``fen`` is the amount, ``condition`` what it falls due upon."""

    fen: int
    due_on: date | None = None
    condition: str = ""


@dataclass(frozen=True)
class RoyaltyContent:
    """A share paid each year (Civil Code art. 846); ``rates`` in hundredths of a percent, by year or one."""

    base: RoyaltyBase = RoyaltyBase.SALES
    course: RateCourse = RateCourse.FIXED
    rates: tuple[int, ...] = ()
    years: int = 0
    inspection: str = ""
    """How the accounts may be looked into."""


@dataclass(frozen=True)
class PaymentContent:
    """How the price is paid beyond its parts: entry fee, royalty, words for what is neither."""

    entry_fee_fen: int = 0
    royalty: RoyaltyContent | None = None
    other: str = ""


@dataclass(frozen=True)
class CostContent:
    """A cost inside the total that is no price of technology (domain.md 1.7)."""

    kind: CostKind
    name: str
    quantity: int = 1
    fen: int = 0


@dataclass(frozen=True)
class HolderContent:
    """Who keeps how many copies; ``party`` is the place of a party, ``name`` says who else it is."""

    holder: Holder
    copies: int
    party: int | None = None
    name: str = ""


@dataclass(frozen=True)
class ClauseContent:
    """A clause beyond the template's, or a section of a free text; ``section`` "": one of its own."""

    text: str
    section: str = ""
    title: str = ""
    source: str = ""
    """Code and edition of the library's clause it came from."""


@dataclass(frozen=True)
class AttachmentContent:
    """A file that belongs to the contract; its SHA-256 names it. ``is_inside``: part of the sealed file."""

    name: str
    media_type: str
    digest: str
    size: int
    pages: int = 0
    is_inside: bool = False


@dataclass(frozen=True)
class AmendsContent:
    """The sealed contract this one changes, named by number and digest."""

    kind: Amends
    number: str
    digest: str
    contract_id: str | None = None


@dataclass(frozen=True)
class ContractContent:
    """All that a clerk can type into a draft."""

    title: str
    parties: tuple[PartyContent, ...]
    total_fen: int = 0
    technical_fen: int = 0
    payment: Payment = Payment.LUMP_SUM
    instalments: tuple[InstalmentContent, ...] = ()
    answers: dict[str, str] = field(default_factory=dict, hash=False)
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = ""
    copies: int = 4
    terms: PaymentContent = PaymentContent()
    costs: tuple[CostContent, ...] = ()
    holders: tuple[HolderContent, ...] = ()
    clauses: tuple[ClauseContent, ...] = ()
    attachments: tuple[AttachmentContent, ...] = ()
    amends: AmendsContent | None = None
    wordings: dict[str, str] = field(default_factory=dict, hash=False)
    """The settings' words the text was made with (legal basis, authorities), by key."""


def canonical_record(number: str, template: tuple[str, str], content: ContractContent) -> dict[str, Any]:
    """Give the one machine-readable form of a contract: amounts in fen, days in ISO, no moment of writing."""
    told = plain(replace(content, parties=tuple(replace(p, organisation_id=None) for p in content.parties)))
    for party in told["parties"]:
        del party["organisation_id"]
    if told["amends"] is not None:
        del told["amends"]["contract_id"]
    return {
        "format": RECORD_FORMAT,
        "number": number,
        "template": {"code": template[0], "version": template[1]},
        **told,
    }


def content_of(record: dict[str, Any]) -> ContractContent:
    """Read a canonical record back; one of format 1 lacks what that format did not know."""
    return ContractContent(
        title=record["title"],
        parties=tuple(party_of(p) for p in record["parties"]),
        total_fen=record["total_fen"],
        technical_fen=record["technical_fen"],
        payment=Payment(record["payment"]),
        instalments=tuple(
            InstalmentContent(i["fen"], _day(i["due_on"]), i["condition"]) for i in record["instalments"]
        ),
        answers=record["answers"],
        valid_from=_day(record["valid_from"]),
        valid_to=_day(record["valid_to"]),
        place=record["place"],
        copies=record["copies"],
        terms=terms_of(record.get("terms", {})),
        costs=costs_of(record.get("costs", [])),
        holders=holders_of(record.get("holders", [])),
        clauses=tuple(ClauseContent(**c) for c in record.get("clauses", [])),
        attachments=tuple(AttachmentContent(**a) for a in record.get("attachments", [])),
        amends=amends_of(record.get("amends")),
        wordings=record.get("wordings", {}),
    )


def party_of(told: dict[str, Any]) -> PartyContent:
    """Read a party."""
    account, agents = told.get("account", {}), told.get("agents", [])
    rest = {key: value for key, value in told.items() if key not in ("side", "account", "agents")}
    return PartyContent(
        side=Side(told["side"]), account=AccountContent(**account), agents=agents_of(agents), **rest
    )


def agents_of(told: list[dict[str, Any]]) -> tuple[AgentContent, ...]:
    """Read a party's agents."""
    return tuple(
        AgentContent(
            **{**agent, "valid_from": _day(agent["valid_from"]), "valid_to": _day(agent["valid_to"])}
        )
        for agent in told
    )


def terms_of(told: dict[str, Any]) -> PaymentContent:
    """Read how the price is paid."""
    royalty = told.get("royalty")
    return PaymentContent(
        entry_fee_fen=told.get("entry_fee_fen", 0),
        royalty=None
        if royalty is None
        else RoyaltyContent(
            RoyaltyBase(royalty["base"]),
            RateCourse(royalty["course"]),
            tuple(royalty["rates"]),
            royalty["years"],
            royalty["inspection"],
        ),
        other=told.get("other", ""),
    )


def costs_of(told: list[dict[str, Any]]) -> tuple[CostContent, ...]:
    """Read the costs that are no price of technology."""
    return tuple(CostContent(**{**cost, "kind": CostKind(cost["kind"])}) for cost in told)


def holders_of(told: list[dict[str, Any]]) -> tuple[HolderContent, ...]:
    """Read who keeps copies."""
    return tuple(HolderContent(**{**holder, "holder": Holder(holder["holder"])}) for holder in told)


def amends_of(told: dict[str, Any] | None) -> AmendsContent | None:
    """Read which contract is changed."""
    return None if told is None else AmendsContent(**{**told, "kind": Amends(told["kind"])})


def plain(value: Any) -> Any:
    """Write content as what JSON has: days in ISO, states as words, keys of dictionaries in order."""
    return _plain(asdict(value))


def digest_of_record(record: dict[str, Any]) -> str:
    """Hash a canonical record (contracts.md section 7)."""
    return hashlib.sha256(canonical_bytes(record)).hexdigest()


def canonical_bytes(record: dict[str, Any]) -> bytes:
    """Write a canonical record: sorted keys, no blanks, UTF-8 in NFC."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
