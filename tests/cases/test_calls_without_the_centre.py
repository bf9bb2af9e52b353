"""Nobody is called at two windows, whatever the centre says or does not say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.cases.service import CaseDesk
from app.catalogue.entities import Window
from app.counter import Counter
from app.kernel.confirm import Confirmation, Verdict
from app.queueing.entities import Duty, Ticket
from app.queueing.refusals import CutOff, KeptForAnother, NobodyWaiting, OthersShare, TicketTaken
from app.queueing.states import TicketState
from app.security.actors import Actor, Machine
from app.storage.outbox import OutboxEntry, Sending, write_fact
from app.sync.facts import LAST_SUCCESS, TERMINAL_ROLE, TROUBLE
from tests.cases.visitors import Visitors


class Centre:
    """A centre that says what a test wants; None: the program dies while it asks."""

    def __init__(self, counter: Counter) -> None:
        self.store = counter.store
        self.says: list[Verdict | None] = []
        self.asked = 0
        self.meanwhile: Callable[[], None] = lambda: None

    def ask(self, txn: str) -> Confirmation:
        self.asked += 1
        self.meanwhile()
        verdict = self.says.pop(0) if self.says else Verdict.CONFIRMED
        if verdict is None:
            raise KeyboardInterrupt
        if verdict is Verdict.CONFIRMED:
            self.settles(Sending.ACCEPTED, txn)
        return Confirmation(verdict)

    def number(self, series: str, day: str) -> int | None:
        return None

    def settles(self, state: Sending, txn: str = "") -> None:
        """Have answered what waits."""
        with self.store.rewrite() as connection:
            wanted = ("AND txn = ?", [txn]) if txn else ("", [])
            connection.execute(
                f"UPDATE outbox SET state = '{state}' WHERE state = 'waiting' {wanted[0]}", wanted[1]
            )


@pytest.fixture
def centre(counter: Counter) -> Centre:
    return Centre(counter)


@pytest.fixture
def visitors(counter: Counter, clerk: Actor, centre: Centre) -> Visitors:
    came = Visitors(counter, clerk)
    came.desk = CaseDesk(counter.store, centre, counter.hall_parts)
    counter.duty.begin(clerk)
    with counter.store.keep() as session:
        write_fact(session, TERMINAL_ROLE, "terminal_1")
        write_fact(session, LAST_SUCCESS, counter.store.clock.now())
    return came


def known_everywhere(visitors: Visitors, centre: Centre) -> str:
    """A ticket the other terminals have too."""
    ticket = visitors.takes()
    centre.settles(Sending.ACCEPTED)
    return ticket


def cut(counter: Counter, trouble: str = "OperationalError") -> None:
    with counter.store.keep() as session:
        write_fact(session, TROUBLE, trouble)


def contact(counter: Counter) -> None:
    with counter.store.keep() as session:
        write_fact(session, TROUBLE, "")
        write_fact(session, LAST_SUCCESS, counter.store.clock.now())


def state_of(counter: Counter, ticket: str) -> TicketState:
    row = counter.queue.ticket(ticket)
    assert row is not None
    return row.state


def test_nobody_hears_of_a_call_before_the_centre_has_spoken(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    heard: list[int] = []
    centre.meanwhile = lambda: heard.append(
        len(counter.queue.unspoken()) + len(counter.queue.display("h").calls)
    )
    called = visitors.desk.call_next(actor=visitors.clerk)
    assert (called.value.id, called.confirmation.verdict) == (ticket, Verdict.CONFIRMED)
    assert heard == [0]
    assert [line.ticket_id for line in counter.queue.unspoken()] == [ticket]


def test_everybody_is_told_again_when_the_verdict_is_known(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    known_everywhere(visitors, centre)
    told: list[int] = []
    counter.store.listen(
        lambda changes: told.append(len(counter.queue.unspoken())) if changes.touches("call") else None
    )
    visitors.desk.call_next(actor=visitors.clerk)
    assert told == [0, 1]


def test_a_terminal_that_loses_the_line_while_asking_takes_the_call_back(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    centre.says = [Verdict.OFFLINE]
    with pytest.raises(CutOff) as refused:
        visitors.desk.call_next(actor=visitors.clerk)
    assert refused.value.waiting_from_before == 1
    assert state_of(counter, ticket) is TicketState.WAITING
    assert counter.queue.unspoken() == ()
    assert counter.queue.display("hall").calls == ()


def test_a_call_nobody_heard_of_does_not_stand_in_the_way_of_taking_back(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    centre.says = [Verdict.OFFLINE]
    with pytest.raises(CutOff):
        visitors.desk.call_next(actor=visitors.clerk)
    assert [row.use_case for row in counter.taking_back.actions(visitors.clerk)][:1] == ["take_number"]
    assert counter.taking_back.take_back_last(actor=visitors.clerk).value.use_case == "take_number"
    assert counter.queue.ticket(ticket) is None


def test_a_terminal_that_knows_it_is_cut_off_does_not_even_try(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    cut(counter)
    with pytest.raises(CutOff):
        visitors.desk.call_next(actor=visitors.clerk)
    with pytest.raises(CutOff):
        visitors.desk.call_chosen(ticket, actor=visitors.clerk)
    ahead = counter.queue.ahead(visitors.clerk.window_id or "", visitors.clerk.staff_id)
    assert (ahead.preview, ahead.on_purpose) == (None, {ticket})
    assert centre.asked == 0
    assert state_of(counter, ticket) is TicketState.WAITING


def test_whose_number_never_left_this_terminal_is_called_all_the_same(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    known_everywhere(visitors, centre)
    cut(counter)
    own = visitors.takes()
    seen = counter.queue.preview(visitors.clerk.window_id or "", visitors.clerk.staff_id)
    assert seen is not None and seen.ticket.id == own
    called = visitors.desk.call_next(actor=visitors.clerk)
    assert (called.value.id, called.confirmation.verdict) == (own, Verdict.OFFLINE)
    assert [line.ticket_id for line in counter.queue.unspoken()] == [own]
    assert centre.asked == 0


def test_a_clerk_may_call_a_chosen_visitor_on_purpose(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    cut(counter)
    called = visitors.desk.call_chosen(ticket, on_purpose=True, actor=visitors.clerk).value
    assert called.id == ticket
    assert [line.ticket_id for line in counter.queue.unspoken()] == [ticket]


def test_the_shared_line_is_parted_among_the_windows_and_ends_with_the_next_contact(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    windows = _two_windows_of_one_line(counter)
    actors = [Actor(visitors.clerk.staff_id, "a", "A", visitors.clerk.role, window) for window in windows]
    for actor in actors:
        counter.duty.begin(actor)
    tickets = {known_everywhere(visitors, centre) for _ in range(12)}
    with counter.store.rewrite() as connection:
        connection.execute("UPDATE duty SET version = '1'")
    cut(counter)
    visitors.desk.share_line(actor=actors[0])
    assert counter.queue.standing().is_shared
    shares = [_all_called(visitors, actors[0])]
    with pytest.raises(OthersShare) as refused:
        visitors.desk.call_next(actor=actors[0])
    assert refused.value.waiting_from_before == len(tickets - shares[0])
    shares.append(_all_called(visitors, actors[1]))
    assert not shares[0] & shares[1]
    assert shares[0] | shares[1] == tickets
    contact(counter)
    cut(counter)
    assert not counter.queue.standing().is_shared


def test_a_window_that_came_on_duty_after_the_cut_gets_no_share(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    known_everywhere(visitors, centre)
    with counter.store.look() as session:
        assert all(duty.version is None for duty in session.execute(select(Duty)).scalars())
    cut(counter)
    visitors.desk.share_line(actor=visitors.clerk)
    with pytest.raises(CutOff):
        visitors.desk.call_next(actor=visitors.clerk)


def test_a_program_that_dies_while_asking_settles_it_at_the_next_start(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    centre.says = [None, Verdict.OFFLINE]
    with pytest.raises(KeyboardInterrupt):
        visitors.desk.call_next(actor=visitors.clerk)
    assert state_of(counter, ticket) is TicketState.CALLED
    assert counter.queue.unspoken() == ()
    assert visitors.desk.settle(actor=visitors.clerk).value == 1
    assert state_of(counter, ticket) is TicketState.WAITING


def test_f2_settles_such_a_call_by_itself(counter: Counter, visitors: Visitors, centre: Centre) -> None:
    ticket = known_everywhere(visitors, centre)
    centre.says = [None, Verdict.OFFLINE, Verdict.CONFIRMED]
    with pytest.raises(KeyboardInterrupt):
        visitors.desk.call_next(actor=visitors.clerk)
    assert visitors.desk.call_next(actor=visitors.clerk).value.id == ticket
    assert [line.ticket_id for line in counter.queue.unspoken()] == [ticket]


def test_a_chosen_visitor_another_window_has_is_left_to_it(visitors: Visitors, centre: Centre) -> None:
    ticket = known_everywhere(visitors, centre)
    centre.says = [Verdict.REFUSED]
    with pytest.raises(TicketTaken):
        visitors.desk.call_chosen(ticket, actor=visitors.clerk)


def test_whom_another_window_keeps_is_called_there_or_on_purpose(
    counter: Counter, visitors: Visitors, centre: Centre
) -> None:
    ticket = known_everywhere(visitors, centre)
    other = counter.catalogue.windows()[1].id
    with counter.store.change(visitors.clerk, "test") as work:
        work.get(Ticket, ticket).keep_for(other)
    with pytest.raises(KeptForAnother):
        visitors.desk.call_chosen(ticket, actor=visitors.clerk)
    assert visitors.desk.call_chosen(ticket, on_purpose=True, actor=visitors.clerk).value.id == ticket


def _two_windows_of_one_line(counter: Counter) -> list[str]:
    first, second = counter.catalogue.windows()[:2]
    with counter.store.change(Machine(), "test") as work:
        work.get(Window, second.id).letters = list(first.letters)
    return [first.id, second.id]


def _all_called(visitors: Visitors, actor: Actor) -> set[str]:
    """Call one after the other; whom F2 calls stood on the page before, and where it calls nobody, nobody."""
    found = set()
    while True:
        seen = visitors.counter.queue.preview(actor.window_id or "", actor.staff_id)
        try:
            row = visitors.desk.call_next(actor=actor).value
        except (CutOff, NobodyWaiting):
            assert seen is None
            return found
        assert seen is not None and seen.ticket.id == row.id
        found.add(row.id)
        visitors.desk.serve(row.id, actor=actor)


def test_calls_of_a_terminal_without_a_centre_are_heard_at_once(counter: Counter, clerk: Actor) -> None:
    came = Visitors(counter, clerk)
    ticket = came.called()
    assert [line.ticket_id for line in counter.queue.unspoken()] == [ticket]
    with counter.store.look() as session:
        states = session.execute(select(OutboxEntry.state).where(OutboxEntry.use_case == "call_chosen"))
        assert set(states.scalars()) == {Sending.WAITING}
