"""A seal whose key lies on a token: a real PKCS#11 library, its key made of software."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("pkcs11")

from app.documents.inspecting import inspect_file
from app.documents.seal_refusals import TokenUnusable
from app.documents.seal_token import opened_token
from app.documents.sealing import seal_contract
from tests.documents.sealed_for_tests import AT, HALL, works
from tests.documents.soft_token import CERTIFICATE, IS_THERE, MODULE, PIN, plug_in

NAME = "hall"
pytestmark = pytest.mark.skipif(not IS_THERE, reason="needs softhsm2")


@pytest.fixture(scope="module", autouse=True)
def token() -> None:
    """A token with a bought certificate and its key."""
    plug_in(NAME, HALL, AT, 700)


def test_the_key_on_the_token_seals_and_a_checker_knows_its_root() -> None:
    w = works()
    with opened_token(str(MODULE), NAME, CERTIFICATE, PIN) as seal:
        keys = replace(w.opened.keys(AT), seal=seal.signer)
        pdf = seal_contract(w.order, keys).pdf
        assert seal.valid_from <= AT <= seal.valid_until
        assert seal.holder == HALL
    card = replace(w.card, roots=(*w.card.roots, seal.root))
    report = inspect_file(pdf, card)
    assert report.findings == ()
    assert report.signer == HALL


@pytest.mark.parametrize(
    ("module", "name", "label", "pin"),
    [
        (str(MODULE), NAME, CERTIFICATE, "9999"),
        (str(MODULE), "nobody", CERTIFICATE, PIN),
        (str(MODULE), NAME, "nothing", PIN),
        ("/nowhere/library.so", NAME, CERTIFICATE, PIN),
    ],
)
def test_what_is_wrong_with_a_token_is_refused(module: str, name: str, label: str, pin: str) -> None:
    with pytest.raises(TokenUnusable), opened_token(module, name, label, pin):
        pass
