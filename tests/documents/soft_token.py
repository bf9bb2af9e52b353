"""Tokens made of software (SoftHSM), each with a bought certificate and its key on it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives import serialization
from pkcs11.util.x509 import decode_x509_certificate

from app.documents.certificates import issue, make_authority, open_key

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
IS_THERE = MODULE.exists() and shutil.which("softhsm2-util") is not None
CERTIFICATE, PIN = "seal", "1234"


@cache
def _home() -> Path:
    """The folder of every token of this process: the library reads its place once."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "store").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'store'}\n", encoding="utf-8")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    return folder


def plug_in(name: str, holder: str, at: int, days: int) -> None:
    """Make a token of a name whose certificate names a holder and lasts so many days."""
    key = _home() / f"{name}.pem"
    _run("--init-token", "--free", "--label", name, "--pin", PIN, "--so-pin", "5678")
    authority = open_key(make_authority("某电子认证服务机构", at, "x").kept, "x")
    made = issue(authority, holder, "", at, days)
    plain = serialization.NoEncryption()
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    key.write_bytes(made.key.private_bytes(encoding, form, plain))
    _run("--import", str(key), "--token", name, "--label", CERTIFICATE, "--id", "01", "--pin", PIN)
    library = pkcs11.lib(str(MODULE))
    library.reinitialize()
    session = library.get_token(token_label=name).open(user_pin=PIN, rw=True)
    for number, certificate in enumerate(made.chain):
        told = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
        told[pkcs11.Attribute.TOKEN] = True
        told[pkcs11.Attribute.LABEL] = CERTIFICATE if number == 0 else f"issuer{number}"
        told[pkcs11.Attribute.ID] = bytes((number + 1,))
        session.create_object(told)
    session.close()


def pull_out(name: str) -> None:
    """Take a token away."""
    _run("--delete-token", "--token", name)
    pkcs11.lib(str(MODULE)).reinitialize()


def _run(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
