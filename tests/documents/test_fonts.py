"""The shipped faces: coverage, choice per character, readable ToUnicode maps."""

from __future__ import annotations

import re

import pytest

from app.documents.fonts import Face, missing, runs, to_unicode_map, width
from app.kernel.places import resource

FACES = [Face.SONG, Face.SONG_BOLD, Face.HEI, Face.HEI_BOLD]


@pytest.mark.parametrize("face", FACES)
def test_names_marks_and_money_are_all_drawn(face: Face) -> None:
    assert missing("兰州𠮷䶮㛃𫟷龑，。；：？！“”（）《》……——￥１２３ABC☑☐\n\t", face) == []


@pytest.mark.parametrize("character", ["\ue000", "\U000e0100", "\ufe00", "\U0001f600"])
def test_what_no_face_draws_is_named_once(character: str) -> None:
    assert missing(f"张{character}三{character}") == [character]


def test_only_rare_characters_leave_the_wanted_face() -> None:
    assert [(run.face, run.text, run.drawn) for run in runs("张𠮷☑䶮", Face.SONG)] == [
        (Face.SONG, "张", False),
        (Face.RARE, "𠮷", False),
        (Face.SONG, "☑", True),
        (Face.SONG, "䶮", False),
    ]


def test_ideographs_are_one_em_wide_in_every_face() -> None:
    assert [round(width("张𠮷☑，￥", face, 10), 6) for face in FACES] == [50.0] * 4


def test_to_unicode_maps_use_surrogates_and_small_blocks() -> None:
    subset = [0, 0x20BB7, *range(0x4E00, 0x4E00 + 220)]
    written = to_unicode_map("X", subset)
    assert "<01> <D842DFB7>" in written
    assert "<00> " not in written.split("endcodespacerange")[1]
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", written, re.DOTALL)
    assert [(int(count), len(body.splitlines())) for count, body in blocks] == [
        (100, 100),
        (100, 100),
        (21, 21),
    ]


def test_every_face_has_its_licence_beside_it_and_resources_stay_small() -> None:
    fonts = resource("fonts")
    assert {"OFL-NotoSerifSC.txt", "OFL-NotoSansSC.txt", "LICENSE-Hanazono.txt", "README.md"} <= {
        file.name for file in fonts.iterdir()
    }
    assert sum(file.stat().st_size for file in resource("").rglob("*") if file.is_file()) <= 120 * 1024 * 1024
