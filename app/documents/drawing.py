"""Drawing on the bare canvas: lines of text, ballot boxes, codes, strokes. Lengths in points."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any

from app.documents.code import QUIET_MODULES, SMALLEST_MODULE_MM, Matrix
from app.documents.fonts import DRAWN_SYMBOLS, Face, font, runs, width
from app.documents.line_breaking import Line, Measure, break_lines
from app.documents.sheets import Align, Stroke

MM = 72 / 25.4
"""Points of a millimetre."""

Canvas = Any
"""reportlab.pdfgen.canvas.Canvas, which has no types."""

TICKED = DRAWN_SYMBOLS[1]
THINNEST, THICKEST = 0.25 * MM, 0.7 * MM


def measured(face: Face, size: float) -> Measure:
    """Make the measure of a face for the line breaker."""
    return functools.partial(width, face=face, size=size)


def wrap(text: str, room: float, face: Face, size: float, first_indent: float = 0.0) -> list[Line]:
    """Break a text of one or several paragraphs (parted by line ends) into lines."""
    measure = measured(face, size)
    lines: list[Line] = []
    for paragraph in text.replace("\t", " ").splitlines() or [""]:
        lines += break_lines(paragraph, room, measure, first_indent) or [Line("", 0.0, ())]
    return lines


def draw_line(
    canvas: Canvas, line: Line, x: float, y: float, face: Face, size: float, each: float = 0.0
) -> None:
    """Draw a broken line from ``x`` on the base line ``y``; every gap widens by ``each``."""
    for text, spacing in _spaced(line, each):
        x = _draw_runs(canvas, text, x, y, face, size, spacing)
        x += 0.0 if spacing else each


def _spaced(line: Line, each: float) -> Iterator[tuple[str, float]]:
    """Cut a line at its gaps; neighbouring single characters stay together and are spaced as one."""
    shown = line.text.rstrip()
    places = (0, *(line.gaps if each else ()), len(shown))
    pieces = [shown[start:end] for start, end in pairwise(places)]
    for single, group in groupby(pieces, key=lambda piece: len(piece) == 1 and each > 0):
        if single:
            yield "".join(group), each
        else:
            yield from ((piece, 0.0) for piece in group)


def draw_text(
    canvas: Canvas, text: str, x: float, y: float, face: Face, size: float, align: Align = "left"
) -> None:
    """Draw one line of text left of, around or right of ``x``."""
    if align != "left":
        x -= width(text, face, size) * (0.5 if align == "center" else 1.0)
    _draw_runs(canvas, text, x, y, face, size)


def fitted(text: str, room: float, face: Face, size: float) -> float:
    """Tell the size at which a text that must not wrap fits its room, at most the wanted one."""
    wide = width(text, face, size)
    return size if wide <= room else size * room / wide


def _draw_runs(
    canvas: Canvas, text: str, x: float, y: float, face: Face, size: float, spacing: float = 0.0
) -> float:
    for run in runs(text, face):
        if run.drawn:
            for number, symbol in enumerate(run.text):
                draw_box(canvas, x + number * (size + spacing), y, size, ticked=symbol == TICKED)
        else:
            _set_font(canvas, run.face, size)
            canvas.drawString(x, y, run.text, charSpace=spacing)
        x += width(run.text, face, size) + spacing * len(run.text)
    return x


def _set_font(canvas: Canvas, face: Face, size: float) -> None:
    """Choose a font, unless it is chosen: reportlab writes a line for every choice."""
    if (canvas._fontname, canvas._fontsize) != (face.value, size):
        font(face)
        canvas.setFont(face.value, size)


def draw_box(canvas: Canvas, x: float, y: float, size: float, *, ticked: bool) -> None:
    """Draw a ballot box of one em on the base line."""
    side, left, foot = size * 0.74, x + size * 0.13, y - size * 0.05
    canvas.saveState()
    canvas.setLineWidth(size * 0.06)
    canvas.setLineJoin(1)
    canvas.rect(left, foot, side, side, stroke=1, fill=0)
    if ticked:
        canvas.setLineWidth(size * 0.1)
        path = canvas.beginPath()
        path.moveTo(left + side * 0.2, foot + side * 0.5)
        path.lineTo(left + side * 0.42, foot + side * 0.24)
        path.lineTo(left + side * 0.82, foot + side * 0.8)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def draw_cells(
    canvas: Canvas, x: float, y: float, widths: Sequence[float], height: float, rule: float
) -> None:
    """Rule the cells of a table's row; ``x``, ``y`` is its upper left corner."""
    canvas.setLineWidth(rule)
    lefts = accumulate(widths, initial=x)
    cells = (
        f"{left:.3f} {y - height:.3f} {wide:.3f} {height:.3f} re"
        for left, wide in zip(lefts, widths, strict=False)
    )
    # One path for the row; as a rectangle of reportlab's each would cost as much as a line of text.
    canvas._code.append(f"n {' '.join(cells)} S")


def code_side(modules: Matrix, module_mm: float = 0.6) -> float:
    """Tell the side of a printed code with its quiet zone."""
    side: float = (len(modules) + 2 * QUIET_MODULES) * max(module_mm, SMALLEST_MODULE_MM) * MM
    return side


def draw_code(canvas: Canvas, modules: Matrix, x: float, y: float, module_mm: float = 0.6) -> None:
    """Draw a code with its quiet zone; ``x``, ``y`` is the lower left corner of the zone."""
    module = max(module_mm, SMALLEST_MODULE_MM) * MM
    side = code_side(modules, module_mm)
    canvas.saveState()
    canvas.setFillGray(1)
    canvas.rect(x, y, side, side, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.translate(x + QUIET_MODULES * module, y + QUIET_MODULES * module)
    canvas.scale(module, module)
    # A path of reportlab's writes each number by itself, which costs more than the rest of the page.
    canvas._code.append(_rectangles(modules))
    canvas.restoreState()


@functools.lru_cache(maxsize=64)
def _rectangles(modules: Matrix) -> str:
    """Write the dark bars of a code in modules, from its lower left corner."""
    last = len(modules) - 1
    bars = []
    for number, row in enumerate(modules):
        column, height = 0, last - number
        for dark in row.split(b"\0"):
            if dark:
                bars.append(f"{column} {height} {len(dark)} 1 re")
            column += len(dark) + 1
    return " ".join(bars) + " f"


def draw_strokes(
    canvas: Canvas, strokes: tuple[Stroke, ...], x: float, y: float, room: float, height: float
) -> None:
    """Draw pen strokes inside a rectangle, centred, never enlarged; pressure widens the line."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    wide = max(p[0] for p in points) - left
    high = max(p[1] for p in points) - top
    scale = min(MM / 100, room / max(wide, 1), height / max(high, 1))
    offset_x = x + (room - wide * scale) / 2 - left * scale
    offset_y = y + height - (height - high * scale) / 2 + top * scale
    canvas.saveState()
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for pen_width, piece in _pieces(strokes):
        canvas.setLineWidth(pen_width)
        path = canvas.beginPath()
        path.moveTo(offset_x + piece[0][0] * scale, offset_y - piece[0][1] * scale)
        for point in piece[1:] or piece:
            path.lineTo(offset_x + point[0] * scale, offset_y - point[1] * scale)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _pieces(strokes: tuple[Stroke, ...]) -> Iterator[tuple[float, Stroke]]:
    """Cut strokes into pieces of one pen width; without measured pressure a stroke is one piece."""
    for stroke in strokes:
        start = 0
        for end in range(1, len(stroke) + 1):
            if end == len(stroke) or _pen(stroke[end][2]) != _pen(stroke[start][2]):
                yield _pen(stroke[start][2]), stroke[start : end + 1]
                start = end


def _pen(pressure: float | None) -> float:
    """Tell the pen width of a pressure, in eight steps so that equal neighbours share a path."""
    share: float = 0.5 if pressure is None else round(max(0.0, min(1.0, pressure)) * 8) / 8
    return THINNEST + share * (THICKEST - THINNEST)
