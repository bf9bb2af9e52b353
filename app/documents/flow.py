"""Flowing pieces over pages: what belongs together stays together. Lengths in points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.documents.drawing import Canvas

Draw = Callable[[Canvas, float, float], None]
"""Draws a piece; ``x`` is its left edge, ``y`` its upper edge."""

SPACINGS = (1.0, 0.85, 1.2, 0.7, 1.4, 0.55, 1.6)
LARGEST_BLANK = 1 / 6


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


def flow(pieces: Sequence[Piece], room: float, spacing: float = 1.0) -> list[Page]:
    """Lay pieces on pages of ``room``. A chain that fits no single page is broken where it must.

    ``spacing`` widens or narrows the space above pieces.
    """
    pages: list[Page] = [[]]
    used = 0.0
    for chain in _chains(pieces):
        if pages[-1] and (chain[0].starts_page or used + _height(chain, spacing) > room):
            pages.append([])
            used = 0.0
        for piece in chain:
            if pages[-1] and used + spacing * piece.before + piece.height > room:
                pages.append([])
                used = 0.0
            used = _place(pages[-1], piece, used, spacing)
    return pages


def flow_evenly(pieces: Sequence[Piece], room: float, ends: int) -> list[Page]:
    """Lay pieces so that no page but the last ``ends`` is left emptier than ``LARGEST_BLANK`` of the room.

    The space above pieces is widened or narrowed for that, on all pages alike and as little as may be;
    where nothing helps, the way is taken that leaves the least.
    """
    ways: list[tuple[float, int, list[Page]]] = []
    for spacing in SPACINGS:
        pages = flow(pieces, room, spacing)
        left = max((blank(page, room) for page in pages[:-ends]), default=0.0)
        if left <= LARGEST_BLANK * room:
            return pages
        ways.append((left, len(ways), pages))
    return min(ways)[2]


def blank(page: Page, room: float) -> float:
    """Tell how much of a page's room is left below its last piece."""
    return room - page[-1].offset - page[-1].piece.height


def kept(pieces: Sequence[Piece]) -> list[Piece]:
    """Chain pieces together: no page may end within them."""
    return [*staying(pieces[:-1]), *pieces[-1:]]


def staying(pieces: Sequence[Piece]) -> list[Piece]:
    """Chain pieces together and to whatever comes next."""
    return [replace(piece, keeps_next=True) for piece in pieces]


def without_lonely_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Chain the first two and the last two lines of a paragraph."""
    return [
        replace(piece, keeps_next=True) if stays(number, len(pieces)) else piece
        for number, piece in enumerate(pieces)
    ]


def stays(number: int, count: int) -> bool:
    """Tell whether a line of a paragraph, counted from 0, stays with the next one."""
    return number in (0, count - 2) and number < count - 1


def _chains(pieces: Sequence[Piece]) -> list[list[Piece]]:
    chains: list[list[Piece]] = [[]]
    for piece in pieces:
        chains[-1].append(piece)
        if not piece.keeps_next:
            chains.append([])
    return [chain for chain in chains if chain]


def _height(chain: Sequence[Piece], spacing: float) -> float:
    return sum(spacing * piece.before + piece.height for piece in chain)


def _place(page: Page, piece: Piece, used: float, spacing: float) -> float:
    if not page and piece.again is not None:
        page.append(Placed(piece.again, 0.0))
        used = piece.again.height
    elif page:
        used += spacing * piece.before
    page.append(Placed(piece, used))
    return used + piece.height
