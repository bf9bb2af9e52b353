"""The places where parties sign: free circle for a seal, signature; and the strip that checks paper."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from app.documents.code import matrix
from app.documents.drawing import MM, Canvas, code_side, draw_code, draw_line, draw_text, fitted, wrap
from app.documents.flow import Piece, kept
from app.documents.fonts import Face
from app.documents.sheets import ContractSheet, SignatureBlock
from app.documents.text_parts import CELL, STRONG, paragraph
from app.documents.words import word

SEAL = 50 * MM  # an enterprise seal is at most 45 mm wide
PEN_HEIGHT = 16 * MM
GUTTER = 3 * MM
PER_ROW = 3  # three free circles fit side by side; four parties stand two by two
SMALL = 9.5
SMALL_LEADING = 14.0
STRIP_SIZE = 8.0
STRIP_LEADING = 12.0
STRIP_MODULE_MM = 0.57
WITNESS_HEIGHT = 9 * MM
SEAL_FIELD = "Seal"
LOCK_FIELD = "Lock"
PARTY_FIELD = "Party"


def party_field(place: int) -> str:
    """Name the signature field of a party by its place in the contract, from 0."""
    return f"{PARTY_FIELD}{place + 1}"


def place_lock(canvas: Canvas) -> None:
    """Place the field whose signature ends the document."""
    canvas.add_signature_field(LOCK_FIELD, locks=True)


def signing_area(sheet: ContractSheet, room: float) -> list[Piece]:
    """Set everything below the last clause as one chain."""
    count = len(sheet.signatures)
    end = paragraph(word("page", "nothing_below"), room, replace(CELL, align="center", before=4.0))
    intro = paragraph(word("page", "signing_intro"), room) if count <= PER_ROW else []
    # A draft may have no party yet; it has no place to sign then, but it can be looked at.
    columns = max(1, min(count, 2 if count in (2, 4) else PER_ROW))
    again = _continued(sheet, room)
    rows = [
        replace(_row(sheet, range(start, min(start + columns, count)), room, columns), again=again)
        for start in range(0, count, columns)
    ]
    return kept([*end, *intro, *rows, _strip(sheet, room)])


def _continued(sheet: ContractSheet, room: float) -> Piece:
    text = f"{sheet.title}\u3000{word('page', 'signing_continued')}"
    return paragraph(text, room, replace(STRONG, justified=False))[0]


def _row(sheet: ContractSheet, places: range, room: float, columns: int) -> Piece:
    wide = (room - (columns - 1) * GUTTER) / columns
    names = max(len(_name_lines(sheet.signatures[place], wide)) for place in places)
    height = (names + 1) * SMALL_LEADING + SEAL + PEN_HEIGHT + 2 * SMALL_LEADING + 4 * MM
    return Piece(height, functools.partial(_draw_row, sheet, places, wide, names), before=6.0)


def _name_lines(block: SignatureBlock, wide: float) -> list[str]:
    return [line.text for line in wrap(block.name, wide, Face.SONG, SMALL)]


def _draw_row(
    sheet: ContractSheet, places: Sequence[int], wide: float, names: int, canvas: Canvas, x: float, y: float
) -> None:
    for column, place in enumerate(places):
        left = x + column * (wide + GUTTER)
        foot = _draw_block(canvas, sheet.signatures[place], left, y, wide, names)
        if not sheet.is_draft:
            rect = (left, foot, left + wide, foot + PEN_HEIGHT + 2 * SMALL_LEADING)
            canvas.add_signature_field(party_field(place), rect)


def _draw_block(canvas: Canvas, block: SignatureBlock, x: float, y: float, wide: float, names: int) -> float:
    base = y - SMALL_LEADING
    draw_text(canvas, block.role, x, base, Face.SONG_BOLD, fitted(block.role, wide, Face.SONG_BOLD, SMALL))
    for line in _name_lines(block, wide):
        base -= SMALL_LEADING
        draw_text(canvas, line, x, base, Face.SONG, SMALL)
    top = y - (names + 1) * SMALL_LEADING - 2.5 * MM
    _draw_seal_space(canvas, x + wide / 2, top - SEAL / 2)
    foot = top - SEAL - MM - PEN_HEIGHT - 2 * SMALL_LEADING
    draw_signature_frame(canvas, x, foot, wide)
    left = x + label_width("signed_at")
    date = word("page", "to_sign_date")
    size = fitted(date, x + wide - left, Face.SONG, SMALL)
    draw_text(canvas, date, left, foot + 4, Face.SONG, size)
    return foot


def draw_signature_frame(canvas: Canvas, x: float, foot: float, wide: float) -> None:
    """Draw the labels and the line of a signature; ``foot`` is the lower edge of its field."""
    for place, label in enumerate(("signed_at", "signer")):
        draw_text(
            canvas, f"{word('page', label)}\uff1a", x, foot + 4 + place * SMALL_LEADING, Face.SONG, SMALL
        )
    line = foot + 2 * SMALL_LEADING
    draw_text(canvas, f"{word('page', 'signature')}\uff1a", x, line + 3, Face.SONG, SMALL)
    canvas.setLineWidth(0.5)
    canvas.line(x + label_width("signature"), line, x + wide, line)


def label_width(key: str) -> float:
    """Tell how wide a label with its colon is set."""
    return (len(word("page", key)) + 1) * SMALL


def _draw_seal_space(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.72)
    canvas.setFillGray(0.62)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2.5)
    canvas.circle(x, y, SEAL / 2, stroke=1, fill=0)
    draw_text(canvas, word("page", "seal_space"), x, y - 3, Face.SONG, 8.5, "center")
    canvas.restoreState()


def _strip(sheet: ContractSheet, room: float) -> Piece:
    """Set the signed code, the whole digest and the field of the hall's seal."""
    modules = matrix(sheet.code) if sheet.code else ()
    side = code_side(modules, STRIP_MODULE_MM) if modules else 0.0
    facts = [
        f"{word('page', 'contract_number')}\uff1a{sheet.number}",
        f"{word('page', 'digest')}\uff1a",
        sheet.digest,
        *([word("page", "verify")] if modules else []),
    ]
    text_room = room - side - 4 * MM
    lines = [line for fact in facts for line in wrap(fact, text_room, Face.SONG, STRIP_SIZE)]
    height = max(side + 2, len(lines) * STRIP_LEADING + WITNESS_HEIGHT + 8)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.setLineWidth(0.4)
        canvas.line(x, y, x + room, y)
        if modules:
            draw_code(canvas, modules, x, y - side - 2, STRIP_MODULE_MM)
        left = x + side + 4 * MM
        for number, line in enumerate(lines, start=1):
            draw_line(canvas, line, left, y - 2 - number * STRIP_LEADING, Face.SONG, STRIP_SIZE)
        _draw_witness(canvas, sheet, left, y - height + 2, x + room - left)

    return Piece(height + 4, draw, before=8.0)


def _draw_witness(canvas: Canvas, sheet: ContractSheet, x: float, y: float, room: float) -> None:
    label = f"{word('page', 'witness')}\uff1a"
    draw_text(canvas, label, x, y + WITNESS_HEIGHT / 2 - 3, Face.SONG, STRIP_SIZE)
    left = x + len(label) * STRIP_SIZE + 2
    canvas.setLineWidth(0.4)
    canvas.line(left, y, x + room, y)
    if not sheet.is_draft:
        canvas.add_signature_field(SEAL_FIELD, (left, y + 1, x + room, y + WITNESS_HEIGHT))
