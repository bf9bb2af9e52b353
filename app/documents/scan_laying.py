"""Lays a scanned or photographed page over the page it was printed from: turned, stretched, pulled crookedly.

First by the corners of the page's code, or by its looks where that cannot be read; then by large squares of
text, coarse before fine; in the end every stretch of text has a place of its own, as paper was fed unevenly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageChops

from app.documents.contract_frame import CODE_FOOT, LEFT, PAGE_MODULE_MM
from app.documents.drawing import MM
from app.documents.page_drawing import DPI, DrawnPage
from app.documents.paper_codes import PAGE_PREFIX

Plane = NDArray[np.float32]
Points = NDArray[np.float64]
_PX = DPI / 25.4
_QUIET, _MODULES = 4, 29
_TURNS = np.arange(-3.5, 3.51, 0.25)
_WIDE = 1000
"""Pixels: of a wider picture a part tells the shade of the paper."""
_LOOK = 8
"""By its looks a page is found in pictures so many times smaller."""
_STAGES = ((4, 2.5, 26.0), (2, 1.6, 16.0))
"""How many times smaller, how far off a square may lie, and its side; both in millimetres."""
_STRETCH = (150, 44)
"""Width and height of a stretch of text, in pixels."""
_REACH = 8
_MESH = 64
"""Pixels between the points where the picture is bent."""
_NEAR = 170.0
"""Pixels within which stretches of text lie alike."""
LEAST_LIKE = 0.55
"""A square that fits worse says nothing of where it lies."""
_LEAST_SQUARES = 6
_LEAST_SHARE = 0.3


@dataclass(frozen=True)
class Laid:
    """A scan laid over its page, all in pixels of 200 dpi. ink: 0 for paper to 1. tint: how coloured."""

    ink: Plane
    tint: Plane


def lay_over(page: DrawnPage, scan: Image.Image) -> Laid | None:
    """Lay a scan over its page; None where they are too unlike to be compared."""
    whole = scan.convert("RGB")
    if whole.width > whole.height:
        whole = whole.rotate(90, expand=True)
    red = whole.getchannel("R")
    ink = ink_of(page.picture)
    fit = _by_code(whole) or _by_looks(ink, red)
    for finer, reach, side in _STAGES:
        moved = _squares(ink, _inked(_warped(red, fit, page.picture.size, finer)), finer, reach, side)
        if moved is None:
            return None
        fit = _refitted(fit, *moved)
    found = _stretches(page, ink, _inked(_warped(red, fit, page.picture.size, 1)))
    if found is None:
        return None
    bent = _Bent(fit, *found, page.picture.size)
    shown = bent.of(red)
    return Laid(_inked(shown), _tint(shown, [bent.of(whole.getchannel(name)) for name in _others(whole)]))


def ink_of(picture: Image.Image) -> Plane:
    """Tell the ink of a clean picture, 0 for paper to 1."""
    told: Plane = (1 - np.asarray(picture, dtype=np.float32) / 255).astype(np.float32, copy=False)
    return told


def _others(scan: Image.Image) -> str:
    """Name the colours beside red; none where a scanner made greys alone."""
    red, green, blue = scan.split()
    apart = (ImageChops.difference(red, other).getbbox() for other in (green, blue))
    return "GB" if any(apart) else ""


def _tint(red: Image.Image, others: list[Image.Image]) -> Plane:
    """Tell how coloured each place is: how far the three colours lie apart."""
    high, low = red, red
    for other in others:
        high, low = ImageChops.lighter(high, other), ImageChops.darker(low, other)
    return 1 - ink_of(ImageChops.subtract(high, low))


Fit = tuple[float, float, float, float, float, float]
"""Where a point x, y of the page lies on the scan: a x + b y + c, d x + e y + f."""


def _by_code(scan: Image.Image) -> Fit | None:
    grey = scan.convert("L")
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for code in zxingcpp.read_barcodes(grey, formats=formats):
        if code.text.startswith(PAGE_PREFIX):
            at = code.position
            there = [complex(p.x, p.y) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
            return _similar(_code_corners(), there)
    return None


def _code_corners() -> list[complex]:
    """Tell where the code of every page has its corners, in pixels."""
    module = PAGE_MODULE_MM * _PX
    left = LEFT / MM * _PX + _QUIET * module
    foot = (297 - CODE_FOOT / MM) * _PX - _QUIET * module
    side = _MODULES * module
    corners = ((left, foot - side), (left + side, foot - side), (left + side, foot), (left, foot))
    return [complex(*corner) for corner in corners]


def _similar(here: list[complex], there: list[complex]) -> Fit:
    """Find the turn, scale and move that bring points here to points there, by least squares."""
    middle, away = sum(here) / len(here), sum(there) / len(there)
    over = sum(((t - away) * (h - middle).conjugate() for h, t in zip(here, there, strict=True)), 0j)
    turn = over / sum(abs(h - middle) ** 2 for h in here)
    move = away - turn * middle
    return turn.real, -turn.imag, move.real, turn.imag, turn.real, move.imag


def _by_looks(ink: Plane, scan: Image.Image) -> Fit:
    """Find a whole page on a scan of the whole paper: the turn at which both look most alike."""
    high, wide = ink.shape
    small = _shrunk(ink, _LOOK)
    spectrum = np.fft.rfft2(small - small.mean())
    best, fit = -1.0, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    scale = scan.width / wide
    for turn in np.radians(_TURNS):
        over = scale * complex(np.cos(turn), np.sin(turn))
        move = complex(scan.width / 2, scan.height / 2) - over * complex(wide / 2, high / 2)
        tried: Fit = (over.real, -over.imag, move.real, over.imag, over.real, move.imag)
        seen = _inked(_warped(scan, tried, (wide, high), _LOOK))[: small.shape[0], : small.shape[1]]
        like = np.fft.irfft2(np.conj(spectrum) * np.fft.rfft2(seen - seen.mean()), s=small.shape)
        down, right = np.unravel_index(int(like.argmax()), like.shape)
        if like.max() > best:
            dy, dx = (int(v) - n * (int(v) > n // 2) for v, n in zip((down, right), small.shape, strict=True))
            best, fit = float(like.max()), _moved(tried, dx * _LOOK, dy * _LOOK)
    return fit


def _moved(fit: Fit, dx: float, dy: float) -> Fit:
    a, b, c, d, e, f = fit
    return a, b, a * dx + b * dy + c, d, e, d * dx + e * dy + f


def _shrunk(plane: Plane, times: int) -> Plane:
    high, wide = plane.shape[0] // times, plane.shape[1] // times
    cut = plane[: high * times, : wide * times]
    told: Plane = cut.reshape(high, times, wide, times).mean(axis=(1, 3), dtype=np.float32)
    return told


def _warped(scan: Image.Image, fit: Fit, size: tuple[int, int], finer: int) -> Image.Image:
    """Draw a scan as it lies over the page, so many times smaller."""
    a, b, c, d, e, f = fit
    share = max(1, int(finer * np.hypot(a, d)))
    small = scan.reduce(share) if share > 1 else scan
    over = finer / share
    data = (a * over, b * over, c / share, d * over, e * over, f / share)
    target = (size[0] // finer, size[1] // finer)
    return small.transform(target, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC, fillcolor=255)


def _inked(picture: Image.Image) -> Plane:
    """Give the ink of a picture: paper's own shade, which may change over the page, is taken away."""
    shown = np.asarray(picture, dtype=np.float32)
    tiles = (max(2, picture.width // 80), max(2, picture.height // 80))
    few = np.asarray(picture.reduce(2) if picture.width > _WIDE else picture, dtype=np.float32)
    share = Image.fromarray(_paper(few, tiles)).resize(picture.size, Image.Resampling.BICUBIC)
    paper = np.maximum(np.asarray(share, dtype=np.float32), 40)
    told: Plane = np.clip(1 - shown / paper, -0.2, 1)
    return told


def _paper(shown: Plane, tiles: tuple[int, int]) -> Plane:
    """Tell the shade of the paper, tile by tile: most of a page is paper."""
    across, down = tiles
    high, wide = shown.shape[0] // down, shown.shape[1] // across
    cut = shown[: high * down, : wide * across].reshape(down, high, across, wide)
    told: Plane = np.percentile(cut, 75, axis=(1, 3)).astype(np.float32)
    return told


def _squares(page: Plane, seen: Plane, finer: int, reach: float, side: float) -> tuple[Points, Points] | None:
    """Find where large squares with text lie on the other picture; both in pixels of the page."""
    small = _shrunk(page, finer)
    size, far = round(side * _PX / finer), round(reach * _PX / finer)
    places = [
        (x, y)
        for y, x in product(
            range(far, small.shape[0] - size - far, size), range(far, small.shape[1] - size - far, size)
        )
        if small[y : y + size, x : x + size].mean() > 0.02
    ]
    return _found(small, seen, places, (size, size), far, finer)


def _stretches(page: DrawnPage, ink: Plane, seen: Plane) -> tuple[Points, Points] | None:
    """Find where each stretch of text lies, to a part of a pixel."""
    wide, high = _STRETCH
    places: dict[tuple[int, int], None] = {}
    for glyph in page.glyphs:
        x = int(glyph.box[0]) // (wide // 2) * (wide // 2)
        y = int((glyph.box[1] + glyph.box[3]) / 2) - high // 2
        inside = x >= _REACH and x + wide + _REACH < ink.shape[1] and y >= _REACH
        if inside and y + high + _REACH < ink.shape[0]:
            places[(x, y)] = None
    kept = [(x, y) for x, y in places if ink[y : y + high, x : x + wide].mean() > 0.02]
    return _found(ink, seen, kept, _STRETCH, _REACH, 1)


def _found(
    page: Plane, seen: Plane, places: list[tuple[int, int]], size: tuple[int, int], far: int, finer: int
) -> tuple[Points, Points] | None:
    wide, high = size
    here, there = [], []
    for x, y in places:
        told = _best(
            page[y : y + high, x : x + wide], seen[y - far : y + high + far, x - far : x + wide + far], far
        )
        if told is not None:
            middle = complex(x + wide / 2, y + high / 2) * finer
            here.append((middle.real, middle.imag))
            there.append((middle.real + told[0] * finer, middle.imag + told[1] * finer))
    if len(here) < max(_LEAST_SQUARES, _LEAST_SHARE * len(places)):
        return None
    return np.array(here), np.array(there)


def _best(patch: Plane, around: Plane, far: int) -> tuple[float, float] | None:
    """Tell by how much a patch lies off in what is around it, by normal correlation; None: nowhere."""
    high, wide = patch.shape
    if around.shape != (high + 2 * far, wide + 2 * far):
        return None
    flat = patch - patch.mean()
    size = around.shape
    like = np.fft.irfft2(np.conj(np.fft.rfft2(flat, s=size)) * np.fft.rfft2(around, s=size), s=size)
    like = like[: 2 * far + 1, : 2 * far + 1]
    count = high * wide
    spread = _sums(around**2, high, wide) - _sums(around, high, wide) ** 2 / count
    like = like / np.sqrt(np.maximum(spread, 1e-6) * (flat**2).sum() + 1e-9)
    down, right = np.unravel_index(int(like.argmax()), like.shape)
    if like[down, right] < LEAST_LIKE:
        return None
    dx = _peak(like[down, :], int(right))
    dy = _peak(like[:, right], int(down))
    return dx - far, dy - far


def _sums(plane: Plane, high: int, wide: int) -> NDArray[np.float64]:
    whole = np.pad(plane.astype(np.float64).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    told: NDArray[np.float64] = (
        whole[high:, wide:] - whole[:-high, wide:] - whole[high:, :-wide] + whole[:-high, :-wide]
    )
    return told


def _peak(row: NDArray[np.float64], at: int) -> float:
    if not 0 < at < len(row) - 1:
        return float(at)
    before, top, after = row[at - 1], row[at], row[at + 1]
    bend = before - 2 * top + after
    return at + (0.5 * float((before - after) / bend) if bend < 0 else 0.0)


def _refitted(fit: Fit, here: Points, there: Points) -> Fit:
    """Correct a fit by where squares were found; those that lie elsewhere than all others count little."""
    a, b, c, d, e, f = fit
    target = there @ np.array([[a, d], [b, e]]) + np.array([c, f])
    base = np.column_stack([here, np.ones(len(here))])
    weight = np.ones(len(here))
    for _ in range(8):
        solved = np.linalg.lstsq(base * weight[:, None], target * weight[:, None], rcond=None)[0]
        off = np.linalg.norm(base @ solved - target, axis=1)
        weight = 1 / (1 + (off / max(1.0, 1.5 * float(np.median(off)))) ** 2)
    (a, d), (b, e), (c, f) = solved.tolist()
    return a, b, c, d, e, f


class _Bent:
    """A fit that is bent a little from place to place, as the stretches of text were found."""

    def __init__(self, fit: Fit, here: Points, there: Points, size: tuple[int, int]) -> None:
        self._size = size
        columns = np.arange(0, size[0] + _MESH, _MESH)
        rows = np.arange(0, size[1] + _MESH, _MESH)
        points = np.stack(np.meshgrid(columns, rows), axis=-1).astype(np.float64)
        moved = points + _smoothed(here, there - here, points)
        a, b, c, d, e, f = fit
        self._where = moved @ np.array([[a, d], [b, e]]) + np.array([c, f])
        self._columns, self._rows = columns, rows

    def of(self, scan: Image.Image) -> Image.Image:
        """Draw a scan as it lies over the page."""
        mesh: list[Any] = []
        for row, column in product(range(len(self._rows) - 1), range(len(self._columns) - 1)):
            left, top = int(self._columns[column]), int(self._rows[row])
            corners = ((row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1))
            quad = [float(value) for corner in corners for value in self._where[corner]]
            mesh.append(((left, top, left + _MESH, top + _MESH), quad))
        return scan.transform(self._size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=255)


def _smoothed(here: Points, moves: Points, at: Points) -> Points:
    """Tell the move at places from moves nearby; what lies off all around it is a slip."""
    flat = at.reshape(-1, 2)
    weight = np.ones(len(here))
    for _ in range(3):
        own = _mean_near(here, moves, weight, here)
        off = np.linalg.norm(own - moves, axis=1)
        weight = 1 / (1 + (off / max(0.3, 2 * float(np.median(off)))) ** 4)
    told: Points = _mean_near(here, moves, weight, flat).reshape(at.shape)
    return told


def _mean_near(here: Points, moves: Points, weight: NDArray[np.float64], at: Points) -> Points:
    """Fit a plane to the moves around each place, the near ones counting most."""
    away = here[None, :, :] - at[:, None, :]
    near = np.exp(-(away**2).sum(axis=2) / (2 * _NEAR**2)) + 1e-5
    near = near * weight[None, :]
    base = np.concatenate([np.ones((*near.shape, 1)), away / _NEAR], axis=2)
    left = np.einsum("pk,pki,pkj->pij", near, base, base) + 1e-3 * near.sum(1)[:, None, None] * np.diag(
        [0.0, 1.0, 1.0]
    )
    right = np.einsum("pk,pki,kj->pij", near, base, moves)
    told: Points = np.linalg.solve(left, right)[:, 0, :]
    return told
