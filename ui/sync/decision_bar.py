"""The decisions about a conflict: a digit chooses, Enter confirms, Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.sync.states import Decision
from ui.parts.button import Button
from ui.parts.forms import LineField
from ui.parts.keys import with_key
from ui.parts.words import words

CHOICES = (Decision.TOOK_THEIRS, Decision.SENT_AGAIN, Decision.MADE_NEW)
"""By their digits, from 1."""


class DecisionBar(QStackedWidget):
    """Three buttons, then one question; or a sentence where nothing can be decided.

    Signals:
        decided: A decision was confirmed. Carries the decision and the note, which may be empty.
        asking_changed: A question is asked, or is no longer.
    """

    decided = Signal(object, str)
    asking_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Decision | None = None
        self._off: dict[Decision, str] = {}
        self.buttons = {
            Decision.TOOK_THEIRS: Button("1  " + self.tr("Take theirs"), "plain", "check", parent=self),
            Decision.SENT_AGAIN: Button("2  " + self.tr("Submit again"), "plain", "undo-2", parent=self),
            Decision.MADE_NEW: Button("3  " + self.tr("Make new"), "plain", "plus", parent=self),
        }
        self.why = words("", "muted", self, wrap=True)
        self.question = words("", "strong", self, wrap=True)
        self.note = LineField(self, placeholder=self.tr("Note for colleagues, if one is needed"))
        self.confirm = Button(with_key(self.tr("Confirm"), "Return"), "primary", "check", parent=self)
        self.back = Button(self.tr("Back") + "   Esc", "plain", parent=self)
        self._build()
        self._connect()

    def show_choices(self, off: dict[Decision, str]) -> None:
        """Offer the decisions; those named are off, with the reason."""
        self._off = off
        for decision, button in self.buttons.items():
            button.setVisible(True)
            button.setEnabled(decision not in off)
        self._say(dict.fromkeys(off.values()))
        if self._asked in off:
            self.go_back()

    def show_sentence(self, text: str) -> None:
        """Say why there is nothing to decide."""
        for button in self.buttons.values():
            button.hide()
        self._say({text: None})
        self.go_back()

    def ask(self, decision: Decision) -> None:
        """Ask whether this is meant; nothing happens where the decision is off."""
        if self.buttons[decision].isHidden() or decision in self._off or self._asked is not None:
            return
        self._asked = decision
        self.question.setText(
            {
                Decision.TOOK_THEIRS: self.tr(
                    "Leave it as the centre has it? What was wanted here is dropped."
                ),
                Decision.SENT_AGAIN: self.tr(
                    "Submit it again as it was wanted here? It goes onto the records of today."
                ),
                Decision.MADE_NEW: self.tr(
                    "Do it anew by hand? The page for it opens; this is noted as done."
                ),
            }[decision]
        )
        self.note.clear()
        self.setCurrentIndex(1)
        self.note.setFocus()
        self.asking_changed.emit()

    def is_asking(self) -> bool:
        """Tell whether a question is asked."""
        return self._asked is not None

    def go_back(self) -> None:
        """Drop the question."""
        if self._asked is not None:
            self._asked = None
            self.setCurrentIndex(0)
            self.asking_changed.emit()

    def _say(self, sentences: dict[str, None]) -> None:
        self.why.setText("\n".join(sentences))
        self.why.setVisible(bool(sentences))

    def _build(self) -> None:
        choosing, asking = QWidget(self), QWidget(self)
        column = QVBoxLayout(choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(self.why)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in self.buttons.values():
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(self.question)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.note, 1)
        line.addWidget(self.back)
        line.addWidget(self.confirm)
        column.addLayout(line)
        self.addWidget(choosing)
        self.addWidget(asking)

    def _connect(self) -> None:
        self.buttons[Decision.TOOK_THEIRS].clicked.connect(self.ask_theirs)
        self.buttons[Decision.SENT_AGAIN].clicked.connect(self.ask_again)
        self.buttons[Decision.MADE_NEW].clicked.connect(self.ask_new)
        self.back.clicked.connect(self.go_back)
        self.confirm.clicked.connect(self._on_confirm)
        self.note.returnPressed.connect(self._on_confirm)

    def ask_theirs(self) -> None:
        """Ask about taking the centre's."""
        self.ask(Decision.TOOK_THEIRS)

    def ask_again(self) -> None:
        """Ask about submitting mine again."""
        self.ask(Decision.SENT_AGAIN)

    def ask_new(self) -> None:
        """Ask about making a new one."""
        self.ask(Decision.MADE_NEW)

    def _on_confirm(self) -> None:
        decision = self._asked
        if decision is not None:
            note = self.note.text().strip()
            self.go_back()
            self.decided.emit(decision, note)
