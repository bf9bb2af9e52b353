"""A list whose lines carry a mark: what is complete, what is to do, what stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.parts.status_dot import Light, draw_light

Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT, _PAD = 34, 8, 7
_MARK = 12


@dataclass(frozen=True)
class MarkedLine:
    """A line: what it stands for, its words, its mark."""

    key: str
    text: str
    light: Light


class _MarkedDelegate(QStyledItemDelegate):
    """Paints a mark and words that wrap."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need at the width of the list."""
        view = self.parent()
        assert isinstance(view, MarkedList)
        width = max(view.viewport().width(), 120)
        words = QRect(0, 0, width - _LEFT - _RIGHT, 1000)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        metrics = QFontMetrics(theme.font("small"))
        needed = metrics.boundingRect(words, Qt.TextFlag.TextWordWrap.value, text).height()
        return QSize(width, needed + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        line: MarkedLine = index.data(Qt.ItemDataRole.UserRole)
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selected" if is_chosen else "hover"))
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), 7, 7)
        font = theme.font("small", bold=is_chosen)
        first = QFontMetrics(font).height()
        top = place.top() + _PAD + (first - _MARK) / 2
        draw_light(painter, line.light, QRectF(place.left() + 12, top, _MARK, _MARK))
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        words = place.adjusted(_LEFT, _PAD, -_RIGHT, -_PAD + 2)
        painter.drawText(words, Qt.TextFlag.TextWordWrap.value, line.text)
        painter.restore()


class MarkedList(QListWidget):
    """Lines to go to.

    Signals:
        chosen: A click or Enter. Carries the key of the line.
        stepped: Another line became current by keys or mouse. Carries its key.
    """

    chosen = Signal(str)
    stepped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_MarkedDelegate(self))
        self.itemClicked.connect(self._on_item)
        self.currentItemChanged.connect(self._on_current)

    def show_lines(self, lines: Sequence[MarkedLine]) -> None:
        """Show lines; the current one stays current while it is among them."""
        kept = self.current_key()
        was_blocked = self.blockSignals(True)
        scrolled = self.verticalScrollBar().value()
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.text)
            item.setData(Qt.ItemDataRole.UserRole, line)
            self.addItem(item)
            if line.key == kept:
                self.setCurrentItem(item)
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(was_blocked)

    def lines(self) -> tuple[MarkedLine, ...]:
        """Give the lines shown."""
        return tuple(self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count()))

    def current_key(self) -> str:
        """Give the key of the current line, or ""."""
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole).key) if item is not None else ""

    def go_to(self, key: str) -> None:
        """Make a line current without telling."""
        was_blocked = self.blockSignals(True)
        for row, line in enumerate(self.lines()):
            if line.key == key:
                self.setCurrentRow(row)
        self.blockSignals(was_blocked)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key():
            self.chosen.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole).key)

    def _on_current(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.stepped.emit(now.data(Qt.ItemDataRole.UserRole).key)
