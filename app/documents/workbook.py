"""Tables as Excel files (.xlsx): written for other programs, read as they come back. Knows no entity."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

LARGEST_BYTES = 20_000_000
MOST_ROWS = 100_000
_WIDEST = 60

Cell = str | int | Decimal


class NotAWorkbook(ValueError):
    """The bytes are no Excel file, or one too large to be taken."""


def write_workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table: the first line is the heading and stays in sight. Text stays text, also "=1+1"."""
    return write_sheets([(title, columns, rows)])


def write_sheets(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Write tables, a sheet each, as ``write_workbook`` does; amounts (Decimal) are numbers as they are."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, columns, rows in tables:
        _write(book.create_sheet(title[:31]), columns, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    widths = [len(column) for column in columns]
    for number, row in enumerate([list(columns), *rows], start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=place, value=value)
            if isinstance(value, str):
                # A text that begins like a formula stays a text, and long numbers keep their digits.
                cell.data_type = "s"
                cell.number_format = "@"
                widths[place - 1] = max(widths[place - 1], min(len(value), _WIDEST))
            elif isinstance(value, Decimal):
                cell.number_format = "#,##0.00"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = width * 1.6 + 4
    sheet.freeze_panes = "A2"


def read_workbook(content: bytes) -> list[list[str]]:
    """Read the first sheet as texts, line by line, empty ones too up to the last that is not; raises
    NotAWorkbook.
    """
    if len(content) > LARGEST_BYTES:
        raise NotAWorkbook("too large")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS, values_only=True)
        read = [[_text(value) for value in row] for row in rows]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError) as error:
        raise NotAWorkbook(str(error)) from error
    except (IndexError, EOFError, TypeError, AttributeError) as error:
        raise NotAWorkbook(str(error)) from error
    while read and not any(read[-1]):
        read.pop()
    return read


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
