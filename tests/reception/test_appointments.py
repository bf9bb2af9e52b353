"""Appointments by the steps of the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.cases.closing import Rest
from app.catalogue.rules import Rules
from app.counter import Counter
from app.kernel.clock import HOUR, MINUTE, SteppingClock
from app.kernel.errors import FieldRefused, Missing, WrongStep
from app.reception.appointments import AppointmentEntry, CheckIn, suspended_until
from app.reception.refusals import AppointmentDouble, AppointmentEarly, AppointmentOtherDay, WalkInOnly
from app.reception.service import PersonEntry, VisitEntry
from app.reception.states import AppointmentState
from app.security.actors import Actor
from tests.builders import MORNING

TODAY = dt.date(2026, 11, 23)
TEN = MORNING + 78 * MINUTE + 53_000_000
"""10:00 at the hall."""


def _move_to(counter: Counter, moment: int) -> None:
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step((moment - clock.now()) / 1_000_000)


def _person(counter: Counter, clerk: Actor, name: str = "王小明") -> str:
    return counter.reception.register_person(PersonEntry(name), actor=clerk).value.id


def _book(counter: Counter, clerk: Actor, person: str, starts_at: int = TEN, which: int = 0) -> str:
    matter = counter.catalogue.matters()[which].id
    entry = AppointmentEntry(matter, starts_at, starts_at + 30 * MINUTE, person, subject="合同 登记")
    return counter.appointments.book(entry, actor=clerk).value


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Note every statement; beginning and committing are none."""
    found: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "PRAGMA")):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _check_in(counter: Counter, clerk: Actor, key: str) -> int | None:
    """Take the number of an appointment and tell when it is due."""
    row = counter.appointments.appointment(key)
    entry = VisitEntry(row.matter_id, row.person_id, appointment_id=key)
    ticket = counter.queueing.take_number(entry, actor=clerk).value.ticket_id
    return next(t.due_at for t in counter.queue.today() if t.id == ticket)


def _written(counter: Counter) -> dict[str, str]:
    """Tell what stands in the records themselves."""
    return dict(counter.store.glance("SELECT id, state FROM appointment"))


def test_what_was_agreed_is_in_todays_list(counter: Counter, clerk: Actor) -> None:
    person = _person(counter, clerk)
    later = _book(counter, clerk, person, TEN + HOUR, which=1)
    key = _book(counter, clerk, person)
    rows = counter.appointments.today()
    assert [row.id for row in rows] == [key, later]
    first = rows[0]
    assert (first.person, first.subject, first.day, first.state) == (
        "王小明",
        "合同 登记",
        TODAY,
        AppointmentState.BOOKED,
    )
    assert (first.opens_at, first.closes_at) == (TEN - 30 * MINUTE, TEN + 15 * MINUTE)
    assert counter.appointments.of_person(person) == rows
    assert counter.appointments.open_of_person(person) == rows


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (-31, CheckIn.EARLY),
        (-29, CheckIn.IN_TIME),
        (14, CheckIn.IN_TIME),
        (16, CheckIn.LATE),
        (200, CheckIn.LATE),
    ],
)
def test_who_comes_when(counter: Counter, clerk: Actor, minutes: int, expected: CheckIn) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN + minutes * MINUTE)
    assert counter.appointments.appointment(key).check_in is expected
    if expected is CheckIn.EARLY:
        waiting = counter.queue.count().waiting
        with pytest.raises(AppointmentEarly) as caught:
            _check_in(counter, clerk, key)
        assert caught.value.opens_at == TEN - 30 * MINUTE
        assert counter.queue.count().waiting == waiting
    else:
        assert _check_in(counter, clerk, key) == (TEN if expected is CheckIn.IN_TIME else None)
        row = counter.appointments.appointment(key)
        assert (row.state, row.check_in) == (AppointmentState.ARRIVED, CheckIn.CLOSED)
        with pytest.raises(WrongStep):
            _check_in(counter, clerk, key)


def test_an_appointment_is_of_its_day(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk), TEN + 24 * HOUR)
    with pytest.raises(AppointmentOtherDay) as caught:
        _check_in(counter, clerk, key)
    assert caught.value.day == TODAY + dt.timedelta(days=1)


def test_nobody_came_as_soon_as_the_time_is_over(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN + 44 * MINUTE)
    assert counter.appointments.appointment(key).state is AppointmentState.BOOKED
    assert counter.appointments.note_no_shows(actor=clerk).value == 0
    _move_to(counter, TEN + 46 * MINUTE)
    assert counter.appointments.appointment(key).state is AppointmentState.NO_SHOW
    assert counter.appointments.note_no_shows(actor=clerk).value == 1
    assert counter.appointments.note_no_shows(actor=clerk).value == 0
    # Whoever comes the same day after all waits like others, and has come.
    assert _check_in(counter, clerk, key) is None
    assert counter.appointments.appointment(key).state is AppointmentState.ARRIVED


def test_closing_the_day_notes_who_did_not_come(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN + 8 * HOUR)
    left = {row.matter_id for row in counter.closing.left_over()}
    counter.closing.close_day(dict.fromkeys(left, Rest.CARRY), actor=clerk)
    assert counter.appointments.note_no_shows(actor=clerk).value == 0
    assert counter.appointments.appointment(key).state is AppointmentState.NO_SHOW


def test_closing_the_day_writes_down_what_became_of_each(counter: Counter, clerk: Actor) -> None:
    kept, missed, late = (_book(counter, clerk, _person(counter, clerk, name)) for name in "甲乙丙")
    _move_to(counter, TEN)
    _check_in(counter, clerk, kept)
    _move_to(counter, TEN + HOUR)
    counter.appointments.note_no_shows(actor=clerk)
    _check_in(counter, clerk, late)
    assert _written(counter) == {kept: "arrived", missed: "no_show", late: "no_show"}
    assert counter.appointments.appointment(late).state is AppointmentState.ARRIVED
    left = {row.matter_id for row in counter.closing.left_over()}
    counter.closing.close_day(dict.fromkeys(left, Rest.CARRY), actor=clerk)
    assert _written(counter) == {kept: "arrived", missed: "no_show", late: "arrived"}


def test_three_times_not_kept_is_walk_in_only_for_thirty_days(counter: Counter, clerk: Actor) -> None:
    person, other = _person(counter, clerk), _person(counter, clerk, "李雷")
    keys = []
    for day in range(3):
        keys.append(_book(counter, clerk, person, TEN + day * 24 * HOUR))
        _move_to(counter, TEN + day * 24 * HOUR + 2 * HOUR)
    last = TODAY + dt.timedelta(days=2)
    with pytest.raises(WalkInOnly) as caught:
        _book(counter, clerk, person, TEN + 72 * HOUR)
    assert caught.value.until == last + dt.timedelta(days=30)
    assert counter.appointments.walk_in_only_until(person) == caught.value.until
    # A number is always to be had, and others are given appointments.
    counter.queueing.take_number(VisitEntry(counter.catalogue.matters()[0].id, person), actor=clerk)
    _book(counter, clerk, other, TEN + 72 * HOUR)
    counter.appointments.excuse(keys[1], "家中急事", actor=clerk)
    assert counter.appointments.appointment(keys[1]).state is AppointmentState.EXCUSED
    assert counter.appointments.appointment(keys[1]).note == "家中急事"
    assert counter.appointments.walk_in_only_until(person) is None
    _book(counter, clerk, person, TEN + 72 * HOUR)


def test_the_ban_ends_by_itself(counter: Counter, clerk: Actor) -> None:
    person = _person(counter, clerk)
    for day in range(3):
        _book(counter, clerk, person, TEN + day * 24 * HOUR)
    _move_to(counter, TEN + (2 + 30) * 24 * HOUR)
    assert counter.appointments.walk_in_only_until(person) == TODAY + dt.timedelta(days=32)
    _move_to(counter, TEN + (2 + 31) * 24 * HOUR)
    assert counter.appointments.walk_in_only_until(person) is None
    _book(counter, clerk, person, TEN + 42 * 24 * HOUR)


def test_records_found_to_be_one_person_count_together(counter: Counter, clerk: Actor) -> None:
    first, second = _person(counter, clerk), _person(counter, clerk, "王晓明")
    for day, person in enumerate((first, second, second)):
        _book(counter, clerk, person, TEN + day * 24 * HOUR)
    _move_to(counter, TEN + 60 * HOUR)
    assert counter.appointments.walk_in_only_until(first) is None
    counter.merging.merge_people(first, second, actor=clerk)
    assert counter.appointments.walk_in_only_until(first) is not None
    assert len(counter.appointments.of_person(first)) == 3


def test_what_was_called_off_cannot_be_checked_in(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    with pytest.raises(FieldRefused):
        counter.appointments.cancel(key, " ", actor=clerk)
    counter.appointments.cancel(key, "来电取消", actor=clerk)
    assert counter.appointments.on_day(TODAY)[0].note == "来电取消"
    _move_to(counter, TEN)
    assert counter.appointments.appointment(key).check_in is CheckIn.CLOSED
    for step in (counter.appointments.cancel, counter.appointments.excuse):
        with pytest.raises(WrongStep):
            step(key, "再次", actor=clerk)
    with pytest.raises(WrongStep):
        _check_in(counter, clerk, key)


def test_only_what_was_missed_is_excused(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    with pytest.raises(WrongStep):
        counter.appointments.excuse(key, "家中急事", actor=clerk)
    _move_to(counter, TEN + HOUR)
    counter.appointments.excuse(key, "家中急事", actor=clerk)
    assert counter.appointments.appointment(key).state is AppointmentState.EXCUSED


def test_every_day_has_its_own_list(counter: Counter, clerk: Actor) -> None:
    person, tomorrow = _person(counter, clerk), TODAY + dt.timedelta(days=1)
    key = _book(counter, clerk, person, TEN + 24 * HOUR)
    assert counter.appointments.on_day(TODAY) == ()
    assert [row.id for row in counter.appointments.on_day(tomorrow)] == [key]
    assert [row.id for row in counter.appointments.open_of_person(person)] == [key]
    counter.appointments.cancel(key, "来电取消", actor=clerk)
    assert counter.appointments.open_of_person(person) == ()
    assert [row.state for row in counter.appointments.on_day(tomorrow)] == [AppointmentState.CANCELLED]


@pytest.mark.parametrize(
    ("minutes", "which", "is_taken"),
    [(0, 1, True), (29, 1, True), (30, 1, False), (-30, 1, False), (90, 0, True), (24 * 60, 0, False)],
)
def test_nobody_is_given_two_at_once_or_one_matter_twice_a_day(
    counter: Counter, clerk: Actor, minutes: int, which: int, is_taken: bool
) -> None:
    person = _person(counter, clerk)
    first = _book(counter, clerk, person)
    second = TEN + minutes * MINUTE
    if not is_taken:
        _book(counter, clerk, person, second, which)
        return
    with pytest.raises(AppointmentDouble) as caught:
        _book(counter, clerk, person, second, which)
    assert (caught.value.starts_at, len(counter.appointments.of_person(person))) == (TEN, 1)
    _book(counter, clerk, _person(counter, clerk, "李雷"), second, which)
    counter.appointments.cancel(first, "改期", actor=clerk)
    _book(counter, clerk, person, second, which)


def test_a_closed_day_has_no_appointments_until_the_hall_says_otherwise(
    counter: Counter, clerk: Actor
) -> None:
    person, saturday = _person(counter, clerk), TODAY + dt.timedelta(days=5)
    with pytest.raises(FieldRefused) as caught:
        _book(counter, clerk, person, TEN + 5 * 24 * HOUR)
    assert (caught.value.field, caught.value.problem) == ("day", "closed_day")
    assert not counter.appointments.is_open(saturday)
    counter.calendar.import_days(f"{saturday},work,", actor=clerk)
    assert counter.appointments.is_open(saturday)
    _book(counter, clerk, person, TEN + 5 * 24 * HOUR)


def test_a_days_list_and_a_booking_cost_the_same_however_many_there_are(
    counter: Counter, clerk: Actor
) -> None:
    lists, bookings = [], []
    for _ in range(2):
        for n in range(6):
            _book(counter, clerk, _person(counter, clerk, f"王{n}"), TEN + n * MINUTE)
        person = _person(counter, clerk, "李雷")
        with _counted() as booked:
            _book(counter, clerk, person)
        with _counted() as listed:
            counter.appointments.today()
        bookings.append(len(booked))
        lists.append(len(listed))
    assert lists[0] == lists[1] <= 2
    assert bookings[0] == bookings[1] <= 8


def test_an_arrival_and_an_agreement_can_be_taken_back(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN)
    _check_in(counter, clerk, key)
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "take_number"
    row = counter.appointments.appointment(key)
    assert (row.state, row.check_in) == (AppointmentState.BOOKED, CheckIn.IN_TIME)
    back = counter.taking_back.take_back_last(actor=clerk).value
    assert (back.use_case, back.about, back.name) == ("book_appointment", "appointment", "王*明")
    assert counter.appointments.today() == ()
    with pytest.raises(Missing):
        counter.appointments.appointment(key)


def test_an_arrival_that_was_written_down_goes_with_its_visit(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN)
    _check_in(counter, clerk, key)
    taken = counter.taking_back.actions(clerk)[0]
    _move_to(counter, TEN + HOUR)
    counter.appointments.note_no_shows(actor=clerk)
    assert _written(counter) == {key: "arrived"}
    counter.taking_back.take_back(taken.txn, actor=clerk)
    assert counter.appointments.appointment(key).state is AppointmentState.NO_SHOW
    assert _check_in(counter, clerk, key) is None
    assert counter.appointments.appointment(key).state is AppointmentState.ARRIVED


def test_an_arrival_that_is_done_again_finds_the_place_taken(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN)
    _check_in(counter, clerk, key)
    back = counter.taking_back.take_back_last(actor=clerk).value
    _check_in(counter, clerk, key)
    with pytest.raises(WrongStep):
        counter.taking_back.take_back(back.txn, actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    assert counter.taking_back.take_back(back.txn, actor=clerk).value.is_again
    assert counter.appointments.appointment(key).state is AppointmentState.ARRIVED


def test_what_was_called_off_meanwhile_is_not_arrived_at_again(counter: Counter, clerk: Actor) -> None:
    key = _book(counter, clerk, _person(counter, clerk))
    _move_to(counter, TEN)
    _check_in(counter, clerk, key)
    with pytest.raises(WrongStep):
        counter.appointments.cancel(key, "来电取消", actor=clerk)
    back = counter.taking_back.take_back_last(actor=clerk).value
    cancelled = counter.appointments.cancel(key, "来电取消", actor=clerk)
    with pytest.raises(WrongStep):
        counter.taking_back.take_back(back.txn, actor=clerk)
    restored = counter.taking_back.take_back(cancelled.txn or "", actor=clerk).value
    _check_in(counter, clerk, key)
    with pytest.raises(WrongStep):
        counter.taking_back.take_back(restored.txn, actor=clerk)
    assert counter.appointments.appointment(key).state is AppointmentState.ARRIVED


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("person", {"person_id": None}),
        ("starts_at", {"starts_at": MORNING - HOUR, "ends_at": TEN}),
        ("ends_at", {"ends_at": TEN}),
        ("ends_at", {"ends_at": TEN + 24 * HOUR}),
        ("party_size", {"party_size": 0}),
    ],
)
def test_what_cannot_be_agreed_on(
    counter: Counter, clerk: Actor, field: str, change: dict[str, int | None]
) -> None:
    usual = {
        "matter_id": counter.catalogue.matters()[0].id,
        "starts_at": TEN,
        "ends_at": TEN + HOUR,
        "person_id": _person(counter, clerk),
    }
    with pytest.raises(FieldRefused) as caught:
        counter.appointments.book(AppointmentEntry(**(usual | change)), actor=clerk)
    assert caught.value.field == field
    assert counter.appointments.today() == ()


def test_a_code_of_the_website_finds_who_is_expected_today(counter: Counter, clerk: Actor) -> None:
    person = _person(counter, clerk)
    key = _book(counter, clerk, person)
    with counter.store.rewrite() as connection:
        connection.execute("UPDATE appointment SET code = 'K7P2' WHERE id = ?", (key,))
    assert [hit.key for hit in counter.people.find(" k7p2 ")] == [person]
    assert counter.people.find("K7P3") == ()
    _move_to(counter, TEN + 24 * HOUR)
    assert counter.people.find("K7P2") == ()


DAYS = st.lists(st.integers(0, 400).map(lambda n: TODAY + dt.timedelta(days=n)), max_size=12)


@given(DAYS, st.integers(1, 5), st.integers(1, 120), st.integers(1, 60))
def test_the_ban_follows_from_any_run_of_missed_days(
    days: list[dt.date], often: int, within: int, lasting: int
) -> None:
    rules = Rules(no_shows=often, no_show_days=within, walk_in_only_days=lasting)
    # Counted again the long way: each day, how many of the days before it lie within the limit.
    bans = [day for day in days if sum(0 <= (day - other).days < within for other in days) >= often]
    expected = max(bans) + dt.timedelta(days=lasting) if bans else None
    assert suspended_until(days, rules) == expected


def test_a_hall_may_never_ban(counter: Counter) -> None:
    assert suspended_until([TODAY] * 9, Rules(no_shows=0)) is None
