"""The paper of the timeline: what stays is painted once and kept, what moves is painted on top."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui import theme
from ui.rooms import day_painting, phrases
from ui.rooms.day import DayGrid, DayScene
from ui.rooms.reason_words import Known

AXIS_HEIGHT = 30
LOWEST_ROW = 40
HIGHEST_ROW = 96
_PAD = 24.0


class Sheet(QWidget):
    """Shows a scene and tells about what is under the mouse; what moves is for whoever builds on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: DayScene | None = None
        self._known = Known("", {}, {})
        self._paper: QPixmap | None = None
        self._label_width = 0.0

    def scene(self) -> DayScene | None:
        """Give what is shown."""
        return self._scene

    def put(self, scene: DayScene) -> None:
        """Show another scene."""
        self._scene = scene
        self._known = known_of(scene)
        self._paper = None
        self._label_width = day_painting.label_width(scene)
        self.updateGeometry()
        self.update()

    def paint_moving(self, painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
        """Paint what moves on the paper."""

    def grid(self) -> DayGrid | None:
        """Give the places on the paper."""
        if self._scene is None or not self._scene.lines:
            return None
        rows = len(self._scene.lines)
        left, top = self._label_width, theme.px(AXIS_HEIGHT)
        height = (self.height() - top - 2) / rows
        height = min(max(height, theme.px(LOWEST_ROW)), theme.px(HIGHEST_ROW))
        return DayGrid(self._scene.hours, rows, left, top, self.width() - left - _PAD, height)

    def sizeHint(self) -> QSize:
        """Ask for a usual row per room."""
        rows = len(self._scene.lines) if self._scene else 1
        return QSize(theme.px(760), theme.px(AXIS_HEIGHT) + rows * theme.px(52) + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for the lowest row per room."""
        rows = len(self._scene.lines) if self._scene else 1
        return QSize(theme.px(440), theme.px(AXIS_HEIGHT) + rows * theme.px(LOWEST_ROW) + 2)

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

    def changeEvent(self, event: QEvent) -> None:
        """Paint the paper anew in other colours or letters."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._paper = None
            self._label_width = day_painting.label_width(self._scene) if self._scene else 0.0
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
        row = grid.row_at(y)
        if x < grid.left:
            return phrases.room_tip(scene.lines[row].room)
        found = scene.bar_at(row, grid.slot_at(x), grid.depth_at(y))
        return phrases.booking_tip(found.booking, scene.zone) if found else ""

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
