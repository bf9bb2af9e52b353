"""Paints a day of rooms: the paper that stays with its bars, and what moves on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.kernel.clock import HOUR
from app.rooms.availability import GRID
from app.rooms.states import RoomKind
from ui import theme
from ui.rooms import phrases
from ui.rooms.bar_painting import INSET, ROUND, booking_place, elided, hatch, paint_bar
from ui.rooms.day import DayGrid, DayScene, Line, Shut

_CLOSED = 120
_SHADE = 60


def paint_paper(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    """Paint all that does not move: rows, hours, names, bookings."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_rows(painter, scene, grid)
    for shut in scene.shuts:
        _paint_shut(painter, shut, grid)
    _paint_hours(painter, scene, grid)
    for bar in scene.bars:
        paint_bar(painter, scene, bar, grid)
    _paint_now(painter, scene, grid)


def paint_choice(painter: QPainter, place: QRectF, text: str, role: str) -> None:
    """Paint what is being chosen or moved, in a role of the theme; trouble says so in words too."""
    is_free = role != "trouble"
    ground = QColor(theme.colour(role))
    ground.setAlpha(40)
    inner = place.adjusted(1.5, INSET - 0.5, -1.5, 0.5 - INSET)
    painter.setPen(QPen(theme.colour(role), 2, Qt.PenStyle.SolidLine if is_free else Qt.PenStyle.DashLine))
    painter.setBrush(ground)
    painter.drawRoundedRect(inner, ROUND, ROUND)
    if text:
        _paint_tag(painter, inner, text, role)


def _paint_tag(painter: QPainter, inner: QRectF, text: str, role: str) -> None:
    """Write what is chosen on a tag in the middle, kept within the paper."""
    painter.setFont(theme.font("small", bold=True))
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text) + 12
    tag = QRectF(0, 0, width, metrics.height() + 4)
    tag.moveCenter(inner.center())
    tag.moveLeft(max(2.0, min(tag.left(), painter.viewport().width() - width - 2)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(theme.colour("card"))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def paint_selected(painter: QPainter, place: QRectF) -> None:
    """Paint the frame of the selected booking."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), 2.5))
    painter.drawRoundedRect(booking_place(place).adjusted(-0.5, -0.5, 0.5, 0.5), ROUND + 1, ROUND + 1)


def label_width(scene: DayScene) -> float:
    """Tell how wide the names of the rooms are, within reason."""
    name, below = QFontMetricsF(label_font()), QFontMetricsF(theme.font("small"))
    widest = 0.0
    for line in scene.lines:
        widest = max(widest, name.horizontalAdvance(_name(line)))
        widest = max(widest, below.horizontalAdvance(_below_name(line)))
    return min(widest + theme.px(18) + 26, theme.px(220))


def label_font() -> QFont:
    """Give the font of the rooms' names."""
    return theme.font("small", bold=True)


def _paint_rows(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    whole, has_icons = grid.left + grid.width, grid.left >= label_width(scene)
    painter.setPen(QPen(theme.colour("line"), 1))
    for row, line in enumerate(scene.lines):
        top = grid.top + row * grid.row_height
        if row % 2:
            painter.fillRect(QRectF(0, top, whole, grid.row_height), theme.colour("raised"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(0, top + 0.5), QPointF(whole, top + 0.5))
        _paint_label(painter, line, QRectF(0, top, grid.left, grid.row_height), has_icon=has_icons)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(QPointF(0, grid.bottom - 0.5), QPointF(whole, grid.bottom - 0.5))
    if scene.now > grid.hours.starts_at and not scene.is_week:
        past = QRectF(grid.left, grid.top, grid.x_of(scene.now) - grid.left, grid.bottom - grid.top)
        shade = QColor(theme.colour("line"))
        shade.setAlpha(_SHADE)
        painter.fillRect(past, shade)


def _paint_label(painter: QPainter, line: Line, place: QRectF, *, has_icon: bool) -> None:
    """Write the name of a row; where not all have the room for it beside their icons these are left out."""
    side = theme.px(18)
    icon = "calendar-clock" if line.day else "monitor" if line.room.kind is RoomKind.ROADSHOW else "door-open"
    painter.setFont(label_font())
    name_height = QFontMetricsF(painter.font()).height()
    small_height = QFontMetricsF(theme.font("small")).height()
    has_two = place.height() >= name_height + small_height
    top = place.top() + (place.height() - name_height - small_height * has_two) / 2
    left = 8 + (side + 8.0) * has_icon
    if has_icon:
        theme.draw_icon(painter, icon, QRectF(8, top + (name_height - side) / 2, side, side), "muted")
    painter.setPen(theme.colour("text"))
    elided(painter, QRectF(left, top, place.width() - left - 6, name_height), _name(line))
    if has_two:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        below = QRectF(left, top + name_height, place.width() - left - 6, small_height)
        elided(painter, below, _below_name(line))


def _name(line: Line) -> str:
    return phrases.short_day(line.day) if line.day else phrases.room_name(line.room)


def _below_name(line: Line) -> str:
    if line.day:
        return phrases.room_name(line.room)
    return phrases.names((line.room.number, phrases.seats(line.room.seats)))


def _paint_shut(painter: QPainter, shut: Shut, grid: DayGrid) -> None:
    """Paint where a room cannot be had: closed hours grey, what is blocked or excluded hatched with words."""
    place = grid.bar(shut.row, shut.starts_at, shut.ends_at)
    if shut.is_closed:
        ground = QColor(theme.colour("line"))
        ground.setAlpha(_CLOSED)
        painter.fillRect(place.adjusted(0, 1, 0, 0), ground)
        return
    inner = place.adjusted(1, INSET + 2, -1, -INSET - 2)
    painter.setPen(QPen(theme.colour("line_strong"), 1, Qt.PenStyle.DotLine))
    painter.setBrush(theme.colour("disabled_ground"))
    painter.drawRoundedRect(inner, ROUND, ROUND)
    hatch(painter, inner.adjusted(1, 1, -1, -1), "line")
    painter.setFont(theme.font("small"))
    width = painter.fontMetrics().horizontalAdvance(shut.words) + 8
    words = QRectF(inner.left() + 6, inner.center().y() - 11, min(width, inner.width() - 10), 22)
    if shut.words and words.width() > 20:
        painter.fillRect(words, theme.colour("disabled_ground"))
        painter.setPen(theme.colour("muted"))
        elided(painter, words.adjusted(3, 0, 0, 0), shut.words)


def _paint_hours(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    painter.setFont(theme.font("small"))
    faint = QColor(theme.colour("line"))
    faint.setAlpha(110)
    moment = grid.hours.starts_at
    while moment <= grid.hours.ends_at:
        x = round(grid.x_of(moment)) + 0.5
        is_hour = (moment - grid.hours.starts_at) % HOUR == 0
        painter.setPen(QPen(theme.colour("line") if is_hour else faint, 1))
        painter.drawLine(QPointF(x, grid.top), QPointF(x, grid.bottom))
        if is_hour:
            _paint_hour(painter, scene, grid, moment)
        moment += GRID


def _paint_hour(painter: QPainter, scene: DayScene, grid: DayGrid, moment: int) -> None:
    """Write an hour, unless the pill of the present moment lies there."""
    text, x = phrases.hour(moment, scene.zone), grid.x_of(moment)
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    is_now = (
        grid.hours.contains(scene.now) and not scene.is_week and abs(grid.x_of(scene.now) - x) < width + 8
    )
    every = -int(-(width + 10) // (grid.slot_width * 4))
    is_crowded = (moment - grid.hours.starts_at) // HOUR % max(every, 1) != 0
    if is_now or is_crowded:
        return
    painter.setPen(theme.colour("muted"))
    box = QRectF(x - width / 2 - 1, 0, width + 2, grid.top - 4)
    painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)


def _paint_now(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    """Paint the line of the present moment with its hour on top."""
    if not grid.hours.contains(scene.now) or scene.is_week:
        return
    x = round(grid.x_of(scene.now)) + 0.5
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawLine(QPointF(x, grid.top - 4), QPointF(x, grid.bottom))
    text = phrases.hour(scene.now, scene.zone)
    painter.setFont(theme.font("small", bold=True))
    metrics = QFontMetricsF(painter.font())
    pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 12, metrics.height() + 2)
    pill.moveCenter(QPointF(x, grid.top - 4 - pill.height() / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def taken_word() -> str:
    """Write that somebody else has the room then."""
    return QCoreApplication.translate("Rooms", "taken")
