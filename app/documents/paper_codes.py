"""The codes on paper (docs/paper-code.md): which page of which contract, and what the hall signed. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date

PAGE_PREFIX = "GT1:C:"
SIGNED_PREFIX = "GT1:S:"
TAG_DIGITS = 16
VERSION = 1
KEY_ID = 4
LARGEST_AMOUNT = 2**56 - 1
LONGEST_NUMBER = 60
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PLACES = {sign: place for place, sign in enumerate(_ALPHABET)}
_SIGNATURE = 64
_DIGEST = 32
_DATE, _AMOUNT = 4, 7
_PAGE = re.compile(r"GT1:C:([^:]{1,60}):([1-9][0-9]{0,3})/([1-9][0-9]{0,3}):([0-9A-F]{16})")


class NoCode(ValueError):
    """The text is no code of this kind."""


@dataclass(frozen=True)
class PageCode:
    """What the short code of a page tells. ``tag``: the first 16 hex digits of the content's SHA-256."""

    number: str
    page: int
    pages: int
    tag: str

    def fits(self, digest: str) -> bool:
        """Tell whether the page says it belongs to a content of this digest."""
        return digest.upper().startswith(self.tag)


@dataclass(frozen=True)
class ContractFacts:
    """What the hall signs for paper: number, the day the text was frozen, total in fen, SHA-256 (hex)."""

    number: str
    frozen_on: date
    total_fen: int
    digest: str


@dataclass(frozen=True)
class SignedCode:
    """A signed code taken apart; nothing of it is believed before ``verify_code`` said so."""

    key_id: bytes
    facts: ContractFacts
    signed: bytes
    signature: bytes


def page_code(number: str, page: int, pages: int, digest: str) -> str:
    """Write the short code of a page."""
    return f"{PAGE_PREFIX}{number}:{page}/{pages}:{digest[:TAG_DIGITS].upper()}"


def read_page_code(text: str) -> PageCode:
    """Read a short code; raises NoCode."""
    found = _PAGE.fullmatch(text)
    if found is None or int(found[2]) > int(found[3]):
        raise NoCode(text[:40])
    return PageCode(found[1], int(found[2]), int(found[3]), found[4])


def key_id(public: bytes) -> bytes:
    """Name a key: the first four bytes of the SHA-256 of its 32 raw bytes."""
    return hashlib.sha256(public).digest()[:KEY_ID]


def bytes_to_sign(facts: ContractFacts, signer: bytes) -> bytes:
    """Write what is signed of a contract; ``signer``: the key's id."""
    number = facts.number.encode()
    if not 0 < len(number) <= LONGEST_NUMBER or not 0 <= facts.total_fen <= LARGEST_AMOUNT:
        raise ValueError("the number or the amount does not fit a code")
    day = int(f"{facts.frozen_on:%Y%m%d}")
    return b"".join(
        (
            bytes((VERSION,)),
            signer,
            bytes((len(number),)),
            number,
            day.to_bytes(_DATE, "big"),
            facts.total_fen.to_bytes(_AMOUNT, "big"),
            bytes.fromhex(facts.digest),
        )
    )


def signed_text(signed: bytes, signature: bytes) -> str:
    """Write a code of what was signed and its signature (Ed25519, 64 bytes)."""
    return SIGNED_PREFIX + to_base45(signed + signature)


def read_signed_code(text: str) -> SignedCode:
    """Take a signed code apart; raises NoCode."""
    if not text.startswith(SIGNED_PREFIX):
        raise NoCode(text[:40])
    whole = from_base45(text.removeprefix(SIGNED_PREFIX))
    signed, signature = whole[:-_SIGNATURE], whole[-_SIGNATURE:]
    head = 2 + KEY_ID
    if len(signed) < head or signed[0] != VERSION:
        raise NoCode(text[:40])
    size = signed[head - 1]
    if len(signed) != head + size + _DATE + _AMOUNT + _DIGEST:
        raise NoCode(text[:40])
    rest = signed[head + size :]
    try:
        number = signed[head : head + size].decode()
        day = date.fromisoformat(f"{int.from_bytes(rest[:_DATE], 'big'):08d}")
    except ValueError as error:
        raise NoCode(text[:40]) from error
    amount = int.from_bytes(rest[_DATE : _DATE + _AMOUNT], "big")
    facts = ContractFacts(number, day, amount, rest[_DATE + _AMOUNT :].hex())
    return SignedCode(signed[1 : head - 1], facts, signed, signature)


def to_base45(content: bytes) -> str:
    """Write bytes with the signs of the alphanumeric mode (RFC 9285)."""
    out = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, place = divmod(value, 45)
            out.append(_ALPHABET[place])
    return "".join(out)


def from_base45(text: str) -> bytes:
    """Read bytes back (RFC 9285); raises NoCode."""
    out = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        size = len(group) - 1
        try:
            value = sum(_PLACES[sign] * 45**place for place, sign in enumerate(group))
            out += value.to_bytes(size, "big")
        except (KeyError, OverflowError, ValueError) as error:
            raise NoCode(text[:40]) from error
        if size < 1:
            raise NoCode(text[:40])
    return bytes(out)
