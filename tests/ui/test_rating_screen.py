"""The request for a rating: after a case of this window, voluntary, away by itself, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.ratings.states import SaidBy
from app.security.actors import Actor
from tests.ui.fake_screens import FakeScreens
from tests.ui.hall_seat import Hall, a_hall
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.parts.rating_panel import ASK_S, RatingPanel
from ui.ratings.rating_screen import RatingDoors, RatingScreen


@pytest.fixture
def hall(counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    yield a_hall(counter, clerk, background)
    background.close()


def a_screen(qtbot: QtBot, hall: Hall, window_id: str) -> RatingScreen:
    doors = RatingDoors(hall.counter.ratings_view, hall.counter.ratings, hall.clock, window_id)
    made = RatingScreen(doors, hall.background, FakeScreens("pad"), "pad")
    qtbot.addWidget(made)
    made.open_when_there()
    return made


@pytest.fixture
def screen(qtbot: QtBot, hall: Hall, no_sql_in_the_window: None) -> RatingScreen:
    return a_screen(qtbot, hall, hall.clerk.window_id or "")


def end_a_case(hall: Hall) -> str:
    hall.call()
    ticket = hall.busy()
    case_id: str = asked(lambda: hall.counter.case_desk.serve(ticket, actor=hall.clerk)).value
    asked(lambda: hall.counter.case_desk.finish(case_id, actor=hall.clerk))
    return case_id


def said(panel: RatingPanel) -> str:
    label = panel._stack.currentWidget()
    return label.text() if isinstance(label, QLabel) else ""


def levels(hall: Hall) -> dict[int, int]:
    view = hall.counter.ratings_view
    day = asked(hall.counter.queue.today)[0].day
    found = asked(lambda: view.satisfaction(day, day))
    return {level: count for level, count in found.by_level if count} | {0: found.unrated}


def test_the_end_of_a_case_asks_its_visitor_who_rates_with_two_touches(
    qtbot: QtBot, hall: Hall, screen: RatingScreen
) -> None:
    assert screen.panel is None
    case_id = end_a_case(hall)
    qtbot.waitUntil(lambda: screen.panel is not None)
    panel = screen.panel
    assert panel is not None and panel.request.case_id == case_id
    assert "Window 1" in panel._who.text() and hall.clerk.name in panel._who.text()
    panel._levels.tiles[1].click()
    assert panel.part() == "options"
    panel._ticks[0].click()
    panel._send.click()
    qtbot.waitUntil(lambda: levels(hall) == {4: 1, 0: 0})
    assert panel.part() == "thanks"
    panel._after.timeout.emit()
    assert screen.panel is None


def test_who_does_not_rate_is_not_counted_as_satisfied(
    qtbot: QtBot, hall: Hall, screen: RatingScreen
) -> None:
    end_a_case(hall)
    qtbot.waitUntil(lambda: screen.panel is not None)
    assert screen.panel is not None
    screen.panel._skip.click()
    assert screen.panel is None and levels(hall) == {0: 1}
    end_a_case(hall)
    qtbot.waitUntil(lambda: screen.panel is not None)
    for _ in range(ASK_S):
        screen.panel._second.timeout.emit()
    assert screen.panel is None and levels(hall) == {0: 2}


def test_by_keys_alone(qtbot: QtBot, hall: Hall, screen: RatingScreen) -> None:
    end_a_case(hall)
    qtbot.waitUntil(lambda: screen.panel is not None)
    panel = screen.panel
    assert panel is not None
    QTest.keyClick(panel, Qt.Key.Key_5)
    QTest.keyClick(panel, Qt.Key.Key_8)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: levels(hall) == {1: 1, 0: 0})
    assert len(asked(hall.counter.ratings_view.tasks)) == 1


def test_a_second_send_keeps_one_rating_and_a_refusal_is_said(
    qtbot: QtBot, hall: Hall, screen: RatingScreen
) -> None:
    case_id = end_a_case(hall)
    qtbot.waitUntil(lambda: screen.panel is not None)
    panel = screen.panel
    assert panel is not None
    QTest.keyClick(panel, Qt.Key.Key_1)
    rated = hall.counter.ratings
    asked(lambda: rated.rate(case_id, 3, [], SaidBy.SLIP))
    QTest.keyClick(panel, Qt.Key.Key_Return)
    QTest.keyClick(panel, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.part() == "thanks" and "rated already" in said(panel))
    assert levels(hall) == {3: 1, 0: 0}


def test_another_window_s_case_is_not_asked_about_here(qtbot: QtBot, hall: Hall) -> None:
    elsewhere = a_screen(qtbot, hall, asked(hall.counter.catalogue.windows)[1].id)
    end_a_case(hall)
    qtbot.wait(200)
    qtbot.waitUntil(hall.background.is_idle)
    assert elsewhere.panel is None
