"""Any action and its way back give the state before; any day taken back step by step gives its morning."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.service import TransferTo
from app.counter import Counter
from app.kernel.changes import Outcome
from app.kernel.clock import DAY, MINUTE, SteppingClock
from app.kernel.errors import Refusal
from app.kernel.periods import Period
from app.queueing.states import Suspension, TicketState
from app.reception.documents import DocumentKind
from app.reception.service import OrganisationEntry, PersonEntry, VisitEntry
from app.reception.states import Priority
from app.rooms.entries import BookingEntry
from app.rooms.states import Purpose
from app.security.actors import Actor
from tests.builders import PASSWORD
from tests.taking_back.states import broken_visits, live_rows

EXAMPLES = 12
LONGEST = 14


@dataclass
class Clerk:
    """A clerk who does something with whatever is there; ``n`` chooses among it."""

    counter: Counter
    actor: Actor
    bookings: list[str] = field(default_factory=list)
    count: itertools.count[int] = field(default_factory=itertools.count)

    def take(self, n: int) -> Outcome[object]:
        matters = self.counter.catalogue.matters()
        further = (matters[n % 5].id,) if n % 3 == 0 else ()
        priority = Priority.ELDERLY if n % 4 == 0 else Priority.NONE
        entry = VisitEntry(matters[n % len(matters)].id, priority=priority, matters=further)
        return self.counter.queueing.take_number(entry, actor=self.actor)

    def next(self, n: int) -> Outcome[object]:
        return self.counter.case_desk.call_next(actor=self.actor)

    def chosen(self, n: int) -> Outcome[object]:
        waiting = self.counter.queue.waiting() + self.counter.queue.missed()
        return self.counter.case_desk.call_chosen(waiting[n % len(waiting)].id, actor=self.actor)

    def recall(self, n: int) -> Outcome[object]:
        self.pass_time(61)
        return self.counter.case_desk.recall(self._here(), actor=self.actor)

    def serve(self, n: int) -> Outcome[object]:
        return self.counter.case_desk.serve(self._here(), actor=self.actor)

    def miss(self, n: int) -> Outcome[object]:
        return self.counter.case_desk.miss(self._here(), actor=self.actor)

    def bring_back(self, n: int) -> Outcome[object]:
        missed = self.counter.queue.missed()
        return self.counter.case_desk.bring_back(missed[n % len(missed)].id, actor=self.actor)

    def suspend(self, n: int) -> Outcome[object]:
        kind = (Suspension.AWAY, Suspension.HELD, Suspension.HERE)[n % 3]
        return self.counter.case_desk.suspend(self._case(), kind, actor=self.actor)

    def resume(self, n: int) -> Outcome[object]:
        resting = self.counter.queue.suspended()
        ticket = resting[n % len(resting)].id
        return self.counter.case_desk.resume(ticket, to_line=n % 2 == 0, actor=self.actor)

    def transfer(self, n: int) -> Outcome[object]:
        matters, windows = self.counter.catalogue.matters(), self.counter.catalogue.windows()
        to = (
            TransferTo(matter_id=matters[n % len(matters)].id)
            if n % 2
            else TransferTo(window_id=windows[n % len(windows)].id, remark="请接着办")
        )
        return self.counter.case_desk.transfer(self._here(), to, actor=self.actor)

    def finish(self, n: int) -> Outcome[object]:
        matters = self.counter.catalogue.matters()
        follow_up = matters[n % len(matters)].id if n % 3 == 0 else None
        return self.counter.case_desk.finish(self._case(), follow_up_matter_id=follow_up, actor=self.actor)

    def note(self, n: int) -> Outcome[object]:
        return self.counter.case_desk.note(self._case(), f"记录 {next(self.count)}", actor=self.actor)

    def void(self, n: int) -> Outcome[object]:
        waiting = self.counter.queue.waiting()
        return self.counter.case_desk.void(waiting[n % len(waiting)].id, "重复取号", actor=self.actor)

    def person(self, n: int) -> Outcome[object]:
        entry = PersonEntry("王小明", DocumentKind.PASSPORT, f"E1234567{n % 3}", f"1380013800{n % 10}")
        return self.counter.reception.register_person(entry, actor=self.actor)

    def merge(self, n: int) -> Outcome[object]:
        people = self.counter.people.find_people("")
        keep, other = people[n % len(people)], people[(n + 1) % len(people)]
        return self.counter.merging.merge_people(keep.id, other.id, actor=self.actor)

    def organisation(self, n: int) -> Outcome[object]:
        entry = OrganisationEntry(f"境外机构{n % 2}", country="DEU", address=f"{n} 号")
        return self.counter.reception.register_organisation(entry, actor=self.actor)

    def book(self, n: int) -> Outcome[object]:
        start = self._tomorrow() + n % 20 * 30 * MINUTE
        rooms = self.counter.rooms_view.rooms()
        entry = BookingEntry(rooms[n % 3].id, start, start + 60 * MINUTE, Purpose.TALK, "洽谈")
        outcome = self.counter.rooms.book(entry, actor=self.actor)
        self.bookings.append(outcome.value.id)
        return outcome

    def move(self, n: int) -> Outcome[object]:
        start = self._tomorrow() + n % 20 * 30 * MINUTE
        room = self.counter.rooms_view.rooms()[n % 3].id
        period = Period(start, start + 60 * MINUTE)
        return self.counter.rooms.move(self.bookings[n % len(self.bookings)], room, period, actor=self.actor)

    def cancel(self, n: int) -> Outcome[object]:
        booking = self.bookings[n % len(self.bookings)]
        return self.counter.rooms.cancel(booking, "改期", actor=self.actor)

    def fitting(self, n: int) -> str:
        """Choose an action: three times in four one that suits whoever is at the window."""
        row = self.counter.queue.at_window(self.actor.window_id or "")
        if n % 4:
            suits = WITH[row.state if row else None]
        else:
            suits = ALWAYS + ("bring_back",) * 3 * bool(self.counter.queue.missed())
            suits += ("resume",) * 3 * bool(self.counter.queue.suspended())
            suits += ("move", "cancel") * bool(self.bookings)
        return suits[n // 4 % len(suits)]

    def pass_time(self, seconds: float) -> None:
        assert isinstance(self.counter.store.clock, SteppingClock)
        self.counter.store.clock.step(seconds)

    def _here(self) -> str:
        row = self.counter.queue.at_window(self.actor.window_id or "")
        return row.id if row else self.counter.queue.waiting()[0].id

    def _case(self) -> str:
        case = self.counter.cases.of_ticket(self._here())
        return case.id if case else ""

    def _tomorrow(self) -> int:
        now = self.counter.store.clock.now() + DAY
        return now - now % (24 * 60 * MINUTE)


ALWAYS = ("take", "chosen", "void", "person", "merge", "organisation", "book")
WITH = {
    None: ("next", "next", "next", "chosen", "take"),
    TicketState.CALLED: ("serve", "serve", "serve", "serve", "recall", "miss"),
    TicketState.SERVING: ("finish", "finish", "finish", "next", "chosen", "suspend", "transfer", "note"),
}


@pytest.fixture
def clerks(open_copy: Callable[[str], Counter]) -> Callable[[], Clerk]:
    """Opens a fresh hall, with a clerk at its first window."""
    names = itertools.count()

    def fresh() -> Clerk:
        counter = open_copy(f"home-{next(names)}")
        window_id = counter.catalogue.windows()[0].id
        return Clerk(counter, counter.accounts.sign_in("admin", PASSWORD, window_id).value)

    return fresh


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.integers(0, 2000), min_size=4, max_size=LONGEST))
def test_any_action_and_its_way_back(clerks: Callable[[], Clerk], day: list[int]) -> None:
    clerk = clerks()
    counter, actor = clerk.counter, clerk.actor
    states = [live_rows(counter.store)]
    for n in day:
        clerk.pass_time(20)
        name = clerk.fitting(n)
        try:
            outcome = getattr(clerk, name)(n)
        except (Refusal, ZeroDivisionError, IndexError):
            assert live_rows(counter.store) == states[-1], f"{name} was refused and left something"
            continue
        if outcome.txn is None:
            continue
        after = live_rows(counter.store)
        assert broken_visits(counter.store) == [], name
        back = counter.taking_back.take_back_last(actor=actor).value
        assert live_rows(counter.store) == states[-1], f"{name} taken back"
        assert broken_visits(counter.store) == [], f"{name} taken back"
        again = counter.taking_back.take_back(back.txn, actor=actor).value
        assert (again.is_again, live_rows(counter.store)) == (True, after), f"{name} done again"
        states.append(after)
    for before in reversed(states[:-1]):
        counter.taking_back.take_back_last(actor=actor)
        assert live_rows(counter.store) == before
