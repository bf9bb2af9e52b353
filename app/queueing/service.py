"""Taking numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.catalogue.known import HallNow
from app.catalogue.queries import MatterRow
from app.documents.words import word
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.errors import Missing, WrongStep
from app.kernel.ids import new_key
from app.queueing.entities import Call, Ticket
from app.queueing.estimate import WaitRange, estimate
from app.queueing.line import Scope, find_in_line
from app.queueing.moves import Moves
from app.queueing.numbers import GivenNumber, LineLook, Numbers, check_quota, look_at_line
from app.queueing.pace import HallParts
from app.queueing.slips import RATING_PREFIX, SlipFacts, SlipPress, slip_order
from app.queueing.states import Spoken, TicketState
from app.reception.arriving import read_agreed
from app.reception.service import VisitEntry, open_visit
from app.reception.states import Priority
from app.reception.visit_lines import organisation_told
from app.security.actors import Actor, Machine, Permission
from app.storage.spool import queue_print
from app.storage.store import Store, Work


@dataclass(frozen=True)
class TakenNumber:
    """A number in hand."""

    ticket_id: str
    visit_id: str
    number: str
    ahead: int
    print_job_id: str
    wait: WaitRange


class Queueing:
    """The desk that gives numbers out."""

    def __init__(self, store: Store, confirm: Confirm, press: SlipPress, hall: HallParts) -> None:
        self._store = store
        self._press = press
        self._hall = hall
        self._numbers = Numbers(confirm)

    def take_number(self, entry: VisitEntry, *, override: bool = False, actor: Actor) -> Outcome[TakenNumber]:
        """Open a visit, put it in the line and send its slip to the spool, in one transaction.

        An appointment that is named is checked in with it: due at its time, or in the ordinary queue where
        the visitor is late. Refuses with Missing, FieldRefused, with QuotaReached unless the clerk gives one
        more on purpose (override), and like ``Agreed.due_at``.
        """
        actor.must(Permission.RECEIVE)
        hall, scope = self._hall.known.now(), Scope(self._store.clock.now(), self._hall.zone)
        matters = [hall.matter(matter_id) for matter_id in (entry.matter_id, *entry.matters)]
        with self._numbers.turn:
            group = hall.group(matters[0].letter)
            with self._store.look() as session:
                look = look_at_line(session, scope, group.letter, entry, self._hall.pace.column())
            self._hall.pace.keep(look.pace)
            if entry.person_id is not None:
                organisation_id = organisation_told(look.person, entry.person_id)
                entry = replace(entry, organisation_id=entry.organisation_id or organisation_id)
            if not override:
                check_quota(group, look)
            due_at = self._due_at(entry, look, scope)
            given = self._numbers.next(scope, group, look)
            return self._taken(entry, matters[0], given, due_at, look, actor)

    def reprint_slip(self, ticket_id: str, *, actor: Actor) -> Outcome[str]:
        """Print a slip again, marked as printed again; gives the job's key.

        Refuses with Missing, and WrongStep for a number that is void: nobody shall wait with its paper.
        """
        actor.must(Permission.PRINT)
        hall = self._hall.known.now()
        with self._store.look() as session:
            ticket = find_in_line(session, ticket_id).ticket
            if ticket.state is TicketState.VOID:
                raise WrongStep(Ticket.__tablename__, TicketState.VOID, TicketState.VOID)
            facts = slip_facts(ticket, hall)
        order = slip_order(
            facts, hall.hall(), self._hall.zone, self._press, word("slip", "reprint"), ticket_id
        )
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

    def _taken(
        self,
        entry: VisitEntry,
        matter: MatterRow,
        given: GivenNumber,
        due_at: int | None,
        look: LineLook,
        actor: Actor,
    ) -> Outcome[TakenNumber]:
        hall, now = self._hall.known.now(), self._store.clock.now()
        wait = self._wait(hall, matter.letter, look)
        visit_id = new_key()
        facts = SlipFacts(
            ticket_id=new_key(),
            visit_id=visit_id,
            number=given.number,
            matter=matter.name,
            ahead=look.waiting,
            taken_at=now,
            estimate_s=(wait.least_min * 60, wait.most_min * 60),
            rating_code=RATING_PREFIX + visit_id,
        )
        order = slip_order(facts, hall.hall(), self._hall.zone, self._press)
        with self._store.change(actor, "take_number") as work:
            open_visit(work, entry, key=facts.visit_id, is_person_known=True)
            ticket = _ticket(work, facts, matter, given, entry.priority is not Priority.NONE)
            # A clock that was set back puts nobody before those who wait already.
            ticket.ranked_at = max(work.now, look.last_place + 1)
            ticket.day = Scope(work.now, self._hall.zone).day
            ticket.due_at = due_at
            Moves(work, self._hall.zone).begin(work.add(ticket))
            job = queue_print(work.session, order, work.now)
        taken = TakenNumber(facts.ticket_id, facts.visit_id, given.number, look.waiting, job, wait)
        return work.outcome(taken)

    def _due_at(self, entry: VisitEntry, look: LineLook, scope: Scope) -> int | None:
        if entry.appointment_id is None:
            return None
        agreed = read_agreed(look.agreed, entry.appointment_id)
        return agreed.due_at(self._hall.known.now().rules, scope.now, scope.zone)

    def _wait(self, hall: HallNow, letter: str, look: LineLook) -> WaitRange:
        return estimate(look.waiting, len(hall.serving(letter, look.manned)), self._hall.pace.of(letter))


def slip_facts(ticket: Ticket, hall: HallNow) -> SlipFacts:
    """Tell what stands on the slip of a number that was given a while ago."""
    return SlipFacts(
        ticket.id,
        ticket.visit_id,
        ticket.number,
        hall.matters[ticket.matter_id].name,
        None,
        ticket.taken_at,
        rating_code=RATING_PREFIX + ticket.visit_id,
    )


def find_slip_facts(session: Session, ticket_id: str, hall: HallNow) -> SlipFacts:
    """Tell what stands on the slip of a number, also of one taken back; refuses with Missing."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise Missing("ticket", ticket_id)
    return slip_facts(ticket, hall)


def _ticket(work: Work, facts: SlipFacts, matter: MatterRow, given: GivenNumber, is_priority: bool) -> Ticket:
    return Ticket(
        id=facts.ticket_id,
        number=given.number,
        serial=given.serial,
        visit_id=facts.visit_id,
        matter_id=matter.id,
        letter=matter.letter,
        is_priority=is_priority,
        state=TicketState.WAITING,
        taken_at=work.now,
    )
