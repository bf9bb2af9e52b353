"""The work of the desk (table T12): what was done when, how long decisions took, which limits passed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import WorkingDays, official_day
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.registration.counting import Span
from app.registration.states import HistoryKind
from app.registration.workload import CaseHistory, Deeds, Happened, deeds_of, workload
from app.security.actors import Actor
from tests.registration.filled import all_criteria, complete, in_review, registered

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NOTHING = WorkingDays(official_day)
TODAY = date(2026, 12, 31)
K = HistoryKind


def told(*happened: Happened, profile: str = "draft2024", today: date = TODAY) -> Deeds:
    return sum((done for _, done in deeds_of(CaseHistory(profile, happened), NOTHING, today)), Deeds())


ACCEPTED = Happened(K.ACCEPTED, date(2026, 11, 2), 15, date(2026, 11, 23))


def test_a_decision_is_counted_with_its_working_days() -> None:
    done = told(ACCEPTED, Happened(K.REVIEW, date(2026, 11, 3)), Happened(K.REGISTERED, date(2026, 11, 23)))
    assert done == Deeds(accepted=1, registered=1, decided=1, working_days=15)
    late = told(ACCEPTED, Happened(K.REFUSED, date(2026, 11, 24)))
    assert late == Deeds(accepted=1, refused=1, decided=1, working_days=16, late=1)


def test_experts_have_the_longer_limit() -> None:
    expert = Happened(K.EXPERT, date(2026, 11, 4), 30)
    done = told(ACCEPTED, expert, Happened(K.REGISTERED, date(2026, 12, 14)))
    assert (done.late, done.working_days) == (0, 30)
    assert told(ACCEPTED, expert, Happened(K.REGISTERED, date(2026, 12, 15))).late == 1


def test_a_notice_stops_the_limit_and_completing_begins_it_anew() -> None:
    again = Happened(K.ACCEPTED, date(2026, 12, 1), 15, date(2026, 12, 22))
    notice = Happened(K.NOTICE, date(2026, 11, 10))
    done = told(ACCEPTED, notice, again, Happened(K.REGISTERED, date(2026, 12, 2)))
    assert done == Deeds(accepted=2, notices=1, registered=1, decided=1, working_days=1)
    assert told(ACCEPTED, notice).late == 0
    assert told(ACCEPTED, Happened(K.NOTICE, date(2026, 11, 30))).late == 1


def test_a_case_that_waits_beyond_its_limit_is_late_on_its_last_day() -> None:
    case = CaseHistory("draft2024", (ACCEPTED,))
    assert told(ACCEPTED, today=date(2026, 11, 23)).late == 0
    assert dict(deeds_of(case, NOTHING, TODAY))[date(2026, 11, 23)] == Deeds(late=1)


def test_a_refused_case_that_is_taken_up_again_has_a_limit_again() -> None:
    refused, again = Happened(K.REFUSED, date(2026, 11, 5)), Happened(K.REVIEW, date(2026, 11, 30))
    done = told(ACCEPTED, refused, again, Happened(K.REGISTERED, date(2026, 12, 1)))
    assert done == Deeds(accepted=1, refused=1, registered=1, decided=2, working_days=4)


@given(st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(K)), max_size=20))
def test_no_history_breaks_it_and_months_hold_everything(events: list[tuple[date, HistoryKind]]) -> None:
    happened = tuple(Happened(kind, day, 15, day) for day, kind in sorted(events))
    found = workload(Span(*YEAR), [CaseHistory("draft2024", happened)], NOTHING, TODAY)
    assert sum((line.now for line in found.lines), Deeds()) == found.total.now
    assert sum((line.before for line in found.lines), Deeds()) == found.total.before
    accepted = [day.year for day, kind in events if kind is K.ACCEPTED]
    assert found.total.now.accepted == accepted.count(2026)
    assert found.total.before.accepted == accepted.count(2025)
    assert found.total.now.decided >= 0 and found.total.now.late <= len(events)


def test_the_desk_is_counted_from_what_it_did(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    registered(counter, clerk)
    key = in_review(counter, clerk)
    noticed = complete(counter, clerk)
    desk.intake.give_notice(noticed, ("R09",), "缺少承诺书", actor=clerk)
    clock.step(3 * 86_400)
    desk.deciding.refuse(key, ("R02",), "承揽合同", actor=clerk)
    waiting = complete(counter, clerk, "draft2024")
    desk.intake.accept(waiting, actor=clerk)
    clock.step(40 * 86_400)
    found = desk.statistics.workload(date(2026, 11, 1), date(2027, 1, 31))
    assert [line.key for line in found.lines] == ["2026-11", "2026-12"]
    november, december = (line.now for line in found.lines)
    assert november == Deeds(3, 1, 1, 1, 0, 2, 3)
    assert (december.late, found.total.now.mean_days()) == (1, "1.5")
    desk.deciding.begin_review(waiting, actor=clerk)
    desk.deciding.register(waiting, 120_000_000, all_criteria(), "", actor=clerk)
    again = desk.statistics.workload(date(2027, 11, 1), date(2027, 11, 30))
    assert (again.total.now, again.total.before) == (Deeds(), november)


@pytest.mark.parametrize(("done", "shown"), [(Deeds(), "\u2014"), (Deeds(decided=3, working_days=10), "3.3")])
def test_the_mean_is_told_with_one_decimal(done: Deeds, shown: str) -> None:
    assert done.mean_days() == shown
