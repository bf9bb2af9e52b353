"""The end of the day: who is left is carried over or sent away, and a report reconciles the rest."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.cases.closing_report import (
    CallCount,
    CaseCount,
    CentreCount,
    ClosingReport,
    LetterCount,
    Oddities,
    SlipCount,
)
from app.cases.closing_sheet import closing_sheet
from app.cases.entities import Case
from app.cases.handling import with_cases
from app.cases.service import void_ticket
from app.cases.states import CaseState
from app.documents.sheets import ReportSheet
from app.kernel.changes import Outcome
from app.kernel.clock import day_bounds
from app.kernel.errors import FieldRefused
from app.queueing.cut_off import YIELDING_CASES
from app.queueing.day_counts import DayTicket, calls_of_day, days_beside, days_left, tickets_of_day
from app.queueing.duty import end_all
from app.queueing.line import InLine, Scope, in_line, in_line_query, is_on_the_way
from app.queueing.moves import Moves
from app.queueing.pace import HallParts
from app.queueing.queries import QueueView
from app.queueing.refusals import StillServed
from app.queueing.states import ON_THE_WAY, PeriodKind, Spoken, TicketState
from app.reception.arriving import note_what_became
from app.security.actors import Actor, Permission
from app.storage.outbox import OutboxEntry, Sending, read_fact
from app.storage.spool import Paper, Printing, PrintJob, PrintOrder, queue_print
from app.storage.store import Store
from app.sync.facts import TERMINAL_ROLE


class Rest(StrEnum):
    """What becomes of those who are left when the day ends."""

    CARRY = "carry"
    CLOSE = "close"


@dataclass(frozen=True)
class LeftOver:
    """Who is left of a matter."""

    matter_id: str
    matter: str
    matter_en: str
    letter: str
    numbers: tuple[str, ...]
    """A number of an earlier day with its day before it: 11-25 A001."""


@dataclass(frozen=True)
class OpenDay:
    """A day that was not closed, and how many of its visitors nobody has settled."""

    day: dt.date
    left: int


@dataclass(frozen=True)
class DayAtHand:
    """A day with who is left of it. ``before``, ``after``: the next days that have tickets; None without."""

    day: dt.date
    today: dt.date
    left: tuple[LeftOver, ...]
    report: ClosingReport
    not_closed: tuple[OpenDay, ...]
    before: dt.date | None
    after: dt.date | None


class ReportPress(Protocol):
    """Makes a page of a report."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a report as a PDF."""
        ...


class ClosingDesk:
    """Where the day is closed."""

    def __init__(self, store: Store, view: QueueView, press: ReportPress, hall: HallParts) -> None:
        self._store = store
        self._view = view
        self._press = press
        self._hall = hall

    def left_over(self, day: dt.date | None = None) -> tuple[LeftOver, ...]:
        """List by matter who is still on the way, of earlier days too; those at windows as well.

        day: an earlier one that was not closed: only whom it and those before it have left.
        """
        hall, by_matter = self._hall.known.now(), dict[str, list[str]]()
        with self._store.look() as session:
            scope = self._scope()
            for entry in map(in_line, session.execute(in_line_query(_left(scope, day)))):
                by_matter.setdefault(entry.ticket.matter_id, []).append(_told(entry, day or scope.day))
        matters = [hall.matters[matter_id] for matter_id in by_matter]
        return tuple(
            LeftOver(m.id, m.name, m.name_en, m.letter, tuple(sorted(by_matter[m.id])))
            for m in sorted(matters, key=lambda m: (m.letter, m.code))
        )

    def not_closed(self) -> tuple[OpenDay, ...]:
        """List the earlier days that were not closed: somebody is left whom nobody carried over or closed."""
        with self._store.look() as session:
            return tuple(OpenDay(day, left) for day, left in days_left(session, self._scope()))

    def at_hand(self, day: dt.date | None = None) -> DayAtHand:
        """Give a day with who is left of it and its report; today where none is named."""
        today = self._scope().day
        wanted = day or today
        with self._store.look() as session:
            earlier, later = days_beside(session, wanted, today)
        is_today = wanted >= today
        return DayAtHand(
            day=wanted,
            today=today,
            left=self.left_over(None if is_today else wanted),
            report=self.report(wanted),
            not_closed=self.not_closed(),
            before=earlier,
            after=None if is_today else later or today,
        )

    def close_day(
        self,
        choices: Mapping[str, Rest],
        reason: str = "",
        day: dt.date | None = None,
        *,
        actor: Actor,
    ) -> Outcome[ClosingReport]:
        """Carry over or close who is left, by matter, and let every window end its duty; gives the report.

        Whoever is carried over keeps the number, marked with its day, and is called before new visitors. Who
        is closed becomes void with the reason. Refuses with StillServed while somebody is at a window, and
        with FieldRefused where a matter has no choice or a closing no reason.

        day: an earlier one that was not closed; whoever is here today stays, and so does who is on duty.
        """
        actor.must(Permission.CALL)
        if Rest.CLOSE in choices.values() and not reason.strip():
            raise FieldRefused("reason", "empty")
        with self._store.change(actor, "close_day") as work:
            scope, moves = Scope(work.now, self._hall.zone), Moves(work, self._hall.zone)
            rows = list(work.session.execute(with_cases(in_line_query(_left(scope, day)))))
            served = sorted(r.Ticket.number for r in rows if r.Ticket.state is TicketState.SERVING)
            if served:
                raise StillServed(tuple(served))
            for row in rows:
                entry = in_line(row)
                if self._choice(choices, entry) is Rest.CARRY:
                    _carry(moves, entry)
                else:
                    void_ticket(work, moves, entry, row.Case, reason.strip())
            if day is None:
                end_all(work)
            note_what_became(work, self._hall.known.now().rules)
        return work.outcome(self.report(day))

    def report(self, day: dt.date | None = None) -> ClosingReport:
        """Count a day as things stand now; today where none is named."""
        now, zone = self._store.clock.now(), self._hall.zone
        wanted = day or self._scope().day
        times = self._view.day_times(wanted)
        with self._store.look() as session:
            tickets = tickets_of_day(session, wanted, zone)
            spoken, put_back = calls_of_day(session, wanted, zone)
            bounds = day_bounds(wanted, zone)
            centre = _centre(session, bounds)
            return ClosingReport(
                day=wanted,
                at=now,
                letters=_letters(tickets),
                calls=CallCount(
                    made=sum(spoken.values()) + put_back,
                    spoken=spoken[Spoken.SPOKEN],
                    shown_only=spoken[Spoken.NOT_SPOKEN],
                    unspoken=spoken[Spoken.NOT_YET],
                    put_back=put_back,
                ),
                slips=_slips(session, bounds),
                cases=_cases(session, bounds, {t.id for t in tickets if t.is_carried}),
                centre=centre,
                times=times,
                oddities=_oddities(session, tickets),
            )

    def print_report(self, day: dt.date | None = None, *, actor: Actor) -> Outcome[str]:
        """Send a day's report, today's where none is named, to the page printer; gives the job's key."""
        actor.must(Permission.PRINT)
        report, hall = self.report(day), self._hall.known.now().hall()
        sheet = closing_sheet(report, hall, actor.name, self._hall.zone)
        order = PrintOrder(Paper.PAGE, sheet.title, f"hall:{hall.id}", self._press.press(sheet))
        with self._store.change(actor, "print_closing_report") as work:
            job = queue_print(work.session, order, work.now)
            work.subject("hall", hall.id)
        return work.outcome(job)

    def preview(self, day: dt.date | None = None, *, actor: Actor) -> bytes:
        """Set a day's report as a PDF for the screen."""
        hall = self._hall.known.now().hall()
        return self._press.press(closing_sheet(self.report(day), hall, actor.name, self._hall.zone))

    def _scope(self) -> Scope:
        return Scope(self._store.clock.now(), self._hall.zone)

    def _choice(self, choices: Mapping[str, Rest], entry: InLine) -> Rest:
        choice = choices.get(entry.ticket.matter_id)
        if choice is None:
            raise FieldRefused("matter", "empty", self._hall.known.now().matters[entry.ticket.matter_id].name)
        return choice


def _left(scope: Scope, day: dt.date | None) -> ColumnElement[bool]:
    """Tell of a ticket whether closing the day settles it."""
    return is_on_the_way() if day is None else scope.is_left(day)


def _told(entry: InLine, day: dt.date) -> str:
    ticket = entry.ticket
    return ticket.number if ticket.day >= day else f"{ticket.day:%m-%d} {ticket.number}"


def _carry(moves: Moves, entry: InLine) -> None:
    ticket = entry.ticket
    kept_for = ticket.window_id if ticket.state is TicketState.SUSPENDED else ticket.for_window_id
    if entry.period is None or entry.period.kind is not PeriodKind.CARRIED:
        moves.wait(entry, PeriodKind.CARRIED)
    ticket.keep_for(kept_for, ticket.for_staff_id, ticket.remark)
    ticket.is_carried = True


def _letters(tickets: list[DayTicket]) -> tuple[LetterCount, ...]:
    return tuple(
        _letter(letter, [t for t in tickets if t.letter == letter])
        for letter in sorted({t.letter for t in tickets})
    )


def _letter(letter: str, tickets: list[DayTicket]) -> LetterCount:
    where = Counter(_place(t) for t in tickets)
    return LetterCount(
        letter=letter,
        carried_in=sum(not t.is_todays for t in tickets),
        taken=sum(t.is_todays for t in tickets),
        served=where["served"],
        missed=where["missed"],
        voided=where["voided"],
        carried=where["carried"],
        still_open=where["open"],
    )


def _place(ticket: DayTicket) -> str:
    if ticket.state is TicketState.DONE:
        return "served"
    if ticket.state is TicketState.VOID:
        return "missed" if ticket.is_missed else "voided"
    return "carried" if ticket.is_carried and ticket.state in ON_THE_WAY else "open"


def _slips(session: Session, bounds: tuple[int, int]) -> SlipCount:
    in_day = (PrintJob.made_at >= bounds[0], PrintJob.made_at < bounds[1], PrintJob.paper == Paper.SLIP)
    of_tickets = PrintJob.subject.startswith("ticket:")
    states = select(PrintJob.state, func.count()).where(*in_day, of_tickets).group_by(PrintJob.state)
    found = Counter[Printing]({row[0]: row[1] for row in session.execute(states)})
    first = select(func.count(PrintJob.subject.distinct())).where(*in_day, of_tickets)
    asked = select(func.count()).where(
        OutboxEntry.made_at >= bounds[0],
        OutboxEntry.made_at < bounds[1],
        OutboxEntry.use_case == "take_number",
    )
    return SlipCount(
        printed=found[Printing.PRINTED],
        waiting=found[Printing.WAITING],
        printing=found[Printing.PRINTING],
        unsure=found[Printing.UNSURE],
        cancelled=found[Printing.CANCELLED],
        numbers_given=session.execute(asked).scalar_one(),
        first_prints=session.execute(first).scalar_one(),
    )


def _cases(session: Session, bounds: tuple[int, int], carried: set[str]) -> CaseCount:
    query = select(Case.state, Case.ticket_id).where(
        Case.opened_at >= bounds[0], Case.opened_at < bounds[1], Case.ended_at.is_(None)
    )
    found = session.execute(query).all()
    states = Counter(state for state, _ in found)
    in_hand = sum(state is CaseState.OPEN and ticket_id not in carried for state, ticket_id in found)
    return CaseCount(len(found), states[CaseState.CLOSED], states[CaseState.TRANSFERRED], in_hand)


def _centre(session: Session, bounds: tuple[int, int]) -> CentreCount:
    query = (
        select(OutboxEntry.state, OutboxEntry.use_case.in_(YIELDING_CASES), func.count())
        .where(OutboxEntry.made_at >= bounds[0], OutboxEntry.made_at < bounds[1])
        .group_by(OutboxEntry.state, OutboxEntry.use_case.in_(YIELDING_CASES))
    )
    counts = {(state, bool(yields)): count for state, yields, count in session.execute(query)}
    found, beaten = Counter[Sending](), counts.pop((Sending.REFUSED, True), 0)
    for (state, _), count in counts.items():
        found[state] += count
    return CentreCount(
        is_joined=read_fact(session, TERMINAL_ROLE) is not None,
        made=sum(found.values()) + beaten,
        confirmed=found[Sending.ACCEPTED],
        refused=found[Sending.REFUSED],
        waiting=found[Sending.WAITING] + found[Sending.PARKED],
        beaten=beaten,
    )


def _oddities(session: Session, tickets: list[DayTicket]) -> Oddities:
    served = [t for t in tickets if t.state is TicketState.DONE]
    query = select(Case.ticket_id).where(
        Case.ticket_id.in_([t.id for t in served]), Case.state == CaseState.CLOSED, Case.ended_at.is_(None)
    )
    with_case = set(session.execute(query).scalars())
    return Oddities(
        served_without_case=sum(t.id not in with_case for t in served),
        served_without_call=sum(not t.has_call for t in served),
        periods_broken=sum(not t.is_period_whole for t in tickets),
    )
