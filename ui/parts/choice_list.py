"""A short list whose lines are numbered: the digit chooses. Nine lines at a time, PgDn turns the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme

LINES = 9
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Choice:
    """A line: what it stands for, its words, what helps to tell it apart, a remark at the right."""

    key: str
    text: str
    detail: str = ""
    remark: str = ""
    icon: str = ""
    is_enabled: bool = True


class _ChoiceModel(QAbstractListModel):
    """One page of the choices."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self.first = 0

    def put(self, choices: Sequence[Choice], first: int) -> None:
        """Show other choices, from one on."""
        self.beginResetModel()
        self._choices, self.first = tuple(choices), first
        self.endResetModel()

    def every(self) -> tuple[Choice, ...]:
        """Give all choices."""
        return self._choices

    def seen(self) -> tuple[Choice, ...]:
        """Give the choices of the page."""
        return self._choices[self.first : self.first + LINES]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the lines of the page."""
        return 0 if parent.isValid() else len(self.seen())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the words, for screen readers and the delegate."""
        if not index.isValid():
            return None
        choice = self.seen()[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1} {choice.text} {choice.detail}".strip()
        return choice if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only what is enabled be chosen."""
        flags = Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.seen()[index.row()].is_enabled:
            flags |= Qt.ItemFlag.ItemIsEnabled
        return flags


class _ChoiceDelegate(QStyledItemDelegate):
    """Paints a line: number, icon, words, detail, remark."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line, high enough for a finger."""
        return QSize(theme.px(120), theme.px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        place: QRect = option.rect.adjusted(2, 1, -2, -1)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(place, 8, 8)
        elif state & QStyle.StateFlag.State_MouseOver and choice.is_enabled:
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(place, 8, 8)
        left = _draw_number(painter, place, index.row() + 1)
        if choice.icon:
            side = theme.px(20)
            top = place.top() + (place.height() - side) // 2
            theme.draw_icon(painter, choice.icon, QRectF(left, top, side, side), "accent")
            left += side + 10
        _draw_words(painter, place, left, choice)
        painter.restore()


class ChoiceList(QListView):
    """Choices to take one of.

    Signals:
        chosen: A digit, Enter or a click. Carries the key of the choice.
        moved: Another line is current. Carries its key, or "".
    """

    chosen = Signal(str)
    moved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "choices")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = _ChoiceModel(self)
        self._delegate = _ChoiceDelegate(self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show choices; the current one stays current while it is among them."""
        kept = self.current_key()
        keys = [choice.key for choice in choices]
        place = keys.index(kept) if kept in keys else 0
        self._lines.put(choices, place - place % LINES)
        self._go_to(place % LINES)

    def choices(self) -> tuple[Choice, ...]:
        """Give all choices."""
        return self._lines.every()

    def current_key(self) -> str:
        """Give the key of the current line, or ""."""
        index = self.currentIndex()
        return self._lines.seen()[index.row()].key if index.isValid() else ""

    def choose_digit(self, digit: int) -> bool:
        """Choose a line by its number, also when a search box above has the focus."""
        seen = self._lines.seen()
        if not 1 <= digit <= len(seen) or not seen[digit - 1].is_enabled:
            return False
        self._go_to(digit - 1)
        self.chosen.emit(seen[digit - 1].key)
        return True

    def choose_current(self) -> bool:
        """Choose the current line."""
        return self.choose_digit(self.currentIndex().row() + 1)

    def step(self, lines: int) -> None:
        """Move the current line, also when a search box above has the focus."""
        count = len(self._lines.seen())
        if count:
            self._go_to(min(max(self.currentIndex().row() + lines, 0), count - 1))

    def turn_page(self, pages: int) -> None:
        """Show the next nine, or those before."""
        first = self._lines.first + pages * LINES
        if 0 <= first < len(self._lines.every()):
            self._lines.put(self._lines.every(), first)
            self._go_to(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Enter choose, PgUp and PgDn turn the page."""
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain == Qt.KeyboardModifier.NoModifier and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose_digit(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn_page(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for nine lines."""
        return QSize(theme.px(360), theme.px(44) * LINES + 12)

    def _go_to(self, row: int) -> None:
        if row < len(self._lines.seen()):
            self.setCurrentIndex(self._lines.index(row, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.choose_digit(index.row() + 1)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        self.moved.emit(self._lines.seen()[now.row()].key if now.isValid() else "")


def _draw_number(painter: QPainter, place: QRect, number: int) -> int:
    """Paint the number in its frame; gives where the rest begins."""
    side = theme.px(24)
    box = QRectF(place.left() + 10, place.top() + (place.height() - side) / 2, side, side)
    painter.setPen(QPen(theme.colour("line_strong"), 1))
    painter.setBrush(theme.colour("card"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(theme.colour("accent"))
    painter.setFont(theme.font("small", bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    return round(box.right()) + 12


def _draw_words(painter: QPainter, place: QRect, left: int, choice: Choice) -> None:
    """Paint words, detail and remark on one line; the detail gives way first."""
    centre = Qt.AlignmentFlag.AlignVCenter
    right = place.right() - 12
    painter.setFont(theme.font("small"))
    small = QFontMetrics(painter.font())
    if choice.remark:
        width = small.horizontalAdvance(choice.remark)
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(right - width, place.top(), width, place.height()), centre, choice.remark)
        right -= width + 12
    painter.setFont(theme.font(bold=True))
    strong = QFontMetrics(painter.font())
    text = strong.elidedText(choice.text, Qt.TextElideMode.ElideRight, max(right - left, 0))
    painter.setPen(theme.colour("text" if choice.is_enabled else "disabled"))
    painter.drawText(QRect(left, place.top(), max(right - left, 0), place.height()), centre, text)
    left += strong.horizontalAdvance(text) + 12
    if choice.detail and right - left > small.height():
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        detail = small.elidedText(choice.detail, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, place.top(), right - left, place.height()), centre, detail)
