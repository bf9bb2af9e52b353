"""A calendar folder that cannot be written stands in the last line of the window until it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.rooms.calendar_folder import CalendarFolder
from ui.parts.background import Background
from ui.shell.frame import Frame, Place
from ui.shell.status_line import StatusLine
from ui.status_feed import StatusFeed


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder that is away."""
    return tmp_path / "share"


@pytest.fixture
def folder(counter: Counter, share: Path) -> Iterator[CalendarFolder]:
    made = CalendarFolder(counter.calendars, share, calm_s=0.01, retry_s=0.02)
    made.start()
    yield made
    made.stop()


def test_a_folder_that_is_away_is_told_with_the_way_to_the_settings(
    counter: Counter, background: Background, folder: CalendarFolder, share: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: folder.trouble() is not None)
    frame = Frame(Place("Hall", "1", "W*", "Clerk", is_sample=True), counter.store.clock, "Asia/Shanghai")
    qtbot.addWidget(frame)
    feed = StatusFeed(frame, replace(counter, calendar_folder=folder), background)
    frame.resize(1366, 768)
    frame.show()
    status = frame.findChild(StatusLine)
    qtbot.waitUntil(lambda: "Calendar files not written since" in status.text())
    assert str(share) in status.text()
    opened: list[str] = []
    status.page_requested.connect(opened.append)
    button = next(b for b in status.children() if getattr(b, "words", str)().startswith("Calendar files"))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened == ["settings"]
    share.mkdir()
    qtbot.waitUntil(lambda: folder.trouble() is None)
    feed.keep(())
    qtbot.waitUntil(lambda: "Calendar files" not in status.text())
