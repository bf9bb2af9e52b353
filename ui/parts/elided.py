"""A line of text that gives way: what does not fit is cut with dots and stands in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


class Elided(QLabel):
    """A label of one line; takes the tones of ``words``."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if tone:
            self.setProperty("tone", tone)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()
        # A label cut down to nothing keeps its own text, and nobody would ask anew for its size.
        self.updateGeometry()

    def words(self) -> str:
        """Give the whole text."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again at the new width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text, if there is room."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + self._padding() + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Give way down to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def _padding(self) -> int:
        """Tell what a pill has around its words: the frame, and the width of an x inside it (Qt's indent)."""
        frame = self.width() - self.contentsRect().width()
        return frame + self.fontMetrics().horizontalAdvance("x") if frame else 0

    def _fit(self) -> None:
        room = max(self.width() - self._padding(), 0)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut or " ")


class ElidedButton(QPushButton):
    """A button of one line that gives way in the same manner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""

    def set_words(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def words(self) -> str:
        """Give the whole text."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again at the new width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text, if there is room."""
        hint = super().sizeHint()
        return QSize(self._around() + self._advance(self._whole) + 4, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Give way down to the picture."""
        return QSize(self._around(), super().minimumSizeHint().height())

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _around(self) -> int:
        """Tell what picture and padding take."""
        return super().sizeHint().width() - self._advance(self.text())

    def _fit(self) -> None:
        room = max(self.width() - self._around(), 0)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
