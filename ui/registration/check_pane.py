"""The pre-check: what is wrong, by which article, and where it is mended; Enter leads there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.registration.precheck import CheckFinding
from app.registration.queries import RegistrationCard
from ui import wording
from ui.parts.empty_state import EmptyState
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.registration.phrases import finding_words


class CheckPane(QWidget):
    """Shows findings.

    Signals:
        chosen: Carries the finding whose place shall be shown.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = words("", "strong", self, wrap=True)
        self.table: RowTable[CheckFinding] = RowTable(
            (
                Column(self.tr("Rule"), _rule, 64),
                Column(self.tr("What"), finding_words, wraps=True, least=240),
                Column(self.tr("By"), _law, 184, wraps=True),
                Column(self.tr("Mended"), _place, 140, spare=1),
                Column(self.tr("Weight"), _weight, 156, tone=_tone),
            ),
            _key,
            EmptyState(
                "circle-check",
                self.tr("All 24 rules are kept"),
                self.tr("The case can be accepted: F10."),
            ),
            numbered=True,
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self.chosen)

    def show_card(self, card: RegistrationCard) -> None:
        """Show the findings of a case."""
        stops = sum(f.stops for f in card.findings)
        text = self.tr("{0} must be mended, {1} to be noted. Enter or the digit leads to the place.")
        self.summary.setText(text.format(stops, len(card.findings) - stops))
        self.summary.setVisible(bool(card.findings))
        self.table.show_rows(card.findings)
        if self.table.current() is None:
            self.table.select_first()

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _rule(finding: CheckFinding) -> str:
    return str(finding.number)


def _law(finding: CheckFinding) -> str:
    return finding.words.law


def _place(finding: CheckFinding) -> str:
    return wording.label(finding.words.place)


def _weight(finding: CheckFinding) -> str:
    return wording.label(finding.words.weight)


def _tone(finding: CheckFinding) -> str:
    return "trouble" if finding.stops else "waiting"


def _key(finding: CheckFinding) -> str:
    return f"{finding.rule}:{finding.field}:{finding.party}"
