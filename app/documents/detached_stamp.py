"""A time stamp beside a sealed file: the authority's whole answer over the file's SHA-256 (RFC 3161).

It is what ``openssl ts -verify`` reads: a TimeStampResp in DER, kept as ``.tsr``.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

from asn1crypto import tsp
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, handle_tsp_response
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from app.documents.certificates import moment
from app.documents.seal_refusals import TimeStampUnreachable
from app.documents.seal_report import StampFound
from app.documents.time_stamping import HttpStamper

_TIME_STAMPING, _DIGEST = "time_stamping", "sha256"
_STRONG = ("sha256", "sha384", "sha512")
_READING_ERRORS = (ValueError, TypeError, KeyError, AttributeError, LookupError, SignatureValidationError)


def ask_stamp(url: str, digest: str) -> bytes:
    """Ask an authority for a stamp over a SHA-256 (hex); refuses with TimeStampUnreachable.

    What it answers is looked at before it is taken: another digest or an old answer is refused.
    """
    try:
        answer = asyncio.run(_answer(HttpStamper(url), bytes.fromhex(digest)))
    except (TimestampRequestError, OSError, *_READING_ERRORS) as error:
        raise TimeStampUnreachable(type(error).__name__) from error
    found = read_stamp(answer, digest)
    if not found.is_true:
        raise TimeStampUnreachable(found.problem)
    return answer


def read_stamp(content: bytes, digest: str) -> StampFound:
    """Tell what a kept answer is worth for a file of this SHA-256 (hex). Whatever it is, a report comes back.

    The signature is checked against the certificate the answer carries, which must be one for time stamps;
    which authority to believe is decided by whoever names it in the settings.
    """
    try:
        return _read(tsp.TimeStampResp.load(content, strict=True)["time_stamp_token"]["content"], digest)
    except _READING_ERRORS:
        return StampFound(None, "", "unreadable")


async def _answer(stamper: HttpStamper, digest: bytes) -> bytes:
    nonce, request = stamper.request_cms(digest, _DIGEST)  # type: ignore[no-untyped-call]
    response = await stamper.async_request_tsa_response(request)
    handle_tsp_response(response, nonce)
    content: bytes = response.dump()
    return content


def _read(token: Any, digest: str) -> StampFound:
    """Read a signed statement of the time: who signed it, whether truly, and what it is about."""
    enclosed = token["encap_content_info"]["content"]
    stated, signature = enclosed.parsed, extract_signer_info(token)
    certificate = extract_certificate_info(token).signer_cert
    at, authority = moment(stated["gen_time"].native), _organisation(certificate)
    usage = certificate.extended_key_usage_value
    if usage is None or _TIME_STAMPING not in usage.native:
        return StampFound(at, authority, "no_authority")
    if not _is_signed(bytes(enclosed), signature, certificate):
        return StampFound(at, authority, "broken")
    about = stated["message_imprint"]
    told = (about["hash_algorithm"]["algorithm"].native, about["hashed_message"].native.hex())
    return StampFound(at, authority, "" if told == (_DIGEST, digest) else "other_file")


def _is_signed(statement: bytes, signature: Any, certificate: Any) -> bool:
    algorithm = signature["digest_algorithm"]["algorithm"].native
    if algorithm not in _STRONG:
        return False
    digest = hashlib.new(algorithm, statement).digest()
    return all(validate_sig_integrity(signature, certificate, "tst_info", digest))


def _organisation(certificate: Any) -> str:
    names = certificate.subject.native
    return str(names.get("organization_name") or names.get("common_name", ""))
