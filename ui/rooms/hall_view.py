"""The left of the rooms' page: the day's timeline, the week of a room, the month, the list, and the gaps."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.rooms.rows import BookingRow
from ui.parts.empty_state import EmptyState
from ui.rooms.booking_list import BookingList
from ui.rooms.day import DayScene
from ui.rooms.gap_line import GapLine
from ui.rooms.month_view import MonthView
from ui.rooms.timeline import Timeline
from ui.rooms.told_line import ToldLine


class View(Enum):
    """How the hall is looked at."""

    DAY = auto()
    WEEK = auto()
    """One room, its seven days as lines."""
    MONTH = auto()
    LIST = auto()


class HallView(QWidget):
    """Holds the views; timeline and list tell the same by the same signals.

    Signals:
        booking_pointed: Another booking is under the cursor. Carries its key, or "".
        booking_opened: A booking is to be opened. Carries its key.
        cancel_requested: A room is to be given back. Carries the booking's key.
        turned: Another day, week or month is wanted. Carries how many later.
        focused: The keys are to go to what is shown.
    """

    booking_pointed = Signal(str)
    booking_opened = Signal(str)
    cancel_requested = Signal(str)
    turned = Signal(int)
    focused = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = Timeline(self)
        self.list = BookingList(zone, self)
        self.month = MonthView(self)
        self.gaps = GapLine(self)
        self._view = View.DAY
        self._empty = EmptyState(
            "door-open",
            self.tr("There are no rooms yet"),
            self.tr("Rooms are named when the hall is set up."),
        )
        self._stack = QStackedWidget(self)
        self._sheet = QFrame(self)
        self._area = QScrollArea(self._sheet)
        self.told = ToldLine(self._sheet)
        self._frame()
        for part in (self._sheet, self.list, self.month, self._empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        column.addWidget(self.gaps)
        for view in (self.timeline, self.list):
            view.booking_pointed.connect(self.booking_pointed)
            view.booking_opened.connect(self.booking_opened)
            view.cancel_requested.connect(self.cancel_requested)
            view.day_requested.connect(self.turned)
        self.month.month_requested.connect(self.turned)

    def view(self) -> View:
        """Tell how the hall is looked at."""
        return self._view

    def day(self, shown: dt.date) -> dt.date:
        """Give the day under the cursor: the one that is shown, in its week the cursor's."""
        pointed = self.timeline.day() if self._view is View.WEEK else None
        return shown + dt.timedelta(days=pointed.weekday() - shown.weekday()) if pointed else shown

    def show_view(self, view: View) -> None:
        """Look at the hall in another way."""
        self._view = view
        scene = self.timeline.scene()
        has_rooms = scene is None or bool(scene.lines)
        shown = {View.MONTH: self.month, View.LIST: self.list}.get(view, self._sheet)
        self._stack.setCurrentWidget(shown if has_rooms else self._empty)

    def show_scene(self, scene: DayScene) -> None:
        """Show a day or a week."""
        self.timeline.show_day(scene)
        self.list.show_day(scene)
        self.show_view(self._view)

    def pointed(self) -> BookingRow | None:
        """Give the booking under the cursor."""
        return self.list.pointed() if self._view is View.LIST else self.timeline.pointed()

    def take_focus(self) -> None:
        """Put the focus on what is shown."""
        self.focused.emit()
        shown = {View.MONTH: self.month, View.LIST: self.list}.get(self._view, self.timeline)
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_keys(self) -> bool:
        """Tell whether the keys go to what is shown."""
        return self._stack.isAncestorOf(self.window().focusWidget() or self)

    def _frame(self) -> None:
        """Put the timeline on a card that scrolls when there are many rooms, words below it."""
        self._sheet.setProperty("part", "card")
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(8, 6, 8, 8)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.timeline)
        column.addWidget(self._area, 1)
        column.addWidget(self.told)
        self.timeline.told.connect(self.told.set_words)
        self.timeline.cursor_moved.connect(self._keep_in_sight)

    def _keep_in_sight(self, place: QRect) -> None:
        for corner in (place.bottomRight(), place.topLeft()):
            self._area.ensureVisible(corner.x(), corner.y(), 24, 8)
