"""Placing a room on the floor plan by arrows or by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

WHOLE = 1000
_STEP, _LEAST = 10, 40
_FIRST = (20, 20, 180, 140)
_CORNER = 60
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Place = tuple[int, ...]


@dataclass(frozen=True)
class Placed:
    """A room with its place; an empty one is placed by the program."""

    key: str
    number: str
    place: Place


class PlanEdit(QWidget):
    """Arrows move the chosen room, with Shift they change its size; the mouse does both.

    Signals:
        placed: The chosen room lies elsewhere. Carries its place as it is typed.
    """

    placed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms: tuple[Placed, ...] = ()
        self._current = ""
        self._grip: QPointF | None = None
        self._is_sizing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Place on the floor plan"))
        self.setToolTip(self.tr("Arrows move the room, Shift and arrows change its size."))

    def sizeHint(self) -> QSize:
        """Stay as low as a small plan is."""
        return QSize(240, 132)

    def show_rooms(self, rooms: Sequence[Placed], current: str) -> None:
        """Show all rooms, one of them chosen."""
        self._rooms, self._current = tuple(rooms), current
        place = self._place()
        self.setAccessibleDescription(" ".join(str(n) for n in place))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or resize by a step."""
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None or not self._current:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._resize(way[0] * _STEP, way[1] * _STEP)
        else:
            self._move(way[0] * _STEP, way[1] * _STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the chosen room; at its lower right corner its size."""
        point, place = self._point(event), self._place()
        if len(place) == len(_FIRST) and QRectF(*(float(n) for n in place)).contains(point):
            left, top, width, height = place
            self._grip = point
            self._is_sizing = point.x() > left + width - _CORNER and point.y() > top + height - _CORNER

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it along, in steps."""
        if self._grip is None:
            return
        apart = self._point(event) - self._grip
        by = (int(apart.x() / _STEP) * _STEP, int(apart.y() / _STEP) * _STEP)
        if by != (0, 0):
            self._grip += QPointF(*by)
            (self._resize if self._is_sizing else self._move)(*by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rooms that have a place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "focus" if self.hasFocus() else "line"
        painter.setPen(QPen(theme.colour(edge), 2))
        painter.setBrush(theme.colour("raised"))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setFont(theme.font("small", bold=True))
        scale = self._scale()
        for room in self._rooms:
            if not room.place:
                continue
            left, top, width, height = (n * scale for n in room.place)
            is_current = room.key == self._current
            painter.setBrush(theme.colour("accent" if is_current else "accent_soft"))
            painter.setPen(QPen(theme.colour("accent"), 1))
            place = QRectF(left, top, width, height)
            painter.drawRect(place)
            painter.setPen(theme.colour("on_accent" if is_current else "text"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, room.number)

    def _scale(self) -> float:
        lowest = max((r.place[1] + r.place[3] for r in self._rooms if r.place), default=0)
        # Room below the lowest one, so that a room can be moved there.
        return min(self.width() / WHOLE, self.height() / max(lowest + 4 * _STEP, WHOLE // 2))

    def _point(self, event: QMouseEvent) -> QPointF:
        return event.position() / self._scale()

    def _place(self) -> Place:
        return next((room.place for room in self._rooms if room.key == self._current), ())

    def _move(self, right: int, down: int) -> None:
        left, top, width, height = self._place() or _FIRST
        if self._place():
            left = min(max(left + right, 0), WHOLE - width)
            top = min(max(top + down, 0), WHOLE - height)
        self._tell((left, top, width, height))

    def _resize(self, wider: int, taller: int) -> None:
        left, top, width, height = self._place() or _FIRST
        width = min(max(width + wider, _LEAST), WHOLE - left)
        height = min(max(height + taller, _LEAST), WHOLE - top)
        self._tell((left, top, width, height))

    def _tell(self, place: Place) -> None:
        self.placed.emit(" ".join(str(n) for n in place))
