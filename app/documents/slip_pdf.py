"""A ticket slip as PDF: as wide as the roll, as long as it needs. For preview and page printers."""

from __future__ import annotations

import io
from dataclasses import dataclass

from app.documents.archival import new_canvas
from app.documents.code import matrix
from app.documents.drawing import MM, Canvas, code_side, draw_code, draw_line, draw_text, wrap
from app.documents.fonts import Face
from app.documents.line_breaking import Line
from app.documents.sheets import SlipCode, SlipLine, SlipPart, SlipSheet

MARGIN = 4 * MM
SIZES = {1: 9.5, 2: 16.0, 3: 25.0, 4: 34.0}
MODULE_MM = 0.8
RULER_HEIGHT = 8 * MM


@dataclass(frozen=True)
class _Set:
    """A part of the slip with its height; a line also with its face, size and how it was wrapped."""

    source: SlipPart
    height: float
    lines: tuple[Line, ...] = ()
    face: Face = Face.HEI
    size: float = 0.0
    leading: float = 0.0


def render_slip_pdf(sheet: SlipSheet, width_mm: int = 80) -> bytes:
    """Set a slip for a roll of 80 or 58 mm; the same sheet gives the same bytes."""
    room = width_mm * MM - 2 * MARGIN
    parts = [_set(part, room) for part in sheet.parts]
    height = 2 * MARGIN + sum(part.height for part in parts)
    out = io.BytesIO()
    canvas = new_canvas(out, (width_mm * MM, height), sheet.title, sheet.author)
    y = height - MARGIN
    for part in parts:
        _draw(canvas, part, room, y)
        y -= part.height
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _set(source: SlipPart, room: float) -> _Set:
    if isinstance(source, SlipCode):
        return _Set(source, code_side(matrix(source.payload), MODULE_MM))
    if not isinstance(source, SlipLine):
        return _Set(source, RULER_HEIGHT)
    face, size = Face.HEI_BOLD if source.bold else Face.HEI, SIZES[source.scale]
    lines = tuple(wrap(source.text, room - 2, face, size))
    leading = size * (1.3 if source.scale > 1 else 1.5)
    height = max(len(lines), 1) * leading + (6.0 if source.boxed else 0.0)
    return _Set(source, height, lines, face, size, leading)


def _draw(canvas: Canvas, part: _Set, room: float, y: float) -> None:
    """Draw a part below ``y``."""
    if isinstance(part.source, SlipCode):
        modules = matrix(part.source.payload)
        draw_code(canvas, modules, MARGIN + (room - part.height) / 2, y - part.height, MODULE_MM)
    elif isinstance(part.source, SlipLine):
        _draw_lines(canvas, part, part.source, room, y)
    else:
        _draw_ruler(canvas, room, y)


def _draw_lines(canvas: Canvas, part: _Set, source: SlipLine, room: float, y: float) -> None:
    if source.boxed:
        _draw_frame(canvas, part, room, y)
        y -= 3.0
    for line in part.lines:
        spare = {"left": 0.0, "center": 0.5, "right": 1.0}[source.align] * (room - line.width)
        base = y - part.leading / 2 - part.size * 0.36
        draw_line(canvas, line, MARGIN + spare, base, part.face, part.size)
        y -= part.leading


def _draw_frame(canvas: Canvas, part: _Set, room: float, y: float) -> None:
    wide = max((line.width for line in part.lines), default=0.0) + 10
    canvas.setLineWidth(0.8)
    canvas.rect(MARGIN + (room - wide) / 2, y - part.height + 2, wide, part.height - 4, stroke=1, fill=0)


def _draw_ruler(canvas: Canvas, room: float, y: float) -> None:
    """Draw a ruler in true millimetres over the room that the printer can reach."""
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, y - 2, MARGIN + room, y - 2)
    for mm in range(int(room / MM) + 1):
        x, tick = MARGIN + mm * MM, (3.0 if mm % 10 == 0 else 2.2 if mm % 5 == 0 else 1.4) * MM
        canvas.line(x, y - 2, x, y - 2 - tick)
        if mm % 10 == 0:
            draw_text(canvas, str(mm), x, y - 2 - 5.4 * MM, Face.HEI, 6, "center")
