"""The shipped faces: registered once, chosen per character, and readable when copied out of the PDF."""

from __future__ import annotations

import functools
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from app.documents.own_face import FaceTrouble, OwnFaceUnusable, chosen
from app.kernel.places import resource

DRAWN_SYMBOLS = "\u2610\u2611"  # ballot boxes: no shipped face has them, so they are drawn as vectors
_YUAN = 0xFFE5
_RESTRICTED = 0x0002  # "restricted licence embedding" of the OS/2 table
_LARGEST_BLOCK = 100  # entries a bfchar block may hold (Adobe technical note 5014)


class Face(StrEnum):
    """A face of the house; Song (serif) for contracts, Hei (sans) for slips.

    OWN is the hall's, where it supplies one; it goes before Song, character by character.
    """

    SONG = "NotoSerifSC-Regular"
    SONG_BOLD = "NotoSerifSC-Bold"
    HEI = "NotoSansSC-Regular"
    HEI_BOLD = "NotoSansSC-Bold"
    RARE = "HanaMinB"
    OWN = "OwnFace"


@dataclass(frozen=True)
class Run:
    """Neighbouring characters that one face draws. ``drawn`` marks symbols that are no glyphs."""

    face: Face
    text: str
    drawn: bool = False


class ReadableFont(ttfonts.TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose text comes back from the PDF as it was written.

    reportlab writes the code point itself into the ToUnicode map; for characters beyond the basic
    plane a reader takes that for another character. Only the maps of our own fonts are rewritten here.
    """

    def addObjects(self, doc: Any) -> None:
        """Add the font to the document, then put the map right."""
        state = self.state[doc]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            font = fonts[f"{state.internalName}+{number}"]
            doc.idToObject[font.ToUnicode.name].content = to_unicode_map(str(font.BaseFont), subset)


def to_unicode_map(name: str, subset: list[int]) -> str:
    """Write the ToUnicode map of one subset: UTF-16BE, blocks of at most 100 entries."""
    entries = [f"<{place:02X}> <{_utf16(code)}>" for place, code in enumerate(subset) if code]
    blocks = [entries[start : start + _LARGEST_BLOCK] for start in range(0, len(entries), _LARGEST_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()


_lock = threading.Lock()
_loaded: dict[tuple[Face, Path | None], ReadableFont] = {}


def font_file(face: Face) -> Path:
    """Tell where the font file of a face lies."""
    own = chosen()
    if face is Face.OWN and own is not None:
        return own
    return resource(f"fonts/{face.value}.ttf")


def font(face: Face) -> ReadableFont:
    """Load and register a face on its first use."""
    place = (face, chosen() if face is Face.OWN else None)
    with _lock:
        if place not in _loaded:
            loaded = _load_own(font_file(face)) if face is Face.OWN else _load(face, font_file(face))
            _mend_widths(loaded)
            _spare_copies(loaded)
            pdfmetrics.registerFont(loaded)
            _loaded[place] = loaded
        return _loaded[place]


def _load(face: Face, file: Path) -> ReadableFont:
    return ReadableFont(face.value, str(file), asciiReadable=False, shapable=False)


def _load_own(file: Path) -> ReadableFont:
    """Load the hall's own face; refuses with OwnFaceUnusable whatever would spoil a paper."""
    if not file.is_file():
        raise OwnFaceUnusable(file.name, FaceTrouble.MISSING)
    try:
        loaded = _load(Face.OWN, file)
    except (ttfonts.TTFError, struct.error, ValueError) as error:
        raise OwnFaceUnusable(file.name, FaceTrouble.UNREADABLE) from error
    tables = loaded.face.table
    if "fvar" in tables:
        raise OwnFaceUnusable(file.name, FaceTrouble.VARIABLE)
    rights = int.from_bytes(loaded.face.get_table("OS/2")[8:10], "big") if "OS/2" in tables else 0
    if rights & 0x000F == _RESTRICTED:
        raise OwnFaceUnusable(file.name, FaceTrouble.NOT_EMBEDDABLE)
    glyphs = loaded.face.charToGlyph
    if _YUAN in glyphs and glyphs[_YUAN] == glyphs.get(ord("$")):
        raise OwnFaceUnusable(file.name, FaceTrouble.YEN)
    return loaded


def _mend_widths(loaded: ReadableFont) -> None:
    """Give back the advances that reportlab scaled once too often where an em is not of 1000 units.

    The part of a font that lies in the file would contradict the widths beside it, which PDF/A forbids.
    """
    face = loaded.face
    if face.unitsPerEm != 1000:
        units = face.unitsPerEm / 1000
        # Those that were scaled are the ones that are no whole numbers any more.
        face.hmetrics = [
            (round(advance * units) if isinstance(advance, float) else advance, bearing)
            for advance, bearing in face.hmetrics
        ]


def _spare_copies(loaded: ReadableFont) -> None:
    """Let reportlab cut single glyphs out of the file; it copies all 13 MB of them for each subset."""
    face = loaded.face
    tables, place = face.get_table, face.get_table_pos("glyf")[0]
    glyphs = _Part(face._ttf_data, place)
    face.get_table = lambda tag: glyphs if tag == "glyf" else tables(tag)


class _Part:
    """The bytes of a file from a place on, cut only where they are asked for."""

    def __init__(self, content: bytes, place: int) -> None:
        self._content, self._place = content, place

    def __getitem__(self, part: slice) -> bytes:
        return self._content[self._place + part.start : self._place + part.stop]


def _has(face: Face, character: str) -> bool:
    return ord(character) in font(face).face.charToGlyph


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def face_of(character: str, face: Face) -> Face | None:
    """Tell which face draws a character: the hall's own before Song, the wanted one, the rare one, none."""
    if _is_selector(character):
        return None
    if face is Face.SONG and chosen() is not None and _has(Face.OWN, character):
        return Face.OWN
    if _has(face, character):
        return face
    return Face.RARE if _has(Face.RARE, character) else None


def missing(text: str, face: Face = Face.SONG) -> list[str]:
    """List the characters no shipped face draws, each once. White space and drawn symbols are none."""
    wanted = dict.fromkeys("".join(text.split()))
    return [c for c in wanted if c not in DRAWN_SYMBOLS and face_of(c, face) is None]


def runs(text: str, face: Face) -> Iterator[Run]:
    """Cut text into runs of one face each. Characters without a glyph stay with the wanted face."""
    for (taken, drawn), group in groupby(text, key=lambda c: _key(c, face)):
        yield Run(taken, "".join(group), drawn)


def _key(character: str, face: Face) -> tuple[Face, bool]:
    return _key_with(character, face, chosen())


@functools.cache
def _key_with(character: str, face: Face, _own: Path | None) -> tuple[Face, bool]:
    if character in DRAWN_SYMBOLS:
        return face, True
    return face_of(character, face) or face, False


def width(text: str, face: Face, size: float) -> float:
    """Measure text in points. Drawn symbols take one em."""
    own = chosen()
    return size * sum(_advance(character, face, own) for character in text)


@functools.cache
def _advance(character: str, face: Face, _own: Path | None) -> float:
    chosen, drawn = _key(character, face)
    return 1.0 if drawn else float(font(chosen).stringWidth(character, 1))
