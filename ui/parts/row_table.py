"""A table over frozen rows that keeps what is selected when it is filled again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.parts.empty_state import EmptyState

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NUMBERED, _DIGIT = 9, 32
_PADDING, _ABOVE, _TALL = 24, 6, 1000
_LEAST = 96


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: heading, what it writes of a row, how wide (0: as wide as there is room)."""

    title: str
    text: Callable[[R], str]
    width: int = 0
    right: bool = False
    strong: bool = False
    tone: Callable[[R], str] | None = None
    """Names a colour of the theme for a row (``trouble``, ``waiting`` ...), or "" for the usual."""
    icon: Callable[[R], str] | None = None
    wraps: bool = False
    """Long words go on in a second line of the row instead of being cut."""
    least: int = _LEAST
    """What a column without a width of its own must have at least."""
    spare: int = 0
    """Where the table is too narrow for all, columns go from the greatest number down; 0 stays always."""


class RowTableModel(QAbstractTableModel, Generic[R]):
    """Adapts a list of frozen rows; owns nothing."""

    def __init__(self, columns: Sequence[Column[R]], numbered: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._numbered = numbered
        self._rows: tuple[R, ...] = ()

    def put_rows(self, rows: Sequence[R]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[R, ...]:
        """Give what is shown."""
        return self._rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns, the numbers' one included."""
        return 0 if parent.isValid() else len(self._columns) + self._numbered

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self._column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title if column else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column.right if column else False)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows."""
        if not index.isValid():
            return None
        column = self._column(index.column())
        if column is None:
            return self._number(index.row(), role)
        return _cell(column, self._rows[index.row()], role)

    def _column(self, section: int) -> Column[R] | None:
        place = section - self._numbered
        return self._columns[place] if 0 <= place < len(self._columns) else None

    def _number(self, row: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(row + 1) if row < _NUMBERED else ""
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("faint")
        return None


class _RowDelegate(QStyledItemDelegate):
    """Keeps a row's own colour while it is selected; wraps the words of the columns that may."""

    def __init__(self, wrapping: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._wrapping = frozenset(wrapping)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Give the words of a selected cell the colour they have otherwise."""
        super().initStyleOption(option, index)
        if index.column() not in self._wrapping:
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
        palette: QPalette = option.palette
        palette.setBrush(QPalette.ColorRole.HighlightedText, palette.brush(QPalette.ColorRole.Text))
        option.palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for the height that wrapped words need; the style itself forgets its own padding."""
        hint = super().sizeHint(option, index)
        if index.column() in self._wrapping:
            self.initStyleOption(option, index)
            room = QRect(0, 0, max(option.rect.width() - _PADDING, 1), _TALL)
            wrapped = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, option.text)
            hint.setHeight(wrapped.height() + _ABOVE)
        return hint


class _RowView(QTableView):
    """The view; digits and Enter choose.

    Signals:
        digit_pressed: Carries the number of the line, from 1.
    """

    digit_pressed = QtSignal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fitted_to: tuple[int, ...] = ()

    def forget_heights(self) -> None:
        """Note that other rows are shown; Qt keeps the heights of those before."""
        self._fitted_to = ()

    def fit_rows(self) -> bool:
        """Give the rows the height of their wrapped words, while seen and where it may be another; tells."""
        head = self.horizontalHeader()
        widths = tuple(head.sectionSize(section) for section in range(head.count()))
        is_due = self.wordWrap() and self.isVisible() and widths != self._fitted_to
        if is_due:
            self._fitted_to = widths
            self.resizeRowsToContents()
        return is_due

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fit the rows only now, with the columns come to rest: Qt tries several widths on the way."""
        if self.fit_rows():
            self.scrollTo(self.currentIndex())
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the selected line in sight when other parts take their room."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let digits choose a line and leave the rest to Qt."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        digit = event.key() - Qt.Key.Key_0
        if plain and 1 <= digit <= _NUMBERED:
            self.digit_pressed.emit(digit)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class RowTable(QWidget, Generic[R]):
    """Rows to look at and choose from.

    Signals:
        chosen: Enter, a digit or a double click. Carries the row.
        selected: Another row is selected. Carries the row, or None.
    """

    chosen = QtSignal(object)
    selected = QtSignal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        empty: EmptyState,
        *,
        numbered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._numbered = numbered
        self._columns = tuple(columns)
        self._model: RowTableModel[R] = RowTableModel(columns, numbered, self)
        self._view = _RowView(self)
        self._view.setModel(self._model)
        wrapping = [n for n, c in enumerate(self._columns, start=int(numbered)) if c.wraps]
        self._delegate = _RowDelegate(wrapping, self._view)
        self._view.setItemDelegate(self._delegate)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._arrange()
        self._selected_key: str | None = None
        self._view.activated.connect(self._on_activated)
        self._view.digit_pressed.connect(self._on_digit)
        self._view.selectionModel().selectionChanged.connect(self._on_selection)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show rows; what was selected stays selected and in sight while it is among them."""
        kept, bar = self._selected_key, self._view.verticalScrollBar()
        scrolled = bar.value()
        signals = self._view.selectionModel().blockSignals(True)
        self._view.forget_heights()
        self._model.put_rows(rows)
        self._stack.setCurrentIndex(1 if rows else 0)
        self._view.fit_rows()
        self._selected_key = None
        found = kept is not None and self.select_key(kept)
        self._view.selectionModel().blockSignals(signals)
        bar.setValue(scrolled)
        if kept is not None and not found:
            self.selected.emit(None)

    def rows(self) -> tuple[R, ...]:
        """Give the rows shown."""
        return self._model.rows()

    def current(self) -> R | None:
        """Give the selected row."""
        return next((row for row in self._model.rows() if self._key(row) == self._selected_key), None)

    def select_key(self, key: str) -> bool:
        """Select the row of a key; tells whether there is one."""
        for number, row in enumerate(self._model.rows()):
            if self._key(row) == key:
                self._selected_key = key
                self._view.selectRow(number)
                return True
        return False

    def select_first(self) -> None:
        """Select the first row."""
        if self._model.rows():
            self._view.selectRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out rather than have the list scroll sideways."""
        super().resizeEvent(event)
        self._fit_columns(event.size().width() - self._view.verticalScrollBar().sizeHint().width() - 2)

    def _fit_columns(self, room: int) -> None:
        wide = [theme.px(column.width or column.least) for column in self._columns]
        needed = sum(wide) + theme.px(_DIGIT) * self._numbered
        for place, column in sorted(enumerate(self._columns), key=lambda each: -each[1].spare):
            is_out = column.spare > 0 and needed > room
            self._view.setColumnHidden(place + self._numbered, is_out)
            needed -= wide[place] * is_out

    def _arrange(self) -> None:
        view = self._view
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.px(40))
        if any(column.wraps for column in self._columns):
            view.setWordWrap(True)
            view.verticalHeader().setMinimumSectionSize(theme.px(40))
        head = view.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(theme.px(_DIGIT))
        if self._numbered:
            head.resizeSection(0, theme.px(_DIGIT))
        for place, column in enumerate(self._columns, start=int(self._numbered)):
            if column.width:
                head.resizeSection(place, theme.px(column.width))
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.rows()[index.row()])

    def _on_digit(self, digit: int) -> None:
        rows = self._model.rows()
        if self._numbered and digit <= len(rows):
            self._view.selectRow(digit - 1)
            self.chosen.emit(rows[digit - 1])

    def _on_selection(self, chosen: QItemSelection, left: QItemSelection) -> None:
        lines = self._view.selectionModel().selectedRows()
        row = self._model.rows()[lines[0].row()] if lines else None
        self._selected_key = self._key(row) if row is not None else None
        self.selected.emit(row)


def _side(right: bool) -> Qt.AlignmentFlag:
    level = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return level | Qt.AlignmentFlag.AlignVCenter


def _cell(column: Column[R], row: R, role: int) -> Any:
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        return column.text(row)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _side(column.right)
    if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None and column.tone(row):
        return theme.colour(column.tone(row))
    if role == Qt.ItemDataRole.FontRole and column.strong:
        font: QFont = theme.font(bold=True)
        return font
    if role == Qt.ItemDataRole.DecorationRole and column.icon is not None and column.icon(row):
        return theme.icon(column.icon(row), "muted")
    return None
