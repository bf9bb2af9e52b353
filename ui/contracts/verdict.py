"""What a check of a file found, said in a sentence with a mark."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.sealing import Verification
from ui import theme
from ui.contracts.files import Checked
from ui.parts.banner import Glyph, Tint
from ui.parts.words import words

_PICTURES = {
    Tint.GOOD: ("circle-check", "good"),
    Tint.WAITING: ("info", "waiting"),
    Tint.TROUBLE: ("triangle-alert", "trouble"),
    Tint.NOTE: ("info", "accent"),
}


class SealWord(StrEnum):
    """The words of app.documents.sealing.SealProblem that are told here.

    Importing those would load pyHanko (half a second) with the first page.
    """

    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    UNKNOWN_SIGNER = "unknown_signer"


class VerdictLine(QFrame):
    """Hidden until a file was checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "banner")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(12)
        self._glyph = Glyph("info", "accent", 28, self)
        self._head = words("", "heading", self, wrap=True)
        self._rest = words("", "", self, wrap=True)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self._head)
        told.addWidget(self._rest)
        line.addWidget(self._glyph)
        line.addLayout(told, 1)
        self.hide()

    def show_checked(self, checked: Checked) -> None:
        """Say what is known of a file."""
        found = checked.found
        if found is None:
            self.say(
                Tint.TROUBLE,
                self.tr("This file could not be read."),
                self.tr("Nothing was checked. Look whether it is still there and is a PDF file."),
            )
        else:
            self.say(*self._judged(found))

    def say(self, tint: Tint, head: str, rest: str) -> None:
        """Show a sentence and what it means."""
        theme.mark(self, "mood", tint.value)
        self._glyph.show_icon(*_PICTURES[tint])
        self._head.setText(head)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.show()

    def text(self) -> str:
        """Tell what is said."""
        return f"{self._head.text()} {self._rest.text()}".strip()

    def _judged(self, found: Verification) -> tuple[Tint, str, str]:
        problems = set(found.problems)
        if SealWord.UNREADABLE in problems:
            return (
                Tint.TROUBLE,
                self.tr("Not readable"),
                self.tr("This is no PDF file, or it is damaged. Do not accept it as a sealed contract."),
            )
        if SealWord.UNSIGNED in problems:
            return (
                Tint.TROUBLE,
                self.tr("Not ours"),
                self.tr("This file carries no seal. It was not made here, or it was printed and scanned."),
            )
        if not found.intact or not found.covers_whole_document:
            return (
                Tint.TROUBLE,
                self.tr("Changed"),
                self.tr("Something in this file was changed after it was sealed. Do not accept it."),
            )
        if SealWord.UNKNOWN_SIGNER in problems:
            return (
                Tint.WAITING,
                self.tr("Not ours"),
                self.tr("Unchanged since it was sealed, but by a seal this hall does not know."),
            )
        if found.contract_id is None:
            return (
                Tint.WAITING,
                self.tr("Unchanged, not known here"),
                self.tr("It carries this hall's seal, but was not sealed at this terminal."),
            )
        return (
            Tint.GOOD,
            self.tr("Unchanged"),
            self.tr("This is byte for byte the file that was sealed here."),
        )
