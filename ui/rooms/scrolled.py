"""Parts below each other that scroll where there is less height than they need, so that none is squeezed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def scrolled(*parts: QWidget, parent: QWidget) -> QScrollArea:
    """Put parts into a frameless area; it takes no focus itself."""
    area = QScrollArea(parent)
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
