"""Certificates for the tests: an authority of our own and servers it vouches for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.postgres_server import ServerCertificate


@dataclass(frozen=True)
class Authority:
    """Vouches for servers; ``file`` is what terminals are given."""

    file: Path
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def server(self, host: str) -> ServerCertificate:
        """Vouch for a server of a name."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        made = _unsigned(host, self.certificate.subject, key).add_extension(names, critical=False)
        folder = self.file.parent
        files = ServerCertificate(folder / f"{host}.crt", folder / f"{host}.key")
        files.certificate.write_bytes(_pem(made.sign(self.key, hashes.SHA256())))
        plain = serialization.NoEncryption()
        encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        files.key.write_bytes(key.private_bytes(encoding, form, plain))
        return files


def make_authority(folder: Path, name: str) -> Authority:
    """Make an authority in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = _unsigned(name, subject, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    certificate = made.sign(key, hashes.SHA256())
    file = folder / "ca.pem"
    file.write_bytes(_pem(certificate))
    return Authority(file, certificate, key)


def _unsigned(name: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=2))
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
