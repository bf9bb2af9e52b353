"""The sheet of a comparison: lines whose characters stayed, came or went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.documents.sheets import Table


class Ink(StrEnum):
    """How a run is drawn: as it is, underlined, struck through."""

    PLAIN = "plain"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True)
class InkRun:
    """Characters drawn alike."""

    ink: Ink
    text: str


@dataclass(frozen=True)
class InkLine:
    """A paragraph of a comparison; a number hangs before it. ``has_bar``: a bar beside it says: look here."""

    runs: tuple[InkRun, ...]
    number: str = ""
    is_heading: bool = False
    has_bar: bool = False


@dataclass(frozen=True)
class ComparisonSheet:
    """Two texts compared: what they are, the facts as a table, the legend, the lines."""

    title: str
    hall_name: str
    subtitle: tuple[str, ...]
    facts_heading: str
    facts: Table | None
    no_facts: str
    lines_heading: str
    legend: InkLine
    lines: tuple[InkLine, ...]
