"""Does a scanned page say what the sealed page says? Every character against what else might stand there.

A character counts as another one where a different usual character, or none, explains what is seen
distinctly better than the one that should stand there, after print, copier and scanner were allowed for.
Ink over the text, of a pen or a seal, is told apart: there nothing can be said. Measured: docs/paper-code.md.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from app.documents.file_parts import FileParts
from app.documents.glyph_fitting import REACH, Cell, Comparison, Fitted, energy, shifted
from app.documents.glyph_forms import drawn, face_named, forms, look_of
from app.documents.look_report import Look, PageLook, SeenPlace
from app.documents.page_drawing import DPI, POINTS, DrawnPage, Glyph, draw_page, lines_of
from app.documents.scan_laying import Plane, lay_over

LEAST_SIZE = 8.2 * DPI / POINTS
"""Smaller letters are hints for hands, thin ones; after two photocopies they are gone, as grey ones are."""
OTHERS, MORE_OTHERS = 12, 48
"""So many of the characters that look most like what is seen are tried; more where it is very strange."""
_ODD, _STRANGE = 3.0, 5.5
"""Squared spreads a place on average; on true scans the strangest character has 3. Above the first number
more characters are tried, above the second something else stands there, whatever it is."""
_GAIN, _SHARE = 260.0, 0.18
"""So much better, in squared spreads summed over the square and as a share of all that is strange there, must
another character explain what is seen."""
_GONE = 2.5
"""Squared spreads a place on average: below it a thin mark was lost by a copier, not taken away."""
_SUSPECTS = 48
"""The strangest characters of a page are looked into; a page that was printed again has a few."""
_LARGEST = 60_000_000
_STRONG = 0.3
_OVER = 10
_AROUND = 6
"""Characters told before and after a place."""


def compare_page(pdf: bytes, page: int, scan: bytes) -> PageLook:
    """Compare a picture of a page, from 1, with that page of a file of our own; never a crash for a picture.

    The file itself must be a true one: its last revision is what is compared with.
    """
    picture = _opened(scan)
    if picture is None:
        return PageLook(is_compared=False)
    parts = FileParts(pdf)
    told = parts.pages(parts.revisions - 1)[page - 1]
    sealed = _without(draw_page(told), _fields(told))
    laid = lay_over(sealed, picture)
    if laid is None or not sealed.glyphs:
        return PageLook(is_compared=False)
    comparison = Comparison(sealed, laid)
    found = {id(one.glyph): one for one in _found(comparison)}
    return PageLook(
        is_compared=True, places=tuple(_places(sealed, page, found)), characters=len(sealed.glyphs)
    )


@dataclass(frozen=True)
class _Found:
    glyph: Glyph
    kind: Look
    like: str = ""


def _opened(content: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > _LARGEST:
                return None
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _fields(page: Any) -> list[tuple[float, float, float, float]]:
    """Tell where parties and the hall sign, in pixels from the top left: what stands there is theirs."""
    high = float(page["/MediaBox"][3])
    share = DPI / POINTS
    told = []
    for entry in page.get("/Annots", ()):
        left, foot, right, top = (float(value) for value in entry.get_object()["/Rect"])
        told.append((left * share, (high - top) * share, right * share, (high - foot) * share))
    return told


def _without(page: DrawnPage, fields: list[tuple[float, float, float, float]]) -> DrawnPage:
    """Leave out what is not compared: the fields of signatures, letters in grey or too small to be told."""
    kept = [
        glyph
        for glyph in page.glyphs
        if glyph.size >= LEAST_SIZE
        and not glyph.is_grey
        and not any(
            glyph.box[0] < right and left < glyph.box[2] and glyph.box[1] < foot and top < glyph.box[3]
            for left, top, right, foot in fields
        )
    ]
    return DrawnPage(page.picture, tuple(kept))


def _found(comparison: Comparison) -> Iterator[_Found]:
    strange = [comparison.strangeness(one.cell, one.told, one.rest) for one in comparison.fitted]
    usual = float(np.median([energy(plane) / plane.size for plane in strange]))
    bare: list[tuple[Fitted, Plane]] = []
    for one, plane in zip(comparison.fitted, strange, strict=True):
        if _is_covered(comparison, one):
            yield _Found(one.glyph, Look.COVERED)
        else:
            bare.append((one, plane))
    for one, plane in sorted(bare, key=_energy_of, reverse=True)[:_SUSPECTS]:
        if energy(plane) - 0.7 * usual * plane.size > _GAIN:
            gain, like = _best_other(comparison, one, energy(plane))
            if gain > max(_GAIN, _SHARE * energy(plane)):
                yield _Found(one.glyph, Look.OTHER, like)
            elif energy(plane) > _STRANGE * plane.size:
                yield _Found(one.glyph, Look.OTHER)


def _energy_of(pair: tuple[Fitted, Plane]) -> float:
    return energy(pair[1])


def _is_covered(comparison: Comparison, one: Fitted) -> bool:
    """Tell whether ink lies over a character: coloured, or reaching out of its square."""
    inked = one.told > _STRONG
    tinted = comparison.is_tinted[one.cell]
    if tinted.sum() > max(4, 0.25 * inked.sum()):
        return True
    left, top, right, foot = (round(value) for value in one.glyph.box)
    above = slice(max(0, top - 6), max(0, top - 1)), slice(left, right)
    below = slice(foot + 3, foot + 8), slice(left, right)
    for place in (above, below):
        more = comparison.seen[place] - comparison.told[place]
        if (more > _STRONG).sum() > _OVER:
            return True
    return False


def _best_other(comparison: Comparison, one: Fitted, strange: float) -> tuple[float, str]:
    """Tell by how much another character explains better what is seen, and which."""
    glyph = one.glyph
    window = _window(one.cell)
    size = (window[1].stop - window[1].start, window[0].stop - window[0].start)
    corner = window[1].start, window[0].start
    bare = np.clip(comparison.ink[window] - drawn(glyph.text, glyph, *corner, size), 0, 1)

    def gain_of(sign: str) -> float:
        ink = np.clip(bare + drawn(sign, glyph, *corner, size), 0, 1) if sign else bare
        told = shifted(comparison.way.told(ink), _inside(size), one.move)
        fit, rest = comparison.fit(told, comparison.seen[one.cell])
        return strange - energy(comparison.strangeness(one.cell, fit, rest))

    signs = _others(comparison, one, is_odd=strange > _ODD * one.told.size)
    best, name = max(((gain_of(sign), sign) for sign in signs), default=(-np.inf, ""))
    none = gain_of("")
    # A character fitted very faintly looks like none.
    is_none = none > best - _SHARE * abs(best)
    if strange > _GONE * one.told.size:
        best = max(best, none)
    return best, "" if is_none else name


def _others(comparison: Comparison, one: Fitted, *, is_odd: bool) -> list[str]:
    """Name the characters that look most like what is seen; rare ones too where that is very strange."""
    glyph = one.glyph
    left, top, right = (round(value) for value in glyph.box[:3])
    across, down = (round(value) for value in one.move)
    side = round(glyph.size)
    square = comparison.seen[top - down : top - down + side, left - across : left - across + side].copy()
    square[:, right - left :] = 0
    wide = (glyph.box[2] - glyph.box[0]) / glyph.size
    known = forms(face_named(glyph.face), has_rare=is_odd)
    told = known.like(look_of(square), wide, MORE_OTHERS if is_odd else OTHERS)
    return [sign for sign in told if sign != glyph.text]


def _window(cell: Cell) -> Cell:
    rows, columns = cell
    return slice(rows.start - REACH, rows.stop + REACH), slice(columns.start - REACH, columns.stop + REACH)


def _inside(size: tuple[int, int]) -> Cell:
    return slice(REACH, size[1] - REACH), slice(REACH, size[0] - REACH)


def _places(page: DrawnPage, number: int, found: dict[int, _Found]) -> Iterator[SeenPlace]:
    """Tell the places line by line; neighbours of one kind are one place."""
    for count, line in enumerate(lines_of(page.glyphs), start=1):
        place = 0
        for told, group in groupby(line, key=lambda glyph: _kind(found.get(id(glyph)))):
            glyphs = list(group)
            start, place = place, place + len(glyphs)
            if told is not None:
                yield SeenPlace(
                    told,
                    number,
                    count,
                    _text(glyphs),
                    _text(line[max(0, start - _AROUND) : start]),
                    _text(line[place : place + _AROUND]),
                    "".join(found[id(glyph)].like for glyph in glyphs),
                )


def _kind(found: _Found | None) -> Look | None:
    return None if found is None else found.kind


def _text(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)
