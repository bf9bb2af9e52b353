"""One character exchanged and printed again is seen on a rough scan and named; a true page raises nothing."""

from __future__ import annotations

import functools
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from app.__main__ import program
from app.documents.file_parts import FileParts
from app.documents.look_report import Look, PageLook
from app.documents.page_comparing import compare_page
from app.documents.page_drawing import lines_of
from tests.documents.rough_scans import copied, drawn, glyph_of, printed, scanned, with_another
from tests.documents.test_five_contracts import made

PAGE = 2
MM = 300 / 25.4


@functools.cache
def sealed() -> bytes:
    return made("dev1").sealed


def looked(picture: Image.Image, turn: float = 2.0, seed: int = 1) -> PageLook:
    return compare_page(sealed(), PAGE, scanned(picture, turn, seed))


def clean() -> Image.Image:
    return printed(sealed(), PAGE)


def exchanged(sign: str, other: str, turn: int = 0) -> Image.Image:
    return with_another(clean(), glyph_of(sealed(), PAGE, sign, turn), other)


def test_where_every_character_stands_is_known_from_the_file_itself() -> None:
    told = "".join(glyph.text for line in lines_of(drawn(sealed(), PAGE).glyphs) for glyph in line)
    parts = FileParts(sealed())
    text = parts.page_texts(parts.revisions - 1)[PAGE - 1]
    # Header and footer are forms of their own, which a page's text leaves out.
    assert not Counter(re.sub(r"\s", "", text)) - Counter(told)


@pytest.mark.parametrize(("turn", "seed"), [(2.0, 1), (-2.0, 2), (0.0, 3)])
def test_on_a_rough_scan_of_the_true_page_no_difference_is_seen(turn: float, seed: int) -> None:
    look = looked(clean(), turn, seed)
    assert look.is_compared
    assert look.places == ()
    assert look.characters > 400


@pytest.mark.parametrize(
    ("sign", "other"), [("5", "6"), ("方", "万"), ("日", "目"), ("的", "旳"), ("，", "。"), ("2", "7")]
)
def test_one_character_exchanged_for_one_like_it_is_named_with_its_place(sign: str, other: str) -> None:
    look = looked(exchanged(sign, other))
    (place,) = look.changed
    assert (place.kind, place.page, place.expected) == (Look.OTHER, PAGE, sign)
    text = tuple(glyph for glyph in drawn(sealed(), PAGE).glyphs if not glyph.is_grey)
    line = list(lines_of(text))[place.line - 1]
    assert f"{place.before}{sign}{place.after}" in "".join(glyph.text for glyph in line)


def test_what_stands_there_instead_is_told_where_it_is_a_usual_character() -> None:
    (place,) = looked(exchanged("5", "6")).changed
    assert "[5|6]" in place.words


def test_a_character_that_was_taken_away_is_missed() -> None:
    (place,) = looked(exchanged("不", "")).changed
    assert (place.expected, place.like) == ("不", "")


def test_after_two_photocopies_a_digit_exchanged_is_still_seen_and_nothing_else() -> None:
    twice = copied(copied(exchanged("5", "6"), 1), 2)
    assert [place.expected for place in looked(twice, -1.0).changed] == ["5"]
    assert looked(copied(copied(clean(), 1), 2), -1.0).places == ()


def test_a_red_seal_over_the_text_hides_no_exchange_and_is_none() -> None:
    def stamped(picture: Image.Image) -> Image.Image:
        picture = picture.copy()
        ring = (40 * MM, 60 * MM, 84 * MM, 104 * MM)
        ImageDraw.Draw(picture).ellipse(ring, outline=(205, 40, 45), width=14)
        # Black print shows through a seal.
        return Image.composite(picture, clean(), clean().convert("L").point(lambda v: 255 * (v > 128)))

    assert looked(stamped(clean())).changed == ()
    assert [p.expected for p in looked(stamped(exchanged("5", "6"))).changed] in (["5"], [])


@pytest.mark.parametrize("ink", [(30, 40, 130), (15, 15, 15)])
def test_handwriting_over_the_text_is_covered_not_changed(ink: tuple[int, int, int]) -> None:
    picture = clean().copy()
    glyph = glyph_of(sealed(), PAGE, "方")
    x, y = glyph.box[0] * 1.5, glyph.base * 1.5
    pen = (x - 30, y + 40, x + 10, y - 90, x + 40, y + 45, x + 90, y - 80)
    ImageDraw.Draw(picture).line(pen, fill=ink, width=9, joint="curve")
    look = looked(picture)
    assert "方" in "".join(place.expected for place in look.covered)
    assert look.changed == ()


def test_what_is_no_page_of_it_is_not_compared_or_differs() -> None:
    assert not compare_page(sealed(), PAGE, b"junk").is_compared
    blank = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(blank, "PNG")
    assert not compare_page(sealed(), PAGE, blank.getvalue()).is_compared
    other = compare_page(sealed(), PAGE, scanned(printed(sealed(), PAGE + 1)))
    assert not other.is_compared or other.changed


def test_the_command_compares_a_picture_with_the_sealed_file_at_hand(tmp_path: Path) -> None:
    card, file, scan = tmp_path / "card.json", tmp_path / "sealed.pdf", tmp_path / "scan.jpg"
    card.write_text(made("dev1").card.written(), encoding="utf-8")
    file.write_bytes(sealed())
    command = ["verify", str(scan), "--keys", str(card), "--sealed", str(file)]
    scan.write_bytes(scanned(exchanged("5", "6")))
    told = CliRunner().invoke(program, command)
    assert told.exit_code == 1
    assert told.stdout.startswith("verdict: altered")
    assert "other: page 2" in told.stdout
    assert "[5|6]" in told.stdout
    scan.write_bytes(scanned(clean()))
    told = CliRunner().invoke(program, command)
    assert "no difference seen; a picture proves no text" in told.stdout
    file.write_bytes(sealed()[:-9] + b"%%EOF\n \n\n")
    told = CliRunner().invoke(program, command)
    assert told.exit_code == 1
    assert "its text was not compared" in told.stdout
