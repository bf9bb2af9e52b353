"""The tabs above the right side of the rooms' page: booking, requests, waiting list, whom to phone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui import theme


class Side(StrEnum):
    """What the right side shows."""

    BOOKING = "booking"
    REQUESTS = "requests"
    WAITING = "waiting"
    CALLS = "calls"


class SideTabs(QWidget):
    """Buttons of which one is pressed; those of lists tell how many lines there are.

    Signals:
        chosen: Another tab was chosen. Carries a Side.
    """

    chosen = Signal(object)

    def __init__(self, *, may_agree: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = {
            Side.BOOKING: self.tr("Booking"),
            Side.REQUESTS: self.tr("Requests"),
            Side.WAITING: self.tr("Waiting"),
            Side.CALLS: self.tr("To phone"),
        }
        self._buttons: dict[Side, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for side, title in self._titles.items():
            if side is Side.REQUESTS and not may_agree:
                continue
            button = QPushButton(title, self)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setProperty("side", side.value)
            button.setMinimumWidth(theme.px(40))
            self._group.addButton(button)
            self._buttons[side] = button
            line.addWidget(button, 1)
        self._buttons[Side.BOOKING].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_counts(self, counts: dict[Side, int]) -> None:
        """Tell how many lines the lists have."""
        for side, button in self._buttons.items():
            count = counts.get(side, 0)
            button.setText(f"{self._titles[side]} {count}" if count else self._titles[side])

    def text(self, side: Side) -> str:
        """Tell what a tab says, "" where it is not offered."""
        return self._buttons[side].text() if side in self._buttons else ""

    def current(self) -> Side:
        """Tell which tab is pressed."""
        return next(side for side, button in self._buttons.items() if button.isChecked())

    def press(self, side: Side) -> None:
        """Show a tab as pressed."""
        if side in self._buttons:
            self._buttons[side].setChecked(True)

    def turn(self) -> None:
        """Go to the next tab."""
        sides = list(self._buttons)
        following = sides[(sides.index(self.current()) + 1) % len(sides)]
        self.press(following)
        self.chosen.emit(following)

    def _on_clicked(self, button: QPushButton) -> None:
        self.chosen.emit(Side(button.property("side")))
