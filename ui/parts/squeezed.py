"""A part of a page that gives way before the page scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Squeezed(QWidget):
    """Asks for its least height only: wrapped words in it would have layouts ask for all they wish for."""

    def hasHeightForWidth(self) -> bool:
        """Answer no."""
        return False
