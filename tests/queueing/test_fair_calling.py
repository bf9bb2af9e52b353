"""Whatever comes in whatever order: F2 keeps what the hall promises, and a call taken back costs nobody."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

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

from app.cases.closing import Rest
from app.cases.service import TransferTo
from app.counter import open_counter
from app.kernel.clock import MINUTE, SteppingClock
from app.queueing.queries import TicketRow
from app.queueing.refusals import NobodyWaiting, TooLateBack
from app.queueing.states import Suspension
from app.reception.appointments import AppointmentEntry
from app.reception.service import VisitEntry
from app.reception.states import Priority
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from tests.builders import MORNING
from tests.queueing.fairness import Caller, broken_promises
from tests.taking_back.states import broken_visits, live_rows

KINDS = st.sampled_from(["ordinary", "priority", "appointment"])
ARRIVALS = st.lists(st.tuples(KINDS, st.sampled_from([2, 7])), min_size=3, max_size=6)
"""Who comes, and how many minutes before the hour where there is an appointment."""
ENDS = st.sampled_from(["serve", "serve", "serve", "miss", "recall", "void", "put_back", "transfer", "rest"])
picks = st.integers(0, 20)


class FairCalling(RuleBasedStateMachine):
    """One window that calls with F2; everything else is there to disturb the line."""

    founded: Path
    actor: Actor

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="fair"))
        home = self.folder / "home"
        shutil.copytree(self.founded, home)
        self.clock = SteppingClock(MORNING + MINUTE)
        self.counter = open_counter(home, self.clock, FileSecrets(home))
        self.desk = self.counter.case_desk
        self.window = self.counter.catalogue.windows()[0]
        self.rules = self.counter.catalogue.rules()
        self.calls: list[TicketRow] = []
        """Today's calls that stand, the latest first."""
        self.nights = 0
        matters = self.counter.catalogue.matters()
        self.matters = [m.id for m in matters if m.letter in self.window.letters]
        self.elsewhere = self.counter.catalogue.windows()[1].id
        self.organisation = self.counter.people.find_organisations("")[0].id

    def teardown(self) -> None:
        self.counter.close()
        shutil.rmtree(self.folder)

    @initialize(arrivals=ARRIVALS, minutes=st.sampled_from([0, 6, 21]))
    def begin(self, arrivals: list[tuple[str, int]], minutes: int) -> None:
        """Nobody has called for a while."""
        self.come(arrivals)
        self.clock.step(minutes * 60)

    @invariant()
    def every_visit_is_in_one_period(self) -> None:
        assert broken_visits(self.counter.store) == []

    @rule(arrivals=ARRIVALS)
    def come(self, arrivals: list[tuple[str, int]]) -> None:
        for kind, ahead in arrivals:
            matter = self.matters[ahead % len(self.matters)]
            priority = Priority.ELDERLY if kind == "priority" else Priority.NONE
            agreed = self.agreed(matter, ahead) if kind == "appointment" else None
            entry = VisitEntry(matter, priority=priority, appointment_id=agreed)
            self.counter.queueing.take_number(entry, actor=self.actor)

    def agreed(self, matter_id: str, ahead: int) -> str:
        starts = self.clock.now() + ahead * MINUTE + MINUTE // 2
        entry = AppointmentEntry(matter_id, starts, starts + 20 * MINUTE, organisation_id=self.organisation)
        return self.counter.appointments.book(entry, actor=self.actor).value

    @rule(minutes=st.sampled_from([1, 3, 12]))
    def time_passes(self, minutes: int) -> None:
        self.clock.step(minutes * 60)

    @rule(minutes=st.lists(st.sampled_from([1, 2, 4]), min_size=2, max_size=5))
    def serve_one_after_the_other(self, minutes: list[int]) -> None:
        """What a window does most of the day."""
        for spent in minutes:
            self.call_next(None, regrets=False, end="serve")
            self.clock.step(spent * 60)

    @rule(skip=st.none() | st.integers(0, 3), regrets=st.booleans(), end=ENDS)
    def call_next(self, skip: int | None, regrets: bool, end: str) -> None:
        """F2 closes what runs and calls; a wrong call is taken back and made again."""
        line = self.counter.queue.waiting()
        passed = frozenset(row.id for row in line[skip : skip + 1]) if skip is not None else frozenset[str]()
        before = live_rows(self.counter.store) if regrets else {}
        called = self.called(line, passed)
        if called is None:
            return
        if regrets:
            self.counter.taking_back.take_back_last(actor=self.actor)
            assert live_rows(self.counter.store) == before
            self.forget(called)
            again = self.called(line, passed)
            assert again is not None and again.id == called.id, "the place was lost"
        self.end(called, end)

    def called(self, line: tuple[TicketRow, ...], passed: frozenset[str]) -> TicketRow | None:
        """Call, and look whether everybody was done right by; None where nobody was called."""
        seen = self.counter.queue.preview(self.window.id, self.actor.staff_id, passed)
        began = self.clock.now()
        try:
            row = self.desk.call_next(passed_over=passed, actor=self.actor).value
        except NobodyWaiting:
            assert seen is None
            return None
        assert seen is not None and seen.ticket.id == row.id, "the page has proposed another"
        stood = next(waiting for waiting in line if waiting.id == row.id)
        others = line if row.id in passed else tuple(w for w in line if w.id not in passed)
        lately = {row.id: row.is_priority for row in self.calls}
        caller = Caller(self.window.id, self.actor.staff_id, self.window.letters, tuple(lately.values()))
        # The clock goes on while one looks: what is broken is broken at both moments.
        broken = [
            broken_promises(stood, others, caller, self.rules, now) for now in (began, self.clock.now())
        ]
        assert not all(broken), f"{broken[0]}: {lately} {stood} {others}"
        if not row.is_carried:
            self.calls.insert(0, row)
        return row

    def regretted(self, step: Callable[[], object]) -> None:
        """Take a step, take it back, which leaves nothing of it, and take it again."""
        before = live_rows(self.counter.store)
        step()
        self.counter.taking_back.take_back_last(actor=self.actor)
        assert live_rows(self.counter.store) == before
        self.every_visit_is_in_one_period()
        step()

    def forget(self, called: TicketRow) -> None:
        """A call that never was counts for no ratio."""
        if not called.is_carried:
            self.calls.pop(0)

    def end(self, called: TicketRow, end: str) -> None:
        """What becomes of a called visitor."""
        if end == "recall":
            self.clock.step(61)
            self.regretted(lambda: self.desk.recall(called.id, actor=self.actor))
            self.desk.serve(called.id, actor=self.actor)
        elif end == "void":
            self.regretted(lambda: self.desk.void(called.id, "left", actor=self.actor))
        elif end == "miss":
            self.regretted(lambda: self.desk.miss(called.id, actor=self.actor))
        elif end == "put_back":
            self.desk.put_back(called.id, actor=self.actor)
            self.forget(called)
        else:
            case = self.desk.serve(called.id, actor=self.actor).value
            if end == "transfer":
                self.desk.transfer(called.id, TransferTo(window_id=self.elsewhere), actor=self.actor)
            elif end == "rest":
                self.desk.suspend(case, Suspension.AWAY, actor=self.actor)

    @precondition(lambda self: self.counter.queue.missed())
    @rule(pick=picks)
    def bring_back(self, pick: int) -> None:
        missed = self.counter.queue.missed()
        with suppress(TooLateBack):
            self.desk.bring_back(missed[pick % len(missed)].id, actor=self.actor)

    @precondition(lambda self: self.counter.queue.suspended())
    @rule(pick=picks)
    def papers_are_complete(self, pick: int) -> None:
        resting = self.counter.queue.suspended()
        self.desk.resume(resting[pick % len(resting)].id, actor=self.actor)

    @precondition(lambda self: self.counter.queue.waiting(self.window.letters))
    @rule(pick=picks)
    def transferred_here(self, pick: int) -> None:
        """A colleague hands somebody on to this window, who keeps the place and is kept for it."""
        waiting = self.counter.queue.waiting(self.window.letters)
        to = TransferTo(window_id=self.window.id)
        self.desk.transfer(waiting[pick % len(waiting)].id, to, actor=self.actor)

    @precondition(lambda self: len(self.calls) > 2 and self.nights < 3)
    @rule()
    def night_falls(self) -> None:
        """Whoever is left is carried over; the ratio begins anew in the morning."""
        here = self.counter.queue.at_window(self.window.id)
        case = self.counter.cases.of_ticket(here.id) if here is not None else None
        if case is not None:
            self.desk.finish(case.id, actor=self.actor)
        choices = {left.matter_id: Rest.CARRY for left in self.counter.closing.left_over()}
        self.counter.closing.close_day(choices, actor=self.actor)
        self.clock.step(24 * 3600)
        self.calls, self.nights = [], self.nights + 1


def test_f2_keeps_every_promise_to_those_who_wait(founded_home: Path, clerk: Actor) -> None:
    FairCalling.founded, FairCalling.actor = founded_home, clerk
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        FairCalling,
        settings=settings(
            max_examples=10, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
