"""The places where parties sign: free circle for a seal, signature; and the strip that checks paper."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from app.documents.code import SMALLEST_MODULE_MM, matrix
from app.documents.drawing import (
    MM,
    Canvas,
    code_side,
    draw_code,
    draw_line,
    draw_strokes,
    draw_text,
    fitted,
    wrap,
)
from app.documents.flow import Piece, kept
from app.documents.fonts import Face
from app.documents.sheets import ContractSheet, SignatureBlock
from app.documents.text_parts import CELL, STRONG, paragraph
from app.documents.words import word

SEAL = 50 * MM  # an enterprise seal is at most 45 mm wide
PEN_HEIGHT = 14 * MM
GUTTER = 3 * MM
PER_ROW = 3  # three free circles fit side by side; four parties stand two by two
SMALL = 9.5
SMALL_LEADING = 14.0
STRIP_SIZE = 8.0


def signing_area(sheet: ContractSheet, room: float) -> list[Piece]:
    """Set everything below the last clause as one chain."""
    count = len(sheet.signatures)
    end = paragraph(word("page", "nothing_below"), room, replace(CELL, align="center", before=4.0))
    intro = paragraph(word("page", "signing_intro"), room) if count <= PER_ROW else []
    # A draft may have no party yet; it has no place to sign then, but it can be looked at.
    columns = max(1, min(count, 2 if count in (2, 4) else PER_ROW))
    rows = [sheet.signatures[start : start + columns] for start in range(0, count, columns)]
    again = _continued(sheet, room)
    blocks = [replace(_row(row, room, columns), again=again) for row in rows]
    return kept([*end, *intro, *blocks, _strip(sheet, room)])


def _continued(sheet: ContractSheet, room: float) -> Piece:
    text = f"{sheet.title}\u3000{word('page', 'signing_continued')}"
    return paragraph(text, room, replace(STRONG, justified=False))[0]


def _row(blocks: Sequence[SignatureBlock], room: float, columns: int) -> Piece:
    wide = (room - (columns - 1) * GUTTER) / columns
    names = max(len(_name_lines(block, wide)) for block in blocks)
    height = (names + 1) * SMALL_LEADING + SEAL + PEN_HEIGHT + 2 * SMALL_LEADING + 4 * MM
    draw = functools.partial(_draw_row, tuple(blocks), wide, names)
    return Piece(height, draw, before=6.0)


def _name_lines(block: SignatureBlock, wide: float) -> list[str]:
    return [line.text for line in wrap(block.name, wide, Face.SONG, SMALL)]


def _draw_row(
    blocks: tuple[SignatureBlock, ...], wide: float, names: int, canvas: Canvas, x: float, y: float
) -> None:
    for number, block in enumerate(blocks):
        _draw_block(canvas, block, x + number * (wide + GUTTER), y, wide, names)


def _draw_block(canvas: Canvas, block: SignatureBlock, x: float, y: float, wide: float, names: int) -> None:
    base = y - SMALL_LEADING
    draw_text(canvas, block.role, x, base, Face.SONG_BOLD, fitted(block.role, wide, Face.SONG_BOLD, SMALL))
    for line in _name_lines(block, wide):
        base -= SMALL_LEADING
        draw_text(canvas, line, x, base, Face.SONG, SMALL)
    top = y - (names + 1) * SMALL_LEADING - 1.5 * MM
    _draw_seal_space(canvas, x + wide / 2, top - SEAL / 2)
    foot = top - SEAL - MM - PEN_HEIGHT
    _draw_signature(canvas, block, x, foot, wide)
    signer = block.signer + (f"\uff08{block.capacity}\uff09" if block.capacity else "")
    _draw_labelled(canvas, "signer", signer, x, foot - SMALL_LEADING, wide)
    signed_at = block.signed_at or word("page", "to_sign_date")
    _draw_labelled(canvas, "signed_at", signed_at, x, foot - 2 * SMALL_LEADING, wide)


def _draw_labelled(canvas: Canvas, label: str, text: str, x: float, y: float, room: float) -> None:
    line = f"{word('page', label)}\uff1a{text}"
    draw_text(canvas, line, x, y, Face.SONG, fitted(line, room, Face.SONG, SMALL))


def _draw_seal_space(canvas: Canvas, x: float, y: float) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.72)
    canvas.setFillGray(0.62)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2.5)
    canvas.circle(x, y, SEAL / 2, stroke=1, fill=0)
    draw_text(canvas, word("page", "seal_space"), x, y - 3, Face.SONG, 8.5, "center")
    canvas.restoreState()


def _draw_signature(canvas: Canvas, block: SignatureBlock, x: float, y: float, wide: float) -> None:
    label = f"{word('page', 'signature')}\uff1a"
    draw_text(canvas, label, x, y + 3, Face.SONG, SMALL)
    left = x + len(label) * SMALL
    canvas.setLineWidth(0.5)
    canvas.line(left, y, x + wide, y)
    if block.strokes is not None:
        draw_strokes(canvas, block.strokes, left + MM, y + MM, x + wide - left - 2 * MM, PEN_HEIGHT - 2 * MM)


def _strip(sheet: ContractSheet, room: float) -> Piece:
    """Set the code, the copies line and the whole digest."""
    side = code_side(matrix(sheet.code), SMALLEST_MODULE_MM)
    facts = [
        f"{word('page', 'contract_number')}\uff1a{sheet.number}",
        f"{word('page', 'digest')}\uff1a",
        sheet.digest,
        word("page", "verify"),
    ]
    text_room = room - side - 4 * MM
    lines = [line for fact in facts for line in wrap(fact, text_room, Face.SONG, STRIP_SIZE)]
    height = max(side, len(lines) * 12.5)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.setLineWidth(0.4)
        canvas.line(x, y, x + room, y)
        draw_code(canvas, matrix(sheet.code), x, y - side - 2, SMALLEST_MODULE_MM)
        base = y - (side - len(lines) * 12.5) / 2 - 11
        for number, line in enumerate(lines):
            draw_line(canvas, line, x + side + 4 * MM, base - number * 12.5, Face.SONG, STRIP_SIZE)

    return Piece(height + 4, draw, before=8.0)
