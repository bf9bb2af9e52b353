"""Two parts beside each other; the second goes where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

_GAP = 12


class SideBySide(QWidget):
    """At large text on a small screen the main part has the page to itself; nothing scrolls sideways."""

    def __init__(self, main: QWidget, beside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main, self._beside = main, beside
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        line.addWidget(main, 5)
        line.addWidget(beside, 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for the main part's width only."""
        return QSize(self._main.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the second part where both have room."""
        super().resizeEvent(event)
        needed = self._main.minimumSizeHint().width() + _GAP + self._beside.minimumSizeHint().width()
        self._beside.setVisible(event.size().width() >= needed)
