"""How the rooms are used, by opening hours: each room and the hall, over a week, a month or any days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.rooms.paper import RoomPaper
from app.rooms.queries import RoomsView
from app.rooms.room_use import RoomUse, UseView, whole
from app.rooms.use_sheet import use_table
from app.security.actors import Actor
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.page import KeyAction, Page
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.rooms import phrases

WEEK, LAST_WEEK, MONTH, LAST_MONTH, OWN = "week", "last_week", "month", "last_month", "own"
_FIELDS = 420


@dataclass(frozen=True)
class UseDoors:
    """The services of the page."""

    uses: UseView
    view: RoomsView
    paper: RoomPaper


@dataclass(frozen=True)
class UseReading:
    """What was measured over some days."""

    first: dt.date
    last: dt.date
    uses: tuple[RoomUse, ...]


class UsePage(Page):
    """Measures, prints, and writes a table for other programs."""

    tables = ("booking", "room", "opening_layer", "calendar_day")

    def __init__(
        self, doors: UseDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors, self._actor = doors, actor
        self._reading: UseReading | None = None
        self._is_filling = False
        self._build()
        self._connect()
        self._take_span()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Use of rooms")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page."""
        return (
            KeyAction("Ctrl+P", self.tr("Print"), self._on_print),
            KeyAction("Ctrl+S", self.tr("Write a table (CSV)"), self._on_save),
        )

    def refresh(self) -> None:
        """Measure again."""
        self.clear_trouble()
        self.form.clear_errors()
        job = partial(_measure, self._doors, *self._days())
        self.background.read(self, job, self._on_read)

    def take_focus(self) -> None:
        """Begin with the days."""
        self.form.focus_first()

    def show_trouble(self, error: Exception) -> None:
        """Show what is wrong with the days at their field."""
        if not self.form.show_refusal(error):
            super().show_trouble(error)

    def write_to(self, path: str) -> None:
        """Write the table that is shown into a file."""
        if self._reading is not None:
            self.background.read(self, partial(_write, self._reading, Path(path)), self._on_written)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the rooms."""
        if event.key() == Qt.Key.Key_Escape:
            self.page_requested.emit("rooms", "")
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        today = self._doors.view.today()
        self.form = Form(self, columns=3)
        spans = (
            (WEEK, self.tr("This week")),
            (LAST_WEEK, self.tr("Last week")),
            (MONTH, self.tr("This month")),
            (LAST_MONTH, self.tr("Last month")),
            (OWN, self.tr("Own days")),
        )
        self.form.add_choice("span", self.tr("Over"), spans)
        self.form.add_date("first", self.tr("From day"), today)
        self.form.add_date("last", self.tr("To day"), today)
        self.form.setMinimumWidth(_FIELDS)
        self.print_button = Button(self.tr("Print"), "plain", "printer", parent=self)
        self.save = Button(self.tr("Write a table (CSV)"), "plain", "download", parent=self)
        columns: tuple[Column[RoomUse], ...] = (
            Column(self.tr("Room"), self._name, strong=True, wraps=True),
            Column(self.tr("Open"), _open, 72, right=True),
            Column(self.tr("Booked"), _booked, 76, right=True),
            Column(self.tr("Share"), _share, 70, right=True),
            Column(self.tr("Attended"), _used, 84, right=True),
            Column(self.tr("Outside"), _outside, 78, right=True),
            Column(self.tr("Bookings"), _bookings, 82, right=True),
            Column(self.tr("Not come"), _no_shows, 84, right=True),
            Column(self.tr("Cancelled"), _cancelled, 86, right=True),
        )
        empty = EmptyState(
            "door-open", self.tr("No rooms yet"), self.tr("Open rooms on the page for arranging rooms.")
        )
        self.table = RowTable(columns, _key, empty, parent=self)
        self.table.setAccessibleName(self.tr("Use of rooms"))
        note = self.tr(
            "Hours and minutes. Share: the part of the opening hours that was booked. Attended: where "
            "somebody checked in. Outside: beyond the opening hours. Not come: nobody checked in, and the "
            "room was given back."
        )
        card = Card("", self)
        line = QHBoxLayout()
        line.addWidget(self.form, 1)
        for button in (self.print_button, self.save):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(line)
        self.body.addWidget(card)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(words(note, "small", self, wrap=True))

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.print_button.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)

    def _days(self) -> tuple[dt.date, dt.date]:
        first, last = (dt.date.fromisoformat(self.form.text(name)) for name in ("first", "last"))
        return first, last

    def _take_span(self) -> None:
        """Fill the days a span means; own days stay as they are."""
        found = days_of(self.form.text("span"), self._doors.view.today())
        if found is not None:
            # Both days are one story: in between they would look like days of the person's own.
            self._is_filling = True
            for name, day in zip(("first", "last"), found, strict=True):
                self.form.set_text(name, day.isoformat())
            self._is_filling = False

    def _on_edited(self, name: str) -> None:
        if self._is_filling:
            return
        if name == "span":
            self._take_span()
        elif days_of(self.form.text("span"), self._doors.view.today()) != self._days():
            self._is_filling = True
            self.form.set_text("span", OWN)
            self._is_filling = False
        self.refresh()

    def _on_read(self, reading: UseReading) -> None:
        if (reading.first, reading.last) == self._days():
            self._reading = reading
            rows = (whole(reading.uses), *reading.uses) if reading.uses else ()
            self.table.show_rows(rows)

    def _on_print(self) -> None:
        job = partial(self._doors.paper.print_use, *self._days(), actor=self._actor)
        self.background.write(self, job, self._on_printed)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The use of rooms is on its way to the printer"), False)

    def _on_save(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the table go?"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Tables (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.write_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_written(self, path: Path) -> None:
        self.said.emit(self.tr("Written: {0}").format(path.name), False)

    def _name(self, use: RoomUse) -> str:
        if not use.room_id:
            return self.tr("Whole hall")
        return phrases.names((use.number, phrases.local_name(use.name, use.name_en)))


def days_of(span: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day of a span; None for own days. Weeks begin on Monday."""
    monday, first = today - dt.timedelta(days=today.weekday()), today.replace(day=1)
    before = first - dt.timedelta(days=1)
    return {
        WEEK: (monday, monday + dt.timedelta(days=6)),
        LAST_WEEK: (monday - dt.timedelta(days=7), monday - dt.timedelta(days=1)),
        MONTH: (first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)),
        LAST_MONTH: (before.replace(day=1), before),
    }.get(span)


def _measure(doors: UseDoors, first: dt.date, last: dt.date) -> UseReading:
    return UseReading(first, last, doors.uses.of_days(first, last))


def _write(reading: UseReading, path: Path) -> Path:
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(use_table(reading.uses, reading.first, reading.last))
        beside.replace(path)
    except OSError as error:
        raise FieldRefused("path", "not_written") from error
    return path


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _key(use: RoomUse) -> str:
    return use.room_id


def _open(use: RoomUse) -> str:
    return _hours(use.open)


def _booked(use: RoomUse) -> str:
    return _hours(use.booked)


def _share(use: RoomUse) -> str:
    return f"{use.share * 100:.1f} %"


def _used(use: RoomUse) -> str:
    return _hours(use.used)


def _outside(use: RoomUse) -> str:
    return _hours(use.outside)


def _bookings(use: RoomUse) -> str:
    return str(use.bookings)


def _no_shows(use: RoomUse) -> str:
    return str(use.no_shows)


def _cancelled(use: RoomUse) -> str:
    return str(use.cancelled)
