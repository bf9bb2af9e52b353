"""What an empty place says: what will be here and what to do first."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.parts.words import words

_SIDE, _MARGIN, _GAP = 64, 24, 8


class Picture(QWidget):
    """An icon in a soft disc, painted so that it follows the theme."""

    def __init__(self, icon: str, side: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        side = self.width()
        painter.drawEllipse(QRectF(0, 0, side, side))
        inset = side * 0.28
        theme.draw_icon(
            painter, self._icon, QRectF(inset, inset, side - 2 * inset, side - 2 * inset), "accent"
        )


class EmptyState(QWidget):
    """An icon, a sentence, and what to do first."""

    def __init__(self, icon: str, title: str, advice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_GAP)
        column.addStretch(1)
        self._picture = Picture(icon, _SIDE, self)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._title = words(title, "strong", self, wrap=True)
        self._advice = words(advice, "muted", self, wrap=True)
        for line in (self._title, self._advice):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(1)
        self._advice.setVisible(bool(advice))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words stay and the picture goes."""
        super().resizeEvent(event)
        lines = [line for line in (self._title, self._advice) if not line.isHidden()]
        told = sum(line.heightForWidth(self.width() - 2 * _MARGIN) + _GAP for line in lines)
        self._picture.setVisible(told + _SIDE + 2 * _MARGIN <= self.height())

    def hasHeightForWidth(self) -> bool:
        """Ask for the least height only: an empty place never makes its page scroll."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Give way down to the words."""
        return QSize(0, 2 * self._title.sizeHint().height())

    def say(self, title: str, advice: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
