"""Whom one window has called or serves, no other window calls, serves, sets aside or sends away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.cases.service import CaseDesk, TransferTo
from app.counter import Counter
from app.kernel.errors import WrongStep
from app.queueing.refusals import TicketTaken
from app.queueing.states import Suspension, TicketState
from app.security.actors import Actor
from tests.builders import PASSWORD
from tests.cases.visitors import Visitors
from tests.taking_back.states import live_rows

Step = Callable[[CaseDesk, str, Actor], object]

ABOUT_A_TICKET: dict[str, Step] = {
    "call_chosen": lambda desk, ticket, actor: desk.call_chosen(ticket, actor=actor),
    "call_chosen_on_purpose": lambda desk, ticket, actor: desk.call_chosen(
        ticket, on_purpose=True, actor=actor
    ),
    "recall": lambda desk, ticket, actor: desk.recall(ticket, actor=actor),
    "serve": lambda desk, ticket, actor: desk.serve(ticket, actor=actor),
    "miss": lambda desk, ticket, actor: desk.miss(ticket, actor=actor),
    "put_back": lambda desk, ticket, actor: desk.put_back(ticket, actor=actor),
    "bring_back": lambda desk, ticket, actor: desk.bring_back(ticket, actor=actor),
    "resume": lambda desk, ticket, actor: desk.resume(ticket, actor=actor),
    "to_the_line": lambda desk, ticket, actor: desk.resume(ticket, to_line=True, actor=actor),
    "hand_on": lambda desk, ticket, actor: desk.transfer(
        ticket, TransferTo(staff_id=actor.staff_id), actor=actor
    ),
    "void": lambda desk, ticket, actor: desk.void(ticket, "left", actor=actor),
}
"""Every step a clerk can wish for by a ticket; a page may show it a moment after it is over."""
ABOUT_A_CASE: dict[str, Step] = {
    "suspend": lambda desk, case, actor: desk.suspend(case, Suspension.HELD, actor=actor),
    "finish": lambda desk, case, actor: desk.finish(case, actor=actor),
}


@pytest.fixture
def visitors(counter: Counter, clerk: Actor) -> Visitors:
    return Visitors(counter, clerk)


@pytest.fixture
def other(counter: Counter) -> Actor:
    """Somebody at the second window."""
    return counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[1].id).value


@pytest.mark.parametrize("is_served", [False, True], ids=["called", "served"])
@pytest.mark.parametrize("step", ABOUT_A_TICKET.values(), ids=ABOUT_A_TICKET)
def test_a_visitor_at_a_window_is_left_to_it(
    visitors: Visitors, other: Actor, step: Step, is_served: bool
) -> None:
    ticket = visitors.served()[0] if is_served else visitors.called()
    visitors.passes(61)
    before = live_rows(visitors.counter.store)
    with pytest.raises(TicketTaken):
        step(visitors.desk, ticket, other)
    assert live_rows(visitors.counter.store) == before


@pytest.mark.parametrize("step", ABOUT_A_CASE.values(), ids=ABOUT_A_CASE)
def test_a_case_in_hand_is_left_to_its_window(visitors: Visitors, other: Actor, step: Step) -> None:
    _, case = visitors.served()
    before = live_rows(visitors.counter.store)
    with pytest.raises(TicketTaken):
        step(visitors.desk, case, other)
    assert live_rows(visitors.counter.store) == before


def test_who_was_put_back_or_missed_is_called_by_another_window(visitors: Visitors, other: Actor) -> None:
    ticket = visitors.called()
    visitors.desk.put_back(ticket, actor=visitors.clerk)
    assert visitors.desk.call_chosen(ticket, actor=other).value.window_number == 2
    visitors.desk.miss(ticket, actor=other)
    assert visitors.desk.call_chosen(ticket, actor=visitors.clerk).value.window_number == 1
    visitors.passes(61)
    assert visitors.desk.recall(ticket, actor=visitors.clerk).value.calls == 2


LATE: dict[str, tuple[TicketState, Step]] = {
    "recall": (TicketState.WAITING, ABOUT_A_TICKET["recall"]),
    "recall_missed": (TicketState.MISSED, ABOUT_A_TICKET["recall"]),
    "put_back": (TicketState.SERVING, ABOUT_A_TICKET["put_back"]),
    "bring_back": (TicketState.CALLED, ABOUT_A_TICKET["bring_back"]),
    "bring_back_twice": (TicketState.WAITING, ABOUT_A_TICKET["bring_back"]),
    "resume": (TicketState.SERVING, ABOUT_A_TICKET["resume"]),
    "to_the_line": (TicketState.CALLED, ABOUT_A_TICKET["to_the_line"]),
}


@pytest.mark.parametrize(("state", "step"), LATE.values(), ids=LATE)
def test_a_step_that_comes_too_late_changes_nothing(
    visitors: Visitors, state: TicketState, step: Step
) -> None:
    """Recalling is no calling: the centre is not asked. Bringing back is for whoever missed a call."""
    ticket = visitors.called()
    if state is TicketState.WAITING:
        visitors.desk.put_back(ticket, actor=visitors.clerk)
    elif state is TicketState.MISSED:
        visitors.desk.miss(ticket, actor=visitors.clerk)
    elif state is TicketState.SERVING:
        visitors.desk.serve(ticket, actor=visitors.clerk)
    visitors.passes(61)
    before = live_rows(visitors.counter.store)
    with pytest.raises(WrongStep):
        step(visitors.desk, ticket, visitors.clerk)
    assert live_rows(visitors.counter.store) == before
