"""The window by keys: calling, receiving, missing, finishing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from app.cases.service import CaseDesk
from app.counter import Counter
from app.kernel.confirm import Confirmation, Verdict
from app.queueing.states import TicketState
from app.security.actors import Actor
from tests.ui.page_seat import Key, PageSeat, asked
from ui import wording
from ui.parts.background import Background
from ui.queueing.page import WindowDoors, WindowPage

Ctrl = Qt.KeyboardModifier.ControlModifier
Seat = PageSeat[WindowPage]


class CutOff:
    """A centre that does not answer."""

    def ask(self, txn: str) -> Confirmation:
        return Confirmation(Verdict.OFFLINE)

    def number(self, series: str, day: str) -> int | None:
        return None


def seated(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, desk: CaseDesk) -> Seat:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone
    doors = WindowDoors(desk, counter.cases, counter.queue, counter.people, counter.catalogue, clock)
    page = WindowPage(doors, background, clerk, zone)
    return PageSeat(qtbot, page, background, clock, zone)


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    yield seated(qtbot, counter, clerk, background, counter.case_desk)
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def shown_state(seat: Seat) -> TicketState | None:
    return seat.page.visitor.here.ticket.state if seat.page.visitor.here else None


def call(seat: Seat) -> str:
    seat.press(Key.Key_F2)
    seat.settle(lambda: shown_state(seat) is TicketState.CALLED)
    return seat.page.visitor.number.text()


def serve(seat: Seat) -> str:
    number = call(seat)
    seat.press(Key.Key_Return)
    seat.settle(lambda: shown_state(seat) is TicketState.SERVING)
    return number


def test_who_is_next_and_why_is_said_before_calling(seat: Seat) -> None:
    first = seat.page.waiting.table.rows()[0]
    assert first.is_priority
    assert seat.page.waiting.why.words().startswith("Priority")
    assert call(seat) == first.number


def test_f2_enter_f2_closes_the_case_with_its_usual_result_and_calls_the_next(
    seat: Seat, counter: Counter
) -> None:
    first = serve(seat)
    ticket = seat.page.visitor.here.ticket.id if seat.page.visitor.here else ""
    usual = seat.page.visitor.result()
    second = call(seat)
    assert second != first
    case = asked(lambda: counter.cases.of_ticket(ticket))
    assert case is not None and case.result == usual != ""


def test_a_result_of_the_clerks_own_is_kept_when_the_next_is_called(seat: Seat, counter: Counter) -> None:
    serve(seat)
    here = seat.page.visitor.here
    assert here is not None
    seat.page.visitor._result.setText("Two copies are missing")
    call(seat)
    case = asked(lambda: counter.cases.of_ticket(here.ticket.id))
    assert case is not None and case.result == "Two copies are missing"


def test_a_result_of_the_clerks_own_waits_where_nobody_is_next(seat: Seat, counter: Counter) -> None:
    for _ in range(5):
        serve(seat)
    seat.settle(lambda: seat.page.waiting.table.rows() == ())
    seat.page.visitor._result.setText("Own words")
    seat.press(Key.Key_F2)
    seat.settle(lambda: seat.page.banner.text() != "")
    assert "Nobody is waiting" in seat.page.banner.text()
    assert shown_state(seat) is TicketState.SERVING
    assert seat.page.visitor.result() == "Own words"


def test_f4_sets_aside_and_the_missed_can_be_brought_back(seat: Seat) -> None:
    number = call(seat)
    seat.press(Key.Key_F4)
    seat.settle(lambda: [row.number for row in seat.page.missed.table.rows()] == [number])
    assert shown_state(seat) is None
    seat.page.missed.table.setFocus()
    seat.type("1")
    seat.settle(lambda: seat.page.missed.table.rows() == ())
    assert number in [row.number for row in seat.page.waiting.table.rows()]


def test_calling_again_counts_and_ends_after_the_third_call(seat: Seat, counter: Counter) -> None:
    call(seat)
    for calls in (2, 3):
        counter.store.clock.step(61)  # type: ignore[attr-defined]
        seat.press(Key.Key_F3)
        seat.settle(lambda calls=calls: seat.page.visitor.here.ticket.calls == calls)  # type: ignore[misc, union-attr]
    seat.press(Key.Key_F3)
    seat.settle(lambda: "3 times already" in seat.page.banner.text())
    assert shown_state(seat) is TicketState.CALLED


def test_a_called_visitor_is_answered_for_before_the_next(seat: Seat) -> None:
    number = call(seat)
    seat.press(Key.Key_F2)
    seat.settle(lambda: number in seat.page.banner.text())
    assert seat.page.visitor.number.text() == number


def test_notes_are_kept_by_themselves(seat: Seat, counter: Counter) -> None:
    serve(seat)
    here = seat.page.visitor.here
    assert here is not None
    seat.type("brought two copies")
    seat.settle(lambda: seat.page.visitor._kept.text() != "")
    case = asked(lambda: counter.cases.of_ticket(here.ticket.id))
    assert case is not None and case.notes == "brought two copies"


def test_notes_just_typed_are_kept_when_the_case_is_finished_at_once(seat: Seat, counter: Counter) -> None:
    serve(seat)
    here = seat.page.visitor.here
    assert here is not None
    seat.type("in a hurry")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: shown_state(seat) is None)
    case = asked(lambda: counter.cases.of_ticket(here.ticket.id))
    assert case is not None and case.notes == "in a hurry"


def test_the_documents_of_the_business_are_listed(seat: Seat) -> None:
    call(seat)
    here = seat.page.visitor.here
    assert here is not None and here.matter is not None
    boxes = seat.page.visitor.documents.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == list(here.matter.documents)


def test_f6_and_f8_ask_for_the_room_and_the_contract_of_this_visit(seat: Seat) -> None:
    asked_for: list[tuple[str, str]] = []
    seat.page.room_requested.connect(lambda key: asked_for.append(("room", key)))
    seat.page.contract_requested.connect(lambda key: asked_for.append(("contract", key)))
    seat.press(Key.Key_F6)
    serve(seat)
    seat.press(Key.Key_F6)
    seat.press(Key.Key_F8)
    visit = seat.page.visitor.here.ticket.visit_id if seat.page.visitor.here else ""
    assert asked_for == [("room", visit), ("contract", visit)]


def test_a_call_the_centre_has_not_confirmed_says_so(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> None:
    desk = CaseDesk(counter.store, CutOff(), counter.hall_parts)
    cut_off = seated(qtbot, counter, clerk, background, desk)
    call(cut_off)
    assert cut_off.page.visitor._word.text() == wording.label(Verdict.OFFLINE)


def test_without_a_window_the_page_says_what_to_do(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> None:
    nowhere = seated(qtbot, counter, replace(clerk, window_id=None), background, counter.case_desk)
    nowhere.press(Key.Key_F2)
    nowhere.settle(lambda: nowhere.page.banner.text() != "")
    assert "without a window" in nowhere.page.banner.text()
