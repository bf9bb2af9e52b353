"""The one question of a door panel: whether the meeting is over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.parts.touch import Tile, TileFacts
from ui.parts.words import words


class Question(QWidget):
    """Asks once; the careful answer has the focus.

    Signals:
        agreed: The meeting is to end.
        declined: It goes on.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = words(self.tr("End the meeting now?"), "huge", self, wrap=True)
        text = words(self.tr("The room is free for others then."), "muted", self, wrap=True)
        self.no = Tile(TileFacts("no", self.tr("No, go on"), icon="undo-2"), 1, self)
        self.yes = Tile(TileFacts("yes", self.tr("Yes, end it"), icon="log-out"), 2, self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(theme.px(16))
        for tile in (self.no, self.yes):
            tile.setFixedHeight(theme.px(96))
            line.addWidget(tile)
        column.addLayout(line)
        column.addStretch(1)
        self.no.clicked.connect(self.declined)
        self.yes.clicked.connect(self.agreed)

    def take_focus(self) -> None:
        """Put the focus on the answer that changes nothing."""
        self.no.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 answer."""
        if event.key() == Qt.Key.Key_1:
            self.no.click()
        elif event.key() == Qt.Key.Key_2:
            self.yes.click()
        else:
            super().keyPressEvent(event)
