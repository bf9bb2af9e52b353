"""The search line: a gap of so many minutes, between these hours of these days, over all rooms."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QTimeEdit, QWidget

from app.kernel.errors import FieldRefused
from ui import theme
from ui.parts.button import IconButton
from ui.parts.elided import Elided
from ui.rooms.jobs import GapWish
from ui.rooms.quarter_edit import QuarterEdit

_LONGEST = 14 * 60
_DAYS = 14


class GapLine(QWidget):
    """Fields in a sentence; Enter in any of them searches.

    Signals:
        search_requested: The person wants to see the gaps.
    """

    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minutes = self._number(15, _LONGEST, 60, self.tr("Minutes"))
        self.minutes.setSingleStep(15)
        self.days = self._number(1, _DAYS, 1, self.tr("Days"))
        self.starts = self._time(9, self.tr("Between"))
        self.ends = self._time(18, self.tr("and"))
        self.search = IconButton("search", self.tr("Find a gap"), self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for part in (
            Elided(self.tr("Gap of"), "muted", self),
            self.minutes,
            Elided(self.tr("min between"), "muted", self),
            self.starts,
            Elided(self.tr("and"), "muted", self),
            self.ends,
            Elided(self.tr("within"), "muted", self),
            self.days,
            Elided(self.tr("days"), "muted", self),
        ):
            line.addWidget(part)
        line.addWidget(self.search)
        line.addStretch(1)
        self.search.clicked.connect(self.search_requested)

    def wish(self, first: dt.date, people: int) -> GapWish:
        """Give what is looked for from a day on; refuses with FieldRefused an end before the start."""
        starts, ends = (self._at(editor) for editor in (self.starts, self.ends))
        if ends <= starts:
            raise FieldRefused("ends_at", "not_after_start")
        return GapWish(self.minutes.value(), people, first, self.days.value(), starts, ends)

    def take_focus(self) -> None:
        """Put the focus on the minutes."""
        self.minutes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.minutes.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter search from any field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.search_requested.emit()
        return True

    def _number(self, low: int, high: int, value: int, name: str) -> QSpinBox:
        made = QSpinBox(self)
        made.setRange(low, high)
        made.setValue(value)
        made.setAccessibleName(name)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        made.setFixedWidth(theme.px(52))
        made.installEventFilter(self)
        return made

    def _time(self, hour: int, name: str) -> QuarterEdit:
        made = QuarterEdit(self)
        made.setTime(QTime(hour, 0))
        made.setAccessibleName(name)
        made.setFixedWidth(theme.px(66))
        made.installEventFilter(self)
        return made

    def _at(self, editor: QTimeEdit) -> dt.time:
        return dt.time(editor.time().hour(), editor.time().minute())
