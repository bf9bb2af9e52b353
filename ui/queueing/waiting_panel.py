"""Who is next and why, and who waits after that."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.queueing.queries import TicketRow
from ui import theme
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.names import local_name
from ui.parts.row_table import Column, RowTable
from ui.queueing.next_card import NextCard
from ui.queueing.reasons import wait_words, waited_min
from ui.queueing.window_scene import WindowScene

_LEAST = 120


class WaitingPanel(QWidget):
    """The left of the window's page.

    Signals:
        call_wanted: A digit, Enter or a double click in the list. Carries the TicketRow.
        skip_wanted: The button that proposes another.
    """

    call_wanted = Signal(object)
    skip_wanted = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._scene: WindowScene | None = None
        self.next_card = NextCard(zone, self)
        self._list = Card(self.tr("Waiting"), self)
        self.table: RowTable[TicketRow] = RowTable(
            (
                Column(self.tr("Number"), _number, 100, strong=True, icon=self._mark),
                Column(self.tr("Business"), _business, wraps=True),
                Column(self.tr("Wait"), self._wait, 74, right=True, tone=self._tone),
            ),
            _key,
            EmptyState("circle-check", self.tr("Nobody waits"), self.tr("New numbers appear here.")),
            numbered=True,
            parent=self,
        )
        # Less than the hint of the empty list asks for: the page is whole on a small screen.
        self.table.setMinimumHeight(theme.px(_LEAST))
        self._list.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.next_card)
        column.addWidget(self._list, 1)
        self.table.chosen.connect(self.call_wanted)
        self.next_card.skip_wanted.connect(self.skip_wanted)

    def show_waiting(self, scene: WindowScene) -> None:
        """Show who is next and who waits, the next one first."""
        self._scene = scene
        self.next_card.show_next(scene)
        rows = scene.waiting
        title = self.tr("Waiting: {0}").format(len(rows))
        if scene.on_purpose:
            title += "   " + self.tr("on purpose only: {0}").format(len(scene.on_purpose))
        self._list.set_title(title)
        self.table.show_rows(rows)

    def _wait(self, row: TicketRow) -> str:
        return wait_words(row, self._scene.now, self._zone) if self._scene else ""

    def _tone(self, row: TicketRow) -> str:
        if self._scene is None:
            return ""
        is_long = waited_min(row, self._scene.now) >= self._scene.rules.most_wait_min
        return "waiting" if is_long else ""

    def _mark(self, row: TicketRow) -> str:
        """Mark whom others call, who was handed on to this window, who was left over, who has priority."""
        if self._scene is not None and row.id in self._scene.on_purpose:
            return "lock"
        if self._scene is not None and self._scene.is_kept_here(row):
            return "user-check"
        if row.is_carried:
            return "calendar-clock"
        return "sparkles" if row.is_priority else ""


def _number(row: TicketRow) -> str:
    return row.number


def _business(row: TicketRow) -> str:
    return local_name(row.matter, row.matter_en)


def _key(row: TicketRow) -> str:
    return row.id
