"""A pad to sign on with pen, finger or mouse. Points are kept as measured, never smoothed.

A finger and a mouse report pressure 1.0 in Qt without having measured any, so only a pen's is kept
(contracts.md 6). Mouse events that Qt makes out of pen or touch events are ignored.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

MM_PER_INCH = 25.4
_SANE_DPI = (40.0, 600.0)
_USUAL_DPI = 96.0
_LINE_MM = 0.45


class Pointer(StrEnum):
    """What signed."""

    PEN = "pen"
    TOUCH = "touch"
    MOUSE = "mouse"


@dataclass(frozen=True)
class InkPoint:
    """A measured point: hundredths of a millimetre from the pad's top left, pressure 0 to 1 or None
    where none is measured, milliseconds since the first point of the signature, tilt in degrees to the
    right and towards the signer or None.
    """

    x: int
    y: int
    pressure: float | None
    t_ms: int
    tilt: tuple[int, int] | None = None


@dataclass(frozen=True)
class InkStroke:
    """A line from pen down to pen up, with what drew it and what that measured beside place and time."""

    points: tuple[InkPoint, ...]
    pointer: Pointer
    device_name: str

    @property
    def measures(self) -> tuple[str, ...]:
        """Name what the device measured."""
        pressure = any(point.pressure is not None for point in self.points)
        tilt = any(point.tilt is not None for point in self.points)
        return tuple(word for word, is_so in (("pressure", pressure), ("tilt", tilt)) if is_so)


@dataclass
class _Draft:
    """A stroke while it is drawn; times of the device count from its own first event."""

    pointer: Pointer
    device_name: str
    started_ms: int
    device_zero: int
    points: list[InkPoint] = field(default_factory=list)


class SignaturePad(QWidget):
    """Where somebody signs.

    Signals:
        changed: A stroke was finished or taken back, or all were cleared.
        device_lost: What was drawn with is gone (unplugged). The strokes stay.
    """

    changed = Signal()
    device_lost = Signal()

    def __init__(self, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self._hint = hint
        self._strokes: list[InkStroke] = []
        self._draft: _Draft | None = None
        self._zero_ms: int | None = None
        self._devices: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setTabletTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Signature pad"))

    def set_hint(self, hint: str) -> None:
        """Change the words on the empty pad."""
        self._hint = hint
        self.update()

    def strokes(self) -> tuple[InkStroke, ...]:
        """Give the finished strokes."""
        return tuple(self._strokes)

    def is_empty(self) -> bool:
        """Tell whether nothing was drawn."""
        return not self._strokes

    def undo_stroke(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._told()

    def clear_pad(self) -> None:
        """Begin anew."""
        self._strokes.clear()
        self._draft = None
        self._zero_ms = None
        self._told()

    def size_mm(self) -> tuple[float, float]:
        """Give width and height of the pad in millimetres."""
        return self.width() * self._mm_per_px(), self.height() * self._mm_per_px()

    def sizeHint(self) -> QSize:
        """Room for a signature."""
        return QSize(640, 260)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Take a pen's points; accepted, so that Qt makes no mouse events of them."""
        event.accept()
        has_pressure = bool(event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure)
        pressure = event.pressure() if has_pressure else None
        has_tilt = bool(event.pointingDevice().capabilities() & QInputDevice.Capability.XTilt)
        tilt = (round(event.xTilt()), round(event.yTilt())) if has_tilt else None
        place, at = event.position(), event.timestamp()
        self._take(event.type(), Pointer.PEN, event.device(), place, at, pressure, tilt)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke by mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on by mouse."""
        self._mouse(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stroke by mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._mouse(event)

    def event(self, event: QEvent) -> bool:
        """Take touch points; the first finger draws, a palm beside it does not."""
        if isinstance(event, QTouchEvent):
            event.accept()
            points = event.points()
            if points:
                self._touch(event, points[0])
            elif self._draft is not None:
                self._finish()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Points are kept in millimetres, so a new size moves nothing."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, the line to sign on, and the ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter)
        scale = 0.01 / self._mm_per_px()
        painter.setPen(
            QPen(
                theme.colour("ink"),
                _LINE_MM / self._mm_per_px(),
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for stroke in self._strokes:
            _draw_stroke(painter, stroke.points, scale)
        if self._draft is not None:
            _draw_stroke(painter, tuple(self._draft.points), scale)

    def _mouse(self, event: QMouseEvent) -> None:
        event.accept()
        if event.source() is not Qt.MouseEventSource.MouseEventNotSynthesized:
            return
        self._take(event.type(), Pointer.MOUSE, event.device(), event.position(), event.timestamp())

    def _touch(self, event: QTouchEvent, point: QEventPoint) -> None:
        kinds = {
            QEventPoint.State.Pressed: QEvent.Type.MouseButtonPress,
            QEventPoint.State.Updated: QEvent.Type.MouseMove,
            QEventPoint.State.Released: QEvent.Type.MouseButtonRelease,
        }
        kind = kinds.get(point.state())
        if kind is not None:
            self._take(kind, Pointer.TOUCH, event.device(), point.position(), event.timestamp())

    def _take(
        self,
        kind: QEvent.Type,
        pointer: Pointer,
        device: QInputDevice,
        place: QPointF,
        device_ms: int,
        pressure: float | None = None,
        tilt: tuple[int, int] | None = None,
    ) -> None:
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TabletPress):
            self._finish()
            self._watch(device)
            self._draft = _Draft(pointer, device.name(), self._since_first(), device_ms)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._draft is None or self._draft.pointer is not pointer:
            return
        point = self._measured(self._draft, place, device_ms, pressure)
        self._draft.points.append(replace(point, tilt=tilt))
        if kind in (QEvent.Type.MouseButtonRelease, QEvent.Type.TabletRelease):
            self._finish()
        self.update()

    def _watch(self, device: QInputDevice) -> None:
        """Hear of it when what draws is unplugged; Qt keeps one object for each device that is there."""
        name = str(device.systemId())
        if name not in self._devices and device is not QPointingDevice.primaryPointingDevice():
            self._devices.add(name)
            device.destroyed.connect(self._on_device_gone)

    def _on_device_gone(self) -> None:
        if QCoreApplication.closingDown():
            return
        self._devices.clear()
        self._finish()
        self.device_lost.emit()

    def _measured(self, draft: _Draft, place: QPointF, device_ms: int, pressure: float | None) -> InkPoint:
        """Make a point; the device's clock where it has one, ours where it says nothing."""
        since = device_ms - draft.device_zero if device_ms else self._since_first() - draft.started_ms
        before = draft.points[-1].t_ms if draft.points else 0
        at = max(draft.started_ms + since, before)
        hundredths = self._mm_per_px() * 100
        return InkPoint(round(place.x() * hundredths), round(place.y() * hundredths), pressure, at)

    def _finish(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None and draft.points:
            self._strokes.append(InkStroke(tuple(draft.points), draft.pointer, draft.device_name))
            self._told()

    def _since_first(self) -> int:
        now = time.monotonic_ns() // 1_000_000
        if self._zero_ms is None:
            self._zero_ms = now
        return now - self._zero_ms

    def _mm_per_px(self) -> float:
        dpi = self.screen().physicalDotsPerInch()
        return MM_PER_INCH / (dpi if _SANE_DPI[0] <= dpi <= _SANE_DPI[1] else _USUAL_DPI)

    def _told(self) -> None:
        self.update()
        self.changed.emit()

    def _paint_paper(self, painter: QPainter) -> None:
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(theme.colour("paper"))
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "paper_line"), 2))
        painter.drawRoundedRect(place, 10, 10)
        base = place.bottom() - place.height() * 0.24
        painter.setPen(QPen(theme.colour("paper_line"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(place.left() + 32, base), QPointF(place.right() - 32, base))
        if not self._strokes and self._draft is None and self._hint:
            painter.setPen(QPen(theme.colour("paper_text")))
            painter.setFont(theme.font("body"))
            foot = QRectF(place.left() + 32, base + 4, place.width() - 64, place.bottom() - base - 8)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._hint)


def _draw_stroke(painter: QPainter, points: tuple[InkPoint, ...], scale: float) -> None:
    if not points:
        return
    path = QPainterPath(QPointF(points[0].x * scale, points[0].y * scale))
    if len(points) == 1:
        path.lineTo(points[0].x * scale + 0.1, points[0].y * scale)
    for point in points[1:]:
        path.lineTo(point.x * scale, point.y * scale)
    painter.strokePath(path, painter.pen())
