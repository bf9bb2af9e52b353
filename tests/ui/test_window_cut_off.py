"""The window without its centre: since when, whom it may call, how the hall shares the line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.cases.service import CaseDesk
from app.counter import Counter
from app.kernel.clock import MINUTE
from app.kernel.confirm import Verdict
from app.queueing.entities import Duty
from app.queueing.states import TicketState
from app.security.actors import Actor
from app.storage.outbox import OutboxEntry, Sending, write_fact
from app.sync.facts import LAST_SUCCESS, TERMINAL_ROLE, TROUBLE
from tests.builders import PASSWORD
from tests.ui.page_seat import Key, asked
from tests.ui.window_seat import CutOff, Seat, call, key_line, seated, state, waiting
from ui import wording
from ui.parts.background import Background

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    """A terminal that has a centre and has lost it forty minutes ago."""
    asked(lambda: counter.duty.begin(clerk))
    with counter.store.keep() as session:
        write_fact(session, TERMINAL_ROLE, "guitai_t_1")
        write_fact(session, TROUBLE, "unreachable")
        write_fact(session, LAST_SUCCESS, counter.store.clock.now() - 40 * MINUTE)
    desk = CaseDesk(counter.store, CutOff(), counter.hall_parts)
    yield seated(qtbot, counter, clerk, background, desk=desk)
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def test_since_when_it_is_cut_off_stands_on_the_page(seat: Seat) -> None:
    assert seat.page.cut.isVisible()
    assert "since 2026-11-23 08:02" in seat.page.cut.text()
    assert "Ctrl+F2" in key_line(seat)


def test_numbers_of_this_terminal_are_called_and_marked_as_unconfirmed(seat: Seat) -> None:
    seat.press(Key.Key_F2)
    seat.settle(lambda: state(seat) is TicketState.CALLED)
    assert seat.page.visitor.card.word.text() == wording.label(Verdict.OFFLINE)


def test_whom_others_know_too_is_refused_with_a_way_on(seat: Seat, counter: Counter) -> None:
    others_know_all(counter)
    seat.press(Key.Key_F2)
    seat.settle(lambda: seat.page.banner.text() != "")
    assert state(seat) is None
    assert "Share the line   Ctrl+F2" in seat.page.banner._remedy.text()


def test_a_chosen_visitor_is_called_on_purpose_by_a_second_key(seat: Seat, counter: Counter) -> None:
    others_know_all(counter)
    second = waiting(seat)[1]
    seat.press(Key.Key_F10)
    seat.type("2")
    seat.settle(lambda: seat.page.banner.text() != "")
    assert state(seat) is None and "Ctrl+Shift+F2" in key_line(seat)
    assert second in seat.page.banner._remedy.text()
    seat.press(Key.Key_F2, Ctrl | Shift)
    seat.settle(lambda: state(seat) is TicketState.CALLED)
    assert seat.page.visitor.card.number.text() == second
    assert not seat.page.banner.isVisible()


def test_the_line_is_shared_by_one_key_and_said_so(seat: Seat, counter: Counter) -> None:
    others_know_all(counter)
    seat.press(Key.Key_F2, Ctrl)
    seat.settle(lambda: "share the line" in seat.page.cut.text())
    assert "Ctrl+F2" not in key_line(seat)
    seat.press(Key.Key_F2)
    seat.settle(lambda: state(seat) is TicketState.CALLED)


def test_the_card_shows_whom_f2_calls_and_nobody_where_others_call(seat: Seat, counter: Counter) -> None:
    """The line shared with the sixth window: what is its own is marked, and how it is called is said."""
    sixth = asked(lambda: counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[5].id))
    asked(lambda: counter.duty.begin(sixth.value))
    others_know_all(counter)
    seat.press(Key.Key_F2, Ctrl)
    seat.settle(lambda: "share the line" in seat.page.cut.text())
    card = seat.page.waiting.next_card
    for _ in waiting(seat):
        if not card.isVisible():
            break
        number = card.number.text()
        assert call(seat) == number
        seat.press(Key.Key_Return)
        seat.settle(lambda: state(seat) is TicketState.SERVING)
        seat.press(Key.Key_Return, Ctrl)
        seat.settle(lambda: state(seat) is None)
    scene, rows = seat.page._scene, seat.page.waiting.table.rows()
    assert scene is not None and rows and {row.id for row in rows} == scene.on_purpose
    assert {seat.page.waiting._mark(row) for row in rows} == {"lock"}
    assert "Whoever waits belongs to other windows" in advice(seat)
    seat.press(Key.Key_F2)
    seat.settle(seat.page.banner.isVisible)
    assert "belongs to other windows" in seat.page.banner.text()
    assert not seat.page.banner._remedy.isVisible() and "Ctrl+F2" not in key_line(seat)


def test_cut_off_and_not_shared_the_page_says_what_can_be_done(seat: Seat, counter: Counter) -> None:
    others_know_all(counter)
    seat.page.refresh()
    seat.settle(lambda: not seat.page.waiting.next_card.isVisible())
    said = advice(seat)
    assert "Ctrl+F2 shares the line" in said and "Ctrl+Shift+F2 then calls on purpose" in said
    assert "Shift+F2" not in key_line(seat)


def test_what_was_offered_on_purpose_ends_with_the_next_contact(seat: Seat, counter: Counter) -> None:
    _refused(seat, counter)
    asked(lambda: _heard(counter))
    seat.page.refresh()
    seat.settle(lambda: "Ctrl+Shift+F2" not in key_line(seat))
    assert not seat.page.banner.isVisible()
    seat.press(Key.Key_F2, Ctrl | Shift)
    seat.settle()
    assert state(seat) is None


def test_what_was_offered_on_purpose_ends_when_another_window_has_the_visitor(
    seat: Seat, counter: Counter
) -> None:
    ticket = _refused(seat, counter)
    sixth = asked(lambda: counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[5].id))
    called = asked(lambda: counter.case_desk.call_chosen(ticket, on_purpose=True, actor=sixth.value))
    seat.settle(lambda: "Ctrl+Shift+F2" not in key_line(seat))
    seat.press(Key.Key_F2, Ctrl | Shift)
    seat.settle()
    row = asked(lambda: counter.queue.ticket(ticket))
    assert (row.window_number, row.calls) == (called.value.window_number, 1)
    assert not seat.page.banner.isVisible()


def advice(seat: Seat) -> str:
    """What the empty window says to do."""
    return seat.page.visitor.nobody._empty._advice.text()


def _refused(seat: Seat, counter: Counter) -> str:
    """Choose somebody whom others know too; gives the ticket."""
    others_know_all(counter)
    row = seat.page.waiting.table.rows()[1]
    seat.press(Key.Key_F10)
    seat.type("2")
    seat.settle(lambda: "Ctrl+Shift+F2" in key_line(seat))
    return row.id


def others_know_all(counter: Counter) -> None:
    """Everything of this terminal has gone up, its duty too, before the line broke."""
    asked(lambda: _sent(counter))


def _heard(counter: Counter) -> None:
    """The centre answers again."""
    with counter.store.keep() as session:
        write_fact(session, TROUBLE, "")
        write_fact(session, LAST_SUCCESS, counter.store.clock.now())


def _sent(counter: Counter) -> None:
    with counter.store.keep() as session:
        session.execute(update(OutboxEntry).values(state=Sending.ACCEPTED))
        session.execute(update(Duty).values(version="1"))
