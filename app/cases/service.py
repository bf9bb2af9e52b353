"""The window at work: serving, resting, transferring, closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement

from app.cases.calling import Calling, leave_to_its_window, must_be
from app.cases.entities import Case
from app.cases.handling import Ending, with_cases
from app.cases.states import CaseState
from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE, SECOND
from app.kernel.errors import FieldRefused, Missing
from app.queueing.duty import window_of
from app.queueing.line import (
    BUSY,
    InLine,
    in_line,
    in_line_query,
    line_and_ticket,
    window_and_ticket,
)
from app.queueing.moves import Moves
from app.queueing.refusals import CalledOften, RecallLocked, TooLateBack, WindowBusy
from app.queueing.rows import TicketRow
from app.queueing.states import Suspension, TicketState
from app.security.actors import Actor, Permission
from app.storage.store import Work

T = TypeVar("T")


@dataclass(frozen=True)
class TransferTo:
    """Where a visitor is handed on to: one of a matter, a window, a member of staff; with a word for them."""

    matter_id: str | None = None
    window_id: str | None = None
    staff_id: str | None = None
    remark: str = ""


@dataclass(frozen=True)
class Finished:
    """How a case ended and where its visitor is: done, at this window with the next matter, or waiting."""

    result: str
    ticket: TicketRow


class CaseDesk(Calling):
    """A service window at work. Every use case is one transaction."""

    def recall(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Call the visitor once more; refuses with CalledOften, RecallLocked, TicketTaken, WrongStep.

        Whoever stands in the line again, or was set aside, is called anew: that is asked for at the centre.
        """
        window_id, rules = window_of(actor), self._hall.known.now().rules
        with self._store.change(actor, "recall") as work:
            entry, _ = self._reached(work, ticket_id, actor)
            ticket = entry.ticket
            must_be(entry, TicketState.CALLED, TicketState.CALLED)
            if ticket.calls >= rules.most_calls:
                raise CalledOften(ticket.number, ticket.calls)
            since = work.now - (ticket.called_at or 0)
            if 0 <= since < rules.recall_lock_s * SECOND:
                raise RecallLocked(ticket.number, rules.recall_lock_s - since // SECOND)
            self._moves(work).call(entry, window_id)
        return work.outcome(self._shown(entry))

    def serve(self, ticket_id: str, *, actor: Actor) -> Outcome[str]:
        """The visitor has come: open the case, or go on with the one that rested; gives its key.

        Refuses with TicketTaken.
        """
        window_of(actor)
        with self._store.change(actor, "serve") as work:
            entry, case = self._reached(work, ticket_id, actor)
            moves = self._moves(work)
            moves.serve(entry)
            case_id = self._handling(work, moves, actor).open(entry, case).id
        return work.outcome(case_id)

    def miss(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Note that nobody came; the visitor can be brought back. Refuses with TicketTaken."""
        window_of(actor)
        with self._store.change(actor, "miss") as work:
            entry, _ = self._reached(work, ticket_id, actor)
            self._moves(work).miss(entry)
        return work.outcome(self._shown(entry))

    def bring_back(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Put a missed visitor who came back behind so many others as the hall says.

        Refuses with TooLateBack after the time the hall allows: a new number is the way then. Refuses with
        TicketTaken, WrongStep whom a window has called meanwhile.
        """
        actor.must(Permission.CALL)
        rules = self._hall.known.now().rules
        with self._store.change(actor, "bring_back") as work:
            rows = work.session.execute(in_line_query(line_and_ticket(self._scope(work), ticket_id)))
            entries = {entry.ticket.id: entry for entry in map(in_line, rows)}
            entry = _only(entries.pop(ticket_id, None), ticket_id)
            ticket = entry.ticket
            leave_to_its_window(entry, actor.window_id)
            must_be(entry, TicketState.MISSED, TicketState.WAITING)
            minutes = (work.now - (ticket.called_at or work.now)) // MINUTE
            if minutes > rules.missed_back_min:
                raise TooLateBack(ticket.number, minutes)
            self._moves(work).wait(entry)
            ahead = sorted(
                e.ticket.place
                for e in entries.values()
                if e.ticket.letter == ticket.letter and e.ticket.for_window_id is None
            )[: rules.back_behind]
            ticket.ranked_at = max([ticket.place, *(place + 1 for place in ahead)])
        return work.outcome(self._shown(entry))

    def suspend(self, case_id: str, kind: Suspension, *, actor: Actor) -> Outcome[TicketRow]:
        """Let a case rest; its time counts neither as waiting nor as service, and the window is free."""
        window_of(actor)
        if kind is Suspension.NONE:
            raise FieldRefused("suspension", "empty")
        with self._store.change(actor, "suspend") as work:
            entry, _ = self._of_case(work, case_id, actor)
            self._moves(work).suspend(entry, kind)
        return work.outcome(self._shown(entry))

    def resume(self, ticket_id: str, *, to_line: bool = False, actor: Actor) -> Outcome[TicketRow]:
        """Go on with a case that rested.

        HERE and HELD go on at this window, or with to_line stand at the head of its line and are called.
        AWAY always stands in the line, at the head for the window it was at. Refuses with WindowBusy, and
        with TicketTaken, WrongStep who goes on already.
        """
        actor.must(Permission.CALL)
        with self._store.change(actor, "resume") as work:
            query = with_cases(in_line_query(_resuming(actor, ticket_id)))
            rows = list(work.session.execute(query))
            row = _only(next((r for r in rows if r.Ticket.id == ticket_id), None), ticket_id)
            entry, moves = in_line(row), self._moves(work)
            leave_to_its_window(entry, actor.window_id)
            must_be(entry, TicketState.SUSPENDED, TicketState.SERVING)
            if to_line or entry.ticket.suspension is Suspension.AWAY:
                window_id = entry.ticket.window_id
                moves.wait(entry)
                entry.ticket.keep_for(window_id)
            else:
                window_id = window_of(actor)
                busy = [r.Ticket for r in rows if r.Ticket.id != ticket_id and r.Ticket.state in BUSY]
                if busy:
                    raise WindowBusy(busy[0].number)
                moves.go_on(entry, window_id)
                self._handling(work, moves, actor).open(entry, row.Case)
        return work.outcome(self._shown(entry))

    def transfer(self, ticket_id: str, to: TransferTo, *, actor: Actor) -> Outcome[TicketRow]:
        """Hand a visitor on who is here or waits; arrival and place are kept.

        The case here ends as handed on; the next window opens its own. Refuses with FieldRefused, Missing,
        TicketTaken.
        """
        actor.must(Permission.CALL)
        hall = self._hall.known.now()
        if [to.matter_id, to.window_id, to.staff_id].count(None) != 2:
            raise FieldRefused("transfer_to", "empty")
        if to.window_id is not None:
            hall.window(to.window_id)
        with self._store.change(actor, "transfer") as work:
            entry, case = self._reached(work, ticket_id, actor)
            ticket, moves = entry.ticket, self._moves(work)
            matter = hall.matter(to.matter_id or ticket.matter_id)
            if ticket.state is TicketState.SERVING:
                if case is not None:
                    case.hand_on(work.now)
                ticket.take_up(matter.id, matter.letter, ticket.position)
            ticket.matter_id, ticket.letter = matter.id, matter.letter
            moves.wait(entry)
            ticket.keep_for(to.window_id, to.staff_id, to.remark.strip())
        return work.outcome(self._shown(entry))

    def finish(
        self, case_id: str, result: str = "", follow_up_matter_id: str | None = None, *, actor: Actor
    ) -> Outcome[Finished]:
        """Close a case, with the matter's usual result where none is given.

        The next matter of the visit follows of itself; a follow-up matter is queued in the same step.
        """
        window_of(actor)
        with self._store.change(actor, "finish_case") as work:
            entry, case = self._of_case(work, case_id, actor)
            handling = self._handling(work, self._moves(work), actor)
            given = handling.finish(entry, case, Ending(result, follow_up_matter_id))
        return work.outcome(Finished(given, self._shown(entry)))

    def void(self, ticket_id: str, reason: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Take a ticket out of the line for good; refuses with FieldRefused without a reason, TicketTaken."""
        actor.must(Permission.CALL)
        if not reason.strip():
            raise FieldRefused("reason", "empty")
        with self._store.change(actor, "void") as work:
            entry, case = self._reached(work, ticket_id, actor)
            void_ticket(work, self._moves(work), entry, case, reason.strip())
        return work.outcome(self._shown(entry))

    def note(self, case_id: str, text: str, *, actor: Actor) -> Outcome[None]:
        """Keep the clerk's notes on a case."""
        actor.must(Permission.CALL)
        with self._store.change(actor, "note_case") as work:
            work.get(Case, case_id).notes = text.strip()
        return work.outcome(None)

    def _of_case(self, work: Work, case_id: str, actor: Actor) -> tuple[InLine, Case]:
        row = work.session.execute(with_cases(in_line_query()).where(Case.id == case_id)).one_or_none()
        if row is None:
            # Closed long ago: its ticket is at another matter, or done.
            work.get(Case, case_id).close("", work.now)
            raise Missing("case", case_id)
        entry = in_line(row)
        leave_to_its_window(entry, actor.window_id)
        return entry, row.Case


def void_ticket(work: Work, moves: Moves, entry: InLine, case: Case | None, reason: str) -> None:
    """Make a ticket void in an open transaction, and close the case that rested with it."""
    moves.void(entry)
    entry.ticket.remark = reason
    if case is not None and case.state is CaseState.OPEN:
        case.close(reason, work.now)


def _resuming(actor: Actor, ticket_id: str) -> ColumnElement[bool]:
    return window_and_ticket(actor.window_id or "", ticket_id)


def _only(found: T | None, ticket_id: str) -> T:
    if found is None:
        raise Missing("ticket", ticket_id)
    return found
