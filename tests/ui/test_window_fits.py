"""The window's page on small screens: whole without scrolling, no name of a business cut, Ctrl+Z in sight."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.security.actors import Actor
from tests.ui.window_seat import Seat, call, seated, serve
from ui import theme
from ui.parts.background import Background
from ui.parts.page import KeyAction
from ui.shell.language import Language

SMALL = (1366, 768)
SCALED = (1280, 720)
"""1920 x 1080 at 150 %."""


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    speaking = Language()
    speaking.speak(request.param)
    yield str(request.param)
    speaking.speak("C")


@pytest.fixture
def seat(
    language: str, qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> Iterator[Seat]:
    made = seated(qtbot, counter, clerk, background)
    for key, rank in (("F1", 1), ("Ctrl+Z", 0), ("Ctrl+Shift+Z", 2), ("F11", 2)):
        made.frame.add_key(KeyAction(key, "words for it", made.page.refresh, rank))
    yield made
    background.close()


def is_whole(seat: Seat, part: QWidget) -> bool:
    """Tell whether a part is seen to its last pixel."""
    area = seat.page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    place = QRect(part.mapTo(area.viewport(), QPoint()), part.size())
    return part.isVisible() and area.viewport().rect().contains(place)


@pytest.mark.parametrize("size", [SMALL, SCALED])
def test_next_visitor_visitor_and_keys_are_seen_without_scrolling(seat: Seat, size: tuple[int, int]) -> None:
    page = seat.page
    seat.frame.resize(*size)
    seat.settle()
    assert is_whole(seat, page.waiting.next_card) and is_whole(seat, page.visitor)
    call(seat)
    seat.settle()
    assert is_whole(seat, page.visitor) and is_whole(seat, page.visitor.serve)
    seat.press(Qt.Key.Key_Return)
    seat.settle(lambda: page.visitor.case_in_hand() is not None)
    for part in (page.visitor, page.visitor.then_next, page.visitor.notes, page.waiting, page.aside):
        assert is_whole(seat, part)
    assert {"F2", "Ctrl+Z"} <= set(seat.frame._keys.shown())
    assert seat.frame._keys.more.isVisible() or len(seat.frame._keys.shown()) == len(page.keys()) + 4


@pytest.mark.parametrize("size", [SMALL, SCALED])
def test_the_business_of_who_waits_is_never_cut(seat: Seat, size: tuple[int, int]) -> None:
    seat.frame.resize(*size)
    serve(seat)
    seat.settle(lambda: bool(seat.page.waiting.table.rows()))
    view = seat.page.waiting.table._view
    metrics = QFontMetrics(theme.font())
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 2)
        room = QRect(0, 0, view.visualRect(index).width() - 22, 1000)
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, index.data())
        assert words.width() <= room.width() and words.height() < view.rowHeight(row)
