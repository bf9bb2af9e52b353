"""Parts below each other that scroll where there is less height than they need, so that none is squeezed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.upright import UprightArea


def scrolled(*parts: QWidget, parent: QWidget) -> UprightArea:
    """Put parts into an area that keeps in sight what the keys go to."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 4, 0)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return UprightArea(holder, parent)
