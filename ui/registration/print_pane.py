"""The papers of a case: look first, then print."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.registration.paper import RegistrationPaper, papers_of
from app.registration.queries import RegistrationCard
from ui import wording
from ui.parts.button import Button
from ui.parts.forms import Form
from ui.parts.pdf_preview import PdfPreview


class PrintPane(QWidget):
    """Shows a paper.

    Signals:
        wanted: Carries the paper that shall be shown.
        print_wanted: Carries the paper that shall be printed.
    """

    wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(self)
        self.form.add_choice("paper", self.tr("Paper"), [])
        self.print = Button(self.tr("Print"), "primary", "printer", parent=self)
        self.preview = PdfPreview(self)
        side = QVBoxLayout()
        side.addWidget(self.form)
        side.addWidget(self.print)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        row.addLayout(side, 1)
        row.addWidget(self.preview, 3)
        self.form.edited.connect(self._on_edited)
        self.print.clicked.connect(self._on_print)

    def show_card(self, card: RegistrationCard) -> None:
        """Offer what can be printed now; the most telling paper first."""
        offered = [(str(paper), wording.label(paper)) for paper in reversed(papers_of(card.row.state))]
        self.form.set_options("paper", offered)
        self.wanted.emit(self.paper())

    def paper(self) -> RegistrationPaper:
        """Give the chosen paper."""
        return RegistrationPaper(self.form.text("paper") or RegistrationPaper.FORM)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a paper that was set."""
        self.preview.show_pdf(pdf)

    def take_focus(self) -> None:
        """Begin with the choice."""
        self.form.focus_first()

    def _on_edited(self, name: str) -> None:
        if self.form.text("paper"):
            self.wanted.emit(self.paper())

    def _on_print(self) -> None:
        self.print_wanted.emit(self.paper())
