"""How the call display is painted: dark, large, readable from eight metres."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter

from app.queueing.queries import CallLine
from ui import theme

ROWS, EARLIER = 4, 5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Waiting:
    """How many wait for a business group."""

    letter: str
    name: str
    count: int


@dataclass(frozen=True)
class BoardScene:
    """All that stands on the display. There is no place for a name in it."""

    hall: str
    time: str
    current: tuple[CallLine, ...] = ()
    earlier: tuple[CallLine, ...] = ()
    fresh: frozenset[str] = frozenset()
    waiting: tuple[Waiting, ...] = ()
    note: str = ""
    is_stale: bool = False


def paint_board(painter: QPainter, place: QRect, scene: BoardScene) -> None:
    """Paint the display into a rectangle; every measure follows its height."""
    whole = QRectF(place)
    unit = min(whole.height() / 100, whole.width() / 170)
    ground = QLinearGradient(whole.topLeft(), whole.bottomRight())
    ground.setColorAt(0.0, _tone("art_mid"))
    ground.setColorAt(1.0, _tone("art_deep"))
    painter.fillRect(whole, ground)
    inner = whole.adjusted(4 * unit, 3 * unit, -4 * unit, -3 * unit)
    head = QRectF(inner.left(), inner.top(), inner.width(), 11 * unit)
    foot = QRectF(inner.left(), inner.bottom() - 13 * unit, inner.width(), 13 * unit)
    middle = QRectF(
        inner.left(), head.bottom() + 2 * unit, inner.width(), foot.top() - head.bottom() - 4 * unit
    )
    _paint_head(painter, head, scene, unit)
    _paint_current(
        painter, QRectF(middle.left(), middle.top(), middle.width() * 0.69, middle.height()), scene, unit
    )
    side = QRectF(middle.left() + middle.width() * 0.72, middle.top(), middle.width() * 0.28, middle.height())
    _paint_earlier(painter, side, scene, unit)
    _paint_foot(painter, foot, scene, unit)


def _paint_head(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    _text(painter, place, scene.time, _face(8.5 * unit, bold=True), "on_rail", _RIGHT)
    clock = QFontMetricsF(painter.font()).horizontalAdvance("00:00:00")
    hall = place.adjusted(0, 0, -clock - 4 * unit, 0)
    face = _face(5.2 * unit, bold=True)
    wide = QFontMetricsF(face).horizontalAdvance(scene.hall)
    # A long name is set smaller; below this it would not be read from the seats.
    face = _face(max(5.2 * unit * min(1.0, 0.97 * hall.width() / max(wide, 1.0)), 3.2 * unit), bold=True)
    _text(painter, hall, scene.hall, face, "on_rail", _LEFT)


def _paint_current(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    calls = scene.current[:ROWS]
    if not calls:
        _card(painter, place, "rail", unit)
        said = QCoreApplication.translate("CallDisplay", "Nobody is called just now")
        _text(painter, place, said, _face(6 * unit), "rail_text", _MIDDLE)
        return
    gap = 1.6 * unit
    height = (place.height() - gap * (ROWS - 1)) / ROWS
    # Two calls or one fill more of the height: what is read most is largest.
    height = min((place.height() - gap * (len(calls) - 1)) / len(calls), height * 1.55)
    for number, call in enumerate(calls):
        row = QRectF(place.left(), place.top() + number * (height + gap), place.width(), height)
        _paint_call(painter, row, call, scene, unit)


def _paint_call(painter: QPainter, row: QRectF, call: CallLine, scene: BoardScene, unit: float) -> None:
    is_fresh = call.call_id in scene.fresh and not scene.is_stale
    _card(painter, row, "rail_mark" if is_fresh else "rail_selected", unit)
    role = "on_accent" if is_fresh else "rail_muted" if scene.is_stale else "on_rail"
    inner = row.adjusted(3 * unit, 0, -3 * unit, 0)
    half = inner.width() * 0.52
    size = min(row.height() * 0.66, inner.width() * 0.135)
    left = QRectF(inner.left(), inner.top(), half, inner.height())
    _text(painter, left, call.number, _face(size, bold=True), role, _LEFT)
    right = QRectF(inner.left() + half, inner.top(), inner.width() - half, inner.height())
    figure = str(call.window_number)
    _text(painter, right, figure, _face(size, bold=True), role, _RIGHT)
    taken = QFontMetricsF(painter.font()).horizontalAdvance(figure) + 2 * unit
    window = QCoreApplication.translate("CallDisplay", "Window")
    small = "on_accent" if is_fresh else "rail_text"
    arrow = f"\u2192  {window}"
    _text(painter, right.adjusted(0, 0, -taken, 0), arrow, _face(size * 0.42), small, _RIGHT)


def _paint_earlier(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    _card(painter, place, "rail", unit)
    inner = place.adjusted(2.4 * unit, 1.6 * unit, -2.4 * unit, -1.6 * unit)
    title = QCoreApplication.translate("CallDisplay", "Called before")
    head = QRectF(inner.left(), inner.top(), inner.width(), 6 * unit)
    _text(painter, head, title, _face(3.6 * unit), "rail_muted", _LEFT)
    calls = scene.earlier[:EARLIER]
    if not calls:
        nothing = QCoreApplication.translate("CallDisplay", "None yet today")
        _text(painter, inner, nothing, _face(3.6 * unit), "rail_muted", _MIDDLE)
    height = (inner.bottom() - head.bottom()) / EARLIER
    for number, call in enumerate(calls):
        row = QRectF(inner.left(), head.bottom() + number * height, inner.width(), height)
        _text(painter, row, call.number, _face(min(6 * unit, height * 0.6), bold=True), "rail_text", _LEFT)
        _text(
            painter,
            row,
            f"\u2192 {call.window_number}",
            _face(min(6 * unit, height * 0.6)),
            "rail_text",
            _RIGHT,
        )


def _paint_foot(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    notes = QRectF(place.left(), place.bottom() - 4 * unit, place.width(), 4 * unit)
    mark = "\u25b2  " if scene.is_stale else ""
    role = "waiting" if scene.is_stale else "rail_muted"
    _text(painter, notes, mark + scene.note, _face((3.2 if scene.is_stale else 2.4) * unit), role, _RIGHT)
    if not scene.waiting:
        return
    title = QCoreApplication.translate("CallDisplay", "Waiting")
    strip = QRectF(place.left(), place.top(), place.width(), 8 * unit)
    face = _face(3.6 * unit)
    _text(painter, strip, title, face, "rail_muted", _LEFT)
    left = place.left() + QFontMetricsF(face).horizontalAdvance(title) + 2.5 * unit
    width = (place.right() - left + unit) / max(len(scene.waiting), 4)
    for number, group in enumerate(scene.waiting):
        chip = QRectF(left + number * width, strip.top(), width - unit, strip.height())
        _paint_waiting(painter, chip, group, unit)


def _paint_waiting(painter: QPainter, chip: QRectF, group: Waiting, unit: float) -> None:
    _card(painter, chip, "rail", unit)
    inner = chip.adjusted(1.6 * unit, 0, -1.6 * unit, 0)
    strong = _face(4.4 * unit, bold=True)
    _text(painter, inner, group.letter, strong, "rail_mark", _LEFT)
    _text(painter, inner, str(group.count), strong, "on_rail", _RIGHT)
    metrics = QFontMetricsF(strong)
    taken = metrics.horizontalAdvance(group.letter) + 1.2 * unit
    name = inner.adjusted(taken, 0, -metrics.horizontalAdvance(str(group.count)) - unit, 0)
    if name.width() > 9 * unit:
        _text(painter, name, group.name, _face(2.3 * unit), "rail_text", _LEFT)


def _card(painter: QPainter, place: QRectF, role: str, unit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tone(role))
    painter.drawRoundedRect(place, 1.6 * unit, 1.6 * unit)


def _text(
    painter: QPainter, place: QRectF, text: str, face: QFont, role: str, side: Qt.AlignmentFlag
) -> None:
    painter.setFont(face)
    painter.setPen(_tone(role))
    cut = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side, cut)


def _face(pixels: float, *, bold: bool = False) -> QFont:
    made = QFont(list(theme.FAMILIES))
    made.setPixelSize(max(8, round(pixels)))
    made.setBold(bold)
    return made


def _tone(role: str) -> QColor:
    """Give a colour of the dark theme: a hall's display is dark whatever the clerks like."""
    return QColor(theme.tokens("dark")[role])
