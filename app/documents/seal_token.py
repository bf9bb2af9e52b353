"""A seal whose key lies on a token or card (PKCS#11) and never leaves it; needs the extra ``token``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pkcs11
from asn1crypto import pem as asn1_pem
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko_certvalidator.errors import PathBuildingError

from app.documents.certificates import moment
from app.documents.seal_refusals import TokenUnusable


@dataclass(frozen=True)
class TokenSeal:
    """An opened token: the signer, and the certificate a checker must know, as PEM."""

    signer: Any
    holder: str
    root: str
    valid_from: int
    valid_until: int


@contextmanager
def opened_token(module: str, token: str, label: str, pin: str) -> Iterator[TokenSeal]:
    """Open a token for the time of one sealing; refused (TokenUnusable)."""
    try:
        session = open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin)
        # Not every token hashes by itself.
        signer = PKCS11Signer(session, cert_label=label, other_certs_to_pull=None, use_raw_mechanism=True)
        leaf = signer.signing_cert
        others = list(signer.cert_registry)
    except (pkcs11.PKCS11Error, PathBuildingError, OSError, ValueError, LookupError) as error:
        raise TokenUnusable(type(error).__name__) from error
    try:
        root = next((cert for cert in others if cert.self_signed != "no"), leaf)
        validity = leaf["tbs_certificate"]["validity"]
        yield TokenSeal(
            signer,
            str(leaf.subject.native.get("organization_name") or leaf.subject.native.get("common_name", "")),
            asn1_pem.armor("CERTIFICATE", root.dump()).decode(),
            moment(validity["not_before"].native),
            moment(validity["not_after"].native),
        )
    except pkcs11.PKCS11Error as error:
        raise TokenUnusable(type(error).__name__) from error
    finally:
        session.close()
