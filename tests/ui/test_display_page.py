"""The hall's display shows no name and never old data unmarked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.queueing.queries import CallLine
from app.security.actors import Actor
from tests.ui.hall_seat import Hall, a_hall
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.queueing.display import FAR_AFTER, STALE_AFTER, CallDisplay, DisplayDoors
from ui.queueing.display_painting import BoardScene, paint_board


@pytest.fixture
def hall(counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    yield a_hall(counter, clerk, background)
    background.close()


@pytest.fixture
def display(qtbot: QtBot, hall: Hall, no_sql_in_the_window: None) -> CallDisplay:
    doors = DisplayDoors(hall.counter.queue, hall.counter.catalogue, hall.clock, hall.wire)
    made = CallDisplay(doors, hall.background, hall.counter.settings.zone)
    qtbot.addWidget(made)
    made.open_on_second_screen()
    qtbot.waitUntil(lambda: made.scene().hall != "")
    return made


def test_a_call_appears_by_itself_and_the_one_before_goes_to_the_side(
    qtbot: QtBot, hall: Hall, display: CallDisplay
) -> None:
    first = hall.call()
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == [first])
    hall.serve()
    second = hall.call()
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == [second])
    assert [call.number for call in display.scene().earlier] == [first]
    assert {call.window_number for call in display.scene().current} == {1}


def test_nothing_on_the_display_tells_who_anybody_is(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.call()
    qtbot.waitUntil(lambda: bool(display.scene().current))
    shown = repr(display.scene())
    for row in asked(hall.counter.queue.today):
        assert row.person not in shown and row.organisation not in shown
        assert row.visit_id not in shown


def test_waiting_is_counted_by_business(hall: Hall, display: CallDisplay) -> None:
    counted = {group.letter: group.count for group in display.scene().waiting}
    rows = asked(hall.counter.queue.waiting)
    assert counted == {letter: sum(r.letter == letter for r in rows) for letter in {r.letter for r in rows}}


def test_the_call_just_made_stands_out_for_a_while(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.call()
    qtbot.waitUntil(lambda: bool(display.scene().fresh))
    hall.clock.step(13)
    assert not display.scene().fresh


def test_old_data_are_marked_with_the_moment_they_were_true(hall: Hall, display: CallDisplay) -> None:
    assert not display.scene().is_stale
    hall.clock.step(STALE_AFTER / 1_000_000 + 1)
    scene = display.scene()
    assert scene.is_stale and "Nothing new since" in scene.note


def test_a_centre_not_heard_for_long_is_said(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.heard_at = hall.clock.now() - FAR_AFTER - 1_000_000
    display.refresh()
    qtbot.waitUntil(lambda: display.scene().is_stale)
    assert "Other windows not heard since" in display.scene().note


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (640, 360)])
def test_the_board_is_painted_at_every_size(size: tuple[int, int]) -> None:
    calls = tuple(CallLine(str(n), str(n), f"A0{n}", n, 0, 1, True) for n in range(6))
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scene = BoardScene("Hall", "09:41:07", current=calls, earlier=calls, fresh=frozenset({"0"}), note="x")
    paint_board(painter, QRect(0, 0, *size), scene)
    painter.end()
    colours = {image.pixel(x, y) for x in range(0, size[0], 7) for y in range(0, size[1], 7)}
    assert len(colours) > 20
