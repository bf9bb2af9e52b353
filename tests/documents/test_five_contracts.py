"""One contract of each class, signed, sealed, printed: read back by others, on the screen and from paper."""

from __future__ import annotations

import functools
import io
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from app.contracts.content import canonical_bytes, canonical_record, content_of, digest_of_record
from app.contracts.sheets import SheetFrame, contract_sheet, enclosure_of
from app.documents.certificates import wall
from app.documents.code_reading import codes_of_picture
from app.documents.code_signing import sign_code
from app.documents.contract_pdf import render_contract
from app.documents.file_parts import FileParts
from app.documents.inspecting import inspect_file
from app.documents.key_card import KeyCard
from app.documents.key_ring import make_ring, open_ring
from app.documents.paper_codes import ContractFacts, page_code
from app.documents.sealing import seal_contract
from app.documents.sheets import CheckLine, ContractSheet, Item, Paragraph, Table
from app.documents.templates import load_template
from app.sample_deals import SAMPLE_CODES, sample_contract
from tests.documents.sealed_for_tests import AT, HALL, PASSPHRASE, order_for

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 26)
CLASSES = pytest.mark.parametrize("code", SAMPLE_CODES)
BODY = ("-raw", "-x", "60", "-y", "62", "-W", "465", "-H", "690")
"""Where the text stands on a page, without header and footer, in points from its upper left corner."""


@dataclass(frozen=True)
class Made:
    sheet: ContractSheet
    sealed: bytes
    card: KeyCard
    signed_code: str


@functools.cache
def made(code: str) -> Made:
    """Freeze the sample deal of a class, let its parties sign and seal it."""
    opened = open_ring(make_ring(HALL, AT, PASSPHRASE), PASSPHRASE)
    template = load_template(code)
    number = f"HT-2026-T1-{SAMPLE_CODES.index(code) + 1:04d}"
    record = canonical_record(number, (template.code, template.version), sample_contract(code, TODAY))
    digest = digest_of_record(record)
    signed = sign_code(ContractFacts(number, TODAY, record["total_fen"], digest), opened.code)
    frame = SheetFrame(number, digest, HALL, "Asia/Shanghai", is_draft=False, is_sample=False, code=signed)
    sheet = contract_sheet(frame, template, content_of(record), (enclosure_of(canonical_bytes(record)),))
    prepared = render_contract(sheet)
    sealed = seal_contract(order_for(sheet, prepared), opened.keys(AT)).pdf
    return Made(sheet, sealed, KeyCard(HALL, opened.ring.roots, (opened.ring.code,)), signed)


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every contract as a file, with its pages at 200 dpi."""
    folder = tmp_path_factory.mktemp("five")
    for code in SAMPLE_CODES:
        (folder / f"{code}.pdf").write_bytes(made(code).sealed)
        (folder / f"{code}.json").write_text(made(code).card.written(), encoding="utf-8")
        run("pdftoppm", "-r", "200", "-gray", "-png", folder / f"{code}.pdf", folder / code)
    return folder


@CLASSES
def test_our_own_check_finds_nothing(code: str) -> None:
    report = inspect_file(made(code).sealed, made(code).card)
    assert report.findings == ()
    assert report.content_digest == made(code).sheet.digest
    assert len(report.signatures) == len(made(code).sheet.signatures) + 2


@CLASSES
def test_second_readers_agree(code: str, papers: Path, tmp_path: Path) -> None:
    file = papers / f"{code}.pdf"
    if shutil.which("certutil"):
        store, root = tmp_path / "store", tmp_path / "root.pem"
        store.mkdir()
        root.write_text(made(code).card.roots[0], encoding="utf-8")
        run("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
        run("certutil", "-A", "-d", f"sql:{store}", "-n", "hall", "-t", "CT,CT,CT", "-i", root)
        told = run("pdfsig", "-nssdir", f"sql:{store}", file)
        assert told.count("Certificate is Trusted") == len(made(code).sheet.signatures) + 2
    else:
        told = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature is Valid") == len(made(code).sheet.signatures) + 2
    assert "Total document signed" in told[told.index("Signature Field Name: Lock") :]
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file)
    embedded = [line.split()[-5] for line in run("pdffonts", file).splitlines()[2:]]
    assert set(embedded) == {"yes"}


@CLASSES
def test_pyhanko_accepts_it_with_the_root_of_the_hall(code: str) -> None:
    roots = list(load_certs_from_pemder_data(made(code).card.roots[0].encode()))
    for signature in PdfFileReader(io.BytesIO(made(code).sealed)).embedded_signatures:
        context = ValidationContext(trust_roots=roots, moment=wall(AT), allow_fetching=False)
        assert validate_pdf_signature(signature, context).bottom_line


@CLASSES
def test_the_text_that_is_copied_out_is_the_text_that_was_written(code: str, papers: Path) -> None:
    sheet = made(code).sheet
    read = squeezed(run("pdftotext", *BODY, papers / f"{code}.pdf", "-"))
    drawn = squeezed("".join(FileParts(made(code).sealed).page_texts(0)))
    for text in (*sheet.preamble, *_paragraphs(sheet), *sheet.closing, sheet.copies):
        assert squeezed(text) in read
    for text in _cells(sheet):
        assert squeezed(text) in drawn
    for party in sheet.parties:
        assert squeezed(party.name) in read


@CLASSES
def test_every_sentence_ends_and_no_mark_stands_twice(code: str) -> None:
    sheet = made(code).sheet
    for text in (*sheet.preamble, *_clauses(sheet), *sheet.closing, sheet.copies):
        assert text.endswith(("。", "：")), text
        assert not re.search("[，。；：、]{2}", text), text


@CLASSES
def test_percentages_are_written_one_way(code: str) -> None:
    sheet = made(code).sheet
    told = [*_clauses(sheet), *_cells(sheet), *(part.share for part in sheet.instalments)]
    assert [text for text in told if re.search(r"\.[0-9]*0%|[0-9] %", text)] == []


def _items(sheet: ContractSheet) -> Iterator[Item]:
    for section in (*sheet.sections, *sheet.annexes):
        yield from section.items
    yield from sheet.price_items


def _paragraphs(sheet: ContractSheet) -> Iterator[str]:
    yield from (section.heading for section in (*sheet.sections, *sheet.annexes))
    yield from _clauses(sheet)


def _clauses(sheet: ContractSheet) -> Iterator[str]:
    yield from (item.text for item in _items(sheet) if isinstance(item, Paragraph | CheckLine))


def _cells(sheet: ContractSheet) -> Iterator[str]:
    for item in _items(sheet):
        if isinstance(item, Table):
            yield from (cell for row in item.rows for cell in row)
    for party in sheet.parties:
        yield from (field.text for field in party.fields)


# --- paper ------------------------------------------------------------------------------------------


def wanted_codes(code: str, page: int, pages: int, shown: list[str]) -> list[str]:
    short = page_code(made(code).sheet.number, page, pages, made(code).sheet.digest)
    is_signed = page == 1 or "（以下无正文）" in shown[page - 1]
    return sorted([short, *([made(code).signed_code] if is_signed else [])])


def scanned(content: bytes, turn: float, seed: int) -> bytes:
    """A rough scan: crooked, blurred, noisy."""
    with Image.open(io.BytesIO(content)) as page:
        grey = page.convert("L").rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    noise = Image.frombytes("L", grey.size, random.Random(seed).randbytes(grey.width * grey.height))
    soft = noise.filter(ImageFilter.GaussianBlur(0.6)).point(lambda value: value // 5)
    rough = ImageChops.subtract(grey.filter(ImageFilter.GaussianBlur(1.2)), soft)
    out = io.BytesIO()
    rough.save(out, "PNG")
    return out.getvalue()


@CLASSES
def test_the_codes_of_every_page_are_read_from_a_print_and_from_a_rough_scan(code: str, papers: Path) -> None:
    shots = sorted(papers.glob(f"{code}-*.png"))
    shown = [squeezed(text) for text in FileParts(made(code).sealed).page_texts(0)]
    for page, shot in enumerate(shots, start=1):
        wanted = wanted_codes(code, page, len(shots), shown)
        assert sorted(codes_of_picture(shot.read_bytes())) == wanted
        turn = 2.0 if page % 2 else -2.0
        assert sorted(codes_of_picture(scanned(shot.read_bytes(), turn, page))) == wanted


def offline(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that has no network, no home and no data folder."""
    command = [sys.executable, "-m", "app", *(str(word) for word in words)]
    if shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0:
        command = ["unshare", "-rn", *command]
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    return subprocess.run(command, cwd="/", env=bare, capture_output=True, text=True, check=False)


@CLASSES
def test_the_command_line_checks_file_page_and_code_without_network(code: str, papers: Path) -> None:
    card = papers / f"{code}.json"
    scan = papers / f"scan-{code}.png"
    first = sorted(papers.glob(f"{code}-*.png"))[0]
    scan.write_bytes(scanned(first.read_bytes(), 2.0, 1))
    for what in (papers / f"{code}.pdf", scan, made(code).signed_code):
        told = offline("verify", what, "--keys", card)
        assert (told.returncode, told.stdout.splitlines()[0]) == (0, "verdict: consistent"), told
        assert f"contract: {made(code).sheet.number}" in told.stdout


def test_the_command_line_names_what_was_done_to_a_file_and_to_a_page(papers: Path) -> None:
    code = SAMPLE_CODES[0]
    card, pdf = papers / f"{code}.json", made(code).sealed
    cut = papers / "cut.pdf"
    cut.write_bytes(pdf[: pdf[:-10].rindex(b"%%EOF\n") + 6])
    told = offline("verify", cut, "--keys", card)
    assert told.returncode == 1
    assert "problem: signature_missing, field Lock" in told.stdout
    other = made(SAMPLE_CODES[1]).signed_code
    short = page_code(made(code).sheet.number, 1, 9, "0" * 64)
    assert offline("verify", other, "--keys", card).returncode == 1
    assert offline("verify", short, "--keys", card).stdout.startswith("verdict: unknown_here")
    assert offline("verify", papers / "nothing.pdf", "--keys", card).returncode == 2
    assert offline("verify", cut, "--keys", cut).returncode == 2


def test_an_amount_changed_and_printed_again_contradicts_the_code(papers: Path) -> None:
    """Somebody sets the page anew with another figure and puts the old signed code on it."""
    code = SAMPLE_CODES[0]
    old = made(code)
    content = replace(sample_contract(code, TODAY), total_fen=9_900_000_000)
    record = canonical_record(old.sheet.number, (code, load_template(code).version), content)
    forged = replace(old.sheet, digest=digest_of_record(record))
    page = papers / "forged.pdf"
    page.write_bytes(render_contract(forged))
    run("pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-singlefile", "-png", page, papers / "forged")
    told = offline("verify", papers / "forged.png", "--keys", papers / f"{code}.json")
    assert (told.returncode, told.stdout.splitlines()[0]) == (1, "verdict: altered")
    assert "problem: content" in told.stdout
