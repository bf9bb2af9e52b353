"""Who is left when the day ends, by business; a digit turns carrying over into closing and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.cases.closing import LeftOver, Rest
from ui import theme
from ui.closing.question import Question
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField
from ui.parts.keys import with_key
from ui.parts.names import local_name
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words


class LeftOverPanel(Card):
    """Everybody is carried over unless the clerk says otherwise; closing needs a reason.

    Signals:
        close_wanted: The day shall be closed with these choices; asked once more before it is.
    """

    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Who is left"))
        self._closed: set[str] = set()
        self._is_today = True
        self._asked: tuple[LeftOver, ...] | None = None
        self._waits_for_rows = False
        self.table: RowTable[LeftOver] = RowTable(
            (
                Column(self.tr("Business"), _business, strong=True, wraps=True),
                Column(self.tr("Numbers"), _numbers, 124, wraps=True),
                Column(self.tr("Then"), self._rest, 112, tone=self._tone),
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
        self.question = Question(self)
        self.close_day = Button(
            with_key(self.tr("Close the day"), "Ctrl+Return"), "primary", "clipboard-check", parent=self
        )
        for part in (self._hint, self.table, self._label, self.reason, self.error, self.question):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.body.addWidget(self.close_day)
        self.table.setMinimumHeight(theme.px(120))
        self._connect()
        self._show_parts()

    def begin_day(self, *, is_today: bool) -> None:
        """Begin with another day: nothing is chosen, nobody is shown until they are known."""
        self.stop_asking()
        self._closed.clear()
        self._is_today = is_today
        self.reason.clear()
        self.set_title(self.tr("Who is left") if is_today else self.tr("Who was left"))
        self._waits_for_rows = True
        self.table.show_rows(())
        self._show_parts()

    def show_left(self, left: Sequence[LeftOver]) -> None:
        """Show who is left; what was chosen stays chosen, and a question about others is not asked on."""
        self._closed &= {row.matter_id for row in left}
        self.table.show_rows(left)
        if left and self.table.current() is None:
            self.table.select_first()
        if self._asked is not None and self._asked != tuple(left):
            self.stop_asking()
        if left and self._waits_for_rows:
            self.take_focus()
        self._waits_for_rows = False
        self._show_parts()

    def choices(self) -> Mapping[str, Rest]:
        """Give what becomes of whom, by business."""
        rows = self.table.rows()
        return {r.matter_id: Rest.CLOSE if r.matter_id in self._closed else Rest.CARRY for r in rows}

    def lacks_reason(self) -> bool:
        """Tell whether somebody is to be closed and it is not said why."""
        return bool(self._closed) and not self.reason.text().strip()

    def is_asking(self) -> bool:
        """Tell whether the second press closes the day."""
        return self._asked is not None

    def ask(self) -> None:
        """Say what will happen, in the place of the reason; nothing is done yet."""
        rows = self._asked = self.table.rows()
        self._show_parts()
        self.question.ask(
            [row for row in rows if row.matter_id not in self._closed],
            [row for row in rows if row.matter_id in self._closed],
            self.reason.text().strip(),
            is_today=self._is_today,
        )

    def stop_asking(self) -> None:
        """Go back to the choices, as they were."""
        if self._asked is not None:
            self._asked = None
            focus = self.window().focusWidget()
            had_focus = focus is not None and self.question.isAncestorOf(focus)
            self._show_parts()
            if had_focus:
                self.take_focus()

    def show_error(self, sentence: str) -> None:
        """Show below the reason why the day could not be closed."""
        self.stop_asking()
        self.error.setText(sentence)
        self.error.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Begin with who is left, once they are known; Enter never closes the day by chance."""
        if self.is_asking():
            self.question.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._waits_for_rows = not self.table.rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.reason.returnPressed.connect(self.close_wanted)
        self.reason.textEdited.connect(self.error.hide)
        self.close_day.clicked.connect(self.close_wanted)
        self.question.confirmed.connect(self.close_wanted)
        self.question.left.connect(self.stop_asking)

    def _on_chosen(self, row: LeftOver) -> None:
        self.stop_asking()
        self._closed ^= {row.matter_id}
        self.table.show_rows(self.table.rows())
        self._show_parts()

    def _show_parts(self) -> None:
        is_asking = self.is_asking()
        for part in (self._label, self.reason):
            part.setVisible(bool(self._closed) and not is_asking)
        self._hint.setVisible(bool(self.table.rows()) and not is_asking)
        self.close_day.setVisible(not is_asking)
        self.question.setVisible(is_asking)
        if not self._closed or is_asking:
            self.error.hide()

    def _rest(self, row: LeftOver) -> str:
        return self.tr("closed") if row.matter_id in self._closed else self.tr("carried over")

    def _tone(self, row: LeftOver) -> str:
        return "trouble" if row.matter_id in self._closed else ""


def _business(row: LeftOver) -> str:
    return local_name(row.matter, row.matter_en)


def _numbers(row: LeftOver) -> str:
    # A number does not part from its day at the end of a line.
    told = ", ".join(number.replace(" ", "\u00a0") for number in row.numbers)
    return f"{len(row.numbers)}:  {told}"


def _key(row: LeftOver) -> str:
    return row.matter_id
