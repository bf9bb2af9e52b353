"""What the pictures of rooms show: a conflict, a series with a reason, a door; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.counter import Counter
from tests.builders import PASSWORD
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import WholeDesk
from ui.doors.panel import DoorPanel
from ui.parts.background import Background
from ui.room_scenes import RoomScenes
from ui.rooms.page import RoomsPage
from ui.sample_terminal import SampleTerminal


def test_the_scenes_show_what_they_are_named_after(
    qtbot: QtBot, qapp: QApplication, open_copy: Callable[[], Counter], background: Background
) -> None:
    counter = open_copy()
    clerk = counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
    desk = WholeDesk(qtbot, counter, clerk, background)
    terminal = SampleTerminal(counter, desk.clock, clerk, background)
    before = asked(lambda: counter.rooms_view.day(counter.rooms_view.today()))
    desk.press(Key.Key_F6)
    desk.settle(lambda: desk.frame.current_name() == "rooms")
    page = desk.page("rooms")
    assert isinstance(page, RoomsPage)
    conflict, series, door = RoomScenes(qapp, terminal, desk.frame, QSize(1366, 768)).scenes()
    conflict.show()
    desk.settle(lambda: any("aken" in told for told in page.timeline.against()))
    series.show()
    desk.settle(lambda: "1 of 8" in page.series.verdict())
    assert page.timeline.against() == ()
    panel = door.show()
    assert isinstance(panel, DoorPanel)
    qtbot.addWidget(panel)
    desk.settle(lambda: panel.stand() is not None)
    assert asked(lambda: counter.rooms_view.day(counter.rooms_view.today())) == before
    background.close()
