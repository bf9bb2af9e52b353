"""Does a scanned page look like the page that was printed? Lost and added ink, told place by place.

The scan is laid over the page by the corners of their code, then by its text; after that every small
square may still lie a millimetre off, as paper does that was pulled in crookedly. Red ink, of seals and
fingerprints, is not looked at.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.contract_frame import FOOT, LEFT, RIGHT, TOP
from app.documents.drawing import MM
from app.documents.signing_parts import PARTY_FIELD

PAPER_MM = (210.0, 297.0)
PIXELS_PER_MM = 3
_SIZE = (round(PAPER_MM[0] * PIXELS_PER_MM), round(PAPER_MM[1] * PIXELS_PER_MM))
_SQUARE_MM = 7
_SLACK = 3
"""Pixels a square may lie off."""
_COARSE, _LARGE, _FAR, _WRITTEN, _PAIRS = 3, 80, 5, 12, 6
"""By large squares, in pixels, with some ink, scans are laid over the page; so far they may be off."""
_LEAST_INK = 20
"""Of 255: with less ink a square tells nothing."""
_LOST = 28
"""Percent of a square's ink that may be missing: measured, a poor scan loses 20, a word wiped out 45."""
_ADDED = 55
"""Of 255: ink a square may have more. Measured, a poor scan adds up to 50, a written word 57 and more.
One printed character for another like it is below both: whoever witnesses compares by eye as well."""
_BLUR = 1.2
_CODE_ROOM = (0.0, 240.0, 110.0, 297.0)
"""Where a page has its code, in millimetres from the top left."""


@dataclass(frozen=True)
class Spot:
    """A square in which ink was lost or added, in millimetres from the top left."""

    x: float
    y: float
    is_lost: bool


def spots(page: bytes, scan: bytes, *, may_be_added: bool) -> tuple[Spot, ...]:
    """List the squares of the text in which a scan lacks ink, or has more where none may be added."""
    if page == scan:
        return ()
    clean, brought = _opened(page), _opened(scan)
    laid = _laid_over(clean, brought)
    first, second = (_inked(picture) for picture in (clean, laid))
    found = [
        Spot(x, y, is_lost=True) for x, y, ink, gone in _squares(first, second) if gone * 100 > ink * _LOST
    ]
    if not may_be_added:
        found += [Spot(x, y, is_lost=False) for x, y, _, more in _squares(second, first) if more > _ADDED]
    return tuple(found)


def _opened(content: bytes) -> Image.Image:
    """Open a picture at the size we compare in; of colours the red part, in which red ink is light."""
    with Image.open(io.BytesIO(content)) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB").getchannel("R")
        if upright.width > upright.height:
            upright = upright.rotate(90, expand=True)
        return upright.resize(_SIZE, Image.Resampling.BOX)


def _inked(picture: Image.Image) -> Image.Image:
    """Give the ink, 0 for paper: paper's own shade and a scanner's grey are taken away."""
    dark = ImageOps.autocontrast(ImageChops.invert(picture), cutoff=(1, 0.5))
    return dark.filter(ImageFilter.GaussianBlur(_BLUR)).point(_strong)


def _strong(value: int) -> int:
    return 0 if value < 40 else min(255, (value - 40) * 2)


def _laid_over(page: Image.Image, scan: Image.Image) -> Image.Image:
    """Turn a scan so that it lies over the page: by the corners of the code, then by the text itself."""
    here, there = _corners(page), _corners(scan)
    laid = _warped(scan, *_fitted(here, there)) if here and there else scan
    here, there = _pairs(_inked(page), _inked(laid))
    return _warped(laid, *_fitted(here, there)) if len(here) >= _PAIRS else laid


def _warped(picture: Image.Image, turn: complex, move: complex) -> Image.Image:
    data = (turn.real, -turn.imag, move.real, turn.imag, turn.real, move.imag)
    return picture.transform(_SIZE, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC, fillcolor=255)


def _pairs(page: Image.Image, laid: Image.Image) -> tuple[list[complex], list[complex]]:
    """Find for large squares with text where they lie on the other picture."""
    small = (_SIZE[0] // _COARSE, _SIZE[1] // _COARSE)
    squares = (_SIZE[0] // _LARGE, _SIZE[1] // _LARGE)
    first, second = page.resize(small, Image.Resampling.BOX), laid.resize(small, Image.Resampling.BOX)
    ink = first.resize(squares, Image.Resampling.BOX).tobytes()
    best = [256] * len(ink)
    moved = [0j] * len(ink)
    for dx in range(-_FAR, _FAR + 1):
        for dy in range(-_FAR, _FAR + 1):
            gone = ImageChops.subtract(first, ImageChops.offset(second, dx, dy))
            for place, weight in enumerate(gone.resize(squares, Image.Resampling.BOX).tobytes()):
                if weight < best[place]:
                    best[place], moved[place] = weight, complex(-_COARSE * dx, -_COARSE * dy)
    here, there = [], []
    for place, weight in enumerate(ink):
        if weight >= _WRITTEN:
            row, column = divmod(place, squares[0])
            middle = complex((column + 0.5) * _LARGE, (row + 0.5) * _LARGE)
            here.append(middle)
            there.append(middle + moved[place])
    return here, there


def _corners(picture: Image.Image) -> list[complex]:
    left, top = round(_CODE_ROOM[0] * PIXELS_PER_MM), round(_CODE_ROOM[1] * PIXELS_PER_MM)
    right, foot = round(_CODE_ROOM[2] * PIXELS_PER_MM), round(_CODE_ROOM[3] * PIXELS_PER_MM)
    room = picture.crop((left, top, right, foot))
    twice = room.resize((room.width * 2, room.height * 2), Image.Resampling.BICUBIC)
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for code in zxingcpp.read_barcodes(twice, formats=formats):
        at = code.position
        points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        return [complex(p.x / 2 + left, p.y / 2 + top) for p in points]
    return []


def _fitted(here: list[complex], there: list[complex]) -> tuple[complex, complex]:
    """Find the turn, scale and move that bring points here to points there, by least squares."""
    middle, away = sum(here) / len(here), sum(there) / len(there)
    over = sum(((t - away) * (h - middle).conjugate() for h, t in zip(here, there, strict=True)), 0j)
    turn = over / sum(abs(h - middle) ** 2 for h in here)
    return turn, away - turn * middle


def _squares(ink: Image.Image, other: Image.Image) -> Iterator[tuple[float, float, int, int]]:
    """Tell for every square of the text with ink where it is, its ink, and how much of it the other lacks."""
    squares = (_SIZE[0] // (_SQUARE_MM * PIXELS_PER_MM), _SIZE[1] // (_SQUARE_MM * PIXELS_PER_MM))
    whole = ink.resize(squares, Image.Resampling.BOX).tobytes()
    gone = _least(ink, other, squares).tobytes()
    wide, high = PAPER_MM[0] / squares[0], PAPER_MM[1] / squares[1]
    left, right = LEFT / MM, PAPER_MM[0] - RIGHT / MM
    top, foot = TOP / MM, PAPER_MM[1] - FOOT / MM
    for place, (had, lacks) in enumerate(zip(whole, gone, strict=True)):
        row, column = divmod(place, squares[0])
        x, y = column * wide, row * high
        inside = left - wide / 2 <= x and x + wide <= right + wide / 2 and top <= y and y + high <= foot
        if inside and had >= _LEAST_INK:
            yield x, y, had, lacks


def _least(ink: Image.Image, other: Image.Image, squares: tuple[int, int]) -> Image.Image:
    """Give, square by square, how much ink is not found in the other picture at the best place nearby."""
    best: Image.Image | None = None
    for dx in range(-_SLACK, _SLACK + 1):
        for dy in range(-_SLACK, _SLACK + 1):
            gone = ImageChops.subtract(ink, ImageChops.offset(other, dx, dy))
            told = gone.resize(squares, Image.Resampling.BOX)
            best = told if best is None else ImageChops.darker(best, told)
    assert best is not None
    return best


def signature_pages(pdf: bytes) -> frozenset[int]:
    """Tell on which pages of a prepared file, from 1, parties sign: ink is added there."""
    pages = _pages(PdfFileReader(io.BytesIO(pdf)).root["/Pages"])
    return frozenset(number for number, page in enumerate(pages, start=1) if _is_signed_on(page))


def _pages(node: Any) -> Iterator[Any]:
    for kid in node["/Kids"]:
        page = kid.get_object()
        if "/Kids" in page:
            yield from _pages(page)
        else:
            yield page


def _is_signed_on(page: Any) -> bool:
    fields = (field.get_object() for field in page.get("/Annots", ()))
    return any(str(field.get("/T", "")).startswith(PARTY_FIELD) for field in fields)
