"""Checks a file somebody brings: unchanged, changed, or not ours. In plain words."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.verifying import Verification
from app.documents.seal_report import CodeReport
from app.kernel.money import figures
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.desk import ContractDesk
from ui.contracts.files import Checked, check_file, told_by_worst
from ui.contracts.scan_check import ScanCheck
from ui.contracts.scan_pages import pictures_of
from ui.contracts.verdict import VerdictLine
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.forms import buttons_row
from ui.parts.page import KeyAction
from ui.parts.squeezed import Squeezed
from ui.parts.words import words

_WIDTH = 720
_OF_FILES = ("signer", "at", "stamp")
"""What only a file tells, a page on paper does not."""


class VerifyPanel(Squeezed):
    """Opens a file and says what its seal is worth.

    Signals:
        left: Back to the list.
        contract_requested: The contract of the file shall be shown. Carries its key.
    """

    left = Signal()
    contract_requested = Signal(str)

    def __init__(self, desk: ContractDesk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._found: Verification | None = None
        self._asked = ""
        self._scan = ScanCheck(desk.verifying, background, self)
        self.setAcceptDrops(True)
        self._build()
        self.open_file.clicked.connect(self.choose_file)
        self.back.clicked.connect(self.left)
        self._scan.page_begun.connect(self._on_page_begun)
        self._scan.ended.connect(self._show)
        self._scan.failed.connect(self.show_trouble)
        self.show_contract.clicked.connect(self._on_show_contract)

    def begin(self) -> None:
        """Show the empty panel."""
        self._found = None
        self._asked = ""
        self._scan.stop()
        self.result.hide()
        self._facts.hide()
        self.show_contract.hide()
        self.open_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        return (KeyAction("Ctrl+O", self.tr("Open a file"), self.choose_file, 0),)

    def choose_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, self.tr("Which file shall be checked?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = self.tr("PDF files and pictures of pages (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp)")
        dialog.setNameFilter(kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.check_path)
        dialog.open()

    def check_path(self, path: str) -> None:
        """Check a file."""
        self._scan.stop()
        self.result.say(Tint.NOTE, self.tr("The file is being checked \u2026"), "")
        self._asked = Path(path).name
        job = partial(check_file, self._desk.verifying, pictures_of, Path(path))
        self._background.read(self, job, self._on_checked, self.show_trouble)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is drawn here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check a file that is dropped here."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.check_path(paths[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_trouble(self, error: Exception) -> None:
        """Say that the file could not be checked."""
        self.result.say(Tint.TROUBLE, self.tr("The file could not be checked."), wording.sentence(error))

    def _build(self) -> None:
        card = Card(self.tr("Is this file what was sealed here?"), self)
        card.setFixedWidth(theme.px(_WIDTH))
        told = self.tr(
            "Open a sealed file or scanned pages, or drop them here. They are only read, nothing is kept."
        )
        card.body.addWidget(words(told, "muted", card, wrap=True))
        self.result = VerdictLine(card)
        self._facts = Facts(card, beside=True)
        for name, title in (
            ("file", self.tr("File")),
            ("number", self.tr("Contract")),
            ("signer", self.tr("Sealed by")),
            ("at", self.tr("Sealed at")),
            ("stamp", self.tr("Time stamp")),
            ("amount", self.tr("Amount in yuan")),
            ("approved", self.tr("Text approved on")),
        ):
            self._facts.add_fact(name, title)
        self.open_file = Button(self.tr("Open a file"), "primary", "file-text", parent=card)
        self.show_contract = Button(self.tr("Show the contract"), parent=card)
        self.back = Button(self.tr("Back to the list"), parent=card)
        card.body.addWidget(self.result)
        card.body.addWidget(self._facts)
        card.body.addWidget(buttons_row(self.back, self.show_contract, self.open_file, parent=card))
        column = QVBoxLayout(self)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)

    def _on_checked(self, checked: Checked) -> None:
        if checked.name != self._asked:
            return  # Whoever asked has gone on meanwhile.
        if checked.pages:
            self._scan.begin(checked)
        else:
            self._show(checked)

    def _on_page_begun(self, place: int, count: int) -> None:
        told = self.tr("The file carries no seal. Page {0} of {1} is being checked like paper \u2026")
        self.result.say(Tint.NOTE, told.format(place, count), "")

    def _show(self, checked: Checked) -> None:
        checked = told_by_worst(checked)
        found = self._found = checked.found
        self.result.show_checked(checked)
        self._facts.setVisible(found is not None or checked.codes is not None)
        self.show_contract.setVisible(found is not None and found.contract_id is not None)
        self._facts.set_fact("file", checked.name)
        for name in _OF_FILES:
            self._facts.show_fact(name, is_shown=found is not None)
        if checked.codes is not None:
            self._show_codes(checked.codes)
        elif found is not None:
            self._show_found(found)

    def _show_found(self, found: Verification) -> None:
        at = phrases.moment(found.signed_at, self._desk.zone) if found.signed_at is not None else ""
        self._facts.set_fact("number", found.number or self.tr("none of this terminal"))
        self._facts.set_fact("signer", found.signer)
        self._facts.set_fact("at", at)
        stamp = phrases.time_stamp(found, self._desk.zone)
        self._facts.set_fact("stamp", stamp)
        self._facts.show_fact("stamp", is_shown=bool(stamp))
        self._show_amount(found.total_fen, found.frozen_on)

    def _show_codes(self, codes: CodeReport) -> None:
        """Show what the codes of a page say, to be compared with what is printed on it."""
        page = self.tr("page {0} of {1}").format(codes.page.page, codes.page.pages) if codes.page else ""
        self._facts.set_fact("number", self.tr(", ").join(part for part in (codes.number, page) if part))
        facts = codes.facts
        self._show_amount(facts.total_fen if facts else None, facts.frozen_on if facts else None)

    def _show_amount(self, total_fen: int | None, frozen_on: date | None) -> None:
        self._facts.set_fact("amount", "" if total_fen is None else figures(total_fen))
        self._facts.set_fact("approved", "" if frozen_on is None else f"{frozen_on:%Y-%m-%d}")

    def _on_show_contract(self) -> None:
        if self._found is not None and self._found.contract_id is not None:
            self.contract_requested.emit(self._found.contract_id)
