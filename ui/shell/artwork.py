"""The painted panel beside sign-in and first start, and the sign of the program."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.parts.words import words

_RINGS = 9
_NODES = ((3, 0.16), (4, 0.31), (5, 0.10), (5, 0.40), (6, 0.24), (7, 0.34))


class Sign(QWidget):
    """The sign of the program: somebody behind a counter."""

    def __init__(self, side: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_sign(painter, QRectF(self.rect()))


def draw_sign(painter: QPainter, place: QRectF) -> None:
    """Paint the sign into a square."""
    unit = place.width() / 24
    painter.save()
    painter.translate(place.topLeft())
    painter.scale(unit, unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("rail_mark"))
    painter.drawRoundedRect(QRectF(0, 0, 24, 24), 6, 6)
    painter.setBrush(theme.colour("art_deep"))
    painter.drawEllipse(QPointF(12, 6.6), 2.5, 2.5)
    painter.drawChord(QRectF(7.6, 9.9, 8.8, 7.2), 0, 180 * 16)
    painter.drawRoundedRect(QRectF(3.8, 14.4, 16.4, 2.2), 1.1, 1.1)
    painter.drawRoundedRect(QRectF(5.6, 17.4, 2.2, 3.2), 0.9, 0.9)
    painter.drawRoundedRect(QRectF(16.2, 17.4, 2.2, 3.2), 0.9, 0.9)
    painter.restore()


class Artwork(QWidget):
    """A calm panel with the name of the hall; exchanges between parties as rings and knots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 40)
        column.setSpacing(12)
        column.addWidget(Sign(56, self))
        column.addStretch(1)
        self._title = words("", "art-title", self, wrap=True)
        self._text = words("", "art-text", self, wrap=True)
        self._small = words("", "art-small", self, wrap=True)
        for part in (self._title, self._text):
            column.addWidget(part)
        column.addSpacing(24)
        column.addWidget(self._small)

    def say(self, title: str, text: str, small: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
        self._small.setText(small)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, rings and knots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        shade = QLinearGradient(place.topLeft(), place.bottomRight())
        shade.setColorAt(0, theme.colour("art_mid"))
        shade.setColorAt(1, theme.colour("art_deep"))
        painter.fillRect(place, shade)
        centre = QPointF(place.width() * 1.02, place.height() * 0.06)
        step = max(place.width(), place.height()) / 11
        for ring in range(1, _RINGS + 1):
            painter.setPen(QPen(_faded(0.55 - ring * 0.05), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, ring * step, ring * step)
        self._paint_knots(painter, centre, step)

    def _paint_knots(self, painter: QPainter, centre: QPointF, step: float) -> None:
        knots = [
            QPointF(
                centre.x() + ring * step * cos(pi / 2 + turn * pi),
                centre.y() + ring * step * sin(pi / 2 + turn * pi),
            )
            for ring, turn in _NODES
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        for number, knot in enumerate(knots):
            painter.setBrush(theme.colour("rail_mark" if number % 3 == 1 else "art_line"))
            radius = 6.0 if number % 3 == 1 else 4.5
            painter.drawEllipse(knot, radius, radius)


def _faded(strength: float) -> QColor:
    line = theme.colour("art_line")
    line.setAlphaF(max(strength, 0.08))
    return line
