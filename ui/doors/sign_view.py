"""The large sign of a door panel: colour, picture and word of how the room stands, and the day as a strip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.kernel.clock import HOUR, MINUTE, day_bounds
from app.rooms.queries import RoomDay
from ui import theme
from ui.doors import phrases
from ui.doors.standing import Face
from ui.parts.names import hour

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_OPENS, _CLOSES = 8, 20


@dataclass(frozen=True)
class SignScene:
    """All that stands on the sign."""

    face: Face
    word: str
    until: str = ""
    title: str = ""
    warning: str = ""
    next: str = ""
    is_lit: bool = True
    """Every other second False: what has to be done now blinks, for whoever looks elsewhere."""


class SignView(QWidget):
    """Paints a scene; read aloud as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: SignScene | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)

    def show_scene(self, scene: SignScene) -> None:
        """Show another scene."""
        if scene == self._scene:
            return
        self._scene = scene
        spoken = (scene.word, scene.until, scene.title, scene.warning, scene.next)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.update()

    def scene(self) -> SignScene | None:
        """Give what is shown."""
        return self._scene

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        if self._scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint(painter, QRectF(self.rect()), self._scene)


class DayStrip(QWidget):
    """The room's day as a strip of hours: meetings, preparation and clearing, closed time, now."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._day: RoomDay | None = None
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a strip and its figures."""
        return QSize(400, theme.px(56))

    def show_day(self, day: RoomDay, now: int) -> None:
        """Show a day as it stands."""
        self._day, self._now = day, now
        told = (f"{phrases.hours(b, self._zone)} {phrases.title(b)}" for b in day.bookings)
        self.setAccessibleName(", ".join(told))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        if self._day is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, theme.px(22), self.width() - 1, self.height() - theme.px(24))
        starts_at, ends_at = _shown_hours(self._day, self._zone)
        scale = bar.width() / (ends_at - starts_at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("disabled_ground"))
        painter.drawRoundedRect(bar, 6, 6)
        midnight = day_bounds(self._day.day, self._zone)[0]
        for span in self._day.hours.spans:
            place = _between(bar, scale, starts_at, midnight, span.starts, span.ends)
            painter.fillRect(place, theme.colour("card"))
        self._paint_taken(painter, bar, scale, starts_at)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.drawRoundedRect(bar, 6, 6)
        self._paint_hours(painter, bar, scale, starts_at, ends_at)
        if starts_at <= self._now <= ends_at:
            x = bar.left() + (self._now - starts_at) * scale
            painter.setPen(QPen(theme.colour("text"), 3))
            painter.drawLine(int(x), int(bar.top() - 5), int(x), int(bar.bottom() + 1))

    def _paint_taken(self, painter: QPainter, bar: QRectF, scale: float, begin: int) -> None:
        assert self._day is not None
        for blocking in self._day.blockings:
            place = _piece(bar, scale, begin, blocking.starts_at, blocking.ends_at)
            painter.fillRect(place, theme.colour("faint"))
        for row in self._day.bookings:
            around = _piece(bar, scale, begin, row.prepare_from or row.starts_at, row.busy_until)
            painter.fillRect(around, theme.colour("waiting_line"))
            painter.fillRect(_piece(bar, scale, begin, row.starts_at, row.ends_at), theme.colour("trouble"))

    def _paint_hours(self, painter: QPainter, bar: QRectF, scale: float, begin: int, end: int) -> None:
        painter.setFont(theme.font("small"))
        step = 1 if HOUR * scale > theme.px(44) else 2
        for n, at in enumerate(range(begin, end + 1, HOUR)):
            x = bar.left() + (at - begin) * scale
            painter.setPen(theme.colour("line_strong"))
            painter.drawLine(int(x), int(bar.top()), int(x), int(bar.top() + 5))
            if n % step:
                continue
            painter.setPen(theme.colour("muted"))
            wide = theme.px(44)
            left = min(max(x - wide / 2, 0), self.width() - wide)
            align = _LEFT if left == 0 else _MIDDLE
            painter.drawText(QRectF(left, 0, wide, theme.px(20)), align, hour(at, self._zone))


def _shown_hours(day: RoomDay, zone: str) -> tuple[int, int]:
    midnight = day_bounds(day.day, zone)[0]
    spans = day.hours.spans
    opens = min([_OPENS, *(span.starts // 60 for span in spans)])
    closes = max([_CLOSES, *(-(-span.ends // 60) for span in spans)])
    return midnight + opens * HOUR, midnight + closes * HOUR


def _between(bar: QRectF, scale: float, begin: int, midnight: int, starts: int, ends: int) -> QRectF:
    return _piece(bar, scale, begin, midnight + starts * MINUTE, midnight + ends * MINUTE)


def _piece(bar: QRectF, scale: float, begin: int, starts_at: int, ends_at: int) -> QRectF:
    left = max(bar.left(), bar.left() + (starts_at - begin) * scale)
    right = min(bar.right(), bar.left() + (ends_at - begin) * scale)
    return QRectF(left, bar.top() + 1, max(right - left, 0), bar.height() - 2)


def _paint(painter: QPainter, place: QRectF, scene: SignScene) -> None:
    unit = min(place.height() / 52, place.width() / 84)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(phrases.ROLES[scene.face]))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 2 * unit, 2 * unit)
    inner = place.adjusted(4 * unit, 3 * unit, -4 * unit, -2 * unit)
    side = 14 * unit
    theme.draw_icon(
        painter, phrases.ICONS[scene.face], QRectF(inner.left(), inner.top(), side, side), "on_accent"
    )
    beside = QRectF(inner.left() + side + 3 * unit, inner.top(), inner.width() - side - 3 * unit, side)
    _line(painter, beside, scene.word, 11 * unit, bold=True)
    below = QRectF(inner.left(), inner.top() + side + unit, inner.width(), 8 * unit)
    _line(painter, below, scene.until, 6.4 * unit, bold=True)
    middle = QRectF(inner.left(), below.bottom() + unit, inner.width(), 8 * unit)
    _line(painter, middle, scene.title, 5.4 * unit)
    foot = QRectF(inner.left(), inner.bottom() - 6 * unit, inner.width(), 6 * unit)
    _line(painter, foot, scene.next, 3.8 * unit)
    if scene.warning:
        _warn(painter, QRectF(inner.left(), foot.top() - 9 * unit, inner.width(), 8 * unit), scene, unit)


def _warn(painter: QPainter, place: QRectF, scene: SignScene, unit: float) -> None:
    painter.setPen(QPen(theme.colour("on_accent"), 2))
    if scene.is_lit:
        painter.setBrush(theme.colour("card"))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, unit, unit)
    inner = place.adjusted(2 * unit, 0, -2 * unit, 0)
    _line(painter, inner, scene.warning, 4.4 * unit, bold=True, role="text" if scene.is_lit else "on_accent")


def _line(
    painter: QPainter,
    place: QRectF,
    text: str,
    size: float,
    *,
    bold: bool = False,
    role: str = "on_accent",
) -> None:
    """Paint a line; too long a one is set smaller down to three fifths, then cut with dots."""
    if not text:
        return
    font = _face(size, bold)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    if wide > place.width():
        font = _face(max(size * 0.6, size * 0.97 * place.width() / wide), bold)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(_LEFT) | int(Qt.TextFlag.TextDontClip), shown)


def _face(size: float, bold: bool) -> QFont:
    font = theme.font("body", bold=bold)
    font.setPixelSize(max(int(size), 8))
    return font
