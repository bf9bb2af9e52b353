"""Day sheets of the day that is shown, from the rooms page: tomorrow's are printed this evening."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.documents.file_words import words_of
from app.storage.spool import Paper, PrintJobRow
from tests.builders import PASSWORD
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import Ctrl, Shift, WholeDesk
from ui.parts.background import Background
from ui.rooms.page import RoomsPage


@pytest.fixture
def desk(qtbot: QtBot, open_copy: Callable[[], Counter], background: Background) -> Iterator[WholeDesk]:
    counter = open_copy()
    clerk = counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
    yield WholeDesk(qtbot, counter, clerk, background)
    background.close()


def at_the_rooms(desk: WholeDesk) -> RoomsPage:
    desk.press(Key.Key_F6)
    desk.settle(lambda: desk.frame.current_name() == "rooms")
    page = desk.page("rooms")
    assert isinstance(page, RoomsPage)
    desk.settle(lambda: page.timeline.scene() is not None)
    page.timeline.setFocus()
    return page


def printed(desk: WholeDesk, key: Qt.Key) -> PrintJobRow:
    before = len(asked(desk.counter.spool.jobs))
    desk.press((key, Ctrl | Shift))
    desk.settle(lambda: len(asked(desk.counter.spool.jobs)) == before + 1)
    return asked(desk.counter.spool.jobs)[0]


def words(desk: WholeDesk, job: PrintJobRow) -> str:
    return words_of(asked(lambda: desk.counter.spool.preview(job.id)))


def test_tomorrows_sheets_are_printed_from_the_day_shown(desk: WholeDesk) -> None:
    page = at_the_rooms(desk)
    today = asked(desk.counter.rooms_view.today)
    desk.press(Key.Key_PageDown)
    desk.settle(lambda: page.timeline.scene().day == today + dt.timedelta(days=1))  # type: ignore[union-attr]
    tomorrow = (today + dt.timedelta(days=1)).isoformat()
    hall = printed(desk, Key.Key_P)
    assert (hall.paper, hall.subject.split(":")[0]) == (Paper.PAGE, "hall")
    assert tomorrow in words(desk, hall)
    desk.press(Key.Key_Down)
    room = printed(desk, Key.Key_R)
    assert room.subject == f"room:{asked(desk.counter.rooms_view.rooms)[1].id}"
    assert tomorrow in words(desk, room)


def test_in_the_week_the_day_under_the_cursor_is_meant(desk: WholeDesk) -> None:
    page = at_the_rooms(desk)
    desk.press(Key.Key_F3)
    desk.settle(lambda: len(page.timeline.scene().lines) == 7)  # type: ignore[union-attr]
    page.timeline.setFocus()
    desk.press(Key.Key_Down, Key.Key_Down)
    day = page.timeline.day()
    assert day is not None and day != asked(desk.counter.rooms_view.today)
    assert day.isoformat() in words(desk, printed(desk, Key.Key_R))
