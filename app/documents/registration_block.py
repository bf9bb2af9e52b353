"""The block the registrar fills in, and the room for stamp duty (domain.md 3.6). Lengths in points."""

from __future__ import annotations

import functools
from dataclasses import replace

from app.documents.drawing import MM, Canvas, draw_text
from app.documents.flow import Piece, kept
from app.documents.fonts import Face
from app.documents.text_parts import CELL, HEADING, paragraph
from app.documents.words import word, word_list

LEADING = 17.0
STAMPS = 34 * MM
SIZE = 9.5
SEAL_ROOM = 42 * MM


def registration_area(room: float) -> list[Piece]:
    """Set the stamp-duty area, the registrar's box and the line that nothing follows, on one page."""
    lines = word_list("registration", "lines")
    height = (len(lines) + 1) * LEADING + SEAL_ROOM
    title = paragraph(word("registration", "title"), room, HEADING)
    stamps = Piece(STAMPS, functools.partial(_draw_stamps, room), before=10.0)
    box = Piece(height, functools.partial(_draw_box, room, height, lines), before=2.0)
    end = paragraph(word("page", "blank_below"), room, replace(CELL, align="center", before=6.0))
    return kept([stamps, *title, box, *end])


def _draw_stamps(room: float, canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.5)
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 2.5)
    canvas.rect(x, y - STAMPS, room, STAMPS, stroke=1, fill=0)
    draw_text(canvas, word("registration", "stamp_duty"), x + 6, y - 14, Face.SONG, SIZE)
    canvas.restoreState()


def _draw_box(room: float, height: float, lines: tuple[str, ...], canvas: Canvas, x: float, y: float) -> None:
    canvas.setLineWidth(0.5)
    canvas.rect(x, y - height, room, height, stroke=1, fill=0)
    base = y - LEADING
    for line in lines:
        draw_text(canvas, line, x + 8, base, Face.SONG, SIZE)
        base -= LEADING
    foot = y - height
    draw_text(canvas, word("registration", "handler"), x + 8, foot + 10, Face.SONG, SIZE)
    draw_text(canvas, word("registration", "seal"), x + room - 62 * MM, foot + 28, Face.SONG, SIZE)
    draw_text(canvas, word("page", "to_sign_date"), x + room - 8, foot + 10, Face.SONG, SIZE, "right")
