"""The first page: who is it, and at which window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.security.refusals import AccountLocked, WrongPassword
from ui import theme, wording
from ui.parts.banner import Banner, Tint
from ui.parts.busy import Busy
from ui.parts.button import Button, IconButton
from ui.parts.forms import Form, LineField
from ui.parts.words import words
from ui.shell.artwork import Artwork
from ui.shell.language import NAMES, other


def centred(column: QVBoxLayout, width: int, parent: QWidget) -> QHBoxLayout:
    """Hold a column of fixed width in the middle, as high as its wrapped lines need."""
    holder = QWidget(parent)
    holder.setLayout(column)
    holder.setFixedWidth(width)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(holder)
    line.addStretch(1)
    return line


class SecretField(LineField):
    """A password; notices that Caps Lock is on from how letters arrive.

    Signals:
        caps_seen: A letter was typed. Carries whether Caps Lock seems to be on.
    """

    caps_seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter with the shift key."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


class SignInPage(QWidget):
    """Painted before anything is opened; becomes usable when the store is.

    Signals:
        sign_in_requested: Carries login, password and the key of the window or "".
        language_chosen: Carries the language's code.
        theme_chosen: Carries ``light`` or ``dark``.
    """

    sign_in_requested = Signal(str, str, str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._language = language
        self._is_ready = False
        self._art = Artwork(self)
        self._art.say("Guitai", self.tr("The counter of a technology market"), self._promise())
        self._banner = Banner(self)
        self._form = Form(self)
        self._login = self._form.add_line("login", self.tr("Login"))
        self._password = SecretField(self)
        self._form.add_field("password", self.tr("Password"), self._password)
        self._caps = words(self.tr("Caps Lock seems to be on."), "waiting", self)
        self._window: QComboBox = self._form.add_choice("window", self.tr("Window"), [])
        self._go = Button(self.tr("Sign in"), "primary", "log-in", parent=self)
        self._busy = Busy(self)
        self._build()
        self._connect()
        self.show_opening()

    def show_opening(self) -> None:
        """Say that the data are being opened; login and password can be typed meanwhile."""
        self._is_ready = False
        self._go.setEnabled(False)
        self._busy.begin(self.tr("Opening the data …"))
        self._login.setFocus()

    def show_ready(self, hall: str, is_sample: bool, windows: Sequence[tuple[str, str]], chosen: str) -> None:
        """Let people sign in. ``windows`` are (key, words); ``chosen`` is the one of last time."""
        self._is_ready = True
        self._busy.finish()
        self._go.setEnabled(True)
        note = self.tr("Sample data. Nothing here is real.") if is_sample else self._promise()
        self._art.say(hall, self.tr("The counter of a technology market"), note)
        self._form.set_options("window", [*windows, ("", self.tr("Without a window"))])
        self._form.set_text("window", chosen)
        self._form.clear_errors()
        self.setWindowTitle(self.tr("Sign in"))

    def show_refusal(self, error: Exception) -> None:
        """Say why somebody could not sign in; the login stays, the password is asked anew."""
        self._busy.finish()
        self._go.setEnabled(self._is_ready)
        mood = Tint.TROUBLE if isinstance(error, AccountLocked) else Tint.WAITING
        self._banner.say(wording.sentence(error), mood)
        if isinstance(error, WrongPassword):
            self._password.clear()
            self._password.setFocus()

    def show_blocked(self, error: Exception) -> None:
        """Say why the data cannot be opened; there is nothing to sign in to."""
        self._busy.finish()
        self._go.setEnabled(False)
        self._banner.say(wording.sentence(error), Tint.TROUBLE)

    def show_note(self, text: str) -> None:
        """Say something that is true and not in the way."""
        self._banner.say(text, Tint.NOTE)

    def login(self) -> str:
        """Tell what is typed as login."""
        return self._form.text("login")

    def _promise(self) -> str:
        return self.tr("What you type is saved on this computer first and goes on when the centre answers.")

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._art, 5)
        side = QVBoxLayout()
        side.setContentsMargins(24, 16, 24, 24)
        line.addLayout(side, 6)
        side.addLayout(self._build_switches())
        side.addStretch(2)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(words(self.tr("Sign in"), "title", self))
        column.addWidget(words(self.tr("Choose the window you work at today."), "muted", self))
        column.addSpacing(4)
        for part in (self._banner, self._form, self._caps, self._go, self._busy):
            column.addWidget(part)
        self._caps.hide()
        side.addLayout(centred(column, theme.px(400), self))
        side.addStretch(3)

    def _build_switches(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        self._tongue = Button(
            NAMES["en" if self._language != "en" else "zh_CN"], "quiet", "languages", parent=self
        )
        is_dark = theme.is_dark()
        self._look = IconButton("sun" if is_dark else "moon", self.tr("Light or dark"), self, role="accent")
        line.addWidget(self._tongue)
        line.addWidget(self._look)
        return line

    def _connect(self) -> None:
        self._go.clicked.connect(self._on_go)
        self._form.submitted.connect(self._on_go)
        self._password.caps_seen.connect(self._caps.setVisible)
        self._tongue.clicked.connect(self._on_language)
        self._look.clicked.connect(self._on_look)

    def _on_go(self) -> None:
        if not self._go.isEnabled():
            return
        self._banner.hide()
        for name in ("password", "login"):
            if not self._form.text(name):
                self._form.show_error(name, wording.problem("empty"))
        if not (self._form.text("login") and self._form.text("password")):
            return
        self._go.setEnabled(False)
        self._busy.begin(self.tr("Signing in …"))
        chosen = self._form.values()
        self.sign_in_requested.emit(chosen["login"], chosen["password"], chosen["window"])

    def _on_language(self) -> None:
        self.language_chosen.emit(other(self._language))

    def _on_look(self) -> None:
        is_dark = theme.is_dark()
        theme.set_icon(self._look, "moon" if is_dark else "sun", "accent")
        self.theme_chosen.emit("light" if is_dark else "dark")
