"""What the window's page shows, as read at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from app.cases.queries import CaseCard
from app.catalogue.queries import MatterRow, WindowRow
from app.queueing.queries import TicketRow
from app.reception.queries import PersonCard, VisitCard


@dataclass(frozen=True)
class AtWindow:
    """The visitor called to this window or being served here."""

    ticket: TicketRow
    visit: VisitCard
    person: PersonCard | None
    matter: MatterRow | None
    case: CaseCard | None


@dataclass(frozen=True)
class WindowScene:
    """The window, who is at it, who waits for it, who did not come."""

    window: WindowRow | None
    here: AtWindow | None
    waiting: tuple[TicketRow, ...]
    missed: tuple[TicketRow, ...]
    now: int
