"""Buttons: one primary per page, plain ones beside it, quiet ones in lines, danger for what ends things."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui import theme
from ui.parts.keys import with_key

Kind = Literal["plain", "primary", "quiet", "danger", "large"]
_ROLES = {"plain": "text", "primary": "on_accent", "quiet": "accent", "danger": "trouble", "large": "accent"}

_SIDES: dict[str, int] = {"large": 28}


class Button(QPushButton):
    """A button that Enter presses while it has the focus."""

    def __init__(
        self, text: str, kind: Kind = "plain", icon: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        if icon:
            side = _SIDES.get(kind, 18)
            self.setIconSize(theme.icon_size(side, spaced=True))
            theme.set_icon(self, icon, _ROLES[kind], spaced=True)
        if key:
            self.set_key(key)

    def set_key(self, key: str) -> None:
        """Give the button a key (``F2``, ``Ctrl+S``) and show it behind the words."""
        self.setText(with_key(self.text(), key))
        self.setShortcut(QKeySequence(key))


class IconButton(QToolButton):
    """A small button with a picture; the words are its tooltip and its name for screen readers."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None, *, role: str = "text") -> None:
        super().__init__(parent)
        self.setIconSize(theme.icon_size(20))
        theme.set_icon(self, icon, role)
        self.setToolTip(words)
        self.setAccessibleName(words)
