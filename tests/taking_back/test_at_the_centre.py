"""Two terminals and a real PostgreSQL: what one takes back, the other sees; what another changed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.cases.states import CaseState
from app.counter import Counter, open_counter
from app.joining import join_centre
from app.kernel.clock import HOUR, SteppingClock
from app.kernel.confirm import Confirmation, Verdict
from app.queueing.refusals import CutOff
from app.queueing.rows import TicketRow
from app.reception.service import VisitEntry
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.sync.enrolment import init_centre
from app.sync.states import ConflictKind
from app.taking_back.refusals import BuiltUpon, CentreKeepsIt
from app.taking_back.service import TakingBack
from tests.builders import MORNING, PASSWORD
from tests.taking_back.states import live_rows

pytestmark = pytest.mark.centre
TRIES = 5


@pytest.fixture
def terminals(
    open_copy: Callable[[str], Counter], tmp_path: Path, centre_url: str
) -> Iterator[tuple[Counter, Counter]]:
    """The terminal where the hall was founded, and one that took it over."""
    init_centre(centre_url, METADATA, None)
    first = open_copy("first")
    first.close()
    opened = []
    for name in ("first", "second"):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        join_centre(home, centre_url, name, SteppingClock(MORNING), FileSecrets(home))
        opened.append(open_counter(home, SteppingClock(MORNING + HOUR), FileSecrets(home)))
    yield opened[0], opened[1]
    for counter in opened:
        counter.close()


def _called(counter: Counter, clerk: Actor) -> TicketRow:
    """Call the next; a busy machine may not reach the centre within the second that F2 gives it."""
    for _ in range(TRIES):
        _run(counter)
        try:
            return counter.case_desk.call_next(actor=clerk).value
        except CutOff:
            continue
    raise AssertionError("the centre does not answer within a second")


def _run(counter: Counter) -> None:
    assert counter.link is not None
    counter.link.exchange.run()


def _clerk(counter: Counter, window: int) -> Actor:
    return counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[window].id).value


class _CutOff:
    """A centre nobody can ask."""

    def ask(self, txn: str) -> Confirmation:
        return Confirmation(Verdict.OFFLINE)

    def number(self, series: str, day: str) -> int | None:
        return None


def test_what_is_taken_back_here_is_as_before_there(terminals: tuple[Counter, Counter]) -> None:
    first, second = terminals
    clerk = _clerk(first, 0)
    for matter in (0, 1, 0):
        entry = VisitEntry(first.catalogue.matters()[matter].id)
        first.queueing.take_number(entry, actor=clerk)
    _run(first)
    _run(second)
    morning = {key: row | {"version": None} for key, row in live_rows(second.store).items()}
    called = _called(first, clerk)
    case = first.case_desk.serve(called.id, actor=clerk).value
    first.case_desk.finish(case, actor=clerk)
    _called(first, clerk)
    verdicts = [first.taking_back.take_back_last(actor=clerk).confirmation.verdict for _ in range(4)]
    assert verdicts == [Verdict.CONFIRMED] * 4
    _run(second)
    after = {key: row | {"version": None} for key, row in live_rows(second.store).items()}
    assert after == morning


def test_a_visitor_who_was_put_back_is_called_by_the_other_window(terminals: tuple[Counter, Counter]) -> None:
    first, second = terminals
    clerk, other = _clerk(first, 0), _clerk(second, 1)
    _run(second)
    called = _called(first, clerk)
    back = first.taking_back.take_back_last(actor=clerk).value
    _run(second)
    assert second.case_desk.call_chosen(called.id, actor=other).confirmation.verdict is Verdict.CONFIRMED
    # The first has not heard of it: the centre has.
    with pytest.raises(CentreKeepsIt) as caught:
        first.taking_back.take_back(back.txn, actor=clerk)
    assert caught.value.use_case == "call_next"
    rows = {row.id: row for row in first.queue.today()}
    assert rows[called.id].window_number == 2
    # Now it has, and says so by itself.
    with pytest.raises(BuiltUpon) as again:
        first.taking_back.take_back(back.txn, actor=clerk)
    assert again.value.later == ""


def test_what_another_terminal_wrote_beside_it_stays(terminals: tuple[Counter, Counter]) -> None:
    first, second = terminals
    clerk, other = _clerk(first, 0), _clerk(second, 1)
    called = _called(first, clerk)
    case = first.case_desk.serve(called.id, actor=clerk).value
    first.case_desk.finish(case, actor=clerk)
    _run(first)
    _run(second)
    second.case_desk.note(case, "对方补充", actor=other)
    _run(second)
    assert first.taking_back.take_back_last(actor=clerk).confirmation.verdict is Verdict.CONFIRMED
    for counter in (first, second):
        _run(counter)
        found = counter.cases.of_ticket(called.id)
        assert found is not None
        assert (found.state, found.notes) == (CaseState.OPEN, "对方补充")


def test_taken_back_while_cut_off_and_refused_later_shows_what_the_centre_has(
    terminals: tuple[Counter, Counter],
) -> None:
    first, second = terminals
    clerk, other = _clerk(first, 0), _clerk(second, 1)
    called = _called(first, clerk)
    missed = first.case_desk.miss(called.id, actor=clerk)
    _run(first)
    _run(second)
    second.case_desk.bring_back(called.id, actor=other)
    _run(second)
    cut_off = TakingBack(first.store, _CutOff(), first.settings.zone, {})
    assert cut_off.take_back(missed.txn or "", actor=clerk).confirmation.verdict is Verdict.OFFLINE
    assert first.queue.at_window(clerk.window_id or "") is not None
    _run(first)
    assert first.queue.at_window(clerk.window_id or "") is None
    assert called.id in {row.id for row in first.queue.waiting()}
    assert [row.kind for row in first.conflicts.rows()] == [ConflictKind.REFUSED]
    # It never was: the missing can be told from what was not taken back.
    assert first.taking_back.actions(clerk)[0].taken_back_by is None
