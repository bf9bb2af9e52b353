"""The hall's certificates: root, issuing authority, seal; one more for each signature of a sealed contract.

A root's key is thrown away once it has issued its authority; the authority's and the seal's keys are kept
encrypted. Keys of single signatures live for that signature alone; their certificates last as long as the
authority's, so that a reader who looks at today's date still finds them valid.
"""

from __future__ import annotations

import re
import stringprep
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from app.documents.seal_refusals import CertificateNotFit, SealLocked
from app.kernel.clock import DAY

LONGEST_NAME = 64  # X.520 upper bound of names
ROOT_PREFIX = "Root "
AUTHORITY_PREFIX = "CA "
AUTHORITY_DAYS = 3650
SEAL_DAYS = 1095
RENEW_BEFORE_DAYS = 90
CRL_DAYS = 30
SEAL_ROLE, PARTY_ROLE, LOCK_ROLE = "seal", "party", "lock"
"""The organisational unit of a certificate tells what it may sign."""
_CODE_POINT = re.compile(r"U\+([0-9A-F]{5})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class KeptKey:
    """A key encrypted by the hall's passphrase, with its certificates (its own first, root last), as PEM."""

    key: str
    certificates: str

    @property
    def leaf(self) -> x509.Certificate:
        """The key's own certificate."""
        return self.chain[0]

    @property
    def chain(self) -> list[x509.Certificate]:
        """All certificates."""
        return x509.load_pem_x509_certificates(self.certificates.encode())

    @property
    def valid_until(self) -> int:
        """The moment until which the key may be used."""
        return moment(self.leaf.not_valid_after_utc)

    @property
    def valid_from(self) -> int:
        """The moment from which the key may be used."""
        return moment(self.leaf.not_valid_before_utc)


@dataclass(frozen=True)
class Authority:
    """Who issues certificates: the kept key, and the root's word that the authority is not revoked."""

    kept: KeptKey
    root_crl: str


@dataclass(frozen=True)
class Opened:
    """A key ready for use, with its certificates (its own first)."""

    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]

    @property
    def leaf(self) -> x509.Certificate:
        """The key's own certificate."""
        return self.chain[0]


def make_authority(holder: str, at: int, passphrase: str, days: int = AUTHORITY_DAYS) -> Authority:
    """Make a root and, under it, an authority (EC P-256). A name is cut at 64 characters."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    start, end = _span(at, days)
    root_name = _name(holder, ROOT_PREFIX)
    root = _signed(_builder(root_name, root_name, root_key, start, end), root_key, root_key, length=1)
    name = _name(holder, AUTHORITY_PREFIX)
    authority = _signed(_builder(name, root_name, key, start, end), key, root_key, length=0)
    crl = _crl(root, root_key, start, end)
    return Authority(KeptKey(encrypted(key, passphrase), _pem(authority) + _pem(root)), crl)


def issue(
    authority: Opened, holder: str, role: str, at: int, days: int | None = None, common: str = ""
) -> Opened:
    """Make a key with a certificate for signing; without ``days`` it lasts as long as the authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    start = wall(at).replace(microsecond=0)
    end = authority.leaf.not_valid_after_utc
    if days is not None:
        end = min(end, start + timedelta(days=days))
    name = _name(holder, "", role, common)
    builder = _builder(name, authority.leaf.subject, key, start, end)
    leaf = _signed(builder, key, authority.key, length=None)
    return Opened(key, (leaf, *authority.chain))


def make_seal(authority: Opened, holder: str, at: int, passphrase: str) -> KeptKey:
    """Make the key and certificate of the hall's seal."""
    made = issue(authority, holder, SEAL_ROLE, at, SEAL_DAYS)
    return KeptKey(encrypted(made.key, passphrase), "".join(_pem(c) for c in made.chain))


def revocation_list(authority: Opened, at: int) -> str:
    """Make the authority's list of revoked certificates: none so far. Valid for a month."""
    start, end = _span(at, CRL_DAYS)
    return _crl(authority.leaf, authority.key, start, end)


def open_key(kept: KeptKey, passphrase: str) -> Opened:
    """Open a kept key. Refused (SealLocked): the passphrase is wrong."""
    try:
        key = serialization.load_pem_private_key(kept.key.encode(), passphrase.encode())
    except ValueError as error:
        raise SealLocked from error
    return Opened(key, tuple(kept.chain))  # type: ignore[arg-type]


def from_pkcs12(content: bytes, password: str, passphrase: str, at: int) -> KeptKey:
    """Take a bought certificate with its key out of a PKCS#12 file; the key is encrypted anew.

    Refused (SealLocked): the password is wrong. Refused (CertificateNotFit): ``no_key``, ``no_signing``,
    ``expired``, ``not_yet_valid``.
    """
    try:
        key, leaf, others = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError as error:
        raise SealLocked from error
    if key is None or leaf is None:
        raise CertificateNotFit("no_key")
    if not _may_sign(leaf):
        raise CertificateNotFit("no_signing")
    if at > moment(leaf.not_valid_after_utc):
        raise CertificateNotFit("expired")
    if at < moment(leaf.not_valid_before_utc):
        raise CertificateNotFit("not_yet_valid")
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    chain = _ordered(leaf, others)
    return KeptKey(pem.decode(), "".join(_pem(c) for c in chain))


def make_code_key(passphrase: str) -> tuple[str, bytes]:
    """Make the key that signs codes on paper (Ed25519): encrypted, and its public half (32 raw bytes)."""
    key = Ed25519PrivateKey.generate()
    return encrypted(key, passphrase), key.public_key().public_bytes_raw()


def open_code_key(pem: str, passphrase: str) -> Ed25519PrivateKey:
    """Open the key that signs codes. Refused (SealLocked): the passphrase is wrong."""
    try:
        key = serialization.load_pem_private_key(pem.encode(), passphrase.encode())
    except ValueError as error:
        raise SealLocked from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SealLocked
    return key


def encrypted(key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey, passphrase: str) -> str:
    """Write a key so that only the passphrase opens it."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    ).decode()


def root_of(certificates: str) -> str:
    """Take the last certificate of a chain: its root."""
    return _pem(x509.load_pem_x509_certificates(certificates.encode())[-1])


def needs_renewal(kept: KeptKey, at: int, before_days: int = RENEW_BEFORE_DAYS) -> bool:
    """Tell whether a certificate ends soon or has ended."""
    return at + before_days * DAY > kept.valid_until


def organisation(certificate: x509.Certificate) -> str:
    """Tell whom a certificate names."""
    named = _attribute(certificate, NameOID.ORGANIZATION_NAME)
    return _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), named)


def role_of(certificate: x509.Certificate) -> str:
    """Tell what a certificate of the hall may sign; empty for bought ones."""
    return _attribute(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME)


def wall(at: int) -> datetime:
    """Tell a moment as a time of UTC."""
    return _EPOCH + timedelta(microseconds=at)


def moment(at: datetime) -> int:
    """Tell a time as a moment."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def _attribute(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""


def _span(at: int, days: int) -> tuple[datetime, datetime]:
    start = wall(at).replace(microsecond=0)
    return start, start + timedelta(days=days)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, start: datetime, end: datetime
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


def _signed(
    builder: x509.CertificateBuilder,
    key: ec.EllipticCurvePrivateKey,
    issuer: ec.EllipticCurvePrivateKey,
    *,
    length: int | None,
) -> x509.Certificate:
    """Sign a certificate; ``length``: how many authorities may stand below it, None: it signs papers."""
    issues = length is not None
    if key is not issuer:
        known = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())
        builder = builder.add_extension(known, critical=False)
    return (
        builder.add_extension(x509.BasicConstraints(ca=issues, path_length=length), critical=True)
        .add_extension(_usage(issues=issues), critical=True)
        .sign(issuer, hashes.SHA256())
    )


def _crl(issuer: x509.Certificate, key: ec.EllipticCurvePrivateKey, start: datetime, end: datetime) -> str:
    number = int(start.timestamp())
    return (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(start)
        .next_update(end)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
        .decode()
    )


def _name(organisation: str, prefix: str, role: str = "", common: str = "") -> x509.Name:
    """Name a holder: whole as organisation, cut to 64 bytes of UTF-8 as common name."""
    room = LONGEST_NAME - len(prefix)
    shown = prefix + _prepared(common or organisation).encode()[:room].decode(errors="ignore")
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, _prepared(organisation)[:LONGEST_NAME]),
    ]
    if role:
        attributes.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, role))
    return x509.Name([*attributes, x509.NameAttribute(NameOID.COMMON_NAME, shown)])


def _prepared(name: str) -> str:
    """Write characters younger than Unicode 3.2 as their code points.

    Names of certificates are compared by RFC 4518, which knows no others; readers refuse the certificate.
    """
    return "".join(f"U+{ord(sign):05X}" if stringprep.in_table_a1(sign) else sign for sign in name)


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


def _may_sign(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _ordered(leaf: x509.Certificate, others: list[x509.Certificate]) -> list[x509.Certificate]:
    """Put a chain in order, from the leaf to the last issuer that came with it."""
    chain, left = [leaf], list(others)
    while chain[-1].issuer != chain[-1].subject:
        above = next((c for c in left if c.subject == chain[-1].issuer), None)
        if above is None:
            break
        left.remove(above)
        chain.append(above)
    return chain


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
