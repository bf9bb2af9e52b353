"""A sealed contract: the file itself, copies on paper, a copy as a file, what its seal is worth."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.contracts.queries import ContractCard
from app.security.actors import Actor
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.copies_part import CopiesPart
from ui.contracts.desk import ContractDesk
from ui.contracts.files import Checked, Written, check_sealed, write_copy
from ui.contracts.stamp_line import StampLine
from ui.contracts.verdict import VerdictLine
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.page import KeyAction
from ui.parts.pdf_preview import PdfPreview
from ui.parts.squeezed import Squeezed
from ui.parts.views import Views
from ui.parts.words import words

_WIDTH = 400
_DIGEST_PART = 16


class SealedView(Squeezed):
    """Shows a sealed contract.

    Signals:
        left: Back to the list.
        said: Something was done. Carries the sentence.
        refused: Carries why something could not be.
        registration_requested: Carries the contract's key.
    """

    left = Signal()
    said = Signal(str)
    refused = Signal(object)
    registration_requested = Signal(str)

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._card: ContractCard | None = None
        self._pdf = b""
        self._build()
        self.tabs.currentChanged.connect(self._on_tab)
        self.print.clicked.connect(self.show_copies)
        self.register.clicked.connect(self._on_register)
        self.copies.said.connect(self.said)
        self.copies.refused.connect(self.refused)
        self.stamp.fetched.connect(self.said)
        self.stamp.refused.connect(self.show_trouble)
        self.save_copy.clicked.connect(self.choose_place)
        self.verify.clicked.connect(self._on_verify)
        self.back.clicked.connect(self.left)

    def open_card(self, card: ContractCard) -> None:
        """Show a sealed contract."""
        self._card, self._pdf = card, b""
        self._title.setText(card.content.title)
        self._facts.set_fact("parties", "\n".join(p.name for p in card.parties))
        self._facts.set_fact("amount", phrases.yuan(card.content.total_fen))
        at = phrases.moment(card.sealed_at, self._desk.zone) if card.sealed_at else ""
        self._facts.set_fact("at", at)
        self._facts.set_fact("digest", _grouped(card.sealed_digest))
        self.stamp.show_card(card)
        self.copies.open_contract(card.id, card.number)
        self.tabs.setCurrentIndex(0)
        self.result.hide()
        self.preview.show_pdf(b"")
        self._background.read(self, partial(_sealed, self._desk, card.id), self._on_pdf)
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        stamp = (KeyAction("Ctrl+T", self.tr("Fetch the time stamp"), self.stamp.ask),)
        return (
            *(stamp if self.stamp.is_owing() else ()),
            KeyAction("Ctrl+Tab", self.tr("File or copies"), self.next_tab),
            KeyAction("Ctrl+P", self.tr("Print all copies"), self.copies.on_print_all),
            KeyAction("F8", self.tr("Sign for a copy"), self.copies.on_sign),
            KeyAction("F9", self.tr("Hand out"), self.copies.on_hand_out),
            KeyAction("Ctrl+R", self.tr("Registration"), self._on_register),
        )

    def next_tab(self) -> None:
        """Show the copies, or the file again."""
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())

    def show_copies(self) -> None:
        """Show the copies."""
        self.tabs.setCurrentIndex(1)
        self.copies.take_focus()

    def pdf(self) -> bytes:
        """Give the file as it is shown."""
        return self._pdf

    def choose_place(self) -> None:
        """Ask where a copy shall be written."""
        if not self._pdf or self._card is None:
            return
        dialog = QFileDialog(self, self.tr("Where shall the copy go?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF files (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(QDir.homePath())
        dialog.selectFile(f"{self._card.number}.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def write_to(self, path: str) -> None:
        """Write a copy of the sealed file."""
        self._background.read(self, partial(write_copy, Path(path), self._pdf), self._on_written)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be."""
        self.result.say(Tint.TROUBLE, self.tr("This was not possible"), wording.sentence(error))

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(self.tr("File"))
        self.tabs.addTab(self.tr("Copies"))
        self.preview = PdfPreview(self)
        self.copies = CopiesPart(self._desk.copies, self._background, self._actor, self._desk.zone, self)
        self._stack = Views(self)
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.copies)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.tabs)
        left.addWidget(self._stack, 1)
        line.addLayout(left, 3)
        card = Card("", self)
        card.setMaximumWidth(theme.px(_WIDTH))
        self._title = words("", "heading", card, wrap=True)
        self._facts = Facts(card)
        for name, title in (
            ("parties", self.tr("Parties")),
            ("amount", self.tr("Amount")),
            ("at", self.tr("Sealed at")),
            ("digest", self.tr("Digest of the file")),
        ):
            self._facts.add_fact(name, title, "small" if name == "digest" else "")
        self.result = VerdictLine(card)
        self.stamp = StampLine(self._desk.stamping, self._background, self._actor, self._desk.zone, card)
        self.print = Button(self.tr("Copies: print, hand out"), "primary", "printer", parent=card)
        self.register = Button(self.tr("Registration"), "plain", "stamp", parent=card)
        self.save_copy = Button(self.tr("Save a copy"), icon="download", parent=card)
        self.verify = Button(self.tr("Check the seal"), icon="stamp", parent=card)
        self.back = Button(self.tr("Back to the list"), "quiet", "chevron-left", parent=card)
        card.body.addWidget(self._told(card), 1)
        card.body.addWidget(self.print)
        card.body.addWidget(self.register)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.save_copy, 1)
        beside.addWidget(self.verify, 1)
        card.body.addLayout(beside)
        card.body.addWidget(self.back)
        line.addWidget(card, 2)

    def _told(self, card: QWidget) -> QWidget:
        """Put what is told about the file into a part that scrolls on low screens."""
        told = QWidget(card)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for part in (self._title, self.result, self.stamp, self._facts):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(card)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(told)
        return area

    def _on_pdf(self, found: tuple[str, bytes]) -> None:
        key, pdf = found
        if self._card is not None and key == self._card.id:
            self._pdf = pdf
            self.preview.show_pdf(pdf)

    def _on_tab(self, tab: int) -> None:
        self._stack.setCurrentIndex(tab)
        if tab == 1:
            self.copies.take_focus()

    def _on_register(self) -> None:
        if self._card is not None:
            self.registration_requested.emit(self._card.id)

    def _on_verify(self) -> None:
        if self._card is not None:
            job = partial(
                check_sealed, self._desk.sealing, self._desk.verifying, self._card.id, self._card.number
            )
            self._background.read(self, job, self._on_checked)

    def _on_checked(self, checked: Checked) -> None:
        self.result.show_checked(checked)

    def _on_written(self, written: Written) -> None:
        if written.is_written:
            self.said.emit(self.tr("A copy was written: {0}").format(Path(written.path).name))
        else:
            told = self.tr("The sealed file is safe here. Choose another folder.")
            self.result.say(Tint.TROUBLE, self.tr("The copy could not be written"), told)


def _sealed(desk: ContractDesk, key: str) -> tuple[str, bytes]:
    return key, desk.sealing.sealed_pdf(key)


def _grouped(digest: str) -> str:
    """Write a digest in parts that can be compared by eye."""
    parts = [digest[at : at + _DIGEST_PART] for at in range(0, len(digest), _DIGEST_PART)]
    return "\n".join(" ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=False))
