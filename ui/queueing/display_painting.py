"""How the call display is painted: dark, large, readable from eight metres."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter

from app.queueing.queries import CallLine
from ui import theme

ROWS, EARLIER = 4, 5
"""So many calls are large, and so many beside them; more where more are called at once."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Waiting:
    """How many wait for a business group."""

    letter: str
    name: str
    count: int
    minutes: tuple[int, int] | None = None
    """How long whoever came now would wait, from the least to the most; None where nobody can tell."""


@dataclass(frozen=True)
class BoardScene:
    """All that stands on the display. There is no place in it for more of a name than its mask."""

    hall: str
    time: str
    current: tuple[CallLine, ...] = ()
    """Who is called before who is served. Whoever is called and has no place here is awaited beside."""
    earlier: tuple[CallLine, ...] = ()
    fresh: frozenset[str] = frozenset()
    waiting: tuple[Waiting, ...] = ()
    note: str = ""
    is_stale: bool = False
    is_lit: bool = True
    """Every other second False: the fresh calls blink, for those who cannot hear them."""

    @property
    def large(self) -> tuple[CallLine, ...]:
        """Give the calls that are painted large."""
        return self.current[:ROWS]

    @property
    def beside(self) -> tuple[CallLine, ...]:
        """Give those that stand at the side: who is called and not come yet, all of them, then who was."""
        awaited = tuple(call for call in self.current[ROWS:] if not call.is_served)
        return (*awaited, *self.earlier[: max(0, EARLIER - len(awaited))])


def paint_board(painter: QPainter, place: QRect, scene: BoardScene) -> None:
    """Paint the display into a rectangle; every measure follows its height."""
    whole = QRectF(place)
    unit = min(whole.height() / 100, whole.width() / 170)
    ground = QLinearGradient(whole.topLeft(), whole.bottomRight())
    ground.setColorAt(0.0, tone("art_mid"))
    ground.setColorAt(1.0, tone("art_deep"))
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
    _paint_beside(painter, side, scene, unit)
    _paint_foot(painter, foot, scene, unit)


def _paint_head(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    _text(painter, place, scene.time, face(8.5 * unit, bold=True), "on_rail", _RIGHT)
    clock = QFontMetricsF(painter.font()).horizontalAdvance("00:00:00")
    hall = place.adjusted(0, 0, -clock - 4 * unit, 0)
    font = face(5.2 * unit, bold=True)
    wide = QFontMetricsF(font).horizontalAdvance(scene.hall)
    # A long name is set smaller; below this it would not be read from the seats.
    font = face(max(5.2 * unit * min(1.0, 0.97 * hall.width() / max(wide, 1.0)), 3.2 * unit), bold=True)
    _text(painter, hall, scene.hall, font, "on_rail", _LEFT)


def _paint_current(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    calls = scene.large
    if not calls:
        _card(painter, place, "rail", unit)
        said = QCoreApplication.translate("CallDisplay", "Nobody is called just now")
        _text(painter, place, said, face(6 * unit), "rail_text", _MIDDLE)
        return
    gap = 1.6 * unit
    height = (place.height() - gap * (ROWS - 1)) / ROWS
    # Two calls or one fill more of the height: what is read most is largest.
    height = min((place.height() - gap * (len(calls) - 1)) / len(calls), height * 1.55)
    for number, call in enumerate(calls):
        row = QRectF(place.left(), place.top() + number * (height + gap), place.width(), height)
        _paint_call(painter, row, call, scene, unit)


def _paint_call(painter: QPainter, row: QRectF, call: CallLine, scene: BoardScene, unit: float) -> None:
    is_fresh = call.call_id in scene.fresh and not scene.is_stale and scene.is_lit
    _card(painter, row, "rail_mark" if is_fresh else "rail_selected", unit)
    role = "on_accent" if is_fresh else "rail_muted" if scene.is_stale else "on_rail"
    inner = row.adjusted(3 * unit, 0, -3 * unit, 0)
    half = inner.width() * 0.52
    size = min(row.height() * 0.66, inner.width() * 0.135)
    small = "on_accent" if is_fresh else "rail_text"
    left = QRectF(inner.left(), inner.top(), half, inner.height())
    _paint_who(painter, left, call, size, (role, small))
    right = QRectF(inner.left() + half, inner.top(), inner.width() - half, inner.height())
    figure = str(call.window_number)
    _text(painter, right, figure, face(size, bold=True), role, _RIGHT)
    taken = QFontMetricsF(painter.font()).horizontalAdvance(figure) + 2 * unit
    window = QCoreApplication.translate("CallDisplay", "Window")
    arrow = f"\u2192  {window}"
    _text(painter, right.adjusted(0, 0, -taken, 0), arrow, face(size * 0.42), small, _RIGHT)


def _paint_who(painter: QPainter, place: QRectF, call: CallLine, size: float, roles: tuple[str, str]) -> None:
    """Paint the number, or the masked name the visitor chose with the number below; priority as one word."""
    word = QCoreApplication.translate("CallDisplay", "Priority") if call.is_priority else ""
    is_name = call.shown not in ("", call.number)
    below = "   ".join(part for part in (call.number if is_name else "", word) if part)
    shown = call.shown or call.number
    fitting = fitted(shown, size, place.width())
    if not below:
        _text(painter, place, shown, face(fitting, bold=True), roles[0], _LEFT)
        return
    top = QRectF(place.left(), place.top(), place.width(), place.height() * 0.68)
    foot = QRectF(place.left(), place.top() + place.height() * 0.64, place.width(), place.height() * 0.3)
    _text(painter, top, shown, face(fitting * 0.86, bold=True), roles[0], _LEFT)
    _text(painter, foot, below, face(size * 0.34), roles[1], _LEFT)


def _paint_beside(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    _card(painter, place, "rail", unit)
    inner = place.adjusted(2.4 * unit, 1.6 * unit, -2.4 * unit, -1.6 * unit)
    calls = scene.beside
    is_awaited = bool(calls) and calls[0].is_current
    before = QCoreApplication.translate("CallDisplay", "Called before")
    title = QCoreApplication.translate("CallDisplay", "Called as well") if is_awaited else before
    head = QRectF(inner.left(), inner.top(), inner.width(), 6 * unit)
    _text(painter, head, title, face(3.6 * unit), "on_rail" if is_awaited else "rail_muted", _LEFT)
    if not calls:
        nothing = QCoreApplication.translate("CallDisplay", "None yet today")
        _text(painter, inner, nothing, face(3.6 * unit), "rail_muted", _MIDDLE)
    height = (inner.bottom() - head.bottom()) / max(EARLIER, len(calls))
    for number, call in enumerate(calls):
        row = QRectF(inner.left(), head.bottom() + number * height, inner.width(), height)
        _paint_small(painter, row, call, scene, unit)


def _paint_small(painter: QPainter, row: QRectF, call: CallLine, scene: BoardScene, unit: float) -> None:
    """Paint a call at the side; who is still awaited stands on the ground of the large ones."""
    is_fresh = call.call_id in scene.fresh and not scene.is_stale and scene.is_lit
    if call.is_current:
        ground = row.adjusted(-1.4 * unit, 0.3 * unit, 1.4 * unit, -0.3 * unit)
        _card(painter, ground, "rail_mark" if is_fresh else "rail_selected", unit)
    role = "on_rail" if call.is_current else "rail_text"
    role = "on_accent" if call.is_current and is_fresh else role
    size = min(6 * unit, row.height() * 0.6)
    shown = call.shown or call.number
    fitting = face(fitted(shown, size, row.width() * 0.66), bold=True)
    _text(painter, row, shown, fitting, role, _LEFT)
    _text(painter, row, f"\u2192 {call.window_number}", face(size), role, _RIGHT)


def _paint_foot(painter: QPainter, place: QRectF, scene: BoardScene, unit: float) -> None:
    notes = QRectF(place.left(), place.bottom() - 4 * unit, place.width(), 4 * unit)
    mark = "\u25b2  " if scene.is_stale else ""
    role = "waiting" if scene.is_stale else "rail_muted"
    _text(painter, notes, mark + scene.note, face((3.2 if scene.is_stale else 2.4) * unit), role, _RIGHT)
    if not scene.waiting:
        return
    title = QCoreApplication.translate("CallDisplay", "Waiting")
    strip = QRectF(place.left(), place.top(), place.width(), 8 * unit)
    font = face(3.6 * unit)
    _text(painter, strip, title, font, "rail_muted", _LEFT)
    left = place.left() + QFontMetricsF(font).horizontalAdvance(title) + 2.5 * unit
    width = (place.right() - left + unit) / max(len(scene.waiting), 4)
    for number, group in enumerate(scene.waiting):
        chip = QRectF(left + number * width, strip.top(), width - unit, strip.height())
        _paint_waiting(painter, chip, group, unit)


def _paint_waiting(painter: QPainter, chip: QRectF, group: Waiting, unit: float) -> None:
    _card(painter, chip, "rail", unit)
    inner = chip.adjusted(1.6 * unit, 0, -1.6 * unit, 0)
    strong = face(4.4 * unit, bold=True)
    _text(painter, inner, group.letter, strong, "rail_mark", _LEFT)
    _text(painter, inner, str(group.count), strong, "on_rail", _RIGHT)
    metrics = QFontMetricsF(strong)
    taken = metrics.horizontalAdvance(group.letter) + 1.2 * unit
    name = inner.adjusted(taken, 0, -metrics.horizontalAdvance(str(group.count)) - unit, 0)
    if name.width() <= 9 * unit:
        return
    if group.minutes is None:
        _text(painter, name, group.name, face(2.3 * unit), "rail_text", _LEFT)
        return
    half = name.height() * 0.46
    upper = QRectF(name.left(), name.top() + 0.06 * name.height(), name.width(), half)
    _text(painter, upper, group.name, face(2.3 * unit), "rail_text", _LEFT)
    wait = QCoreApplication.translate("CallDisplay", "{0} to {1} min").format(*group.minutes)
    _text(painter, upper.translated(0, half * 0.92), wait, face(2.3 * unit), "on_rail", _LEFT)


def _card(painter: QPainter, place: QRectF, role: str, unit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone(role))
    painter.drawRoundedRect(place, 1.6 * unit, 1.6 * unit)


def _text(
    painter: QPainter, place: QRectF, text: str, face: QFont, role: str, side: Qt.AlignmentFlag
) -> None:
    painter.setFont(face)
    painter.setPen(tone(role))
    cut = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side, cut)


def fitted(text: str, pixels: float, width: float) -> float:
    """Give a size at which a text fits a width; a long name is set smaller rather than cut."""
    wide = QFontMetricsF(face(pixels, bold=True)).horizontalAdvance(text)
    return pixels * min(1.0, max(0.45, 0.97 * width / max(wide, 1.0)))


def face(pixels: float, *, bold: bool = False) -> QFont:
    """Give the display's font at a size in pixels."""
    made = QFont(list(theme.FAMILIES))
    made.setPixelSize(max(8, round(pixels)))
    made.setBold(bold)
    return made


def tone(role: str) -> QColor:
    """Give a colour of the dark theme: a hall's display is dark whatever the clerks like."""
    return QColor(theme.tokens("dark")[role])
