"""The hall's seal on a PDF: certificate, certifying signature (PAdES, no changes allowed), inspection."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.kernel.errors import Refusal

log = logging.getLogger(__name__)

FIELD_NAME = "Seal"
LONGEST_NAME = 64  # X.520 upper bound of names
ROOT_PREFIX = "Root "
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(eq=False)
class SealLocked(Refusal):
    """The passphrase does not open the key of the seal."""


@dataclass(eq=False)
class SealNotValid(Refusal):
    """The certificate of the seal is not valid at this moment."""

    valid_from: int
    valid_until: int


@dataclass(frozen=True)
class SealKey:
    """An opened seal: who holds it and from when until when it may be used (moments)."""

    signer: SimpleSigner
    holder: str
    valid_from: int
    valid_until: int


class SealProblem(StrEnum):
    """What is wrong with a sealed file."""

    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    BROKEN = "broken"
    ADDED_TO = "added_to"
    CHANGES_ALLOWED = "changes_allowed"
    UNKNOWN_SIGNER = "unknown_signer"
    SEVERAL_SIGNATURES = "several_signatures"


@dataclass(frozen=True)
class SealReport:
    """What the inspection of a file found; no problem means: this very file was sealed by a known holder."""

    intact: bool
    covers_whole_document: bool
    signer: str
    signed_at: int | None
    changes_allowed: bool
    problems: tuple[SealProblem, ...]


def make_certificate(
    organisation_name: str, valid_from: int, valid_days: int, passphrase: str
) -> tuple[bytes, bytes]:
    """Make a key (EC P-256) and its certificate under a root of its own.

    Tells the encrypted key and the certificates (leaf, then root) as PEM. The root's key is thrown
    away: nobody can issue a second certificate under it. A name is cut at 64 characters.
    """
    start = _wall(valid_from).replace(microsecond=0)
    end = start + timedelta(days=valid_days)
    root_key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, leaf_name = _name(organisation_name, ROOT_PREFIX), _name(organisation_name, "")
    root = (
        _builder(root_name, root_name, root_key, start, end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _builder(leaf_name, root_name, leaf_key, start, end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    key_pem = leaf_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    return key_pem, _pem(leaf) + _pem(root)


def root_of(cert_pem: bytes) -> bytes:
    """Take the root certificate out of the certificates of a seal."""
    return _pem(x509.load_pem_x509_certificates(cert_pem)[-1])


def open_seal_key(key_pem: bytes, cert_pem: bytes, passphrase: str) -> SealKey:
    """Open the key of a seal. Refused (SealLocked): the passphrase is wrong."""
    try:
        key = load_private_key_from_pemder_data(key_pem, passphrase.encode())
    except ValueError as error:
        raise SealLocked from error
    leaf, *others = load_certs_from_pemder_data(cert_pem)
    plain = x509.load_pem_x509_certificates(cert_pem)[0]
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(others)
    return SealKey(
        SimpleSigner(signing_cert=leaf, signing_key=key, cert_registry=store),
        str(plain.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value),
        _moment(plain.not_valid_before_utc),
        _moment(plain.not_valid_after_utc),
    )


def certify(pdf: bytes, key: SealKey, reason: str, location: str, at: int) -> bytes:
    """Seal a PDF at a moment: certifying signature over the whole file, nothing may be changed after it.

    Refused (SealNotValid): the certificate is not valid at that moment.
    """
    if not key.valid_from <= at <= key.valid_until:
        raise SealNotValid(key.valid_from, key.valid_until)
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        reason=reason,
        location=location,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
    )
    out = io.BytesIO()
    signer = _TimedSigner(metadata, signer=key.signer)
    signer.at = _wall(at)
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out)
    return out.getvalue()


def inspect_seal(pdf: bytes, roots: Sequence[bytes]) -> SealReport:
    """Inspect a sealed file against known roots (PEM). Whatever the file holds, a report comes back."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        if not signatures:
            return _without_seal(SealProblem.UNSIGNED)
        return _inspect(signatures, roots)
    except (PdfError, SignatureValidationError, ValueError):
        return _without_seal(SealProblem.UNREADABLE)
    except Exception:
        log.exception("a sealed file could not be read")
        return _without_seal(SealProblem.UNREADABLE)


class _TimedSigner(PdfSigner):
    """A signer that takes the time from us, not from the computer."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _inspect(signatures: Sequence[EmbeddedPdfSignature], roots: Sequence[bytes]) -> SealReport:
    seal = signatures[0]
    claimed = seal.self_reported_timestamp
    anchors = [cert for root in roots for cert in load_certs_from_pemder_data(root)]
    context = ValidationContext(trust_roots=anchors, moment=claimed, allow_fetching=False)
    status = validate_pdf_signature(seal, context)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    changeable = seal.docmdp_level != MDPPerm.NO_CHANGES
    return SealReport(
        intact=status.intact and status.valid,
        covers_whole_document=whole,
        signer=str(seal.signer_cert.subject.native.get("organization_name", "")),
        signed_at=None if claimed is None else _moment(claimed),
        changes_allowed=changeable,
        problems=tuple(_problems(status, whole, changeable, len(signatures))),
    )


def _problems(status: PdfSignatureStatus, whole: bool, changeable: bool, count: int) -> list[SealProblem]:
    found = {
        SealProblem.BROKEN: not (status.intact and status.valid),
        SealProblem.ADDED_TO: not whole,
        SealProblem.CHANGES_ALLOWED: changeable,
        SealProblem.UNKNOWN_SIGNER: not status.trusted,
        SealProblem.SEVERAL_SIGNATURES: count > 1,
    }
    return [problem for problem, holds in found.items() if holds]


def _without_seal(problem: SealProblem) -> SealReport:
    return SealReport(False, False, "", None, True, (problem,))


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(organisation: str, prefix: str) -> x509.Name:
    """Name a holder: whole as organisation, cut to 64 bytes of UTF-8 as common name."""
    room = LONGEST_NAME - len(prefix)
    common = prefix + organisation.encode()[:room].decode(errors="ignore")
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_cert_sign=issues,
        crl_sign=issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _wall(moment: int) -> datetime:
    return _EPOCH + timedelta(microseconds=moment)


def _moment(wall: datetime) -> int:
    return (wall - _EPOCH) // timedelta(microseconds=1)
