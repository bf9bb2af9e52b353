"""The other record of one that was registered twice: found, chosen, merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.parts.button import Button
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.elided import Elided
from ui.parts.words import words
from ui.reception.search_line import SearchLine

_LINES_SHOWN = 3


@dataclass(frozen=True)
class MergeWish:
    """Two records are one: the first stays."""

    keep_id: str
    other_id: str


class DoubleSearch(QWidget):
    """A search line, the records found, what merging means, and the button that does it.

    Signals:
        searched: A text for the other record. Carries it; answer by ``show_found``.
        merge_wanted: Carries a MergeWish.
        went_back: Esc.
    """

    searched = Signal(str)
    merge_wanted = Signal(object)
    went_back = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_id = ""
        self._found: tuple[Choice, ...] = ()
        self._other: Choice | None = None
        self.line = SearchLine(placeholder, self)
        self.others = ChoiceList(self)
        self.merge = Button(self.tr("Merge"), "plain", "users", parent=self)
        self._told, self._way_back = Elided("", "muted", self), Elided("", "muted", self)
        self._way_back.set_words(self.tr("Ctrl+Z takes it back."))
        self._build()
        self._connect()
        self.begin("")

    def begin(self, own_id: str) -> None:
        """Look for the other record of one; nothing is found yet."""
        self._own_id = own_id
        self._found = ()
        self.line.clear()
        self.line.has_choices = False
        self.others.hide()
        self._choose(None)

    def show_found(self, text: str, found: Sequence[Choice]) -> None:
        """Show which record may be the other one; the one in sight is none."""
        if text != self.line.text():
            return
        self._found = tuple(choice for choice in found if choice.key != self._own_id)
        self.line.has_choices = bool(self._found)
        self.others.show_choices(self._found)
        self.others.setVisible(bool(self._found))
        nobody = self.tr("No other record fits.") if text.strip() and not self._found else ""
        self._told.set_words(nobody)

    def _build(self) -> None:
        self.others.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.others.setFixedHeight(theme.px(44) * _LINES_SHOWN + 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Registered twice"), "label", self))
        for part in (self.line, self.others, self._told, self._way_back, self.merge):
            column.addWidget(part)

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_typed)
        self.line.digit_pressed.connect(self.others.choose_digit)
        self.line.stepped.connect(self.others.step)
        self.line.confirmed.connect(self.others.choose_current)
        self.line.went_back.connect(self.went_back)
        self.others.chosen.connect(self._on_chosen)
        self.merge.clicked.connect(self._on_merge)

    def _on_typed(self, text: str) -> None:
        self._choose(None)
        self.searched.emit(text)

    def _on_chosen(self, key: str) -> None:
        self._choose(next((choice for choice in self._found if choice.key == key), None))
        self.merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, other: Choice | None) -> None:
        self._other = other
        self.merge.setEnabled(other is not None)
        told = self.tr("The chosen record ends; its visits count for this one.")
        self._told.set_words(told if other else "")
        self._way_back.setVisible(other is not None)

    def _on_merge(self) -> None:
        if self._own_id and self._other is not None:
            self.merge_wanted.emit(MergeWish(self._own_id, self._other.key))
