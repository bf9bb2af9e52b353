"""The hall's floor plan: each room where it lies, with its face as colour, pattern and word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.rooms.rows import RoomRow
from ui import theme, wording
from ui.doors import phrases
from ui.doors.standing import Face

WHOLE = 1000
"""The plan's width; places are told in thousandths of it."""
_COLUMNS, _WIDE, _TALL, _GAP = 4, 226, 128, 24
_PATTERNS = {
    Face.FREE: Qt.BrushStyle.NoBrush,
    Face.TAKEN: Qt.BrushStyle.SolidPattern,
    Face.ABOUT: Qt.BrushStyle.BDiagPattern,
    Face.PREPARED: Qt.BrushStyle.Dense6Pattern,
    Face.CLOSED: Qt.BrushStyle.DiagCrossPattern,
}
_SOFT = {
    Face.FREE: "good_soft",
    Face.TAKEN: "trouble_soft",
    Face.ABOUT: "waiting_soft",
    Face.PREPARED: "accent_soft",
    Face.CLOSED: "disabled_ground",
}
_EDGE = 10
_DRAWN_OUT = 1.7
_LEFT = Qt.AlignmentFlag.AlignLeft.value
_WRAPPED = Qt.TextFlag.TextWordWrap.value | _LEFT
_DIRECTIONS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


@dataclass(frozen=True)
class PlanRoom:
    """A room on the plan: its face, and what stands below it."""

    room: RoomRow
    face: Face
    until: str
    more: str = ""


class PlanView(QWidget):
    """Arrows go from room to room, Enter or a double click opens one.

    Signals:
        opened: Carries the room's key.
        pointed: Another room is in focus. Carries its key.
    """

    opened = Signal(str)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rooms: tuple[PlanRoom, ...] = ()
        self._places: dict[str, QRectF] = {}
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 240)

    def sizeHint(self) -> QSize:
        """Ask for a usual page."""
        return QSize(1000, 480)

    def show_rooms(self, rooms: Sequence[PlanRoom]) -> None:
        """Show rooms; the one in focus stays."""
        self._rooms = tuple(rooms)
        self._places = placed([shown.room for shown in rooms])
        if self._current not in self._places:
            self._current = self._rooms[0].room.id if self._rooms else ""
            self.pointed.emit(self._current)
        self._tell()
        self.update()

    def current(self) -> PlanRoom | None:
        """Give the room in focus."""
        return next((shown for shown in self._rooms if shown.room.id == self._current), None)

    def place_of(self, room_id: str) -> QRectF:
        """Tell where a room is painted."""
        across, down = self._scales()
        place, left = self._places[room_id], (self.width() - WHOLE * across) / 2
        return QRectF(
            left + place.x() * across, 2 + place.y() * down, place.width() * across, place.height() * down
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next room in a direction; open the one in focus."""
        way = _DIRECTIONS.get(Qt.Key(event.key()))
        if way is not None and self._current:
            self._point(neighbour(self._places, self._current, way))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put a room into focus."""
        self._point(self._at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a room."""
        if self._at(event.position()):
            self.opened.emit(self._current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plan."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shown in self._rooms:
            is_pointed = shown.room.id == self._current and self.hasFocus()
            _paint(painter, self.place_of(shown.room.id).adjusted(3, 3, -3, -3), shown, is_pointed)

    def _scales(self) -> tuple[float, float]:
        """Give the scale across and down; where the height holds it back it is drawn out for the words."""
        tall = max((place.bottom() for place in self._places.values()), default=1)
        across, down = (self.width() - 4) / WHOLE, (self.height() - 4) / max(tall, 1)
        return min(across, down * _DRAWN_OUT), min(across, down)

    def _at(self, point: QPointF) -> str:
        return next((key for key in self._places if self.place_of(key).contains(point)), "")

    def _point(self, room_id: str) -> None:
        if room_id and room_id != self._current:
            self._current = room_id
            self.pointed.emit(room_id)
            self._tell()
            self.update()

    def _tell(self) -> None:
        """Say the room in focus to screen readers, and all of them behind it."""
        shown = self.current()
        self.setAccessibleName(_words(shown) if shown is not None else "")
        self.setAccessibleDescription("; ".join(_words(one) for one in self._rooms))


def placed(rooms: Sequence[RoomRow]) -> dict[str, QRectF]:
    """Tell where rooms lie, in thousandths of the plan's width; those without a place stand in rows below."""
    places = {room.id: QRectF(*(float(n) for n in room.plan)) for room in rooms if len(room.plan) == 4}
    top = max((place.bottom() + _GAP for place in places.values()), default=0.0)
    for n, room in enumerate(room for room in rooms if room.id not in places):
        row, column = divmod(n, _COLUMNS)
        left = column * (_WIDE + _GAP)
        places[room.id] = QRectF(left, top + row * (_TALL + _GAP), _WIDE, _TALL)
    return places


def neighbour(places: dict[str, QRectF], current: str, way: QPointF) -> str:
    """Name the nearest room in a direction; the same one where there is none."""
    here = places[current].center()
    best, nearest = current, float("inf")
    for key, place in places.items():
        apart = place.center() - here
        along = apart.x() * way.x() + apart.y() * way.y()
        across = abs(apart.x() * way.y()) + abs(apart.y() * way.x())
        # What lies more to the side than ahead is in another direction.
        if key != current and along > 0 and across <= 2 * along and along + 2 * across < nearest:
            best, nearest = key, along + 2 * across
    return best


def _paint(painter: QPainter, place: QRectF, shown: PlanRoom, is_pointed: bool) -> None:
    strong = theme.colour(phrases.ROLES[shown.face])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(_SOFT[shown.face]))
    painter.drawRoundedRect(place, 8, 8)
    band = QRectF(place.left(), place.top(), place.width(), min(_EDGE, place.height() / 5))
    painter.setBrush(QBrush(strong, _PATTERNS[shown.face]))
    painter.drawRect(band.adjusted(4, 2, -4, 0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus") if is_pointed else strong, 4 if is_pointed else 1.5))
    painter.drawRoundedRect(place, 8, 8)
    inner = place.adjusted(10, band.height() + 4, -8, -4)
    lines = (
        (_name(shown.room, inner.width()), True, "text"),
        (phrases.face(shown.face), True, phrases.ROLES[shown.face]),
        (shown.until, False, "text"),
        (shown.more, False, "muted"),
    )
    side = min(theme.px(24), inner.height() / 3)
    beside = _row_beside([text for text, _, _ in lines[:2]], inner.width() - side - 4)
    top = inner.top()
    for n, (text, bold, role) in enumerate(lines):
        wide = inner.width() - (side + 4 if n == beside else 0)
        painter.setFont(_font(text, wide, is_large=n < 2, bold=bold))
        tall = painter.fontMetrics().height()
        if n == beside:
            icon = QRectF(inner.right() - side, top, side, side)
            theme.draw_icon(painter, phrases.ICONS[shown.face], icon, phrases.ROLES[shown.face])
        if not text or top + tall > place.bottom():
            continue
        # What comes next has all the height that is left; a line of it may end early.
        rows = max(int((place.bottom() - 4 - top) / tall), 1) if n == len(lines) - 1 else 1
        room = wide if rows == 1 else wide * (rows - 0.2)
        painter.setPen(theme.colour(role))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(inner.left(), top, wide, tall * rows), _WRAPPED if rows > 1 else _LEFT, cut)
        top += tall


def _row_beside(texts: Sequence[str], wide: float) -> int:
    """Name the row the icon stands beside, -1 where words would be cut for it: they tell the same."""
    metrics = QFontMetricsF(theme.font("small", bold=True))
    return next((n for n, text in enumerate(texts) if metrics.horizontalAdvance(text) <= wide), -1)


def _name(room: RoomRow, wide: float) -> str:
    """Write number and name; the name alone where both are too wide and it tells the number."""
    name = phrases.room_name(room)
    whole = f"{room.number}  {name}"
    is_wide = QFontMetricsF(theme.font("small", bold=True)).horizontalAdvance(whole) > wide
    return name if is_wide and room.number in name else whole


def _font(text: str, wide: float, *, is_large: bool, bold: bool) -> QFont:
    """Give the font of a line: a smaller or thinner one where the words are too wide."""
    usual = theme.font("body" if is_large else "small", bold=bold)
    fonts = (usual, theme.font("small", bold=bold), theme.font("small"))
    return next((font for font in fonts if QFontMetricsF(font).horizontalAdvance(text) <= wide), fonts[-1])


def _words(shown: PlanRoom) -> str:
    parts = (phrases.room_name(shown.room), phrases.face(shown.face), shown.until, shown.more)
    return wording.listed(parts)
