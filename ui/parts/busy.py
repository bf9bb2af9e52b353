"""Progress of something long, with a way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.parts.button import Button
from ui.parts.words import words


class Busy(QWidget):
    """Hidden while nothing runs.

    Signals:
        cancel_requested: The person does not want to wait for it.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_cancel: bool = False) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._words = words("", "muted", self)
        self._share = words("", "muted", self)
        self._cancel = Button(self.tr("Cancel"), "quiet", "x", parent=self)
        self._cancel.setVisible(can_cancel)
        head.addWidget(self._words, 1)
        head.addWidget(self._share)
        head.addWidget(self._cancel)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        column.addLayout(head)
        column.addWidget(self._bar)
        self._cancel.clicked.connect(self.cancel_requested)
        self.hide()

    def begin(self, text: str) -> None:
        """Show that something runs, of unknown length."""
        self._words.setText(text)
        self._share.clear()
        self._bar.setRange(0, 0)
        self.show()

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._share.setText(f"{done * 100 // max(total, 1)} %")

    def finish(self) -> None:
        """Hide again."""
        self.hide()
