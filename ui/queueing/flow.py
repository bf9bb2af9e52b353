"""Buttons side by side that go on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP, _BETWEEN = 8, 4


class FlowLayout(QLayout):
    """As wide as its widest button at least; from the left, or with ``at_right`` from the right."""

    def __init__(self, parent: QWidget | None = None, *, at_right: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._at_right = at_right
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than there is."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Grow downwards where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tell how high the lines are at a width."""
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + _BETWEEN * max(len(lines) - 1, 0)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            room = rect.width() - _width(line)
            left = rect.left() + (room if self._at_right else 0)
            for item in line:
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(left, top), size))
                left += size.width() + _GAP
            top += _height(line) + _BETWEEN

    def sizeHint(self) -> QSize:
        """Wish for one line."""
        shown = self._shown()
        return QSize(_width(shown), _height(shown))

    def minimumSize(self) -> QSize:
        """Ask for the widest item."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._shown():
            if lines and _width([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines


def _width(line: list[QLayoutItem]) -> int:
    return sum(item.sizeHint().width() for item in line) + _GAP * max(len(line) - 1, 0)


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
