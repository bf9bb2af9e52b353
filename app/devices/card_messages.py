"""The messages between the counter and a reader's adapter (READER.md): JSON, one message a line."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from app.devices.ports import CardFacts, CardKind
from app.devices.private_use import has_private, public_name

PROTOCOL = 1
HELLO, CARD, NO_CARD, ERROR = "hello", "card", "no-card", "error"
_ANSWERS = (HELLO, CARD, NO_CARD, ERROR)
LONGEST_LINE = 65_536
"""Bytes; a photo some vendors send along would be longer and is not wanted."""
LONGEST_NAME = 100
LONGEST_NUMBER = 40

Message = dict[str, Any]


def ask_for_card(wait_ms: int) -> bytes:
    """Write the one question there is."""
    return json.dumps({"ask": "wait-card", "for_ms": wait_ms}).encode() + b"\n"


def read_line(line: bytes) -> Message | None:
    """Read a line; None where it is none of the protocol's, such as a vendor's library talking to itself."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) and message.get("say") in _ANSWERS else None


def read_card(message: Message) -> CardFacts:
    """Take from a message what the counter may know; raises ValueError where something is missing."""
    name, number = _text(message, "name", LONGEST_NAME), _text(message, "number", LONGEST_NUMBER)
    if not name or not number:
        raise ValueError("a card without name or number")
    return CardFacts(
        kind=CardKind(str(message.get("kind"))),
        name=public_name(name),
        number=number,
        born=_day(message, "born"),
        valid_until=_day(message, "valid_until"),
        name_needs_check=has_private(name),
    )


def write_card(card: CardFacts) -> bytes:
    """Write a card as an adapter does."""
    days = {"born": card.born, "valid_until": card.valid_until}
    message = {"say": CARD, "kind": str(card.kind), "name": card.name, "number": card.number}
    written = {name: day.isoformat() if day else "" for name, day in days.items()}
    return json.dumps(message | written, ensure_ascii=False).encode() + b"\n"


def _text(message: Message, name: str, longest: int) -> str:
    value = message.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"{name} is no text of at most {longest} characters")
    return value.strip()


def _day(message: Message, name: str) -> date | None:
    value = _text(message, name, LONGEST_NUMBER)
    return date.fromisoformat(value) if value else None
