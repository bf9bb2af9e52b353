"""Whatever clerks at two windows do, on whatever clock: every log is whole, and every step has a way back."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections import Counter as Tally
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from app.cases.closing import Rest
from app.cases.entities import Case
from app.cases.service import TransferTo
from app.cases.states import CaseState
from app.counter import open_counter
from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE, SteppingClock, day_bounds
from app.kernel.errors import Refusal
from app.queueing.entities import Period, Ticket
from app.queueing.line import BUSY, LATE
from app.queueing.queries import TicketRow
from app.queueing.states import ON_THE_WAY, PERIODS_OF, Suspension, TicketState
from app.queueing.times import TAKEN_BACK, TimeSpent
from app.reception.service import VisitEntry
from app.reception.states import Priority
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.storage.outbox import OutboxEntry
from app.taking_back.regrets import REGRETS
from tests.builders import MORNING, PASSWORD, ZONE
from tests.queueing.recount import PeriodRow, recount
from tests.taking_back.states import broken_visits, live_rows

Rows = dict[tuple[str, str], dict[str, Any]]
windows = st.integers(0, 1)
picks = st.integers(0, 50)


class AnyDay(RuleBasedStateMachine):
    """Two windows of one hall."""

    founded: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="anyday"))
        home = self.folder / "home"
        shutil.copytree(self.founded, home)
        self.clock = SteppingClock(MORNING + MINUTE)
        self.counter = open_counter(home, self.clock, FileSecrets(home))
        rows = self.counter.catalogue.windows()[:2]
        self.actors = [self.counter.accounts.sign_in("admin", PASSWORD, w.id).value for w in rows]
        self.steps, self.regretted = 0, set[str]()
        matters = self.counter.catalogue.matters()
        self.matters = [m.id for m in matters if m.letter in "ABC"][:5]

    def teardown(self) -> None:
        self.counter.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        """Somebody did not come though called twice, somebody left, somebody is being served.

        What is rare in a day is taken back and done again in each.
        """
        desk, (first, _) = self.counter.case_desk, self.actors
        row = desk.call_next(actor=first).value
        self.clock.step(61)
        self.tried(lambda: desk.recall(row.id, actor=first))
        self.tried(lambda: desk.miss(row.id, actor=first))
        gone = self.counter.queue.waiting()[-1].id
        self.tried(lambda: desk.void(gone, "left", actor=first))
        served = desk.call_next(actor=first).value.id
        self.tried(lambda: desk.serve(served, actor=first))
        assert self.regretted == {"recall", "miss", "void", "serve"}

    def has(self, *states: TicketState) -> bool:
        return bool(self.tickets(*states))

    def tickets(self, *states: TicketState) -> list[TicketRow]:
        queue = self.counter.queue
        found = [*queue.waiting(), *queue.missed(), *queue.suspended(), *self.busy()]
        return sorted((row for row in found if row.state in states), key=lambda row: row.id)

    def busy(self) -> list[TicketRow]:
        rows = [self.counter.queue.at_window(actor.window_id or "") for actor in self.actors]
        return [row for row in rows if row is not None]

    def some(self, pick: int, *states: TicketState) -> TicketRow | None:
        found = self.tickets(*states)
        return found[pick % len(found)] if found else None

    def tried(self, step: Callable[[], Outcome[Any]]) -> Outcome[Any] | None:
        """A refusal changes nothing; each kind of step is taken back, which leaves nothing, and done again.

        Whatever the window, the visitor or the clock.
        """
        before = live_rows(self.counter.store)
        try:
            done = step()
        except Refusal:
            assert live_rows(self.counter.store) == before, "refused, and something is left"
            return None
        assert moved_while_at_a_window(before, live_rows(self.counter.store)) == []
        self.steps += 1
        use_case = self.use_case(done.txn) if done.txn is not None else ""
        is_wanted = use_case not in self.regretted or self.steps % 4 == 0
        if use_case in REGRETS and is_wanted:
            self.regretted.add(use_case)
            self.regret(done.txn or "", before)
        return done

    def regret(self, txn: str, before: Rows) -> None:
        """Take the last step back, look whether it is as if it had never been, and do it again."""
        after, desk = live_rows(self.counter.store), self.counter.taking_back
        back = desk.take_back(txn, actor=self.actors[0]).value
        assert live_rows(self.counter.store) == before, f"{back.use_case} taken back"
        self.every_log_is_whole()
        self.every_visit_is_in_one_period()
        again = desk.take_back(back.txn, actor=self.actors[0]).value
        assert (again.is_again, live_rows(self.counter.store)) == (True, after), f"{back.use_case} done again"

    def use_case(self, txn: str) -> str:
        with self.counter.store.look() as session:
            query = select(OutboxEntry.use_case).where(OutboxEntry.txn == txn)
            return session.execute(query).scalar_one()

    @rule(picks=st.lists(picks, min_size=1, max_size=3, unique=True), urgent=st.booleans())
    def take(self, picks: list[int], urgent: bool) -> None:
        first, *further = [self.matters[pick % len(self.matters)] for pick in picks]
        priority = Priority.ELDERLY if urgent else Priority.NONE
        entry = VisitEntry(first, priority=priority, matters=tuple(further))
        self.tried(lambda: self.counter.queueing.take_number(entry, actor=self.actors[0]))

    @rule(window=windows, result=st.sampled_from(["", "done"]), skip=picks)
    def call_next(self, window: int, result: str, skip: int) -> None:
        actor = self.actors[window]
        waiting = self.counter.queue.waiting()
        passed = {row.id for row in waiting[skip : skip + 1]}
        self.tried(lambda: self.counter.case_desk.call_next(result=result, passed_over=passed, actor=actor))

    @precondition(lambda self: self.has(TicketState.WAITING))
    @rule(window=windows, pick=picks)
    def call_and_serve(self, window: int, pick: int) -> None:
        row, actor, desk = self.some(pick, TicketState.WAITING), self.actors[window], self.counter.case_desk
        if row is not None and self.counter.queue.at_window(actor.window_id or "") is None:
            self.tried(lambda: desk.call_chosen(row.id, on_purpose=True, actor=actor))
            called = self.some(0, TicketState.CALLED)
            if called is not None:
                self.tried(lambda: desk.serve(called.id, actor=self.at(called)))

    @rule(window=windows, pick=picks, purpose=st.booleans())
    def call_chosen(self, window: int, pick: int, purpose: bool) -> None:
        row = self.some(pick, *TicketState)
        if row is not None:
            desk, actor = self.counter.case_desk, self.actors[window]
            self.tried(lambda: desk.call_chosen(row.id, on_purpose=purpose, actor=actor))

    @precondition(lambda self: self.has(TicketState.CALLED))
    @rule(
        pick=picks,
        step=st.sampled_from(["serve", "miss", "recall", "serve", "put_back"]),
    )
    def answer(self, pick: int, step: str) -> None:
        row = self.some(pick, TicketState.CALLED)
        if row is not None:
            act = getattr(self.counter.case_desk, step)
            self.clock.step(61 if step == "recall" else 1)
            self.tried(lambda: act(row.id, actor=self.at(row)))

    @precondition(lambda self: self.has(TicketState.MISSED))
    @rule(window=windows, pick=picks)
    def bring_back(self, window: int, pick: int) -> None:
        row = self.some(pick, TicketState.MISSED)
        if row is not None:
            self.tried(lambda: self.counter.case_desk.bring_back(row.id, actor=self.actors[window]))

    @precondition(lambda self: self.has(TicketState.SERVING))
    @rule(
        window=windows, pick=picks, kind=st.sampled_from([Suspension.AWAY, Suspension.HELD, Suspension.HERE])
    )
    def suspend(self, window: int, pick: int, kind: Suspension) -> None:
        case = self.case_of(self.some(pick, TicketState.SERVING))
        if case is not None:
            self.tried(lambda: self.counter.case_desk.suspend(case, kind, actor=self.actors[window]))

    @precondition(lambda self: self.has(TicketState.SUSPENDED))
    @rule(window=windows, pick=picks, to_line=st.booleans())
    def resume(self, window: int, pick: int, to_line: bool) -> None:
        row = self.some(pick, TicketState.SUSPENDED)
        if row is not None:
            desk, actor = self.counter.case_desk, self.actors[window]
            self.tried(lambda: desk.resume(row.id, to_line=to_line, actor=actor))

    @rule(window=windows, pick=picks, to=st.sampled_from(["matter", "window", "staff"]))
    def transfer(self, window: int, pick: int, to: str) -> None:
        row = self.some(pick, TicketState.SERVING, TicketState.WAITING)
        if row is None:
            return
        targets = {
            "matter": TransferTo(matter_id=self.matters[pick % len(self.matters)]),
            "window": TransferTo(window_id=self.actors[pick % 2].window_id, remark="papers are complete"),
            "staff": TransferTo(staff_id=self.actors[0].staff_id),
        }
        self.tried(lambda: self.counter.case_desk.transfer(row.id, targets[to], actor=self.actors[window]))
        after = self.counter.queue.ticket(row.id)
        assert after is not None and (after.place, after.taken_at) == (row.place, row.taken_at)

    @precondition(lambda self: self.has(TicketState.SERVING))
    @rule(pick=picks, follow=st.none() | picks)
    def finish(self, pick: int, follow: int | None) -> None:
        row = self.some(pick, TicketState.SERVING)
        case = self.case_of(row)
        if case is not None:
            matter = None if follow is None else self.matters[follow % len(self.matters)]
            self.tried(lambda: self.counter.case_desk.finish(case, "", matter, actor=self.at(row)))

    @precondition(lambda self: self.has(TicketState.MISSED, TicketState.SUSPENDED, TicketState.CALLED))
    @rule(pick=picks)
    def void(self, pick: int) -> None:
        row = self.some(
            pick, TicketState.WAITING, TicketState.MISSED, TicketState.SUSPENDED, TicketState.CALLED
        )
        if row is not None:
            self.tried(lambda: self.counter.case_desk.void(row.id, "left", actor=self.actors[0]))

    @rule(window=windows, step=st.sampled_from(["begin", "pause", "resume", "resume", "end"]))
    def duty(self, window: int, step: str) -> None:
        self.tried(lambda: getattr(self.counter.duty, step)(self.actors[window]))

    @precondition(lambda self: not self.tickets(TicketState.SERVING))
    @rule(rest=st.sampled_from(Rest))
    def close_day(self, rest: Rest) -> None:
        choices = {left.matter_id: rest for left in self.counter.closing.left_over()}
        self.tried(lambda: self.counter.closing.close_day(choices, "closed", actor=self.actors[0]))
        report = self.counter.closing.report()
        assert all(line.balances for line in report.letters)
        assert sum(line.still_open for line in report.letters) == 0
        assert report.oddities.periods_broken == 0

    @precondition(lambda self: self.counter.closing.not_closed())
    @rule(rest=st.sampled_from(Rest))
    def close_an_earlier_day(self, rest: Rest) -> None:
        """Midnight came first: the day is closed in the morning, and nobody of today is touched by it."""
        closing, queue = self.counter.closing, self.counter.queue
        day = closing.not_closed()[-1].day
        choices = {left.matter_id: rest for left in closing.left_over(day)}
        todays = {row for row in queue.today() if row.day > day}
        done = self.tried(lambda: closing.close_day(choices, "closed", day, actor=self.actors[0]))
        is_served = any(row.day <= day for row in self.tickets(TicketState.SERVING))
        assert done is not None or is_served
        assert done is None or closing.not_closed() == ()
        assert {row for row in queue.today() if row.day > day} == todays

    @rule(seconds=st.sampled_from([30, 61, 200, 1300, -3600, 26 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.step(seconds)

    @invariant()
    def every_log_is_whole(self) -> None:
        with self.counter.store.look() as session:
            tickets = session.execute(select(Ticket).where(Ticket.ended_at.is_(None))).scalars().all()
            logs: dict[str, list[Period]] = {}
            standing = select(Period).where(Period.end_reason != TAKEN_BACK)
            for period in session.execute(standing).scalars():
                logs.setdefault(period.visit_id, []).append(period)
        for ticket in tickets:
            log = logs[ticket.visit_id]
            kinds = [p.kind for p in log if p.ended_at is None]
            assert len(kinds) == bool(PERIODS_OF[ticket.state]), (ticket.state, kinds)
            assert set(kinds) <= PERIODS_OF[ticket.state]
            begins = sorted(p.began_at for p in log)
            ends = sorted(p.ended_at for p in log if p.ended_at is not None)
            assert begins[0] == ticket.taken_at
            assert begins[1:] == (ends if kinds else ends[:-1])
            assert all(p.ended_at is None or p.ended_at >= p.began_at for p in log)

    @invariant()
    def every_visit_is_in_one_period(self) -> None:
        assert broken_visits(self.counter.store) == []

    @invariant()
    def nobody_is_lost_at_midnight(self) -> None:
        """Whoever is on the way stands in the line or among those of a day that is said not to be closed."""
        closing, in_sight = self.counter.closing, {row.id for row in self.counter.queue.on_the_way()}
        with self.counter.store.look() as session:
            on_the_way = select(Ticket.id).where(Ticket.ended_at.is_(None), Ticket.state.in_(ON_THE_WAY))
            hidden = set(session.execute(on_the_way).scalars()) - in_sight
        assert len(hidden) <= sum(day.left for day in closing.not_closed())
        assert sum(len(left.numbers) for left in closing.left_over()) == len(hidden | in_sight)

    @invariant()
    def nobody_is_at_two_windows(self) -> None:
        with self.counter.store.look() as session:
            here = select(Ticket.id, Ticket.window_id, Ticket.state).where(
                Ticket.state.in_((TicketState.CALLED, TicketState.SERVING)), Ticket.ended_at.is_(None)
            )
            busy = session.execute(here).all()
            opened = select(Case.ticket_id).where(Case.state == CaseState.OPEN, Case.ended_at.is_(None))
            open_cases = session.execute(opened).scalars().all()
        at = [row.window_id for row in busy]
        served = {row.id for row in busy if row.state is TicketState.SERVING}
        assert None not in at and len(at) == len(set(at))
        assert max(Tally(open_cases).values(), default=1) == 1
        assert served <= set(open_cases)

    @invariant()
    def the_days_figures_are_those_of_the_log(self) -> None:
        now = self.clock.now()
        with self.counter.store.look() as session:
            logs: dict[dt.date, list[PeriodRow]] = {}
            for p in session.execute(select(Period)).scalars():
                # A day nobody closed does not go on through the night.
                end = min(p.ended_at or max(now, p.began_at), day_bounds(p.day, ZONE)[1] + LATE)
                row = PeriodRow(p.kind, p.began_at, end, p.end_reason)
                logs.setdefault(p.day, []).append(row)
        for day, rows in logs.items():
            counted, told = recount(rows, now), self.counter.queue.day_times(day)
            for name in TimeSpent.__dataclass_fields__:
                # The clock of a test goes on by a millisecond with every look at it.
                assert abs(getattr(told, name) - getattr(counted, name)) <= 1, name

    def case_of(self, row: TicketRow | None) -> str | None:
        case = self.counter.cases.of_ticket(row.id) if row is not None else None
        return case.id if case is not None else None

    def at(self, row: TicketRow | None) -> Actor:
        """Give whoever sits at the window of a ticket."""
        numbers = [self.number(actor.window_id) for actor in self.actors]
        return self.actors[numbers.index(row.window_number or 0)] if row is not None else self.actors[0]

    def number(self, window_id: str | None) -> int:
        return next(w.number for w in self.counter.catalogue.windows() if w.id == window_id)


def moved_while_at_a_window(before: Rows, after: Rows) -> list[str]:
    """Name who was at one window, and one step later is at another."""
    at_windows = [
        {key: row["window_id"] for key, row in rows.items() if key[0] == "ticket" and row["state"] in BUSY}
        for rows in (before, after)
    ]
    old, new = at_windows
    return [key for (_, key) in old.keys() & new.keys() if old["ticket", key] != new["ticket", key]]


def test_any_day(founded_home: Path) -> None:
    AnyDay.founded = founded_home
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        AnyDay,
        settings=settings(
            max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
