"""Lists that come as files (.xlsx, .csv, .json): lines with their numbers, columns found by headings. Pure.

Headings are data (resources/templates/registration/headings.toml), in any order, after any title lines.
"""

from __future__ import annotations

import csv
import functools
import importlib
import io
import json
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.errors import FieldRefused
from app.kernel.places import resource

MOST_LINES = 5000
LOOKED_AT = 12
"""Lines among which the one with the headings stands; programs write titles above it."""


@dataclass(frozen=True)
class ListLine:
    """A line that is not empty, with what stands in the columns asked for. ``line``: its number, from 1."""

    line: int
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """Give what stands in a column; "" where the list has no such column."""
        return self.cells.get(column, "")


def read_list(content: bytes, kind: str, needed: Sequence[str]) -> tuple[ListLine, ...]:
    """Read a list of a kind; the lines' numbers are those of the file, in JSON the place of the entry.

    needed: columns of which one at least must be there, besides the kind's first one. Refuses with
    FieldRefused ("list"): empty, too_long, wrong_form, no_columns.
    """
    rows = _rows(content)
    if not rows:
        raise FieldRefused("list", "empty")
    if len(rows) > MOST_LINES:
        raise FieldRefused("list", "too_long")
    for place, (_, head) in enumerate(rows[:LOOKED_AT]):
        columns = _columns(head, headings(kind))
        if next(iter(headings(kind))) in columns and any(name in columns for name in needed):
            return tuple(ListLine(line, _told(row, columns)) for line, row in rows[place + 1 :])
    raise FieldRefused("list", "no_columns", " ".join(rows[0][1]))


@functools.cache
def headings(kind: str) -> dict[str, tuple[str, ...]]:
    """Give the columns of a kind of list with the headings they may have; the first one must be there."""
    text = resource("templates/registration/headings.toml").read_text(encoding="utf-8")
    return {name: tuple(map(_plain, titles)) for name, titles in tomllib.loads(text)[kind].items()}


def _columns(head: Sequence[str], wanted: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Find the place of each column; of several headings of one, the one named first counts."""
    plain = [_plain(title) for title in head]
    found = {}
    for name, titles in wanted.items():
        places = [plain.index(title) for title in titles if title in plain]
        if places:
            found[name] = places[0]
    return found


def _told(row: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    return {name: row[place].strip() if place < len(row) else "" for name, place in columns.items()}


def _plain(title: str) -> str:
    """Take out of a heading what programs add: blanks, marks of what is required, remarks in brackets."""
    told = unicodedata.normalize("NFKC", title).lower()
    return "".join(told.split()).partition("(")[0].strip("*:")


def _rows(content: bytes) -> list[tuple[int, list[str]]]:
    """Read whatever it is as numbered rows without the empty ones."""
    if content[:2] == b"PK":
        rows = list(enumerate(_rows_of_workbook(content), start=1))
    else:
        text = _text(content)
        is_json = text.lstrip()[:1] in ("[", "{")
        rows = _rows_of_json(text) if is_json else _rows_of_csv(text)
    return [(line, row) for line, row in rows if any(cell.strip() for cell in row)]


def _rows_of_workbook(content: bytes) -> list[list[str]]:
    book = importlib.import_module("app.documents.workbook")
    try:
        rows: list[list[str]] = book.read_workbook(content)
    except book.NotAWorkbook as error:
        raise FieldRefused("list", "wrong_form", str(error)) from error
    return rows


def _rows_of_csv(text: str) -> list[tuple[int, list[str]]]:
    reader, rows, line = csv.reader(io.StringIO(text)), [], 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FieldRefused("list", "wrong_form", str(error)) from error
    return rows


def _rows_of_json(text: str) -> list[tuple[int, list[str]]]:
    try:
        told = json.loads(text)
        lines = told["registrations"] if isinstance(told, dict) else told
        head = sorted({key for line in lines for key in line})
        found = [
            (place, [str(line.get(key) or "") for key in head]) for place, line in enumerate(lines, start=1)
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FieldRefused("list", "wrong_form", str(error)[:80]) from error
    return [(0, head), *found] if found else []


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FieldRefused("list", "wrong_form")
