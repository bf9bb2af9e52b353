"""What surrounds the text on every page of a contract: header, footer, codes, initials, marks. Points."""

from __future__ import annotations

from app.documents.archival import PAPER
from app.documents.code import matrix
from app.documents.drawing import MM, Canvas, draw_code, draw_text, fitted
from app.documents.fonts import Face
from app.documents.paper_codes import page_code
from app.documents.sheets import ContractSheet
from app.documents.words import word

LEFT = 25 * MM
RIGHT = 26 * MM
TOP = 25 * MM
FOOT = 31 * MM
ROOM = PAPER[0] - LEFT - RIGHT
SHORT_DIGEST = 12
GREY = 0.35
SAMPLE_RED = (0.72, 0.11, 0.11)
PAGE_MODULE_MM = 0.55
CODE_FOOT = 7 * MM
FOOT_LINE = 9 * MM
BESIDE_CODE = 22.5 * MM
INITIALS_ROW = 6
_FRAME, _HEADER = "frame", "header"
SEAM = 6 * MM
"""How far the hint for the page-crossing seal stands from the edge."""


def prepare_frame(canvas: Canvas, sheet: ContractSheet) -> None:
    """Draw once, before the first page, what is the same on every page."""
    canvas.beginForm(_FRAME, 0, 0, *PAPER)
    _draw_watermark(canvas, sheet)
    _in_grey(canvas)
    _draw_foot_line(canvas, sheet)
    _draw_seam(canvas)
    canvas.restoreState()
    _draw_sample_mark(canvas, sheet)
    canvas.endForm()
    canvas.beginForm(_HEADER, 0, 0, *PAPER)
    _in_grey(canvas)
    _draw_header(canvas, sheet)
    canvas.restoreState()
    canvas.endForm()


def furnish(canvas: Canvas, sheet: ContractSheet, number: int, count: int) -> None:
    """Draw what every page has: the frame, from the second page on the header, its code and its number.

    A draft has no code: nothing on it may be taken for the approved text.
    """
    canvas.doForm(_FRAME)
    if number > 1:
        canvas.doForm(_HEADER)
    if not sheet.is_draft:
        modules = matrix(page_code(sheet.number, number, count, sheet.digest))
        draw_code(canvas, modules, LEFT, CODE_FOOT, PAGE_MODULE_MM)
    _in_grey(canvas)
    pages = word("page", "number", page=number, pages=count)
    draw_text(canvas, pages, PAPER[0] - RIGHT, FOOT_LINE, Face.SONG, 8.5, "right")
    canvas.restoreState()


def _in_grey(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillGray(GREY)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)


def _draw_header(canvas: Canvas, sheet: ContractSheet) -> None:
    right, y = PAPER[0] - RIGHT, PAPER[1] - 18 * MM
    draw_text(canvas, sheet.title, LEFT, y, Face.SONG, fitted(sheet.title, ROOM * 0.6, Face.SONG, 8.5))
    draw_text(canvas, sheet.number, right, y, Face.SONG, 8.5, "right")
    canvas.line(LEFT, y - 4, right, y - 4)


def _draw_foot_line(canvas: Canvas, sheet: ContractSheet) -> None:
    """Draw the number, the digest and the boxes of the initials."""
    left, right = LEFT + BESIDE_CODE, PAPER[0] - RIGHT
    digest = word("page", "short_digest", digest=sheet.digest[:SHORT_DIGEST])
    draw_text(canvas, f"{sheet.number}\u3000{digest}", left, FOOT_LINE, Face.SONG, 8)
    canvas.line(left, FOOT_LINE + 11, right, FOOT_LINE + 11)
    _draw_initials(canvas, sheet, right, FOOT_LINE + 14)


def _draw_initials(canvas: Canvas, sheet: ContractSheet, right: float, y: float) -> None:
    """Draw one box per party where each page is initialled; many parties stand in rows."""
    blocks = sheet.signatures
    rows = [blocks[start : start + INITIALS_ROW] for start in range(0, len(blocks), INITIALS_ROW)]
    wide, high = 19 * MM, (6.5, 6.5, 6.0, 4.2, 3.4)[min(len(rows), 4)] * MM
    for place, row in enumerate(reversed(rows)):
        x, base = right - wide * len(row), y + place * high
        for block in row:
            canvas.rect(x, base, wide, high, stroke=1, fill=0)
            name = block.short or block.role
            size = fitted(name, wide - 4, Face.SONG, 7)
            draw_text(canvas, name, x + 2, base + high / 2 - 2.5, Face.SONG, size)
            x += wide
    if rows:
        top = y + (len(rows) - 1) * high
        x = right - wide * len(rows[0]) - 4
        draw_text(canvas, word("page", "initials"), x, top + high / 2 - 2.5, Face.SONG, 7, "right")


def _draw_seam(canvas: Canvas) -> None:
    """Draw the hint where the page-crossing seal (骑缝章) goes: at the same height on every sheet."""
    x, middle = PAPER[0] - SEAM, PAPER[1] / 2
    canvas.saveState()
    canvas.setStrokeGray(0.75)
    canvas.setFillGray(0.6)
    canvas.setDash(2, 2.5)
    canvas.line(x, middle - 24 * MM, x, middle + 24 * MM)
    hint = word("page", "seam_hint")
    for place, sign in enumerate(hint):
        y = middle + (len(hint) / 2 - place) * 11 - 9
        draw_text(canvas, sign, x + 3 * MM, y, Face.SONG, 7.5, "center")
    canvas.restoreState()


def _draw_watermark(canvas: Canvas, sheet: ContractSheet) -> None:
    marks = [word("page", "draft")] if sheet.is_draft else []
    marks += [word("page", "sample")] if sheet.is_sample else []
    if not marks:
        return
    canvas.saveState()
    canvas.translate(PAPER[0] / 2, PAPER[1] / 2)
    canvas.rotate(54)
    canvas.setFillGray(0.93)
    draw_text(canvas, "\u3000".join(marks), 0, -26, Face.HEI_BOLD, 76, "center")
    canvas.restoreState()


def _draw_sample_mark(canvas: Canvas, sheet: ContractSheet) -> None:
    if not sheet.is_sample:
        return
    canvas.saveState()
    canvas.setFillColorRGB(*SAMPLE_RED)
    canvas.setStrokeColorRGB(*SAMPLE_RED)
    note, y = word("page", "sample_note"), PAPER[1] - 11 * MM
    canvas.setLineWidth(0.7)
    canvas.rect(PAPER[0] / 2 - 25 * MM, y - 5, 50 * MM, 16, stroke=1, fill=0)
    draw_text(canvas, note, PAPER[0] / 2, y, Face.HEI, 9, "center")
    canvas.restoreState()
