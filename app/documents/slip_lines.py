"""The lines of a ticket slip, the same for the PDF preview and for the slip printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.sheets import Align, SlipSheet
from app.documents.words import word

Scale = int
"""1 plain, 2 and 4: so many times as wide and high."""


@dataclass(frozen=True)
class SlipLine:
    """One line of a slip; long ones are wrapped by whoever prints them."""

    text: str
    scale: Scale = 1
    bold: bool = False
    align: Align = "left"
    boxed: bool = False


def head_lines(sheet: SlipSheet) -> Iterator[SlipLine]:
    """Tell the lines above the code."""
    if sheet.is_sample:
        yield SlipLine(word("slip", "sample"), bold=True, align="center")
    yield SlipLine(sheet.hall_name, bold=True, align="center")
    yield SlipLine(sheet.number, scale=4, bold=True, align="center")
    if sheet.mark:
        yield SlipLine(sheet.mark, bold=True, align="center", boxed=True)
    yield SlipLine(word("slip", "matter", matter=sheet.matter))
    if sheet.window_hint:
        yield SlipLine(word("slip", "window", window=sheet.window_hint))
    if sheet.ahead is not None:
        yield SlipLine(
            word("slip", "ahead", count=sheet.ahead) if sheet.ahead else word("slip", "nobody_ahead")
        )
    yield SlipLine(word("slip", "taken_at", taken_at=sheet.taken_at))


def foot_lines(sheet: SlipSheet) -> Iterator[SlipLine]:
    """Tell the lines below the code."""
    for text in sheet.notice:
        yield SlipLine(text)
