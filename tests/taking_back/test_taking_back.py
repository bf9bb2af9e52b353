"""Every action of the day and its way back, through the doors a clerk uses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.cases.closing import Rest
from app.counter import Counter
from app.kernel.clock import DAY, MINUTE, SteppingClock
from app.kernel.confirm import Confirmation, Verdict
from app.kernel.periods import Period
from app.queueing.queries import TicketRow
from app.queueing.refusals import WindowBusy
from app.queueing.states import Spoken, Suspension
from app.reception.documents import DocumentKind
from app.reception.service import PersonEntry, VisitEntry
from app.rooms.entries import BookingEntry
from app.rooms.refusals import RoomTaken
from app.rooms.states import Purpose
from app.security.actors import Actor, Role
from app.storage.outbox import OutboxEntry
from app.storage.spool import Printing, PrintJob
from app.storage.trail import AuditEntry, first_broken_link
from app.taking_back.refusals import (
    BuiltUpon,
    CentreKeepsIt,
    NothingToTakeBack,
    NotRegrettable,
    NotToday,
    TakenBackAlready,
)
from app.taking_back.service import Hindrance, TakingBack
from tests.taking_back.states import live_rows
from ui import wording


def _take(counter: Counter, clerk: Actor, matter: int = 0, person_id: str | None = None) -> str:
    matter_id = counter.catalogue.matters()[matter].id
    return counter.queueing.take_number(VisitEntry(matter_id, person_id), actor=clerk).value.ticket_id


def _ticket(counter: Counter, key: str) -> TicketRow | None:
    return next((row for row in counter.queue.today() if row.id == key), None)


def _step(counter: Counter, seconds: float) -> None:
    assert isinstance(counter.store.clock, SteppingClock)
    counter.store.clock.step(seconds)


def _jobs(counter: Counter, ticket_id: str) -> list[PrintJob]:
    query = select(PrintJob).where(PrintJob.subject == f"ticket:{ticket_id}").order_by(PrintJob.made_at)
    with counter.store.look() as session:
        return list(session.execute(query).scalars())


def test_a_wrong_call_leaves_the_visitor_where_she_was(counter: Counter, clerk: Actor) -> None:
    before = [row.id for row in counter.queue.waiting()]
    rows = live_rows(counter.store)
    called = counter.case_desk.call_next(actor=clerk).value
    assert [line.number for line in counter.queue.unspoken()] == [called.number]
    taken = counter.taking_back.take_back_last(actor=clerk).value
    assert (taken.use_case, taken.about, taken.name, taken.is_again) == (
        "call_next",
        "ticket",
        called.number,
        False,
    )
    assert [row.id for row in counter.queue.waiting()] == before
    assert counter.queue.unspoken() == ()
    assert live_rows(counter.store) == rows


def test_what_was_spoken_is_taken_back_all_the_same(counter: Counter, clerk: Actor) -> None:
    counter.case_desk.call_next(actor=clerk)
    counter.queueing.note_voice(counter.queue.unspoken()[0].call_id, Spoken.SPOKEN)
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "call_next"


def test_the_key_goes_further_back_each_time(counter: Counter, clerk: Actor) -> None:
    start = live_rows(counter.store)
    called = counter.case_desk.call_next(actor=clerk).value
    case = counter.case_desk.serve(called.id, actor=clerk).value
    counter.case_desk.finish(case, actor=clerk)
    names = [counter.taking_back.take_back_last(actor=clerk).value.use_case for _ in range(3)]
    assert names == ["finish_case", "serve", "call_next"]
    assert live_rows(counter.store) == start


def test_what_was_taken_back_is_done_again(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    after = live_rows(counter.store)
    back = counter.taking_back.take_back_last(actor=clerk).value
    again = counter.taking_back.take_back(back.txn, actor=clerk).value
    assert (again.use_case, again.name, again.is_again) == ("call_next", called.number, True)
    assert live_rows(counter.store) == after
    # And back once more: it is the action that is taken back, not its repetition.
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "call_next"


def test_the_list_of_the_day_says_what_stands_on_what(counter: Counter, clerk: Actor) -> None:
    ticket = _take(counter, clerk, 21)
    person = counter.reception.register_person(PersonEntry("王小明"), actor=clerk).value.id
    called = counter.case_desk.call_chosen(ticket, actor=clerk).value
    listed = counter.taking_back.actions(clerk)
    assert [(row.use_case, row.about, row.name, row.hindrance) for row in listed[:3]] == [
        ("call_chosen", "ticket", called.number, Hindrance.NONE),
        ("register_person", "person", "王*明", Hindrance.NONE),
        ("take_number", "ticket", called.number, Hindrance.BUILT_UPON),
    ]
    assert listed[2].later == "call_chosen"
    with pytest.raises(BuiltUpon) as caught:
        counter.taking_back.take_back(listed[2].txn, actor=clerk)
    assert (caught.value.use_case, caught.value.later) == ("take_number", "call_chosen")
    counter.taking_back.take_back(listed[0].txn, actor=clerk)
    now = counter.taking_back.actions(clerk)
    assert [row.hindrance for row in now[:3]] == [Hindrance.NONE] * 3
    assert now[0].taken_back_by is not None
    counter.taking_back.take_back(now[2].txn, actor=clerk)
    assert _ticket(counter, ticket) is None
    assert counter.people.person(person).name == "王小明"


def test_who_is_named_elsewhere_stays(counter: Counter, clerk: Actor) -> None:
    person = counter.reception.register_person(PersonEntry("王小明"), actor=clerk)
    _take(counter, clerk, 0, person.value.id)
    with pytest.raises(BuiltUpon) as caught:
        counter.taking_back.take_back(person.txn or "", actor=clerk)
    assert caught.value.later == "take_number"


def test_an_earlier_action_is_done_again_before_a_later_one(counter: Counter, clerk: Actor) -> None:
    ticket = _take(counter, clerk, 0)
    called = counter.case_desk.call_chosen(ticket, actor=clerk)
    first, second = (counter.taking_back.take_back_last(actor=clerk).value for _ in range(2))
    assert (first.use_case, second.use_case) == ("call_chosen", "take_number")
    with pytest.raises(BuiltUpon):
        counter.taking_back.take_back(first.txn, actor=clerk)
    counter.taking_back.take_back(second.txn, actor=clerk)
    assert counter.taking_back.take_back(first.txn, actor=clerk).value.name == called.value.number


def test_an_action_is_taken_back_once(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk)
    counter.taking_back.take_back(called.txn or "", actor=clerk)
    with pytest.raises(TakenBackAlready):
        counter.taking_back.take_back(called.txn or "", actor=clerk)


def test_a_slip_that_has_not_come_out_never_will(counter: Counter, clerk: Actor) -> None:
    ticket = _take(counter, clerk)
    counter.taking_back.take_back_last(actor=clerk)
    assert [job.state for job in _jobs(counter, ticket)] == [Printing.CANCELLED]


def test_who_holds_the_slip_is_given_a_void_one(counter: Counter, clerk: Actor) -> None:
    ticket = _take(counter, clerk)
    (slip,) = _jobs(counter, ticket)
    with counter.store.keep() as session:
        held = session.get(PrintJob, slip.id)
        assert held is not None
        held.state = Printing.PRINTED
    back = counter.taking_back.take_back_last(actor=clerk).value
    _, void = _jobs(counter, ticket)
    assert void.state is Printing.WAITING
    assert void.content != slip.content
    counter.taking_back.take_back(back.txn, actor=clerk)
    states = [job.state for job in _jobs(counter, ticket)]
    assert states == [Printing.PRINTED, Printing.CANCELLED, Printing.WAITING]


def test_a_room_given_back_by_mistake_is_held_again(counter: Counter, clerk: Actor) -> None:
    room = counter.rooms_view.rooms()[0]
    at = counter.store.clock.now() + DAY
    at -= at % (15 * MINUTE)
    entry = BookingEntry(room.id, at, at + 60 * MINUTE, Purpose.TALK, "洽谈")
    booked = counter.rooms.book(entry, actor=clerk).value
    moved = counter.rooms.move(booked.id, room.id, Period(at + 60 * MINUTE, at + 120 * MINUTE), actor=clerk)
    counter.rooms.cancel(booked.id, "误会", actor=clerk)
    assert counter.taking_back.take_back_last(actor=clerk).value.name == "洽谈"
    assert counter.rooms_view.booking(booked.id) == moved.value
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "move_booking"
    assert counter.rooms_view.booking(booked.id) == booked
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "book_room"
    assert counter.rooms.book(entry, actor=clerk).value.starts_at == at


def test_a_room_given_to_somebody_else_is_not_taken_from_them(counter: Counter, clerk: Actor) -> None:
    room = counter.rooms_view.rooms()[0]
    at = counter.store.clock.now() + DAY
    at -= at % (15 * MINUTE)
    entry = BookingEntry(room.id, at, at + 60 * MINUTE, Purpose.TALK, "洽谈")
    booked = counter.rooms.book(entry, actor=clerk).value
    cancelled = counter.rooms.cancel(booked.id, "误会", actor=clerk)
    counter.rooms.book(replace(entry, title="签约"), actor=clerk)
    before = live_rows(counter.store)
    with pytest.raises(RoomTaken) as caught:
        counter.taking_back.take_back(cancelled.txn or "", actor=clerk)
    assert caught.value.title == "签约"
    assert live_rows(counter.store) == before


def test_two_visitors_never_stand_at_one_window(counter: Counter, clerk: Actor) -> None:
    first = counter.case_desk.call_next(actor=clerk).value
    case = counter.case_desk.serve(first.id, actor=clerk).value
    rested = counter.case_desk.suspend(case, Suspension.AWAY, actor=clerk)
    second = counter.case_desk.call_next(actor=clerk).value
    before = live_rows(counter.store)
    with pytest.raises(WindowBusy) as caught:
        counter.taking_back.take_back(rested.txn or "", actor=clerk)
    assert caught.value.number == second.number
    assert live_rows(counter.store) == before


def test_a_day_closed_too_early_is_open_again(counter: Counter, clerk: Actor) -> None:
    counter.duty.begin(clerk)
    before = live_rows(counter.store)
    matters = [left.matter_id for left in counter.closing.left_over()]
    choices = {key: (Rest.CARRY, Rest.CLOSE)[n % 2] for n, key in enumerate(matters)}
    counter.closing.close_day(choices, "下班", actor=clerk)
    assert live_rows(counter.store) != before
    assert counter.taking_back.take_back_last(actor=clerk).value.use_case == "close_day"
    assert live_rows(counter.store) == before


def test_a_corrected_document_is_the_old_one_again(counter: Counter, clerk: Actor) -> None:
    entry = PersonEntry("王小明", DocumentKind.PASSPORT, "E12345678")
    person = counter.reception.register_person(entry, actor=clerk).value.id
    before = live_rows(counter.store)
    corrected = counter.merging.correct_document(person, DocumentKind.PASSPORT, "E12345679", actor=clerk)
    assert counter.people.person(person).id == corrected.value
    assert counter.taking_back.take_back_last(actor=clerk).value.name == "王*明"
    assert live_rows(counter.store) == before
    assert counter.people.person(person).id == person


def test_yesterday_and_other_people_stay_as_they_are(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk)
    counter.accounts.add_staff("li", "李", Role.CLERK, "Lanzhou-2027", actor=clerk)
    other = counter.accounts.sign_in("li", "Lanzhou-2027", clerk.window_id).value
    with pytest.raises(NothingToTakeBack):
        counter.taking_back.take_back_last(actor=other)
    with pytest.raises(NotToday):
        counter.taking_back.take_back(called.txn or "", actor=other)
    _step(counter, 24 * 3600)
    assert counter.taking_back.actions(clerk) == ()
    with pytest.raises(NotToday):
        counter.taking_back.take_back(called.txn or "", actor=clerk)


def test_what_has_no_way_back_stops_the_key(counter: Counter, clerk: Actor) -> None:
    counter.case_desk.call_next(actor=clerk)
    counter.accounts.add_staff("li", "李", Role.CLERK, "Lanzhou-2027", actor=clerk)
    with pytest.raises(NotRegrettable) as caught:
        counter.taking_back.take_back_last(actor=clerk)
    assert caught.value.use_case == "add_staff"
    assert counter.taking_back.actions(clerk)[0].hindrance is Hindrance.NOT_REGRETTABLE


def test_a_wrong_call_put_back_says_how_the_visitor_is_called_again(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    counter.case_desk.put_back(called.id, actor=clerk)
    with pytest.raises(NotRegrettable) as caught:
        counter.taking_back.take_back_last(actor=clerk)
    said = wording.sentence(caught.value)
    assert "Call the visitor from the list (F10, digit)" in said and "list of your day" in said


def test_a_change_that_came_from_elsewhere_is_not_overwritten(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    with counter.store.rewrite() as connection:
        connection.execute("UPDATE ticket SET state = 'missed' WHERE id = ?", (called.id,))
    before = live_rows(counter.store)
    with pytest.raises(BuiltUpon) as caught:
        counter.taking_back.take_back_last(actor=clerk)
    assert (caught.value.later, caught.value.later_at) == ("", None)
    assert live_rows(counter.store) == before


def test_a_taking_back_is_recorded_like_every_action(counter: Counter, clerk: Actor) -> None:
    called = counter.case_desk.call_next(actor=clerk)
    outcome = counter.taking_back.take_back_last(actor=clerk)
    assert outcome.changes.touches("ticket", "call")
    with counter.store.look() as session:
        entry = session.execute(select(OutboxEntry).order_by(OutboxEntry.seq.desc()).limit(1)).scalar_one()
        audit = session.execute(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).scalar_one()
        assert first_broken_link(session) is None
    assert (entry.use_case, entry.actor_id, entry.txn) == ("take_back", clerk.staff_id, outcome.txn)
    assert (audit.use_case, f"outbox:{called.txn}" in audit.subjects) == ("take_back", True)


def test_the_centre_may_keep_it(counter: Counter, clerk: Actor) -> None:
    class Refusing:
        def ask(self, txn: str) -> Confirmation:
            return Confirmation(Verdict.REFUSED, "overtaken")

        def number(self, series: str, day: str) -> int | None:
            return None

    counter.case_desk.call_next(actor=clerk)
    desk = TakingBack(counter.store, Refusing(), counter.settings.zone, {})
    with pytest.raises(CentreKeepsIt) as caught:
        desk.take_back_last(actor=clerk)
    assert (caught.value.use_case, caught.value.reason) == ("call_next", "overtaken")


@pytest.mark.parametrize("register", [True, False])
def test_who_was_registered_by_mistake_can_be_registered_again(
    counter: Counter, clerk: Actor, register: bool
) -> None:
    entry = PersonEntry("王小明", DocumentKind.PASSPORT, "E12345678", "13800138000")
    made = counter.reception.register_person(entry, actor=clerk).value
    counter.taking_back.take_back_last(actor=clerk)
    assert all(row.id != made.id for row in counter.people.find_people("王小明"))
    if register:
        assert counter.reception.register_person(entry, actor=clerk).value.id == made.id
        assert [row.id for row in counter.people.find_people("王小明")] == [made.id]
