"""Agreeing on an appointment: who comes, found by the one search box, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.clock import MINUTE, local, moment_of
from app.reception.appointments import AppointmentEntry
from app.reception.queries import PersonRow
from ui import theme
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.keys import with_key
from ui.parts.words import words
from ui.reception import appointment_phrases as phrases
from ui.reception.appointment_jobs import Standing
from ui.reception.search_line import SearchLine

_CURRENT = 0
_USUAL_START = "09:00"
_USUAL_MIN, _LEAST_MIN, _MOST_MIN = 30, 5, 480
_HALF_HOUR = 30
_TOLD = 3
_ROOM_BELOW = 56
"""For what is wrong with a field."""


class AppointmentForm(Card):
    """The left of what is asked for a new appointment; the business stands beside it.

    Signals:
        searched: Something was typed. Carries the text; answer by ``show_found``.
        person_chosen: Carries the key of a person; answer by ``show_standing``.
        submitted: The appointment shall be made.
        went_back: Esc in the search box.
    """

    searched = Signal(str)
    person_chosen = Signal(str)
    submitted = Signal()
    went_back = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("New appointment"))
        self._zone = zone
        self._people: tuple[PersonRow, ...] = ()
        self._is_waiting = False
        self._wish: int | None = None
        """What was pressed before the answer was here."""
        self.person: PersonRow | None = None
        self.line = SearchLine(self.tr("Name, initials, phone, document"), self)
        self.line.setAccessibleName(self.tr("Search for whom it is"))
        self.found = ChoiceList(self)
        self.found.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._nobody = EmptyState("user-plus", "", "", self)
        self._name = Elided("", "heading", self)
        self._marks = Elided("", "muted", self)
        self.standing = words("", "accent", self, wrap=True)
        self.ban = words("", "trouble", self, wrap=True)
        self.form = Form(self, columns=2)
        self.save = Button(
            with_key(self.tr("Make the appointment"), "Ctrl+Return"), "primary", "calendar-plus", parent=self
        )
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()
        self.reset()

    def reset(self) -> None:
        """Begin with nothing."""
        self._forget()
        self.line.clear()
        for name, value in (("ends_at", str(_USUAL_MIN)), ("party_size", "1"), ("subject", "")):
            self.form.set_text(name, value)
        self.form.clear_errors()

    def is_begun(self) -> bool:
        """Tell whether something was typed that is worth keeping."""
        return bool(self.line.text() or self.person or self.form.text("subject"))

    def propose(self, day: dt.date, now: int) -> None:
        """Propose a day, and of today the next half hour."""
        clock = local(now, self._zone)
        self.form.set_text("day", day.isoformat())
        whole = clock.replace(minute=0, second=0, microsecond=0)
        later = whole + dt.timedelta(minutes=_HALF_HOUR * (clock.minute // _HALF_HOUR + 1))
        is_soon = day == clock.date() == later.date()
        self.form.set_text("starts_at", f"{later:%H:%M}" if is_soon else _USUAL_START)

    def entry(self, matter_id: str) -> AppointmentEntry:
        """Give what was typed."""
        wall = dt.datetime.fromisoformat(f"{self.form.text('day')}T{self.form.text('starts_at')}")
        starts_at = moment_of(wall, self._zone)
        return AppointmentEntry(
            matter_id=matter_id,
            starts_at=starts_at,
            ends_at=starts_at + int(self.form.text("ends_at")) * MINUTE,
            person_id=self.person.id if self.person else None,
            party_size=int(self.form.text("party_size")),
            subject=self.form.text("subject"),
        )

    def day(self) -> dt.date:
        """Give the day that was typed."""
        return dt.date.fromisoformat(self.form.text("day"))

    def show_found(self, text: str, people: Sequence[PersonRow]) -> None:
        """Show whom a text fits; an answer to an older text is dropped."""
        if text != self.line.text() or not self._is_waiting:
            return
        self._is_waiting = False
        self._people = tuple(people)
        self.line.has_choices = bool(people)
        self.found.show_choices(())
        self.found.show_choices([_choice(row) for row in people])
        if not people:
            self._say_nobody(text)
        self._stack.setCurrentWidget(self.found if people else self._nobody)
        self._grant_wish()

    def show_standing(self, read: Standing) -> None:
        """Show the one who was chosen, what is agreed already, and whether an appointment can be given."""
        self.person = read.person
        self._name.set_words(read.person.name)
        marks = (read.person.organisation, read.person.phone, read.person.document)
        self._marks.set_words("   ".join(mark for mark in marks if mark))
        told = [f"{phrases.with_day(row, self._zone)} {phrases.matter(row)}" for row in read.agreed[:_TOLD]]
        self.standing.setText("\n".join([self.tr("Agreed already:"), *told]) if told else "")
        self.standing.setVisible(bool(told))
        ban = self.tr("Too often did not come: no appointment until {0}, numbers always.")
        self.ban.setText(ban.format(read.until.isoformat()) if read.until else "")
        self.ban.setVisible(read.until is not None)
        self._stack.setCurrentWidget(self._when)

    def show_refusal(self, error: Exception) -> bool:
        """Show a refused field at its place; tells whether there was one."""
        is_shown = self.form.show_refusal(error)
        self._show_focused()
        return is_shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field that has the focus in sight."""
        if event.type() == QEvent.Type.FocusIn:
            self._show_focused()
        return False

    def take_focus(self) -> None:
        """Put the focus where something is missing: who, else when."""
        if self.person is None:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_first()

    def has_focus_below(self) -> bool:
        """Tell whether the focus is in day, hour and the like."""
        return self._when.isAncestorOf(self.focusWidget() or self) and not self.line.hasFocus()

    def _build(self) -> None:
        self.form.add_date("day", self.tr("Day"), dt.date(2000, 1, 1))
        self.form.add_time("starts_at", self.tr("Time"), dt.time(9))
        minutes = self.form.add_number(
            "ends_at", self.tr("How long"), _LEAST_MIN, _MOST_MIN, suffix=self.tr(" min")
        )
        minutes.setSingleStep(_LEAST_MIN)
        self.form.add_number("party_size", self.tr("How many people"), 1, 99)
        self.form.add_line("subject", self.tr("Subject"), span=2, placeholder=self.tr("What it is about"))
        for name in self.form.values():
            self.form.editor(name).installEventFilter(self)
        self.body.addWidget(self.line)
        self._when = self._scrolling()
        for page in (self._hint(), self.found, self._nobody, self._when):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.save)

    def _scrolling(self) -> QScrollArea:
        """Large text on a small screen: what is asked scrolls, the search box and the button stay."""
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 8, 8, 0)
        column.setSpacing(6)
        for part in (self._name, self._marks, self.standing, self.ban, self.form):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _hint(self) -> EmptyState:
        advice = self.tr("Type a name, initials or a telephone number; digit or Enter chooses.")
        return EmptyState("search", self.tr("Whom is it for?"), advice, self)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_typed)
        self.line.digit_pressed.connect(self._on_digit)
        self.line.confirmed.connect(self._on_enter)
        self.line.stepped.connect(self.found.step)
        self.line.turned.connect(self.found.turn_page)
        self.line.went_back.connect(self.went_back)
        self.found.chosen.connect(self.person_chosen)
        self.form.submitted.connect(self.submitted)
        self.save.clicked.connect(self.submitted)

    def _show_focused(self) -> None:
        focused = self._when.focusWidget()
        if focused is not None and self._when.isAncestorOf(focused):
            self._when.ensureWidgetVisible(focused, 0, theme.px(_ROOM_BELOW))

    def _on_typed(self, text: str) -> None:
        self._forget()
        self._is_waiting = self.line.has_choices = bool(text.strip())
        if self._is_waiting:
            self.searched.emit(text)

    def _on_digit(self, digit: int) -> None:
        if self._is_waiting:
            self._wish = digit
        else:
            self.found.choose_digit(digit)

    def _on_enter(self) -> None:
        if self._is_waiting:
            self._wish = _CURRENT
        elif self.person is not None:
            self.form.focus_first()
        elif self._people:
            self.found.choose_current()

    def _grant_wish(self) -> None:
        wish, self._wish = self._wish, None
        if wish == _CURRENT:
            self._on_enter()
        elif wish is not None and not self.found.choose_digit(wish):
            self.line.insert(str(wish))

    def _forget(self) -> None:
        self.person, self._people, self._wish = None, (), None
        self._is_waiting = self.line.has_choices = False
        self._stack.setCurrentIndex(0)

    def _say_nobody(self, text: str) -> None:
        self._nobody.say(
            self.tr("Nobody found for: {0}").format(text.strip()),
            self.tr("F1 and Ctrl+N register a new visitor; then Ctrl+B comes back with them."),
        )


def _choice(row: PersonRow) -> Choice:
    return Choice(row.id, row.name, "  ".join(x for x in (row.organisation, row.phone, row.document) if x))
