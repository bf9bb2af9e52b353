"""Tickets and calls as screens show them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.catalogue.known import HallNow
from app.kernel.identity import masked_name
from app.queueing.entities import Call, Ticket
from app.queueing.line import BUSY
from app.queueing.states import Suspension, TicketState
from app.reception.states import Priority, ShownAs
from app.reception.visit_lines import VisitLine


@dataclass(frozen=True)
class TicketRow:
    """A ticket in a list; for staff, with the visitor's name.

    place: the rank in the line as a moment; closed_at: when it was done, voided or missed.
    """

    id: str
    number: str
    state: TicketState
    is_priority: bool
    matter_id: str
    matter: str
    matter_en: str
    letter: str
    visit_id: str
    person_id: str | None
    person: str
    organisation: str
    window_number: int | None
    calls: int
    taken_at: int
    called_at: int | None
    day: dt.date
    place: int
    suspension: Suspension
    due_at: int | None
    for_window_id: str | None
    for_staff_id: str | None
    remark: str
    leg: int
    position: int
    further_matters: int
    """So many matters of the visit come after the one in turn."""
    party_size: int
    priority: Priority
    shown_as: ShownAs
    closed_at: int | None
    is_carried: bool


@dataclass(frozen=True)
class CallLine:
    """A line of the hall's display: number and window, and never more of a name than its mask.

    ``shown`` is what the visitor chose to be called by: the masked name, or the number. ``is_current``: the
    visitor is called or served; ``is_served``: has come to the window.
    """

    call_id: str
    ticket_id: str
    number: str
    window_number: int
    called_at: int
    turn: int
    is_current: bool
    shown: str = ""
    is_priority: bool = False
    is_served: bool = False


def shown_ticket(t: Ticket, visit: VisitLine, hall: HallNow) -> TicketRow:
    """Show a ticket."""
    matter, window = hall.matters[t.matter_id], hall.windows.get(t.window_id or "")
    return TicketRow(
        id=t.id,
        number=t.number,
        state=t.state,
        is_priority=t.is_priority,
        matter_id=matter.id,
        matter=matter.name,
        matter_en=matter.name_en,
        letter=t.letter,
        visit_id=visit.id,
        person_id=visit.person_id,
        person=visit.person_name,
        organisation=visit.organisation,
        window_number=window.number if window else None,
        calls=t.calls,
        taken_at=t.taken_at,
        called_at=t.called_at,
        day=t.day,
        place=t.place,
        suspension=t.suspension,
        due_at=t.due_at,
        for_window_id=t.for_window_id,
        for_staff_id=t.for_staff_id,
        remark=t.remark,
        leg=t.leg,
        position=t.position,
        further_matters=sum(position > t.position for position in visit.matters),
        party_size=visit.party_size,
        priority=visit.priority,
        shown_as=visit.shown_as,
        closed_at=t.closed_at,
        is_carried=t.is_carried,
    )


def shown_call(call: Call, t: Ticket, visit: VisitLine, hall: HallNow) -> CallLine:
    """Show a call as the hall may see it."""
    by_name = visit.shown_as is ShownAs.MASKED_NAME and visit.person_name
    return CallLine(
        call_id=call.id,
        ticket_id=t.id,
        number=t.number,
        window_number=hall.windows[call.window_id].number,
        called_at=call.called_at,
        turn=call.turn,
        is_current=t.state in BUSY,
        shown=masked_name(visit.person_name) if by_name else t.number,
        is_priority=t.is_priority,
        is_served=t.state is TicketState.SERVING,
    )
