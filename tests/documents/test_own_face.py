"""The hall's own face: it sets the text it can draw, and what would spoil a paper is refused."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.documents import own_face
from app.documents.contract_pdf import render_contract
from app.documents.fonts import Face, font, font_file, missing, runs
from app.documents.own_face import FaceTrouble, OwnFaceUnusable
from tests.documents.sheets_for_tests import contract


@pytest.fixture
def choose() -> Iterator[Callable[[Path], None]]:
    """Takes a file as the hall's own face, for one test."""

    def take(file: Path) -> None:
        own_face.choose(str(file))

    yield take
    own_face.choose("")


def test_it_goes_before_song_and_song_before_the_rare_face(choose: Callable[[Path], None]) -> None:
    choose(font_file(Face.HEI))
    drawn = [(run.face, run.text) for run in runs("兰州𠮷", Face.SONG)]
    assert drawn == [(Face.OWN, "兰州"), (Face.RARE, "𠮷")]
    assert [run.face for run in runs("兰州", Face.SONG_BOLD)] == [Face.SONG_BOLD]
    assert missing("兰州𠮷") == []


def test_a_contract_is_set_in_it_and_twice_the_same(choose: Callable[[Path], None]) -> None:
    before = render_contract(contract())
    choose(font_file(Face.HEI))
    once = render_contract(contract())
    assert once == render_contract(contract())
    assert once != before


def _table(content: bytes, name: bytes) -> int:
    """Where a table of a TrueType file begins."""
    entry = content.index(name, 12)
    return int.from_bytes(content[entry + 8 : entry + 12], "big")


def _restricted(folder: Path) -> Path:
    content = bytearray(font_file(Face.HEI).read_bytes())
    rights = _table(bytes(content), b"OS/2") + 8
    content[rights : rights + 2] = b"\x00\x02"
    return _saved(bytes(content), folder)


def _dollar(folder: Path) -> Path:
    """The yuan sign's entry of the character map names the glyph of the dollar."""
    content = bytearray(font_file(Face.HEI).read_bytes())
    dollar = font(Face.HEI).face.charToGlyph[ord("$")]
    at = _table(bytes(content), b"cmap")
    groups = next(
        at + offset
        for offset in (
            int.from_bytes(content[at + 8 + 8 * n : at + 12 + 8 * n], "big")
            for n in range(int.from_bytes(content[at + 2 : at + 4], "big"))
        )
        if content[at + offset : at + offset + 2] == b"\x00\x0c"
    )
    for group in range(groups + 16, len(content), 12):
        first, last, _ = struct.unpack(">3I", content[group : group + 12])
        if first <= 0xFFE5 <= last:
            content[group + 8 : group + 12] = struct.pack(">I", dollar - (0xFFE5 - first))
            break
    return _saved(bytes(content), folder)


def _saved(content: bytes, folder: Path) -> Path:
    file = folder / "own.ttf"
    file.write_bytes(content)
    return file


def _no_font(folder: Path) -> Path:
    return _saved(b"no font at all", folder)


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (lambda folder: folder / "gone.ttf", FaceTrouble.MISSING),
        (_no_font, FaceTrouble.UNREADABLE),
        (_restricted, FaceTrouble.NOT_EMBEDDABLE),
        (_dollar, FaceTrouble.YEN),
    ],
)
def test_what_would_spoil_a_paper_is_refused(
    tmp_path: Path, choose: Callable[[Path], None], make: Callable[[Path], Path], trouble: FaceTrouble
) -> None:
    choose(make(tmp_path))
    with pytest.raises(OwnFaceUnusable) as refused:
        render_contract(contract())
    assert refused.value.problem is trouble
