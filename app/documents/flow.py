"""Flowing pieces over pages: what belongs together stays together. Lengths in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.documents.drawing import Canvas

Draw = Callable[[Canvas, float, float], None]
"""Draws a piece; ``x`` is its left edge, ``y`` its upper edge."""


@dataclass(frozen=True)
class Piece:
    """Something of a known height. ``before`` is space above it, dropped at the head of a page.

    ``keeps_next``: no page may end with it. ``starts_page``: a page begins with it.
    ``again`` is drawn at the head of a page that a table goes on to.
    """

    height: float
    draw: Draw
    before: float = 0.0
    keeps_next: bool = False
    starts_page: bool = False
    again: Piece | None = None


@dataclass(frozen=True)
class Placed:
    """A piece and how far below the head of the page's body it lies."""

    piece: Piece
    offset: float


Page = list[Placed]


def flow(pieces: Sequence[Piece], room: float) -> list[Page]:
    """Lay pieces on pages of ``room``. A chain that fits no single page is broken where it must."""
    pages: list[Page] = [[]]
    used = 0.0
    for chain in _chains(pieces):
        if pages[-1] and (chain[0].starts_page or used + _height(chain) > room):
            pages.append([])
            used = 0.0
        for piece in chain:
            if pages[-1] and used + piece.before + piece.height > room:
                pages.append([])
                used = 0.0
            used = _place(pages[-1], piece, used)
    return pages


def kept(pieces: Sequence[Piece]) -> list[Piece]:
    """Chain pieces together: no page may end within them."""
    return [replace(piece, keeps_next=True) for piece in pieces[:-1]] + list(pieces[-1:])


def without_lonely_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Chain the first two and the last two lines of a paragraph."""
    count = len(pieces)
    return [
        replace(piece, keeps_next=True) if number in (0, count - 2) and number < count - 1 else piece
        for number, piece in enumerate(pieces)
    ]


def _chains(pieces: Sequence[Piece]) -> list[list[Piece]]:
    chains: list[list[Piece]] = [[]]
    for piece in pieces:
        chains[-1].append(piece)
        if not piece.keeps_next:
            chains.append([])
    return [chain for chain in chains if chain]


def _height(chain: Sequence[Piece]) -> float:
    return sum(piece.before + piece.height for piece in chain)


def _place(page: Page, piece: Piece, used: float) -> float:
    if not page and piece.again is not None:
        page.append(Placed(piece.again, 0.0))
        used = piece.again.height
    elif page:
        used += piece.before
    page.append(Placed(piece, used))
    return used + piece.height
