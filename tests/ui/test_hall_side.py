"""What the hall sees and hears follows the settings at once, without a new sign-in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.queueing.states import Spoken
from app.security.actors import Actor
from tests.ui.hall_seat import Hall
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import Ctrl, WholeDesk
from ui import hall_side
from ui.hall_side import HallSide
from ui.parts.background import Background
from ui.parts.page import Page
from ui.queueing.voice import Speech


class Mouth(Speech):
    """Says everything at once and keeps it."""

    said: list[str]

    def say(self, text: str) -> None:
        self.said.append(text)
        self.ended.emit("")

    def stop(self) -> None:
        """Nothing goes on."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is spoken on a computer that has a voice."""
    heard: list[str] = []

    def mouth(parent: QObject) -> Speech:
        made = Mouth(parent)
        made.said = heard
        return made

    monkeypatch.setattr(hall_side, "open_speech", mouth)
    return heard


@pytest.fixture
def desk(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, said: list[str]
) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, counter, clerk, background)
    yield made
    background.close()


@pytest.fixture
def side(desk: WholeDesk) -> HallSide:
    found = desk.frame.findChild(HallSide)
    assert isinstance(found, HallSide)
    return found


def settings_page(desk: WholeDesk) -> Page:
    # A display that has just opened may have taken the keys.
    desk.frame.activateWindow()
    desk.settle(desk.frame.isActiveWindow)
    page = desk.frame.open_page("settings")
    assert page is not None
    return page


def tick(desk: WholeDesk, name: str) -> None:
    """Turn a tick of the settings and save."""
    box = settings_page(desk).findChild(QCheckBox, name)
    box.setFocus()
    desk.press(Key.Key_Space, (Key.Key_S, Ctrl))
    desk.settle()


def test_the_passing_text_is_another_one_at_once(desk: WholeDesk, side: HallSide) -> None:
    side.open_display()
    before = side.display._board().height()
    for text, is_shown in (("Welcome", True), ("", False)):
        settings_page(desk).findChild(QLineEdit, "marquee").setFocus()
        desk.press((Key.Key_A, Ctrl), Key.Key_Delete)
        desk.type(text)
        desk.press((Key.Key_S, Ctrl))
        desk.settle(lambda text=text: side.display.marquee.text() == text)
        assert side.display.marquee.isVisible() is is_shown
        assert (side.display._board().height() < before) is is_shown
        assert side.display.marquee.y() == side.display._board().bottom() + 1


def test_the_display_opens_and_closes_with_its_tick(desk: WholeDesk, side: HallSide) -> None:
    assert not side.display.isVisible()
    tick(desk, "display")
    desk.settle(side.display.isVisible)
    tick(desk, "display")
    desk.settle(lambda: not side.display.isVisible())


def test_the_rating_screen_comes_and_goes_with_its_tick(desk: WholeDesk, side: HallSide) -> None:
    was = side.rating is not None
    tick(desk, "rating")
    desk.settle(lambda: (side.rating is not None) is not was)
    tick(desk, "rating")
    desk.settle(lambda: (side.rating is not None) is was)


def test_the_voice_speaks_and_is_silent_with_its_tick(
    desk: WholeDesk, side: HallSide, counter: Counter, clerk: Actor, said: list[str]
) -> None:
    hall = Hall(counter, clerk, desk.clock, desk.background)
    is_on = counter.settings.voice
    for _ in range(2):
        number = hall.call()
        wanted = Spoken.SPOKEN if is_on else Spoken.NOT_SPOKEN
        desk.settle(lambda number=number, wanted=wanted: hall.calls_noted()[number][0] is wanted)
        assert bool(said) is is_on
        hall.serve()
        said.clear()
        tick(desk, "voice")
        is_on = not is_on
    assert asked(counter.queue.unspoken) == ()
