"""What other characters look like in a character's place: all Chinese ones of a face, digits, marks."""

from __future__ import annotations

import functools
import string
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

from app.documents.fonts import Face, font_file
from app.documents.fonts import font as font_of
from app.documents.page_drawing import Glyph
from app.documents.scan_laying import Plane, ink_of

_FINER = 3
_SIDE = 16
"""Forms are looked through in squares of so many places a side."""
_EM = 32
_ABOVE = 0.88
_WIDTHS = 0.08
"""Of an em: a character takes the place of another only where both are as wide."""
_NARROW = string.ascii_letters + string.digits + ".,:;-/()%+"
_MARKS, _USUAL = (0xA1, 0xA3), range(0xB0, 0xF8)
"""Rows of GB 2312 with punctuation and full-width letters, and with its 6763 characters."""
_CELLS = 94
_CHINESE = range(0x4E00, 0xA000)


@dataclass(frozen=True)
class Forms:
    """The characters of a face with their looks; each row of ``looks`` has length one."""

    signs: tuple[str, ...]
    widths: NDArray[np.float64]
    looks: NDArray[np.float32]

    def like(self, look: NDArray[np.float32], wide: float, count: int) -> list[str]:
        """Name the characters as wide as one, of an em, that look most like what is seen."""
        score = np.where(np.abs(self.widths - wide) < _WIDTHS, self.looks @ look, -1)
        best = np.argsort(-score)[:count]
        return [self.signs[place] for place in best if score[place] > 0]


def look_of(square: Plane) -> NDArray[np.float32]:
    """Tell what an em square looks like, whatever its size and strength."""
    small = Image.fromarray(square.astype(np.float32)).resize((_SIDE, _SIDE), Image.Resampling.BOX)
    flat = np.asarray(small, dtype=np.float32).ravel()
    flat = flat - flat.mean()
    told: NDArray[np.float32] = flat / max(float(np.linalg.norm(flat)), 1e-6)
    return told


@functools.lru_cache(maxsize=4)
def forms(face: Face, *, has_rare: bool) -> Forms:
    """Draw the characters of a face, once: those of GB 2312, or all Chinese ones, which takes longer."""
    font = ImageFont.truetype(str(font_file(face)), _EM, layout_engine=ImageFont.Layout.BASIC)
    chinese = _chinese(face) if has_rare else _of_rows(_USUAL)
    signs = tuple(dict.fromkeys([*_NARROW, *_of_rows(_MARKS), *chinese]))
    looks = []
    for sign in signs:
        square = Image.new("L", (_EM, _EM), 0)
        ImageDraw.Draw(square).text((0, _ABOVE * _EM), sign, fill=255, font=font, anchor="ls")
        looks.append(look_of(np.asarray(square, dtype=np.float32)))
    widths = np.array([font.getlength(sign) / _EM for sign in signs])
    return Forms(signs, widths, np.array(looks))


def face_named(name: str) -> Face:
    """Tell which face of the house a file's face is; one of the hall's own stands where Song would."""
    return next((face for face in Face if face.value == name), Face.SONG)


@functools.lru_cache(maxsize=16)
def _font(face: Face, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(face)), pixels, layout_engine=ImageFont.Layout.BASIC)


def drawn(sign: str, glyph: Glyph, left: int, top: int, size: tuple[int, int]) -> Plane:
    """Draw a character in the place of another, in a window of the page; gives its ink."""
    wide, high = size
    font = _font(face_named(glyph.face), glyph.size * _FINER)
    window = Image.new("L", (wide * _FINER, high * _FINER), 0)
    at = ((glyph.box[0] - left) * _FINER, (glyph.base - top) * _FINER)
    ImageDraw.Draw(window).text(at, sign, fill=255, font=font, anchor="ls")
    return ink_of(ImageChops.invert(window.reduce(_FINER)))


def _of_rows(rows: Iterable[int]) -> list[str]:
    codes = [bytes((row, _MARKS[0] + cell)) for row in rows for cell in range(_CELLS)]
    told = [code.decode("gb2312", errors="ignore") for code in codes]
    return [sign for sign in told if sign.strip()]


def _chinese(face: Face) -> list[str]:
    known = font_of(face).face.charToGlyph
    return [chr(code) for code in _CHINESE if code in known]
