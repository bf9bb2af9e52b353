"""What a signature shows at its place: strokes and words as vectors, drawn when it is made. Points."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen import canvas as pdfgen

from app.documents.drawing import MM, Canvas, draw_strokes, draw_text, fitted
from app.documents.fonts import Face, font
from app.documents.sheets import PartyMark
from app.documents.signing_parts import PEN_HEIGHT, SMALL, SMALL_LEADING, STRIP_SIZE, label_width

Draw = Callable[[Canvas, float, float], None]


def party_mark(mark: PartyMark, wide: float, high: float) -> bytes:
    """Draw a party's signature into its field, on a page as large as the field."""

    def draw(canvas: Canvas, wide: float, high: float) -> None:
        _write_over(canvas, mark.signed_at, label_width("signed_at"), 4, wide)
        signer = mark.signer + (f"\uff08{mark.capacity}\uff09" if mark.capacity else "")
        _write(canvas, signer, label_width("signer"), 4 + SMALL_LEADING, wide)
        left, line = label_width("signature") + MM, 2 * SMALL_LEADING
        if mark.on_paper:
            size = fitted(mark.on_paper, wide - left, Face.SONG, SMALL)
            draw_text(canvas, mark.on_paper, left, line + 3, Face.SONG, size)
        draw_strokes(canvas, mark.strokes, left, line + 1, wide - left - MM, PEN_HEIGHT - 3)

    return _page(wide, high, draw)


def seal_mark(text: str, wide: float, high: float) -> bytes:
    """Write who sealed and when into the field of the hall's seal."""

    def draw(canvas: Canvas, wide: float, high: float) -> None:
        size = fitted(text, wide, Face.SONG, STRIP_SIZE)
        draw_text(canvas, text, 0, high / 2 - 3, Face.SONG, size)

    return _page(wide, high, draw)


def _write_over(canvas: Canvas, text: str, x: float, y: float, wide: float) -> None:
    """Write over the blanks that a pen would have filled."""
    canvas.setFillGray(1)
    canvas.rect(x, y - 3, wide - x, SMALL_LEADING - 1, stroke=0, fill=1)
    canvas.setFillGray(0)
    _write(canvas, text, x, y, wide)


def _write(canvas: Canvas, text: str, x: float, y: float, wide: float) -> None:
    draw_text(canvas, text, x, y, Face.SONG, fitted(text, wide - x, Face.SONG, SMALL))


def _page(wide: float, high: float, draw: Draw) -> bytes:
    font(Face.SONG)
    out = io.BytesIO()
    canvas = pdfgen.Canvas(
        out, pagesize=(wide, high), invariant=1, pageCompression=1, initialFontName=Face.SONG.value
    )
    draw(canvas, wide, high)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
