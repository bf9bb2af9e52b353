"""The paper of the timeline: what stays is painted once and kept, what moves is painted on top."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.rooms.rows import BookingRow
from ui import theme, wording
from ui.rooms import day_painting, phrases
from ui.rooms.day import Bar, DayGrid, DayScene, Stretch
from ui.rooms.reason_words import Known

AXIS_HEIGHT = 30
LOWEST_ROW, _LANE = 32, 8
"""What a row needs at least, and each further lane in it."""
HIGHEST_ROW = 96
_PAD = 24.0
_LABELS = 0.3
"""The names of the rooms take no more of the width than this."""


class Sheet(QWidget):
    """Shows a scene and tells about what is under the mouse; what moves is for whoever builds on it.

    Signals:
        told: Something else is under the mouse or the cursor. Carries it in a line of words.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: DayScene | None = None
        self._known = Known("", {}, {})
        self._paper: QPixmap | None = None
        self._label_width = 0.0
        self._lowest = theme.px(LOWEST_ROW)
        self._line = ""
        self._hovered: BookingRow | None = None

    def scene(self) -> DayScene | None:
        """Give what is shown."""
        return self._scene

    def put(self, scene: DayScene) -> None:
        """Show another scene."""
        self._scene = scene
        self._known = known_of(scene)
        self._paper = None
        self._hovered = None
        self._measure()
        self.updateGeometry()
        self.update()

    def tell(self, stretch: Stretch, booking: BookingRow | None, against: tuple[str, ...]) -> None:
        """Say where the cursor is and what is there: in a line of words, and to screen readers."""
        zone, place = self._known.zone, self._known.rooms.get(stretch.room_id, "")
        free = " ".join(against) or self.tr("free")
        where = wording.listed((place, phrases.stretch(stretch.starts_at, stretch.ends_at, zone)))
        self._line = phrases.booking_line(booking, place, zone) if booking else wording.named(where, free)
        self._hovered = None
        self.told.emit(self._line)
        self.setAccessibleDescription(
            wording.named(where, phrases.booking_tip(booking, zone) if booking else free)
        )
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def bar_under(self, at: QPointF) -> Bar | None:
        """Give the bar at a place of the paper."""
        scene, grid = self._scene, self.grid()
        if scene is None or grid is None or not grid.is_inside(at.x(), at.y()):
            return None
        return scene.bar_at(grid.row_at(at.y()), grid.slot_at(at.x()), grid.depth_at(at.y()))

    def hover(self, booking: BookingRow | None) -> None:
        """Tell about the booking under the mouse; without one about what is under the cursor."""
        if booking != self._hovered:
            self._hovered = booking
            place = self._known.rooms.get(booking.room_id, "") if booking else ""
            line = phrases.booking_line(booking, place, self._known.zone) if booking else self._line
            self.told.emit(line)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell about the cursor again."""
        self.hover(None)
        super().leaveEvent(event)

    def paint_moving(self, painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
        """Paint what moves on the paper."""

    def grid(self) -> DayGrid | None:
        """Give the places on the paper."""
        if self._scene is None or not self._scene.lines:
            return None
        rows = len(self._scene.lines)
        left, top = self._label_width, theme.px(AXIS_HEIGHT)
        height = (self.height() - top - 2) / rows
        height = min(max(height, self._lowest), theme.px(HIGHEST_ROW))
        return DayGrid(self._scene.hours, rows, left, top, self.width() - left - _PAD, height)

    def sizeHint(self) -> QSize:
        """Ask for a usual row per room."""
        rows = len(self._scene.lines) if self._scene else 1
        return QSize(theme.px(760), theme.px(AXIS_HEIGHT) + rows * theme.px(52) + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for the lowest row per room."""
        rows = len(self._scene.lines) if self._scene else 1
        return QSize(theme.px(330), theme.px(AXIS_HEIGHT) + rows * self._lowest + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the paper down and paint what moves on it."""
        scene, grid = self._scene, self.grid()
        if scene is None or grid is None:
            return
        painter = QPainter(self)
        if self._paper is None:
            self._paper = self._painted_paper(scene, grid)
        painter.drawPixmap(0, 0, self._paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_moving(painter, scene, grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the paper anew."""
        self._paper = None
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the paper anew in other colours or letters."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._paper = None
            self._measure()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell about the booking or the room under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def _tip(self, x: int, y: int) -> str:
        scene, grid = self._scene, self.grid()
        if scene is None or grid is None or not grid.top <= y < grid.bottom:
            return ""
        if x < grid.left:
            return phrases.room_tip(scene.lines[grid.row_at(y)].room)
        found = self.bar_under(QPointF(x, y))
        return phrases.booking_tip(found.booking, scene.zone) if found else ""

    def _measure(self) -> None:
        if self._scene is not None:
            lanes = max((bar.lanes for bar in self._scene.bars), default=1)
            self._lowest = theme.px(LOWEST_ROW + _LANE * (min(lanes, 3) - 1))
            widest = day_painting.label_width(self._scene)
            self._label_width = min(widest, max(self.width() * _LABELS, theme.px(60)))

    def _painted_paper(self, scene: DayScene, grid: DayGrid) -> QPixmap:
        ratio = self.devicePixelRatioF()
        paper = QPixmap(self.size() * ratio)
        paper.setDevicePixelRatio(ratio)
        paper.fill(Qt.GlobalColor.transparent)
        painter = QPainter(paper)
        day_painting.paint_paper(painter, scene, grid)
        painter.end()
        return paper


def known_of(scene: DayScene) -> Known:
    """Give what reasons are named with."""
    titles = {b.id: phrases.title(b) for b in scene.bookings} | {b.id: b.reason for b in scene.blockings}
    return Known(scene.zone, titles, scene.names)
