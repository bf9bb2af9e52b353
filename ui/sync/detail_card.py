"""One change that waits or was refused, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.sync.status import WaitingRow
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.empty_state import EmptyState
from ui.parts.names import day_and_hour
from ui.sync import phrases

_SHOWN_FACTS = ("constraint", "detail")


class DetailCard(Card):
    """The right of the sync page.

    Signals:
        noted: Somebody read the refusal and acted on it. Carries the change's number.
    """

    noted = Signal(int)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Change"))
        self._zone = zone
        self._row: WaitingRow | None = None
        self.facts = Facts(self)
        for name, title in (
            ("what", self.tr("What was done")),
            ("when", self.tr("When")),
            ("records", self.tr("Records")),
            ("reason", self.tr("What this means")),
            ("rule", self.tr("The centre's own words")),
        ):
            label = self.facts.add_fact(name, title, "strong" if name == "what" else "")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = Button(self.tr("I have taken note"), "primary", "check", parent=self)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addStretch(1)
        column.addWidget(self.note)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(
            EmptyState(
                "list", self.tr("Choose a change"), self.tr("Its records and its fate are shown here."), self
            )
        )
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)
        self.note.clicked.connect(self._on_note)

    def show_row(self, row: WaitingRow | None, reason: str, *, can_note: bool) -> None:
        """Show a change, or the hint where none is chosen."""
        self._row = row
        self._stack.setCurrentIndex(1 if row else 0)
        if row is None:
            return
        self.facts.set_fact("what", phrases.done(row.use_case))
        self.facts.set_fact("when", day_and_hour(row.made_at, self._zone))
        self.facts.set_fact("records", phrases.records(row.tables))
        self.facts.set_fact("reason", reason)
        words = [str(row.facts[name]) for name in _SHOWN_FACTS if row.facts.get(name)]
        self.facts.set_fact("rule", "\n".join(words))
        self.note.setVisible(can_note)

    def _on_note(self) -> None:
        if self._row is not None:
            self.noted.emit(self._row.seq)
