"""Taking numbers and calling them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from app.catalogue.queries import HallCard, MatterRow, WindowRow, find_matter, hall_card
from app.catalogue.rules import read_rules
from app.documents.words import word
from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.confirm import Confirm
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.queueing.entities import Call, Ticket
from app.queueing.queries import TicketRow, calling_order, ticket_row, waiting_rows
from app.queueing.refusals import NobodyWaiting
from app.queueing.slips import SlipFacts, SlipPress, slip_order
from app.queueing.states import Spoken, TicketState
from app.reception.service import VisitEntry, open_visit
from app.reception.states import Priority
from app.security.actors import Actor, Machine, Permission
from app.storage.outbox import read_fact, write_fact
from app.storage.spool import queue_print
from app.storage.store import Store, Work

TERMINAL_FACT = "terminal_number"
LAST_NUMBERS_FACT = "last_numbers"


@dataclass(frozen=True)
class TakenNumber:
    """A number in hand."""

    ticket_id: str
    visit_id: str
    number: str
    ahead: int
    print_job_id: str


class Queueing:
    """The desk that gives numbers out."""

    def __init__(self, store: Store, confirm: Confirm, press: SlipPress, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._press = press
        self._zone = zone

    def take_number(self, entry: VisitEntry, *, actor: Actor) -> Outcome[TakenNumber]:
        """Open a visit, put it in the line and send its slip to the spool, in one transaction.

        Refuses with Missing or FieldRefused. The number carries the terminal where the centre
        could not be asked (architecture.md, decision 2).
        """
        actor.must(Permission.RECEIVE)
        day = day_of(self._store.clock.now(), self._zone)
        hall, matter, ahead = self._looked_up(entry.matter_id)
        number = self._next_number(matter.letter, day)
        facts = SlipFacts(new_key(), new_key(), number, matter.name, ahead, self._store.clock.now())
        order = slip_order(facts, hall, self._zone, self._press)
        with self._store.change(actor, "take_number") as work:
            open_visit(work, entry, key=facts.visit_id)
            work.add(
                Ticket(
                    id=facts.ticket_id,
                    number=number,
                    day=day,
                    visit_id=facts.visit_id,
                    matter_id=matter.id,
                    letter=matter.letter,
                    is_priority=entry.priority is not Priority.NONE,
                    state=TicketState.WAITING,
                    taken_at=work.now,
                )
            )
            job = queue_print(work.session, order, work.now)
        return work.outcome(TakenNumber(facts.ticket_id, facts.visit_id, number, ahead, job))

    def reprint_slip(self, ticket_id: str, *, actor: Actor) -> Outcome[str]:
        """Print a slip again, marked as printed again; gives the job's key."""
        actor.must(Permission.PRINT)
        with self._store.look() as session:
            ticket, hall = ticket_row(session, ticket_id), hall_card(session)
            if ticket is None or hall is None:
                raise Missing("ticket", ticket_id)
        facts = SlipFacts(ticket.id, ticket.visit_id, ticket.number, ticket.matter, None, ticket.taken_at)
        order = slip_order(facts, hall, self._zone, self._press, word("slip", "reprint"), ticket.id)
        with self._store.change(actor, "reprint_slip") as work:
            job = queue_print(work.session, order, work.now)
            work.subject("ticket", ticket_id)
        return work.outcome(job)

    def note_voice(self, call_id: str, spoken: Spoken, detail: str = "") -> Outcome[None]:
        """Note whether a call was spoken; the voice itself is the window's affair."""
        with self._store.change(Machine(), "note_voice") as work:
            call = work.get(Call, call_id)
            call.spoken, call.spoken_detail = spoken, detail
        return work.outcome(None)

    def _looked_up(self, matter_id: str) -> tuple[HallCard, MatterRow, int]:
        day = day_of(self._store.clock.now(), self._zone)
        with self._store.look() as session:
            hall = hall_card(session)
            if hall is None:
                raise Missing("hall", "")
            matter = find_matter(session, matter_id)
            ahead = sum(row.letter == matter.letter for row in waiting_rows(session, day))
            return hall, matter, ahead

    def _next_number(self, letter: str, day: dt.date) -> str:
        given = self._confirm.number(letter, day.isoformat())
        if given is not None:
            return f"{letter}{given:03d}"
        with self._store.keep() as session:
            terminal = read_fact(session, TERMINAL_FACT, 1)
            last = read_fact(session, LAST_NUMBERS_FACT, {})
            # Yesterday's counters are dropped here: numbers restart daily.
            today = dict(last.get("letters", {})) if last.get("day") == day.isoformat() else {}
            today[letter] = today.get(letter, 0) + 1
            write_fact(session, LAST_NUMBERS_FACT, {"day": day.isoformat(), "letters": today})
        return f"{letter}{terminal}-{today[letter]:02d}"


def next_waiting(work: Work, window: WindowRow, day: dt.date) -> TicketRow:
    """Choose who is called next to a window; refuses with NobodyWaiting."""
    fitting = [r for r in waiting_rows(work.session, day) if not window.letters or r.letter in window.letters]
    if not fitting:
        raise NobodyWaiting(window.number)
    return min(fitting, key=calling_order)


def call_ticket(work: Work, ticket_id: str, window_id: str) -> str:
    """Call a ticket to a window in an open transaction and give the call's key.

    Refuses with WrongStep and, after three calls, with CalledOften.
    """
    work.get(Ticket, ticket_id).call(window_id, work.now, read_rules(work.session).most_calls)
    turns = select(func.count()).where(Call.ticket_id == ticket_id)
    turn = work.session.execute(turns).scalar_one() + 1
    call = Call(id=new_key(), ticket_id=ticket_id, window_id=window_id, called_at=work.now, turn=turn)
    return work.add(call).id


def serve_ticket(work: Work, ticket_id: str) -> None:
    """Note in an open transaction that the visitor has come; refuses with WrongStep."""
    work.get(Ticket, ticket_id).serve(work.now)


def miss_ticket(work: Work, ticket_id: str) -> None:
    """Note in an open transaction that nobody came; refuses with WrongStep."""
    work.get(Ticket, ticket_id).miss(work.now)


def close_ticket(work: Work, ticket_id: str) -> None:
    """Note in an open transaction that the visitor was served; refuses with WrongStep."""
    work.get(Ticket, ticket_id).close(work.now)


def put_back_ticket(work: Work, ticket_id: str) -> None:
    """Put a called or missed ticket back in its place in an open transaction; the display forgets it."""
    work.get(Ticket, ticket_id).wait_again()
    calls = select(Call).where(Call.ticket_id == ticket_id, Call.ended_at.is_(None))
    for call in work.session.execute(calls).scalars():
        call.ended_at, call.end_reason = work.now, "put_back"


def ticket_at_window(work: Work, window_id: str, day: dt.date) -> TicketRow | None:
    """Give the ticket a window is busy with: called there or being served there."""
    busy = (TicketState.CALLED, TicketState.SERVING)
    query = (
        select(Ticket.id)
        .where(Ticket.window_id == window_id, Ticket.state.in_(busy), Ticket.day == day)
        .order_by(Ticket.called_at.desc())
        .limit(1)
    )
    found = work.session.execute(query).scalar_one_or_none()
    return ticket_row(work.session, found) if found else None
