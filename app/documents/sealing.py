"""Sealing a prepared contract: the hall certifies, each party signs its field, a last signature locks.

PAdES: ETSI EN 319 142-1; certification and locks: ISO 32000-1, 12.8.2. Each signature is one update of the
file that touches its own field and nothing else; what a reader accepts is told by ``inspecting``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import pem as asn1_pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.documents.certificates import LOCK_ROLE, PARTY_ROLE, Opened, issue, wall
from app.documents.seal_order import PartySeal, Sealed, SealOrder
from app.documents.seal_refusals import TimeStampUnreachable
from app.documents.signature_form import one_form
from app.documents.signature_marks import party_mark, seal_mark
from app.documents.signing_parts import LOCK_FIELD, SEAL_FIELD, party_field

Mark = Callable[[float, float], bytes]
"""Draws what a signature shows on a page of so many points."""


@dataclass(frozen=True)
class SealKeys:
    """Who seals: the seal, the authority that issues for parties and lock, its lists of revocations."""

    seal: SimpleSigner
    authority: Opened
    revocations: tuple[str, ...] = ()


def seal_contract(order: SealOrder, keys: SealKeys, stamper: TimeStamper | None = None) -> Sealed:
    """Seal a prepared contract. Refused (TimeStampUnreachable): a stamp was wanted and none came."""
    pdf = _sign(order.pdf, _hall_signature(order), keys.seal, order, stamper)
    for place, party in enumerate(order.parties):
        made = issue(keys.authority, party.holder, PARTY_ROLE, order.at, common=party.signer)
        pdf = _sign(pdf, _party_signature(place, party, order), signer_of(made), order, stamper)
    lock = issue(keys.authority, order.hall, LOCK_ROLE, order.at)
    closing = PdfSignatureMetadata(
        field_name=LOCK_FIELD, name=order.hall, docmdp_permissions=MDPPerm.NO_CHANGES
    )
    last = _Signature(closing, None)
    kept = keys if stamper is not None else None
    pdf = _sign(pdf, last, signer_of(lock), order, stamper, kept)
    return Sealed(pdf, len(order.parties) + 2, _pages(order.pdf))


def _pages(pdf: bytes) -> int:
    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


def reason_of(party: PartySeal) -> str:
    """Write what a party's signature is bound to; ``inspecting`` reads it."""
    return f"text sha256:{party.text_digest} strokes sha256:{party.strokes_digest}"


def signer_of(opened: Opened) -> SimpleSigner:
    """Make a signer of an opened key."""
    der = opened.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    leaf, *others = (_plain(certificate) for certificate in opened.chain)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(others)
    return OneFormSigner(
        signing_cert=leaf, signing_key=asn1_keys.PrivateKeyInfo.load(der), cert_registry=store
    )


class OneFormSigner(SimpleSigner):
    """A signer whose values have one form: nobody can exchange an ECDSA value for its twin unseen."""

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Sign, in the smaller form."""
        value = await super().async_sign_raw(data, digest_algorithm, dry_run)
        assert self.signing_cert is not None
        key = self.signing_cert.public_key
        return one_form(value, str(key.curve[1])) if key.algorithm == "ec" and not dry_run else value


def _plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


@dataclass(frozen=True)
class _Signature:
    metadata: PdfSignatureMetadata
    mark: Mark | None


def _hall_signature(order: SealOrder) -> _Signature:
    metadata = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        reason=order.reason,
        location=order.location,
        name=order.hall,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    return _Signature(metadata, lambda wide, high: seal_mark(order.shown, wide, high))


def _party_signature(place: int, party: PartySeal, order: SealOrder) -> _Signature:
    metadata = PdfSignatureMetadata(
        field_name=party_field(place), reason=reason_of(party), location=order.location, name=party.signer
    )
    return _Signature(metadata, lambda wide, high: party_mark(party.mark, wide, high))


def _sign(
    pdf: bytes,
    signature: _Signature,
    signer: SimpleSigner,
    order: SealOrder,
    stamper: TimeStamper | None,
    revocations: SealKeys | None = None,
) -> bytes:
    metadata = replace(signature.metadata, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    made = TimedSigner(metadata, signer=signer, timestamper=stamper, stamp_style=_Drawn(signature.mark))  # type: ignore[arg-type]
    made.at = wall(order.at)
    writer = QuietWriter(io.BytesIO(pdf))
    if revocations is not None:
        _add_revocations(writer, revocations, stamper)
    out = io.BytesIO()
    try:
        made.sign_pdf(writer, output=out, existing_fields_only=True)
    except (TimestampRequestError, OSError) as error:
        raise TimeStampUnreachable(type(error).__name__) from error
    return out.getvalue()


def _add_revocations(writer: Any, keys: SealKeys, stamper: TimeStamper | None) -> None:
    """Put certificates and revocation lists in (PAdES B-LT), before the lock closes the file."""
    held = [keys.seal.signing_cert, *keys.seal.cert_registry]
    held += [_plain(certificate) for certificate in keys.authority.chain]
    if stamper is not None:
        held += list(stamper.cert_registry)
    crls = [asn1_crl.CertificateList.load(asn1_pem.unarmor(pem.encode())[2]) for pem in keys.revocations]
    certs = {cert.issuer_serial: cert for cert in held}
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=list(certs.values()), crls=crls)


class QuietWriter(IncrementalPdfFileWriter):
    """A writer that leaves what the document says of itself: an update holds the signature alone."""

    def _update_meta(self) -> None:
        """Change nothing."""

    def ensure_output_version(self, version: Any) -> None:
        """Change nothing: the prepared file names its version."""

    def register_extension(self, ext: Any) -> None:
        """Change nothing: the prepared file names the extension of PAdES."""


class TimedSigner(PdfSigner):
    """A signer that takes the time from us, not from the computer."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        """Begin a signature at our time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _Drawn:
    """What pyHanko asks for the looks of a signature: a page of ours goes in as it is."""

    def __init__(self, mark: Mark | None) -> None:
        self._mark = mark

    def create_stamp(self, writer: Any, box: Any, _params: Any) -> _Stamp | None:
        """Draw the mark as large as the field."""
        if self._mark is None:
            return None
        return _Stamp(writer, self._mark(float(box.width), float(box.height)))


class _Stamp:
    def __init__(self, writer: Any, page: bytes) -> None:
        self._writer = writer
        self._page = page

    def apply_appearance(self, annotation: Any) -> None:
        """Put the drawn page into the field."""
        drawn = self._writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        looks = generic.DictionaryObject({generic.pdf_name("/N"): drawn})  # type: ignore[no-untyped-call]
        annotation["/AP"] = looks
