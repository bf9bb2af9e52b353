"""The bookings of a day as a list: for the keyboard and for screen readers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rooms.rows import BookingRow
from ui import wording
from ui.parts.empty_state import EmptyState
from ui.parts.row_table import Column, RowTable
from ui.rooms import phrases
from ui.rooms.bar_painting import state_word
from ui.rooms.day import DayScene


class BookingList(QWidget):
    """The same bookings as the timeline, one a row.

    Signals:
        booking_pointed: Another row is selected. Carries the booking's key, or "".
        booking_opened: Enter or a digit on a row. Carries the booking's key.
        cancel_requested: Del on a row. Carries the booking's key.
        day_requested: PgUp or PgDn with Ctrl. Carries how many days later.
    """

    booking_pointed = Signal(str)
    booking_opened = Signal(str)
    cancel_requested = Signal(str)
    day_requested = Signal(int)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}
        columns: tuple[Column[BookingRow], ...] = (
            Column(self.tr("When"), partial(_hours, zone), 120),
            Column(self.tr("Room"), self._room, 150, strong=True),
            Column(self.tr("What about"), phrases.title),
            Column(self.tr("Who meets"), _who),
            Column(self.tr("People"), _people, 70, right=True),
            Column(self.tr("State"), _state, 130, tone=_tone),
        )
        empty = EmptyState(
            "calendar-plus",
            self.tr("Nothing is booked on this day"),
            self.tr("Choose a room and an hour at the right, or press F6."),
        )
        self.table = RowTable(columns, _key, empty, numbered=True, parent=self)
        self.table.setAccessibleName(self.tr("Bookings of the day"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._on_chosen)
        self.table.selected.connect(self._on_selected)

    def show_day(self, scene: DayScene) -> None:
        """Show the bookings of a day or a week."""
        self._names = scene.names
        self.table.show_rows(sorted(scene.bookings, key=_start))

    def pointed(self) -> BookingRow | None:
        """Give the booking of the selected row."""
        return self.table.current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a room back by Del; turn the day by PgUp and PgDn with Ctrl."""
        row, key = self.pointed(), event.key()
        is_turn = key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if key == Qt.Key.Key_Delete and row is not None:
            self.cancel_requested.emit(row.id)
        elif is_turn and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.day_requested.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def _room(self, row: BookingRow) -> str:
        return self._names.get(row.room_id, "")

    def _on_chosen(self, row: BookingRow) -> None:
        self.booking_opened.emit(row.id)

    def _on_selected(self, row: BookingRow | None) -> None:
        self.booking_pointed.emit(row.id if row else "")


def _key(row: BookingRow) -> str:
    return row.id


def _start(row: BookingRow) -> tuple[int, str]:
    return row.starts_at, row.id


def _hours(zone: str, row: BookingRow) -> str:
    return phrases.stretch(row.starts_at, row.ends_at, zone)


def _who(row: BookingRow) -> str:
    return phrases.names(row.party_names)


def _people(row: BookingRow) -> str:
    return str(row.party_size)


def _state(row: BookingRow) -> str:
    return state_word(row) or wording.label(row.state)


def _tone(row: BookingRow) -> str:
    return "waiting" if state_word(row) else ""
