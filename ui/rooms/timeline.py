"""A day of rooms as one painted widget: what stays is painted once, what moves is painted on top."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.kernel.clock import HOUR
from app.rooms.availability import GRID
from app.rooms.rows import BookingRow
from ui.parts.keys import with_key
from ui.rooms import day_painting, phrases
from ui.rooms.carrying import Carried, Carry, Move, carried_on, hand_at, hold_at, taken_up
from ui.rooms.cursor import Cursor, kept_in, put_on, stepped
from ui.rooms.day import Bar, DayGrid, DayScene, Stretch
from ui.rooms.reason_words import sentences
from ui.rooms.sheet import Sheet

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class _Hold(Enum):
    """What the mouse has hold of."""

    NOTHING = auto()
    MAKING = auto()
    CARRYING = auto()
    FLOATING = auto()
    """A copy or a part follows the mouse until a click puts it down."""


class Timeline(Sheet):
    """Rooms (or the days of one room) as rows, hours from left to right, on a grid of 15 minutes.

    Keys: arrows move the cursor, Shift+arrows make it longer, Enter books or opens, Ctrl+arrows carry the
    booking under the cursor, Ctrl+Shift+arrows change its end, Alt+Shift+arrows its start, Ctrl+C takes up a
    copy, Ctrl+T splits it at the cursor (Enter drops, Esc lets go), Del cancels it, PgUp and PgDn turn the
    day. Mouse: drag to make, to move, at an edge to change it, with Ctrl to copy, with Shift to split; the
    menu of a booking names the same.

    Signals:
        stretch_chosen: A free stretch was chosen. Carries a Stretch and whether the form gets the focus.
        booking_pointed: The cursor is on another booking. Carries its key, or "".
        booking_opened: Enter on a booking. Carries its key.
        move_requested: A booking was dropped somewhere. Carries a Move.
        cancel_requested: Del on a booking. Carries its key.
        day_requested: Another day is wanted. Carries how many days later.
        cursor_moved: The keys moved the cursor, or what is carried. Carries its place as a QRect.
    """

    stretch_chosen = Signal(object, bool)
    booking_pointed = Signal(str)
    booking_opened = Signal(str)
    move_requested = Signal(object)
    cancel_requested = Signal(str)
    day_requested = Signal(int)
    cursor_moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Rooms of the day"))
        self._cursor = Cursor()
        self._pointed = ""
        self._carried: Carried | None = None
        self._against: tuple[str, ...] = ()
        self._hold = _Hold.NOTHING
        self._grip = QPointF()

    def show_day(self, scene: DayScene) -> None:
        """Show a day or a week; the cursor stays on its room, day and hour, and what is held is kept."""
        before = self.scene()
        self.put(scene)
        self._cursor = kept_in(self._cursor, before, scene)
        self._keep_held(before, scene)
        self._after_cursor()

    def chosen(self) -> Stretch | None:
        """Give the stretch under the cursor."""
        if self._scene is None or not self._scene.lines:
            return None
        return self._scene.stretch(self._cursor.row, self._cursor.starts_at, self._cursor.ends_at)

    def day(self) -> dt.date | None:
        """Give the day under the cursor in a week; None where the lines are the rooms of one day."""
        lines = self._scene.lines if self._scene else ()
        return lines[self._cursor.row].day if lines else None

    def pointed(self) -> BookingRow | None:
        """Give the booking under the cursor."""
        return self._scene.booking(self._pointed) if self._scene else None

    def against(self) -> tuple[str, ...]:
        """Tell all that stands against what is chosen or carried, in sentences."""
        return self._against

    def point_at(self, room_id: str, starts_at: int, ends_at: int) -> None:
        """Put the cursor on a stretch, where the day shows it."""
        found = put_on(self._scene, room_id, starts_at, ends_at) if self._scene else None
        if found is not None:
            self._cursor = found
            self._after_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, extend, carry, book, open, cancel."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if self.chosen() is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._on_arrow(*_ARROWS[key], held)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        elif key == Qt.Key.Key_Escape and (self._carried or self._hold is _Hold.MAKING):
            self._give_up()
        elif key == Qt.Key.Key_Delete and self._pointed:
            self.cancel_requested.emit(self._pointed)
        elif key in (Qt.Key.Key_C, Qt.Key.Key_T) and held & _CTRL:
            self._take_up(Carry.COPY if key == Qt.Key.Key_C else Carry.SPLIT)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.day_requested.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a booking, of one of its ends, or of a free place; put down what floats."""
        scene, grid, at = self._scene, self.grid(), event.position()
        if scene is None or grid is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._hold is _Hold.FLOATING:
            self._drop()
            return
        if not grid.is_inside(at.x(), at.y()):
            return
        self._let_go()
        self._grip = at
        self._point_to(grid, at)
        bar = self._bar()
        self._hold = _Hold.MAKING if bar is None else _Hold.CARRYING
        if bar is not None:
            self._carried = taken_up(bar, hold_at(bar, grid, at.x(), event.modifiers()), self._cursor.anchor)
            self._weigh()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; show what would be held."""
        scene, grid, at = self._scene, self.grid(), event.position()
        if scene is None or grid is None:
            return
        if self._hold is _Hold.NOTHING:
            self._show_hand(grid, at)
        elif self._hold is _Hold.MAKING:
            self._cursor = replace(self._cursor, head=grid.slot_at(at.x()))
            self._weigh()
            self._tell_place()
            self.update()
        else:
            self._drag(scene, grid, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is held."""
        if self._hold is _Hold.FLOATING or event.button() is not Qt.MouseButton.LeftButton:
            return
        held, self._hold = self._hold, _Hold.NOTHING
        if held is _Hold.MAKING:
            self.stretch_chosen.emit(self._wanted(), not self._cursor.is_plain)
        elif held is _Hold.CARRYING:
            self._drop()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Name what can be done with the booking under the mouse."""
        grid, at = self.grid(), QPointF(event.pos())
        if grid is None or not grid.is_inside(at.x(), at.y()):
            return
        self._let_go()
        self._point_to(grid, at)
        if self._pointed:
            self._grip = at
            menu = self.menu()
            menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Give the menu of the booking under the cursor."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(with_key(self.tr("Open"), "Return"), self._confirm)
        menu.addAction(with_key(self.tr("Copy"), "Ctrl+C"), self._float_copy)
        menu.addAction(with_key(self.tr("Split here"), "Ctrl+T"), self._float_part)
        menu.addAction(with_key(self.tr("Give back"), "Del"), self._cancel)
        return menu

    def paint_moving(self, painter: QPainter, scene: DayScene, grid: DayGrid) -> None:
        """Paint the cursor, the selected booking, or what is carried."""
        bar, carried = self._bar(), self._carried
        if bar is not None:
            day_painting.paint_selected(painter, grid.place(bar))
        if carried is not None and (carried.is_moved or self._hold is not _Hold.CARRYING):
            row, start, end = carried.row, carried.starts_at, carried.ends_at
        elif bar is None:
            row, start, end = self._cursor.row, self._cursor.starts_at, self._cursor.ends_at
        else:
            return
        is_plain = end - start <= GRID and carried is None
        role = "accent" if self.hasFocus() or not is_plain else "line_strong"
        told = scene.stretch(row, start, end)
        text = phrases.stretch(told.starts_at, told.ends_at, scene.zone)
        if self._against:
            role, text = "trouble", f"{text}  {self._against[0]}"
        day_painting.paint_choice(painter, grid.bar(row, start, end), "" if is_plain else text, role)

    def _on_arrow(self, rows: int, slots: int, held: Qt.KeyboardModifier) -> None:
        if held & _ALT and held & _SHIFT:
            self._carry(rows, slots, Carry.START)
        elif held & _CTRL:
            self._carry(rows, slots, Carry.END if held & _SHIFT else Carry.MOVE)
        else:
            self._step(rows, slots, is_longer=bool(held & _SHIFT))
        self._tell_place()

    def _tell_place(self) -> None:
        """Tell where the cursor is, so that it stays in sight."""
        grid, held = self.grid(), self._carried
        if grid is not None:
            row, start = (held.row, held.starts_at) if held else (self._cursor.row, self._cursor.head)
            end = held.ends_at if held else start + GRID
            start = end - GRID if held and held.how is Carry.END else start
            self.cursor_moved.emit(grid.bar(row, start, end).toRect())

    def _step(self, rows: int, slots: int, *, is_longer: bool) -> None:
        assert self._scene is not None
        cursor = self._cursor
        over = None if is_longer else self._scene.beside(self._pointed, cursor.row, cursor.anchor, rows)
        self._let_go()
        if over is not None:
            self._after_cursor(over.depth)
            return
        self._cursor = stepped(cursor, rows, slots, self._scene, is_longer=is_longer)
        self._after_cursor()

    def _carry(self, rows: int, slots: int, how: Carry) -> None:
        """Carry on what is held; a copy or a part stays one, an end may follow a move."""
        bar, scene = self._bar(), self._scene
        if bar is None or scene is None:
            return
        carried = self._carried or taken_up(bar, how, self._cursor.anchor)
        kept = carried.how if carried.how in (Carry.COPY, Carry.SPLIT) else how
        mixed = Carried(carried.bar, kept, carried.row, carried.starts_at, carried.ends_at)
        self._carried = carried_on(mixed, rows, slots, scene)
        self._after_carrying()

    def _take_up(self, how: Carry) -> bool:
        bar = self._bar()
        if bar is not None:
            self._carried = taken_up(bar, how, self._cursor.anchor)
            self._after_carrying()
        return bar is not None

    def _float_copy(self) -> None:
        if self._take_up(Carry.COPY):
            self._hold = _Hold.FLOATING

    def _float_part(self) -> None:
        if self._take_up(Carry.SPLIT):
            self._hold = _Hold.FLOATING

    def _cancel(self) -> None:
        self.cancel_requested.emit(self._pointed)

    def _drag(self, scene: DayScene, grid: DayGrid, at: QPointF) -> None:
        held = self._carried
        if held is None or (at - self._grip).manhattanLength() < 4:
            return
        origin = taken_up(held.bar, held.how, self._cursor.anchor)
        slots = round((at.x() - self._grip.x()) / grid.slot_width)
        self._carried = carried_on(origin, grid.row_at(at.y()) - origin.row, slots, scene)
        self._after_carrying()
        self._tell_place()

    def _confirm(self) -> None:
        if self._carried is not None:
            self._drop()
        elif self._pointed:
            self.booking_opened.emit(self._pointed)
        else:
            self.stretch_chosen.emit(self._wanted(), True)

    def _drop(self) -> None:
        carried, scene = self._carried, self._scene
        self._let_go()
        if carried is not None and scene is not None and carried.is_moved:
            to = scene.stretch(carried.row, carried.starts_at, carried.ends_at)
            self.move_requested.emit(Move(carried.bar.booking.id, to, carried.how))

    def _let_go(self) -> None:
        self._carried = None
        self._hold = _Hold.NOTHING
        self._after_carrying()

    def _give_up(self) -> None:
        """Let go by Esc: a stretch that was being drawn shrinks to where it began."""
        self._cursor = replace(self._cursor, head=self._cursor.anchor)
        self._let_go()

    def _keep_held(self, before: DayScene | None, scene: DayScene) -> None:
        """Keep what is drawn or carried while its lines, its day and the booking are as they were."""
        held = self._carried
        is_same = before is not None and before.lines == scene.lines and before.day == scene.day
        is_other = held is not None and scene.booking(held.bar.booking.id) != held.bar.booking
        if not is_same or is_other:
            self._let_go()

    def _bar(self) -> Bar | None:
        """Give the bar under the cursor."""
        return self._scene.bar_of(self._pointed, self._cursor.row) if self._scene and self._pointed else None

    def _wanted(self) -> Stretch | None:
        """Give the stretch that is meant: a single cell stands for the usual hour."""
        chosen = self.chosen()
        if chosen is None or chosen.ends_at - chosen.starts_at > GRID:
            return chosen
        return Stretch(chosen.room_id, chosen.starts_at, chosen.starts_at + HOUR)

    def _point_to(self, grid: DayGrid, at: QPointF) -> None:
        slot = grid.slot_at(at.x())
        self._cursor = Cursor(grid.row_at(at.y()), slot, slot)
        self._after_cursor(grid.depth_at(at.y()))

    def _after_cursor(self, depth: float | None = None) -> None:
        """See what is under the cursor; the booking it was on stays the one that is meant."""
        scene, lane, bar = self._scene, depth, self._bar()
        if lane is None:
            lane = bar.depth if bar is not None else 0.0
        found = scene.bar_at(self._cursor.row, self._cursor.anchor, lane) if scene and scene.lines else None
        now_on = found.booking.id if found is not None and self._cursor.is_plain else ""
        if now_on != self._pointed:
            self._pointed = now_on
            self.booking_pointed.emit(now_on)
        self._after_carrying()

    def _after_carrying(self) -> None:
        self._weigh()
        self._tell()
        self.update()

    def _weigh(self) -> None:
        """Ask what stands against what is chosen or carried, once for each place."""
        scene, stretch, held = self._scene, self._meant(), self._carried
        if scene is None or stretch is None or (held is None and self._pointed):
            self._against = ()
            return
        booking = held.bar.booking if held else None
        is_new = held is not None and held.how is Carry.COPY
        reasons = scene.against(stretch, booking, is_new=is_new)
        self._against = sentences(reasons, self._known)

    def _meant(self) -> Stretch | None:
        held = self._carried
        if held is None or self._scene is None:
            return self.chosen()
        return self._scene.stretch(held.row, held.starts_at, held.ends_at)

    def _tell(self) -> None:
        """Say where the cursor is."""
        stretch = self._meant()
        if stretch is not None:
            self.tell(stretch, self.pointed() if self._carried is None else None, self._against)

    def _show_hand(self, grid: DayGrid, at: QPointF) -> None:
        found = self.bar_under(at)
        self.hover(found.booking if found else None)
        self.setCursor(hand_at(found, grid, at.x(), at.y()))
