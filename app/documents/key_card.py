"""A hall's key card: everything public that a checker needs, as one JSON file. No secret is in it."""

from __future__ import annotations

import hashlib
import json
import ssl
from dataclasses import asdict, dataclass
from typing import Any

from app.documents.paper_codes import KEY_ID, key_id

FORMAT = 1


class NoKeyCard(ValueError):
    """The file is no key card."""


@dataclass(frozen=True)
class CodeKey:
    """A public key of codes on paper (Ed25519, 32 raw bytes as hex), valid between two moments."""

    public: str
    valid_from: int
    valid_until: int

    @property
    def id(self) -> str:
        """The key's name in a code, as hex."""
        return key_id(bytes.fromhex(self.public)).hex()


def certificate_id(pem: str) -> str:
    """Name a certificate: SHA-256 of its DER form, as hex."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()


@dataclass(frozen=True)
class Revocation:
    """What is no longer to be believed, since when: a code key by its id, a certificate by its SHA-256.

    A root's takes everything with it that was issued under it.
    """

    id: str
    since: int
    reason: str = ""


@dataclass(frozen=True)
class KeyCard:
    """What a checker needs to know of a hall. Renewed roots stay listed: old files need them."""

    hall: str
    roots: tuple[str, ...] = ()
    code_keys: tuple[CodeKey, ...] = ()
    revoked: tuple[Revocation, ...] = ()

    def revocation(self, named: str) -> Revocation | None:
        """Tell whether and when a key or certificate was revoked."""
        return next((entry for entry in self.revoked if entry.id == named), None)

    def written(self) -> str:
        """Write the card."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


def joined(hall: str, cards: list[KeyCard]) -> KeyCard:
    """Join the cards of a hall's terminals."""
    return KeyCard(
        hall,
        tuple(dict.fromkeys(root for card in cards for root in card.roots)),
        tuple(dict.fromkeys(key for card in cards for key in card.code_keys)),
        tuple(dict.fromkeys(entry for card in cards for entry in card.revoked)),
    )


def read_key_card(text: str) -> KeyCard:
    """Read a card; raises NoKeyCard."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] != FORMAT:
            raise NoKeyCard
        card = KeyCard(
            str(told["hall"]),
            tuple(str(root) for root in told["roots"]),
            tuple(CodeKey(**key) for key in told["code_keys"]),
            tuple(Revocation(**entry) for entry in told["revoked"]),
        )
        if any(len(key.id) != 2 * KEY_ID for key in card.code_keys):
            raise NoKeyCard
    except (ValueError, KeyError, TypeError) as error:
        raise NoKeyCard from error
    return card
