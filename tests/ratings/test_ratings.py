"""Ratings: voluntary, one per case, bad ones handled in working days, and figures that hide nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.counter import Counter
from app.kernel.clock import SteppingClock, moment_of
from app.kernel.errors import FieldRefused, Forbidden, Missing, WrongStep
from app.ratings.options import option_list
from app.ratings.refusals import CaseNotOver, ExtendedAlready, NotAnswered, RatedAlready, RatingTooLate
from app.ratings.states import TASK_STEPS, Due, SaidBy, TaskState
from app.reception.service import VisitEntry
from app.security.actors import Actor, Role
from tests.builders import ZONE

TODAY = dt.date(2026, 11, 23)  # a Monday


def a_case(counter: Counter, clerk: Actor, *, is_closed: bool = True) -> str:
    """A visitor called, served and, usually, done."""
    a_visitor(counter, clerk)
    called = counter.case_desk.call_next(actor=clerk).value
    case_id = counter.case_desk.serve(called.id, actor=clerk).value
    if is_closed:
        counter.case_desk.finish(case_id, actor=clerk)
    return case_id


def a_bad_one(counter: Counter, clerk: Actor, level: int = 1) -> str:
    """A badly rated case; gives the task's key."""
    case_id = a_case(counter, clerk)
    counter.ratings.rate(case_id, level, ["b8"], SaidBy.SCREEN)
    return next(row.id for row in counter.ratings_view.tasks() if row.case_id == case_id)


def a_visitor(counter: Counter, clerk: Actor) -> None:
    """Somebody takes a number for window 1."""
    matter = next(m for m in counter.catalogue.matters() if m.letter == "A")
    counter.queueing.take_number(VisitEntry(matter.id), actor=clerk)


def at(counter: Counter, day: str, hour: int = 9) -> None:
    """Move the hall's clock to a day."""
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    wanted = moment_of(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour)), ZONE)
    clock.step((wanted - clock.now()) / 1_000_000)


def test_a_case_is_rated_once_and_only_when_it_is_over(counter: Counter, clerk: Actor) -> None:
    case_id = a_case(counter, clerk, is_closed=False)
    assert counter.ratings_view.request(case_id) is None
    with pytest.raises(CaseNotOver):
        counter.ratings.rate(case_id, 5, [], SaidBy.SCREEN)
    counter.case_desk.finish(case_id, actor=clerk)
    request = counter.ratings_view.request(case_id)
    assert request is not None and request.staff is not None
    assert (request.window_number, request.staff.name) == (1, clerk.name)
    counter.ratings.rate(case_id, 5, ["g1"], SaidBy.SCREEN)
    assert counter.ratings_view.request(case_id) is None
    with pytest.raises(RatedAlready) as refused:
        counter.ratings.rate(case_id, 1, [], SaidBy.SLIP)
    assert refused.value.level == 5
    assert counter.ratings_view.tasks() == ()


def test_the_slip_leads_to_every_case_of_the_visit_that_is_not_rated(counter: Counter, clerk: Actor) -> None:
    case_id = a_case(counter, clerk)
    visit_id = counter.cases.of_visit(_visit_of(counter, case_id))[0].visit_id
    assert [r.case_id for r in counter.ratings_view.of_visit(visit_id)] == [case_id]
    counter.ratings.rate(case_id, 4, [], SaidBy.SLIP)
    assert counter.ratings_view.of_visit(visit_id) == ()
    assert counter.ratings_view.of_visit("no such visit") == ()


def test_after_some_days_a_visit_is_not_rated_any_more(counter: Counter, clerk: Actor) -> None:
    case_id = a_case(counter, clerk)
    at(counter, "2026-12-01")
    assert counter.ratings_view.request(case_id) is None
    with pytest.raises(RatingTooLate) as refused:
        counter.ratings.rate(case_id, 5, [], SaidBy.SLIP)
    assert refused.value.days == 7


@pytest.mark.parametrize(("level", "options"), [(0, []), (6, []), (5, ["b1"]), (2, ["g1"]), (1, ["x"])])
def test_levels_and_options_are_those_of_the_national_list(
    counter: Counter, clerk: Actor, level: int, options: list[str]
) -> None:
    case_id = a_case(counter, clerk)
    with pytest.raises(FieldRefused):
        counter.ratings.rate(case_id, level, options, SaidBy.SCREEN)
    assert counter.ratings_view.request(case_id) is not None


def test_the_list_has_five_levels_with_options_and_a_version() -> None:
    found = option_list()
    assert [level.value for level in found.levels] == [5, 4, 3, 2, 1]
    assert found.version and all(level.options for level in found.levels)
    assert found.texts(1, ["b8", "older"])[1] == "older"


def test_a_case_nobody_knows_is_refused(counter: Counter) -> None:
    with pytest.raises(Missing):
        counter.ratings.rate("no such case", 5, [], SaidBy.SCREEN)


def test_a_bad_rating_opens_a_task_with_two_deadlines_in_working_days(counter: Counter, clerk: Actor) -> None:
    counter.ratings_view.tasks()
    task_id = a_bad_one(counter, clerk)
    row = counter.ratings_view.task(task_id).row
    assert (row.state, row.level, row.due) == (TaskState.UNASSIGNED, 1, Due.IN_TIME)
    assert row.contact_by.day == dt.date(2026, 11, 24)
    assert row.settle_by.day == dt.date(2026, 12, 14)
    assert row.due_by == row.contact_by and row.contact_by.is_sure


@pytest.mark.parametrize(
    ("day", "contact", "settle"),
    [
        # Spring Festival 2027 by an imported list; Saturday the 20th is worked.
        ("2027-02-04", "2027-02-15", "2027-03-04"),
        # National Day 2027, of which only weekends are known here.
        ("2027-09-30", "2027-10-01", "2027-10-21"),
    ],
)
def test_the_deadlines_pass_over_the_days_of_rest_that_are_known(
    counter: Counter, clerk: Actor, day: str, contact: str, settle: str
) -> None:
    if day.startswith("2027-02"):
        rest = "\n".join(f"2027-02-{d:02d},rest" for d in range(5, 15))
        counter.calendar.import_days(rest + "\n2027-02-20,work", actor=clerk)
    at(counter, day)
    row = counter.ratings_view.task(a_bad_one(counter, clerk)).row
    assert row.contact_by.day == dt.date.fromisoformat(contact)
    assert row.settle_by.day == dt.date.fromisoformat(settle)
    assert row.contact_by.is_sure is day.startswith("2027-02")


def test_a_task_is_walked_from_assigning_to_settling(counter: Counter, clerk: Actor) -> None:
    task_id = a_bad_one(counter, clerk)
    view = counter.ratings_view
    with pytest.raises(WrongStep):
        counter.ratings.note_contact(task_id, "too early", was_reached=True, actor=clerk)
    counter.ratings.assign(task_id, clerk.staff_id, actor=clerk)
    counter.ratings.note_contact(task_id, "nobody answers", was_reached=False, actor=clerk)
    assert view.task(task_id).row.state is TaskState.TO_CONTACT
    counter.ratings.note_contact(task_id, "was sent away twice", was_reached=True, actor=clerk)
    assert view.task(task_id).row.state is TaskState.MENDING
    assert view.task(task_id).row.due_by == view.task(task_id).row.settle_by
    with pytest.raises(WrongStep):
        counter.ratings.settle(task_id, actor=clerk)
    counter.ratings.answer(task_id, "list of papers is given at once", actor=clerk)
    counter.ratings.settle(task_id, actor=clerk)
    card = view.task(task_id)
    assert (card.row.state, card.row.due) == (TaskState.SETTLED, Due.NONE)
    assert [c.was_reached for c in card.contacts] == [False, True]
    assert card.row.given_to == clerk.name and view.tasks() == ()
    assert len(view.tasks(is_open=False)) == 1


def test_a_passed_deadline_is_late_also_on_a_day_of_rest(counter: Counter, clerk: Actor) -> None:
    task_id = a_bad_one(counter, clerk)
    at(counter, "2026-11-24", hour=23)
    assert counter.ratings_view.task(task_id).row.due is Due.TODAY
    at(counter, "2026-11-28")
    row = counter.ratings_view.task(task_id).row
    assert (row.due, row.days_left) == (Due.LATE, -3)


def test_a_deadline_is_put_off_once_with_a_reason(counter: Counter, clerk: Actor) -> None:
    task_id = a_bad_one(counter, clerk)
    counter.ratings.assign(task_id, clerk.staff_id, actor=clerk)
    for days, reason in ((0, "why"), (16, "why"), (5, "  ")):
        with pytest.raises(FieldRefused):
            counter.ratings.extend(task_id, days, reason, actor=clerk)
    counter.ratings.extend(task_id, 5, "an expert has to be heard", actor=clerk)
    row = counter.ratings_view.task(task_id).row
    assert row.is_extended and row.settle_by.day == dt.date(2026, 12, 21)
    assert row.contact_by.day == dt.date(2026, 11, 24)
    with pytest.raises(ExtendedAlready):
        counter.ratings.extend(task_id, 5, "again", actor=clerk)


def test_deadlines_follow_a_holiday_list_that_comes_later(counter: Counter, clerk: Actor) -> None:
    task_id = a_bad_one(counter, clerk)
    counter.calendar.import_days("2026-11-24,rest,hall closed", actor=clerk)
    assert counter.ratings_view.task(task_id).row.contact_by.day == dt.date(2026, 11, 25)


def test_a_follow_up_rating_comes_once_after_the_answer_and_the_first_stands(
    counter: Counter, clerk: Actor
) -> None:
    task_id = a_bad_one(counter, clerk)
    case_id = counter.ratings_view.task(task_id).row.case_id
    with pytest.raises(NotAnswered):
        counter.ratings.rate_again(case_id, 5, [])
    counter.ratings.assign(task_id, clerk.staff_id, actor=clerk)
    counter.ratings.note_contact(task_id, "heard", was_reached=True, actor=clerk)
    counter.ratings.answer(task_id, "mended", actor=clerk)
    request = counter.ratings_view.request(case_id)
    assert request is not None and request.is_follow_up
    counter.ratings.rate_again(case_id, 2, ["b8"])
    card = counter.ratings_view.task(task_id)
    assert card.row.state is TaskState.MENDING and card.row.level == 1
    assert [level for _, level in card.follow_ups] == [2]
    counter.ratings.answer(task_id, "mended better", actor=clerk)
    assert counter.ratings_view.request(case_id) is None
    with pytest.raises(NotAnswered):
        counter.ratings.rate_again(case_id, 5, [])


def test_figures_count_rated_ones_only_and_say_how_many_were_not(counter: Counter, clerk: Actor) -> None:
    cases = [a_case(counter, clerk) for _ in range(4)]
    nothing = counter.ratings_view.satisfaction(TODAY, TODAY)
    assert (nothing.rated, nothing.unrated, nothing.per_mille) == (0, 4, None)
    counter.ratings.rate(cases[0], 5, [], SaidBy.SCREEN)
    counter.ratings.rate(cases[1], 3, [], SaidBy.SCREEN)
    counter.ratings.rate(cases[2], 2, [], SaidBy.SLIP)
    found = counter.ratings_view.satisfaction(TODAY, TODAY)
    assert (found.rated, found.unrated, found.per_mille) == (3, 1, 666)
    task_id = counter.ratings_view.tasks()[0].id
    counter.ratings.assign(task_id, clerk.staff_id, actor=clerk)
    with pytest.raises(FieldRefused):
        counter.ratings.set_aside(task_id, TaskState.SETTLED, "no", actor=clerk)
    counter.ratings.set_aside(task_id, TaskState.MISTAKEN, "pressed the wrong one", actor=clerk)
    found = counter.ratings_view.satisfaction(TODAY, TODAY)
    assert (found.rated, found.unrated, found.set_aside, found.per_mille) == (2, 1, 1, 1000)
    before = TODAY - dt.timedelta(days=1)
    assert counter.ratings_view.satisfaction(before, before).unrated == 0


def test_a_clerk_has_no_hand_in_ratings(counter: Counter, clerk: Actor) -> None:
    task_id = a_bad_one(counter, clerk)
    plain = Actor("s", "s", "s", Role.REGISTRAR)
    for wish in (
        lambda: counter.ratings.assign(task_id, "s", actor=plain),
        lambda: counter.ratings.set_aside(task_id, TaskState.UNFOUNDED, "x", actor=plain),
        lambda: counter.ratings.settle(task_id, actor=plain),
    ):
        with pytest.raises(Forbidden):
            wish()


@given(st.lists(st.sampled_from(["assign", "reach", "miss", "answer", "settle", "aside"]), max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_is_tried_a_task_takes_only_steps_of_its_table(
    counter: Counter, clerk: Actor, tries: list[str]
) -> None:
    task_id = a_bad_one(counter, clerk)
    desk = counter.ratings
    state = TaskState.UNASSIGNED
    for name in tries:
        wishes = {
            "assign": lambda: desk.assign(task_id, clerk.staff_id, actor=clerk),
            "reach": lambda: desk.note_contact(task_id, "n", was_reached=True, actor=clerk),
            "miss": lambda: desk.note_contact(task_id, "n", was_reached=False, actor=clerk),
            "answer": lambda: desk.answer(task_id, "a", actor=clerk),
            "settle": lambda: desk.settle(task_id, actor=clerk),
            "aside": lambda: desk.set_aside(task_id, TaskState.UNFOUNDED, "r", actor=clerk),
        }
        try:
            wishes[name]()
        except WrongStep:
            assert counter.ratings_view.task(task_id).row.state is state
        after = counter.ratings_view.task(task_id).row.state
        assert after is state or after in TASK_STEPS.allowed(state)
        state = after


def _visit_of(counter: Counter, case_id: str) -> str:
    with counter.store.look() as session:
        text = "SELECT visit_id FROM 'case' WHERE id = ?"
        return session.connection().exec_driver_sql(text, (case_id,)).scalar_one()
