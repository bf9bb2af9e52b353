"""The hall's seal on a page of its own: one certification that allows no change (ISO 32000-1, 12.8.2)."""

from __future__ import annotations

import io

from pyhanko.sign import PdfSignatureMetadata
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from app.documents.certificates import wall
from app.documents.sealing import QuietWriter, SealKeys, TimedSigner
from app.documents.signing_parts import SEAL_FIELD


def certify(pdf: bytes, keys: SealKeys, reason: str, location: str, at: int) -> bytes:
    """Seal a finished page by the hall's certificate."""
    metadata = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = TimedSigner(metadata, signer=keys.seal)
    signer.at = wall(at)
    out = io.BytesIO()
    signer.sign_pdf(QuietWriter(io.BytesIO(pdf)), output=out)
    return out.getvalue()
