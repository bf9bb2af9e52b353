"""Paints a day of rooms: the paper that stays, and the bars on it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.kernel.clock import HOUR
from app.rooms.availability import GRID
from app.rooms.rows import BookingRow, RoomRow
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
    _paint_now(painter, scene, grid)
    for booking in scene.bookings:
        row = scene.row_of(booking.room_id)
        if row >= 0 and booking.starts_at < grid.hours.ends_at and booking.busy_until > grid.hours.starts_at:
            _paint_clearing(painter, booking, row, grid)
            _paint_booking(painter, scene, booking, row, grid)


def paint_choice(painter: QPainter, place: QRectF, text: str, role: str) -> None:
    """Paint what is being chosen or moved, in a role of the theme; trouble says so in words too."""
    is_free = role != "trouble"
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
    for room in scene.rooms:
        widest = max(widest, name.horizontalAdvance(phrases.room_name(room)))
        widest = max(widest, below.horizontalAdvance(_below_name(room)))
    return min(widest + theme.px(18) + 26, theme.px(220))


def label_font() -> QFont:
    """Give the font of the rooms' names."""
    return theme.font("small", bold=True)


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
    painter.setFont(label_font())
    name_height = QFontMetricsF(painter.font()).height()
    small_height = QFontMetricsF(theme.font("small")).height()
    has_two = place.height() >= name_height + small_height
    top = place.top() + (place.height() - name_height - small_height * has_two) / 2
    theme.draw_icon(painter, icon, QRectF(8, top + (name_height - side) / 2, side, side), "muted")
    left = 8 + side + 8.0
    painter.setPen(theme.colour("text"))
    _elided(painter, QRectF(left, top, place.width() - left - 6, name_height), phrases.room_name(room))
    if has_two:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        line = QRectF(left, top + name_height, place.width() - left - 6, small_height)
        _elided(painter, line, _below_name(room))


def _below_name(room: RoomRow) -> str:
    return phrases.names((room.number, phrases.seats(room.seats)))


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
    is_now = grid.hours.contains(scene.now) and abs(grid.x_of(scene.now) - x) < width + 8
    is_crowded = width + 8 > grid.slot_width * 4 and (moment - grid.hours.starts_at) // HOUR % 2
    if is_now or is_crowded:
        return
    painter.setPen(theme.colour("muted"))
    box = QRectF(x - width / 2 - 1, 0, width + 2, grid.top - 4)
    painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)


def _paint_now(painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
    """Paint the line of the present moment with its hour on top."""
    if not grid.hours.contains(scene.now):
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
    _paint_words(painter, scene, booking, place.adjusted(9, 1, -3, -1), is_over=is_over)


def _paint_words(
    painter: QPainter, scene: DayScene, booking: BookingRow, place: QRectF, *, is_over: bool
) -> None:
    """Write the title, then the state or the hours, then who meets: as many lines as there is room for."""
    painter.setFont(theme.font("small", bold=True))
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    if place.width() < metrics.horizontalAdvance("00"):
        return
    icon = line + 3 if place.width() > 5 * line else 0.0
    room_for = max(int(place.height() / line), 1)
    lines = _lines(scene, booking, place.width(), room_for)
    top = place.top() + (place.height() - line * len(lines)) / 2
    if icon:
        side = line - 3
        spot = QRectF(place.left(), top + 1.5, side, side)
        theme.draw_icon(painter, phrases.PURPOSE_ICONS[booking.purpose], spot, _icon_role(booking, is_over))
    for number, (text, role) in enumerate(lines):
        painter.setFont(theme.font("small", bold=role != "muted"))
        painter.setPen(theme.colour("muted" if is_over and role == "text" else role))
        left = place.left() + (icon if number == 0 else 0)
        _elided(painter, QRectF(left, top + number * line, place.right() - left, line), text, booking)


def _lines(scene: DayScene, booking: BookingRow, width: float, room_for: int) -> list[tuple[str, str]]:
    """Give the lines of a bar with the roles of their colours."""
    metrics = QFontMetricsF(theme.font("small", bold=True))
    hours = phrases.stretch(booking.starts_at, booking.ends_at, scene.zone)
    if metrics.horizontalAdvance(hours) > width:
        return _narrow_lines(booking, metrics, width, room_for)
    second = (phrases.pending(), "waiting") if booking.is_pending else (hours, "muted")
    lines = [(booking.title, "text"), second, (phrases.names(booking.party_names), "muted")]
    return [line for line in lines[:room_for] if line[0]]


def _narrow_lines(
    booking: BookingRow, metrics: QFontMetricsF, width: float, room_for: int
) -> list[tuple[str, str]]:
    """Break the title over the lines of a short meeting; the hours stand on top of the day."""
    is_told = booking.is_pending and metrics.horizontalAdvance(phrases.pending()) <= width
    lines: list[str] = []
    rest = booking.title
    while rest and len(lines) < room_for - is_told:
        fits = next((n for n in range(len(rest), 1, -1) if metrics.horizontalAdvance(rest[:n]) <= width), 1)
        lines.append(rest[:fits])
        rest = rest[fits:]
    if rest and lines and len(lines[-1]) > 1:
        lines[-1] += rest
    state = [(phrases.pending(), "waiting")] if is_told else []
    return [(text, "text") for text in lines] + state


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
