"""The way out of the self-service screen: only by the password of whoever set it up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme, wording
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.words import words

BACK_MS = 30_000
"""A visitor who came here by chance is not kept from taking a number for longer."""


class LeavingPanel(QWidget):
    """Asks for the password, and goes away by itself.

    Signals:
        leave_requested: Carries the password.
        stayed: Back to the numbers.
    """

    leave_requested = Signal(str)
    stayed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner = Banner(self)
        self._form = Form(self)
        self._form.add_line("password", self.tr("Password"), secret=True)
        self._leave = Button(self.tr("End self-service"), "primary", "log-out", parent=self)
        self._stay = Button(self.tr("Back to the numbers"), parent=self)
        column = QVBoxLayout(self)
        card = Card(self.tr("For staff only"), self)
        card.setFixedWidth(theme.px(460))
        text = self.tr("{0} set this screen up and ends it with the same password.").format(name)
        card.body.addWidget(words(text, "muted", card, wrap=True))
        for part in (self._banner, self._form):
            card.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._stay)
        row.addWidget(self._leave)
        card.body.addLayout(row)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._back = QTimer(self, interval=BACK_MS, singleShot=True)
        self._back.timeout.connect(self.stayed)
        self._form.submitted.connect(self._on_leave)
        self._form.edited.connect(self._back.start)
        self._leave.clicked.connect(self._on_leave)
        self._stay.clicked.connect(self.stayed)
        self._back.start()

    def take_focus(self) -> None:
        """Be ready for the password."""
        self._form.focus_first()

    def show_refusal(self, error: Exception) -> None:
        """Say why the screen stays."""
        self._banner.say(wording.sentence(error), Tint.WAITING)
        self._form.set_text("password", "")
        self._leave.setEnabled(True)
        self.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(QRectF(self.rect()), theme.colour("art_deep"))

    def _on_leave(self) -> None:
        password = self._form.text("password")
        if password and self._leave.isEnabled():
            self._leave.setEnabled(False)
            self._back.start()
            self.leave_requested.emit(password)
