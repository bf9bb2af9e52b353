"""What the centre sends down, as it came over the wire: pages of a pull, rows that come with a call."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.sync.merge import RowKey
from app.sync.rows import RowShape, Values


@dataclass(frozen=True)
class Page:
    """What a pull brought, in the centre's words (PROTOCOL.md, gate_pull)."""

    epoch: str
    anew: bool
    """Everything there is from the first row on, not only what is new."""
    tables: dict[str, dict[str, list[Any]]]
    token: str | None = None
    """Present where the rows are complete: which transactions they show."""
    next: list[Any] | None = None
    as_of: str | None = None
    of: int | None = None
    told: int | None = None
    """With the token: the hall's last batch that it shows."""
    channel: str | None = None
    """Where the rows of later batches are told."""
    settled: tuple[dict[str, Any], ...] = ()

    @classmethod
    def read(cls, text: str) -> Page:
        """Read an answer of the gate."""
        said = json.loads(text)
        names = ("epoch", "anew", "tables", "token", "next", "as_of", "of", "told", "channel")
        return cls(**{name: said.get(name) for name in names}, settled=tuple(said["settled"]))

    @property
    def size(self) -> int:
        """How many rows it brings."""
        return sum(len(part["rows"]) for part in self.tables.values())


@dataclass(frozen=True)
class Told:
    """The rows of a batch as they come with the centre's call (PROTOCOL.md, calls)."""

    epoch: str
    number: int
    xid: int
    tables: dict[str, dict[str, list[Any]]]

    @classmethod
    def read(cls, text: str) -> Told | None:
        """Read a call on the hall's own channel; None where it makes no sense."""
        try:
            said = json.loads(text)
            return cls(said["epoch"], int(said["number"]), int(said["xid"]), said["tables"])
        except (ValueError, KeyError, TypeError):
            return None

    def keys(self, shapes: dict[str, RowShape]) -> set[RowKey]:
        """Name its rows of declared tables."""
        return {
            (name, row[part["columns"].index("id")])
            for name, part in self.tables.items()
            if name in shapes
            for row in part["rows"]
        }


def by_shape(page: Page | Told, shapes: dict[str, RowShape]) -> Iterator[tuple[RowShape, list[Values]]]:
    """Give the rows of every declared table with its shape, those that are named by others first."""
    for name, shape in shapes.items():
        if name in page.tables:
            part = page.tables[name]
            yield shape, shape.from_wire(part["columns"], part["rows"])
