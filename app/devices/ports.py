"""What the counter asks of its devices, and the ways they say no."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.kernel.errors import Refusal


class Trouble(StrEnum):
    """Why a printer does not print."""

    OFF = "off"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


@dataclass(eq=False)
class PrinterTrouble(Refusal):
    """A printer did not print.

    ``begun`` is true where part of the work may have come out: such a job must not be repeated
    without a person's word.
    """

    reason: Trouble
    printer: str
    begun: bool = False


@dataclass(frozen=True)
class PrinterStatus:
    """What a printer says about itself; one that gives no answer counts as ready."""

    trouble: Trouble | None = None
    paper_low: bool = False
    answered: bool = True

    @property
    def ready(self) -> bool:
        """Tell whether a slip may be sent."""
        return self.trouble is None


class TicketPrinter(Protocol):
    """A printer of slips that takes finished ESC/POS bytes."""

    def send(self, data: bytes) -> None:
        """Print one slip; returns once the printer has it, refuses with PrinterTrouble."""
        ...

    def status(self) -> PrinterStatus:
        """Ask the printer how it is."""
        ...


class PagePrinter(Protocol):
    """A printer of A4 pages that takes finished PDF files."""

    def print_pages(self, pdf: bytes, title: str, copies: int) -> str:
        """Print a document; returns the references of its jobs once paper is out, else PrinterTrouble."""
        ...


class CardKind(StrEnum):
    """The cards a reader knows; the words are those of identity documents (domain.md 4)."""

    RESIDENT_ID = "resident_id"
    RESIDENCE_PERMIT = "residence_permit"
    FOREIGN_PERMANENT_ID = "foreign_permanent_id"


@dataclass(frozen=True)
class CardFacts:
    """What the counter takes from a card: no photo, no address, no nation, no authority (PIPL art. 6).

    ``name_needs_check``: the reader gave characters without a public code point; ``name`` has today's ones as
    far as they are known, and a person compares it with the card. ``valid_until`` is None on long-term cards.
    Name and number stay out of every log.
    """

    kind: CardKind
    name: str = field(repr=False)
    number: str = field(repr=False)
    born: date | None = field(default=None, repr=False)
    valid_until: date | None = None
    name_needs_check: bool = False


class ReaderFault(StrEnum):
    """Why cards are not read."""

    NOT_STARTED = "not_started"
    WRONG_PROTOCOL = "wrong_protocol"
    SILENT = "silent"
    ENDED = "ended"
    NO_READER = "no_reader"
    UNREADABLE = "unreadable"
    BROKEN = "broken"


@dataclass(eq=False)
class ReaderTrouble(Refusal):
    """A card reader does not read."""

    fault: ReaderFault


class CardReader(Protocol):
    """A reader of identity cards."""

    def wait_card(self) -> CardFacts | None:
        """Wait some seconds for a card; None where none was laid down. Refuses with ReaderTrouble."""
        ...

    def close(self) -> None:
        """Let go of the reader; may be called from another thread, and ends a waiting."""
        ...
