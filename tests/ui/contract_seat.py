"""A frame with the contracts' page in it, and the hands of a clerk."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.contracts.content import ContractContent
from app.contracts.queries import ContractCard
from app.counter import Counter
from app.security.actors import Actor
from tests.builders import a_content, a_draft, without
from tests.ui.contract_desk import contract_desk
from ui.contracts.contract_panel import Step
from ui.contracts.page import ContractsPage
from ui.parts.background import Background
from ui.parts.page import Page
from ui.shell.frame import Frame, PageSlot, Place

Key = Qt.Key

T = TypeVar("T")


def asked(job: Callable[[], T]) -> T:
    """Ask the counter away from the window's thread, which may not do it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(job).result()


class Seat:
    """A frame with the contracts' page in it, and the hands of a clerk."""

    def __init__(self, qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> None:
        self.qtbot, self.counter, self.background = qtbot, counter, background
        self.said: list[str] = []
        desk = contract_desk(counter)
        self.page = ContractsPage(desk, background, clerk)
        self.frame = Frame(Place("Hall", "1", "W*", "Clerk", is_sample=True), counter.store.clock, desk.zone)
        self.frame.add_page(PageSlot("contracts", "Contracts", "file-text", self._made))
        self.page.said.connect(self._hear)
        qtbot.addWidget(self.frame)
        self.frame.resize(1366, 768)
        self.frame.open_page("contracts")
        self.frame.show()
        self.frame.activateWindow()
        qtbot.waitExposed(self.frame)
        self.settle()

    def _made(self) -> Page:
        return self.page

    def _hear(self, sentence: str, can_undo: bool) -> None:
        self.said.append(sentence)

    def settle(self, is_so: Callable[[], bool] = lambda: True) -> None:
        self.qtbot.waitUntil(lambda: is_so() and self.background.is_idle(), timeout=10_000)

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)

    def focus(self) -> QWidget:
        return self.frame.focusWidget() or self.frame

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def choose(self, key: str) -> None:
        self.page.open_record(key)
        panel = self.page.overview.panel
        self.settle(lambda: panel.card() is not None and panel.card().id == key)  # type: ignore[union-attr]

    def take(self, step: Step) -> None:
        QTest.mouseClick(self.page.overview.panel.button(step), Qt.MouseButton.LeftButton)

    def edit(self, key: str) -> None:
        self.choose(key)
        self.take(Step.EDIT)
        self.settle(lambda: self.page.editor.contract_id() == key)
        self.settle(lambda: self.page.editor.preview.page_count() > 0)

    def saved(self) -> ContractContent:
        return self.card(self.page.editor.contract_id()).content

    def card(self, key: str) -> ContractCard:
        return asked(partial(self.counter.contracts.contract, key))

    def wait_saved(self) -> None:
        self.settle(self.page.editor.is_saved)


def drafted(seat: Seat, clerk: Actor, **changes: object) -> str:
    return asked(
        lambda: a_draft(seat.counter, clerk, without(a_content(seat.counter), **changes) if changes else None)
    )
