"""What is cut or scrolls sideways in a window, told by its words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollBar, QTabBar, QWidget

from ui.parts.elided import Elided, ElidedButton


def cut(window: QWidget) -> list[str]:
    """List words without dots or tooltip that lack room, tabs out of sight, and bars that go sideways."""
    seen = [part for part in window.findChildren(QWidget) if part.isVisible() and part.width() > 0]
    return sorted({told for part in seen if (told := _told(part))})


def _told(part: QWidget) -> str:
    if isinstance(part, QScrollBar):
        is_sideways = part.orientation() is Qt.Orientation.Horizontal and part.maximum() > 0
        return f"scrolls sideways: {_owner(part)}" if is_sideways else ""
    if isinstance(part, QTabBar):
        wide = sum(part.tabRect(tab).width() for tab in range(part.count()))
        return f"tabs out of sight: {_owner(part)}" if wide > part.width() + 1 else ""
    if isinstance(part, Elided | ElidedButton) or not isinstance(part, QLabel | QPushButton):
        return ""
    return f"cut: {part.text()}" if part.text() and _lacks_room(part) else ""


def _lacks_room(part: QLabel | QPushButton) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.heightForWidth(part.width()) > part.height() + 1
    needed = part.sizeHint()
    is_low = isinstance(part, QAbstractButton) and needed.height() > part.height() + 1
    return needed.width() > part.width() + 1 or is_low


def _owner(part: QWidget) -> str:
    above = part.parentWidget()
    return type(above.parentWidget() or above).__name__ if above is not None else ""
