"""The waiting line as windows, the desk and the hall's display read it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.catalogue.queries import MatterRow, WindowRow, all_matters, all_windows
from app.kernel.clock import day_of
from app.kernel.identity import masked_name
from app.queueing.entities import Call, Ticket
from app.queueing.states import Spoken, TicketState
from app.reception.queries import VisitCard, find_visits
from app.reception.states import ShownAs
from app.storage.store import Store


@dataclass(frozen=True)
class TicketRow:
    """A ticket in a list; for staff, with the visitor's name."""

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


@dataclass(frozen=True)
class CallLine:
    """A line of the hall's display: number and window, and never more of a name than its mask.

    ``shown`` is what the visitor chose to be called by: the masked name, or the number.
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


@dataclass(frozen=True)
class DisplayBoard:
    """All that the hall's display shows, and the moment it was true."""

    hall: str
    calls: tuple[CallLine, ...]
    waiting: tuple[tuple[str, int], ...]
    as_of: int


@dataclass(frozen=True)
class DayCount:
    """The day in numbers."""

    taken: int
    waiting: int
    longest_wait_s: int
    done: int


class QueueView:
    """Looks at the waiting line."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def waiting(self, letters: tuple[str, ...] = ()) -> tuple[TicketRow, ...]:
        """List who is waiting in the order they will be called; of some business groups or of all."""
        with self._store.look() as session:
            rows = _rows(session, self._today(), TicketState.WAITING)
        wanted = [row for row in rows if not letters or row.letter in letters]
        return tuple(sorted(wanted, key=calling_order))

    def missed(self) -> tuple[TicketRow, ...]:
        """List today's visitors who did not come when called."""
        with self._store.look() as session:
            return tuple(_rows(session, self._today(), TicketState.MISSED))

    def today(self, limit: int = 200) -> tuple[TicketRow, ...]:
        """List the day's tickets, newest first."""
        with self._store.look() as session:
            return tuple(
                sorted(_rows(session, self._today()), key=lambda r: r.taken_at, reverse=True)[:limit]
            )

    def count(self) -> DayCount:
        """Count the day."""
        now = self._store.clock.now()
        with self._store.look() as session:
            query = (
                select(Ticket.state, func.count(), func.min(Ticket.taken_at))
                .where(Ticket.day == self._today())
                .group_by(Ticket.state)
            )
            found = {state: (count, first) for state, count, first in session.execute(query)}
        waiting, first = found.get(TicketState.WAITING, (0, now))
        return DayCount(
            taken=sum(count for count, _ in found.values()),
            waiting=waiting,
            longest_wait_s=max(0, now - first) // 1_000_000,
            done=found.get(TicketState.DONE, (0, 0))[0],
        )

    def display(self, hall: str, lines: int = 6) -> DisplayBoard:
        """Give what the hall's display shows."""
        query = (
            select(Call, Ticket)
            .join(Ticket, Ticket.id == Call.ticket_id)
            .where(Ticket.day == self._today(), Call.ended_at.is_(None))
            .order_by(Call.called_at.desc())
            .limit(lines * 4)
        )
        with self._store.look() as session:
            seen: dict[str, CallLine] = {}
            windows = all_windows(session)
            found = session.execute(query).all()
            visits = find_visits(session, (ticket.visit_id for _, ticket in found))
            for call, ticket in found:
                line = _line(call, ticket, windows[call.window_id].number, visits[ticket.visit_id])
                seen.setdefault(ticket.id, line)
            waiting = Counter(row.letter for row in _rows(session, self._today(), TicketState.WAITING))
        return DisplayBoard(
            hall, tuple(seen.values())[:lines], tuple(sorted(waiting.items())), self._store.clock.now()
        )

    def at_window(self, window_id: str) -> TicketRow | None:
        """Give the ticket a window is busy with."""
        busy = (TicketState.CALLED, TicketState.SERVING)
        with self._store.look() as session:
            rows = [r for state in busy for r in _rows(session, self._today(), state)]
            window = all_windows(session).get(window_id)
        return next((r for r in rows if window and r.window_number == window.number), None)

    def unspoken(self) -> tuple[CallLine, ...]:
        """List today's calls the voice has not dealt with yet, oldest first."""
        query = (
            select(Call, Ticket)
            .join(Ticket, Ticket.id == Call.ticket_id)
            .where(Ticket.day == self._today(), Call.spoken == Spoken.NOT_YET, Call.ended_at.is_(None))
            .order_by(Call.called_at)
        )
        with self._store.look() as session:
            windows = all_windows(session)
            found = session.execute(query).all()
            visits = find_visits(session, (ticket.visit_id for _, ticket in found))
            return tuple(
                _line(call, ticket, windows[call.window_id].number, visits[ticket.visit_id])
                for call, ticket in found
            )

    def _today(self) -> dt.date:
        return day_of(self._store.clock.now(), self._zone)


def calling_order(row: TicketRow) -> tuple[bool, int]:
    """Order of calling: priority before others, then who came first."""
    return (not row.is_priority, row.taken_at)


def waiting_rows(session: Session, day: dt.date) -> list[TicketRow]:
    """List who waits in an open session, in the order of coming."""
    return _rows(session, day, TicketState.WAITING)


def ticket_row(session: Session, ticket_id: str) -> TicketRow | None:
    """Show one ticket in an open session."""
    return next(iter(_rows(session, None, None, ticket_id)), None)


def _rows(
    session: Session, day: dt.date | None, state: TicketState | None = None, ticket_id: str | None = None
) -> list[TicketRow]:
    query = select(Ticket).order_by(Ticket.taken_at)
    query = query.where(Ticket.id == ticket_id) if ticket_id is not None else query.where(Ticket.day == day)
    if state is not None:
        query = query.where(Ticket.state == state)
    tickets = session.execute(query).scalars().all()
    matters, windows = all_matters(session), all_windows(session)
    visits = find_visits(session, (t.visit_id for t in tickets))
    return [_ticket_row(t, matters[t.matter_id], visits[t.visit_id], windows) for t in tickets]


def _ticket_row(t: Ticket, matter: MatterRow, visit: VisitCard, windows: dict[str, WindowRow]) -> TicketRow:
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
        window_number=windows[t.window_id].number if t.window_id else None,
        calls=t.calls,
        taken_at=t.taken_at,
        called_at=t.called_at,
    )


def _line(call: Call, ticket: Ticket, window_number: int, visit: VisitCard) -> CallLine:
    by_name = visit.shown_as is ShownAs.MASKED_NAME and visit.person_name
    return CallLine(
        call_id=call.id,
        ticket_id=ticket.id,
        number=ticket.number,
        window_number=window_number,
        called_at=call.called_at,
        turn=call.turn,
        is_current=ticket.state in (TicketState.CALLED, TicketState.SERVING),
        shown=masked_name(visit.person_name) if by_name else ticket.number,
        is_priority=ticket.is_priority,
    )
