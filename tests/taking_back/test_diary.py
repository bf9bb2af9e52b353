"""The day as it is remembered is the day as it stands in the store, whatever happened in between."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.cases.service import CaseDesk
from app.counter import Counter
from app.kernel.changes import ChangeSet
from app.kernel.clock import SteppingClock
from app.kernel.confirm import Confirmation, Verdict
from app.kernel.errors import Refusal
from app.queueing.states import Suspension
from app.reception.service import PersonEntry, VisitEntry
from app.security.actors import Actor
from app.taking_back.day import Day, Done, read_entries
from app.taking_back.diary import Diary
from tests.conftest import Opener
from tests.refused import refuse_last
from tests.taking_back.states import live_rows

OVERTAKEN = {"code": "40001", "table": "ticket", "reason": "overtaken"}
HOURS_24 = 24 * 3600


class _CutOff:
    """A centre nobody can ask."""

    def ask(self, txn: str) -> Confirmation:
        return Confirmation(Verdict.OFFLINE)

    def number(self, series: str, day: str) -> int | None:
        return None


@pytest.fixture
def diary(counter: Counter) -> Diary:
    """A diary that was opened in the morning."""
    return Diary(counter.store, counter.settings.zone)


def _step(counter: Counter, seconds: float) -> None:
    assert isinstance(counter.store.clock, SteppingClock)
    counter.store.clock.step(seconds)


def _remembered(counter: Counter, diary: Diary) -> list[str]:
    """Name what was done, newest first, once the day was compared with the day as another would read it."""
    fresh, now = Diary(counter.store, counter.settings.zone), counter.store.clock.now()
    with counter.store.look() as session:
        day = diary.today(session, now)
        assert _told(day) == _told(fresh.today(session, now))
    return [entry.use_case for entry in day.newest_first()]


def _told(day: Day) -> list[tuple[Done, Done | None, Done | None]]:
    return [(e, day.taken_back_by(e), day.built_upon_by(e)) for e in day.newest_first()]


def _work(counter: Counter, clerk: Actor) -> None:
    desk = counter.case_desk
    called = desk.call_next(actor=clerk).value
    case = desk.serve(called.id, actor=clerk).value
    desk.note(case, "两份", actor=clerk)
    desk.suspend(case, Suspension.AWAY, actor=clerk)
    counter.reception.register_person(PersonEntry("王小明"), actor=clerk)


def test_what_is_heard_is_what_would_be_read(counter: Counter, clerk: Actor, diary: Diary) -> None:
    _work(counter, clerk)
    back = counter.taking_back.take_back_last(actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    counter.taking_back.take_back(back.txn or "", actor=clerk)
    named = _remembered(counter, diary)
    assert named[:5] == ["take_back"] * 3 + ["register_person", "suspend"]


def test_the_last_deed_of_a_long_day_is_found_without_reading_the_day() -> None:
    def done(seq: int, *changes: dict[str, str]) -> Done:
        return Done(seq, f"txn-{seq}", "serve", "clerk", seq, changes)

    day = Day([done(1, {"what": "nobody can read"}), done(2)])
    last = next(day.newest_first())
    assert (last.seq, day.taken_back_by(last), day.built_upon_by(last)) == (2, None, None)
    with pytest.raises(KeyError):
        list(day.newest_first())


def test_what_was_refused_here_is_not_heard(counter: Counter, clerk: Actor, diary: Diary) -> None:
    before = _remembered(counter, diary)
    with pytest.raises(Refusal):
        counter.case_desk.serve(counter.queue.waiting()[0].id, actor=clerk)
    assert _remembered(counter, diary) == before


def test_a_call_nobody_heard_of_never_was(counter: Counter, clerk: Actor, diary: Diary) -> None:
    cut_off = CaseDesk(counter.store, _CutOff(), counter.hall_parts)
    with suppress(Refusal):
        cut_off.call_next(actor=clerk)
    with counter.store.look() as session:
        assert {"call_next", "undo_call"} <= {entry.use_case for entry in read_entries(session, 0)}
    assert {"call_next", "undo_call"}.isdisjoint(_remembered(counter, diary))


def test_what_the_centre_refused_is_passed_over(counter: Counter, clerk: Actor, diary: Diary) -> None:
    counter.reception.register_person(PersonEntry("王小明"), actor=clerk)
    counter.case_desk.call_next(actor=clerk)
    refuse_last(counter.store, OVERTAKEN)
    counter.store.announce(ChangeSet(frozenset({("outbox", "*")})))
    _remembered(counter, diary)
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "register_person"


def test_what_the_centre_refused_is_passed_over_though_nobody_said_so(counter: Counter, clerk: Actor) -> None:
    counter.reception.register_person(PersonEntry("王小明"), actor=clerk)
    counter.case_desk.call_next(actor=clerk)
    refuse_last(counter.store, OVERTAKEN)
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "register_person"


def test_what_stands_again_since_the_centre_refused_its_taking_back_is_the_last_one(
    counter: Counter, clerk: Actor
) -> None:
    first = counter.reception.register_person(PersonEntry("王小明"), actor=clerk).value.id
    counter.reception.register_person(PersonEntry("李小红"), actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    refuse_last(counter.store, OVERTAKEN | {"table": "person"})
    assert counter.taking_back.take_back_last(actor=clerk).value.name == "李*红"
    assert counter.people.person(first).name == "王小明"


def test_what_another_program_did_with_the_same_file_is_known(open_copy: Opener, clerk: Actor) -> None:
    here, there = open_copy(), open_copy()
    before = live_rows(here.store)
    there.case_desk.call_next(actor=clerk)
    assert here.taking_back.take_back_last(actor=clerk).value.use_case == "call_next"
    assert live_rows(here.store) == before


def test_a_day_that_began_meanwhile_is_a_day_of_its_own(counter: Counter, clerk: Actor, diary: Diary) -> None:
    _work(counter, clerk)
    _step(counter, HOURS_24)
    assert _remembered(counter, diary) == []
    counter.queueing.take_number(VisitEntry(counter.catalogue.matters()[0].id), actor=clerk)
    assert _remembered(counter, diary) == ["take_number"]


def test_a_clock_set_back_over_midnight_hides_nothing(counter: Counter, clerk: Actor, diary: Diary) -> None:
    _work(counter, clerk)
    _step(counter, HOURS_24)
    counter.queueing.take_number(VisitEntry(counter.catalogue.matters()[0].id), actor=clerk)
    assert _remembered(counter, diary) == ["take_number"]
    _step(counter, -HOURS_24)
    counter.reception.register_person(PersonEntry("李小红"), actor=clerk)
    named = _remembered(counter, diary)
    assert named[:3] == ["register_person", "take_number", "register_person"]
