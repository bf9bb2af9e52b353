"""What the counter asks of its devices, and the ways they say no."""

from __future__ import annotations

from dataclasses import dataclass
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
