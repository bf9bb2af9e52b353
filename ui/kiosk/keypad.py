"""A telephone number by finger or by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.parts.touch import Tile, TileFacts
from ui.parts.words import words

LENGTH = 11
"""Mobile numbers of China; other visitors use a card or no name at all."""
_BACK, _DONE = "back", "done"


class Keypad(QWidget):
    """Digits in threes.

    Signals:
        entered: All digits are there and confirmed. Carries them.
        touched: A key was pressed.
    """

    entered = Signal(str)
    touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = ""
        self._shown = words("", "huge", self)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = words(self.tr("Your mobile number: 11 digits"), "muted", self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)
        column.addWidget(self._hint)
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        facts = [TileFacts(str(digit), str(digit)) for digit in (*range(1, 10),)]
        facts += [
            TileFacts(_BACK, self.tr("Delete"), icon="eraser"),
            TileFacts("0", "0"),
            TileFacts(_DONE, self.tr("Go on"), icon="check"),
        ]
        self.tiles = [Tile(fact, parent=self, is_main=fact.key == _DONE) for fact in facts]
        for place, tile in enumerate(self.tiles):
            tile.clicked.connect(self._on_clicked)
            grid.addWidget(tile, place // 3, place % 3)
        column.addLayout(grid, 1)
        self._show()

    def take_focus(self) -> None:
        """Let the keyboard type."""
        self.tiles[0].setFocus()

    def press(self, key: str) -> None:
        """Press a key by its name: a digit, back or done."""
        self.touched.emit()
        if key == _BACK:
            self._digits = self._digits[:-1]
        elif key == _DONE:
            self._finish()
        elif len(self._digits) < LENGTH:
            self._digits += key
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, Backspace and Enter."""
        digit = event.key() - Qt.Key.Key_0
        if 0 <= digit <= 9:
            self.press(str(digit))
        elif event.key() == Qt.Key.Key_Backspace:
            self.press(_BACK)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press(_DONE)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.press(tile.facts.key)

    def _finish(self) -> None:
        if len(self._digits) == LENGTH and self._digits.startswith("1"):
            digits, self._digits = self._digits, ""
            self.entered.emit(digits)
        else:
            self._hint.setText(self.tr("A mobile number has 11 digits and begins with 1."))

    def _show(self) -> None:
        padded = self._digits.ljust(LENGTH, "_")
        self._shown.setText(f"{padded[:3]} {padded[3:7]} {padded[7:]}")
