"""A line across the page for something that stays true: a trouble, a wait, a note."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.parts.button import Button, IconButton
from ui.parts.words import words


class Tint(StrEnum):
    """How a banner or a mark is meant."""

    TROUBLE = "trouble"
    WAITING = "waiting"
    GOOD = "good"
    NOTE = "note"


_PICTURES = {
    Tint.TROUBLE: ("triangle-alert", "trouble"),
    Tint.WAITING: ("clock", "waiting"),
    Tint.GOOD: ("circle-check", "good"),
    Tint.NOTE: ("info", "accent"),
}


class Glyph(QWidget):
    """A painted icon of the set in one colour of the theme."""

    def __init__(self, icon: str, role: str = "text", side: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role, self._side = icon, role, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, role: str) -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        side = theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        theme.draw_icon(painter, self._icon, QRectF(self.rect()), self._role)


class Banner(QFrame):
    """Hidden until something is said; tells what happened, what is safe, what to do.

    Signals:
        remedy_requested: The button of the banner was pressed.
    """

    remedy_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "banner")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        self._glyph = Glyph("info", "accent", 20, self)
        self._words = words("", "", self, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._remedy = Button("", "quiet", parent=self)
        self._away = IconButton("x", self.tr("Close"), self)
        line.addWidget(self._glyph)
        line.addWidget(self._words, 1)
        line.addWidget(self._remedy)
        line.addWidget(self._away)
        self._remedy.clicked.connect(self.remedy_requested)
        self._away.clicked.connect(self.hide)
        self.hide()

    def say(self, text: str, mood: Tint = Tint.TROUBLE, remedy: str = "") -> None:
        """Show a sentence; ``remedy`` adds a button that tells by ``remedy_requested``."""
        theme.mark(self, "mood", mood.value)
        self._glyph.show_icon(*_PICTURES[mood])
        self._words.setText(text)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self.show()

    def text(self) -> str:
        """Tell what is said."""
        return self._words.text()
