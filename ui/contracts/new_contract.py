"""Which kind of contract: a numbered list of the templates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.documents.templates import ContractTemplate
from ui import theme
from ui.contracts import phrases
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import buttons_row
from ui.parts.words import words

_WIDTH = 640


class NewContract(QWidget):
    """Chooses a template.

    Signals:
        chosen: Carries the template's code.
        left: No contract is to be made.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, templates: Sequence[ContractTemplate], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card(self.tr("Which contract?"), self)
        card.setFixedWidth(theme.px(_WIDTH))
        self._start = words("", "muted", card, wrap=True)
        self.choices = ChoiceList(card)
        self.choices.setAccessibleName(self.tr("Templates"))
        self.choices.setFixedHeight(theme.px(44) * max(len(templates), 2) + 12)
        self.choices.show_choices(
            [
                Choice(t.code, phrases.local_name(t.title, t.title_en), "", t.code.upper(), "file-text")
                for t in templates
            ]
        )
        self.back = Button(self.tr("Back to the list"), parent=card)
        card.body.addWidget(self._start)
        card.body.addWidget(self.choices)
        card.body.addWidget(buttons_row(self.back, parent=card))
        column = QVBoxLayout(self)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        self.choices.chosen.connect(self.chosen)
        self.back.clicked.connect(self.left)

    def ask(self, start: str) -> None:
        """Say what the contract starts from, and wait for a digit."""
        self._start.setText(start)
        self.choices.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
