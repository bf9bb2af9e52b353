"""Says what a deed means and asks once more; a deed that needs a reason has none without it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.parts.button import Button
from ui.parts.forms import LineField, buttons_row
from ui.parts.words import words


class Question(QWidget):
    """Hidden until it is asked; Esc and the first button leave everything as it is.

    Signals:
        confirmed: Carries the reason, or "" where none is wanted.
        left: Nothing shall be done.
    """

    confirmed = Signal(str)
    left = Signal()

    def __init__(self, confirm: str, parent: QWidget | None = None, *, wants_reason: bool = False) -> None:
        super().__init__(parent)
        self._meaning = words("", "strong", self, wrap=True)
        self.reason = LineField(self, placeholder=self.tr("Reason, for those who read it later"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setVisible(wants_reason)
        self._wants_reason = wants_reason
        self.leave = Button(self.tr("Leave it as it is"), parent=self)
        self.confirm = Button(confirm, "danger", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._meaning, self.reason, buttons_row(self.leave, self.confirm, parent=self)):
            column.addWidget(part)
        self.leave.clicked.connect(self._on_leave)
        self.confirm.clicked.connect(self._on_confirm)
        self.reason.returnPressed.connect(self._on_confirm)
        self.hide()

    def ask(self, meaning: str) -> None:
        """Say what it means, and wait."""
        self._meaning.setText(meaning)
        self.reason.clear()
        self.show()
        first = self.reason if self._wants_reason else self.leave
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._come_into_sight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave it."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    def _come_into_sight(self) -> None:
        """Large text on a small screen: what is asked is scrolled to, with the button that answers it."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(self.confirm)

    def _on_leave(self) -> None:
        self.hide()
        self.left.emit()

    def _on_confirm(self) -> None:
        reason = self.reason.text().strip()
        if self._wants_reason and not reason:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.confirmed.emit(reason)
