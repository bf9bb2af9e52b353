"""A day of rooms as one painted widget: what stays is painted once, what moves is painted on top."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.kernel.clock import HOUR
from app.kernel.periods import Period
from app.rooms.availability import GRID
from app.rooms.rows import BookingRow
from ui import theme
from ui.rooms import day_painting, phrases
from ui.rooms.day import DayGrid, DayScene, Stretch

AXIS_HEIGHT = 30
LOWEST_ROW = 40
HIGHEST_ROW = 96
_EDGE = 7.0
_PAD = 24.0
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class _Hold(Enum):
    """What the mouse or the keys have hold of."""

    NOTHING = auto()
    MAKING = auto()
    MOVING = auto()
    STRETCHING = auto()


@dataclass(frozen=True)
class Move:
    """A booking on its way to another place."""

    booking_id: str
    to: Stretch


class Timeline(QWidget):
    """Rooms as rows, hours from left to right, on a grid of 15 minutes.

    Keys: arrows move the cursor, Shift+arrows make it longer, Enter books or opens, Ctrl+arrows carry the
    booking under the cursor, Ctrl+Shift+arrows change its end (Enter drops it, Esc lets go), Del cancels it,
    PgUp and PgDn turn the day. Mouse: drag to make, to move, or at the right edge to change the end.

    Signals:
        stretch_chosen: A free stretch was chosen. Carries a Stretch and whether the form gets the focus.
        booking_pointed: The cursor is on another booking. Carries its key, or "".
        booking_opened: Enter on a booking. Carries its key.
        move_requested: A booking was dropped somewhere else. Carries a Move.
        cancel_requested: Del on a booking. Carries its key.
        day_requested: Another day is wanted. Carries how many days later.
    """

    stretch_chosen = Signal(object, bool)
    booking_pointed = Signal(str)
    booking_opened = Signal(str)
    move_requested = Signal(object)
    cancel_requested = Signal(str)
    day_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Rooms of the day"))
        self._scene: DayScene | None = None
        self._paper: QPixmap | None = None
        self._label_width = 0.0
        self._row, self._anchor, self._head = 0, 0, 0
        self._pointed = ""
        self._carried: Move | None = None
        self._hold = _Hold.NOTHING
        self._grip = QPointF()

    def show_day(self, scene: DayScene) -> None:
        """Show a day; the cursor stays on its hour, what is carried is let go."""
        before, self._scene = self._scene, scene
        if before is None or not before.hours.contains(self._anchor):
            self._anchor = self._head = first_slot(scene)
        elif before.day != scene.day:
            shift = scene.hours.starts_at - before.hours.starts_at
            self._anchor, self._head = self._anchor + shift, self._head + shift
        self._row = min(self._row, max(len(scene.rooms) - 1, 0))
        self._let_go()
        self._paper = None
        self._label_width = day_painting.label_width(scene)
        self.updateGeometry()
        self._after_cursor()

    def scene(self) -> DayScene | None:
        """Give what is shown."""
        return self._scene

    def chosen(self) -> Stretch | None:
        """Give the stretch under the cursor."""
        if self._scene is None or not self._scene.rooms:
            return None
        room = self._scene.rooms[self._row]
        start, last = sorted((self._anchor, self._head))
        return Stretch(room.id, start, last + GRID)

    def pointed(self) -> BookingRow | None:
        """Give the booking under the cursor."""
        return self._scene.booking(self._pointed) if self._scene else None

    def point_at(self, room_id: str, starts_at: int, ends_at: int) -> None:
        """Put the cursor on a stretch, where the day shows it."""
        scene = self._scene
        if scene is None or scene.row_of(room_id) < 0 or not scene.hours.contains(starts_at):
            return
        self._row = scene.row_of(room_id)
        last = min(ends_at, scene.hours.ends_at) - 1
        self._anchor, self._head = slot_of(starts_at, scene.hours), slot_of(max(last, starts_at), scene.hours)
        self._after_cursor()

    def grid(self) -> DayGrid | None:
        """Give the places on the paper."""
        if self._scene is None or not self._scene.rooms:
            return None
        rows = len(self._scene.rooms)
        left, top = self._label_width, theme.px(AXIS_HEIGHT)
        height = (self.height() - top - 2) / rows
        height = min(max(height, theme.px(LOWEST_ROW)), theme.px(HIGHEST_ROW))
        return DayGrid(self._scene.hours, rows, left, top, self.width() - left - _PAD, height)

    def sizeHint(self) -> QSize:
        """Ask for a usual row per room."""
        rows = len(self._scene.rooms) if self._scene else 1
        return QSize(theme.px(760), theme.px(AXIS_HEIGHT) + rows * theme.px(52) + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for the lowest row per room."""
        rows = len(self._scene.rooms) if self._scene else 1
        return QSize(theme.px(400), theme.px(AXIS_HEIGHT) + rows * theme.px(LOWEST_ROW) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the paper down and paint what moves on it."""
        scene, grid = self._scene, self.grid()
        if scene is None or grid is None:
            return
        painter = QPainter(self)
        if self._paper is None:
            self._paper = self._painted_paper(scene, grid)
        painter.drawPixmap(0, 0, self._paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cursor(painter, scene, grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the paper anew."""
        self._paper = None

    def changeEvent(self, event: QEvent) -> None:
        """Paint the paper anew in other colours or letters."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._paper = None
            self._label_width = day_painting.label_width(self._scene) if self._scene else 0.0
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, extend, carry, book, open, cancel."""
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.chosen() is None:
            super().keyPressEvent(event)
        elif key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._carry(*_ARROWS[key], only_end=shift)
        elif key in _ARROWS:
            self._step(*_ARROWS[key], is_longer=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        elif key == Qt.Key.Key_Escape and self._carried is not None:
            self._let_go()
        elif key == Qt.Key.Key_Delete and self._pointed:
            self.cancel_requested.emit(self._pointed)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_requested.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a booking, of its end, or of a free place."""
        scene, grid, at = self._scene, self.grid(), event.position()
        if scene is None or grid is None or not grid.is_inside(at.x(), at.y()):
            return
        self._let_go()
        self._grip = at
        self._row, self._anchor = grid.row_at(at.y()), grid.slot_at(at.x())
        self._head = self._anchor
        self._after_cursor()
        booking = self.pointed()
        self._hold = _Hold.MAKING
        if booking is not None:
            at_edge = grid.x_of(booking.ends_at) - at.x() < _EDGE
            self._hold = _Hold.STRETCHING if at_edge else _Hold.MOVING

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; show what would be held."""
        scene, grid, at = self._scene, self.grid(), event.position()
        if scene is None or grid is None:
            return
        if self._hold is _Hold.NOTHING:
            self._show_hand(scene, grid, at)
        elif self._hold is _Hold.MAKING:
            self._head = grid.slot_at(at.x())
            self.update()
        else:
            self._drag(grid, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is held."""
        held, self._hold = self._hold, _Hold.NOTHING
        if held is _Hold.MAKING:
            is_drawn = self._head != self._anchor
            self.stretch_chosen.emit(self._wanted(), is_drawn)
        elif self._carried is not None:
            self._drop()

    def event(self, event: QEvent) -> bool:
        """Tell about the booking or the room under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def _tip(self, x: int, y: int) -> str:
        scene, grid = self._scene, self.grid()
        if scene is None or grid is None or not grid.top <= y < grid.bottom:
            return ""
        row = grid.row_at(y)
        if x < grid.left:
            return phrases.room_tip(scene.rooms[row])
        found = scene.booking_at(row, grid.slot_at(x))
        return phrases.booking_tip(found, scene.zone) if found else ""

    def _painted_paper(self, scene: DayScene, grid: DayGrid) -> QPixmap:
        ratio = self.devicePixelRatioF()
        paper = QPixmap(self.size() * ratio)
        paper.setDevicePixelRatio(ratio)
        paper.fill(Qt.GlobalColor.transparent)
        painter = QPainter(paper)
        day_painting.paint_paper(painter, scene, grid)
        painter.end()
        return paper

    def _paint_cursor(self, painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
        booking = self.pointed()
        if booking is not None:
            row = scene.row_of(booking.room_id)
            day_painting.paint_selected(painter, grid.bar(row, booking.starts_at, booking.ends_at))
        stretch, without = self.chosen(), ""
        if self._carried is not None:
            stretch, without = self._carried.to, self._carried.booking_id
        if stretch is None or (booking is not None and self._carried is None):
            return
        place = grid.bar(scene.row_of(stretch.room_id), stretch.starts_at, stretch.ends_at)
        is_free = not scene.against(stretch, without)
        text = phrases.stretch(stretch.starts_at, stretch.ends_at, scene.zone)
        if not is_free:
            text = f"{text} {day_painting.taken_word()}"
        is_plain = stretch.ends_at - stretch.starts_at <= GRID
        role = "accent" if self.hasFocus() or not is_plain else "line_strong"
        day_painting.paint_choice(painter, place, "" if is_plain else text, role if is_free else "trouble")

    def _step(self, rows: int, slots: int, *, is_longer: bool) -> None:
        assert self._scene is not None
        hours = self._scene.hours
        self._let_go()
        self._head = min(max(self._head + slots * GRID, hours.starts_at), hours.ends_at - GRID)
        if not is_longer:
            self._anchor = self._head
            self._row = min(max(self._row + rows, 0), len(self._scene.rooms) - 1)
        self._after_cursor()

    def _carry(self, rows: int, slots: int, *, only_end: bool) -> None:
        booking, scene = self.pointed(), self._scene
        if booking is None or scene is None:
            return
        to = (
            self._carried.to
            if self._carried
            else Stretch(booking.room_id, booking.starts_at, booking.ends_at)
        )
        row = min(max(scene.row_of(to.room_id) + rows * (not only_end), 0), len(scene.rooms) - 1)
        starts_at = to.starts_at + (0 if only_end else slots * GRID)
        ends_at = to.ends_at + slots * GRID
        if starts_at < ends_at and scene.hours.starts_at <= starts_at and ends_at <= scene.hours.ends_at:
            self._carried = Move(booking.id, Stretch(scene.rooms[row].id, starts_at, ends_at))
        self._tell()
        self.update()

    def _drag(self, grid: DayGrid, at: QPointF) -> None:
        booking, scene = self.pointed(), self._scene
        if booking is None or scene is None or (at - self._grip).manhattanLength() < 4:
            return
        slots = round((at.x() - self._grip.x()) / grid.slot_width) * GRID
        if self._hold is _Hold.STRETCHING:
            ends_at = min(max(booking.ends_at + slots, booking.starts_at + GRID), scene.hours.ends_at)
            to = Stretch(booking.room_id, booking.starts_at, ends_at)
        else:
            latest = scene.hours.ends_at - (booking.ends_at - booking.starts_at)
            starts_at = max(min(booking.starts_at + slots, latest), scene.hours.starts_at)
            length = booking.ends_at - booking.starts_at
            to = Stretch(scene.rooms[grid.row_at(at.y())].id, starts_at, starts_at + length)
        self._carried = Move(booking.id, to)
        self.update()

    def _confirm(self) -> None:
        if self._carried is not None:
            self._drop()
        elif self._pointed:
            self.booking_opened.emit(self._pointed)
        else:
            self.stretch_chosen.emit(self._wanted(), True)

    def _drop(self) -> None:
        move, booking = self._carried, self.pointed()
        self._let_go()
        if move is None or booking is None:
            return
        if move.to != Stretch(booking.room_id, booking.starts_at, booking.ends_at):
            self.move_requested.emit(move)

    def _let_go(self) -> None:
        self._carried = None
        self._hold = _Hold.NOTHING
        self.update()

    def _wanted(self) -> Stretch | None:
        """Give the stretch that is meant: a single cell stands for the usual hour."""
        chosen = self.chosen()
        if chosen is None or self._scene is None or chosen.ends_at - chosen.starts_at > GRID:
            return chosen
        return Stretch(chosen.room_id, chosen.starts_at, chosen.starts_at + HOUR)

    def _after_cursor(self) -> None:
        scene = self._scene
        found = scene.booking_at(self._row, self._anchor) if scene and scene.rooms else None
        now_on = found.id if found is not None and self._head == self._anchor else ""
        if now_on != self._pointed:
            self._pointed = now_on
            self.booking_pointed.emit(now_on)
        self._tell()
        self.update()

    def _tell(self) -> None:
        """Say where the cursor is, for screen readers."""
        scene, chosen = self._scene, self.chosen()
        if scene is None or chosen is None:
            return
        booking, stretch = self.pointed(), self._carried.to if self._carried else chosen
        state = self.tr("taken") if scene.against(stretch, self._pointed) else self.tr("free")
        told = phrases.booking_tip(booking, scene.zone) if booking else state
        place = phrases.room_name(scene.rooms[scene.row_of(stretch.room_id)])
        hours = phrases.stretch(stretch.starts_at, stretch.ends_at, scene.zone)
        self.setAccessibleDescription(f"{place}, {hours}: {told}")
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _show_hand(self, scene: DayScene, grid: DayGrid, at: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if grid.is_inside(at.x(), at.y()):
            found = scene.booking_at(grid.row_at(at.y()), grid.slot_at(at.x()))
            shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.CrossCursor
            if found is not None and grid.x_of(found.ends_at) - at.x() < _EDGE:
                shape = Qt.CursorShape.SizeHorCursor
        self.setCursor(shape)


def slot_of(moment: int, hours: Period) -> int:
    """Give the start of the quarter of an hour a moment lies in."""
    return hours.starts_at + (moment - hours.starts_at) // GRID * GRID


def first_slot(scene: DayScene) -> int:
    """Give where the cursor begins: now, or an hour after opening on another day."""
    is_today = scene.hours.contains(scene.now)
    return slot_of(scene.now if is_today else scene.hours.starts_at + HOUR, scene.hours)
