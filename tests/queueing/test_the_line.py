"""Tickets taken, called, missed, served."""

from __future__ import annotations

import pytest

from app.cases.refusals import VisitorCalled
from app.cases.service import TransferTo
from app.cases.states import CaseState
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.kernel.errors import FieldRefused, Missing, WrongStep
from app.queueing.queries import TicketRow
from app.queueing.refusals import CalledOften, NobodyWaiting, NoWindow, TooLateBack
from app.queueing.states import TicketState
from app.reception.service import VisitEntry
from app.reception.states import Priority
from app.security.actors import Actor, Role


def _pass(counter: Counter, seconds: float) -> None:
    assert isinstance(counter.store.clock, SteppingClock)
    counter.store.clock.step(seconds)


def _taken(counter: Counter, clerk: Actor, matter_id: str) -> str:
    return counter.queueing.take_number(VisitEntry(matter_id), actor=clerk).value.ticket_id


def _place(row: TicketRow) -> int:
    return row.place


def _matter(counter: Counter, code: str) -> str:
    return next(m.id for m in counter.catalogue.matters() if m.code == code)


def test_numbers_made_without_a_centre_carry_the_terminal_and_count_by_letter(
    counter: Counter, clerk: Actor
) -> None:
    numbers = [
        counter.queueing.take_number(VisitEntry(_matter(counter, code)), actor=clerk).value.number
        for code in ("A1", "A2", "E1")
    ]
    assert numbers == ["A1-04", "A1-05", "E1-01"]


def test_priority_is_called_before_others_and_then_who_came_first(counter: Counter, clerk: Actor) -> None:
    first = counter.case_desk.call_next(actor=clerk).value
    assert (first.person, first.is_priority) == ("孙䶮", True)
    counter.case_desk.miss(first.id, actor=clerk)
    assert counter.case_desk.call_next(actor=clerk).value.person == "李振声"


def test_f2_does_not_pass_over_a_called_visitor_unasked(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    with pytest.raises(VisitorCalled) as refused:
        counter.case_desk.call_next(actor=clerk)
    assert refused.value.number == called.number


def test_calling_the_next_closes_the_running_case_with_its_usual_result(
    counter: Counter, clerk: Actor
) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    counter.case_desk.serve(called.id, actor=clerk)
    following = counter.case_desk.call_next(actor=clerk).value
    assert following.id != called.id
    case = counter.cases.of_ticket(called.id)
    assert case is not None
    assert (case.state, case.result) == (CaseState.CLOSED, "成果已登记")
    assert counter.queue.count().done == 1


def test_a_visitor_is_called_three_times_at_most(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    for _ in range(2):
        _pass(counter, 61)
        counter.case_desk.recall(called.id, actor=clerk)
    _pass(counter, 61)
    with pytest.raises(CalledOften):
        counter.case_desk.recall(called.id, actor=clerk)
    board = counter.queue.display("hall")
    assert [line.turn for line in board.calls] == [3]


def test_a_missed_visitor_who_comes_back_stands_behind_two_others(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    for _ in range(3):
        _taken(counter, clerk, called.matter_id)
    others = [row.id for row in sorted(counter.queue.waiting((called.letter,)), key=_place)]
    counter.case_desk.miss(called.id, actor=clerk)
    assert [row.id for row in counter.queue.missed()] == [called.id]
    back = counter.case_desk.bring_back(called.id, actor=clerk).value
    line = sorted(counter.queue.waiting((called.letter,)), key=_place)
    assert [row.id for row in line] == [*others[:2], called.id, *others[2:]]
    assert back.taken_at == called.taken_at
    assert counter.queue.display("hall").calls == ()


@pytest.mark.parametrize(("seconds", "is_next"), [(60, False), (301, True)])
def test_who_has_just_missed_a_call_is_not_called_of_itself_at_once(
    counter: Counter, clerk: Actor, seconds: float, is_next: bool
) -> None:
    for row in counter.queue.waiting():
        counter.case_desk.void(row.id, "test", actor=clerk)
    matter = _matter(counter, "A1")
    first, second = _taken(counter, clerk, matter), _taken(counter, clerk, matter)
    assert counter.case_desk.call_next(actor=clerk).value.id == first
    counter.case_desk.miss(first, actor=clerk)
    counter.case_desk.bring_back(first, actor=clerk)
    assert counter.case_desk.call_next(actor=clerk).value.id == second
    counter.case_desk.miss(second, actor=clerk)
    third = _taken(counter, clerk, matter)
    _pass(counter, seconds)
    assert counter.case_desk.call_next(actor=clerk).value.id == (first if is_next else third)


def test_a_missed_visitor_who_comes_back_too_late_takes_a_new_number(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    counter.case_desk.miss(called.id, actor=clerk)
    _pass(counter, 31 * 60)
    with pytest.raises(TooLateBack) as refused:
        counter.case_desk.bring_back(called.id, actor=clerk)
    assert refused.value.number == called.number


def test_the_display_never_names_a_person(counter: Counter, clerk: Actor) -> None:
    counter.case_desk.call_next(actor=clerk)
    told = repr(counter.queue.display("hall"))
    assert not any(row.person in told for row in counter.queue.today())


def test_a_window_without_fitting_visitors_says_so(counter: Counter) -> None:
    windows = counter.catalogue.windows()
    carbon = Actor("s", "s", "s", Role.CLERK, windows[3].id)
    with pytest.raises(NobodyWaiting):
        counter.case_desk.call_next(actor=carbon)
    with pytest.raises(NoWindow):
        counter.case_desk.call_next(actor=Actor("s", "s", "s", Role.CLERK))


def test_an_odd_party_or_matter_is_refused_and_no_number_is_lost(counter: Counter, clerk: Actor) -> None:
    before = counter.queue.count().taken
    with pytest.raises(FieldRefused):
        counter.queueing.take_number(VisitEntry(_matter(counter, "A1"), party_size=0), actor=clerk)
    with pytest.raises(Missing):
        counter.queueing.take_number(VisitEntry("no such matter"), actor=clerk)
    assert counter.queue.count().taken == before
    taken = counter.queueing.take_number(
        VisitEntry(_matter(counter, "A1"), priority=Priority.ELDERLY), actor=clerk
    )
    assert counter.queue.waiting()[0].id != taken.value.ticket_id or counter.queue.waiting()[0].is_priority


def test_whoever_is_served_is_not_called_out_of_their_own_case(counter: Counter, clerk: Actor) -> None:
    matters = [_matter(counter, code) for code in ("A1", "A2")]
    entry = VisitEntry(matters[0], matters=(matters[1],))
    ticket = counter.queueing.take_number(entry, actor=clerk).value.ticket_id
    counter.case_desk.call_chosen(ticket, actor=clerk)
    counter.case_desk.serve(ticket, actor=clerk)
    with pytest.raises(WrongStep):
        counter.case_desk.call_chosen(ticket, actor=clerk)
    row = counter.queue.ticket(ticket)
    assert row is not None and (row.state, row.leg) == (TicketState.SERVING, 1)
    assert counter.closing.report().oddities.periods_broken == 0


def test_a_visitor_who_was_handed_on_still_counts_for_the_ratio(counter: Counter, clerk: Actor) -> None:
    elsewhere = counter.catalogue.windows()[1].id
    for _ in range(2):
        entry = VisitEntry(_matter(counter, "A1"), priority=Priority.ELDERLY)
        counter.queueing.take_number(entry, actor=clerk)
    called = []
    for _ in range(5):
        row = counter.case_desk.call_next(actor=clerk).value
        called.append(row.is_priority)
        counter.case_desk.serve(row.id, actor=clerk)
        counter.case_desk.transfer(row.id, TransferTo(window_id=elsewhere), actor=clerk)
    assert called == [True, False, False, True, False]
