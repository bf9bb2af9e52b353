"""Appointments by keys: a day's list, a new one, calling off, excusing, checking in."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.catalogue.arranging import Arranging
from app.catalogue.known import GroupRow, KnownHall
from app.counter import Counter
from app.kernel.clock import HOUR, MINUTE, SteppingClock
from app.reception.appointments import AppointmentEntry, AppointmentRow
from app.reception.refusals import WalkInOnly
from app.reception.service import PersonEntry, VisitEntry
from app.reception.states import AppointmentState, Priority
from app.security.actors import Actor
from tests.builders import MORNING
from tests.ui.page_seat import Key, PageSeat, asked
from ui import wording
from ui.parts.background import Background
from ui.parts.page import Page
from ui.reception.appointment_page import AppointmentPage
from ui.reception.jobs import ReceptionDoors
from ui.reception.page import ReceptionPage
from ui.shell.frame import PageSlot

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Seat = PageSeat[AppointmentPage]
TODAY = dt.date(2026, 11, 23)
DAY = 24 * HOUR
TEN = MORNING + 78 * MINUTE + 53_000_000
"""10:00 at the hall."""


def doors_of(counter: Counter) -> ReceptionDoors:
    return ReceptionDoors(
        counter.reception,
        counter.people,
        counter.queueing,
        counter.queue,
        counter.catalogue,
        counter.spool,
        counter.store.clock,
        counter.merging,
        counter.privacy,
        counter.appointments,
    )


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone
    page = AppointmentPage(doors_of(counter), background, clerk, zone)
    seat = PageSeat(qtbot, page, background, clock, zone)
    seat.settle(lambda: page.list.day == TODAY and len(page.matter.offer.choices()) > 0)
    yield seat
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def person_of(counter: Counter, clerk: Actor, name: str) -> str:
    found = asked(lambda: counter.people.find_people(name))
    if found:
        return found[0].id
    return asked(lambda: counter.reception.register_person(PersonEntry(name), actor=clerk)).value.id


def book(counter: Counter, clerk: Actor, starts_at: int = TEN, name: str = "李振声", which: int = 0) -> str:
    person = person_of(counter, clerk, name)
    matter = asked(counter.catalogue.matters)[which].id
    entry = AppointmentEntry(matter, starts_at, starts_at + 30 * MINUTE, person)
    return asked(lambda: counter.appointments.book(entry, actor=clerk)).value


def row_of(counter: Counter, key: str) -> AppointmentRow:
    return asked(lambda: counter.appointments.appointment(key))


def shown(seat: Seat) -> list[str]:
    return [row.id for row in seat.page.list.table.rows()]


def texts(seat: Seat) -> list[str]:
    """Read the words in sight."""
    return [label.text() for label in seat.page.findChildren(QLabel) if label.isVisible()]


def settle_on(seat: Seat, *keys: str) -> None:
    seat.settle(lambda: shown(seat) == list(keys))


def move_to(seat: Seat, counter: Counter, moment: int) -> None:
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step((moment - clock.now()) / 1_000_000)
    seat.page.refresh()
    seat.settle()


def choose_li(seat: Seat) -> None:
    """Ctrl+N, initials, digit: the visitor is chosen and the business is asked for."""
    seat.press(Key.Key_N, Ctrl)
    seat.type("lz1")
    seat.settle(lambda: seat.page.form.person is not None and seat.page.matter.line.hasFocus())


def choose_when(seat: Seat, day: str, hour: str) -> None:
    """Two digits for the business, Enter, then day and hour as they are typed into their fields."""
    seat.type("11")
    seat.press(Key.Key_Return)
    assert seat.focus().objectName() == "day"
    seat.page.form.form.set_text("day", day)
    seat.press(Key.Key_Return)
    assert seat.focus().objectName() == "starts_at"
    seat.type(hour)


def test_an_appointment_is_made_by_keys_alone(seat: Seat, counter: Counter) -> None:
    choose_li(seat)
    seat.type("11")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Up)
    seat.press(Key.Key_Return)
    for _ in range(2):
        seat.press(Key.Key_Return)
    seat.press(Key.Key_Up)
    seat.press(Key.Key_Return)
    seat.type("dongxi")
    seat.press(Key.Key_Return)
    seat.settle(lambda: not seat.page.is_making() and len(shown(seat)) == 1)
    (row,) = seat.page.list.table.rows()
    assert (row.person, row.party_size, row.subject, row.state) == (
        "李振声",
        2,
        "dongxi",
        AppointmentState.BOOKED,
    )
    assert row.ends_at - row.starts_at == 30 * MINUTE
    assert seat.page.list.table.current() == row
    assert seat.said and "李振声" in seat.said[-1]
    assert asked(lambda: counter.appointments.on_day(row.day)) == (row,)


def test_the_next_half_hour_for_a_known_visitor_costs_eight_keys(seat: Seat) -> None:
    seat.keys = 0
    choose_li(seat)
    seat.type("11")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: not seat.page.is_making() and len(shown(seat)) == 1)
    assert seat.keys == 8
    (row,) = seat.page.list.table.rows()
    assert row.starts_at == TEN - HOUR and row.day == TODAY


def test_day_and_hour_are_typed(seat: Seat, counter: Counter) -> None:
    choose_li(seat)
    choose_when(seat, "2026-11-25", "1430")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: not seat.page.is_making() and len(shown(seat)) == 1)
    (row,) = asked(lambda: counter.appointments.on_day(dt.date(2026, 11, 25)))
    assert row.starts_at == TEN + 2 * DAY + 4 * HOUR + 30 * MINUTE
    assert seat.page.list.day == dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "hour", "field", "problem"),
    [
        ("2026-11-28", "1000", "day", "closed_day"),
        ("2026-11-23", "0800", "starts_at", "in_the_past"),
        ("2026-11-20", "1000", "starts_at", "in_the_past"),
        ("2026-11-25", "2345", "ends_at", "too_long"),
    ],
)
def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(
    seat: Seat, counter: Counter, day: str, hour: str, field: str, problem: str
) -> None:
    choose_li(seat)
    choose_when(seat, day, hour)
    seat.page.form.form.set_text("subject", "关于检测")
    seat.press(Key.Key_Return, Ctrl)
    form = seat.page.form.form
    seat.settle(lambda: form.error(field) != "")
    assert form.error(field) == wording.problem(problem)
    assert seat.page.is_making() and seat.page.form.person is not None
    assert form.text("day") == day and form.text("starts_at").replace(":", "") == hour
    assert form.text("subject") == "关于检测" and seat.page.matter.matter() is not None
    assert asked(lambda: counter.appointments.on_day(dt.date.fromisoformat(day))) == ()


def test_two_at_once_are_refused_in_words_and_shown_beforehand(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    key = book(counter, clerk, TEN + 2 * DAY, which=1)
    choose_li(seat)
    assert "11-25" in seat.page.form.standing.text()
    choose_when(seat, "2026-11-25", "1015")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: not seat.page.banner.isHidden())
    assert "10:00" in seat.page.banner.text() and row_of(counter, key).matter_en in seat.page.banner.text()
    assert seat.page.is_making() and seat.page.form.form.text("starts_at") == "10:15"


def test_who_too_often_did_not_come_is_known_before_and_refused(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    for day in range(3):
        book(counter, clerk, TEN + day * DAY)
    move_to(seat, counter, TEN + 3 * DAY - HOUR)
    person = person_of(counter, clerk, "李振声")
    until = asked(lambda: counter.appointments.walk_in_only_until(person))
    assert until is not None
    choose_li(seat)
    assert not seat.page.form.ban.isHidden() and until.isoformat() in seat.page.form.ban.text()
    choose_when(seat, "2026-11-27", "1000")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: not seat.page.banner.isHidden())
    assert seat.page.banner.text() == wording.sentence(WalkInOnly(until))
    assert seat.page.form.form.text("day") == "2026-11-27"


def test_what_is_missing_gets_the_focus_and_esc_goes_back_step_by_step(seat: Seat) -> None:
    page = seat.page
    seat.press(Key.Key_N, Ctrl)
    seat.press(Key.Key_Return, Ctrl)
    assert page.form.line.hasFocus() and seat.said
    seat.type("lz1")
    seat.settle(lambda: page.matter.line.hasFocus())
    seat.press(Key.Key_Return, Ctrl)
    assert page.matter.line.hasFocus()
    seat.type("11")
    seat.press(Key.Key_Return)
    assert page.form.has_focus_below()
    seat.press(Key.Key_Escape)
    assert page.matter.line.hasFocus()
    seat.press(Key.Key_Escape)
    seat.press(Key.Key_Escape)
    assert page.form.line.hasFocus() and page.is_making()
    seat.press(Key.Key_Escape)
    assert not page.is_making() and page.form.person is not None
    seat.press(Key.Key_N, Ctrl)
    assert page.is_making() and page.form.line.text() == "lz"


def test_nobody_found_says_what_to_do(seat: Seat) -> None:
    seat.press(Key.Key_N, Ctrl)
    seat.type("qqzz")
    seat.settle(lambda: not seat.page.form.line.has_choices)
    seat.press(Key.Key_Return)
    assert seat.page.form.person is None and seat.page.form.line.text() == "qqzz"
    assert any("qqzz" in text for text in texts(seat)) and any("Ctrl+B" in text for text in texts(seat))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-90, "Expected"), (-20, "May check in"), (20, "Late"), (60, "Appointment not kept")],
)
def test_the_list_tells_where_each_stands_as_time_goes_on(
    seat: Seat, counter: Counter, clerk: Actor, minutes: int, words: str
) -> None:
    start = MORNING + 2 * HOUR
    key = book(counter, clerk, start)
    settle_on(seat, key)
    move_to(seat, counter, start + minutes * MINUTE)
    model = seat.page.list.findChild(QTableView).model()
    assert model.index(0, 1).data() == words


def test_enter_pressed_twice_checks_in_once_and_says_so(
    seat: Seat, counter: Counter, clerk: Actor, hold_writer: Callable[[], threading.Event]
) -> None:
    key = book(counter, clerk)
    settle_on(seat, key)
    move_to(seat, counter, TEN - 10 * MINUTE)
    gate = hold_writer()
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    assert seat.said == ["The key before is still being carried out. Look, then press again."]
    gate.set()
    seat.settle(lambda: seat.page.strip.ticket is not None)
    assert seat.page.banner.isHidden()


def test_enter_checks_in_with_the_priority_the_document_speaks_for(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    key = book(counter, clerk)
    settle_on(seat, key)
    move_to(seat, counter, TEN - 10 * MINUTE)
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.strip.ticket is not None)
    newest = asked(counter.queue.today)[0]
    person = asked(lambda: counter.people.person_row(person_of(counter, clerk, "李振声")))
    assert (seat.page.strip.number.text(), newest.person) == (newest.number, "李振声")
    assert newest.due_at == TEN
    assert asked(lambda: counter.people.visit(newest.visit_id)).priority is person.proposed
    assert person.proposed is not Priority.NONE
    seat.settle(lambda: row_of(counter, key).state is AppointmentState.ARRIVED)
    assert seat.page.list.table.hasFocus() or seat.page.list.table.isAncestorOf(seat.focus())
    seat.press(Key.Key_Return)
    seat.settle(lambda: not seat.page.banner.isHidden())
    assert asked(counter.queue.today)[0] == newest


def test_who_comes_too_early_or_on_another_day_is_told_so(seat: Seat, counter: Counter, clerk: Actor) -> None:
    today, tomorrow = book(counter, clerk), book(counter, clerk, TEN + DAY)
    taken = asked(counter.queue.count).taken
    settle_on(seat, today)
    seat.press(Key.Key_Return)
    seat.settle(lambda: "09:30" in seat.page.banner.text())
    seat.press(Key.Key_PageDown)
    settle_on(seat, tomorrow)
    seat.press(Key.Key_Return)
    seat.settle(lambda: "2026-11-24" in seat.page.banner.text())
    assert (asked(counter.queue.count).taken, seat.page.strip.ticket) == (taken, None)
    assert {row_of(counter, key).state for key in (today, tomorrow)} == {AppointmentState.BOOKED}


def test_a_days_quota_is_passed_by_a_second_enter(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = book(counter, clerk)
    matter = asked(counter.catalogue.matters)[0]
    asked(lambda: counter.queueing.take_number(VisitEntry(matter.id), actor=clerk))
    arranging = Arranging(counter.store, KnownHall(counter.store))
    asked(lambda: arranging.set_group(GroupRow(matter.letter, quota=1), actor=clerk))
    move_to(seat, counter, TEN)
    settle_on(seat, key)
    seat.press(Key.Key_Return)
    seat.settle(lambda: not seat.page.banner.isHidden())
    assert seat.page.strip.ticket is None and row_of(counter, key).state is AppointmentState.BOOKED
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.strip.ticket is not None)


def test_calling_off_asks_why_and_can_be_taken_back(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = book(counter, clerk)
    settle_on(seat, key)
    seat.press(Key.Key_F9)
    assert seat.page.strip.is_asking()
    seat.press(Key.Key_Return)
    assert seat.page.strip.is_asking() and row_of(counter, key).state is AppointmentState.BOOKED
    seat.type("rang up")
    seat.press(Key.Key_Return)
    seat.settle(lambda: row_of(counter, key).state is AppointmentState.CANCELLED)
    seat.settle(lambda: seat.page.strip.advice.words() == "rang up")
    assert not seat.page.strip.is_asking() and seat.page.list.table.isAncestorOf(seat.focus())
    asked(lambda: counter.taking_back.take_back_last(actor=clerk))
    seat.settle(lambda: seat.page.list.table.rows()[0].state is AppointmentState.BOOKED)


def test_esc_leaves_the_question_and_nothing_is_changed(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = book(counter, clerk)
    settle_on(seat, key)
    seat.press(Key.Key_F9)
    seat.type("no")
    seat.press(Key.Key_Escape)
    assert not seat.page.strip.is_asking() and seat.page.list.table.isAncestorOf(seat.focus())
    assert row_of(counter, key).state is AppointmentState.BOOKED


def test_a_reason_that_comes_too_late_is_kept_beside_the_refusal(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    key = book(counter, clerk)
    settle_on(seat, key)
    seat.press(Key.Key_F9)
    seat.type("rang up")
    asked(lambda: counter.appointments.cancel(key, "elsewhere", actor=clerk))
    seat.press(Key.Key_Return)
    seat.settle(lambda: not seat.page.banner.isHidden())
    assert seat.page.strip.is_asking() and seat.page.strip.form.text("reason") == "rang up"


def test_only_what_was_missed_is_excused(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = book(counter, clerk)
    settle_on(seat, key)
    seat.press(Key.Key_F10)
    assert not seat.page.strip.is_asking() and "Expected" in seat.said[-1]
    move_to(seat, counter, TEN + 2 * HOUR)
    seat.press(Key.Key_F10)
    seat.type("ill")
    seat.press(Key.Key_Return)
    seat.settle(lambda: row_of(counter, key).state is AppointmentState.EXCUSED)
    seat.press(Key.Key_F9)
    assert not seat.page.strip.is_asking()


def test_days_are_turned_by_keys_and_counted(seat: Seat, counter: Counter, clerk: Actor) -> None:
    today = [book(counter, clerk), book(counter, clerk, TEN + HOUR, "陈明远")]
    tomorrow = book(counter, clerk, TEN + DAY)
    settle_on(seat, *today)
    assert "2" in seat.page.list.counted()
    seat.press(Key.Key_PageDown)
    settle_on(seat, tomorrow)
    seat.press(Key.Key_PageUp)
    settle_on(seat, *today)
    seat.press(Key.Key_PageUp)
    settle_on(seat)
    assert seat.page.list.day == TODAY - dt.timedelta(days=1)
    seat.press(Key.Key_F7)
    settle_on(seat, *today)


def test_an_empty_day_says_why_and_what_to_do(seat: Seat) -> None:
    assert any("Ctrl+N makes" in text for text in texts(seat))
    seat.press(Key.Key_PageUp)
    seat.settle(lambda: seat.page.list.day != TODAY)
    assert any("The hall is closed" in text for text in texts(seat))
    assert "closed" in seat.page.list.told.words()


def test_a_days_list_costs_the_same_however_long_it_is(seat: Seat, counter: Counter, clerk: Actor) -> None:
    costs = []
    for length in (1, 12):
        for n in range(len(shown(seat)), length):
            book(counter, clerk, TEN + n * 30 * MINUTE, f"王{n}")
        seat.settle(lambda wanted=length: len(shown(seat)) == wanted)
        found: list[str] = []

        def note(
            connection: object, cursor: object, statement: str, *rest: object, into: list[str] = found
        ) -> None:
            into.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        seat.page.refresh()
        seat.settle()
        event.remove(Engine, "before_cursor_execute", note)
        costs.append(sum("appointment" in statement for statement in found))
    assert costs == [1, 1]


def test_the_reception_leads_here_with_its_visitor(
    qtbot: QtBot, seat: Seat, counter: Counter, clerk: Actor
) -> None:
    later = book(counter, clerk, TEN + 2 * DAY)
    page = ReceptionPage(doors_of(counter), seat.background, clerk, counter.settings.zone)
    desk = PageSeat(qtbot, page, seat.background, counter.store.clock, counter.settings.zone)
    desk.press(Key.Key_F1)
    desk.settle(lambda: len(page.matter.offer.choices()) > 0)
    with qtbot.waitSignal(page.page_requested) as nobody:
        desk.press(Key.Key_B, Ctrl)
    assert nobody.args == ["appointments", ""]
    desk.type("lz1")
    desk.settle(lambda: page.visitor.person is not None and not page.visitor.visit.later.isHidden())
    assert "11-25" in page.visitor.visit.later.words()
    seat.page.begin()
    seat.type("qqzz")
    seat.page.form.form.set_text("subject", "begun")
    assert seat.page.form.line.text() == "qqzz"
    with qtbot.waitSignal(page.page_requested) as found:
        desk.press(Key.Key_B, Ctrl)
    assert found.args == ["appointments", row_of(counter, later).person_id]
    seat.page.open_record(found.args[1])
    seat.settle(lambda: seat.page.form.person is not None)
    assert seat.page.is_making() and seat.page.form.person.name == "李振声"
    assert seat.page.form.form.text("subject") == "begun"


def test_the_rail_marks_the_reception_and_leads_back_to_it(seat: Seat, qtbot: QtBot) -> None:
    beside = Page(seat.background)
    seat.frame.add_side_page(PageSlot("side", "Side", "list", lambda: beside), "page")
    assert seat.frame.open_page("side") is beside and seat.frame.current_name() == "side"
    assert seat.frame.names() == ("page", "side")
    seat.press(Key.Key_1, Ctrl)
    assert seat.frame.current_name() == "page"
