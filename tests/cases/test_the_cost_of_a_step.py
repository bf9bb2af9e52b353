"""What a clerk's step costs the store: at most eight statements, the step back and the step again too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.counter import Counter
from app.documents.words import word
from app.kernel.changes import ChangeSet
from app.queueing.states import TicketState
from app.security.actors import Actor
from app.storage.spool import Paper, TakenJob
from tests.builders import PASSWORD
from tests.cases.steps import STEPS, Step, Window
from tests.conftest import Opener
from tests.refused import refuse_last
from tests.taking_back.states import broken_visits, live_rows

MOST = 8
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
def test_a_step_back_and_the_step_again_cost_no_more(
    window: Window, prepared: Callable[[Window], Step]
) -> None:
    step, store = prepared(window), window.counter.store
    before = live_rows(store)
    step()
    after = live_rows(store)
    assert (after != before, broken_visits(store)) == (True, [])
    with counted() as back:
        txn = window.counter.taking_back.take_back_last(actor=window.clerk).txn or ""
    print(f"{_name(prepared)} taken back: {len(back)}")
    assert live_rows(store) == before
    assert broken_visits(store) == []
    assert len(back) <= MOST, "\n".join(back)
    with counted() as again:
        window.counter.taking_back.take_back(txn, actor=window.clerk)
    print(f"{_name(prepared)} done again: {len(again)}")
    assert live_rows(store) == after
    assert len(again) <= MOST, "\n".join(again)


def test_a_number_costs_no_more_whatever_became_of_its_paper(window: Window) -> None:
    """One slip is out and one waits: that one never comes, a void one does; and back again."""
    ticket, spool = window.takes(window.mine[0], window.others[0]), window.counter.spool
    _print_all(window)
    window.counter.queueing.reprint_slip(ticket, actor=window.clerk)
    with counted() as back:
        txn = window.counter.taking_back.take_back_last(actor=window.clerk).txn or ""
    assert len(back) <= MOST, "\n".join(back)
    void = spool.take(Paper.SLIP)
    assert void is not None and void.title.endswith(word("slip", "void"))
    spool.give_back(void.id, "paper_out")
    with counted() as again:
        window.counter.taking_back.take_back(txn, actor=window.clerk)
    assert len(again) <= MOST, "\n".join(again)
    assert [job.title for job in _print_all(window)] == [void.title.split()[0]]


def test_the_first_step_back_after_a_start_costs_no_more(open_copy: Opener) -> None:
    before = open_copy("restarted")
    window = Window(before, _clerk_of(before))
    window.takes(window.mine[0], window.others[0])
    before.close()
    again = open_copy("restarted")
    # Whoever opens the window's page has come on duty, and with it the hall is known.
    again.duty.begin(window.clerk)
    again.hall_parts.known.now()
    with counted() as found:
        again.taking_back.take_back_last(actor=window.clerk)
    assert len(found) <= MOST, "\n".join(found)


def test_a_step_back_past_what_the_centre_refused_costs_no_more(window: Window) -> None:
    ticket, store = window.takes(window.mine[0], window.others[0]), window.counter.store
    window.desk.call_chosen(ticket, actor=window.clerk)
    refuse_last(store, {"code": "40001", "table": "ticket", "reason": "overtaken"})
    store.announce(ChangeSet(frozenset({("outbox", "*")})))
    with counted() as found:
        back = window.counter.taking_back.take_back_last(actor=window.clerk)
    assert back.value.use_case == "take_number"
    assert len(found) <= MOST, "\n".join(found)


def _clerk_of(counter: Counter) -> Actor:
    return counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value


def _print_all(window: Window) -> list[TakenJob]:
    spool, printed = window.counter.spool, []
    while (job := spool.take(Paper.SLIP)) is not None:
        spool.finish(job.id)
        printed.append(job)
    return printed


def test_the_next_matter_goes_on_at_the_window_that_serves_it(window: Window) -> None:
    ticket, first = window.served(window.mine[1])
    row = window.desk.call_next(actor=window.clerk).value
    case = window.counter.cases.of_ticket(ticket)
    assert (row.id, row.state, row.matter_id) == (ticket, TicketState.SERVING, window.mine[1])
    assert case is not None and case.id != first
