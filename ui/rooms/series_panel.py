"""A series before it is saved: its rule, every date with a tick or a reason, single ones skipped or moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.clock import local, moment_of
from app.kernel.periods import Period
from app.rooms.entries import BookingEntry
from app.rooms.recurrence import Skipped
from app.rooms.rows import RoomRow
from app.rooms.series import DateRow, Place, SeriesEntry, SeriesPreview
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
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
from ui.rooms.series_rule import SeriesRule

_LIST, _RULE = 64, 88


@dataclass(frozen=True)
class Told:
    """A line of the list: a date of the series, or one its rule names that does not exist."""

    key: str
    day: str
    words: str
    tone: str
    icon: str
    date: DateRow | None = None


class SeriesPanel(Card):
    """Types the rule, looks through the dates, books them.

    Keys in the list: Del leaves a date out or takes it in again, Enter or its digit moves it.

    Signals:
        asked: The dates are to be looked at again.
        submitted: The series is to be booked.
        left: The person wants to go back to the form.
    """

    asked = Signal()
    submitted = Signal()
    left = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Repeat"))
        self.setMinimumWidth(theme.px(WIDTH))
        self.body.setSpacing(6)
        self._zone = zone
        self._entry: BookingEntry | None = None
        self._skip: set[dt.date] = set()
        self._moved: dict[dt.date, Place] = {}
        self._rooms: dict[str, RoomRow] = {}
        self._moving: DateRow | None = None
        self._build()
        self._connect()

    def begin(self, entry: BookingEntry, rooms: Sequence[RoomRow]) -> None:
        """Begin a series with a meeting as its first date."""
        self._entry = entry
        self._skip, self._moved = set(), {}
        self._rooms = {room.id: room for room in rooms}
        self.place.set_options("room_id", [(room.id, phrases.room_name(room)) for room in rooms])
        self._close_place()
        self.rule.begin(local(entry.starts_at, self._zone).date())
        self._what.setText(phrases.names((entry.title, self._hours(entry.starts_at, entry.ends_at))))
        self.rule.form.focus_first()
        self.asked.emit()

    def entry(self) -> SeriesEntry | None:
        """Give what was typed, None before one was begun; refuses with FieldRefused dates that are none."""
        if self._entry is None:
            return None
        return SeriesEntry(self._entry, self.rule.series(), frozenset(self._skip), dict(self._moved))

    def show_preview(self, preview: SeriesPreview, known: Known) -> None:
        """Show every date with a tick or its reasons, and those that do not exist."""
        told = [self._told(row, known) for row in preview.dates]
        told += [self._gone(skipped) for skipped in preview.skipped]
        self.dates.show_rows(sorted(told, key=_by_day))
        wanted = sum(1 for row in preview.dates if not row.is_skipped)
        against = len(preview.against)
        text = self.tr("{count} dates, all free.").format(count=wanted)
        if against:
            text = self.tr("{against} of {count} dates cannot be. Leave them out (Del) or move them (Enter).")
            text = text.format(against=against, count=wanted)
        self._say(text, "trouble" if against else "good")
        self.book.setText(self.tr("Book {count} dates").format(count=wanted))
        self.book.setEnabled(bool(wanted) and not against)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the rule; there are no dates then."""
        self.dates.show_rows(())
        self.book.setEnabled(False)
        self._say(sentence, "trouble")

    def verdict(self) -> str:
        """Tell what is said about the dates."""
        return self._verdict.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a date out by Del; Esc goes back one step."""
        row = self.dates.current()
        if event.key() == Qt.Key.Key_Delete and row is not None and row.date is not None:
            self._skip ^= {row.date.day}
            self.asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.place_box.isVisible():
                self._close_place()
                self.dates.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._what = words("", "muted", self, wrap=True)
        self.rule = SeriesRule(self)
        columns: tuple[Column[Told], ...] = (
            Column(self.tr("Date"), _day, 140, icon=_icon),
            Column(self.tr("State"), _words, tone=_tone, wraps=True),
        )
        empty = EmptyState("calendar-clock", self.tr("No dates yet"), self.tr("Type a rule above."))
        self.dates = RowTable(columns, _key, empty, parent=self)
        self.dates.setAccessibleName(self.tr("Dates of the series"))
        self.dates.setMinimumHeight(theme.px(_LIST))
        # The list takes what is left; the rule is never squeezed for it.
        self.dates.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._verdict = words("", "good", self, wrap=True)
        self.place_box = QWidget(self)
        self.place = Form(self.place_box, columns=4)
        self.place.add_choice("room_id", self.tr("Room"), (), span=2)
        self.place.add_field("starts_at", self.tr("From"), QuarterEdit(self.place))
        self.place.add_field("ends_at", self.tr("To"), QuarterEdit(self.place))
        self.place.add_date("day", self.tr("Date"), dt.date(2000, 1, 1), span=2)
        self._hold = Button(self.tr("Hold it then"), parent=self.place_box)
        self._again = Button(self.tr("As the others"), "quiet", parent=self.place_box)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._again)
        line.addWidget(self._hold)
        box = QVBoxLayout(self.place_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.place)
        box.addLayout(line)
        self.book = Button(self.tr("Book"), "primary", "calendar-plus", parent=self)
        self.back = Button(self.tr("Back to the form"), parent=self)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.book)
        self.body.addWidget(self._what)
        self._rule_area = scrolled(self.rule, parent=self)
        self._rule_area.setMinimumHeight(theme.px(_RULE))
        parts = (self._rule_area, self.place_box), (self.dates, self._verdict)
        self.body.addWidget(Beside(*parts, self), 1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.rule.edited.connect(self.asked)
        self.rule.form.submitted.connect(self._on_rule_done)
        self.dates.chosen.connect(self._on_chosen)
        self.place.submitted.connect(self._on_hold)
        self._hold.clicked.connect(self._on_hold)
        self._again.clicked.connect(self._on_again)
        self.book.clicked.connect(self.submitted)
        self.back.clicked.connect(self.left)

    def _on_rule_done(self) -> None:
        self.dates.setFocus(Qt.FocusReason.OtherFocusReason)
        self.dates.select_first()

    def _on_chosen(self, row: Told) -> None:
        if row.date is None:
            return
        self._moving = row.date
        self._fill_place(row.date)
        self._rule_area.hide()
        self.place_box.show()
        self.place.focus_first()

    def _fill_place(self, date: DateRow) -> None:
        start, end = (local(at, self._zone) for at in (date.period.starts_at, date.period.ends_at))
        for name, value in (
            ("room_id", date.room_id),
            ("starts_at", f"{start:%H:%M}"),
            ("ends_at", f"{end:%H:%M}"),
            ("day", start.date().isoformat()),
        ):
            self.place.set_text(name, value)

    def _on_hold(self) -> None:
        if self._moving is None:
            return
        day = dt.date.fromisoformat(self.place.text("day"))
        starts, ends = (
            moment_of(dt.datetime.combine(day, dt.time.fromisoformat(self.place.text(name))), self._zone)
            for name in ("starts_at", "ends_at")
        )
        if ends <= starts:
            self.place.show_error("ends_at", wording.problem("not_after_start"))
            return
        self._moved[self._moving.day] = Place(self.place.text("room_id"), Period(starts, ends))
        self._skip.discard(self._moving.day)
        self._after_place()

    def _on_again(self) -> None:
        if self._moving is not None:
            self._moved.pop(self._moving.day, None)
            self._skip.discard(self._moving.day)
        self._after_place()

    def _after_place(self) -> None:
        self._close_place()
        self.dates.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit()

    def _close_place(self) -> None:
        self._moving = None
        self._rule_area.show()
        self.place_box.hide()
        self.place.clear_errors()

    def _told(self, row: DateRow, known: Known) -> Told:
        text, tone, icon = self.tr("free"), "good", "check"
        if row.is_moved:
            room = self._rooms.get(row.room_id)
            when = self._hours(row.period.starts_at, row.period.ends_at)
            day = f"{local(row.period.starts_at, self._zone):%m-%d} {when}"
            name = phrases.room_name(room) if room else ""
            text = self.tr("moved: {day} {room}").format(day=day, room=name)
        if row.is_skipped:
            text, tone, icon = self.tr("left out"), "muted", "minus"
        elif row.reasons:
            text, tone, icon = " ".join(sentences(row.reasons, known)), "trouble", "triangle-alert"
        return Told(row.day.isoformat(), row.day.isoformat(), text, tone, icon, row)

    def _gone(self, skipped: Skipped) -> Told:
        day = skipped.day.isoformat() if skipped.day else f"{skipped.month:%Y-%m}"
        return Told(f"gone {day}", day, wording.label(skipped.why), "muted", "minus")

    def _hours(self, starts_at: int, ends_at: int) -> str:
        return phrases.stretch(starts_at, ends_at, self._zone)

    def _say(self, text: str, tone: str) -> None:
        set_tone(self._verdict, tone)
        self._verdict.setText(text)
        self._verdict.setAccessibleName(text)


def _by_day(row: Told) -> str:
    return row.day


def _key(row: Told) -> str:
    return row.key


def _day(row: Told) -> str:
    return row.day


def _words(row: Told) -> str:
    return row.words


def _tone(row: Told) -> str:
    return row.tone


def _icon(row: Told) -> str:
    return row.icon
