"""A contract as PDF: the same sheet gives the same bytes. A4, right edge left free for the seam seal.

The file is made once, with everything a signature needs in it; it is read, signed, sealed and printed.
"""

from __future__ import annotations

import io
from dataclasses import replace

from app.documents.archival import PAPER, new_canvas
from app.documents.code import matrix
from app.documents.contract_frame import FOOT, LEFT, RIGHT, ROOM, TOP, furnish, prepare_frame
from app.documents.drawing import MM, Canvas, code_side, draw_code, draw_line, draw_text, fitted, wrap
from app.documents.flow import Page, Piece, blank, flow_evenly, kept, staying
from app.documents.fonts import Face
from app.documents.registration_block import registration_area
from app.documents.sheets import ContractSheet, Instalment, PartyBlock, Section, Table
from app.documents.signing_parts import place_lock, signing_area
from app.documents.text_parts import BODY, CELL, HEADING, INDENTED, STRONG, heading, items, paragraph, table
from app.documents.words import word, word_list

BODY_HEIGHT = PAPER[1] - TOP - FOOT
COVER_MODULE_MM = 0.6
TOLD_BLANK = BODY_HEIGHT / 4
AT_THE_END = 2
"""The page of the signatures and the registrar's may be left half empty."""


def render_contract(sheet: ContractSheet) -> bytes:
    """Set the contract; every page tells its number, the contract's number and the short digest.

    Without draft mark the file carries its signature fields: Seal, Party1, Party2 ..., Lock.
    """
    pages = flow_evenly(_pieces(sheet), BODY_HEIGHT, AT_THE_END)
    count = len(pages) + 1
    out = io.BytesIO()
    canvas = new_canvas(out, PAPER, sheet.title, sheet.hall_name)
    canvas.setSubject(sheet.number)
    canvas.setKeywords(sheet.code)
    canvas.enclose(sheet.enclosures)
    prepare_frame(canvas, sheet)
    furnish(canvas, sheet, 1, count)
    _draw_cover(canvas, sheet)
    canvas.showPage()
    for number, page in enumerate(pages, start=2):
        furnish(canvas, sheet, number, count)
        _draw_body(canvas, page)
        if number <= count - AT_THE_END:
            _close_blank(canvas, page)
        if number == count and not sheet.is_draft:
            place_lock(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pieces(sheet: ContractSheet) -> list[Piece]:
    pieces = heading(word("page", "parties"), ROOM)
    for party in sheet.parties:
        pieces += _party(party)
    for text in sheet.preamble:
        pieces += paragraph(text, ROOM, replace(INDENTED, before=8.0))
    for section in (*sheet.sections, *sheet.annexes):
        pieces += _section(sheet, section)
    closing: list[Piece] = []
    for text in (*sheet.closing, sheet.copies):
        closing += paragraph(text, ROOM, INDENTED)
    tail = _tail(pieces)
    signing = kept([*pieces[len(pieces) - tail :], *closing, *signing_area(sheet, ROOM)])
    return pieces[: len(pieces) - tail] + signing + registration_area(ROOM)


def _tail(pieces: list[Piece]) -> int:
    """Tell how many last lines of the clauses stay with the signatures, beside the closing lines.

    A table does not: four free circles leave no room for it.
    """
    return 2 if all(piece.height <= HEADING.leading for piece in pieces[-2:]) else 0


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
            pieces += staying(paragraph(text, ROOM, STRONG))
    pieces += items(section.items, ROOM)
    if section.carries_price:
        pieces += _payment(sheet)
    return pieces


def _payment(sheet: ContractSheet) -> list[Piece]:
    pieces: list[Piece] = []
    if sheet.instalments:
        intro = paragraph(word("price", "instalments"), ROOM, INDENTED)
        plan = _instalments(sheet.instalments)
        pieces += kept([*intro, *plan[:1]]) + plan[1:]
    return pieces + items(sheet.price_items, ROOM)


def _instalments(plan: tuple[Instalment, ...]) -> list[Piece]:
    rows = tuple((part.label, part.condition, part.due, part.figures, part.share) for part in plan)
    columns = word_list("price", "columns")
    return table(
        Table(columns, rows, (18, 51, 40, 34, 16), ("center", "left", "center", "right", "center")), ROOM
    )


def _draw_body(canvas: Canvas, page: Page) -> None:
    for placed in page:
        placed.piece.draw(canvas, LEFT, PAPER[1] - TOP - placed.offset)


def _close_blank(canvas: Canvas, page: Page) -> None:
    """Say that nothing stands below, where so much room is left that somebody could write into it."""
    left = blank(page, BODY_HEIGHT)
    if left > TOLD_BLANK:
        y = PAPER[1] - TOP - BODY_HEIGHT + left - 2 * BODY.leading
        draw_text(canvas, word("page", "goes_on"), LEFT + ROOM / 2, y, Face.SONG, CELL.size, "center")


def _draw_cover(canvas: Canvas, sheet: ContractSheet) -> None:
    middle = LEFT + ROOM / 2
    y = PAPER[1] - 78 * MM
    for line in wrap(sheet.title, ROOM, Face.SONG_BOLD, 27):
        draw_text(canvas, line.text, middle, y, Face.SONG_BOLD, 27, "center")
        y -= 40
    canvas.setLineWidth(1.2)
    canvas.line(middle - 50 * MM, y + 18, middle + 50 * MM, y + 18)
    canvas.setLineWidth(0.4)
    canvas.line(middle - 50 * MM, y + 15, middle + 50 * MM, y + 15)
    _draw_cover_fields(canvas, sheet, y - 14 * MM)
    if sheet.code:
        modules = matrix(sheet.code)
        side = code_side(modules, COVER_MODULE_MM)
        draw_code(canvas, modules, middle - side / 2, 58 * MM - MM, COVER_MODULE_MM)
    draw_text(canvas, sheet.hall_name, middle, 50 * MM, Face.SONG_BOLD, 14, "center")


def _draw_cover_fields(canvas: Canvas, sheet: ContractSheet, y: float) -> None:
    """Draw the fields between title and code; where they need more room they are set smaller."""
    label_right, value_left = LEFT + 46 * MM, LEFT + 50 * MM
    value_room = PAPER[0] - RIGHT - 8 * MM - value_left
    size, leading = _cover_size(sheet, value_room, y - 98 * MM)
    canvas.setLineWidth(0.5)
    for field in sheet.cover:
        label_size = fitted(field.label, label_right - LEFT, Face.SONG_BOLD, size)
        draw_text(canvas, field.label, label_right, y, Face.SONG_BOLD, label_size, "right")
        for line in wrap(field.text, value_room, Face.SONG, size):
            draw_line(canvas, line, value_left + 2, y, Face.SONG, size)
            canvas.line(value_left, y - 5, value_left + value_room, y - 5)
            y -= leading
        y -= 0.4 * leading


def _cover_size(sheet: ContractSheet, value_room: float, height: float) -> tuple[float, float]:
    for size in (12.5, 11.0, 9.5, 8.0, 7.0, 6.0, 5.0):
        leading = 1.6 * size
        lines = [len(wrap(field.text, value_room, Face.SONG, size)) for field in sheet.cover]
        if sum(count + 0.4 for count in lines) * leading <= height:
            break
    return size, leading
