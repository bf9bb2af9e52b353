"""Fields of the contract form: amounts in yuan, days that may be empty, whole numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from app.kernel.errors import FieldRefused
from app.kernel.money import figures, parse_yuan
from ui import theme
from ui.parts.forms import LineField

_DAY = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*|(\d{4})(\d{2})(\d{2})")


class DayRefused(ValueError):
    """A text that names no day."""


def read_day(text: str) -> date | None:
    """Read a day as people write it, full-width digits included; nothing for nothing.

    Refused (DayRefused): a day that does not exist, or no day at all.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    found = _DAY.fullmatch(plain)
    if found is None:
        raise DayRefused(text)
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DayRefused(text) from error


class AmountField(LineField):
    """An amount in yuan; what was typed stays, what can be read is written with commas on leaving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholder="0.00")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editingFinished.connect(self._tidy)

    def fen(self) -> int:
        """Give the amount; nothing typed is nothing. Refuses with FieldRefused."""
        return parse_yuan(self.text()) if self.text().strip() else 0

    def show_fen(self, fen: int) -> None:
        """Fill the field."""
        self.setText(figures(fen) if fen else "")

    def _tidy(self) -> None:
        try:
            fen = self.fen()
        except FieldRefused:
            return
        if self.text() != (figures(fen) if fen else ""):
            self.show_fen(fen)


class DayField(LineField):
    """A day that may be empty: typed in any usual way, or taken from the calendar (Alt+Down)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholder="2027-06-30")
        self._calendar: QCalendarWidget | None = None
        self._open = QAction(theme.icon("calendar-clock", "muted"), self.tr("Calendar"), self)
        self._open.setShortcut("Alt+Down")
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self._open.triggered.connect(self._show_calendar)
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """Give the day; refuses with DayRefused."""
        return read_day(self.text())

    def show_day(self, day: date | None) -> None:
        """Fill the field."""
        self.setText(day.isoformat() if day else "")

    def _tidy(self) -> None:
        try:
            day = self.day()
        except DayRefused:
            return
        if day is not None and self.text() != day.isoformat():
            self.show_day(day)

    def _show_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.activated.connect(self._on_day)
            self._calendar.clicked.connect(self._on_day)
        now = QDate.fromString(self.text(), Qt.DateFormat.ISODate)
        self._calendar.setSelectedDate(now if now.isValid() else QDate.currentDate())
        self._calendar.adjustSize()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()

    def _on_day(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.setText(day.toString(Qt.DateFormat.ISODate))
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class CountField(LineField):
    """A whole number as text; full-width digits become plain ones on leaving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editingFinished.connect(self._tidy)

    def is_whole(self) -> bool:
        """Tell whether it is empty or a whole number."""
        plain = unicodedata.normalize("NFKC", self.text()).strip()
        return not plain or (plain.isascii() and plain.isdigit())

    def _tidy(self) -> None:
        if self.is_whole():
            plain = unicodedata.normalize("NFKC", self.text()).strip()
            if plain != self.text():
                self.setText(plain)
