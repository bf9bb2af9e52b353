"""A day's appointments: which day, how many stand where, and each of them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from app.reception.appointments import AppointmentRow, CheckIn
from app.reception.states import AppointmentState
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.keys import with_key
from ui.parts.row_table import Column, RowTable
from ui.reception import appointment_phrases as phrases
from ui.reception.appointment_jobs import DayOfAppointments


class AppointmentList(Card):
    """The day bar and the list below it; the counts stand beside the page's heading.

    Signals:
        day_wanted: Another day shall be shown. Carries a date, or None for today.
        check_in_wanted: Enter on a line. Carries the row.
        selected: Another line is selected. Carries the row, or None.
    """

    day_wanted = Signal(object)
    check_in_wanted = Signal(object)
    selected = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self.day: dt.date | None = None
        self._wanted = ""
        """The appointment to be pointed at when its day is here."""
        self._before = IconButton("chevron-left", self.tr("Day before") + "   PgUp", self)
        self._after = IconButton("chevron-right", self.tr("Day after") + "   PgDown", self)
        self.date = QDateEdit(self)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.date.setAccessibleName(self.tr("Day"))
        self.date.setKeyboardTracking(False)
        self._today = Button(with_key(self.tr("Today"), "F7"), parent=self)
        self.told = Elided("", "strong", self)
        self._empty = EmptyState("calendar-clock", "", "", self)
        self.table: RowTable[AppointmentRow] = RowTable(self._columns(), _key, self._empty, parent=self)
        self._build()
        self._connect()

    def show_day(self, read: DayOfAppointments) -> None:
        """Show a day; a line that is still there stays selected, else the next one to come is."""
        is_new = read.day != self.day
        self.day = read.day
        blocked = self.date.blockSignals(True)
        self.date.setDate(QDate(read.day.year, read.day.month, read.day.day))
        self.date.blockSignals(blocked)
        self.told.set_words(self._told(read))
        self._say_empty(read)
        self.table.show_rows(read.rows)
        if self.table.select_key(self._wanted):
            self._wanted = ""
        elif read.rows and (is_new or self.table.current() is None):
            self.table.select_key(_first_open(read.rows).id)
        self.selected.emit(self.table.current())
        if self.hasFocus():
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus into the list; on an empty day the keys wait for the first line."""
        part = self.table if self.table.rows() else self
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, key: str) -> None:
        """Select an appointment as soon as its day is shown."""
        self._wanted = key

    def step(self, days: int) -> None:
        """Ask for a day before or after."""
        if self.day is not None:
            self.day_wanted.emit(self.day + dt.timedelta(days=days))

    def _columns(self) -> tuple[Column[AppointmentRow], ...]:
        return (
            Column(self.tr("Time"), self._hours, 130, strong=True),
            Column(self.tr("State"), phrases.stands, 150, tone=phrases.role),
            Column(self.tr("Visitor"), _visitor),
            Column(self.tr("Organisation"), _organisation),
            Column(self.tr("Business"), phrases.matter),
            Column(self.tr("People"), _people, 76, right=True),
        )

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (self._before, self.date, self._after, self._today):
            line.addWidget(part)
        line.addSpacing(8)
        line.addWidget(self.told, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _connect(self) -> None:
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        self._today.clicked.connect(self._on_today)
        self.date.dateChanged.connect(self._on_date)
        self.table.chosen.connect(self.check_in_wanted)
        self.table.selected.connect(self.selected)

    def _told(self, read: DayOfAppointments) -> str:
        weekday = QLocale().dayName(read.day.isoweekday())
        is_today = read.day == read.today
        words = self.tr("{0}, today").format(weekday) if is_today else weekday
        return words if read.is_open else self.tr("{0}, closed").format(words)

    def counted(self) -> str:
        """Count where they stand; a state that nobody is in is not told."""
        rows = self.table.rows()
        open_ones = [row for row in rows if row.state is AppointmentState.BOOKED]
        now = sum(row.check_in in (CheckIn.IN_TIME, CheckIn.LATE) for row in open_ones)
        counts = (
            (self.tr("Expected {0}"), len(open_ones)),
            (self.tr("of these now {0}"), now),
            (self.tr("Come {0}"), _in_state(rows, AppointmentState.ARRIVED)),
            (self.tr("Not kept {0}"), _in_state(rows, AppointmentState.NO_SHOW)),
            (self.tr("Called off {0}"), _in_state(rows, AppointmentState.CANCELLED)),
            (self.tr("Excused {0}"), _in_state(rows, AppointmentState.EXCUSED)),
        )
        return " \u00b7 ".join(text.format(count) for text, count in counts if count)

    def _say_empty(self, read: DayOfAppointments) -> None:
        if not read.is_open:
            advice = self.tr("The hall is closed on this day. PgUp and PgDown show other days.")
        elif read.day < read.today:
            advice = self.tr("This day is over. PgUp and PgDown show other days.")
        else:
            advice = self.tr("Ctrl+N makes an appointment. PgUp and PgDown show other days.")
        self._empty.say(self.tr("No appointments on this day"), advice)

    def _hours(self, row: AppointmentRow) -> str:
        return phrases.hours(row, self._zone)

    def _on_before(self) -> None:
        self.step(-1)

    def _on_after(self) -> None:
        self.step(1)

    def _on_today(self) -> None:
        self.day_wanted.emit(None)

    def _on_date(self, day: QDate) -> None:
        self.day_wanted.emit(dt.date(day.year(), day.month(), day.day()))


def _first_open(rows: tuple[AppointmentRow, ...]) -> AppointmentRow:
    """Give the first who can still come, else the first."""
    return next((row for row in rows if row.state is AppointmentState.BOOKED), rows[0])


def _in_state(rows: tuple[AppointmentRow, ...], state: AppointmentState) -> int:
    return sum(row.state is state for row in rows)


def _visitor(row: AppointmentRow) -> str:
    return row.person or "\u2014"


def _organisation(row: AppointmentRow) -> str:
    return row.organisation


def _people(row: AppointmentRow) -> str:
    return str(row.party_size)


def _key(row: AppointmentRow) -> str:
    return row.id
