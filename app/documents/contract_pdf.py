"""A contract as PDF: the same sheet gives the same bytes. A4, right edge left free for the seam seal."""

from __future__ import annotations

import io
from dataclasses import replace

from reportlab.pdfgen import canvas as pdfgen

from app.documents.code import matrix
from app.documents.drawing import MM, Canvas, code_side, draw_code, draw_line, draw_text, fitted, wrap
from app.documents.flow import Page, Piece, flow, kept
from app.documents.fonts import Face, font
from app.documents.sheets import ContractSheet, Instalment, PartyBlock, Section, Table
from app.documents.signing_parts import signing_area
from app.documents.text_parts import BODY, INDENTED, STRONG, heading, item, paragraph, table
from app.documents.words import word, word_list

PAPER = (210 * MM, 297 * MM)
LEFT = 25 * MM
RIGHT = 26 * MM
TOP = 25 * MM
FOOT = 31 * MM
ROOM = PAPER[0] - LEFT - RIGHT
BODY_HEIGHT = PAPER[1] - TOP - FOOT
SHORT_DIGEST = 12
GREY = 0.35
SAMPLE_RED = (0.72, 0.11, 0.11)


def render_contract(sheet: ContractSheet) -> bytes:
    """Set the contract; every page tells its number, the contract's number and the short digest."""
    pages = flow(_pieces(sheet), BODY_HEIGHT)
    count = len(pages) + 1
    out = io.BytesIO()
    canvas = new_canvas(out, PAPER, sheet.title, sheet.hall_name)
    canvas.setSubject(sheet.number)
    _furnish(canvas, sheet, 1, count)
    _draw_cover(canvas, sheet)
    canvas.showPage()
    for number, page in enumerate(pages, start=2):
        _furnish(canvas, sheet, number, count)
        _draw_body(canvas, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def new_canvas(out: io.BytesIO, paper: tuple[float, float], title: str, author: str) -> Canvas:
    """Open a canvas that carries no time and no font but our own."""
    font(Face.SONG)
    canvas = pdfgen.Canvas(
        out, pagesize=paper, invariant=1, pageCompression=1, initialFontName=Face.SONG.value, lang="zh-CN"
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("Guitai")
    return canvas


def _pieces(sheet: ContractSheet) -> list[Piece]:
    pieces = heading(word("page", "parties"), ROOM)
    for party in sheet.parties:
        pieces += _party(party)
    for text in sheet.preamble:
        pieces += paragraph(text, ROOM, replace(INDENTED, before=8.0))
    for section in sheet.sections:
        pieces += _section(sheet, section)
    closing: list[Piece] = []
    for text in (*sheet.closing, sheet.copies):
        closing += paragraph(text, ROOM, INDENTED)
    tail = _tail(pieces)
    return pieces[: len(pieces) - tail] + kept(
        [*pieces[len(pieces) - tail :], *closing, *signing_area(sheet, ROOM)]
    )


def _tail(pieces: list[Piece]) -> int:
    """Tell how many last lines of the clauses stay with the signatures, beside the closing lines.

    A table does not: four free circles leave no room for it.
    """
    return 2 if all(piece.height <= BODY.leading for piece in pieces[-2:]) else 0


def _party(party: PartyBlock) -> list[Piece]:
    rows = tuple((field.label, field.text) for field in party.fields)
    head = paragraph(f"{party.role}\uff1a{party.name}", ROOM, replace(STRONG, before=8.0))
    if not rows:
        return head
    return kept([*kept(head), *table(Table((), rows, (33, 126)), ROOM)])


def _section(sheet: ContractSheet, section: Section) -> list[Piece]:
    pieces = heading(section.heading, ROOM)
    if section.carries_price:
        for amount in sheet.amounts:
            text = word("price", "label_colon", label=amount.label, figures=amount.figures)
            text += word("price", "words", words=amount.words)
            pieces += paragraph(text, ROOM, STRONG)
    for content in section.items:
        pieces += item(content, ROOM)
    if section.carries_price and sheet.instalments:
        intro = paragraph(word("price", "instalments"), ROOM)
        pieces += kept([*intro, *_instalments(sheet.instalments)[:1]]) + _instalments(sheet.instalments)[1:]
    return pieces


def _instalments(plan: tuple[Instalment, ...]) -> list[Piece]:
    rows = tuple((part.label, part.condition, part.due, part.figures, part.share) for part in plan)
    columns = word_list("price", "columns")
    return table(
        Table(columns, rows, (20, 58, 30, 34, 17), ("center", "left", "center", "right", "center")), ROOM
    )


def _draw_body(canvas: Canvas, page: Page) -> None:
    for placed in page:
        placed.piece.draw(canvas, LEFT, PAPER[1] - TOP - placed.offset)


def _furnish(canvas: Canvas, sheet: ContractSheet, number: int, count: int) -> None:
    """Draw what every page has: watermark, header, footer, initials boxes."""
    _draw_watermark(canvas, sheet)
    right, head, foot = PAPER[0] - RIGHT, PAPER[1] - 18 * MM, 16 * MM
    canvas.saveState()
    canvas.setFillGray(GREY)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    if number > 1:
        draw_text(canvas, sheet.title, LEFT, head, Face.SONG, fitted(sheet.title, ROOM * 0.6, Face.SONG, 8.5))
        draw_text(canvas, sheet.number, right, head, Face.SONG, 8.5, "right")
        canvas.line(LEFT, head - 4, right, head - 4)
    canvas.line(LEFT, foot + 12, right, foot + 12)
    digest = word("page", "short_digest", digest=sheet.digest[:SHORT_DIGEST])
    draw_text(canvas, f"{sheet.number}\u3000{digest}", LEFT, foot, Face.SONG, 8)
    draw_text(canvas, word("page", "number", page=number, pages=count), right, foot, Face.SONG, 8.5, "right")
    _draw_initials(canvas, sheet, right, foot + 15)
    canvas.restoreState()
    _draw_sample_mark(canvas, sheet)


def _draw_initials(canvas: Canvas, sheet: ContractSheet, right: float, y: float) -> None:
    """Draw one box per party where each page is initialled."""
    wide, high = 19 * MM, 6.5 * MM
    x = right - wide * len(sheet.signatures)
    draw_text(canvas, word("page", "initials"), x - 4, y + high / 2 - 2.5, Face.SONG, 7, "right")
    for block in sheet.signatures:
        canvas.rect(x, y, wide, high, stroke=1, fill=0)
        name = block.short or block.role
        draw_text(canvas, name, x + 2, y + high / 2 - 2.5, Face.SONG, fitted(name, wide - 4, Face.SONG, 7))
        x += wide


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


def _draw_cover(canvas: Canvas, sheet: ContractSheet) -> None:
    middle = LEFT + ROOM / 2
    number = f"{word('page', 'contract_number')}\uff1a{sheet.number}"
    draw_text(canvas, number, PAPER[0] - RIGHT, PAPER[1] - 34 * MM, Face.SONG, 10.5, "right")
    y = PAPER[1] - 78 * MM
    for line in wrap(sheet.title, ROOM, Face.SONG_BOLD, 27):
        draw_text(canvas, line.text, middle, y, Face.SONG_BOLD, 27, "center")
        y -= 40
    canvas.setLineWidth(1.2)
    canvas.line(middle - 50 * MM, y + 18, middle + 50 * MM, y + 18)
    canvas.setLineWidth(0.4)
    canvas.line(middle - 50 * MM, y + 15, middle + 50 * MM, y + 15)
    _draw_cover_fields(canvas, sheet, y - 20 * MM)
    side = code_side(matrix(sheet.code))
    draw_code(canvas, matrix(sheet.code), middle - side / 2, 58 * MM)
    draw_text(canvas, sheet.hall_name, middle, 50 * MM, Face.SONG_BOLD, 14, "center")


def _draw_cover_fields(canvas: Canvas, sheet: ContractSheet, y: float) -> None:
    size, leading = 12.5, 20.0
    label_right, value_left = LEFT + 46 * MM, LEFT + 50 * MM
    value_room = PAPER[0] - RIGHT - 8 * MM - value_left
    canvas.setLineWidth(0.5)
    for field in sheet.cover:
        draw_text(canvas, field.label, label_right, y, Face.SONG_BOLD, size, "right")
        for line in wrap(field.text, value_room, Face.SONG, size):
            draw_line(canvas, line, value_left + 2, y, Face.SONG, size)
            canvas.line(value_left, y - 5, value_left + value_room, y - 5)
            y -= leading
        y -= 8
