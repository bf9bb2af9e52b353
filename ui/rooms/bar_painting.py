"""Paints the bars of the timeline: bookings with their preparation, clearing, state and words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.rooms.rows import BookingRow
from app.rooms.states import BookingState
from ui import theme
from ui.rooms import phrases
from ui.rooms.day import Bar, DayGrid, DayScene, is_asked

INSET = 3.0
ROUND = 6.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ARROW = 10.0


def paint_bar(painter: QPainter, scene: DayScene, bar: Bar, grid: DayGrid) -> None:
    """Paint a booking with what goes before and after it."""
    if not is_asked(bar.booking):
        _paint_around(painter, grid.bar(bar.row, bar.prepare_from, bar.starts_at), grid)
        _paint_around(painter, grid.bar(bar.row, bar.ends_at, bar.busy_until), grid)
    place = booking_place(grid.place(bar))
    if place.width() <= 0:
        return
    is_over = bar.booking.ends_at <= scene.now
    _paint_ground(painter, bar.booking, place, is_over=is_over)
    is_cut_before, is_cut_after = bar.starts_at < grid.hours.starts_at, bar.ends_at > grid.hours.ends_at
    left = 9 + (_ARROW if is_cut_before else 0)
    right = 3 + (_ARROW if is_cut_after else 0)
    role = _edge(bar.booking, is_over=is_over)
    if is_cut_before:
        paint_arrow(painter, QPointF(place.left() + 8, place.center().y()), -1, role)
    if is_cut_after:
        paint_arrow(painter, QPointF(place.right() - 3, place.center().y()), 1, role)
    _paint_words(painter, scene, bar.booking, place.adjusted(left, 1, -right, -1), is_over=is_over)


def paint_arrow(painter: QPainter, tip: QPointF, way: int, role: str) -> None:
    """Paint the arrow of a booking that goes on beyond the day; way: -1 to the left, 1 to the right."""
    half, base = _ARROW * 0.6, tip.x() - way * _ARROW * 0.8
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(role))
    corners = [tip, QPointF(base, tip.y() - half), QPointF(base, tip.y() + half)]
    painter.drawPolygon(QPolygonF(corners))


def booking_place(place: QRectF) -> QRectF:
    """Give the bar of a booking inside its stretch of the row."""
    return place.adjusted(1.0, INSET, -1.0, -INSET)


def hatch(painter: QPainter, place: QRectF, role: str = "waiting_line") -> None:
    """Hatch a place in a role of the theme; the usual one is that of what waits."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(place, ROUND, ROUND)
    painter.setClipPath(path)
    painter.setPen(QPen(theme.colour(role), 2))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += 10
    painter.restore()


def _paint_around(painter: QPainter, place: QRectF, grid: DayGrid) -> None:
    """Paint preparation or clearing."""
    if place.width() <= 0:
        return
    inset = grid.row_height / 4
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("disabled"))
    painter.setOpacity(0.45)
    painter.drawRoundedRect(place.adjusted(1, inset, -1, -inset), 3, 3)
    painter.setOpacity(1.0)


def _paint_ground(painter: QPainter, booking: BookingRow, place: QRectF, *, is_over: bool) -> None:
    """Paint the bar: what is asked for is outlined, what waits for the centre or for somebody is hatched."""
    edge = _edge(booking, is_over=is_over)
    is_outlined = is_asked(booking)
    ground = "card" if is_outlined else "raised" if is_over else "accent_soft"
    if is_hatched(booking):
        ground = "waiting_soft"
    style = Qt.PenStyle.DashLine if is_outlined else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.colour(edge), 2 if is_outlined else 1, style))
    painter.setBrush(QBrush(theme.colour(ground)))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
    if is_hatched(booking):
        hatch(painter, place.adjusted(1, 1, -1, -1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(edge))
    if not is_outlined:
        painter.drawRoundedRect(QRectF(place.left(), place.top(), 4, place.height()), 2, 2)


def is_hatched(booking: BookingRow) -> bool:
    """Tell whether a bar is hatched: the centre has not answered, or somebody is being phoned."""
    return (booking.is_pending or booking.state is BookingState.HELD) and not is_asked(booking)


def state_word(booking: BookingRow) -> str:
    """Write what is not settled about a booking in a word, or ""."""
    if is_asked(booking):
        return phrases.asked_for()
    if booking.state is BookingState.HELD:
        return phrases.held()
    return phrases.pending() if booking.is_pending else ""


def _edge(booking: BookingRow, *, is_over: bool) -> str:
    if is_hatched(booking) or is_asked(booking):
        return "waiting_dot"
    return "line_strong" if is_over else "accent"


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
        elided(painter, QRectF(left, top + number * line, place.right() - left, line), text, booking)


def _lines(scene: DayScene, booking: BookingRow, width: float, room_for: int) -> list[tuple[str, str]]:
    """Give the lines of a bar with the roles of their colours."""
    metrics = QFontMetricsF(theme.font("small", bold=True))
    hours = phrases.stretch(booking.starts_at, booking.ends_at, scene.zone)
    if metrics.horizontalAdvance(hours) > width:
        return _narrow_lines(booking, metrics, width, room_for)
    word = state_word(booking)
    second = (word, "waiting") if word else (hours, "muted")
    lines = [(phrases.title(booking), "text"), second, (phrases.names(booking.party_names), "muted")]
    return [line for line in lines[:room_for] if line[0]]


def _narrow_lines(
    booking: BookingRow, metrics: QFontMetricsF, width: float, room_for: int
) -> list[tuple[str, str]]:
    """Break the title over the lines of a short meeting; the hours stand on top of the day."""
    word = state_word(booking)
    is_told = bool(word) and metrics.horizontalAdvance(word) <= width
    lines: list[str] = []
    rest = phrases.title(booking)
    while rest and len(lines) < room_for - is_told:
        fits = next((n for n in range(len(rest), 1, -1) if metrics.horizontalAdvance(rest[:n]) <= width), 1)
        lines.append(rest[:fits])
        rest = rest[fits:]
    if rest and lines and len(lines[-1]) > 1:
        lines[-1] += rest
    state = [(word, "waiting")] if is_told else []
    return [(text, "text") for text in lines] + state


def _icon_role(booking: BookingRow, is_over: bool) -> str:
    if state_word(booking):
        return "waiting"
    return "muted" if is_over else "accent"


def elided(painter: QPainter, place: QRectF, text: str, booking: BookingRow | None = None) -> None:
    """Write a line that gives way at its end; on hatching it gets a ground of its own."""
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    if booking is not None and is_hatched(booking) and shown:
        ground = QRectF(place.left() - 2, place.top(), metrics.horizontalAdvance(shown) + 4, place.height())
        painter.fillRect(ground, theme.colour("waiting_soft"))
    painter.drawText(place, _LEFT, shown)
