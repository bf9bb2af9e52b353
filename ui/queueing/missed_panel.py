"""Who was called and did not come; each can be brought back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queueing.queries import TicketRow
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.names import hour
from ui.parts.row_table import Column, RowTable


class MissedPanel(Card):
    """The right of the window's page.

    Signals:
        back_wanted: The visitor came after all. Carries the TicketRow.
    """

    back_wanted = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Did not come"))
        self._zone = zone
        self.table: RowTable[TicketRow] = RowTable(
            (
                Column(self.tr("Number"), _number, 80, strong=True),
                Column(self.tr("Called"), self._called),
            ),
            _key,
            EmptyState(
                "users",
                self.tr("Nobody has missed a call"),
                self.tr("F4 sets a visitor aside who does not come."),
            ),
            numbered=True,
            parent=self,
        )
        self.back = Button(self.tr("Bring back"), "plain", "undo-2", parent=self)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.back)
        self.table.chosen.connect(self.back_wanted)
        self.table.selected.connect(self._on_selected)
        self.back.clicked.connect(self._on_back)
        self._on_selected(None)

    def show_missed(self, rows: Sequence[TicketRow]) -> None:
        """Show who did not come."""
        self.table.show_rows(rows)
        self.back.setVisible(bool(rows))
        if rows and self.table.current() is None:
            self.table.select_first()
        self._on_selected(self.table.current())

    def _called(self, row: TicketRow) -> str:
        return hour(row.called_at, self._zone) if row.called_at else ""

    def _on_selected(self, row: TicketRow | None) -> None:
        self.back.setEnabled(row is not None)

    def _on_back(self) -> None:
        row = self.table.current()
        if row is not None:
            self.back_wanted.emit(row)


def _number(row: TicketRow) -> str:
    return row.number


def _key(row: TicketRow) -> str:
    return row.id
