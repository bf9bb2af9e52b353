"""The day at the desk: how many came, who waits, what became of each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.queueing.queries import DayCount, TicketRow
from app.queueing.states import TicketState
from ui import wording
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.names import local_name, minutes_since
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words

_ROLES = {
    TicketState.WAITING: "waiting",
    TicketState.CALLED: "accent",
    TicketState.SERVING: "accent",
    TicketState.SUSPENDED: "muted",
    TicketState.DONE: "good",
    TicketState.MISSED: "muted",
    TicketState.VOID: "muted",
}


@dataclass(frozen=True)
class Today:
    """What the panel shows, and when it was read."""

    count: DayCount
    tickets: tuple[TicketRow, ...]
    now: int


class TodayPanel(Card):
    """The right of the reception page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Today"))
        self._now = 0
        self._figures = [Figure(title, self) for title in self._titles()]
        line = QHBoxLayout()
        for figure in self._figures:
            line.addWidget(figure)
        self.body.addLayout(line)
        self.table: RowTable[TicketRow] = RowTable(
            (
                Column(self.tr("Number"), _number, 76, strong=True),
                Column(self.tr("Business"), _matter),
                Column(self.tr("State"), self._state, 92, tone=_role),
            ),
            _key,
            EmptyState("users", self.tr("Nobody has come yet today"), self.tr("F1 takes the first number.")),
            parent=self,
        )
        self.body.addWidget(self.table, 1)

    def show_today(self, today: Today) -> None:
        """Show the day."""
        self._now = today.now
        longest = today.count.longest_wait_s // 60 if today.count.waiting else 0
        values = (today.count.taken, today.count.waiting, today.count.done)
        for figure, value in zip(self._figures, values, strict=True):
            figure.show_value(str(value))
        self._figures[1].setToolTip(self.tr("Longest wait: {0} min").format(longest))
        self.table.show_rows(today.tickets)

    def _titles(self) -> Sequence[str]:
        return (self.tr("Came"), self.tr("Waiting"), self.tr("Served"))

    def _state(self, row: TicketRow) -> str:
        if row.state is TicketState.WAITING:
            return self.tr("{0} min").format(minutes_since(row.taken_at, self._now))
        if row.window_number is not None and row.state in (TicketState.CALLED, TicketState.SERVING):
            return self.tr("Window {0}").format(row.window_number)
        return wording.label(row.state)


class Figure(QWidget):
    """A number with a small word below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        self._value = words("\u2014", "figure", self)
        column.addWidget(self._value)
        column.addWidget(words(title, "small", self))

    def show_value(self, value: str) -> None:
        """Show a number."""
        self._value.setText(value)


def _number(row: TicketRow) -> str:
    return row.number


def _matter(row: TicketRow) -> str:
    return local_name(row.matter, row.matter_en)


def _role(row: TicketRow) -> str:
    return _ROLES[row.state]


def _key(row: TicketRow) -> str:
    return row.id
