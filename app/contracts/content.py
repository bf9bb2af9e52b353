"""What a contract says, as frozen data: typed in, frozen at review, hashed, signed."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.contracts.states import Payment, Side


@dataclass(frozen=True)
class PartyContent:
    """A party as the contract names it."""

    side: Side
    name: str
    organisation_id: str | None = None
    credit_code: str = ""
    legal_representative: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class InstalmentContent:
    """A part of the price. ``fen`` is the amount, ``condition`` what it falls due upon."""

    fen: int
    due_on: date | None = None
    condition: str = ""


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


def canonical_record(number: str, template: tuple[str, str], content: ContractContent) -> dict[str, Any]:
    """Give the one machine-readable form of a contract: amounts in fen, days in ISO, no moment of writing."""
    return {
        "format": 1,
        "number": number,
        "template": {"code": template[0], "version": template[1]},
        "title": content.title,
        "parties": [
            {
                "side": str(p.side),
                "name": p.name,
                "credit_code": p.credit_code,
                "legal_representative": p.legal_representative,
                "contact": p.contact,
                "phone": p.phone,
                "address": p.address,
            }
            for p in content.parties
        ],
        "total_fen": content.total_fen,
        "technical_fen": content.technical_fen,
        "payment": str(content.payment),
        "instalments": [
            {"fen": i.fen, "due_on": _iso(i.due_on), "condition": i.condition} for i in content.instalments
        ],
        "answers": dict(sorted(content.answers.items())),
        "valid_from": _iso(content.valid_from),
        "valid_to": _iso(content.valid_to),
        "place": content.place,
        "copies": content.copies,
    }


def content_of(record: dict[str, Any]) -> ContractContent:
    """Read a canonical record back."""
    return ContractContent(
        title=record["title"],
        parties=tuple(PartyContent(**{**p, "side": Side(p["side"])}) for p in record["parties"]),
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
    )


def digest_of_record(record: dict[str, Any]) -> str:
    """Hash a canonical record: sorted keys, no blanks, UTF-8 in NFC (contracts.md section 7)."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
