"""A real time-stamp authority on this machine: RFC 3161 by HTTP, with its own certificate."""

from __future__ import annotations

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore


def _certificate() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time of the tests")])
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=3650))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


class TimeStampAuthority:
    """Serves stamps on a port of this machine, a free one if none is named, until it is left.

    ``answers``: how many it gave. spoils: it answers with a page; about: it stamps this instead.
    """

    def __init__(self, at: dt.datetime, *, spoils: bool = False, about: bytes = b"", port: int = 0) -> None:
        key, certificate = _certificate()
        der = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        plain = asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
        self._maker = DummyTimeStamper(
            plain, keys.PrivateKeyInfo.load(der), SimpleCertificateStore(), fixed_dt=at
        )
        self.answers = 0
        self._spoils = spoils
        self._about = about
        self.certificate = plain.dump()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}/stamp"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = b"<html>busy</html>" if authority._spoils else authority._stamp(body)
                kind = "text/html" if authority._spoils else "application/timestamp-reply"
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                return

        return Handler

    def _stamp(self, body: bytes) -> bytes:
        self.answers += 1
        request = tsp.TimeStampReq.load(body)
        if self._about:
            request["message_imprint"]["hashed_message"] = self._about
        answer: bytes = self._maker.request_tsa_response(request).dump()
        return answer

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
