"""Code tables of the registration form: data of resources/templates/codes (domain.md 1.2, 1.5, 1.9). Pure."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from datetime import date

from app.kernel.errors import Missing
from app.kernel.places import resource

TABLES = ("type", "pay", "ipr", "field", "seo", "party", "plan", "industry", "refuse")


@dataclass(frozen=True)
class CodeRow:
    """A row of a code table. ``parent``: the code above it, "" at the top.

    valid_from, valid_to: the days on which it may be chosen, both counted; None: open on that side.
    mark: what the program must know of it: the way of payment, the statistical head of a party's nature,
    whether a refusal is curable.
    """

    code: str
    parent: str
    name: str
    name_en: str
    valid_from: date | None = None
    valid_to: date | None = None
    mark: str = ""

    def is_valid(self, day: date) -> bool:
        """Tell whether it may be chosen on a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@functools.cache
def codes(table: str) -> tuple[CodeRow, ...]:
    """Give a table whole, those of the past too, in its order; refused (Missing): there is no such table."""
    if table not in TABLES:
        raise Missing("code_table", table)
    text = resource(f"templates/codes/{table}.toml").read_text(encoding="utf-8")
    return tuple(_row(*told) for told in tomllib.loads(text)["rows"])


def valid_codes(table: str, day: date) -> tuple[CodeRow, ...]:
    """Give the rows that may be chosen on a day."""
    return tuple(row for row in codes(table) if row.is_valid(day))


def code_row(table: str, code: str) -> CodeRow:
    """Give a row; refused (Missing): there is none of that code."""
    found = _by_code(table).get(code)
    if found is None:
        raise Missing(f"code_{table}", code)
    return found


def code_name(table: str, code: str) -> str:
    """Tell the name of a code as the form prints it; refused (Missing): there is none of that code."""
    return code_row(table, code).name


def code_path(table: str, code: str) -> tuple[CodeRow, ...]:
    """Give a row with those above it, the top first; refused (Missing): there is none of that code."""
    row = code_row(table, code)
    return (*code_path(table, row.parent), row) if row.parent else (row,)


@functools.cache
def _by_code(table: str) -> dict[str, CodeRow]:
    return {row.code: row for row in codes(table)}


def _row(
    code: str, parent: str, name: str, name_en: str, first: str = "", last: str = "", mark: str = ""
) -> CodeRow:
    return CodeRow(code, parent, name, name_en, _day(first), _day(last), mark)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
