"""A frame with one page in it, and the hands of a clerk: keys go to whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.kernel.clock import Clock
from ui.parts.background import Background
from ui.parts.page import Page
from ui.shell.frame import Frame, PageSlot, Place

Key = Qt.Key
P = TypeVar("P", bound=Page)
T = TypeVar("T")


def asked(job: Callable[[], T]) -> T:
    """Ask the counter away from the window's thread, which may not do it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(job).result()


class PageSeat(Generic[P]):
    """A clerk before a page."""

    def __init__(self, qtbot: QtBot, page: P, background: Background, clock: Clock, zone: str) -> None:
        self.qtbot, self.page, self.background = qtbot, page, background
        self.said: list[str] = []
        self.keys = 0
        self.frame = Frame(Place("Hall", "1", "W*", "Clerk", is_sample=True), clock, zone)
        self.frame.add_page(PageSlot("page", "Page", "list", self._made))
        page.said.connect(self._hear)
        qtbot.addWidget(self.frame)
        self.frame.resize(1366, 768)
        self.frame.open_page("page")
        self.frame.show()
        self.frame.activateWindow()
        qtbot.waitExposed(self.frame)
        self.settle()

    def settle(self, is_so: Callable[[], bool] = lambda: True) -> None:
        """Wait until nothing is on its way and something is so."""
        self.qtbot.waitUntil(lambda: is_so() and self.background.is_idle(), timeout=10_000)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        self.keys += 1
        QTest.keyClick(self.focus(), key, modifier)

    def type(self, text: str) -> None:
        """Type characters, each one a key."""
        for character in text:
            self.keys += 1
            QTest.keyClick(self.focus(), character)

    def focus(self) -> QWidget:
        """Give what has the focus."""
        return self.frame.focusWidget() or self.frame

    def _made(self) -> Page:
        return self.page

    def _hear(self, sentence: str, can_undo: bool) -> None:
        self.said.append(sentence)
