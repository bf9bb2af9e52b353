"""Parts below each other that scroll where there is less height than they need, so that none is squeezed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import theme

_LABEL = 30


class _FollowingArea(QScrollArea):
    """Keeps in sight what the keys go to; Qt itself does so for Tab alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep it in sight where there is room for less."""
        super().resizeEvent(event)
        self._on_focus(None, QApplication.focusWidget())

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        inner = self.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, theme.px(_LABEL))


def scrolled(*parts: QWidget, parent: QWidget) -> QScrollArea:
    """Put parts into a frameless area; it takes no focus itself."""
    area = _FollowingArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 4, 0)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area.setWidget(holder)
    return area
