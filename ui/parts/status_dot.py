"""A mark whose shape says the same as its colour: disc good, ring amber, triangle red, dash none."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme


class Light(StrEnum):
    """What a mark says."""

    GOOD = "good"
    WAITING = "waiting"
    TROUBLE = "trouble"
    NONE = "none"


class StatusDot(QWidget):
    """A small painted mark."""

    def __init__(self, light: Light = Light.NONE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = light
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_light(self, light: Light) -> None:
        """Show another state."""
        if light != self._light:
            self._light = light
            self.update()

    def light(self) -> Light:
        """Tell the state shown."""
        return self._light

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        return QSize(theme.px(14), theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_light(painter, self._light, QRectF(self.rect()).adjusted(1, 1, -1, -1))


def draw_light(painter: QPainter, light: Light, place: QRectF) -> None:
    """Paint a mark into a square."""
    painter.setPen(Qt.PenStyle.NoPen)
    if light is Light.GOOD:
        painter.setBrush(theme.colour("good"))
        painter.drawEllipse(place)
    elif light is Light.WAITING:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("waiting_dot"), max(2.0, place.width() / 4)))
        inset = place.width() / 7
        painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))
    elif light is Light.TROUBLE:
        painter.setBrush(theme.colour("trouble"))
        top = QPointF(place.center().x(), place.top())
        painter.drawPolygon(QPolygonF([top, place.bottomRight(), place.bottomLeft()]))
    else:
        painter.setBrush(theme.colour("faint"))
        middle = place.center().y()
        painter.drawRect(QRectF(place.left(), middle - 1, place.width(), 2))
