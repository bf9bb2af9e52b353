"""The sections of the seal's page that change it: bought certificate, token, the hall's own, time stamps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.seal_box import SealKind, SealWays
from ui.parts.button import Button
from ui.parts.forms import Form, buttons_row
from ui.parts.words import words
from ui.seal.doors import NameAuthority, SealRead, TakeFile, TakeToken, Wish, make_anew
from ui.seal.question import Question


class SealSection(QWidget):
    """A section: shows what is, keeps what is typed until it is done.

    Signals:
        wanted: Something shall be done. Carries a Wish.
    """

    wanted = Signal(object)

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(12)
        if told:
            self.column.addWidget(words(told, "muted", self, wrap=True))

    def show_read(self, read: SealRead) -> None:
        """Show what is in force; what is typed stays."""

    def begin(self) -> None:
        """Put the focus where work begins."""

    def finish(self) -> None:
        """Let go of what was typed: it is done."""

    def show_refusal(self, error: Exception) -> bool:
        """Show at its field why something could not be; tells whether there is such a field."""
        return False


class BoughtSection(SealSection):
    """Takes a certificate bought outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        told = self.tr(
            "A certificate of a certification authority as a .p12 or .pfx file, with its password. It seals "
            "from then on; its key is encrypted anew and kept in the store. What was sealed before stays "
            "true. It does not renew itself: you are reminded thirty days before it ends."
        )
        super().__init__(told, parent)
        self.choose = Button(self.tr("Choose a file"), "plain", "file-text", parent=self)
        self.form = Form(self, columns=2)
        self.form.add_line("file", self.tr("File"), required=True)
        self.form.add_line("password", self.tr("Its password"), secret=True)
        self.take = Button(self.tr("Seal with this certificate"), "primary", "check", parent=self)
        self.column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.form)
        self.column.addWidget(buttons_row(self.take, parent=self))
        self.column.addStretch(1)
        self.choose.clicked.connect(self._on_choose)
        self.take.clicked.connect(self._on_take)
        self.form.submitted.connect(self._on_take)

    def begin(self) -> None:
        """Begin with the file."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Forget file and password."""
        for name in ("file", "password"):
            self.form.set_text(name, "")

    def show_refusal(self, error: Exception) -> bool:
        """Show what is wrong with the file at it."""
        return self.form.show_refusal(error)

    def take_path(self, path: str) -> None:
        """Put a chosen file into its field."""
        self.form.set_text("file", path)
        self.form.editor("password").setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Which file?"), QDir.homePath())
        dialog.setNameFilter(self.tr("Certificates with their key (*.p12 *.pfx)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_path)
        dialog.open()

    def _on_take(self) -> None:
        if self.form.is_complete():
            job = TakeFile(Path(self.form.text("file")), self.form.text("password"))
            self.wanted.emit(Wish(job, self.tr("The bought certificate seals from now on")))


class TokenSection(SealSection):
    """Names a token whose key seals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        told = self.tr(
            "A USB token or card that keeps the key of a bought certificate (PKCS#11). Its maker tells the "
            "file of its library; the other names stand on the token itself. The PIN is kept among the "
            "secrets. The token must be plugged in whenever something is sealed."
        )
        super().__init__(told, parent)
        self.form = Form(self, columns=2)
        self.form.add_line("token_module", self.tr("Library of its maker"), required=True, span=2)
        self.form.add_line("token", self.tr("Name of the token"), required=True)
        self.form.add_line("token_certificate", self.tr("Name of the certificate"), required=True)
        self.form.add_line("pin", self.tr("PIN"), required=True, secret=True)
        self.take = Button(self.tr("Seal with this token"), "primary", "check", parent=self)
        self.column.addWidget(self.form)
        self.column.addWidget(buttons_row(self.take, parent=self))
        self.column.addStretch(1)
        self.take.clicked.connect(self._on_take)
        self.form.submitted.connect(self._on_take)

    def show_read(self, read: SealRead) -> None:
        """Show the token in use, where nothing is typed."""
        ways = read.ways
        told = {
            "token_module": ways.token_module,
            "token": ways.token,
            "token_certificate": ways.token_certificate,
        }
        for name, value in told.items():
            if value and not self.form.text(name):
                self.form.set_text(name, value)

    def begin(self) -> None:
        """Begin with the library."""
        self.form.focus_first()

    def finish(self) -> None:
        """Forget the PIN."""
        self.form.set_text("pin", "")

    def show_refusal(self, error: Exception) -> bool:
        """Show what is missing at its field."""
        return self.form.show_refusal(error)

    def _on_take(self) -> None:
        if self.form.is_complete():
            names = [self.form.text(name) for name in ("token_module", "token", "token_certificate")]
            job = TakeToken(SealWays("", *names), self.form.text("pin"))
            self.wanted.emit(Wish(job, self.tr("The token's certificate seals from now on")))


class OwnSection(SealSection):
    """Goes back to the hall's own keys, made anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        told = self.tr(
            "The program makes the hall's own keys and renews them by itself. Here they are made anew at "
            "once: to go back from a bought certificate or a token, or where the passphrase was lost. What "
            "was sealed before stays true; checkers need a new key card."
        )
        super().__init__(told, parent)
        self.make = Button(self.tr("Make the hall's own keys anew"), "danger", "refresh-cw", parent=self)
        self.question = Question(self.tr("Yes, make them anew"), self)
        self._kind = SealKind.OWN
        self.column.addWidget(buttons_row(self.make, parent=self))
        self.column.addWidget(self.question)
        self.column.addStretch(1)
        self.make.clicked.connect(self._on_make)
        self.question.confirmed.connect(self._on_confirmed)
        self.question.left.connect(self.begin)

    def show_read(self, read: SealRead) -> None:
        """Remember what would be left."""
        self._kind = read.standing.kind

    def begin(self) -> None:
        """Begin with the button."""
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_make(self) -> None:
        meanings = {
            SealKind.OWN: self.tr(
                "This terminal seals with new keys at once. Hand out the new key card afterwards."
            ),
            SealKind.BOUGHT: self.tr(
                "The bought certificate is taken out of the store. Keep its file: it is needed to take it "
                "again."
            ),
            SealKind.TOKEN: self.tr("The token is not used any more. Its certificate stays on it."),
        }
        self.question.ask(meanings[self._kind])

    def _on_confirmed(self, reason: str) -> None:
        self.wanted.emit(Wish(make_anew, self.tr("The hall's own keys were made anew and seal from now on")))


class StampSection(SealSection):
    """Names the time-stamp authority."""

    def __init__(self, parent: QWidget | None = None) -> None:
        told = self.tr(
            "A time-stamp authority (RFC 3161) certifies when something was sealed. It is asked at each "
            "sealing; where it does not answer, the stamp stays owed and is fetched later. It is tried "
            "before it is named."
        )
        super().__init__(told, parent)
        self.form = Form(self)
        hint = self.tr("Empty: nobody is asked.")
        self.form.add_line("stamp_url", self.tr("Address of the authority"), hint=hint)
        self.save = Button(self.tr("Try and keep"), "primary", "check", parent=self)
        self.column.addWidget(self.form)
        self.column.addWidget(buttons_row(self.save, parent=self))
        self.column.addStretch(1)
        self._shown = ""
        self.save.clicked.connect(self._on_save)
        self.form.submitted.connect(self._on_save)

    def show_read(self, read: SealRead) -> None:
        """Show the authority in use, unless another is being typed."""
        if self.form.text("stamp_url") == self._shown:
            self.form.set_text("stamp_url", read.ways.stamp_url)
        self._shown = read.ways.stamp_url

    def begin(self) -> None:
        """Begin with the address."""
        self.form.focus_first()

    def show_refusal(self, error: Exception) -> bool:
        """Show what is wrong with the address at it."""
        return self.form.show_refusal(error)

    def _on_save(self) -> None:
        url = self.form.text("stamp_url")
        said = self.tr("The authority answers and is asked from now on") if url else ""
        job = NameAuthority(url)
        self.wanted.emit(Wish(job, said or self.tr("No time stamps are asked for from now on")))
