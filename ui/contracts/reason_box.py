"""Asks why, in one line; nothing happens without a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.button import Button
from ui.parts.forms import LineField, buttons_row
from ui.parts.words import words


class ReasonBox(QWidget):
    """Hidden until it is asked.

    Signals:
        given: A reason was typed. Carries the word it was asked with and the reason.
        over: It is hidden again, with or without a reason.
    """

    given = Signal(str, str)
    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ""
        self._asker: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._question = words("", "strong", self, wrap=True)
        self.line = LineField(self)
        self._keep = Button(self.tr("Leave it"), parent=self)
        self.confirm = Button("", "danger", parent=self)
        column.addWidget(self._question)
        column.addWidget(self.line)
        column.addWidget(buttons_row(self._keep, self.confirm, parent=self))
        self.confirm.clicked.connect(self._on_confirm)
        self.line.returnPressed.connect(self._on_confirm)
        self._keep.clicked.connect(self.leave)
        self.hide()

    def ask(self, word: str, question: str, confirm: str) -> None:
        """Ask for a reason; ``word`` comes back with it."""
        self._word = word
        self._asker = self.window().focusWidget() if self.isHidden() else self._asker
        self._question.setText(question)
        self.line.setAccessibleName(question)
        self.confirm.setText(confirm)
        self.line.clear()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Ask no more; the keys go back to where they were."""
        self.hide()
        self.over.emit()
        if self._asker is not None:
            self._asker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirm(self) -> None:
        if self.line.text().strip():
            self.hide()
            self.over.emit()
            self.given.emit(self._word, self.line.text().strip())
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
