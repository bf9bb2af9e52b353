"""The one form in which a signature may be written, where no later signature covers it.

A CMS value (RFC 5652) signs its attributes alone. Its versions, its lists of algorithms, the certificates of
issuers it carries and what hangs unsigned on it can be changed without any check of the mathematics
noticing, and an ECDSA value can be exchanged for its twin. Whatever a later signature covers is safe; of the
last one every byte has to be as we write it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asn1crypto import cms
from asn1crypto.algos import DSASignature

STAMP = "signature_time_stamp_token"  # the name of an attribute
# The orders of the curves' groups (SEC 2, version 2, sections 2.4 to 2.6).
_ORDERS = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": int(f"{'F' * 48}C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16),
    "secp521r1": int(f"01{'F' * 64}FA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409", 16),
}


def one_form(value: bytes, curve: str) -> bytes:
    """Write an ECDSA value in the smaller of its two forms, (r, s) and (r, n - s)."""
    order = _ORDERS.get(curve)
    parts = DSASignature.load(value)
    if order is None or parts["s"].native * 2 <= order:
        return value
    smaller: bytes = DSASignature({"r": parts["r"].native, "s": order - parts["s"].native}).dump()
    return smaller


def issuers_in(value: bytes) -> list[bytes]:
    """Give the certificates a signature carries besides its signer's, in their order."""
    signed = cms.ContentInfo.load(value)["content"]
    signer = _signer(signed)
    return [one.dump() for one in signed["certificates"] if not _is_of(one.chosen, signer)]


def is_in_one_form(value: bytes, issuers: Sequence[bytes], stamp_issuers: Sequence[bytes]) -> bool:
    """Tell whether a signature, already found valid, has no byte that could be another one.

    ``issuers`` are the certificates it must carry besides its signer's; ``stamp_issuers`` those its time
    stamp may. Its own value has two forms yet (``is_smaller_form``). What a time-stamp authority may write in
    two ways (the order of its certificates, its own value) stays open: it says the same.
    """
    info = cms.ContentInfo.load(value)
    signed = info["content"]
    signer = _signer(signed)
    hanging = signer["unsigned_attrs"]
    return (
        info.copy().dump(force=True) == value
        and signed["version"].native == "v1"
        and signed["encap_content_info"]["content"].native is None
        and _is_bare(signed)
        and issuers_in(value) == list(issuers)
        and (not hanging or _is_one_stamp(hanging, stamp_issuers))
    )


def is_smaller_form(value: bytes) -> bool:
    """Tell whether a signature's own value is the smaller of its two forms; one of RSA has but one."""
    signed = cms.ContentInfo.load(value)["content"]
    signer = _signer(signed)
    (own,) = (one.chosen for one in signed["certificates"] if _is_of(one.chosen, signer))
    key, written = own.public_key, signer["signature"].native
    return bool(key.algorithm != "ec" or one_form(written, str(key.curve[1])) == written)


def _is_bare(signed: Any) -> bool:
    signer = _signer(signed)
    (algorithm,) = signed["digest_algorithms"]
    return (
        signer["version"].native == ("v1" if signer["sid"].name == "issuer_and_serial_number" else "v3")
        and algorithm.dump() == signer["digest_algorithm"].dump()
        and algorithm["parameters"].dump() in (b"", b"\x05\x00")
        and not signed["crls"]
    )


def _is_one_stamp(hanging: Any, issuers: Sequence[bytes]) -> bool:
    (attribute,) = hanging
    (token,) = attribute["values"]
    signed = token["content"]
    return (
        attribute["type"].native == STAMP
        and signed["version"].native == "v3"
        and _is_bare(signed)
        and not _signer(signed)["unsigned_attrs"]
        and all(one in issuers for one in issuers_in(token.dump()))
    )


def _is_of(certificate: Any, signer: Any) -> bool:
    sid = signer["sid"].chosen
    if signer["sid"].name == "issuer_and_serial_number":
        return bool(
            certificate.issuer.dump() == sid["issuer"].dump()
            and certificate.serial_number == sid["serial_number"].native
        )
    return bool(certificate.key_identifier == sid.native)


def _signer(signed: Any) -> Any:
    (signer,) = signed["signer_infos"]
    return signer
