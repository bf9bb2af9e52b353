"""A comparison as a PDF: what came is underlined, what went is struck through, a bar marks the line."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from app.documents.archival import PAPER, new_canvas
from app.documents.comparison import ComparisonSheet, Ink, InkLine, InkRun
from app.documents.drawing import MM, Canvas, draw_text, wrap
from app.documents.flow import Page, Piece, flow, without_lonely_lines
from app.documents.fonts import Face, width
from app.documents.text_parts import BODY, HEADING, NUMBER_ROOM, Style, heading, paragraph, table
from app.documents.words import word

EDGE = 22 * MM
HEAD, FOOT = 18 * MM, 18 * MM
ROOM = PAPER[0] - 2 * EDGE
GREY = 0.35
_COLOURS = {Ink.PLAIN: (0.0, 0.0, 0.0), Ink.INSERTED: (0.0, 0.25, 0.6), Ink.DELETED: (0.7, 0.05, 0.05)}
_RULE = 0.7
_BAR = 1.6


def render_comparison(sheet: ComparisonSheet) -> bytes:
    """Set a comparison on A4; every page tells its number and the hall."""
    pages = flow(_pieces(sheet), PAPER[1] - HEAD - FOOT)
    out = io.BytesIO()
    canvas = new_canvas(out, PAPER, sheet.title, sheet.hall_name)
    for number, page in enumerate(pages, start=1):
        _draw_page(canvas, page, sheet.hall_name, word("page", "number", page=number, pages=len(pages)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pieces(sheet: ComparisonSheet) -> list[Piece]:
    title = replace(BODY, face=Face.SONG_BOLD, size=17.0, leading=28.0, align="center", justified=False)
    under = replace(BODY, align="center", justified=False)
    pieces = paragraph(sheet.title, ROOM, title)
    for line in sheet.subtitle:
        pieces += paragraph(line, ROOM, under)
    pieces += heading(sheet.facts_heading, ROOM)
    pieces += table(sheet.facts, ROOM) if sheet.facts else paragraph(sheet.no_facts, ROOM)
    pieces += heading(sheet.lines_heading, ROOM) + _line(sheet.legend)
    for inked in sheet.lines:
        pieces += _line(inked)
    return pieces


def _line(inked: InkLine) -> list[Piece]:
    style = HEADING if inked.is_heading else BODY
    inset = NUMBER_ROOM * (2 if inked.is_heading and inked.number else 1)
    rows = list(_rows(inked, ROOM - inset, style))
    pieces = []
    for place, row in enumerate(rows):
        number = inked.number if place == 0 else ""
        draw = functools.partial(_draw_row, row, number, inset, style, inked.has_bar)
        pieces.append(Piece(style.leading, draw, style.before if place == 0 else 0.0))
    if inked.is_heading:
        return [replace(piece, keeps_next=True) for piece in pieces]
    return without_lonely_lines(pieces)


def _rows(inked: InkLine, room: float, style: Style) -> Iterator[tuple[InkRun, ...]]:
    """Break the runs of a line; the breaker sees one text, and each character keeps its ink."""
    inks = [run.ink for run in inked.runs for character in run.text if character not in "\r\n"]
    text = "".join(run.text for run in inked.runs)
    place = 0
    for part in text.replace("\r", "").split("\n"):
        for row in wrap(part, room, style.face, style.size):
            marked = zip(row.text, inks[place : place + len(row.text)], strict=True)
            place += len(row.text)
            yield tuple(
                InkRun(ink, "".join(character for character, _ in group))
                for ink, group in groupby(marked, key=lambda pair: pair[1])
            )


def _draw_row(
    row: tuple[InkRun, ...],
    number: str,
    inset: float,
    style: Style,
    has_bar: bool,
    canvas: Canvas,
    x: float,
    y: float,
) -> None:
    base = y - style.leading / 2 - style.size * 0.36
    if has_bar:
        canvas.setFillGray(GREY)
        canvas.rect(x - 5 * MM, y - style.leading, _BAR, style.leading, stroke=0, fill=1)
    canvas.setFillGray(0)
    if number:
        draw_text(canvas, number, x, base, style.face, style.size)
    place = x + inset
    for run in row:
        place = _draw_run(canvas, run, place, base, style)
    canvas.setFillGray(0)


def _draw_run(canvas: Canvas, run: InkRun, x: float, base: float, style: Style) -> float:
    colour = _COLOURS[run.ink]
    canvas.setFillColorRGB(*colour)
    canvas.setStrokeColorRGB(*colour)
    draw_text(canvas, run.text, x, base, style.face, style.size)
    end = x + width(run.text, style.face, style.size)
    if run.ink is not Ink.PLAIN:
        height = base + style.size * 0.34 if run.ink is Ink.DELETED else base - 2.2
        canvas.setLineWidth(_RULE)
        canvas.line(x, height, end, height)
    return end


def _draw_page(canvas: Canvas, page: Page, hall: str, number: str) -> None:
    for placed in page:
        placed.piece.draw(canvas, EDGE, PAPER[1] - HEAD - placed.offset)
    canvas.saveState()
    canvas.setFillGray(GREY)
    draw_text(canvas, hall, EDGE, 10 * MM, Face.SONG, 9)
    draw_text(canvas, number, PAPER[0] - EDGE, 10 * MM, Face.SONG, 9, "right")
    canvas.restoreState()
