"""A line of text that passes by: painted once, then only shifted, and nothing but its own strip."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.queueing.display_painting import face, tone

_FRAME_MS = 33
_PER_SECOND = 2.6
"""How far the text goes in a second, in heights of the strip: slow enough to be read from the seats."""


class Marquee(QWidget):
    """Passes while it is seen and the text does not fit; stands still otherwise."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = " ".join(text.split())
        self._band = QPixmap()
        self._length = 0.0
        self._since = QElapsedTimer()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._frame = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self.update)

    def show_text(self, text: str) -> None:
        """Let another text pass, from its beginning; an empty one leaves no strip."""
        self._text = " ".join(text.split())
        self._frame.stop()
        self.setVisible(bool(self._text))
        self._paint_band()

    def text(self) -> str:
        """Give the text."""
        return self._text

    def is_passing(self) -> bool:
        """Tell whether the text moves."""
        return self._frame.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shift the band, which is followed by itself."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tone("rail"))
        if not self.is_passing():
            painter.drawPixmap(QRectF(0, 0, self._length, self.height()).topLeft(), self._band)
            return
        gone = self._since.elapsed() / 1000 * _PER_SECOND * self.height() % self._length
        left = -gone
        while left < self.width():
            painter.drawPixmap(QRectF(left, 0, 1, 1).topLeft(), self._band)
            left += self._length

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the band for the new height."""
        super().resizeEvent(event)
        self._paint_band()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to pass."""
        super().showEvent(event)
        self._paint_band()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while nobody sees it."""
        super().hideEvent(event)
        self._frame.stop()

    def _paint_band(self) -> None:
        font = face(self.height() * 0.5)
        text = f"  {self._text}"
        fits = QFontMetricsF(font).horizontalAdvance(text) <= self.width()
        gap = "" if fits else "        "
        self._length = max(QFontMetricsF(font).horizontalAdvance(text + gap), 1.0)
        ratio = self.devicePixelRatioF()
        self._band = QPixmap(round(self._length * ratio), round(max(self.height(), 1) * ratio))
        self._band.setDevicePixelRatio(ratio)
        self._band.fill(tone("rail"))
        painter = QPainter(self._band)
        painter.setFont(font)
        painter.setPen(tone("on_rail"))
        painter.drawText(QRectF(0, 0, self._length, self.height()), Qt.AlignmentFlag.AlignVCenter, text + gap)
        painter.end()
        if fits:
            self._frame.stop()
        elif self.isVisible() and not self._frame.isActive():
            self._since.start()
            self._frame.start()
        self.update()
