"""A plain page of headings, paragraphs and tables: reports, notices, records printed on request."""

from __future__ import annotations

import io
from dataclasses import replace

from app.documents.archival import PAPER, new_canvas
from app.documents.code import matrix
from app.documents.drawing import MM, Canvas, code_side, draw_code, draw_text, fitted
from app.documents.flow import Page, Piece, flow
from app.documents.fonts import Face
from app.documents.sheets import ReportSheet
from app.documents.text_parts import BODY, heading, items, paragraph
from app.documents.words import word

EDGE = 22 * MM
HEAD, FOOT = 18 * MM, 18 * MM
ROOM = PAPER[0] - 2 * EDGE
GREY = 0.35


def render_report(sheet: ReportSheet) -> bytes:
    """Set a report on A4; every page tells its number and the hall."""
    pages = flow(_pieces(sheet), PAPER[1] - HEAD - FOOT)
    out = io.BytesIO()
    canvas = new_canvas(out, PAPER, sheet.title, sheet.hall_name)
    for number, page in enumerate(pages, start=1):
        _draw_page(canvas, page)
        _furnish(canvas, sheet, number, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pieces(sheet: ReportSheet) -> list[Piece]:
    title = replace(BODY, face=Face.SONG_BOLD, size=17.0, leading=28.0, align="center", justified=False)
    under = replace(BODY, align="center", justified=False)
    pieces = paragraph(sheet.title, ROOM, title)
    for line in sheet.subtitle:
        pieces += paragraph(line, ROOM, under)
    for section in sheet.sections:
        pieces += heading(section.heading, ROOM)
        pieces += items(section.items, ROOM)
    if sheet.last_page is not None:
        last = [*heading(sheet.last_page.heading, ROOM), *items(sheet.last_page.items, ROOM)]
        pieces += [replace(last[0], starts_page=True), *last[1:]]
    return pieces


def _draw_page(canvas: Canvas, page: Page) -> None:
    for placed in page:
        placed.piece.draw(canvas, EDGE, PAPER[1] - HEAD - placed.offset)


def _furnish(canvas: Canvas, sheet: ReportSheet, number: int, count: int) -> None:
    if sheet.code and number == 1:
        _draw_code(canvas, sheet)
    canvas.saveState()
    canvas.setFillGray(GREY)
    hall = f"{sheet.hall_name}{word('slip', 'sample') if sheet.is_sample else ''}"
    size = fitted(hall, ROOM * 0.6, Face.SONG, 9)
    draw_text(canvas, hall, EDGE, 10 * MM, Face.SONG, size)
    pages = word("page", "number", page=number, pages=count)
    draw_text(canvas, pages, PAPER[0] - EDGE, 10 * MM, Face.SONG, 9, "right")
    canvas.restoreState()


def _draw_code(canvas: Canvas, sheet: ReportSheet) -> None:
    modules = matrix(sheet.code)
    side = code_side(modules)
    x, y = PAPER[0] - EDGE - side, PAPER[1] - HEAD / 2 - side
    draw_code(canvas, modules, x, y)
    draw_text(canvas, sheet.code_note, x + side / 2, y - 8, Face.SONG, 7.5, "center")
