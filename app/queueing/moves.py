"""The steps of tickets in an open transaction: each ends one period and opens the next at one moment."""

from __future__ import annotations

from app.kernel.clock import day_of
from app.kernel.ids import new_key
from app.queueing.entities import Call, Period, Ticket
from app.queueing.line import InLine
from app.queueing.states import PeriodKind, Suspension, TicketState
from app.storage.store import Work

RESTS = {
    Suspension.AWAY: PeriodKind.AWAY,
    Suspension.HELD: PeriodKind.HELD,
    Suspension.HERE: PeriodKind.HERE,
}
_KINDS = {
    TicketState.WAITING: PeriodKind.WAITING,
    TicketState.CALLED: PeriodKind.CALLED,
    TicketState.SERVING: PeriodKind.SERVING,
    TicketState.MISSED: PeriodKind.MISSED,
}
OVER = "over"
"""Ends the last period of a visit; every other one ends with the kind of the next."""


class Moves:
    """Takes steps. Refuses with WrongStep where the ticket's state does not allow one."""

    def __init__(self, work: Work, zone: str) -> None:
        self._work = work
        self._zone = zone

    def begin(self, ticket: Ticket) -> None:
        """Open the first period of a visit, behind its ticket (see ``open_visit``)."""
        self._work.session.flush()
        self._open(ticket, PeriodKind.WAITING, ticket.taken_at)

    def call(self, entry: InLine, window_id: str) -> Call:
        """Call to a window; the display and the voice tell of it."""
        at = self._moment(entry)
        entry.ticket.call(window_id, at)
        self._turn(entry, PeriodKind.CALLED, at)
        call = Call(
            id=new_key(), ticket_id=entry.ticket.id, window_id=window_id, called_at=at, turn=entry.turns + 1
        )
        return self._work.add(call)

    def serve(self, entry: InLine) -> None:
        """The visitor has come."""
        at = self._moment(entry)
        entry.ticket.serve(at)
        self._turn(entry, PeriodKind.SERVING, at)

    def miss(self, entry: InLine) -> None:
        """Nobody came."""
        at = self._moment(entry)
        entry.ticket.miss(at)
        self._turn(entry, PeriodKind.MISSED, at)

    def wait(self, entry: InLine, kind: PeriodKind = PeriodKind.WAITING) -> None:
        """Stand in the line again; the place and who it is kept for are the ticket's own."""
        at = self._moment(entry)
        if entry.ticket.state is not TicketState.WAITING:
            entry.ticket.wait_again()
        self._turn(entry, kind, at)

    def suspend(self, entry: InLine, kind: Suspension) -> None:
        """Let the case rest; the time counts neither as waiting nor as service."""
        at = self._moment(entry)
        entry.ticket.suspend(kind)
        self._turn(entry, RESTS[kind], at)

    def go_on(self, entry: InLine, window_id: str) -> None:
        """Serve again whose case rested."""
        at = self._moment(entry)
        entry.ticket.go_on(window_id, at)
        self._turn(entry, PeriodKind.SERVING, at)

    def keep_serving(self, entry: InLine) -> None:
        """Go on with the next matter of the same visitor."""
        at = self._moment(entry)
        entry.ticket.keep_serving(at)
        self._turn(entry, PeriodKind.SERVING, at)

    def close(self, entry: InLine) -> None:
        """The last matter is done."""
        at = self._moment(entry)
        entry.ticket.close(at)
        self._turn(entry, None, at)

    def void(self, entry: InLine) -> None:
        """The ticket is worth nothing any more."""
        at = self._moment(entry)
        entry.ticket.void(at)
        self._turn(entry, None, at)

    def _moment(self, entry: InLine) -> int:
        if entry.period is None:
            entry.period = self._made_up(entry.ticket)
        # A clock that was set back must not make a period end before it began.
        return max(self._work.now, entry.period.began_at)

    def _turn(self, entry: InLine, kind: PeriodKind | None, at: int) -> None:
        if entry.period is not None:
            entry.period.ended_at, entry.period.end_reason = at, OVER if kind is None else str(kind)
        entry.period = None if kind is None else self._open(entry.ticket, kind, at)

    def _made_up(self, ticket: Ticket) -> Period:
        """Give the period an older program did not write."""
        latest = max(ticket.taken_at, ticket.called_at or 0, ticket.serving_at or 0)
        return self._open(ticket, _KINDS[ticket.state], min(latest, self._work.now))

    def _open(self, ticket: Ticket, kind: PeriodKind, at: int) -> Period:
        staffed = kind in (PeriodKind.CALLED, PeriodKind.SERVING)
        period = Period(
            id=new_key(),
            visit_id=ticket.visit_id,
            ticket_id=ticket.id,
            matter_id=ticket.matter_id,
            kind=kind,
            day=day_of(at, self._zone),
            window_id=ticket.window_id,
            staff_id=self._work.actor.staff_id if staffed else "",
            began_at=at,
        )
        return self._work.add(period)
