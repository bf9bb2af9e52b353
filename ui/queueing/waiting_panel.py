"""Who is next and why, and who waits after that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queueing.queries import TicketRow
from ui.parts.big_number import BigNumber
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.names import local_name, minutes_since
from ui.parts.row_table import Column, RowTable


class WaitingPanel(QWidget):
    """The left of the window's page.

    Signals:
        call_wanted: Enter or a double click in the list: the next visitor shall be called.
    """

    call_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = 0
        self._next = Card(self.tr("Next"), self, tinted=True)
        self._number = BigNumber(30, self)
        self.why = Elided("", "strong", self)
        self._who = Elided("", "", self)
        self._matter = Elided("", "muted", self)
        for part in (self._number, self.why, self._who, self._matter):
            self._next.body.addWidget(part)
        self._next.body.setSpacing(2)
        self._list = Card(self.tr("Waiting"), self)
        self.table: RowTable[TicketRow] = RowTable(
            (
                Column(self.tr("Number"), _number, 96, strong=True, icon=_mark),
                Column(self.tr("Business"), _matter),
                Column(self.tr("Wait"), self._wait, 80, right=True),
            ),
            _key,
            EmptyState("circle-check", self.tr("Nobody waits"), self.tr("New numbers appear here.")),
            parent=self,
        )
        self._list.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._next)
        column.addWidget(self._list, 1)
        self.table.chosen.connect(self._on_chosen)

    def show_waiting(self, rows: Sequence[TicketRow], now: int) -> None:
        """Show who waits, in the order of calling."""
        self._now = now
        self._next.setVisible(bool(rows))
        self._list.set_title(self.tr("Waiting: {0}").format(len(rows)))
        self.table.show_rows(rows)
        if rows:
            row = rows[0]
            self._number.show_number(row.number)
            self.why.set_words(self._reason(row))
            self._who.set_words(row.person or self.tr("Enquiry without a name"))
            self._matter.set_words(_matter(row))

    def _reason(self, row: TicketRow) -> str:
        wait = minutes_since(row.taken_at, self._now)
        if row.is_priority:
            return self.tr("Priority, waiting {0} min").format(wait)
        return self.tr("Waiting longest: {0} min").format(wait)

    def _wait(self, row: TicketRow) -> str:
        return self.tr("{0} min").format(minutes_since(row.taken_at, self._now))

    def _on_chosen(self) -> None:
        self.call_wanted.emit()


def _number(row: TicketRow) -> str:
    return row.number


def _mark(row: TicketRow) -> str:
    return "sparkles" if row.is_priority else ""


def _matter(row: TicketRow) -> str:
    return local_name(row.matter, row.matter_en)


def _key(row: TicketRow) -> str:
    return row.id
