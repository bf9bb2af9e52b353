"""A seal whose key lies on a token: a real PKCS#11 library, its key made of software."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from app.documents.certificates import issue, make_authority, open_key
from app.documents.inspecting import inspect_file
from app.documents.sealing import seal_contract
from tests.documents.sealed_for_tests import AT, HALL, works

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
pytest.importorskip("pkcs11")
pytestmark = pytest.mark.skipif(
    not MODULE.exists() or shutil.which("softhsm2-util") is None, reason="needs softhsm2"
)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A token with a bought certificate and its key; gives the PIN."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "store").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'store'}\n", encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    run("--init-token", "--free", "--label", "hall", "--pin", "1234", "--so-pin", "5678")
    authority = open_key(make_authority("某电子认证服务机构", AT, "x").kept, "x")
    made = issue(authority, HALL, "", AT, 700)
    key = folder / "key.pem"
    key.write_bytes(
        made.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    run("--import", str(key), "--token", "hall", "--label", "seal", "--id", "01", "--pin", "1234")
    store_certificates([c.public_bytes(serialization.Encoding.DER) for c in made.chain])
    yield "1234"
    patch.undo()


def run(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


def store_certificates(certificates: list[bytes]) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    session = pkcs11.lib(str(MODULE)).get_token(token_label="hall").open(user_pin="1234", rw=True)
    for number, der in enumerate(certificates):
        told = decode_x509_certificate(der)
        told[pkcs11.Attribute.TOKEN] = True
        told[pkcs11.Attribute.LABEL] = "seal" if number == 0 else f"issuer{number}"
        told[pkcs11.Attribute.ID] = bytes((number + 1,))
        session.create_object(told)
    session.close()


def test_the_key_on_the_token_seals_and_a_checker_knows_its_root(token: str) -> None:
    from app.documents.seal_token import opened_token

    w = works()
    with opened_token(str(MODULE), "hall", "seal", token) as seal:
        keys = replace(w.opened.keys(AT), seal=seal.signer)
        pdf = seal_contract(w.order, keys).pdf
        assert seal.valid_from <= AT <= seal.valid_until
    card = replace(w.card, roots=(*w.card.roots, seal.root))
    report = inspect_file(pdf, card)
    assert report.findings == ()
    assert report.signer == HALL


@pytest.mark.parametrize(
    ("module", "name", "label", "pin"),
    [
        (str(MODULE), "hall", "seal", "9999"),
        (str(MODULE), "nobody", "seal", "1234"),
        (str(MODULE), "hall", "nothing", "1234"),
        ("/nowhere/library.so", "hall", "seal", "1234"),
    ],
)
def test_what_is_wrong_with_a_token_is_refused(
    token: str, module: str, name: str, label: str, pin: str
) -> None:
    from app.documents.seal_refusals import TokenUnusable
    from app.documents.seal_token import opened_token

    with pytest.raises(TokenUnusable), opened_token(module, name, label, pin):
        pass
