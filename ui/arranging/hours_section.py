"""Opening hours in layers: the shortest that covers a day wins; what a week becomes is shown at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.kernel.errors import FieldRefused
from app.rooms.arranging import LayerEntry, RoomArranging
from app.rooms.opening import DayHours, Layer, OpeningHours, WhyClosed
from app.rooms.queries import LayerRow
from app.security.actors import Actor
from ui import wording
from ui.arranging.reading import Hall
from ui.arranging.sections import NEW, Job, Line, Section, Typed
from ui.arranging.week_words import spans_of, words_of
from ui.parts.names import local_name
from ui.parts.words import words

_DAYS = 7
_LATEST = 1 << 62
"""What is typed counts as made last."""


class HoursSection(Section):
    """A layer for a run of days, of all rooms or of one; without hours a day is closed."""

    columns = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form, today = self.form, dt.date.today()
        form.add_line("name", self.tr("Name"), placeholder=self.tr("Summer, roadshow week"), span=2)
        self._rooms = form.add_choice("room_id", self.tr("Rooms"), [("", self.tr("all rooms"))], span=2)
        form.add_date("first_day", self.tr("First day"), today, span=2)
        form.add_date("last_day", self.tr("Last day"), today, span=2)
        for n in range(_DAYS):
            form.add_line(f"day_{n}", _weekday(n), span=2)
        self.preview = words("", "small", self, wrap=True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.left.addWidget(words(self.tr("The week of the first day will be"), "label", self))
        shown = QScrollArea(self)
        shown.setFrameShape(QFrame.Shape.NoFrame)
        shown.setWidgetResizable(True)
        shown.setWidget(self.preview)
        self.left.addWidget(shown, 1)

    def lines(self, hall: Hall) -> list[Line]:
        """List the layers, and one that is to be set."""
        self.form.set_options(
            "room_id",
            [
                ("", self.tr("all rooms")),
                *((r.id, f"{r.number}  {local_name(r.name, r.name_en)}") for r in hall.rooms),
            ],
        )
        rows = [self._line(hall, layer) for layer in hall.layers]
        empty = {"name": "", "room_id": "", "first_day": str(hall.today), "last_day": str(hall.today)}
        usual = hall.floor.times[hall.rooms[0].id].hours if hall.rooms else None
        monday = hall.today - dt.timedelta(days=hall.today.weekday())
        for n in range(_DAYS):
            layer = usual.layer_of(monday + dt.timedelta(days=n)) if usual is not None else None
            empty[f"day_{n}"] = words_of(layer.week[n]) if layer is not None else ""
        return [*rows, Line(NEW, self.tr("New hours"), "", tuple(empty.items()))]

    def job(self, key: str, typed: Typed) -> Job:
        """Set a layer; one that is changed takes the place of the old one."""
        return partial(_set, "" if key == NEW else key, _entry(typed))

    def removal_words(self, key: str) -> str:
        """Layers can be withdrawn."""
        return self.tr("Withdraw these hours") if key not in ("", NEW) else ""

    def remove(self, key: str, reason: str, keeps: bool) -> Job:
        """Withdraw a layer."""
        return partial(_end, key)

    def show_more(self) -> None:
        """Show the week as it will be."""
        typed = {name: self.form.text(name) for name in self.typed(self.current_key())}
        if not typed or self.hall is None:
            return
        try:
            entry = _entry(typed)
            text = self._week_words(self.hall, entry)
        except FieldRefused as refused:
            text = wording.sentence(refused)
        self.preview.setText(text)

    def _week_words(self, hall: Hall, entry: LayerEntry) -> str:
        hours = _hours_with(hall, entry)
        if hours is None:
            return self.tr("There are no rooms yet.")
        monday = entry.first_day - dt.timedelta(days=entry.first_day.weekday())
        days = (monday + dt.timedelta(days=n) for n in range(_DAYS))
        return "\n".join(f"{_short(day)}   {self._day_words(hours.of_day(day))}" for day in days)

    def _day_words(self, day: DayHours) -> str:
        if day.why is WhyClosed.HOLIDAY:
            return self.tr("closed: public holiday")
        return words_of(day.spans, "\u2013") or self.tr("closed")

    def _line(self, hall: Hall, layer: LayerRow) -> Line:
        room = hall.room(layer.room_id)
        whose = room.number if room is not None else self.tr("all")
        values = {
            "name": layer.name,
            "room_id": layer.room_id or "",
            "first_day": str(layer.first_day),
            "last_day": str(layer.last_day),
        }
        values |= {f"day_{n}": words_of(spans) for n, spans in enumerate(layer.week)}
        name = layer.name or f"{layer.first_day:%m-%d}\u2013{layer.last_day:%m-%d}"
        return Line(layer.id, name, whose, tuple(values.items()))


def _entry(typed: Typed) -> LayerEntry:
    first, last = dt.date.fromisoformat(typed["first_day"]), dt.date.fromisoformat(typed["last_day"])
    if last < first:
        raise FieldRefused("last_day", "not_after_start")
    week = tuple(spans_of(f"day_{n}", typed[f"day_{n}"]) for n in range(_DAYS))
    return LayerEntry(first, last, week, typed["name"], typed["room_id"] or None)


def _hours_with(hall: Hall, entry: LayerEntry) -> OpeningHours | None:
    """Give the hours of a room as they are with a layer that is not set yet."""
    room_id = entry.room_id or (hall.rooms[0].id if hall.rooms else "")
    time = hall.floor.times.get(room_id)
    if time is None:
        return None
    typed = Layer(entry.first_day, entry.last_day, entry.week, _LATEST, entry.name)
    return replace(time.hours, layers=(*time.hours.layers, typed))


def _set(old: str, entry: LayerEntry, arranging: RoomArranging, actor: Actor) -> object:
    outcome = arranging.set_layer(entry, actor=actor)
    if old:
        arranging.end_layer(old, actor=actor)
    return outcome


def _end(key: str, arranging: RoomArranging, actor: Actor) -> object:
    return arranging.end_layer(key, actor=actor)


def _weekday(n: int) -> str:
    return QLocale().dayName(n + 1, QLocale.FormatType.LongFormat)


def _short(day: dt.date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd MM-dd")
