"""The rule of a series, typed by keys: daily, weekly, monthly, or dates; until a day or so often."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from app.rooms.recurrence import (
    LAST,
    MOST_DATES,
    Daily,
    Listed,
    MonthlyByDay,
    MonthlyByWeekday,
    Rule,
    Series,
    Weekly,
)
from ui import theme
from ui.parts.forms import Form

DAILY, WEEKLY, BY_DAY, BY_WEEKDAY, LISTED = "daily", "weekly", "by_day", "by_weekday", "listed"
UNTIL, COUNT = "until", "count"
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_WEEK = 7


class SeriesRule(QWidget):
    """Reads a rule and gives it as a Series.

    Signals:
        edited: Something of the rule was changed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = dt.date(2000, 1, 1)
        self.form = Form(self, columns=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self.form.edited.connect(self._on_edited)

    def begin(self, first: dt.date) -> None:
        """Begin a series on a day: every week on its weekday, eight times."""
        self._first = first
        for name, value in (
            ("kind", WEEKLY),
            ("every", "1"),
            ("day", str(first.day)),
            ("ordinal", str((first.day - 1) // _WEEK + 1)),
            ("weekday", str(first.weekday())),
            ("dates", first.isoformat()),
            ("end", COUNT),
            ("count", "8"),
            ("until", (first + dt.timedelta(days=7 * _WEEK)).isoformat()),
        ):
            self.form.set_text(name, value)
        for place, button in enumerate(self.weekdays):
            button.setChecked(place == first.weekday())
        self._show_fields()

    def series(self) -> Series:
        """Give the series that was typed; refuses with FieldRefused dates that are none."""
        is_count = self.form.text("end") == COUNT
        if self.form.text("kind") == LISTED:
            return Series(self._first, self._rule())
        return Series(
            self._first,
            self._rule(),
            until=None if is_count else dt.date.fromisoformat(self.form.text("until")),
            count=int(self.form.text("count")) if is_count else None,
        )

    def _rule(self) -> Rule:
        kind, every = self.form.text("kind"), int(self.form.text("every"))
        match kind:
            case "weekly":
                return Weekly(frozenset(n for n, day in enumerate(self.weekdays) if day.isChecked()), every)
            case "by_day":
                return MonthlyByDay(int(self.form.text("day")), every)
            case "by_weekday":
                ordinal, weekday = int(self.form.text("ordinal")), int(self.form.text("weekday"))
                return MonthlyByWeekday(ordinal, weekday, every)
            case "listed":
                return Listed(_dates(self.form.text("dates")))
            case _:
                return Daily(every)

    def _build(self) -> None:
        form, first = self.form, self._first
        kinds = (
            (DAILY, self.tr("Daily")),
            (WEEKLY, self.tr("Weekly")),
            (BY_DAY, self.tr("Monthly, by day")),
            (BY_WEEKDAY, self.tr("Nth weekday")),
            (LISTED, self.tr("Dates one by one")),
        )
        form.add_choice("kind", self.tr("How often"), kinds, span=2)
        form.add_number("every", self.tr("Every"), 1, 99, span=2)
        form.add_field("weekdays", self.tr("On"), self._week(), span=4)
        ordinals = [(str(n), self.tr("{n}.").format(n=n)) for n in range(1, 6)]
        form.add_choice("ordinal", self.tr("On the"), [*ordinals, (str(LAST), self.tr("last"))], span=2)
        form.add_choice("weekday", self.tr("Weekday"), [(str(n), _long(n)) for n in range(_WEEK)], span=2)
        form.add_number("day", self.tr("On day"), 1, 31, span=2)
        form.add_text("dates", self.tr("Dates"), lines=3, span=4)
        form.set_hint("dates", self.tr("Each as 2026-03-31, separated by blanks or lines."))
        ends = ((COUNT, self.tr("After so many")), (UNTIL, self.tr("On a day")))
        form.add_choice("end", self.tr("Ends"), ends, span=2)
        form.add_number("count", self.tr("How many"), 1, MOST_DATES, span=2)
        form.add_date("until", self.tr("Last day"), first, span=2)

    def _week(self) -> QWidget:
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self.weekdays: list[QPushButton] = []
        for place in range(_WEEK):
            button = QPushButton(_short(place), holder)
            button.setProperty("kind", "tab")
            button.setCheckable(True)
            button.setMinimumWidth(theme.px(36))
            button.setAccessibleName(_long(place))
            button.toggled.connect(self.edited)
            line.addWidget(button, 1)
            self.weekdays.append(button)
        holder.setFocusProxy(self.weekdays[0])
        return holder

    def _on_edited(self, name: str) -> None:
        if name in ("kind", "end"):
            self._show_fields()
        elif name == "every":
            self._show_unit()
        self.edited.emit()

    def _show_unit(self) -> None:
        kind, is_one = self.form.text("kind"), self.form.text("every") == "1"
        ones = {DAILY: self.tr(" day"), WEEKLY: self.tr(" week")}
        more = {DAILY: self.tr(" days"), WEEKLY: self.tr(" weeks")}
        unit = ones.get(kind, self.tr(" month")) if is_one else more.get(kind, self.tr(" months"))
        self.form.editor("every").setProperty("suffix", unit)

    def _show_fields(self) -> None:
        kind, is_count = self.form.text("kind"), self.form.text("end") == COUNT
        self._show_unit()
        for name, is_shown in (
            ("every", kind != LISTED),
            ("weekdays", kind == WEEKLY),
            ("day", kind == BY_DAY),
            ("ordinal", kind == BY_WEEKDAY),
            ("weekday", kind == BY_WEEKDAY),
            ("dates", kind == LISTED),
            ("end", kind != LISTED),
            ("count", kind != LISTED and is_count),
            ("until", kind != LISTED and not is_count),
        ):
            self.form.show_field(name, is_shown=is_shown)


def _dates(text: str) -> tuple[dt.date, ...]:
    """Read dates; refuses with FieldRefused what is no date."""
    found = []
    for word in text.replace(",", " ").replace(";", " ").split():
        if not _DATE.fullmatch(word):
            raise FieldRefused("dates", "wrong_form", word)
        try:
            found.append(dt.date(*(int(part) for part in word.split("-"))))
        except ValueError as error:
            raise FieldRefused("dates", "wrong_form", word) from error
    if not found:
        raise FieldRefused("dates", "empty")
    return tuple(found)


def _short(weekday: int) -> str:
    return QLocale().dayName(weekday + 1, QLocale.FormatType.ShortFormat)


def _long(weekday: int) -> str:
    return QLocale().dayName(weekday + 1, QLocale.FormatType.LongFormat)
