"""Two parts below each other, or beside each other where there is the width for both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui import theme

_BOTH = 640


class Beside(QWidget):
    """Each part is a column whose first widget takes the height; the first part takes a little more of it."""

    def __init__(
        self, first: Sequence[QWidget], second: Sequence[QWidget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self._line.addLayout(_column(first), 5)
        self._line.addLayout(_column(second), 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the parts to where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.px(_BOTH)
        self._line.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        self._line.setSpacing(16 if is_wide else 6)
        self._line.setStretch(1, 5 if is_wide else 4)


def _column(parts: Sequence[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    for place, part in enumerate(parts):
        column.addWidget(part, 1 if place == 0 else 0)
    return column
