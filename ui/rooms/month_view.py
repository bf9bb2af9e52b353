"""A month of all rooms: how many bookings each room has on each day; Enter opens the day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.rooms import phrases
from ui.rooms.jobs import Month

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FULLEST = 8
_SATURDAY = 5


class _MonthModel(QAbstractTableModel):
    """Rooms as rows, days as columns, counts as cells."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._month: Month | None = None

    def put(self, month: Month) -> None:
        """Show another month."""
        self.beginResetModel()
        self._month = month
        self.endResetModel()

    def month(self) -> Month | None:
        """Give what is shown."""
        return self._month

    def day(self, column: int) -> dt.date | None:
        """Give the day of a column."""
        return self._month.first + dt.timedelta(days=column) if self._month else None

    def count(self, row: int, column: int) -> int:
        """Give the count of a cell."""
        day = self.day(column)
        return self._month.counts.get((self._month.rooms[row].id, day), 0) if self._month and day else 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rooms."""
        return 0 if parent.isValid() or self._month is None else len(self._month.rooms)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the days."""
        return 0 if parent.isValid() or self._month is None else self._month.days

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the rooms' names and the days."""
        if self._month is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            name = phrases.room_name(self._month.rooms[section])
            return name if role == Qt.ItemDataRole.DisplayRole else None
        day = self.day(section)
        if day is None:
            return None
        weekday = QLocale().dayName(day.isoweekday(), QLocale.FormatType.NarrowFormat)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{weekday}\n{day.day}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("small")
        if role == Qt.ItemDataRole.ForegroundRole and day.weekday() >= _SATURDAY:
            return theme.colour("faint")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a count, and its words for screen readers."""
        count, day = self.count(index.row(), index.column()), self.day(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(count) if count else ""
        if role == Qt.ItemDataRole.UserRole:
            return count
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) and day is not None:
            assert self._month is not None
            room = phrases.room_name(self._month.rooms[index.row()])
            text = self.tr("{room}, {day}: {count} bookings")
            return text.format(room=room, day=phrases.short_day(day), count=count)
        return None


class _CountDelegate(QStyledItemDelegate):
    """Paints a count; the fuller the day, the darker its ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        place: QRect = option.rect.adjusted(1, 1, -1, -1)
        count = int(index.data(Qt.ItemDataRole.UserRole) or 0)
        if count:
            ground = QColor(theme.colour("accent_line"))
            ground.setAlpha(50 + 150 * min(count, _FULLEST) // _FULLEST)
            painter.fillRect(place, ground)
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font("small", bold=True))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(count))
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))


class MonthView(QTableView):
    """The table.

    Signals:
        day_opened: Enter or a double click. Carries the room's key and the date.
        month_requested: PgUp or PgDn. Carries how many months later.
    """

    day_opened = Signal(str, object)
    month_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _MonthModel(self)
        self.setModel(self._model)
        self._delegate = _CountDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Bookings of the month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(theme.px(18))
        self.horizontalHeader().setFixedHeight(theme.px(52))
        self.horizontalHeader().setProperty("part", "days")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(theme.px(26))
        self.activated.connect(self._on_activated)

    def show_month(self, month: Month, room_id: str, day: dt.date) -> None:
        """Show a month; the cursor is put on a room and a day of it."""
        kept = self.currentIndex()
        place = (kept.row(), kept.column()) if kept.isValid() else None
        before = self._model.month()
        is_same = before is not None and before.first == month.first
        self._model.put(month)
        row = next((n for n, room in enumerate(month.rooms) if room.id == room_id), 0)
        column = (day - month.first).days
        if place is not None and is_same:
            row, column = place
        self.setCurrentIndex(self._model.index(row, min(max(column, 0), month.days - 1)))

    def count(self, room_id: str, day: dt.date) -> int:
        """Tell the count shown for a room on a day."""
        month = self._model.month()
        return month.counts.get((room_id, day), 0) if month else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cursor in sight where there is room for less."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def open_day(self) -> None:
        """Open the day under the cursor."""
        self._on_activated(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the month by PgUp and PgDn; open a day by Enter."""
        key = event.key()
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.month_requested.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_day()
        else:
            super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        month, day = self._model.month(), self._model.day(index.column())
        if index.isValid() and month is not None and day is not None:
            self.day_opened.emit(month.rooms[index.row()].id, day)
