"""A ticket's number, large enough to be read across the counter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class BigNumber(QWidget):
    """Painted, because it is larger than any text of the stylesheet."""

    def __init__(self, points: float = 54.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = points
        self._number = ""
        self._role = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_number(self, number: str, role: str = "accent") -> None:
        """Show a number in a colour of the theme."""
        self._number, self._role = number, role
        self.setAccessibleName(number)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the number."""
        return self._number

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        metrics = QFontMetricsF(self._face())
        return QSize(round(metrics.horizontalAdvance(self._number)) + 4, round(metrics.capHeight() * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number at the left, in the middle of the height."""
        painter = QPainter(self)
        painter.setFont(self._face())
        painter.setPen(theme.colour(self._role))
        metrics = QFontMetricsF(painter.font())
        base = (self.height() + metrics.capHeight()) / 2
        place = QRectF(0, base - metrics.ascent(), self.width(), metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._number)

    def _face(self) -> QFont:
        made = theme.font("huge", bold=True)
        made.setPointSizeF(self._points * theme.current().text_scale)
        return made
