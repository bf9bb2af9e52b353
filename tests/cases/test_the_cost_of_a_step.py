"""What a clerk's step costs the store: at most eight statements each, and a step back a few more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.counter import Counter
from app.documents.words import word
from app.queueing.states import TicketState
from app.security.actors import Actor
from app.storage.spool import Paper
from tests.cases.steps import STEPS, Step, Window
from tests.taking_back.states import broken_visits, live_rows

MOST = 8
MOST_BACK = 10
"""A step back looks at the day and at what stands, and writes once more each table the step has written; the
most is a number whose slip is out already, all others cost nine or fewer."""
NO_WAY_BACK = frozenset(
    {
        # A second slip says what it is, to put back is a way back, duty has keys of its own.
        "reprint", "put_back", "pause", "begin_duty",
        # What visitors say, and what was told to them, is not taken back.
        "rate", "assign_rating", "contact", "extend_rating", "answer_rating", "settle_rating",
        "set_rating_aside",
    }
)  # fmt: skip
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


@pytest.fixture
def window(counter: Counter, clerk: Actor) -> Window:
    return Window(counter, clerk)


def _name(step: Callable[[Window], Step]) -> str:
    return step.__name__.strip("_")


REGRETTED = [step for step in STEPS if _name(step) not in NO_WAY_BACK]


@pytest.mark.parametrize("prepared", STEPS, ids=_name)
def test_a_step_costs_at_most_eight_statements(window: Window, prepared: Callable[[Window], Step]) -> None:
    step = prepared(window)
    with counted() as found:
        step()
    print(f"{_name(prepared)}: {len(found)}")
    assert len(found) <= MOST, "\n".join(found)


@pytest.mark.parametrize("prepared", REGRETTED, ids=_name)
def test_a_step_back_leaves_nothing_and_costs_little(
    window: Window, prepared: Callable[[Window], Step]
) -> None:
    step, store = prepared(window), window.counter.store
    before = live_rows(store)
    step()
    assert (live_rows(store) != before, broken_visits(store)) == (True, [])
    with counted() as found:
        window.counter.taking_back.take_back_last(actor=window.clerk)
    print(f"{_name(prepared)} taken back: {len(found)}")
    assert live_rows(store) == before
    assert broken_visits(store) == []
    assert len(found) <= MOST_BACK, "\n".join(found)


def test_a_number_whose_slip_is_out_costs_no_more(window: Window) -> None:
    window.takes(window.mine[0])
    spool = window.counter.spool
    while (job := spool.take(Paper.SLIP)) is not None:
        spool.finish(job.id)
    with counted() as found:
        window.counter.taking_back.take_back_last(actor=window.clerk)
    assert len(found) <= MOST_BACK, "\n".join(found)
    void = spool.take(Paper.SLIP)
    assert void is not None and void.title.endswith(word("slip", "void"))


def test_the_next_matter_goes_on_at_the_window_that_serves_it(window: Window) -> None:
    ticket, first = window.served(window.mine[1])
    row = window.desk.call_next(actor=window.clerk).value
    case = window.counter.cases.of_ticket(ticket)
    assert (row.id, row.state, row.matter_id) == (ticket, TicketState.SERVING, window.mine[1])
    assert case is not None and case.id != first
