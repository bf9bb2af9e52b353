"""A page and its scan, character by character: what was to be expected there, and what is strange.

How a print, a copier and a scanner blur and fatten strokes is learnt from the page itself: the scan is told
from the page by one small filter and one curve, whatever most characters share. What then still differs, in
one character's square, is measured against how much the others differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from app.documents.page_drawing import DrawnPage, Glyph
from app.documents.scan_laying import Laid, Plane, ink_of

HALF = 3
"""The filter reaches so many pixels to each side."""
REACH = HALF + 3
"""So many pixels around a window must be known to tell it."""
_SAMPLE = 60_000
_BINS = 24
_MARGIN = 3
_CLIP = 4.0
"""Spreads: more at one place counts no more."""
_FARTHEST = 2.0
"""Pixels a character may lie off where its stretch of the page lies."""
_LEAST_SPREAD = 0.016
"""A page that never was on paper has no noise; how programs draw it differs all the same."""
_TINTED = 0.2
"""So coloured is a seal's or a pen's ink; what prints and copies black stays below."""
Cell = tuple[slice, slice]


@dataclass(frozen=True)
class Way:
    """How this page came to this scan: a filter and a curve."""

    filter: NDArray[np.float32]
    base: float
    at: NDArray[np.float64]
    value: NDArray[np.float64]

    def told(self, ink: Plane) -> Plane:
        """Tell what ink looks like after it; a margin of the filter's reach is not told."""
        whole = np.full(ink.shape, self.base, dtype=np.float32)
        inner = whole[HALF:-HALF, HALF:-HALF]
        high, wide = inner.shape
        side = 2 * HALF + 1
        for place, share in enumerate(self.filter):
            dy, dx = divmod(place, side)
            inner += share * ink[dy : dy + high, dx : dx + wide]
        return np.interp(whole, self.at, self.value).astype(np.float32)


def learn(ink: Plane, seen: Plane, cells: list[Cell]) -> Way:
    """Learn how a page came to its scan, from all its characters."""
    where = np.zeros(ink.shape, dtype=bool)
    for cell in cells:
        where[cell] = True
    where[:HALF] = where[-HALF:] = False
    where[:, :HALF] = where[:, -HALF:] = False
    rows, columns = np.nonzero(where)
    pick = np.random.default_rng(1).permutation(len(rows))[:_SAMPLE]
    y, x = rows[pick], columns[pick]
    shifts = list(product(range(-HALF, HALF + 1), repeat=2))
    base = np.column_stack([*(ink[y + dy, x + dx] for dy, dx in shifts), np.ones(len(y))]).astype(np.float64)
    target = seen[y, x].astype(np.float64)
    keep = np.ones(len(y), dtype=bool)
    for _ in range(3):
        part = base[keep]
        left = part.T @ part + 1e-5 * len(part) * np.eye(base.shape[1])
        solved = np.linalg.solve(left, part.T @ target[keep])
        off = np.abs(base @ solved - target)
        keep = off < 4 * 1.4826 * np.median(off) + 0.05
    known = base @ solved
    at, value = _curve(known, target)
    return Way(solved[:-1].astype(np.float32), float(solved[-1]), at, value)


def _curve(
    known: NDArray[np.float64], seen: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    edges = np.linspace(float(known.min()), float(known.max()) + 1e-6, _BINS + 1)
    place = np.digitize(known, edges) - 1
    full = [number for number in range(_BINS) if (place == number).sum() > 30]
    at = np.array([known[place == number].mean() for number in full])
    value = np.array([np.median(seen[place == number]) for number in full])
    return at, np.maximum.accumulate(value)


@dataclass(frozen=True)
class Fitted:
    """A character's square: what was expected there after fitting, and what is there."""

    glyph: Glyph
    cell: Cell
    told: Plane = field(repr=False)
    rest: Plane = field(repr=False)
    move: tuple[float, float]


class Comparison:
    """A page and its scan, character by character."""

    def __init__(self, page: DrawnPage, laid: Laid) -> None:
        self.ink = ink_of(page.picture)
        self.seen = laid.ink
        self.is_tinted = soft(laid.tint) > _TINTED
        self.cells = [cell_of(glyph, self.ink.shape) for glyph in page.glyphs]
        self.way = learn(self.ink, laid.ink, self.cells)
        self.told = self.way.told(self.ink)
        self.fitted = [
            self._fit(glyph, cell, self._around(page.glyphs, place))
            for place, (glyph, cell) in enumerate(zip(page.glyphs, self.cells, strict=True))
        ]
        self._learn_spread()

    def _around(self, glyphs: tuple[Glyph, ...], place: int) -> Cell:
        """Give the window of a character with its neighbours."""
        own = glyphs[place]
        left, right = own.box[0], own.box[2]
        for other in (place - 1, place + 1):
            if 0 <= other < len(glyphs) and abs(glyphs[other].base - own.base) < 2:
                box = glyphs[other].box
                if box[0] - right < own.size and left - box[2] < own.size:
                    left, right = min(left, box[0]), max(right, box[2])
        box = (left, own.box[1], right, own.box[3])
        return _slices(box, self.ink.shape)

    def _fit(self, glyph: Glyph, cell: Cell, around: Cell) -> Fitted:
        move = self.move_of(around)
        told, rest = self.fit(shifted(self.told, cell, move), self.seen[cell])
        return Fitted(glyph, cell, told, rest, move)

    def move_of(self, around: Cell) -> tuple[float, float]:
        """Tell by how much a window lies off what was expected, in pixels across and down."""
        move = (0.0, 0.0)
        seen = self.seen[around].ravel()
        for _ in range(2):
            told = shifted(self.told, around, move)
            gy, gx = np.gradient(told)
            base = np.column_stack([np.ones(told.size), told.ravel(), gx.ravel(), gy.ravel()])
            left = base.T @ base + np.diag([1e-3, 1e-3, 0.3, 0.3])
            solved = np.linalg.solve(left, base.T @ seen)
            strength = max(0.3, float(solved[1]))
            step = np.clip(solved[2:] / strength, -0.8, 0.8)
            move = tuple(np.clip(np.array(move) + step, -_FARTHEST, _FARTHEST).tolist())
        return move

    def fit(self, told: Plane, seen: Plane) -> tuple[Plane, Plane]:
        """Let an expected square be a little darker, softer and off its place; what then still differs?"""
        gy, gx = np.gradient(told)
        bend = np.gradient(gx, axis=1) + np.gradient(gy, axis=0)
        base = np.column_stack([np.ones(told.size), *(part.ravel() for part in (told, gx, gy, bend))])
        hold = np.diag([2.0, 1.0, 0.5, 0.5, 1.0])
        solved = np.linalg.solve(base.T @ base + hold, base.T @ (seen - told).ravel())
        fit = told + (base @ solved).reshape(told.shape).astype(np.float32)
        return fit, seen - fit

    def _learn_spread(self) -> None:
        """Learn how much a place differs as a rule: beside strokes more than on bare paper."""
        slope = np.concatenate([steepness(one.told).ravel() for one in self.fitted])
        off = np.concatenate([np.abs(soft(one.rest)).ravel() for one in self.fitted])
        edges = np.quantile(slope, np.linspace(0, 1, 13))
        place = np.clip(np.digitize(slope, edges) - 1, 0, 11)
        full = [n for n in range(12) if (place == n).any()]
        self._at = np.array([slope[place == n].mean() for n in full])
        value = np.array([1.4826 * np.median(off[place == n]) for n in full])
        self._value = np.maximum(np.maximum.accumulate(value), _LEAST_SPREAD)

    def strangeness(self, cell: Cell, told: Plane, rest: Plane) -> Plane:
        """Tell how strange what differs is, place by place, in spreads of this page; not under colour."""
        spread = np.interp(steepness(told), self._at, self._value).astype(np.float32)
        strange: Plane = np.where(self.is_tinted[cell], 0, soft(rest) / spread)
        return strange


def energy(strange: Plane) -> float:
    """Sum up what is strange; single places count only so far."""
    return float(np.minimum(strange**2, _CLIP**2).sum())


def steepness(told: Plane) -> Plane:
    """Tell how steep ink rises and falls."""
    gy, gx = np.gradient(told)
    out: Plane = np.hypot(gx, gy)
    return out


def shifted(plane: Plane, cell: Cell, move: tuple[float, float]) -> Plane:
    """Give a window of a plane that lies a part of a pixel off."""
    (rows, columns), (right, down) = cell, move
    x, y = int(np.floor(right)), int(np.floor(down))
    fx, fy = np.float32(right - x), np.float32(down - y)
    top, left = rows.start + y, columns.start + x
    high, wide = rows.stop - rows.start, columns.stop - columns.start
    part = plane[top : top + high + 1, left : left + wide + 1]
    across = part[:, :-1] * (1 - fx) + part[:, 1:] * fx
    return (across[:-1] * (1 - fy) + across[1:] * fy).astype(np.float32, copy=False)


def cell_of(glyph: Glyph, shape: tuple[int, ...]) -> Cell:
    """Give the window of a character."""
    return _slices(glyph.box, shape)


def _slices(box: tuple[float, float, float, float], shape: tuple[int, ...]) -> Cell:
    left, top, right, foot = box
    edge = REACH + 1
    return (
        slice(max(edge, int(top) - _MARGIN), min(shape[0] - edge, int(foot) + _MARGIN + 2)),
        slice(max(edge, int(left) - _MARGIN), min(shape[1] - edge, int(right) + _MARGIN + 1)),
    )


def soft(plane: Plane) -> Plane:
    """Take a place together with those beside it, 1 2 1 each way; edges repeat."""
    for axis in (0, 1):
        padded = np.pad(plane, [(1, 1) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        first, last = (np.take(padded, range(k, k + plane.shape[axis]), axis) for k in (0, 2))
        plane = (0.25 * first + 0.5 * plane + 0.25 * last).astype(np.float32)
    return plane
