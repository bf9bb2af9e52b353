"""What a clerk's step costs the store: at most eight statements each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.cases.service import TransferTo
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.queueing.states import Suspension, TicketState
from app.reception.service import VisitEntry
from app.security.actors import Actor

MOST = 8
_UNCOUNTED = ("BEGIN", "COMMIT", "PRAGMA")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collects every statement that goes to any connection, one for each executemany."""
    found: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.lstrip().startswith(_UNCOUNTED):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


class Window:
    """A clerk at a window and the visitors that come."""

    def __init__(self, counter: Counter, clerk: Actor) -> None:
        self.desk, self.counter, self.clerk = counter.case_desk, counter, clerk
        letters = counter.catalogue.windows()[0].letters
        matters = counter.catalogue.matters()
        self.mine = [m.id for m in matters if m.letter in letters]
        self.others = [m.id for m in matters if m.letter not in letters]
        # The line of the sample stands aside: these tests know their visitors.
        for row in counter.queue.waiting():
            self.desk.void(row.id, "test", actor=clerk)

        self.person = counter.people.find_people("李")[0].id

    def takes(self, matter_id: str, *further: str) -> str:
        entry = VisitEntry(matter_id, person_id=self.person, matters=further)
        return self.counter.queueing.take_number(entry, actor=self.clerk).value.ticket_id

    def called(self, *further: str) -> str:
        ticket = self.takes(self.mine[0], *further)
        assert self.desk.call_chosen(ticket, actor=self.clerk).value.id == ticket
        return ticket

    def served(self, *further: str) -> tuple[str, str]:
        ticket = self.called(*further)
        return ticket, self.desk.serve(ticket, actor=self.clerk).value

    def suspended(self, kind: Suspension) -> str:
        ticket, case = self.served()
        self.desk.suspend(case, kind, actor=self.clerk)
        return ticket

    def missed(self) -> str:
        ticket = self.called()
        self.desk.miss(ticket, actor=self.clerk)
        return ticket


@pytest.fixture
def window(counter: Counter, clerk: Actor) -> Window:
    return Window(counter, clerk)


Step = Callable[[], object]


def _take(w: Window) -> Step:
    w.takes(w.mine[0])
    return lambda: w.takes(w.mine[0], w.others[0])


def _next(w: Window) -> Step:
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(actor=w.clerk)


def _next_closing(w: Window) -> Step:
    w.served()
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(result="done", actor=w.clerk)


def _next_closing_with_another_line(w: Window) -> Step:
    w.served(w.others[0])
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(actor=w.clerk)


def _next_matter_here(w: Window) -> Step:
    w.served(w.mine[1])
    return lambda: w.desk.call_next(actor=w.clerk)


def _chosen(w: Window) -> Step:
    w.served()
    ticket = w.takes(w.mine[0])
    return lambda: w.desk.call_chosen(ticket, actor=w.clerk)


def _recall(w: Window) -> Step:
    ticket = w.called()
    assert isinstance(w.counter.store.clock, SteppingClock)
    w.counter.store.clock.step(61)
    return lambda: w.desk.recall(ticket, actor=w.clerk)


def _serve(w: Window) -> Step:
    ticket = w.called()
    return lambda: w.desk.serve(ticket, actor=w.clerk)


def _miss(w: Window) -> Step:
    ticket = w.called()
    return lambda: w.desk.miss(ticket, actor=w.clerk)


def _bring_back(w: Window) -> Step:
    ticket = w.missed()
    return lambda: w.desk.bring_back(ticket, actor=w.clerk)


def _put_back(w: Window) -> Step:
    ticket = w.called()
    return lambda: w.desk.put_back(ticket, actor=w.clerk)


def _suspend(w: Window) -> Step:
    _, case = w.served()
    return lambda: w.desk.suspend(case, Suspension.HELD, actor=w.clerk)


def _resume(w: Window) -> Step:
    ticket = w.suspended(Suspension.HELD)
    return lambda: w.desk.resume(ticket, actor=w.clerk)


def _transfer(w: Window) -> Step:
    ticket, _ = w.served()
    to = TransferTo(matter_id=w.others[0], remark="papers are complete")
    return lambda: w.desk.transfer(ticket, to, actor=w.clerk)


def _finish(w: Window) -> Step:
    _, case = w.served()
    return lambda: w.desk.finish(case, actor=w.clerk)


def _finish_with_follow_up(w: Window) -> Step:
    _, case = w.served(w.others[0])
    return lambda: w.desk.finish(case, "", w.mine[1], actor=w.clerk)


def _void(w: Window) -> Step:
    ticket = w.suspended(Suspension.AWAY)
    return lambda: w.desk.void(ticket, "went home", actor=w.clerk)


def _note(w: Window) -> Step:
    _, case = w.served()
    return lambda: w.desk.note(case, "a word", actor=w.clerk)


STEPS = (
    _take,
    _next,
    _next_closing,
    _next_closing_with_another_line,
    _next_matter_here,
    _chosen,
    _recall,
    _serve,
    _miss,
    _bring_back,
    _put_back,
    _suspend,
    _resume,
    _transfer,
    _finish,
    _finish_with_follow_up,
    _void,
    _note,
)


@pytest.mark.parametrize("prepared", STEPS, ids=lambda step: step.__name__.strip("_"))
def test_a_step_costs_at_most_eight_statements(window: Window, prepared: Callable[[Window], Step]) -> None:
    step = prepared(window)
    with counted() as found:
        step()
    assert len(found) <= MOST, "\n".join(found)


def test_the_next_matter_goes_on_at_the_window_that_serves_it(window: Window) -> None:
    ticket, first = window.served(window.mine[1])
    row = window.desk.call_next(actor=window.clerk).value
    case = window.counter.cases.of_ticket(ticket)
    assert (row.id, row.state, row.matter_id) == (ticket, TicketState.SERVING, window.mine[1])
    assert case is not None and case.id != first
