"""A ticket slip as PDF: as wide as the roll, as long as it needs. For preview and page printers."""

from __future__ import annotations

import io
from dataclasses import dataclass

from app.documents.code import matrix
from app.documents.contract_pdf import new_canvas
from app.documents.drawing import MM, Canvas, code_side, draw_code, draw_line, wrap
from app.documents.fonts import Face
from app.documents.line_breaking import Line
from app.documents.sheets import SlipSheet
from app.documents.slip_lines import SlipLine, foot_lines, head_lines

MARGIN = 4 * MM
SIZES = {1: 9.5, 2: 16.0, 4: 34.0}
MODULE_MM = 0.8


@dataclass(frozen=True)
class _Set:
    """A line with its face, size and how it was wrapped."""

    source: SlipLine
    lines: list[Line]
    face: Face
    size: float

    @property
    def leading(self) -> float:
        return self.size * (1.3 if self.source.scale > 1 else 1.5)

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading + (6.0 if self.source.boxed else 0.0)


def render_slip_pdf(sheet: SlipSheet, width_mm: int = 80) -> bytes:
    """Set a slip for a roll of 80 or 58 mm; the same sheet gives the same bytes."""
    room = width_mm * MM - 2 * MARGIN
    head = [_set(line, room) for line in head_lines(sheet)]
    foot = [_set(line, room) for line in foot_lines(sheet)]
    side = code_side(matrix(sheet.code), MODULE_MM)
    height = 2 * MARGIN + sum(part.height for part in (*head, *foot)) + side
    out = io.BytesIO()
    canvas = new_canvas(out, (width_mm * MM, height), sheet.number, sheet.hall_name)
    y = _draw_all(canvas, head, room, height - MARGIN)
    draw_code(canvas, matrix(sheet.code), MARGIN + (room - side) / 2, y - side, MODULE_MM)
    _draw_all(canvas, foot, room, y - side)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _set(source: SlipLine, room: float) -> _Set:
    face, size = Face.HEI_BOLD if source.bold else Face.HEI, SIZES[source.scale]
    return _Set(source, wrap(source.text, room - 2, face, size), face, size)


def _draw_all(canvas: Canvas, parts: list[_Set], room: float, y: float) -> float:
    for part in parts:
        if part.source.boxed:
            _draw_frame(canvas, part, room, y)
            y -= 3.0
        for line in part.lines:
            spare = {"left": 0.0, "center": 0.5, "right": 1.0}[part.source.align] * (room - line.width)
            base = y - part.leading / 2 - part.size * 0.36
            draw_line(canvas, line, MARGIN + spare, base, part.face, part.size)
            y -= part.leading
        y -= 3.0 if part.source.boxed else 0.0
    return y


def _draw_frame(canvas: Canvas, part: _Set, room: float, y: float) -> None:
    wide = max(line.width for line in part.lines) + 10
    canvas.setLineWidth(0.8)
    canvas.rect(MARGIN + (room - wide) / 2, y - part.height + 2, wide, part.height - 4, stroke=1, fill=0)
