"""An organisation's record: what is known of it, and its double merged into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.reception.queries import OrganisationRow
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice
from ui.parts.elided import Elided
from ui.parts.forms import buttons_row
from ui.parts.words import rule
from ui.reception.double_search import DoubleSearch


class OrganisationPanel(Card):
    """In the place of the business list, for an organisation that comes without a name.

    Signals:
        searched: A text for the other record. Carries it; answer by ``show_found``.
        merge_wanted: Carries a MergeWish.
        went_back: Esc or the button.
    """

    searched = Signal(str)
    merge_wanted = Signal(object)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Record of the organisation"))
        self._name = Elided("", "strong", self)
        self._facts = [Elided("", "", self) for _ in range(4)]
        self.double = DoubleSearch(self.tr("The same organisation once more: name or credit code"), self)
        self._away = Button(self.tr("Back") + "   Esc", parent=self)
        for part in (self._name, *self._facts, rule(self), self.double):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(buttons_row(self._away, parent=self))
        self.double.searched.connect(self.searched)
        self.double.merge_wanted.connect(self.merge_wanted)
        self.double.went_back.connect(self.went_back)
        self._away.clicked.connect(self.went_back)

    def show_organisation(self, body: OrganisationRow) -> None:
        """Show what is known of an organisation; the line for its double has the focus."""
        self._name.set_words(body.name)
        told = (
            (self.tr("Unified social credit code: {0}"), body.credit_code),
            (self.tr("Legal representative: {0}"), body.legal_representative),
            (self.tr("Address: {0}"), body.address),
            (self.tr("Phone: {0}"), body.phone),
        )
        for line, (text, value) in zip(self._facts, told, strict=True):
            line.set_words(text.format(value))
            line.setVisible(bool(value))
        self.double.begin(body.id)
        self.double.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, text: str, bodies: Sequence[OrganisationRow]) -> None:
        """Show which record may be the other one."""
        self.double.show_found(text, [_choice(row) for row in bodies])


def _choice(row: OrganisationRow) -> Choice:
    return Choice(row.id, row.name, "  ".join(x for x in (row.credit_code, row.address) if x))
