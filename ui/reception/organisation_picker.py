"""The visitor's organisation: found by name or credit code, or written down anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reception.queries import OrganisationRow
from app.reception.service import OrganisationEntry
from ui import theme, wording
from ui.parts.button import Button, IconButton
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.elided import Elided
from ui.parts.forms import Form
from ui.parts.words import words
from ui.reception.search_line import SearchLine

_LINES_SHOWN = 3
_FIELDS = ("organisation_name", "credit_code", "country", "legal_representative", "address")


class OrganisationPicker(QWidget):
    """A search line, the organisations found, the chosen one, or a form for a new one.

    Signals:
        searched: Something was typed. Carries the text; answer by ``show_found``.
        code_typed: The credit code of a new organisation changed. Carries it.
        submitted: Enter where everything is said.
        went_back: Esc.
    """

    searched = Signal(str)
    code_typed = Signal(str)
    submitted = Signal()
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[OrganisationRow, ...] = ()
        self.chosen: OrganisationRow | None = None
        self.line = SearchLine(self.tr("Name, pinyin or credit code"), self)
        self.line.setAccessibleName(self.tr("Organisation"))
        self._lines = ChoiceList(self)
        self._lines.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lines.setFixedHeight(theme.px(44) * _LINES_SHOWN + 12)
        self._picked = Elided("", "accent", self)
        self._drop = IconButton("x", self.tr("Another organisation"), self)
        self._hint = words("", "small", self, wrap=True)
        self.new = Button(self.tr("New organisation"), "quiet", "plus", parent=self)
        self.form = Form(self, columns=2)
        self._build()
        self._connect()
        self.reset()

    def reset(self) -> None:
        """Begin with nothing chosen."""
        self.line.clear()
        self.form.clear_errors()
        for name in (*_FIELDS, "abroad"):
            self.form.set_text(name, "")
        self._show_form(is_shown=False)
        self._choose(None)

    def show_found(self, text: str, found: Sequence[OrganisationRow]) -> None:
        """Show what was found for a text; an answer to an older text is dropped."""
        if text != self.line.text() or self.chosen is not None or not self.form.isHidden():
            return
        self._found = tuple(found)
        self.line.has_choices = bool(found)
        self._lines.show_choices(())
        self._lines.show_choices([Choice(row.id, row.name, row.credit_code) for row in found])
        self._lines.setVisible(bool(found))
        self._say("" if found else self.tr("No such organisation yet. Enter writes a new one down."))

    def new_entry(self) -> OrganisationEntry | None:
        """Give a new organisation as typed; None where none is being written."""
        if self.form.isHidden():
            return None
        typed = {name: self.form.text(name) for name in _FIELDS}
        abroad = bool(self.form.text("abroad"))
        return OrganisationEntry(
            name=typed["organisation_name"],
            credit_code="" if abroad else typed["credit_code"],
            country=typed["country"] if abroad else "",
            legal_representative=typed["legal_representative"],
            address=typed["address"],
        )

    def is_complete(self) -> bool:
        """Tell whether a body abroad has its country; everything else the desk checks."""
        lacks = not self.form.isHidden() and self.form.text("abroad") and not self.form.text("country")
        if lacks:
            self.form.show_error("country", wording.problem("empty"))
        return not lacks

    def _build(self) -> None:
        self.form.add_line("organisation_name", self.tr("Name of the organisation"), span=2)
        self.form.add_line("credit_code", self.tr("Unified social credit code"), span=2)
        self.form.add_line("country", self.tr("Country"), span=2)
        self.form.add_tick("abroad", self.tr("Body abroad, without a credit code"), span=2)
        self.form.add_line("legal_representative", self.tr("Legal representative"))
        self.form.add_line("address", self.tr("Address"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(words(self.tr("Organisation"), "label", self))
        head.addStretch(1)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self._lines)
        picked = QHBoxLayout()
        picked.addWidget(self._picked, 1)
        picked.addWidget(self._drop)
        column.addLayout(picked)
        column.addWidget(self._hint)
        column.addWidget(self.form)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_typed)
        self.line.digit_pressed.connect(self._lines.choose_digit)
        self.line.stepped.connect(self._lines.step)
        self.line.confirmed.connect(self._on_enter)
        self.line.went_back.connect(self.went_back)
        self._lines.chosen.connect(self._on_chosen)
        self._drop.clicked.connect(self._on_drop)
        self.new.clicked.connect(self._on_new)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)

    def _on_typed(self, text: str) -> None:
        self._choose(None)
        if text.strip():
            self.searched.emit(text)

    def _on_enter(self) -> None:
        if self.chosen is not None or not self.line.text().strip():
            self.submitted.emit()
        elif self._found:
            self._lines.choose_current()
        else:
            self._on_new()

    def _on_chosen(self, key: str) -> None:
        self._choose(next((row for row in self._found if row.id == key), None))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_drop(self) -> None:
        self._choose(None)
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self) -> None:
        is_shown = self.form.isHidden()
        self._choose(None)
        self._show_form(is_shown=is_shown)
        if is_shown:
            self.form.set_text("organisation_name", self.line.text())
            self.form.focus_first()
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, name: str) -> None:
        abroad = bool(self.form.text("abroad"))
        self.form.show_field("credit_code", is_shown=not abroad)
        self.form.show_field("country", is_shown=abroad)
        if name == "credit_code":
            self.code_typed.emit(self.form.text(name))

    def _show_form(self, *, is_shown: bool) -> None:
        self.form.setVisible(is_shown)
        self.line.setVisible(not is_shown)
        self.new.setText(self.tr("Search instead") if is_shown else self.tr("New organisation"))
        theme.set_icon(self.new, "search" if is_shown else "plus", "accent")
        self._on_edited("abroad")

    def _choose(self, row: OrganisationRow | None) -> None:
        self.chosen = row
        self._found = ()
        self._lines.hide()
        self.line.has_choices = False
        self._picked.set_words(f"{row.name}   {row.credit_code}" if row else "")
        self._picked.setVisible(row is not None)
        self._drop.setVisible(row is not None)
        self._say("")

    def _say(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
