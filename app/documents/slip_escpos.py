"""A ticket slip for ESC/POS printers: text where the printer's Chinese set has it, pictures where not."""

from __future__ import annotations

import struct
from typing import Any

from escpos.image import EscposImage
from escpos.printer import Dummy
from PIL import Image, ImageDraw, ImageFont

from app.documents.code import QUIET_MODULES, Matrix, matrix
from app.documents.fonts import DRAWN_SYMBOLS, Face, face_of, font_file
from app.documents.line_breaking import break_lines
from app.documents.sheets import SlipCode, SlipLine, SlipRuler, SlipSheet

FULL_WIDTH_DOTS = 24  # a Chinese character of font A
DOTS_PER_MM = 8  # 203 dpi
MODULE_DOTS = 6  # 0.75 mm at 203 dpi
CHINESE_ON = b"\x1c&"  # FS &
CHINESE_SIZE = b"\x1c!"  # FS ! n: bit 2 double width, bit 3 double height
ALIGNMENT = {"left": 0, "center": 1, "right": 2}
YEN, FULL_WIDTH_YEN = "\u00a5", "\uffe5"  # printers take the first one's bytes for two digits

Printer = Any
"""escpos.printer.Dummy, which has no types."""


def slip_bytes(sheet: SlipSheet, width_dots: int = 576) -> bytes:
    """Write the printer's bytes for a roll of 576 (80 mm) or 384 dots (58 mm); the paper is cut."""
    printer = Dummy()
    printer.hw("INIT")
    for part in sheet.parts:
        if isinstance(part, SlipLine):
            _print_line(printer, part, width_dots)
        elif isinstance(part, SlipCode):
            _print_picture(printer, _code_picture(matrix(part.payload), width_dots))
        elif isinstance(part, SlipRuler):
            _print_picture(printer, _ruler_picture(width_dots))
    printer.cut()
    return bytes(printer.output)


def is_plain(text: str) -> bool:
    """Tell whether every character is in GBK, the set that printers' own fonts draw."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _print_line(printer: Printer, line: SlipLine, width_dots: int) -> None:
    text = line.text.replace(YEN, FULL_WIDTH_YEN)
    room = width_dots // (FULL_WIDTH_DOTS // 2 * line.scale)
    for part in [part.text.rstrip() for part in break_lines(text, room, _columns)] or [""]:
        if line.boxed or not is_plain(part):
            _print_picture(printer, _text_picture(part, line, width_dots))
        else:
            _print_text(printer, line, part)


def _columns(text: str) -> float:
    """Count half-width columns."""
    return float(sum(1 if character < "\u0080" else 2 for character in text))


def _print_text(printer: Printer, line: SlipLine, text: str) -> None:
    """Print one line in Chinese mode: alignment, size and weight first, plain again afterwards."""
    times = line.scale - 1
    doubled = 0x0C if line.scale > 1 else 0x00
    printer._raw(b"\x1ba" + bytes([ALIGNMENT[line.align]]))
    printer._raw(b"\x1d!" + bytes([times << 4 | times]) + CHINESE_SIZE + bytes([doubled]))
    printer._raw(b"\x1bE" + bytes([line.bold]))
    printer._raw(CHINESE_ON + text.encode("gb18030") + b"\n")
    printer._raw(b"\x1d!\x00" + CHINESE_SIZE + b"\x00" + b"\x1bE\x00\x1ba\x00")


def _print_picture(printer: Printer, picture: Image.Image) -> None:
    """Print a picture as raster (GS v 0); the library's own call wants a profile of the very printer.

    It is as wide as the roll, so the alignment, which moves pictures too, is set back to the left first.
    """
    printer._raw(b"\x1ba\x00")
    raster = EscposImage(picture)
    printer._raw(b"\x1dv0\x00" + struct.pack("<HH", raster.width_bytes, raster.height))
    printer._raw(raster.to_raster_format())


def _text_picture(text: str, line: SlipLine, width_dots: int) -> Image.Image:
    """Draw a line with the shipped faces, character by character so that each finds its face."""
    size = FULL_WIDTH_DOTS * line.scale
    picture = Image.new("1", (width_dots, round(size * 1.4)), 1)
    pen = ImageDraw.Draw(picture)
    face = Face.HEI_BOLD if line.bold else Face.HEI
    fonts: dict[Face, ImageFont.FreeTypeFont] = {}
    glyphs = []
    for character in text:
        chosen = face_of(character, face) or face
        if chosen not in fonts:
            fonts[chosen] = ImageFont.truetype(font_file(chosen), size)
        glyphs.append((character, fonts[chosen], _advance(character, fonts[chosen], size)))
    spare = width_dots - sum(advance for _, _, advance in glyphs)
    x = first = {"left": 0.0, "center": spare / 2, "right": spare}[line.align]
    for character, chosen_font, advance in glyphs:
        _draw_character(pen, character, chosen_font, x, size)
        x += advance
    if line.boxed and glyphs:
        pen.rectangle((max(first - size / 2, 0), 0, min(x + size / 2, width_dots - 1), picture.height - 1),
                      outline=0, width=3)  # fmt: skip
    return picture


def _advance(character: str, font: ImageFont.FreeTypeFont, size: int) -> float:
    return float(size) if character in DRAWN_SYMBOLS else font.getlength(character)


def _draw_character(
    pen: ImageDraw.ImageDraw, character: str, font: ImageFont.FreeTypeFont, x: float, size: int
) -> None:
    base = size * 1.1
    if character not in DRAWN_SYMBOLS:
        pen.text((x, base), character, font=font, fill=0, anchor="ls")
        return
    left, top, right, foot = x + size * 0.13, base - size * 0.72, x + size * 0.87, base + size * 0.02
    pen.rectangle((left, top, right, foot), outline=0, width=2)
    if character == DRAWN_SYMBOLS[1]:
        pen.line(
            [(left + 4, (top + foot) / 2), ((left + right) / 2 - 2, foot - 5), (right - 3, top + 4)],
            fill=0,
            width=3,
        )


def _code_picture(modules: Matrix, width_dots: int) -> Image.Image:
    """Draw the code in the middle of the roll, as large as six dots a module where it fits."""
    count = len(modules) + 2 * QUIET_MODULES
    dots = max(1, min(MODULE_DOTS, width_dots // count))
    picture = Image.new("1", (width_dots, count * dots), 1)
    pen = ImageDraw.Draw(picture)
    left = (width_dots - count * dots) // 2
    for row, cells in enumerate(modules, start=QUIET_MODULES):
        for column, dark in enumerate(cells, start=QUIET_MODULES):
            if dark:
                x, y = left + column * dots, row * dots
                pen.rectangle((x, y, x + dots - 1, y + dots - 1), fill=0)
    return picture


def _ruler_picture(width_dots: int) -> Image.Image:
    """Draw a ruler from edge to edge: a tick each millimetre, a number each centimetre."""
    picture = Image.new("1", (width_dots, 64), 1)
    pen = ImageDraw.Draw(picture)
    numbers = ImageFont.truetype(font_file(Face.HEI), FULL_WIDTH_DOTS)
    pen.line((0, 0, width_dots - 1, 0), fill=0, width=2)
    for mm in range(width_dots // DOTS_PER_MM + 1):
        x = min(mm * DOTS_PER_MM, width_dots - 1)
        pen.line((x, 0, x, 28 if mm % 10 == 0 else 20 if mm % 5 == 0 else 12), fill=0)
        if mm % 10 == 0:
            anchor = "lt" if mm == 0 else "mt" if x + FULL_WIDTH_DOTS < width_dots else "rt"
            pen.text((x, 34), str(mm), font=numbers, fill=0, anchor=anchor)
    return picture
