"""Who was called and did not come, and whose case rests: each comes back by a digit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.queueing.queries import TicketRow
from app.queueing.states import Suspension, TicketState
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.queueing.deeds import Deed, DeedButton
from ui.queueing.reasons import aside_mark, aside_words
from ui.queueing.window_scene import WindowScene


class AsidePanel(Card):
    """The right of the window's page; those who missed a call stand before those whose case rests.

    Signals:
        back_wanted: A missed visitor came after all, or a case goes on. Carries the TicketRow.
    """

    back_wanted = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Aside"))
        self._zone = zone
        self.table: RowTable[TicketRow] = RowTable(
            (
                Column(self.tr("Number"), _number, 74, strong=True),
                Column("", self._state, tone=_tone),
            ),
            _key,
            EmptyState(
                "users",
                self.tr("Nobody is aside"),
                self.tr("F4 sets aside who does not come, F5 lets a case rest."),
            ),
            numbered=True,
            parent=self,
        )
        self.back = Button("", "plain", "undo-2", parent=self)
        self.line = DeedButton(Deed.TO_LINE, self.tr("Into the line"), "quiet", "arrow-right-left", self)
        self.told = words("", "small", self, wrap=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)
        self.body.addWidget(self.back)
        self.body.addWidget(self.line)
        self.table.chosen.connect(self.back_wanted)
        self.table.selected.connect(self._on_selected)
        self.back.clicked.connect(self._on_back)
        self._on_selected(None)

    def resting(self) -> TicketRow | None:
        """Give the selected visitor where their case can be put into the line."""
        row = self.table.current()
        return row if row is not None and row.state is TicketState.SUSPENDED else None

    def show_aside(self, scene: WindowScene) -> None:
        """Show who is aside."""
        rows = sorted(scene.aside, key=_section)
        self.set_title(self.tr("Aside: {0}").format(len(rows)) if rows else self.tr("Aside"))
        self.table.show_rows(rows)
        if rows and self.table.current() is None:
            self.table.select_first()
        self._on_selected(self.table.current())

    def _state(self, row: TicketRow) -> str:
        return aside_mark(row, self._zone)

    def _on_selected(self, row: TicketRow | None) -> None:
        for part in (self.told, self.back):
            part.setVisible(row is not None)
        self.told.setText(aside_words(row, self._zone) if row is not None else "")
        is_resting = row is not None and row.state is TicketState.SUSPENDED
        goes_on = is_resting and row is not None and row.suspension is not Suspension.AWAY
        self.back.setText(self.tr("Go on") if goes_on else self.tr("Bring back"))
        self.line.setVisible(goes_on)

    def _on_back(self) -> None:
        row = self.table.current()
        if row is not None:
            self.back_wanted.emit(row)


def _section(row: TicketRow) -> tuple[bool, int]:
    return row.state is TicketState.SUSPENDED, row.called_at or 0


def _number(row: TicketRow) -> str:
    return row.number


def _tone(row: TicketRow) -> str:
    return "waiting" if row.state is TicketState.MISSED else ""


def _key(row: TicketRow) -> str:
    return row.id
