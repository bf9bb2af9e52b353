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
from tests.ui.page_seat import Key, asked
from tests.ui.window_seat import CutOff, Seat, key_line, seated, state, waiting
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


def others_know_all(counter: Counter) -> None:
    """Everything of this terminal has gone up, its duty too, before the line broke."""
    asked(lambda: _sent(counter))


def _sent(counter: Counter) -> None:
    with counter.store.keep() as session:
        session.execute(update(OutboxEntry).values(state=Sending.ACCEPTED))
        session.execute(update(Duty).values(version="1"))
