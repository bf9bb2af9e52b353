"""Signed on paper: what comes back is compared with the prepared file, page by page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFilter

from app.contracts.refusals import NoScan, ScanDiffers, TextChanged
from app.contracts.scans import Scan, ScanFault
from app.contracts.signing import SignatureEntry, signatures_of
from app.contracts.states import ContractState, Pen
from app.counter import Counter
from app.documents.page_likeness import signature_pages
from app.kernel.errors import FieldRefused
from app.security.actors import Actor
from app.storage.files import read_file
from app.storage.spool import Paper
from tests.builders import a_frozen_contract, a_signature
from tests.documents.rough_scans import drawn, printed, with_another
from tests.documents.rough_scans import scanned as rough
from ui.contracts.scan_pages import pictures_of

MM = 200 / 25.4
Spoil = Callable[[Image.Image], None]


@pytest.fixture(autouse=True)
def gui(qapp: object) -> None:
    """Pages are drawn by Qt."""


def scanned(page: bytes, turn: float = 0.0, spoil: Spoil | None = None) -> bytes:
    """A page as a poor scanner gives it back: crooked, soft, grey."""
    picture = Image.open(io.BytesIO(page)).convert("RGB")
    if spoil is not None:
        spoil(picture)
    picture = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    picture = picture.filter(ImageFilter.GaussianBlur(0.8)).point(lambda value: min(255, value * 0.94 + 8))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75)
    return out.getvalue()


def signed_by_hand(picture: Image.Image) -> None:
    line = (40 * MM, 150 * MM, 55 * MM, 140 * MM, 60 * MM, 156 * MM, 75 * MM, 142 * MM)
    ImageDraw.Draw(picture).line(line, fill=(25, 25, 95), width=5)


def sealed_in_red(picture: Image.Image) -> None:
    circle = (60 * MM, 100 * MM, 104 * MM, 144 * MM)
    ImageDraw.Draw(picture).ellipse(circle, outline=(200, 35, 35), width=12)


def wiped(picture: Image.Image) -> None:
    ImageDraw.Draw(picture).rectangle((50 * MM, 60 * MM, 110 * MM, 75 * MM), fill="white")


def written_over(picture: Image.Image) -> None:
    ImageDraw.Draw(picture).text((60 * MM, 100 * MM), "1,300,000.00", fill="black", font_size=44)


class Desk:
    """A contract ready to be signed on paper."""

    def __init__(self, counter: Counter, clerk: Actor) -> None:
        self.counter, self.clerk = counter, clerk
        self.key = a_frozen_contract(counter, clerk)
        self.pages = pictures_of(counter.sealing.signing_text(self.key)[0])

    def with_scans(self, scans: dict[int, tuple[float, Spoil | None]]) -> list[bytes]:
        """All pages; those of some places as scanned, the others as they left the printer."""
        return [scanned(page, *scans[n]) if n in scans else page for n, page in enumerate(self.pages)]

    def compare(self, *files: bytes) -> Scan:
        return self.counter.wet_ink.compare(self.key, files, pictures_of)

    def kinds(self, *files: bytes) -> list[tuple[ScanFault, int]]:
        return [(found.kind, found.page) for found in self.compare(*files).findings]

    def entry(self, turn: int, scan: Scan | None, **changes: object) -> SignatureEntry:
        drawn = a_signature(self.counter, self.key, turn)
        return replace(drawn, pen=Pen.PAPER, strokes=(), agreed_to="", scan=scan, **changes)  # type: ignore[arg-type]

    def sign(self, entry: SignatureEntry) -> ContractState:
        return self.counter.signing.sign(self.key, entry, actor=self.clerk).value


@pytest.fixture
def desk(counter: Counter, clerk: Actor) -> Desk:
    return Desk(counter, clerk)


def test_the_prepared_file_itself_goes_to_the_printer(desk: Desk) -> None:
    desk.counter.wet_ink.print_text(desk.key, 2, actor=desk.clerk)
    job = desk.counter.spool.take(Paper.PAGE)
    assert job is not None
    assert (job.copies, job.content) == (2, desk.counter.sealing.signing_text(desk.key)[0])


def test_signed_sealed_and_crookedly_scanned_it_is_still_the_text(desk: Desk) -> None:
    (place,) = signature_pages(desk.counter.sealing.signing_text(desk.key)[0])
    scans = {1: (-0.8, sealed_in_red), 3: (0.5, sealed_in_red), place - 1: (0.3, signed_by_hand)}
    files = desk.with_scans(scans)
    scan = desk.compare(*files)
    assert (scan.findings, scan.pages) == ((), len(files))
    # What lies under a seal cannot be told, and that is said; where parties sign it is as it should be.
    assert {seen.page for seen in scan.covered} <= {2, 4}


def test_one_character_printed_anew_is_named_with_its_place_and_kept_only_with_a_reason(desk: Desk) -> None:
    pdf = desk.counter.sealing.signing_text(desk.key)[0]
    number, digit = next(
        (n, g) for n in (2, 3) for g in drawn(pdf, n).glyphs if g.text in "358" and not g.is_grey
    )
    forged = with_another(printed(pdf, number), digit, "6")
    files = [*desk.pages[: number - 1], rough(forged), *desk.pages[number:]]
    scan = desk.compare(*files)
    (found,) = scan.findings
    assert (found.kind, found.page) == (ScanFault.OTHER_CHARACTER, number)
    (seen,) = found.places
    assert (seen.expected, seen.like, seen.page) == (digit.text, "6", number)
    with pytest.raises(ScanDiffers):
        desk.sign(desk.entry(0, scan))
    assert desk.sign(desk.entry(0, scan, kept_because="双方确认为笔误")) is ContractState.SIGNING


def test_both_sign_on_one_paper_and_the_scan_stays_with_both(desk: Desk) -> None:
    scan = desk.compare(desk.counter.sealing.signing_text(desk.key)[0])
    assert desk.sign(desk.entry(0, scan, has_fingerprint=True)) is ContractState.SIGNING
    assert desk.sign(desk.entry(1, scan, has_company_seal=True)) is ContractState.SIGNED
    with desk.counter.store.look() as session:
        first, second = signatures_of(session, desk.key)
        assert read_file(session, first.scan_digest) == scan.content
        assert (first.scan_digest, first.strokes_digest) == (second.scan_digest, "")
        assert (first.has_fingerprint, second.has_company_seal) == (True, True)
    desk.counter.sealing.seal(desk.key, actor=desk.clerk)
    assert desk.counter.contracts.contract(desk.key).state is ContractState.SEALED


def test_one_party_on_the_pad_and_one_on_paper(desk: Desk) -> None:
    desk.counter.signing.sign(desk.key, a_signature(desk.counter, desk.key, 0), actor=desk.clerk)
    scan = desk.compare(desk.counter.sealing.signing_text(desk.key)[0])
    assert desk.sign(desk.entry(1, scan)) is ContractState.SIGNED


def test_a_page_that_is_missing_twice_or_swapped_is_named(desk: Desk) -> None:
    pages = desk.pages
    assert (ScanFault.MISSING, 3) in desk.kinds(*pages[:2], *pages[3:])
    assert desk.kinds(*pages, pages[1]) == [(ScanFault.TWICE, 2)]
    swapped = [pages[1], pages[0], *pages[2:]]
    assert desk.kinds(*swapped) == [(ScanFault.OUT_OF_ORDER, 2), (ScanFault.OUT_OF_ORDER, 1)]


def test_a_page_of_another_contract_is_foreign(desk: Desk) -> None:
    other = Desk(desk.counter, desk.clerk)
    mixed = [*desk.pages[:3], other.pages[3], *desk.pages[4:]]
    assert desk.kinds(*mixed) == [(ScanFault.FOREIGN, 4), (ScanFault.MISSING, 4)]


@pytest.mark.parametrize("spoil", [wiped, written_over])
def test_what_was_wiped_out_or_written_in_is_seen(desk: Desk, spoil: Spoil) -> None:
    assert desk.kinds(*desk.with_scans({1: (0.4, spoil)})) == [(ScanFault.DIFFERENT, 2)]


def test_a_page_without_its_code_is_compared_by_its_looks(desk: Desk) -> None:
    def torn(picture: Image.Image) -> None:
        ImageDraw.Draw(picture).rectangle((0, 265 * MM, 60 * MM, 297 * MM), fill="white")

    assert desk.kinds(*desk.with_scans({2: (0.0, torn)})) == [(ScanFault.UNREADABLE, 3)]


def test_a_doubt_needs_a_reason_and_a_wrong_page_is_never_kept(desk: Desk) -> None:
    doubtful = desk.compare(*desk.with_scans({1: (0.0, written_over)}))
    with pytest.raises(ScanDiffers):
        desk.sign(desk.entry(0, doubtful))
    assert desk.sign(desk.entry(0, doubtful, kept_because="双方在场更正并签字")) is ContractState.SIGNING
    short = desk.compare(*desk.pages[:-1])
    with pytest.raises(ScanDiffers):
        desk.sign(desk.entry(1, short, kept_because="少一页"))


def test_a_scan_of_another_text_and_no_scan_are_refused(desk: Desk) -> None:
    other = Desk(desk.counter, desk.clerk)
    with pytest.raises(TextChanged):
        desk.sign(desk.entry(0, other.compare(*other.pages)))
    with pytest.raises(FieldRefused):
        desk.sign(desk.entry(0, None))


@pytest.mark.parametrize("junk", [b"", b"junk", b"%PDF-1.7 cut off", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_page_is_refused(desk: Desk, junk: bytes) -> None:
    with pytest.raises(NoScan):
        desk.compare(junk)
