"""The window at work: calling, serving, closing."""

from __future__ import annotations

import datetime as dt

from app.cases.entities import Case
from app.cases.queries import case_of_ticket
from app.cases.refusals import VisitorCalled
from app.cases.states import CaseState
from app.catalogue.queries import find_matter, find_window
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import day_of
from app.kernel.confirm import Confirm, Verdict
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.queueing.queries import TicketRow, ticket_row
from app.queueing.refusals import NoWindow, TicketTaken
from app.queueing.service import (
    call_ticket,
    close_ticket,
    miss_ticket,
    next_waiting,
    put_back_ticket,
    serve_ticket,
    ticket_at_window,
)
from app.queueing.states import TicketState
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

TRIES = 5
"""So many visitors may be snatched away by other windows before calling is given up."""


class CaseDesk:
    """A service window at work."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone

    def call_next(self, *, actor: Actor) -> Outcome[TicketRow]:
        """Close the running case with its usual result and call the next visitor.

        Refuses with NoWindow, NobodyWaiting, and VisitorCalled while a called visitor is unanswered for.
        A visitor whom another window got first is left to it and the next one is called.
        """
        window_id = self._window(actor)
        touched = ChangeSet()
        for _ in range(TRIES):
            outcome = self._call_one(window_id, actor)
            touched |= outcome.changes
            confirmation = self._confirm.ask(outcome.txn or "")
            if confirmation.verdict is not Verdict.REFUSED:
                return Outcome(outcome.value, touched, outcome.txn, confirmation)
        raise TicketTaken(outcome.value.number)

    def recall(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Call the visitor once more; refuses with CalledOften after the third call."""
        window_id = self._window(actor)
        with self._store.change(actor, "recall") as work:
            call_ticket(work, ticket_id, window_id)
            row = _shown(work, ticket_id)
        return work.outcome(row)

    def serve(self, ticket_id: str, *, actor: Actor) -> Outcome[str]:
        """Note that the visitor has come and open the case; gives its key."""
        window_id = self._window(actor)
        with self._store.change(actor, "serve") as work:
            case_id = self._open_case(work, ticket_id, window_id, actor)
        return work.outcome(case_id)

    def miss(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Note that nobody came; the visitor can be brought back."""
        self._window(actor)
        with self._store.change(actor, "miss") as work:
            miss_ticket(work, ticket_id)
            row = _shown(work, ticket_id)
        return work.outcome(row)

    def bring_back(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Put a missed or wrongly called visitor back in the line, in the old place."""
        actor.must(Permission.CALL)
        with self._store.change(actor, "bring_back") as work:
            put_back_ticket(work, ticket_id)
            row = _shown(work, ticket_id)
        return work.outcome(row)

    def note(self, case_id: str, text: str, *, actor: Actor) -> Outcome[None]:
        """Keep the clerk's notes on a case."""
        actor.must(Permission.CALL)
        with self._store.change(actor, "note_case") as work:
            work.get(Case, case_id).notes = text.strip()
        return work.outcome(None)

    def finish(self, case_id: str, result: str = "", *, actor: Actor) -> Outcome[str]:
        """Close a case, with the matter's usual result where none is given; gives the result."""
        self._window(actor)
        with self._store.change(actor, "finish_case") as work:
            case = work.get(Case, case_id)
            given = self._close(work, case, result)
        return work.outcome(given)

    def _call_one(self, window_id: str, actor: Actor) -> Outcome[TicketRow]:
        day = day_of(self._store.clock.now(), self._zone)
        with self._store.change(actor, "call_next") as work:
            window = find_window(work.session, window_id)
            self._close_running(work, window_id, day)
            row = next_waiting(work, window, day)
            call_ticket(work, row.id, window_id)
            row = _shown(work, row.id)
        return work.outcome(row)

    def _close_running(self, work: Work, window_id: str, day: dt.date) -> None:
        running = ticket_at_window(work, window_id, day)
        if running is None:
            return
        if running.state is TicketState.CALLED:
            raise VisitorCalled(running.number)
        card = case_of_ticket(work.session, running.id)
        if card is None:
            raise Missing("case", running.id)
        self._close(work, work.get(Case, card.id), "")
        work.session.flush()

    def _open_case(self, work: Work, ticket_id: str, window_id: str, actor: Actor) -> str:
        serve_ticket(work, ticket_id)
        row = _shown(work, ticket_id)
        case = Case(
            id=new_key(),
            ticket_id=ticket_id,
            visit_id=row.visit_id,
            matter_id=row.matter_id,
            window_id=window_id,
            staff_id=actor.staff_id,
            state=CaseState.OPEN,
            opened_at=work.now,
        )
        return work.add(case).id

    def _close(self, work: Work, case: Case, result: str) -> str:
        given = result.strip() or find_matter(work.session, case.matter_id).usual_result
        case.close(given, work.now)
        close_ticket(work, case.ticket_id)
        return given

    def _window(self, actor: Actor) -> str:
        actor.must(Permission.CALL)
        if actor.window_id is None:
            raise NoWindow()
        return actor.window_id


def _shown(work: Work, ticket_id: str) -> TicketRow:
    work.session.flush()
    row = ticket_row(work.session, ticket_id)
    if row is None:
        raise Missing("ticket", ticket_id)
    return row
