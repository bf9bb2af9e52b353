"""The ticket slip: what stands on it, and who presses it into bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.catalogue.queries import HallCard
from app.documents.sheets import SlipSheet
from app.kernel.clock import local
from app.storage.spool import Paper, PrintOrder

CODE_PREFIX = "GT1:V:"
"""Opens the code of a slip; a visit's key follows and nothing about the person."""


@dataclass(frozen=True)
class PressedSlip:
    """A slip for the printer and as a PDF for the screen."""

    content: bytes
    preview: bytes


class SlipPress(Protocol):
    """Makes bytes of a slip."""

    @property
    def has_printer(self) -> bool:
        """Whether slips come out anywhere."""
        ...

    def press(self, sheet: SlipSheet) -> PressedSlip:
        """Set a slip for the printer and for the screen."""
        ...


@dataclass(frozen=True)
class SlipFacts:
    """What a slip tells."""

    ticket_id: str
    visit_id: str
    number: str
    matter: str
    ahead: int
    taken_at: int


def slip_order(
    facts: SlipFacts,
    hall: HallCard,
    zone: str,
    press: SlipPress,
    mark: str = "",
    reprint_of: str | None = None,
) -> PrintOrder:
    """Set a slip and make the order for the spool."""
    sheet = SlipSheet(
        hall_name=hall.name,
        number=facts.number,
        matter=facts.matter,
        taken_at=f"{local(facts.taken_at, zone):%Y-%m-%d %H:%M}",
        code=CODE_PREFIX + facts.visit_id,
        ahead=facts.ahead,
        mark=mark,
        is_sample=hall.is_sample,
    )
    pressed = press.press(sheet)
    return PrintOrder(
        paper=Paper.SLIP,
        title=facts.number,
        subject=f"ticket:{facts.ticket_id}",
        content=pressed.content,
        preview=pressed.preview,
        reprint_of=reprint_of,
        has_printer=press.has_printer,
    )
