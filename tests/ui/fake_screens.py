"""Screens that a test plugs in and out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.parts.screens import ScreenFacts, Screens


class FakeScreens(Screens):
    """Remembers which window was put on which screen."""

    def __init__(self, *others: str) -> None:
        super().__init__()
        self.others = list(others)
        self.puts: list[str] = []

    def every(self) -> tuple[ScreenFacts, ...]:
        return (ScreenFacts("desk", True), *(ScreenFacts(key, False) for key in self.others))

    def put(self, window: QWidget, key: str) -> None:
        self.puts.append(key)
        window.showFullScreen()

    def plug(self, key: str) -> None:
        self.others.append(key)
        self.changed.emit()

    def unplug(self, key: str) -> None:
        self.others.remove(key)
        self.changed.emit()
