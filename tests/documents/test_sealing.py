"""The seal: every party in its field, the lock last, valid for second readers, true for our own check."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.documents.certificates import Opened, issue, make_authority, open_key, root_of, wall
from app.documents.contract_pdf import render_contract
from app.documents.inspecting import inspect_file
from app.documents.key_card import KeyCard, Revocation
from app.documents.seal_refusals import TimeStampUnreachable
from app.documents.seal_report import SealProblem, SealVerdict
from app.documents.sealing import seal_contract, signer_of
from app.documents.time_stamping import HttpStamper
from tests.documents.sealed_for_tests import AT, ENCLOSED, HALL, NUMBER, PASSPHRASE, TOTAL_FEN, works
from tests.documents.sheets_for_tests import RARE_NAME, contract
from tests.documents.time_stamp_authority import TimeStampAuthority

PREFLIGHT = Path("/usr/share/java/preflight.jar")


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("parties", [2, 4])
def test_the_sealed_file_is_what_the_hall_made(parties: int) -> None:
    w = works(parties)
    report = inspect_file(w.sealed, w.card)
    assert report.findings == ()
    assert [s.field for s in report.signatures] == [
        "Seal",
        *(f"Party{n + 1}" for n in range(parties)),
        "Lock",
    ]
    assert report.signatures[2].holder == RARE_NAME
    assert (report.signer, report.signed_at, report.text_digest) == (HALL, AT, w.order.parties[0].text_digest)
    assert report.facts is not None
    assert (report.facts.number, report.facts.total_fen) == (NUMBER, TOTAL_FEN)
    assert w.sealed.startswith(w.prepared)


def test_each_update_holds_its_signature_alone() -> None:
    pieces = works().sealed[len(works().prepared) :].split(b"%%EOF\n")[:-1]
    assert len(pieces) == 4
    for piece in pieces:
        assert piece.count(b"/ByteRange") == 1
        assert b"/Page\n" not in piece
        assert b"/Metadata\n" not in piece


def test_second_readers_agree(tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(works().sealed)
    told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == 4
    assert told.count("ETSI.CAdES.detached") == 4
    assert told.count("Total document signed") == 1
    last = told[told.index("Signature Field Name: Lock") :]
    assert "Total document signed" in last
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)
    assert {line.split()[-5] for line in run("pdffonts", file).splitlines()[2:]} == {"yes"}


@pytest.mark.skipif(shutil.which("certutil") is None, reason="needs certutil (libnss3-tools)")
def test_a_second_reader_trusts_the_hall_when_its_root_is_known(tmp_path: Path) -> None:
    file, store = tmp_path / "sealed.pdf", tmp_path / "store"
    file.write_bytes(works().sealed)
    (tmp_path / "root.pem").write_text(works().card.roots[0])
    store.mkdir()
    run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{store}", "-n", "hall", "-t", "CT,CT,CT", "-i", tmp_path / "root.pem")
    told = run("pdfsig", "-nssdir", f"sql:{store}", file)
    assert told.count("Certificate is Trusted") == 4


def test_pyhanko_accepts_every_signature_with_the_root_of_the_hall() -> None:
    roots = list(load_certs_from_pemder_data(works().card.roots[0].encode()))
    reader = PdfFileReader(io.BytesIO(works().sealed))
    for signature in reader.embedded_signatures:
        context = ValidationContext(trust_roots=roots, moment=wall(AT), allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        assert status.bottom_line, status.summary()


def test_what_the_hand_wrote_stands_on_the_page_and_words_can_be_copied(tmp_path: Path) -> None:
    for name, pdf in (("before", works().prepared), ("after", works().sealed)):
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    before, after = (
        re.sub(r"\s", "", run("pdftotext", tmp_path / f"{name}.pdf", "-")) for name in ("before", "after")
    )
    assert "张𠮷" in before
    run("pdftoppm", "-r", "50", "-png", tmp_path / "before.pdf", tmp_path / "b")
    run("pdftoppm", "-r", "50", "-png", tmp_path / "after.pdf", tmp_path / "a")
    pages = sorted(path.name.removeprefix("b-") for path in tmp_path.glob("b-*.png"))
    changed = [
        name
        for name in pages
        if (tmp_path / f"a-{name}").read_bytes() != (tmp_path / f"b-{name}").read_bytes()
    ]
    assert len(changed) == 1
    assert set(before) <= set(after)


def test_files_inside_come_out_as_they_went_in(tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(works().sealed)
    run("pdfdetach", "-saveall", "-o", tmp_path, file)
    assert (tmp_path / "contract.json").read_bytes() == works().sheet.enclosures[0].content
    assert (tmp_path / "01 plan.pdf").read_bytes() == ENCLOSED


def test_a_signature_on_paper_is_witnessed_by_the_hall() -> None:
    w = works()
    first = w.order.parties[0]
    mark = replace(first.mark, strokes=(), on_paper="（已在纸质文本上签字）")
    paper = replace(first, holder=HALL, mark=mark, strokes_digest="a" * 64)
    order = replace(w.order, parties=(paper, *w.order.parties[1:]))
    report = inspect_file(seal_contract(order, w.opened.keys(AT)).pdf, w.card)
    assert report.findings == ()
    assert report.signatures[1].holder == HALL


def test_whom_the_card_does_not_know_is_not_ours() -> None:
    report = inspect_file(works().sealed, KeyCard(HALL))
    assert report.verdict is SealVerdict.NOT_OURS


def test_a_revoked_certificate_is_named_from_its_moment_on() -> None:
    w = works()
    reader = PdfFileReader(io.BytesIO(w.sealed))
    seal = next(s for s in reader.embedded_signatures if s.field_name == "Seal").signer_cert
    for since, verdict in ((AT, SealVerdict.REVOKED), (AT + 1, SealVerdict.CONSISTENT)):
        card = replace(w.card, revoked=(Revocation(seal.sha256.hex(), since, "stolen"),))
        assert inspect_file(w.sealed, card).verdict is verdict


# --- time stamps ------------------------------------------------------------------------------------


def test_an_authority_stamps_every_signature_and_revocations_go_in() -> None:
    w = works()
    at = dt.datetime(2026, 9, 21, 14, 13, 20, tzinfo=dt.UTC)
    with TimeStampAuthority(at) as authority:
        sealed = seal_contract(w.order, w.opened.keys(AT), HttpStamper(authority.url)).pdf
    report = inspect_file(sealed, w.card)
    assert report.findings == ()
    assert all(signature.is_stamped for signature in report.signatures)
    root = PdfFileReader(io.BytesIO(sealed)).root
    assert len(root["/DSS"]["/CRLs"]) == 2
    assert len(root["/DSS"]["/Certs"]) >= 4
    assert authority.answers >= 4


@pytest.mark.parametrize("trouble", ["down", "spoils", "nonsense"])
def test_without_a_stamp_nothing_half_stamped_comes_out(trouble: str) -> None:
    w = works()
    with TimeStampAuthority(dt.datetime(2026, 9, 21, tzinfo=dt.UTC), spoils=trouble == "spoils") as authority:
        url = authority.url
        if trouble == "spoils":
            with pytest.raises(TimeStampUnreachable):
                seal_contract(w.order, w.opened.keys(AT), HttpStamper(url))
    if trouble == "down":
        with pytest.raises(TimeStampUnreachable):
            seal_contract(w.order, w.opened.keys(AT), HttpStamper(url))
    if trouble == "nonsense":
        with pytest.raises(TimeStampUnreachable):
            seal_contract(w.order, w.opened.keys(AT), HttpStamper("ftp://nowhere"))


# --- files of the program's third version -----------------------------------------------------------


def first_kind(opened: Opened, permissions: MDPPerm = MDPPerm.NO_CHANGES) -> bytes:
    """Seal as the third version did: one certification, its field made while signing."""
    metadata = PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=permissions,
        subfilter=SigSeedSubFilter.PADES,
    )
    plain = render_contract(replace(contract(sections=1), is_draft=True))
    out = io.BytesIO()
    PdfSigner(metadata, signer=signer_of(opened)).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(plain)), output=out
    )
    return out.getvalue()


def test_what_was_sealed_before_stays_true_and_changes_to_it_are_seen() -> None:
    authority = make_authority(HALL, AT, PASSPHRASE)
    opened = open_key(authority.kept, PASSPHRASE)
    plain = issue(opened, HALL, "", AT)
    card = KeyCard(HALL, (root_of(authority.kept.certificates),))
    pdf = first_kind(plain)
    assert inspect_file(pdf, card).findings == ()
    assert SealProblem.ADDED_TO in inspect_file(pdf + b"% more\n", card).problems
    place = len(pdf) // 3
    changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
    assert inspect_file(changed, card).verdict is not SealVerdict.CONSISTENT
    open_to_change = first_kind(plain, MDPPerm.FILL_FORMS)
    assert SealProblem.CHANGES_ALLOWED in inspect_file(open_to_change, card).problems
    of_a_party = first_kind(issue(opened, HALL, "party", AT))
    assert SealProblem.WRONG_SIGNER in inspect_file(of_a_party, card).problems


# --- PDF/A ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not PREFLIGHT.exists(), reason="needs the validator (libpdfbox2-java and its jars)")
def test_a_validator_takes_the_file_for_pdf_a(tmp_path: Path) -> None:
    """The validator knows PDF/A-1b alone, which forbids files inside: a twin without them is shown."""
    w = works()
    twin = render_contract(replace(w.sheet, enclosures=()))
    twin = twin.replace(b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:part>1</pdfaid:part>")
    sealed = seal_contract(replace(w.order, pdf=twin), w.opened.keys(AT)).pdf
    jars = ":".join(str(jar) for jar in PREFLIGHT.parent.glob("*.jar"))
    for name, pdf in (("prepared", twin), ("sealed", sealed)):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(pdf)
        told = run("java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", file)
        assert "is a valid PDF/A-1b file" in told
