"""A list of conflicts with the chosen one beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.clock import Clock
from app.sync.conflicts import ConflictCard, ConflictRow
from app.sync.states import ConflictKind, Decision
from ui import wording
from ui.parts.empty_state import EmptyState
from ui.parts.row_table import Column, RowTable
from ui.sync.conflict_panel import ConflictPanel, heading
from ui.sync.moments import short_moment


class ConflictsPane(QWidget):
    """Either what is open or what was decided; asks nothing itself.

    Signals:
        selected: Another conflict is chosen and shall be read. Carries its key, or "".
    """

    selected = Signal(str)

    def __init__(self, zone: str, clock: Clock, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._clock = clock
        self._nothing = EmptyState("circle-check", "", "", self)
        columns = [Column(self.tr("What"), heading, strong=is_open, icon=_icon)]
        if not is_open:
            columns.append(Column(self.tr("Decision"), _decision, 132))
        columns.append(Column(self.tr("When"), self._when, 96))
        self.table: RowTable[ConflictRow] = RowTable(columns, _key, self._nothing, parent=self)
        self.panel = ConflictPanel(zone, self)
        self._nothing.say(
            self.tr("Nothing was decided yet"), self.tr("Decided differences stay listed here.")
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.table, 4)
        line.addWidget(self.panel, 7)
        self.setFocusProxy(self.table)
        self.table.selected.connect(self._on_selected)

    def say_nothing_open(self, is_alone: bool) -> None:
        """Say what stands here while nothing needs a decision."""
        advice = (
            self.tr("Differences can only arise with a centre.")
            if is_alone
            else self.tr("What the centre refuses or overwrites appears here, and stays until it is decided.")
        )
        self._nothing.say(self.tr("Nothing needs a decision"), advice)

    def show_rows(self, rows: Sequence[ConflictRow]) -> None:
        """Show the list; what was chosen stays chosen, else the first is."""
        self.table.show_rows(rows)
        self.panel.setVisible(bool(rows))
        current = self.table.current()
        if current is None and rows:
            self.table.select_first()
        elif current is None:
            self.panel.show_nothing()
        else:
            self.selected.emit(current.key)

    def show_card(self, card: ConflictCard, off: dict[Decision, str]) -> None:
        """Show a conflict that was read, while it is still the chosen one."""
        current = self.table.current()
        if current is not None and current.key == card.row.key:
            self.panel.show_card(card, off)

    def select(self, key: str) -> bool:
        """Choose a conflict; tells whether it is in this list."""
        return self.table.select_key(key)

    def _on_selected(self, row: ConflictRow | None) -> None:
        if row is None:
            self.panel.show_nothing()
        self.selected.emit(row.key if row is not None else "")

    def _when(self, row: ConflictRow) -> str:
        moment = row.decided_at if row.decided_at is not None else row.acted_at
        return short_moment(moment, self._clock.now(), self._zone)


def _decision(row: ConflictRow) -> str:
    return wording.label(row.decision)


def _icon(row: ConflictRow) -> str:
    return "x" if row.kind is ConflictKind.REFUSED else "pencil"


def _key(row: ConflictRow) -> str:
    return row.key
