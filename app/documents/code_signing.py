"""Signing the codes on paper and checking whose they are (Ed25519)."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.documents.key_card import CodeKey, KeyCard
from app.documents.paper_codes import ContractFacts, SignedCode, bytes_to_sign, key_id, signed_text


def sign_code(facts: ContractFacts, key: Ed25519PrivateKey) -> str:
    """Write and sign the code of a contract."""
    body = bytes_to_sign(facts, key_id(key.public_key().public_bytes_raw()))
    return signed_text(body, key.sign(body))


def verify_code(code: SignedCode, public: bytes) -> bool:
    """Tell whether the holder of a public key (32 raw bytes) signed a code."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(code.signature, code.signed)
    except (InvalidSignature, ValueError):
        return False
    return key_id(public) == code.key_id


def signer_of(card: KeyCard, code: SignedCode) -> CodeKey | None:
    """Tell whose key signed a code; none: nobody's that is known here, or the code was changed."""
    named = code.key_id.hex()
    known = [key for key in card.code_keys if key.id == named]
    return next((key for key in known if verify_code(code, bytes.fromhex(key.public))), None)
