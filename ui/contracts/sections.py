"""What every contract is about: project name, term, place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.content import AmendsContent, ContractContent
from ui import wording
from ui.contracts.kept_form import KeptForm
from ui.parts.words import words

_FIELDS = ("title", "place", "valid_from", "valid_to", "amends")


class BasicsSection(QWidget):
    """Title, place and term; where an older contract is changed, which one.

    Signals:
        edited: Something was typed.
        submitted: Enter in the last field.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._amends = words("", "strong", self, wrap=True)
        self._amends.hide()
        self.form = KeptForm(self)
        self.form.add_line("title", self.tr("Project name"), required=True, span=2)
        self.form.add_day("valid_from", self.tr("Valid from"), required=True)
        self.form.add_day("valid_to", self.tr("Valid to"), required=True)
        self.form.add_line("place", self.tr("Signed at"), span=2)
        column.addWidget(self._amends)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)

    def show_content(self, content: ContractContent) -> None:
        """Fill the section."""
        self.form.set_text("title", content.title)
        self.form.set_text("place", content.place)
        self.form.show_day("valid_from", content.valid_from)
        self.form.show_day("valid_to", content.valid_to)
        self._show_amends(content.amends)

    def put_into(self, content: ContractContent) -> ContractContent:
        """Put what was typed into a content; a day that cannot be read stays as it was kept."""
        return replace(
            content,
            title=self.form.text("title"),
            place=self.form.text("place"),
            valid_from=self.form.day("valid_from"),
            valid_to=self.form.day("valid_to"),
        )

    def has_field(self, name: str) -> bool:
        """Tell whether a field of a finding is here."""
        return name in _FIELDS

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        return self.form.wrong_field()

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        self.form.focus_field("title" if name == "amends" else name)

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.form.focus_field("title")

    def _show_amends(self, amends: AmendsContent | None) -> None:
        if amends is not None:
            kind = wording.label(amends.kind)
            told = self.tr("{0} to contract {1} (digest {2} \u2026)")
            self._amends.setText(told.format(kind, amends.number, amends.digest[:16]))
            self._amends.show()

    def _on_edited(self) -> None:
        self.edited.emit()
