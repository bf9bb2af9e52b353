"""Paragraphs, headings, check lines and tables as pieces that flow over pages. Lengths in points."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.drawing import Canvas, draw_box, draw_cells, draw_line, draw_strokes, draw_text, wrap
from app.documents.flow import Piece, kept, staying, stays
from app.documents.fonts import Face
from app.documents.line_breaking import Line
from app.documents.sheets import Align, CheckLine, Item, Paragraph, Table


@dataclass(frozen=True)
class Style:
    """How a text is set."""

    face: Face = Face.SONG
    size: float = 10.5
    leading: float = 18.0
    before: float = 3.0
    indent: float = 0.0
    first_indent: float = 0.0
    align: Align = "left"
    justified: bool = True


BODY = Style()
INDENTED = replace(BODY, first_indent=2 * BODY.size)
HEADING = Style(face=Face.SONG_BOLD, size=11.5, leading=20.0, before=11.0, justified=False)
STRONG = replace(BODY, face=Face.SONG_BOLD)
CELL = Style(size=9.5, leading=14.5, before=0.0, justified=False)
CELL_HEAD = replace(CELL, face=Face.SONG_BOLD, align="center")
PADDING = 4.5
NUMBER_ROOM = 30.0
RULE = 0.5
AFTER_TABLE = 5.0
_BESIDE_WORDS = 0.42
"""Of a cell's width is left to its words where something signed is drawn beside them."""
LONGEST_CELL = 36
UNDIVIDED = 200.0
"""A table no higher than this stands on one page; of a higher one two rows at least stay together."""


def paragraph(text: str, room: float, style: Style = BODY) -> list[Piece]:
    """Set a paragraph line by line, without a lonely first or last line."""
    lines = wrap(text, room - style.indent, style.face, style.size, style.first_indent)
    pieces = []
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        inset = style.indent + (style.first_indent if first else 0.0)
        draw = functools.partial(_draw_set_line, line, room, inset, style, last)
        before = style.before if first else 0.0
        pieces.append(Piece(style.leading, draw, before, stays(number, len(lines))))
    return pieces


def _draw_set_line(
    line: Line, room: float, inset: float, style: Style, last: bool, canvas: Canvas, x: float, y: float
) -> None:
    base = y - style.leading / 2 - style.size * 0.36
    spare = room - inset - line.width
    if style.align == "center":
        draw_line(canvas, line, x + inset + spare / 2, base, style.face, style.size)
    elif style.align == "right":
        draw_line(canvas, line, x + inset + spare, base, style.face, style.size)
    else:
        each = line.stretch(room - inset, style.size) if style.justified and not last else 0.0
        draw_line(canvas, line, x + inset, base, style.face, style.size, each)


def heading(text: str, room: float) -> list[Piece]:
    """Set a heading: it stays with what follows."""
    return staying(paragraph(text, room, HEADING))


def items(contents: Sequence[Item], room: float) -> list[Piece]:
    """Set what stands in a section; a line before a table or a choice stays with it."""
    pieces: list[Piece] = []
    for content in contents:
        if pieces and isinstance(content, Table | CheckLine):
            pieces[-1:] = staying(pieces[-1:])
        pieces += _item(content, room)
    return pieces


def _item(content: Item, room: float) -> list[Piece]:
    if isinstance(content, Table):
        return table(content, room)
    if isinstance(content, CheckLine):
        pieces = paragraph(content.text, room, replace(BODY, indent=NUMBER_ROOM))
        return _with_first(pieces, functools.partial(_draw_check, content))
    if content.number:
        pieces = paragraph(content.text, room, replace(BODY, indent=NUMBER_ROOM))
        return _with_first(pieces, functools.partial(_draw_number, content))
    return paragraph(content.text, room, INDENTED)


def _with_first(pieces: list[Piece], draw: functools.partial[None]) -> list[Piece]:
    """Let something be drawn beside the first line."""
    first = pieces[0]
    both = functools.partial(_draw_both, first, draw)
    return [replace(first, draw=both), *pieces[1:]]


def _draw_both(first: Piece, other: functools.partial[None], canvas: Canvas, x: float, y: float) -> None:
    other(canvas, x, y)
    first.draw(canvas, x, y)


def _draw_check(content: CheckLine, canvas: Canvas, x: float, y: float) -> None:
    base = y - BODY.leading / 2 - BODY.size * 0.36
    draw_box(canvas, x + NUMBER_ROOM - BODY.size * 1.5, base, BODY.size, ticked=content.checked)


def _draw_number(content: Paragraph, canvas: Canvas, x: float, y: float) -> None:
    draw_text(canvas, content.number, x, y - BODY.leading / 2 - BODY.size * 0.36, BODY.face, BODY.size)


def table(content: Table, room: float) -> list[Piece]:
    """Set a ruled table; its head is repeated on every page it goes on to."""
    widths = [room * share / sum(content.shares) for share in content.shares]
    styles = [replace(CELL, align=content.align(column)) for column in range(len(widths))]
    rows = []
    for number, full in enumerate(content.rows):
        first, *more = _rows(full, widths, styles, content.least_height)
        rows += [_signed(first, content, number, widths), *more]
    if content.columns:
        head = _rows(content.columns, widths, [CELL_HEAD] * len(widths))
        rows = [replace(row, again=head[0]) for row in rows]
        rows = kept([*head, *rows[:2]]) + rows[2:]
    if sum(row.height for row in rows) <= UNDIVIDED:
        rows = kept(rows)
    rows = [*rows[:-2], *kept(rows[-2:])]
    rows[0] = replace(rows[0], before=5.0)
    rows[-1] = replace(rows[-1], height=rows[-1].height + AFTER_TABLE)
    return rows


def _signed(row: Piece, content: Table, number: int, widths: list[float]) -> Piece:
    """Draw what was signed on a pad over the right part of its cell; the words stand at the left."""
    if not content.ink or not content.ink[number]:
        return row
    left, wide = sum(widths[: content.ink_column]), widths[content.ink_column]
    room = wide * (1 - _BESIDE_WORDS) - PADDING

    def draw(canvas: Canvas, x: float, y: float) -> None:
        row.draw(canvas, x, y)
        start = x + left + wide * _BESIDE_WORDS
        draw_strokes(canvas, content.ink[number], start, y - row.height + 2, room, row.height - 4)

    return replace(row, draw=draw)


def _rows(
    cells: Sequence[str], widths: list[float], styles: Sequence[Style], least: float = 0.0
) -> list[Piece]:
    """Set one row; a cell too long for a page goes on in a further row."""
    wrapped = [
        wrap(text, wide - 2 * PADDING, style.face, style.size)
        for text, wide, style in zip(cells, widths, styles, strict=True)
    ]
    return [_row(part, widths, styles, least) for part in _parts(wrapped)]


def _parts(wrapped: list[list[Line]]) -> Iterator[list[list[Line]]]:
    for start in range(0, max(len(lines) for lines in wrapped), LONGEST_CELL):
        yield [lines[start : start + LONGEST_CELL] for lines in wrapped]


def _row(cells: list[list[Line]], widths: list[float], styles: Sequence[Style], least: float) -> Piece:
    height = max(max(len(lines) for lines in cells) * CELL.leading + 2 * PADDING - 2, least)
    return Piece(height, functools.partial(_draw_row, cells, widths, styles, height))


def _draw_row(
    cells: list[list[Line]],
    widths: list[float],
    styles: Sequence[Style],
    height: float,
    canvas: Canvas,
    x: float,
    y: float,
) -> None:
    draw_cells(canvas, x, y, widths, height, RULE)
    for lines, wide, style in zip(cells, widths, styles, strict=True):
        top = y - (height - len(lines) * style.leading) / 2
        for number, line in enumerate(lines):
            base = top - number * style.leading
            _draw_set_line(line, wide - 2 * PADDING, 0.0, style, True, canvas, x + PADDING, base)
        x += wide
