"""Two windows, two terminals, a real PostgreSQL: in the same instant or one after the other, one visitor has
one window.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cases.service import CaseDesk
from app.counter import Counter, open_counter
from app.joining import join_centre
from app.kernel.changes import Outcome
from app.kernel.clock import HOUR, SteppingClock
from app.queueing.refusals import CutOff, TicketTaken
from app.queueing.rows import TicketRow
from app.queueing.states import TicketState
from app.reception.service import VisitEntry
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.sync.enrolment import init_centre
from tests.builders import MORNING, PASSWORD

pytestmark = pytest.mark.centre
ROUNDS = 6
TRIES = 5
"""A busy machine may not reach the centre within the second that a call gives it; then nobody is called."""


class Terminal:
    """A window with a terminal of its own, that serves every line."""

    def __init__(self, counter: Counter, window: int) -> None:
        self.counter = counter
        window_id = counter.catalogue.windows()[window].id
        self.clerk = counter.accounts.sign_in("admin", PASSWORD, window_id).value

    def exchange(self) -> None:
        assert self.counter.link is not None
        self.counter.link.exchange.run()

    def next_up(self) -> str:
        seen = self.counter.queue.preview(self.clerk.window_id or "", self.clerk.staff_id)
        assert seen is not None
        return seen.ticket.id

    def here(self) -> str | None:
        row = self.counter.queue.at_window(self.clerk.window_id or "")
        return row.id if row is not None else None

    def leave(self) -> None:
        """Serve and finish whoever is here."""
        ticket = self.here()
        if ticket is not None:
            case = self.counter.case_desk.serve(ticket, actor=self.clerk).value
            self.counter.case_desk.finish(case, actor=self.clerk)


@pytest.fixture
def terminals(
    open_copy: Callable[[str], Counter], tmp_path: Path, centre_url: str
) -> Iterator[tuple[Terminal, Terminal]]:
    """The sixth window serves every line, at either terminal; the hall has visitors enough."""
    init_centre(centre_url, METADATA, None)
    open_copy("first").close()
    opened = []
    for name in ("first", "second"):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        join_centre(home, centre_url, name, SteppingClock(MORNING), FileSecrets(home))
        opened.append(open_counter(home, SteppingClock(MORNING + HOUR), FileSecrets(home)))
    first, second = Terminal(opened[0], 0), Terminal(opened[1], 5)
    letters = opened[0].catalogue.windows()[0].letters
    matter = next(m.id for m in opened[0].catalogue.matters() if m.letter in letters)
    for row in opened[0].queue.waiting():
        opened[0].case_desk.void(row.id, "test", actor=first.clerk)
    for _ in range(2 * ROUNDS):
        opened[0].queueing.take_number(VisitEntry(matter), actor=first.clerk)
    first.exchange()
    second.exchange()
    yield first, second
    for counter in opened:
        counter.close()


def test_in_the_same_instant_two_windows_never_get_one_visitor(
    terminals: tuple[Terminal, Terminal],
) -> None:
    rounds: list[list[str]] = []
    for _ in range(ROUNDS):
        assert terminals[0].next_up() == terminals[1].next_up(), "both want the same visitor"
        rounds.append(at_once(terminals, lambda desk, actor: desk.call_next(actor=actor)))
        for terminal in terminals:
            terminal.leave()
        hear_each_other(terminals)
    called = [ticket for got in rounds for ticket in got]
    assert any(len(got) == 2 for got in rounds), "they never met"
    assert len(called) == len(set(called))
    for terminal in terminals:
        assert [row for row in terminal.counter.conflicts.rows() if row.is_open] == []


def test_one_chosen_by_two_windows_in_the_same_instant_comes_to_one(
    terminals: tuple[Terminal, Terminal],
) -> None:
    wanted = terminals[0].next_up()
    for _ in range(TRIES):
        got = at_once(terminals, lambda desk, actor: desk.call_chosen(wanted, actor=actor))
        if got:
            break
        hear_each_other(terminals)
    assert got == [wanted]
    hear_each_other(terminals)
    assert sorted(terminal.here() or "" for terminal in terminals) == ["", wanted]
    rows = {terminal.counter.queue.ticket(wanted) for terminal in terminals}
    assert len({row.window_number for row in rows if row is not None}) == 1


@pytest.mark.parametrize("has_heard", [True, False], ids=["heard", "not heard"])
def test_whom_the_other_terminal_has_called_stays_there(
    terminals: tuple[Terminal, Terminal], has_heard: bool
) -> None:
    """Refused here where the call is known, by the centre where it is not; on purpose, too."""
    first, second = terminals
    called = surely_called(first)
    if has_heard:
        second.exchange()
    known = second.counter.queue.ticket(called.id)
    assert known is not None
    assert known.state is (TicketState.CALLED if has_heard else TicketState.WAITING)
    for on_purpose in (False, True):
        with pytest.raises(TicketTaken):
            second.counter.case_desk.call_chosen(called.id, on_purpose=on_purpose, actor=second.clerk)
    hear_each_other(terminals)
    assert (first.here(), second.here()) == (called.id, None)
    assert first.counter.case_desk.serve(called.id, actor=first.clerk).value


def at_once(
    terminals: tuple[Terminal, Terminal], call: Callable[[CaseDesk, Actor], Outcome[TicketRow]]
) -> list[str]:
    """Let both windows press in the same instant; gives whom they got."""
    together, got, faults = threading.Barrier(2), list[str](), list[Exception]()

    def press(terminal: Terminal) -> None:
        together.wait()
        try:
            got.append(call(terminal.counter.case_desk, terminal.clerk).value.id)
        except (CutOff, TicketTaken):
            return
        except Exception as fault:  # noqa: BLE001 - told by the test's own thread
            faults.append(fault)

    hands = [threading.Thread(target=press, args=(terminal,)) for terminal in terminals]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert faults == []
    return got


def surely_called(terminal: Terminal) -> TicketRow:
    for _ in range(TRIES):
        try:
            return terminal.counter.case_desk.call_next(actor=terminal.clerk).value
        except CutOff:
            terminal.exchange()
    raise AssertionError("the centre does not answer within a second")


def hear_each_other(terminals: tuple[Terminal, Terminal]) -> None:
    for terminal in (*terminals, *terminals):
        terminal.exchange()
