"""Rows between the centre's wire, SQLite and plain values: one shape for each declared table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, Boolean, Table
from sqlalchemy.types import TypeDecorator

from app.storage.columns import default_of
from app.sync.merge import Row

Values = tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class RowShape:
    """How the rows of a table are read and written without a mapper: a page has a thousand of them."""

    table: Table

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns in the order of the table."""
        return tuple(self.table.columns.keys())

    @cached_property
    def at_id(self) -> int:
        """The place of the key among the columns."""
        return self.names.index("id")

    @cached_property
    def quoted(self) -> str:
        """The table's name for SQL: "case" and "window" are names of this trade."""
        return f'"{self.table.name}"'

    @cached_property
    def staged(self) -> str:
        """The name of the table that takes the pages of a large pull."""
        return f'"staged_{self.table.name}"'

    @cached_property
    def columns(self) -> str:
        """The columns as SQL lists them."""
        return ", ".join(f'"{name}"' for name in self.names)

    @cached_property
    def links(self) -> dict[tuple[str, str], str]:
        """Which of its columns name rows of which table."""
        return {
            (self.table.name, column.name): named.target_fullname.split(".")[0]
            for column in self.table.columns
            for named in column.foreign_keys
        }

    def put(self, target: str) -> str:
        """The statement that writes a whole row, there or not."""
        marks = ", ".join("?" * len(self.names))
        return f"INSERT INTO {target} ({self.columns}) VALUES ({marks}) {self.settle}"

    @cached_property
    def settle(self) -> str:
        """What an insert does where the row is there already; never a delete, which would cascade."""
        setting = ", ".join(f'"{name}" = excluded."{name}"' for name in self.names if name != "id")
        return f"ON CONFLICT (id) DO UPDATE SET {setting}"

    def from_wire(self, columns: Sequence[str], rows: list[list[Any]]) -> list[Values]:
        """Order what was pulled as the table is ordered.

        Columns this program does not know are left out; those the centre does not know take their defaults.
        """
        if tuple(columns) == self.names and not self._json:
            return [*map(tuple, rows)]
        places = [columns.index(name) if name in columns else None for name in self.names]
        texts = self._json
        return [
            tuple(
                _text(value) if n in texts else value
                for n, value in enumerate(None if place is None else row[place] for place in places)
            )
            for row in rows
        ]

    def to_store(self, row: dict[str, Any]) -> Values:
        """Write plain values as SQLite keeps them.

        What a program of an older version made lacks the newest columns; they take their defaults.
        """
        values = (row[name] if name in row else self._defaults.get(name) for name in self.names)
        return tuple(_text(value) if n in self._json else value for n, value in enumerate(values))

    def plain(self, values: Values) -> Row:
        """Read what SQLite keeps as plain values, as a changeset has them."""
        # A column named JSON turns the text of a number into a number.
        return {
            name: json.loads(value)
            if n in self._json and isinstance(value, str)
            else bool(value)
            if n in self._flags and value is not None
            else value
            for n, (name, value) in enumerate(zip(self.names, values, strict=True))
        }

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        return {c.name: default_of(c) for c in self.table.columns if not c.nullable}

    @cached_property
    def _json(self) -> frozenset[int]:
        return self._of_kind(JSON)

    @cached_property
    def _flags(self) -> frozenset[int]:
        return self._of_kind(Boolean)

    def _of_kind(self, kind: type[Any]) -> frozenset[int]:
        kinds = [c.type.impl if isinstance(c.type, TypeDecorator) else c.type for c in self.table.columns]
        return frozenset(n for n, found in enumerate(kinds) if isinstance(found, kind))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
