"""Several rooms and days in one go: each with a tick or a reason before anything is saved; all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.kernel.clock import local, moment_of
from app.kernel.errors import FieldRefused
from app.rooms.entries import BookingEntry
from app.rooms.refusals import DateAgainst
from app.rooms.rows import RoomRow
from app.rooms.service import MOST_IN_A_BASKET
from ui import theme
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.row_table import Column, RowTable
from ui.parts.words import set_tone, words
from ui.rooms import phrases
from ui.rooms.beside import Beside
from ui.rooms.booking_form import WIDTH
from ui.rooms.quarter_edit import QuarterEdit
from ui.rooms.reason_words import Known, sentences
from ui.rooms.scrolled import scrolled

_LINE, _ROOMS_SHOWN, _LIST, _CHOOSING = 44, 3, 64, 88
Where = tuple[str, dt.date]


@dataclass(frozen=True)
class Place:
    """A line of the list: a room on a day."""

    where: Where
    room: str
    words: str
    tone: str
    icon: str


class SeveralPanel(Card):
    """Chooses rooms and days, looks through them, books them together.

    Keys: a digit takes a room in or leaves it out; in the list of places Del leaves one out or takes it back.

    Signals:
        asked: The places are to be looked at again.
        submitted: All that is not left out is to be booked.
        left: The person wants to go back to the form.
    """

    asked = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Several rooms and days"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.body.setSpacing(6)
        self._zone = zone
        self._entry: BookingEntry | None = None
        self._rooms: dict[str, RoomRow] = {}
        self._chosen: set[str] = set()
        self._left_out: set[Where] = set()
        self._build()
        self._connect()

    def begin(self, entry: BookingEntry, rooms: Sequence[RoomRow]) -> None:
        """Begin with what the form holds: its room and its day are the first place."""
        self._entry, self._rooms = entry, {room.id: room for room in rooms}
        self._chosen, self._left_out = {entry.room_id}, set()
        start, end = local(entry.starts_at, self._zone), local(entry.ends_at, self._zone)
        for name, value in (
            ("first_day", start.date().isoformat()),
            ("last_day", end.date().isoformat()),
            ("starts_at", f"{start:%H:%M}"),
            ("ends_at", f"{end:%H:%M}"),
        ):
            self.form.set_text(name, value)
        self._what.setText(entry.title)
        self._show_rooms()
        self.places.show_rows(())
        self.rooms.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit()

    def entries(self) -> tuple[BookingEntry, ...]:
        """Give what would be booked; refuses with FieldRefused what makes no sense."""
        return tuple(self._entry_at(where) for where in self._wheres() if where not in self._left_out)

    def show_found(self, found: Sequence[DateAgainst], known: Known) -> None:
        """Show every place with a tick or its reasons."""
        told = {self._where(one): one for one in found}
        rows = [self._place(where, told.get(where), known) for where in self._wheres()]
        self.places.show_rows(rows)
        against = sum(1 for one in found if one.reasons)
        text = self.tr("{count} places, all free.").format(count=len(found))
        if against:
            text = self.tr("{against} of {count} cannot be. Leave them out (Del) or choose other hours.")
            text = text.format(against=against, count=len(found))
        self._say(text, "trouble" if against else "good")
        self.book.setText(self.tr("Book {count} together").format(count=len(found)))
        self.book.setEnabled(bool(found) and not against)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with what was typed; nothing can be booked then."""
        self.places.show_rows(())
        self.book.setEnabled(False)
        self._say(sentence, "trouble")

    def verdict(self) -> str:
        """Tell what is said about the places."""
        return self._verdict.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a place out by Del; Esc goes back to the form."""
        row = self.places.current()
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self._left_out ^= {row.where}
            self.asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._what = words("", "muted", self, wrap=True)
        self.rooms = ChoiceList(self)
        self.rooms.setAccessibleName(self.tr("Rooms: a digit takes one in or leaves it out"))
        self.rooms.setFixedHeight(theme.px(_LINE) * _ROOMS_SHOWN + 12)
        self.form = Form(self, columns=2)
        self.form.add_date("first_day", self.tr("From day"), dt.date(2000, 1, 1))
        self.form.add_date("last_day", self.tr("To day"), dt.date(2000, 1, 1))
        self.form.add_field("starts_at", self.tr("From"), QuarterEdit(self.form))
        self.form.add_field("ends_at", self.tr("To"), QuarterEdit(self.form))
        columns: tuple[Column[Place], ...] = (
            Column(self.tr("Day"), _day, 128, icon=_icon),
            Column(self.tr("Room"), _room, 90, wraps=True),
            Column(self.tr("State"), _words, tone=_tone, wraps=True),
        )
        empty = EmptyState("calendar-plus", self.tr("Nothing chosen yet"), self.tr("Choose rooms and days."))
        self.places = RowTable(columns, _key, empty, parent=self)
        self.places.setAccessibleName(self.tr("Rooms and days"))
        self.places.setMinimumHeight(theme.px(_LIST))
        # The list takes what is left; what is chosen above scrolls where there is no room for it.
        self.places.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._verdict = words("", "good", self, wrap=True)
        self.book = Button(self.tr("Book"), "primary", "calendar-plus", parent=self)
        self.back = Button(self.tr("Back to the form"), parent=self)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.book)
        area = scrolled(self.rooms, self.form, parent=self)
        area.setMinimumHeight(theme.px(_CHOOSING))
        self.body.addWidget(self._what)
        self.body.addWidget(Beside((area,), (self.places, self._verdict), self), 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.rooms.chosen.connect(self._on_room)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self._on_typed)
        self.book.clicked.connect(self.submitted)
        self.back.clicked.connect(self.left)

    def _on_room(self, room_id: str) -> None:
        self._chosen ^= {room_id}
        self._show_rooms()
        self.asked.emit()

    def _on_edited(self, _name: str) -> None:
        self.asked.emit()

    def _on_typed(self) -> None:
        self.places.setFocus(Qt.FocusReason.OtherFocusReason)
        self.places.select_first()

    def _show_rooms(self) -> None:
        chosen = self.tr("chosen")
        self.rooms.show_choices(
            [
                Choice(
                    room.id,
                    phrases.room_name(room),
                    phrases.seats(room.seats),
                    chosen if room.id in self._chosen else "",
                    "check" if room.id in self._chosen else "",
                )
                for room in self._rooms.values()
            ]
        )

    def _wheres(self) -> tuple[Where, ...]:
        first, last = (dt.date.fromisoformat(self.form.text(name)) for name in ("first_day", "last_day"))
        rooms = [key for key in self._rooms if key in self._chosen]
        count = (last - first).days + 1
        if not rooms:
            raise FieldRefused("rooms", "empty")
        if count < 1:
            raise FieldRefused("last_day", "not_after_start")
        if count * len(rooms) > MOST_IN_A_BASKET:
            raise FieldRefused("bookings", "out_of_range", str(count * len(rooms)))
        days = [first + dt.timedelta(days=n) for n in range(count)]
        return tuple((room, day) for day in days for room in rooms)

    def _entry_at(self, where: Where) -> BookingEntry:
        assert self._entry is not None
        room_id, day = where
        starts, ends = (
            moment_of(dt.datetime.combine(day, dt.time.fromisoformat(self.form.text(name))), self._zone)
            for name in ("starts_at", "ends_at")
        )
        if ends <= starts:
            raise FieldRefused("ends_at", "not_after_start")
        return replace(self._entry, room_id=room_id, starts_at=starts, ends_at=ends)

    def _where(self, one: DateAgainst) -> Where:
        return one.room_id, local(one.starts_at, self._zone).date()

    def _place(self, where: Where, found: DateAgainst | None, known: Known) -> Place:
        text, tone, icon = self.tr("free"), "good", "check"
        if found is None:
            text, tone, icon = self.tr("left out"), "muted", "minus"
        elif found.reasons:
            text, tone, icon = " ".join(sentences(found.reasons, known)), "trouble", "triangle-alert"
        return Place(where, phrases.room_name(self._rooms[where[0]]), text, tone, icon)

    def _say(self, text: str, tone: str) -> None:
        set_tone(self._verdict, tone)
        self._verdict.setText(text)
        self._verdict.setAccessibleName(text)


def _key(row: Place) -> str:
    return f"{row.where[0]} {row.where[1].isoformat()}"


def _day(row: Place) -> str:
    return phrases.short_day(row.where[1])


def _room(row: Place) -> str:
    return row.room


def _words(row: Place) -> str:
    return row.words


def _tone(row: Place) -> str:
    return row.tone


def _icon(row: Place) -> str:
    return row.icon
