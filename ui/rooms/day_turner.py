"""Earlier, today, later: the buttons that turn the hall's day, week or month."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.button import Button, IconButton
from ui.rooms.hall_view import View


class DayTurner(QWidget):
    """Three buttons.

    Signals:
        turned: Earlier or later is wanted. Carries -1 or 1.
        today_wanted: Today is wanted.
    """

    turned = Signal(int)
    today_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = IconButton("chevron-left", self.tr("Earlier"), self)
        self.today = Button(self.tr("Today"), parent=self)
        self.after = IconButton("chevron-right", self.tr("Later"), self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.before, self.today, self.after):
            line.addWidget(part)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.today.clicked.connect(self.today_wanted)

    def words(self, view: View, day: dt.date) -> str:
        """Write what a view shows around a day."""
        if view is View.MONTH:
            return self.tr("{year}-{month}").format(year=day.year, month=f"{day:%m}")
        if view is View.WEEK:
            monday = day - dt.timedelta(days=day.weekday())
            return f"{monday:%Y-%m-%d} \u2013 {monday + dt.timedelta(days=6):%m-%d}"
        shown = QDate(day.year, day.month, day.day)
        return QLocale().toString(shown, QLocale.FormatType.LongFormat)

    def _on_before(self) -> None:
        self.turned.emit(-1)

    def _on_after(self) -> None:
        self.turned.emit(1)


def turned(view: View, day: dt.date, times: int) -> dt.date:
    """Give the day so many days, weeks or months away."""
    if view is View.MONTH:
        return (day.replace(day=15) + dt.timedelta(days=30 * times)).replace(day=1)
    return day + dt.timedelta(days=times * (7 if view is View.WEEK else 1))
