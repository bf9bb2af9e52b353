"""Who is left when the day ends, by business; a digit turns carrying over into closing and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.cases.closing import LeftOver, Rest
from ui import theme
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField
from ui.parts.names import local_name
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words


class LeftOverPanel(Card):
    """Everybody is carried over unless the clerk says otherwise; closing needs a reason.

    Signals:
        close_wanted: The day shall be closed with these choices.
    """

    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Who is left"))
        self._closed: set[str] = set()
        self._waits_for_rows = False
        self.table: RowTable[LeftOver] = RowTable(
            (
                Column(self.tr("Business"), _business, strong=True),
                Column(self.tr("Numbers"), _numbers, 150),
                Column(self.tr("Then"), self._rest, 124, tone=self._tone),
            ),
            _key,
            EmptyState(
                "circle-check",
                self.tr("Nobody is left"),
                self.tr("Close the day and print the report."),
            ),
            numbered=True,
            parent=self,
        )
        self._hint = words(
            self.tr("A digit or Enter changes a line. Who is carried over is called first tomorrow."),
            "muted", self, wrap=True,
        )  # fmt: skip
        self._label = words(self.tr("Reason for those who are closed"), "label", self)
        self.reason = LineField(self)
        self.reason.setAccessibleName(self.tr("Reason for those who are closed"))
        self.error = words("", "error", self, wrap=True)
        self.error.hide()
        self.close_day = Button(
            self.tr("Close the day") + "   Ctrl+Enter", "primary", "clipboard-check", parent=self
        )
        for part in (self._hint, self.table, self._label, self.reason, self.error, self.close_day):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.table.setMinimumHeight(theme.px(200))
        self.table.chosen.connect(self._on_chosen)
        self.reason.returnPressed.connect(self.close_wanted)
        self.reason.textEdited.connect(self.error.hide)
        self.close_day.clicked.connect(self.close_wanted)
        self._show_reason()

    def show_left(self, left: Sequence[LeftOver]) -> None:
        """Show who is left; what was chosen for a business stays chosen."""
        self._closed &= {row.matter_id for row in left}
        self.table.show_rows(left)
        self._hint.setVisible(bool(left))
        if left and self.table.current() is None:
            self.table.select_first()
        if left and self._waits_for_rows:
            self.take_focus()
        self._show_reason()

    def choices(self) -> Mapping[str, Rest]:
        """Give what becomes of whom, by business."""
        rows = self.table.rows()
        return {r.matter_id: Rest.CLOSE if r.matter_id in self._closed else Rest.CARRY for r in rows}

    def show_error(self, sentence: str) -> None:
        """Show below the reason why the day could not be closed."""
        self.error.setText(sentence)
        self.error.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Begin with who is left, once they are known; Enter never closes the day by chance."""
        self._waits_for_rows = not self.table.rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, row: LeftOver) -> None:
        self._closed ^= {row.matter_id}
        self.table.show_rows(self.table.rows())
        self._show_reason()

    def _show_reason(self) -> None:
        for part in (self._label, self.reason):
            part.setVisible(bool(self._closed))
        if not self._closed:
            self.error.hide()

    def _rest(self, row: LeftOver) -> str:
        return self.tr("closed") if row.matter_id in self._closed else self.tr("carried over")

    def _tone(self, row: LeftOver) -> str:
        return "trouble" if row.matter_id in self._closed else ""


def _business(row: LeftOver) -> str:
    return local_name(row.matter, row.matter_en)


def _numbers(row: LeftOver) -> str:
    return f"{len(row.numbers)}:  {', '.join(row.numbers)}"


def _key(row: LeftOver) -> str:
    return row.matter_id
