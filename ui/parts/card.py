"""Cards, sections and key hints: how a page is divided."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.parts.words import words


class Card(QFrame):
    """A rounded card; put things into ``body``, small ones into ``head``."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, tinted: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setProperty("tinted", tinted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = words(title, "heading", self)
        self._title.setVisible(bool(title))
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        column.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.setText(title)
        self._title.setVisible(bool(title))


class Facts(QWidget):
    """Pairs of a small label and a value, one below the other; values can be selected and copied.

    beside: the value stands at the right of its label, which takes half the height.
    """

    def __init__(self, parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self._beside = beside
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4 if beside else 8)
        self._grid.setColumnStretch(1 if beside else 0, 1)
        self._values: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}

    def add_fact(self, name: str, title: str, tone: str = "") -> QLabel:
        """Add an empty pair; fill it by ``set_fact``."""
        label, value = words(title, "label", self), words("", tone, self, wrap=True)
        row = len(self._values)
        if self._beside:
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
        else:
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(label)
            box.addWidget(value)
            self._grid.addLayout(box, row, 0)
        self._values[name], self._labels[name] = value, label
        return value

    def set_fact(self, name: str, value: str) -> None:
        """Show a value; an empty one as a dash."""
        self._values[name].setText(value or "\u2014")

    def show_fact(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a pair."""
        self._values[name].setVisible(is_shown)
        self._labels[name].setVisible(is_shown)
