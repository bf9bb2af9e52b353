"""The form for a booking: what is typed is checked while it is typed, the three best rooms below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.kernel.clock import HOUR, local, moment_of
from app.reception.queries import VisitCard
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.rows import BookingRow, RoomRow
from app.rooms.states import PartyRole, Purpose
from app.rooms.suggesting import Offer
from ui import theme, wording
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import Form
from ui.parts.words import set_tone, words
from ui.rooms import phrases
from ui.rooms.day import Stretch

WIDTH = 420
_SUGGESTED = 3
_MARGINS = 48
_MOST_PEOPLE = 999


@dataclass(frozen=True)
class Question:
    """What is checked while it is typed."""

    room_id: str
    starts_at: int
    ends_at: int
    party_size: int
    purpose: Purpose


@dataclass(frozen=True)
class Answer:
    """What stands against it, and which rooms would be best."""

    question: Question
    against: tuple[BookingRow, ...]
    best: tuple[Offer, ...]


class QuarterEdit(QTimeEdit):
    """A time of day; Up and Down go by a quarter of an hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def stepBy(self, steps: int) -> None:
        """Go by quarters in the minutes, by hours in the hours."""
        is_minute = self.currentSection() is QTimeEdit.Section.MinuteSection
        self.setTime(self.time().addSecs(steps * (900 if is_minute else 3600)))


class BookingForm(Card):
    """What a booking needs.

    Signals:
        submitted: The booking is to be made.
        asked: Something was typed that what is free depends on.
        day_chosen: Another day was typed. Carries a date.
    """

    submitted = Signal()
    asked = Signal()
    day_chosen = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Book a room"))
        self.setFixedWidth(theme.px(WIDTH))
        self._zone = zone
        self._rooms: dict[str, RoomRow] = {}
        self._best: dict[str, Offer] = {}
        self._visit: VisitCard | None = None
        self._build()
        self._connect()

    def set_rooms(self, rooms: Sequence[RoomRow]) -> None:
        """Offer rooms; the chosen one stays while it is among them."""
        if tuple(self._rooms.values()) == tuple(rooms):
            return
        self._rooms = {room.id: room for room in rooms}
        self.form.set_options("room_id", [(r.id, phrases.room_name(r)) for r in rooms])

    def set_day(self, day: dt.date) -> None:
        """Take over another day; what is typed stays."""
        editor = self.form.editor("day")
        assert isinstance(editor, QDateEdit)
        editor.setDate(QDate(day.year, day.month, day.day))

    def set_stretch(self, stretch: Stretch) -> None:
        """Take over a room and a time."""
        start, end = local(stretch.starts_at, self._zone), local(stretch.ends_at, self._zone)
        self.form.set_text("room_id", stretch.room_id)
        self.form.set_text("starts_at", start.strftime("%H:%M"))
        self.form.set_text("ends_at", end.strftime("%H:%M"))
        self.set_day(start.date())

    def set_visit(self, visit: VisitCard) -> None:
        """Take over a visitor: who comes, how many, what about."""
        self._visit = visit
        who = phrases.names(name for name in (visit.person_name, visit.organisation) if name)
        self._who.setText(self.tr("For: {who}").format(who=who or self.tr("visit without a name")))
        self._visit_line.show()
        self.form.set_text("title", visit.subject or visit.organisation or visit.person_name)
        self.form.set_text("buyer", visit.organisation or visit.person_name)
        for name in ("title", "buyer"):
            editor = self.form.editor(name)
            assert isinstance(editor, QLineEdit)
            editor.setCursorPosition(0)
        self.form.set_text("party_size", str(max(visit.party_size, 2)))

    def reset(self) -> None:
        """Empty what belongs to one booking; room and time stay for the next."""
        self._forget_visit()
        for name in ("title", "buyer", "seller"):
            self.form.set_text(name, "")
        self.form.set_text("party_size", "2")
        self.form.clear_errors()

    def question(self) -> Question | None:
        """Give what is to be checked, None while the end is not after the start."""
        starts_at, ends_at = self._moment("starts_at"), self._moment("ends_at")
        if ends_at <= starts_at or not self._rooms:
            return None
        people, purpose = int(self.form.text("party_size")), Purpose(self.form.text("purpose"))
        return Question(self.form.text("room_id"), starts_at, ends_at, people, purpose)

    def entry(self) -> BookingEntry:
        """Give what was typed."""
        return BookingEntry(
            room_id=self.form.text("room_id"),
            starts_at=self._moment("starts_at"),
            ends_at=self._moment("ends_at"),
            purpose=Purpose(self.form.text("purpose")),
            title=self.form.text("title"),
            party_size=int(self.form.text("party_size")),
            visit_id=self._visit.id if self._visit else None,
            parties=self._parties(),
        )

    def show_answer(self, answer: Answer) -> None:
        """Show what stands against the wish and the best rooms, with the reasons."""
        self._say(answer)
        self.show_best(answer.best)

    def verdict(self) -> str:
        """Tell what is said about the room and the time."""
        return self._verdict.toolTip()

    def show_best(self, best: Sequence[Offer]) -> None:
        """Show rooms to choose from by a digit."""
        self._best = {s.room_id: s for s in best}
        self.best.show_choices([self._choice(s) for s in best if s.room_id in self._rooms])

    def show_odd_times(self) -> None:
        """Say that the end is not after the start."""
        self._put_verdict(wording.problem("not_after_start"), "trouble")
        self.show_best(())

    def focus_title(self) -> None:
        """Put the focus where the typing begins."""
        self.form.editor("title").setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sending(self, *, is_sending: bool) -> None:
        """Hold the button while a booking is on its way."""
        self.book.setEnabled(not is_sending)

    def _build(self) -> None:
        self._visit_line = QWidget(self)
        line = QHBoxLayout(self._visit_line)
        line.setContentsMargins(0, 0, 0, 0)
        self._who = words("", "accent", self, wrap=True)
        self._drop = IconButton("x", self.tr("Not for this visit"), self)
        line.addWidget(self._who, 1)
        line.addWidget(self._drop)
        self._visit_line.hide()
        self.body.addWidget(self._visit_line)
        self.form = Form(self, columns=4)
        self._fill_form()
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(_at_top(self.form))
        self.body.addWidget(area, 1)
        self._verdict = words("", "good", self)
        self.best = ChoiceList(self)
        self.best.setAccessibleName(self.tr("Best rooms"))
        self.best.setFixedHeight(theme.px(44) * _SUGGESTED + 12)
        self.book = Button(self.tr("Book"), "primary", "calendar-plus", parent=self)
        self.body.addWidget(self.best)
        foot = QHBoxLayout()
        foot.addWidget(self._verdict, 1)
        foot.addWidget(self.book)
        self.body.addLayout(foot)

    def _fill_form(self) -> None:
        form, today = self.form, dt.date(2000, 1, 1)
        form.add_date("day", self.tr("Date"), today, span=2)
        form.add_field("starts_at", self.tr("From"), QuarterEdit(form))
        form.add_field("ends_at", self.tr("To"), QuarterEdit(form))
        form.add_choice("room_id", self.tr("Room"), (), span=2)
        purposes = [(p.value, wording.label(p)) for p in Purpose]
        form.add_choice("purpose", self.tr("Purpose"), purposes, span=2)
        form.add_line("title", self.tr("What about"), required=True, span=3)
        people = form.add_number("party_size", self.tr("People"), 1, _MOST_PEOPLE)
        people.setAlignment(Qt.AlignmentFlag.AlignCenter)
        form.add_line("buyer", wording.label(PartyRole.BUYER), span=2)
        form.add_line("seller", wording.label(PartyRole.SELLER), span=2)
        form.set_text("party_size", "2")

    def _connect(self) -> None:
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self._on_edited)
        for name in ("starts_at", "ends_at"):
            editor = self.form.editor(name)
            assert isinstance(editor, QTimeEdit)
            editor.timeChanged.connect(self.asked)
        self.best.chosen.connect(self._on_best)
        self.book.clicked.connect(self.submitted)
        self._drop.clicked.connect(self._forget_visit)

    def _on_edited(self, name: str) -> None:
        if name == "day":
            self.day_chosen.emit(dt.date.fromisoformat(self.form.text("day")))
        if name in ("day", "room_id", "purpose", "party_size"):
            self.asked.emit()

    def _on_best(self, room_id: str) -> None:
        suggestion = self._best.get(room_id)
        if suggestion is not None:
            self.set_stretch(Stretch(room_id, suggestion.starts_at, suggestion.ends_at))
            if self.form.text("title"):
                self.book.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.focus_title()

    def _forget_visit(self) -> None:
        self._visit = None
        self._visit_line.hide()

    def _say(self, answer: Answer) -> None:
        asked = answer.question
        room = self._rooms.get(asked.room_id)
        if answer.against:
            first = answer.against[0]
            hours = phrases.stretch(first.starts_at, first.busy_until, self._zone)
            text = self.tr("Taken {hours}: {title}").format(hours=hours, title=first.title)
        elif room is not None and room.seats < asked.party_size:
            text = self.tr("Too small: {seats} for {people} people.").format(
                seats=phrases.seats(room.seats), people=asked.party_size
            )
        else:
            self._put_verdict(self.tr("Free at this time."), "good")
            return
        self._put_verdict(text, "trouble")

    def _put_verdict(self, text: str, tone: str) -> None:
        """Say it beside the button; a long title gives way, the tooltip has it whole."""
        set_tone(self._verdict, tone)
        room_for = theme.px(WIDTH) - self.book.sizeHint().width() - _MARGINS
        metrics = self._verdict.fontMetrics()
        self._verdict.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_for))
        self._verdict.setToolTip(text)
        self._verdict.setAccessibleName(text)

    def _choice(self, suggestion: Offer) -> Choice:
        room = self._rooms[suggestion.room_id]
        return Choice(
            key=room.id,
            text=phrases.room_name(room),
            detail=phrases.why(suggestion, room),
            remark=phrases.when(suggestion, self._zone),
        )

    def _parties(self) -> tuple[PartyEntry, ...]:
        typed = ((PartyRole.BUYER, self.form.text("buyer")), (PartyRole.SELLER, self.form.text("seller")))
        return tuple(self._party(role, name) for role, name in typed if name)

    def _party(self, role: PartyRole, name: str) -> PartyEntry:
        """Tie a party to the visitor's records while it still bears the visitor's name."""
        visit = self._visit
        organisation_id = visit.organisation_id if visit and name == visit.organisation else None
        person_id = visit.person_id if visit and name in (visit.organisation, visit.person_name) else None
        return PartyEntry(name, role, organisation_id, person_id)

    def _moment(self, name: str) -> int:
        day = dt.date.fromisoformat(self.form.text("day"))
        at = dt.time.fromisoformat(self.form.text(name))
        return moment_of(dt.datetime.combine(day, at), self._zone)


def _at_top(form: Form) -> QWidget:
    """Keep the fields together where there is more height than they need."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 4, 0)
    column.addWidget(form)
    column.addStretch(1)
    return holder


def usual_stretch(room_id: str, start: int) -> Stretch:
    """Give the usual hour from a moment."""
    return Stretch(room_id, start, start + HOUR)
