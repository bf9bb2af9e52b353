"""F12: covers everything until the same person is back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme, wording
from ui.parts.banner import Banner, Glyph, Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.words import words
from ui.shell.sign_in import SecretField


class LockScreen(QWidget):
    """Shows nobody's data.

    Signals:
        unlock_requested: Carries the password.
        sign_out_requested: Somebody else wants to work here.
    """

    unlock_requested = Signal(str)
    sign_out_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banner = Banner(self)
        self._form = Form(self)
        self._password = SecretField(self)
        self._form.add_field("password", self.tr("Password"), self._password)
        self._go = Button(self.tr("Unlock"), "primary", "lock", parent=self)
        self._leave = Button(self.tr("Sign in as somebody else"), "quiet", parent=self)
        self._build(name)
        self._go.clicked.connect(self._on_go)
        self._form.submitted.connect(self._on_go)
        self._leave.clicked.connect(self.sign_out_requested)

    def take_focus(self) -> None:
        """Be ready for the password."""
        self._password.setFocus()

    def show_refusal(self, error: Exception) -> None:
        """Say why it stays locked."""
        self._go.setEnabled(True)
        self._banner.say(wording.sentence(error), Tint.WAITING)
        self._password.clear()
        self._password.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cover."""
        QPainter(self).fillRect(QRectF(self.rect()), theme.colour("art_deep"))

    def _build(self, name: str) -> None:
        column = QVBoxLayout(self)
        card = Card("", self)
        card.setFixedWidth(theme.px(400))
        card.body.setSpacing(12)
        card.body.addWidget(Glyph("lock", "accent", 32, card), 0, Qt.AlignmentFlag.AlignHCenter)
        title = words(self.tr("Locked"), "title", card)
        text = words(
            self.tr("{0} is coming back. Nothing typed is lost.").format(name), "muted", card, wrap=True
        )
        for line in (title, text):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            card.body.addWidget(line)
        for part in (self._banner, self._form, self._go, self._leave):
            card.body.addWidget(part)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _on_go(self) -> None:
        if self._go.isEnabled() and self._password.text():
            self._go.setEnabled(False)
            self.unlock_requested.emit(self._password.text())
