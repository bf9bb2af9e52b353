"""The secret keys of a terminal's seal as they lie in its store: encrypted, renewed before they end."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.documents.certificates import (
    Authority,
    KeptKey,
    Opened,
    from_pkcs12,
    make_authority,
    make_code_key,
    make_seal,
    needs_renewal,
    open_code_key,
    open_key,
    organisation,
    revocation_list,
    root_of,
)
from app.documents.key_card import CodeKey
from app.documents.sealing import SealKeys, signer_of
from app.kernel.clock import DAY

AUTHORITY_BEFORE_DAYS = 1200
"""An authority is renewed while a seal's certificate still fits into its time."""
SEAL_BEFORE_DAYS = 90
CODE_DAYS = 3650


@dataclass(frozen=True)
class KeyRing:
    """The keys in use. ``is_bought``: the seal's certificate came from outside, nobody renews it."""

    authority: Authority
    seal: KeptKey
    code_key: str
    code: CodeKey
    is_bought: bool = False

    @property
    def roots(self) -> tuple[str, ...]:
        """The certificates every checker of this ring's work must know."""
        found = (root_of(self.authority.kept.certificates), root_of(self.seal.certificates))
        return tuple(dict.fromkeys(found))

    def written(self) -> str:
        """Write the ring down; the keys in it are encrypted."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class OpenRing:
    """An opened ring, as long as the program runs."""

    ring: KeyRing
    authority: Opened
    seal: Opened
    code: Ed25519PrivateKey

    def keys(self, at: int) -> SealKeys:
        """Give what a sealing at a moment needs."""
        lists = (revocation_list(self.authority, at), self.ring.authority.root_crl)
        return SealKeys(signer_of(self.seal), self.authority, lists)


def make_ring(holder: str, at: int, passphrase: str) -> KeyRing:
    """Make every key of a hall's seal."""
    authority = make_authority(holder, at, passphrase)
    seal = make_seal(open_key(authority.kept, passphrase), holder, at, passphrase)
    code_key, public = make_code_key(passphrase)
    return KeyRing(authority, seal, code_key, CodeKey(public.hex(), at, at + CODE_DAYS * DAY))


def read_ring(text: str) -> KeyRing:
    """Read a ring."""
    told: dict[str, Any] = json.loads(text)
    authority = told["authority"]
    return KeyRing(
        Authority(KeptKey(**authority["kept"]), authority["root_crl"]),
        KeptKey(**told["seal"]),
        told["code_key"],
        CodeKey(**told["code"]),
        told["is_bought"],
    )


def open_ring(ring: KeyRing, passphrase: str) -> OpenRing:
    """Open a ring. Refused (SealLocked): the passphrase is wrong."""
    return OpenRing(
        ring,
        open_key(ring.authority.kept, passphrase),
        open_key(ring.seal, passphrase),
        open_code_key(ring.code_key, passphrase),
    )


def renewed(ring: KeyRing, at: int, passphrase: str) -> KeyRing:
    """Renew what ends soon; the same ring where nothing does. A bought certificate stays as it is."""
    holder = organisation(ring.authority.kept.leaf)
    if needs_renewal(ring.authority.kept, at, AUTHORITY_BEFORE_DAYS):
        ring = replace(ring, authority=make_authority(holder, at, passphrase))
    if not ring.is_bought and needs_renewal(ring.seal, at, SEAL_BEFORE_DAYS):
        authority = open_key(ring.authority.kept, passphrase)
        ring = replace(ring, seal=make_seal(authority, holder, at, passphrase))
    if at + SEAL_BEFORE_DAYS * DAY > ring.code.valid_until:
        code_key, public = make_code_key(passphrase)
        ring = replace(ring, code_key=code_key, code=CodeKey(public.hex(), at, at + CODE_DAYS * DAY))
    return ring


def with_bought_seal(ring: KeyRing, content: bytes, password: str, passphrase: str, at: int) -> KeyRing:
    """Seal from now on with a certificate from a PKCS#12 file; refused like ``from_pkcs12``."""
    return replace(ring, seal=from_pkcs12(content, password, passphrase, at), is_bought=True)
