"""Paints a day of rooms: the paper that stays, and the bars on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app.kernel.clock import HOUR
from app.rooms.availability import GRID
from app.rooms.queries import BookingRow, RoomRow
from app.rooms.states import RoomKind
from ui import theme
from ui.rooms import phrases
from ui.rooms.day import DayGrid, DayScene

INSET = 3.0
ROUND = 6.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_paper(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    """Paint all that does not move: rows, hours, names, bookings."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_rows(painter, scene, grid)
    _paint_hours(painter, scene, grid)
    for booking in scene.bookings:
        row = scene.row_of(booking.room_id)
        if row >= 0 and booking.starts_at < grid.hours.ends_at and booking.busy_until > grid.hours.starts_at:
            _paint_clearing(painter, booking, row, grid)
            _paint_booking(painter, scene, booking, row, grid)


def paint_now(painter: QPainter, grid: DayGrid, now: int, zone: str) -> None:
    """Paint the line of the present moment with its hour on top."""
    if not grid.hours.contains(now):
        return
    x = round(grid.x_of(now)) + 0.5
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawLine(QPointF(x, grid.top - 4), QPointF(x, grid.bottom))
    text = phrases.hour(now, zone)
    painter.setFont(theme.font("small", bold=True))
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text) + 12
    left = min(max(x - width / 2, grid.left), grid.left + grid.width - width)
    pill = QRectF(left, grid.top - metrics.height() - 5, width, metrics.height() + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def paint_choice(painter: QPainter, place: QRectF, text: str, *, is_free: bool) -> None:
    """Paint what is being chosen or moved; trouble says so in words too."""
    role = "accent" if is_free else "trouble"
    ground = QColor(theme.colour(role))
    ground.setAlpha(40)
    inner = place.adjusted(1.5, INSET - 0.5, -1.5, 0.5 - INSET)
    painter.setPen(QPen(theme.colour(role), 2, Qt.PenStyle.SolidLine if is_free else Qt.PenStyle.DashLine))
    painter.setBrush(ground)
    painter.drawRoundedRect(inner, ROUND, ROUND)
    if not text:
        return
    painter.setFont(theme.font("small", bold=True))
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text) + 12
    tag = QRectF(0, 0, width, metrics.height() + 4)
    tag.moveCenter(inner.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setPen(theme.colour("on_accent" if is_free else "on_trouble"))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def paint_selected(painter: QPainter, place: QRectF) -> None:
    """Paint the frame of the selected booking."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), 2.5))
    painter.drawRoundedRect(booking_place(place).adjusted(-0.5, -0.5, 0.5, 0.5), ROUND + 1, ROUND + 1)


def booking_place(place: QRectF) -> QRectF:
    """Give the bar of a booking inside its stretch of the row."""
    return place.adjusted(1.0, INSET, -1.0, -INSET)


def hatch(painter: QPainter, place: QRectF) -> None:
    """Hatch a place in the colour of what waits."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(place, ROUND, ROUND)
    painter.setClipPath(path)
    painter.setPen(QPen(theme.colour("waiting_line"), 2))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += 10
    painter.restore()


def _paint_rows(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    whole = grid.left + grid.width
    painter.setPen(QPen(theme.colour("line"), 1))
    for row, room in enumerate(scene.rooms):
        top = grid.top + row * grid.row_height
        if row % 2:
            painter.fillRect(QRectF(0, top, whole, grid.row_height), theme.colour("raised"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(0, top + 0.5), QPointF(whole, top + 0.5))
        _paint_label(painter, room, QRectF(0, top, grid.left, grid.row_height))
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(QPointF(0, grid.bottom - 0.5), QPointF(whole, grid.bottom - 0.5))
    if scene.now > grid.hours.starts_at:
        past = QRectF(grid.left, grid.top, grid.x_of(scene.now) - grid.left, grid.bottom - grid.top)
        shade = QColor(theme.colour("line"))
        shade.setAlpha(70)
        painter.fillRect(past, shade)


def _paint_label(painter: QPainter, room: RoomRow, place: QRectF) -> None:
    side = theme.px(18)
    icon = "monitor" if room.kind is RoomKind.ROADSHOW else "door-open"
    painter.setFont(theme.font(bold=True))
    name_height = QFontMetricsF(painter.font()).height()
    small_height = QFontMetricsF(theme.font("small")).height()
    has_two = place.height() >= name_height + small_height
    top = place.top() + (place.height() - name_height - small_height * has_two) / 2
    theme.draw_icon(painter, icon, QRectF(8, top + (name_height - side) / 2, side, side), "muted")
    left = 8 + side + 8
    painter.setPen(theme.colour("text"))
    _elided(painter, QRectF(left, top, place.width() - left - 6, name_height), phrases.room_name(room))
    if has_two:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        line = QRectF(left, top + name_height, place.width() - left - 6, small_height)
        _elided(painter, line, phrases.names((room.number, phrases.seats(room.seats))))


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
            painter.setPen(theme.colour("muted"))
            box = QRectF(x - 30, 0, 60, grid.top - 4)
            if moment == grid.hours.ends_at:
                box.moveRight(x)
            side = Qt.AlignmentFlag.AlignRight if moment == grid.hours.ends_at else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(box, side | Qt.AlignmentFlag.AlignBottom, phrases.hour(moment, scene.zone))
        moment += GRID


def _paint_clearing(painter: QPainter, booking: BookingRow, row: int, grid: DayGrid) -> None:
    place = grid.bar(row, booking.ends_at, booking.busy_until)
    if place.width() <= 0:
        return
    inset = grid.row_height / 4
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("disabled"))
    painter.setOpacity(0.45)
    painter.drawRoundedRect(place.adjusted(0, inset, -1, -inset), 3, 3)
    painter.setOpacity(1.0)


def _paint_booking(painter: QPainter, scene: DayScene, booking: BookingRow, row: int, grid: DayGrid) -> None:
    place = booking_place(grid.bar(row, booking.starts_at, booking.ends_at))
    if place.width() <= 0:
        return
    is_over = booking.ends_at <= scene.now
    ground, edge = ("raised", "line_strong") if is_over else ("accent_soft", "accent")
    if booking.is_pending:
        ground, edge = "waiting_soft", "waiting_dot"
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.setBrush(QBrush(theme.colour(ground)))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
    if booking.is_pending:
        hatch(painter, place.adjusted(1, 1, -1, -1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(edge))
    painter.drawRoundedRect(QRectF(place.left(), place.top(), 4, place.height()), 2, 2)
    _paint_words(painter, scene, booking, place.adjusted(10, 1, -5, -1), is_over=is_over)


def _paint_words(
    painter: QPainter, scene: DayScene, booking: BookingRow, place: QRectF, *, is_over: bool
) -> None:
    painter.setFont(theme.font("small", bold=True))
    line = QFontMetricsF(painter.font()).height()
    if place.width() < line:
        return
    has_two = place.height() >= 2 * line
    top = place.top() + (place.height() - line * (1 + has_two)) / 2
    side = min(theme.px(16), line)
    shift = 0.0
    if place.width() > 5 * line:
        spot = QRectF(place.left(), top + (line - side) / 2, side, side)
        theme.draw_icon(painter, phrases.PURPOSE_ICONS[booking.purpose], spot, _icon_role(booking, is_over))
        shift = side + 5
    painter.setPen(theme.colour("muted" if is_over else "text"))
    first = QRectF(place.left() + shift, top, place.width() - shift, line)
    _elided(painter, first, booking.title, booking)
    if has_two:
        painter.setFont(theme.font("small", bold=booking.is_pending))
        painter.setPen(theme.colour("waiting" if booking.is_pending else "muted"))
        second = QRectF(place.left(), top + line, place.width(), line)
        _elided(painter, second, _second_line(scene, booking, second.width(), painter), booking)


def _second_line(scene: DayScene, booking: BookingRow, width: float, painter: QPainter) -> str:
    """Write as much as there is room for; that it is pending comes first, then who meets."""
    if booking.is_pending:
        return phrases.to_be_confirmed()
    hours = phrases.stretch(booking.starts_at, booking.ends_at, scene.zone)
    whole = phrases.names((hours, *booking.party_names))
    metrics = QFontMetricsF(painter.font())
    if metrics.horizontalAdvance(hours) > width:
        return phrases.hour(booking.starts_at, scene.zone)
    return whole if metrics.horizontalAdvance(hours) + 60 < width else hours


def _icon_role(booking: BookingRow, is_over: bool) -> str:
    if booking.is_pending:
        return "waiting"
    return "muted" if is_over else "accent"


def _elided(painter: QPainter, place: QRectF, text: str, booking: BookingRow | None = None) -> None:
    """Write a line that gives way at its end; on hatching it gets a ground of its own."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    if booking is not None and booking.is_pending and shown:
        ground = QRectF(place.left() - 2, place.top(), metrics.horizontalAdvance(shown) + 4, place.height())
        painter.fillRect(ground, theme.colour("waiting_soft"))
    painter.drawText(place, _LEFT, shown)


def taken_word() -> str:
    """Write that somebody else has the room then."""
    return QCoreApplication.translate("Rooms", "taken")
