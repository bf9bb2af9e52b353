"""The number of a ticket, by finger or by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.parts.touch import Tile, TileFacts
from ui.parts.words import set_tone, words

LONGEST = 10
_BACK, _DONE = "back", "done"
_LETTERS_A_ROW = 3


class NumberPad(QWidget):
    """Letters of the hall's lines at the left, digits at the right.

    Signals:
        entered: A number was confirmed. Carries it.
        touched: A key was pressed.
    """

    entered = Signal(str)
    touched = Signal()

    def __init__(self, letters: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self._shown = words("", "huge", self)
        self._said = words("", "muted", self, wrap=True)
        self.tiles: list[Tile] = []
        for label in (self._shown, self._said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self._shown)
        column.addWidget(self._said)
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(16))
        left = [TileFacts(letter, letter) for letter in letters]
        right = [TileFacts(str(digit), str(digit)) for digit in range(1, 10)]
        right += [
            TileFacts(_BACK, self.tr("Delete"), icon="eraser"),
            TileFacts("0", "0"),
            TileFacts(_DONE, self.tr("Check in"), icon="check"),
        ]
        line.addLayout(self._grid([*left, TileFacts("-", "-")], _LETTERS_A_ROW), 2)
        line.addLayout(self._grid(right, 3), 3)
        column.addLayout(line, 20)
        self.begin()

    def begin(self) -> None:
        """Begin with an empty number."""
        self._typed = ""
        self.say(self.tr("The number on your ticket"))
        self._show()

    def text(self) -> str:
        """Give what is typed."""
        return self._typed

    def say(self, text: str, tone: str = "muted") -> None:
        """Say something below the number; what is typed stays."""
        set_tone(self._said, tone)
        self._said.setText(text)

    def take_focus(self) -> None:
        """Let the keyboard type."""
        self.setFocus()

    def press(self, key: str) -> None:
        """Press a key by its name: a sign of the number, back or done."""
        self.touched.emit()
        if key == _BACK:
            self._typed = self._typed[:-1]
        elif key == _DONE:
            self._finish()
        elif len(self._typed) < LONGEST:
            self._typed += key
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take letters, digits and the dash, Backspace and Enter."""
        sign = event.text().upper()
        if event.key() == Qt.Key.Key_Backspace:
            self.press(_BACK)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            self.press(focused.facts.key if isinstance(focused, Tile) else _DONE)
        elif len(sign) == 1 and sign.isascii() and (sign.isalnum() or sign == "-"):
            self.press(sign)
        else:
            super().keyPressEvent(event)

    def _grid(self, facts: Sequence[TileFacts], columns: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for place, fact in enumerate(facts):
            tile = Tile(fact, parent=self, is_main=fact.key == _DONE)
            tile.setMinimumWidth(theme.px(64))
            tile.setMinimumHeight(theme.px(48))
            tile.setMaximumHeight(theme.px(200))
            tile.clicked.connect(self._on_clicked)
            grid.addWidget(tile, place // columns, place % columns)
            self.tiles.append(tile)
        return grid

    def _on_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.press(tile.facts.key)

    def _finish(self) -> None:
        if self._typed:
            self.entered.emit(self._typed)
        else:
            self.say(self.tr("Type the number first, like A012."), "error")

    def _show(self) -> None:
        self._shown.setText(self._typed or "\u2013")
