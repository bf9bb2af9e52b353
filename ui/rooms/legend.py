"""What the bars of the timeline mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.rooms import bar_painting, phrases

_GAP = 14
_SWATCH = 22
_HATCHES = {"waiting_soft": "waiting_line", "disabled_ground": "line"}


class Legend(QWidget):
    """A line of small bars with their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = (
            ("accent_soft", "accent", self.tr("booked")),
            ("waiting_soft", "waiting_dot", phrases.to_be_confirmed()),
            ("raised", "line_strong", self.tr("over")),
            ("card", "waiting_dot", phrases.asked_for()),
            ("disabled", "disabled", self.tr("preparing, clearing")),
            ("disabled_ground", "line_strong", self.tr("not to be had")),
        )
        self.setAccessibleName(", ".join(text for _, _, text in self._entries))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the words."""
        metrics = QFontMetrics(theme.font("small"))
        texts = sum(metrics.horizontalAdvance(text) + 2 for _, _, text in self._entries)
        return QSize(texts + len(self._entries) * (theme.px(_SWATCH) + 6 + _GAP), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Give way: what finds no room is left out from the right."""
        return QSize(0, theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        metrics, left = QFontMetrics(painter.font()), 0.0
        for ground, edge, text in self._entries:
            if left + theme.px(_SWATCH) + 8 + metrics.horizontalAdvance(text) > self.width():
                return
            swatch = QRectF(left + 0.5, self.height() / 2 - 7.5, theme.px(_SWATCH) - 1, 15)
            is_outlined = ground == "card"
            style = Qt.PenStyle.DashLine if is_outlined else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.colour(edge), 2 if is_outlined else 1, style))
            painter.setBrush(theme.colour(ground))
            painter.setOpacity(0.45 if ground == edge else 1.0)
            painter.drawRoundedRect(swatch, 4, 4)
            painter.setOpacity(1.0)
            if ground in _HATCHES:
                bar_painting.hatch(painter, swatch.adjusted(1, 1, -1, -1), _HATCHES[ground])
            left += theme.px(_SWATCH) + 6
            painter.setPen(theme.colour("muted"))
            width = metrics.horizontalAdvance(text) + 2
            painter.drawText(QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + _GAP
