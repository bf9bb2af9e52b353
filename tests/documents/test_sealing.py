"""The seal: valid for second readers, and no change to a sealed file goes unseen."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.documents.contract_pdf import render_contract
from app.documents.sealing import (
    SealKey,
    SealLocked,
    SealNotValid,
    SealProblem,
    certify,
    inspect_seal,
    make_certificate,
    open_seal_key,
    root_of,
)
from app.kernel.clock import DAY
from tests.documents.sheets_for_tests import contract

START = 1_790_000_000_000_000
HOLDER = "兰州科技大市场"
PASSPHRASE = "correct horse"  # a word of this test only


@pytest.fixture(scope="module")
def pems() -> tuple[bytes, bytes]:
    return make_certificate(HOLDER, START, 365, PASSPHRASE)


@pytest.fixture(scope="module")
def key(pems: tuple[bytes, bytes]) -> SealKey:
    return open_seal_key(*pems, PASSPHRASE)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return render_contract(contract(sections=2))


@pytest.fixture(scope="module")
def sealed(key: SealKey, plain: bytes) -> bytes:
    return certify(plain, key, "合同签署完成", "甘肃兰州", START + DAY)


@pytest.fixture(scope="module")
def roots(pems: tuple[bytes, bytes]) -> list[bytes]:
    return [root_of(pems[1])]


def test_a_sealed_file_has_no_problem(sealed: bytes, roots: list[bytes]) -> None:
    report = inspect_seal(sealed, roots)
    assert report.problems == ()
    assert (report.intact, report.covers_whole_document, report.changes_allowed) == (True, True, False)
    assert (report.signer, report.signed_at) == (HOLDER, START + DAY)


def test_a_second_reader_agrees(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


def test_the_sealed_file_begins_with_the_file_that_was_shown(sealed: bytes, plain: bytes) -> None:
    assert sealed.startswith(plain)


@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.9])
def test_one_changed_byte_is_seen(sealed: bytes, plain: bytes, roots: list[bytes], share: float) -> None:
    place = int(len(plain) * share)
    report = inspect_seal(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], roots)
    assert not report.intact
    assert {SealProblem.BROKEN, SealProblem.UNREADABLE} & set(report.problems)


def test_text_added_afterwards_is_seen(sealed: bytes, roots: list[bytes]) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.add_stream_to_page(0, stream)
    out = io.BytesIO()
    writer.write(out)
    report = inspect_seal(out.getvalue(), roots)
    assert report.intact
    assert not report.covers_whole_document
    assert SealProblem.ADDED_TO in report.problems


def test_a_seal_of_somebody_else_is_named_unknown(sealed: bytes) -> None:
    stranger = root_of(make_certificate(HOLDER, START, 365, PASSPHRASE)[1])
    assert inspect_seal(sealed, [stranger]).problems == (SealProblem.UNKNOWN_SIGNER,)


@pytest.mark.parametrize(("data", "problem"), [(b"", "unreadable"), (b"%PDF-1.4 nonsense", "unreadable")])
def test_what_is_no_pdf_is_reported(data: bytes, problem: str) -> None:
    assert inspect_seal(data, []).problems == (SealProblem(problem),)


def test_an_unsealed_file_is_reported(plain: bytes) -> None:
    assert inspect_seal(plain, []).problems == (SealProblem.UNSIGNED,)


def test_a_wrong_passphrase_does_not_open_the_key(pems: tuple[bytes, bytes]) -> None:
    with pytest.raises(SealLocked):
        open_seal_key(*pems, "wrong")


@pytest.mark.parametrize("at", [START - DAY, START + 400 * DAY])
def test_no_sealing_outside_the_certificates_time(key: SealKey, plain: bytes, at: int) -> None:
    with pytest.raises(SealNotValid) as refusal:
        certify(plain, key, "", "", at)
    assert refusal.value.facts() == {"valid_from": START, "valid_until": START + 365 * DAY}


def test_the_key_lies_encrypted(pems: tuple[bytes, bytes]) -> None:
    assert pems[0].startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert pems[1].count(b"BEGIN CERTIFICATE") == 2


def test_a_very_long_name_still_makes_a_certificate() -> None:
    key_pem, cert_pem = make_certificate("兰" * 90, START, 30, PASSPHRASE)
    assert open_seal_key(key_pem, cert_pem, PASSPHRASE).holder == "兰" * 64
