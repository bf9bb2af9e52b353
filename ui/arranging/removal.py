"""The line at the foot that takes a room, hours or a blocking away: asks once, in its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from ui import theme
from ui.parts.button import Button
from ui.parts.forms import LineField


class RemovalLine(QWidget):
    """A button; where a reason is wanted it opens a field and a tick first.

    Signals:
        wanted: Carries the reason, and whether what is booked may stay booked without its room.
    """

    wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wants_reason = False
        self.open = Button("", "danger", "trash-2", parent=self)
        self.reason = LineField(self, placeholder=self.tr("Reason"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setMinimumWidth(theme.px(120))
        self.keeps = QCheckBox(self.tr("even though something is booked"), self)
        self.go = Button(self.tr("Yes, do it"), "danger", parent=self)
        self.back = Button(self.tr("Back"), parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.open, self.reason, self.keeps, self.back, self.go):
            line.addWidget(part, int(part is self.reason))
        line.addStretch(1)
        self.open.clicked.connect(self._on_open)
        self.go.clicked.connect(self._on_go)
        self.reason.returnPressed.connect(self._on_go)
        self.back.clicked.connect(self.clear)
        self.clear()

    def show_words(self, words: str, *, wants_reason: bool) -> None:
        """Offer to take something away, or nothing where there are no words."""
        if words != self.open.text() or wants_reason != self._wants_reason:
            self.open.setText(words)
            self._wants_reason = wants_reason
            self.clear()

    def clear(self) -> None:
        """Ask nothing."""
        self.reason.clear()
        self.keeps.setChecked(False)
        self._ask(False)

    def is_asking(self) -> bool:
        """Tell whether the question is open."""
        return not self.go.isHidden()

    def show_refusal(self, error: Exception) -> None:
        """Put the focus where something is missing."""
        is_unsaid = isinstance(error, FieldRefused)
        theme.mark(self.reason, "wrong", is_unsaid)
        (self.reason if is_unsaid else self.keeps).setFocus()

    def _ask(self, asks: bool) -> None:
        theme.mark(self.reason, "wrong", False)
        self.open.setVisible(not asks and bool(self.open.text()))
        for part in (self.go, self.back):
            part.setVisible(asks)
        self.reason.setVisible(asks and self._wants_reason)
        self.keeps.setVisible(asks and self._wants_reason)

    def _on_open(self) -> None:
        self._ask(True)
        if self._wants_reason:
            self.reason.setFocus()
        else:
            self.back.setFocus()

    def _on_go(self) -> None:
        self.wanted.emit(self.reason.text(), self.keeps.isChecked())
