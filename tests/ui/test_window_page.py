"""The window by keys: calling, receiving, resting, handing on, missing, finishing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.catalogue.known import GroupRow
from app.contracts.drafting import DraftEntry
from app.counter import Counter
from app.queueing.states import Suspension, TicketState, WindowState
from app.security.actors import Actor, Role
from tests.builders import PASSWORD
from tests.ui.page_seat import Key, asked
from tests.ui.window_seat import (
    Seat,
    arrive,
    aside,
    call,
    clock_of,
    doors_of,
    here,
    key_line,
    seated,
    serve,
    state,
    waiting,
)
from ui import wording
from ui.parts.background import Background
from ui.queueing.window_scene import read_scene

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
FOR_EVER_MS = 1_000_000


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    yield seated(qtbot, counter, clerk, background)
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def test_who_is_next_and_why_is_said_before_calling(seat: Seat) -> None:
    first = seat.page.waiting.table.rows()[0]
    assert first.is_priority
    assert seat.page.waiting.next_card.why.words().startswith("Priority's turn (1 : 2)")
    assert seat.page.waiting.next_card.number.text() == first.number == call(seat)


def test_contracts_in_work_are_whispered_before_the_call(seat: Seat, counter: Counter, clerk: Actor) -> None:
    first = seat.page.waiting.table.rows()[0]
    asked(lambda: counter.drafting.draft(DraftEntry("dev1", visit_id=first.visit_id), actor=clerk))
    seat.settle(lambda: "contracts in work: 1" in seat.page.waiting.next_card.told())
    assert "first visit" in seat.page.waiting.next_card.told()


def test_skipping_proposes_another_and_costs_the_first_nothing(seat: Seat) -> None:
    first, second = waiting(seat)[:2]
    seat.press(Key.Key_F2, Shift)
    seat.settle(lambda: seat.page.waiting.next_card.number.text() == second)
    assert call(seat) == second
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is TicketState.SERVING)
    assert call(seat) == first


def test_when_everybody_was_skipped_the_first_is_proposed_again(seat: Seat) -> None:
    numbers = waiting(seat)
    proposed = []
    for _ in range(len(numbers) + 1):
        now = seat.page.waiting.next_card.number.text()
        proposed.append(now)
        seat.press(Key.Key_F2, Shift)
        seat.settle(lambda now=now: seat.page.waiting.next_card.number.text() != now)  # type: ignore[misc]
    assert sorted(proposed[:-1]) == sorted(numbers) and proposed[-1] == proposed[0]


def test_a_digit_in_the_list_calls_whom_the_clerk_chose(seat: Seat) -> None:
    third = waiting(seat)[2]
    seat.press(Key.Key_F10)
    seat.type("3")
    seat.settle(lambda: state(seat) is TicketState.CALLED)
    assert here(seat).number == third


def test_f2_enter_f2_closes_the_case_with_its_usual_result_and_calls_the_next(
    seat: Seat, counter: Counter
) -> None:
    first = serve(seat)
    ticket, usual = here(seat).id, seat.page.visitor.result()
    assert call(seat) != first
    case = asked(lambda: counter.cases.of_ticket(ticket))
    assert case is not None and case.result == usual != ""


def test_a_result_of_the_clerks_own_is_kept_when_the_next_is_called(seat: Seat, counter: Counter) -> None:
    serve(seat)
    ticket = here(seat).id
    seat.page.visitor._result.setText("Two copies are missing")
    call(seat)
    case = asked(lambda: counter.cases.of_ticket(ticket))
    assert case is not None and case.result == "Two copies are missing"


def test_a_result_of_the_clerks_own_waits_where_nobody_is_next(seat: Seat) -> None:
    for _ in range(5):
        serve(seat)
    seat.settle(lambda: waiting(seat) == [])
    seat.page.visitor._result.setText("Own words")
    seat.press(Key.Key_F2)
    seat.settle(lambda: seat.page.banner.text() != "")
    assert "Nobody is waiting" in seat.page.banner.text()
    assert state(seat) is TicketState.SERVING
    assert seat.page.visitor.result() == "Own words"


def test_f4_sets_aside_and_the_missed_can_be_brought_back(seat: Seat) -> None:
    number = call(seat)
    seat.press(Key.Key_F4)
    seat.settle(lambda: aside(seat) == [number])
    assert state(seat) is None
    seat.press(Key.Key_F10)
    seat.press(Key.Key_F10)
    seat.type("1")
    seat.settle(lambda: aside(seat) == [])
    assert number in waiting(seat)


def test_who_comes_back_too_late_is_told_to_take_a_new_number(seat: Seat, counter: Counter) -> None:
    number = call(seat)
    seat.press(Key.Key_F4)
    seat.settle(lambda: aside(seat) == [number])
    clock_of(counter).step(31 * 60)
    seat.page.aside.table.setFocus()
    seat.type("1")
    seat.settle(lambda: "new number" in seat.page.banner.text())
    assert aside(seat) == [number]


def test_a_wrong_call_gives_the_place_back(seat: Seat) -> None:
    order = waiting(seat)
    call(seat)
    seat.press(Key.Key_F4, Shift)
    seat.settle(lambda: state(seat) is None and len(waiting(seat)) == len(order))
    assert aside(seat) == []


def test_taking_back_is_offered_for_what_it_would_take_back(seat: Seat) -> None:
    """After a wrong call was put back, or a pause, Ctrl+Z would mean another step."""
    offered: list[bool] = []

    def hear(sentence: str, can_undo: bool) -> None:
        offered.append(can_undo)

    seat.page.said.connect(hear)
    call(seat)
    seat.press(Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    seat.settle(lambda: state(seat) is None)
    for is_paused in (True, False):
        seat.press(Key.Key_F9)
        seat.settle(lambda is_paused=is_paused: seat.page._scene.is_paused is is_paused)
    assert offered == [True, False, False, False]


def test_calling_again_is_counted_down_on_its_key_and_ends_after_the_third_call(
    seat: Seat, counter: Counter
) -> None:
    call(seat)
    for calls in (2, 3):
        seat.press(Key.Key_F3)
        assert "can be called again in 60 s" in seat.said[-1]
        assert "60 s" in seat.page.visitor.recall.text()
        clock_of(counter).step(18)
        seat.page._on_second()
        assert "42 s" in seat.page.visitor.recall.text()
        clock_of(counter).step(42)
        seat.page._on_second()
        assert seat.page.visitor.recall.text().split() == ["Call", "again", "F3"]
        seat.press(Key.Key_F3)
        seat.settle(lambda calls=calls: here(seat).calls == calls)  # type: ignore[misc]
        assert f"{calls} of 3 times" in seat.page.visitor.card.state.text()
    clock_of(counter).step(60)
    seat.press(Key.Key_F3)
    seat.settle(lambda: "3 times already" in seat.page.banner.text())
    assert state(seat) is TicketState.CALLED


def test_a_called_visitor_is_answered_for_before_the_next(seat: Seat) -> None:
    number = call(seat)
    seat.press(Key.Key_F2)
    seat.settle(lambda: number in seat.page.banner.text())
    assert here(seat).number == number


@pytest.mark.parametrize(
    ("digit", "kind"), [("1", Suspension.AWAY), ("2", Suspension.HELD), ("3", Suspension.HERE)]
)
def test_f5_and_a_digit_let_a_case_rest_and_a_digit_goes_on(seat: Seat, digit: str, kind: Suspension) -> None:
    number = serve(seat)
    seat.type("seen: two copies")
    seat.press(Key.Key_F5)
    assert seat.page.visitor.is_asking()
    seat.type(digit)
    seat.settle(lambda: aside(seat) == [number])
    assert seat.page.aside.table.rows()[0].suspension is kind
    seat.press(Key.Key_F10)
    seat.press(Key.Key_F10)
    seat.type("1")
    if kind is Suspension.AWAY:
        seat.settle(lambda: waiting(seat)[:1] == [number])
        assert call(seat) == number
        seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is TicketState.SERVING and here(seat).number == number)
    assert seat.page.visitor.notes.toPlainText() == "seen: two copies"


def test_a_resting_case_can_be_called_from_the_head_of_the_line(seat: Seat) -> None:
    number = serve(seat)
    seat.press(Key.Key_F5)
    seat.type("2")
    seat.settle(lambda: aside(seat) == [number])
    seat.press(Key.Key_F5, Shift)
    seat.settle(lambda: waiting(seat)[:1] == [number])
    assert seat.page.waiting.next_card.why.words().startswith("Handed on to this window")


def test_esc_leaves_a_question_and_everything_typed_is_there(seat: Seat) -> None:
    serve(seat)
    seat.type("half a sen")
    seat.press(Key.Key_F7)
    seat.press(Key.Key_Escape)
    assert not seat.page.visitor.is_asking()
    seat.type("tence")
    assert seat.page.visitor.notes.toPlainText() == "half a sentence"


def test_f7_hands_on_to_a_window_with_a_word_for_the_next_clerk(
    qtbot: QtBot, seat: Seat, counter: Counter, clerk: Actor
) -> None:
    number = serve(seat)
    ticket = here(seat).id
    seat.press(Key.Key_F7)
    seat.type("1")
    seat.type("two copies missing")
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is None)
    row = asked(lambda: counter.queue.ticket(ticket))
    assert row is not None and row.number == number and row.remark == "two copies missing"
    other = next(w for w in asked(counter.catalogue.windows) if w.id == row.for_window_id)
    scene = asked(lambda: read_scene(doors_of(counter), replace(clerk, window_id=other.id), frozenset(), 0))
    assert scene.next_up is not None and scene.next_up.ticket.id == ticket
    assert scene.is_kept_here(scene.next_up.ticket)


def test_f7_finds_a_business_by_typing_and_a_colleague_by_name(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    colleague = asked(
        lambda: counter.accounts.add_staff("zhao", "Zhao", Role.CLERK, PASSWORD, actor=clerk).value
    )
    serve(seat)
    first = here(seat).id
    seat.press(Key.Key_F7)
    seat.settle()
    seat.type("zha")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is None)
    row = asked(lambda: counter.queue.ticket(first))
    assert row is not None and row.for_staff_id == colleague
    serve(seat)
    second = here(seat).id
    matter = next(m for m in asked(counter.hall_parts.known.now).matters.values() if m.code.startswith("C"))
    seat.press(Key.Key_F7)
    seat.type(matter.name_en[:12].lower().replace("1", ""))
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is None)
    row = asked(lambda: counter.queue.ticket(second))
    assert row is not None and row.letter == "C" and row.state is TicketState.WAITING


def test_a_visit_with_two_matters_goes_on_at_the_window(seat: Seat, counter: Counter, clerk: Actor) -> None:
    ticket = arrive(counter, clerk, "A1", "B1")
    seat.settle(lambda: any(row.id == ticket for row in seat.page.waiting.table.rows()))
    while state(seat) is None or here(seat).id != ticket:
        serve(seat)
    assert "\u25b8" in seat.page.visitor.card.business.words()
    seat.press(Key.Key_F2)
    seat.settle(lambda: here(seat).leg == 2)
    assert here(seat).id == ticket and state(seat) is TicketState.SERVING
    assert seat.page.visitor.card.business.words().startswith("\u2713")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: state(seat) is None)


def test_a_follow_up_is_queued_in_the_same_step(seat: Seat, counter: Counter) -> None:
    serve(seat)
    ticket = here(seat).id
    seat.press(Key.Key_F7, Shift)
    seat.type("2")
    seat.settle(lambda: state(seat) is None)
    row = asked(lambda: counter.queue.ticket(ticket))
    assert row is not None and row.state is TicketState.WAITING and row.leg == 2


def test_a_number_is_made_void_with_a_reason(seat: Seat, counter: Counter) -> None:
    call(seat)
    ticket = here(seat).id
    seat.press(Key.Key_Delete, Ctrl)
    seat.type("went home")
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is None)
    row = asked(lambda: counter.queue.ticket(ticket))
    assert row is not None and row.state is TicketState.VOID and row.remark == "went home"


def test_notes_are_kept_by_themselves(seat: Seat, counter: Counter) -> None:
    serve(seat)
    ticket = here(seat).id
    seat.type("brought two copies")
    seat.settle(lambda: seat.page.visitor._kept.text() != "")
    case = asked(lambda: counter.cases.of_ticket(ticket))
    assert case is not None and case.notes == "brought two copies"


def test_notes_just_typed_are_kept_when_the_case_is_finished_at_once(seat: Seat, counter: Counter) -> None:
    serve(seat)
    ticket = here(seat).id
    seat.type("in a hurry")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: state(seat) is None)
    case = asked(lambda: counter.cases.of_ticket(ticket))
    assert case is not None and case.notes == "in a hurry"


def test_notes_are_kept_before_anything_is_done_elsewhere(seat: Seat, counter: Counter) -> None:
    serve(seat)
    ticket = here(seat).id
    seat.page.visitor._pause.setInterval(FOR_EVER_MS)
    seat.type("brought two copies")
    seat.press(Key.Key_F10)
    seat.settle()
    case = asked(lambda: counter.cases.of_ticket(ticket))
    assert case is not None and case.notes == "brought two copies"


def test_the_documents_of_the_business_are_listed(seat: Seat) -> None:
    call(seat)
    shown = seat.page.visitor.here
    assert shown is not None and shown.matter is not None
    boxes = seat.page.visitor.documents.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == list(shown.matter.documents)


def test_f6_and_f8_ask_for_the_room_and_the_contract_of_this_visit(seat: Seat) -> None:
    asked_for: list[tuple[str, str]] = []
    seat.page.room_requested.connect(lambda key: asked_for.append(("room", key)))
    seat.page.contract_requested.connect(lambda key: asked_for.append(("contract", key)))
    seat.press(Key.Key_F6)
    serve(seat)
    seat.press(Key.Key_F6)
    seat.press(Key.Key_F8)
    visit = here(seat).visit_id
    assert asked_for == [("room", visit), ("contract", visit)]


def test_the_key_line_says_what_is_possible_now(seat: Seat) -> None:
    assert key_line(seat)[:2] == ["F2", "Shift+F2"] and "F3" not in key_line(seat)
    call(seat)
    assert {"F3", "F4", "Shift+F4"} <= set(key_line(seat)) and "F5" not in key_line(seat)
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is TicketState.SERVING)
    assert {"Ctrl+Return", "F5", "F6", "F7", "F8"} <= set(key_line(seat)) and "F3" not in key_line(seat)


def test_duty_begins_with_the_page_and_f9_pauses_it(seat: Seat, counter: Counter) -> None:
    def own() -> WindowState:
        return asked(counter.queue.windows)[0].state

    assert own() is WindowState.FREE
    seat.press(Key.Key_F9)
    seat.settle(lambda: seat.page.visitor.nobody.paused.isVisible())
    assert own() is WindowState.PAUSED
    seat.press(Key.Key_F2)
    seat.settle(lambda: "paused" in seat.page.banner.text())
    assert state(seat) is None
    seat.press(Key.Key_Return)
    seat.settle(lambda: not seat.page.visitor.nobody.paused.isVisible())
    assert own() is WindowState.FREE
    call(seat)


def test_a_page_made_anew_leaves_a_pause_as_it_is(
    qtbot: QtBot, seat: Seat, counter: Counter, clerk: Actor, background: Background
) -> None:
    seat.press(Key.Key_F9)
    seat.settle(lambda: seat.page.visitor.nobody.paused.isVisible())
    anew = seated(qtbot, counter, clerk, background)
    assert anew.page.visitor.nobody.paused.isVisible()


def test_other_windows_and_full_lines_are_in_sight(seat: Seat, counter: Counter, clerk: Actor) -> None:
    other = replace(clerk, window_id=asked(counter.catalogue.windows)[1].id)
    asked(lambda: counter.duty.begin(other))
    asked(
        lambda: counter.arranging.set_rules({"busy_line": 2, "light_amber": 1, "light_red": 2}, actor=clerk)
    )
    for _ in range(3):
        arrive(counter, clerk, "C1")
    seat.settle(lambda: any(p.is_urgent for p in seat.page.strip.pills()))
    pills = {p.head: p for p in seat.page.strip.pills()}
    assert "help is wanted" in pills["C"].text
    assert pills["2"].text == "Free"
    assert "Too many wait" in pills["A !!"].told and "min" in pills["A !!"].text


def test_a_window_that_helps_sees_who_waits_in_the_long_line(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    assert clerk.window_id is not None
    window = clerk.window_id
    asked(lambda: counter.arranging.set_rules({"busy_line": 2}, actor=clerk))
    asked(lambda: counter.arranging.set_window(window, ("A", "B"), True, actor=clerk))
    asked(lambda: counter.arranging.set_group(GroupRow("C", "Finance", "Finance"), actor=clerk))
    for _ in range(3):
        arrive(counter, clerk, "C1")
    seat.settle(lambda: sum(n.startswith("C") for n in waiting(seat)) >= 3)


@pytest.mark.parametrize("many", [0, 40])
def test_a_scene_is_read_in_few_statements_however_many_wait(
    seat: Seat, counter: Counter, clerk: Actor, many: int
) -> None:
    serve(seat)
    for _ in range(many):
        arrive(counter, clerk, "A1")
    doors = doors_of(counter)
    asked(lambda: read_scene(doors, clerk, frozenset(), 0))
    statements: list[str] = []

    def watch(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement != "BEGIN":
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", watch)
    try:
        scene = asked(lambda: read_scene(doors, clerk, frozenset(), 0))
    finally:
        event.remove(Engine, "before_cursor_execute", watch)
    assert scene.here is not None and scene.next_up is not None and len(scene.waiting) >= many
    assert len(statements) <= 12, statements
    print(f"\nstatements of a scene with {len(scene.waiting)} waiting: {len(statements)}")


def test_without_a_window_the_page_says_what_to_do(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> None:
    nowhere = seated(qtbot, counter, replace(clerk, window_id=None), background)
    nowhere.press(Key.Key_F2)
    nowhere.settle(lambda: nowhere.page.banner.text() != "")
    assert "without a window" in nowhere.page.banner.text()


def test_what_the_centre_said_to_a_call_stands_beside_the_number(seat: Seat) -> None:
    call(seat)
    assert seat.page.visitor.card.word.text() == wording.label(
        seat.page.visitor.card._words[here(seat).id].verdict
    )


def test_a_press_too_soon_after_the_visitor_changed_does_nothing(
    qtbot: QtBot, seat: Seat, counter: Counter, clerk: Actor, background: Background
) -> None:
    ticket = arrive(counter, clerk, "A1", "B1")
    asked(lambda: counter.case_desk.call_chosen(ticket, actor=clerk))
    asked(lambda: counter.case_desk.serve(ticket, actor=clerk))
    hasty = seated(qtbot, counter, clerk, background, calm_ms=60_000)
    assert here(hasty).leg == 1
    for key, modifier in (
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Return, Ctrl),
        (Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F7, Qt.KeyboardModifier.NoModifier),
    ):
        hasty.press(key, modifier)
        hasty.settle()
        assert hasty.said.pop() == "The visitor has just changed. Look, then press again."
    assert (here(hasty).id, here(hasty).leg) == (ticket, 1) and not hasty.page.visitor.is_asking()


def test_a_digit_too_soon_after_the_list_changed_calls_nobody(
    qtbot: QtBot, seat: Seat, counter: Counter, clerk: Actor, background: Background
) -> None:
    hasty = seated(qtbot, counter, clerk, background, calm_ms=60_000)
    hasty.press(Key.Key_F10)
    hasty.type("1")
    hasty.settle()
    assert hasty.said == ["The list has just changed. Look, then press again."]
    assert state(hasty) is None


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Return, Ctrl),
    ],
)
def test_a_key_pressed_while_another_is_carried_out_is_not_lost_unsaid(
    seat: Seat, hold_writer: Callable[[], threading.Event], key: Key, modifier: Qt.KeyboardModifier
) -> None:
    gate, first = hold_writer(), waiting(seat)[0]
    seat.press(Key.Key_F2)
    seat.press(key, modifier)
    assert seat.said == ["The key before is still being carried out. Look, then press again."]
    gate.set()
    seat.settle(lambda: state(seat) is TicketState.CALLED)
    assert (here(seat).number, here(seat).calls) == (first, 1)
    assert not seat.page.visitor.is_asking()


def test_a_key_that_is_for_nobody_says_so(seat: Seat) -> None:
    seat.press(Key.Key_F3)
    assert seat.said == ["Not possible now: Call again"]
    call(seat)
    assert here(seat).calls == 1


def test_two_presses_of_f2_call_one_visitor(seat: Seat, counter: Counter) -> None:
    first = waiting(seat)[0]
    serve(seat)
    second = seat.page.waiting.next_card.number.text()
    seat.press(Key.Key_F2)
    seat.press(Key.Key_F2)
    seat.settle(lambda: state(seat) is TicketState.CALLED)
    assert here(seat).number == second != first
    assert asked(counter.queue.missed) == ()


def test_an_older_scene_never_covers_what_was_just_done(seat: Seat, clerk: Actor, counter: Counter) -> None:
    old = asked(lambda: read_scene(doors_of(counter), clerk, frozenset(), seat.page.telling.turn))
    number = call(seat)
    seat.page._on_scene(old)
    assert here(seat).number == number


def test_what_is_asked_stays_about_the_visitor_it_was_asked_about(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    """The list moves while a reason is typed: the number that was selected is voided and no other."""
    second = seat.page.waiting.table.rows()[1]
    seat.press(Key.Key_F10)
    seat.press(Key.Key_Down)
    seat.press(Key.Key_Delete, Ctrl)
    assert second.number in seat.page.visitor.box.question()
    seat.type("left")
    other = replace(clerk, window_id=asked(counter.catalogue.windows)[-1].id)
    asked(lambda: counter.case_desk.call_next(actor=other))
    seat.settle(lambda: len(waiting(seat)) == 4)
    assert seat.page.visitor.is_asking()
    seat.press(Key.Key_Return)
    seat.settle(lambda: second.number not in waiting(seat))
    row = asked(lambda: counter.queue.ticket(second.id))
    assert row is not None and row.state is TicketState.VOID
