"""What paper is made from: frozen sheets whose texts are ready to print. No record, no choice of words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Literal

Align = Literal["left", "center", "right"]

Point = tuple[int, int, float | None, int]
"""x and y in 0.01 mm (y grows downward), pressure 0..1 or None where none was measured, milliseconds."""

Stroke = tuple[Point, ...]


@dataclass(frozen=True)
class Field:
    """A label with its text."""

    label: str
    text: str


@dataclass(frozen=True)
class SlipLine:
    """A line of a ticket slip; long ones are wrapped by whoever prints them, an empty one is a gap.

    ``scale`` 1 to 4: so many times as wide and high.
    """

    text: str
    scale: int = 1
    bold: bool = False
    align: Align = "left"
    boxed: bool = False


@dataclass(frozen=True)
class SlipCode:
    """A square code in the middle of a slip; it has no personal data."""

    payload: str


@dataclass(frozen=True)
class SlipRuler:
    """A ruler in millimetres, as long as the roll is wide; for trial slips."""


SlipPart = SlipLine | SlipCode | SlipRuler


@dataclass(frozen=True)
class SlipSheet:
    """A ticket slip from top to bottom; title and author are for the PDF alone."""

    title: str
    author: str
    parts: tuple[SlipPart, ...]

    def words(self) -> bytes:
        """Write it down; ``read_slip`` reads it."""
        parts = [[_KIND[type(part)], asdict(part)] for part in self.parts]
        told = {"title": self.title, "author": self.author, "parts": parts}
        return json.dumps(told, ensure_ascii=False).encode()


_PARTS: dict[str, type[SlipPart]] = {"line": SlipLine, "code": SlipCode, "ruler": SlipRuler}
_KIND = {part: kind for kind, part in _PARTS.items()}


def read_slip(words: bytes) -> SlipSheet:
    """Read a slip that was written down."""
    told = json.loads(words)
    parts = tuple(_PARTS[kind](**facts) for kind, facts in told["parts"])
    return SlipSheet(told["title"], told["author"], parts)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a contract; ``number`` ("1.1") hangs before it where there is one."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class CheckLine:
    """A line with a drawn ballot box."""

    text: str
    checked: bool


@dataclass(frozen=True)
class Table:
    """A ruled table; ``shares`` are the relative widths of the columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    aligns: tuple[Align, ...] = ()
    least_height: float = 0.0
    """Points a row has at least: room to write by hand."""
    ink: tuple[tuple[Stroke, ...], ...] = ()
    """What was signed on a pad, row by row, drawn in the column of its place."""
    ink_column: int = 0

    def align(self, column: int) -> Align:
        """Tell how a column is set; left where nothing is said."""
        return self.aligns[column] if column < len(self.aligns) else "left"


Item = Paragraph | CheckLine | Table


@dataclass(frozen=True)
class Section:
    """A section with its ready heading. Amounts and instalments follow the one that carries the price."""

    key: str
    heading: str
    items: tuple[Item, ...]
    carries_price: bool = False


@dataclass(frozen=True)
class PartyBlock:
    """Who a party is: role, registered name and the fields beside them."""

    role: str
    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class AmountLine:
    """An amount in figures ("1,234.50") and in words."""

    label: str
    figures: str
    words: str


@dataclass(frozen=True)
class Instalment:
    """One row of the payment plan."""

    label: str
    condition: str
    due: str
    figures: str
    share: str


@dataclass(frozen=True)
class SignatureBlock:
    """Where a party signs. ``short`` is the role in two characters, for the initials box of each page."""

    role: str
    name: str
    short: str = ""


@dataclass(frozen=True)
class PartyMark:
    """What a signature puts into a party's block: strokes, or the words that it lies on paper."""

    signer: str
    capacity: str
    signed_at: str
    strokes: tuple[Stroke, ...] = ()
    on_paper: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file inside the paper's file. ``relationship``: Data, Source, Supplement (ISO 32000-2, 14.13)."""

    name: str
    media_type: str
    content: bytes
    relationship: str
    description: str


@dataclass(frozen=True)
class ContractSheet:
    """A contract, whole. ``digest`` is the SHA-256 (hex) of the canonical contract data.

    price_items: follow amounts and instalments: royalty, accounts, how the technical amount comes about.
    annexes: sections behind the template's own: further clauses, the list of attachments.
    code: the signed code of the text; empty while nobody has approved it.
    """

    title: str
    number: str
    hall_name: str
    cover: tuple[Field, ...]
    preamble: tuple[str, ...]
    parties: tuple[PartyBlock, ...]
    sections: tuple[Section, ...]
    amounts: tuple[AmountLine, ...]
    instalments: tuple[Instalment, ...]
    closing: tuple[str, ...]
    copies: str
    signatures: tuple[SignatureBlock, ...]
    code: str
    digest: str
    is_draft: bool = False
    is_sample: bool = False
    price_items: tuple[Item, ...] = ()
    annexes: tuple[Section, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class PrinterTrialSheet:
    """A page that shows whether a printer prints whole, true to size and with every character."""

    hall_name: str
    printer: str
    printed_at: str
    code: str


@dataclass(frozen=True)
class ReportSheet:
    """A plain page: a report, a notice, a record printed on request. ``subtitle``: lines below the title."""

    title: str
    hall_name: str
    subtitle: tuple[str, ...]
    sections: tuple[Section, ...]
    is_sample: bool = False
    code: str = ""
    """Printed as a square code at the head of the first page; empty: none."""
    code_note: str = ""
    last_page: Section | None = None
    """Begins a page of its own, after everything else."""


def texts(sheet: Any) -> Iterator[str]:
    """Tell every text of a sheet, for the search for characters no face draws."""
    if isinstance(sheet, str):
        yield sheet
    elif isinstance(sheet, tuple):
        for part in sheet:
            yield from texts(part)
    elif is_dataclass(sheet) and not isinstance(sheet, type):
        for field in fields(sheet):
            yield from texts(getattr(sheet, field.name))
