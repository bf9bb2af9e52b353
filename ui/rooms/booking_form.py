"""The form for a booking: all that stands against it is told while it is typed, what is free below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QTimeEdit,
    QWidget,
)

from app.kernel.clock import HOUR, local, moment_of
from app.reception.queries import VisitCard
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.reasons import SeveralDays
from app.rooms.rows import BookingCard, RoomRow
from app.rooms.series import Scope
from app.rooms.states import PartyRole, Purpose
from ui import theme, wording
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import Form
from ui.parts.words import set_tone, words
from ui.rooms import phrases
from ui.rooms.asking import Pick, Question
from ui.rooms.day import Stretch
from ui.rooms.more_facts import MoreFacts
from ui.rooms.quarter_edit import QuarterEdit
from ui.rooms.reason_words import Known, sentences
from ui.rooms.scrolled import scrolled
from ui.rooms.sides import Sides

WIDTH = 420
_SHOWN, _LARGE = 3, 1.3
"""So many rooms are in sight; in letters from this scale on one less, for the fields above."""
_MOST_PEOPLE = 999
_NOTHING_KNOWN = Known("", {}, {})


class BookingForm(Card):
    """What a booking needs.

    Signals:
        submitted: The booking is to be made, or changed.
        asked: Something was typed that what is free depends on.
        day_chosen: Another day was typed. Carries a date.
        repeat_requested: The booking shall become a series.
        wish_requested: Somebody would wait for this hour.
        leave_requested: The dates that cannot be changed shall stay as they are.
    """

    submitted = Signal()
    asked = Signal()
    day_chosen = Signal(object)
    repeat_requested = Signal()
    wish_requested = Signal()
    leave_requested = Signal()

    def __init__(self, zone: str, *, may_override: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Book a room"))
        self.setFixedWidth(theme.px(WIDTH))
        self._zone = zone
        self._rooms: dict[str, RoomRow] = {}
        self._picks: dict[str, Pick] = {}
        self._visit_id: str | None = None
        self._organisation_id: str | None = None
        self._changing: BookingCard | None = None
        self._has_last_day = False
        self._build(may_override)
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
        self.form.set_text("last_day", end.date().isoformat())
        self._show_last_day(is_needed=end.date() > start.date())

    def set_visit(self, visit: VisitCard) -> None:
        """Take over a visitor: who comes, how many, what about."""
        self.reset()
        self._visit_id, self._organisation_id = visit.id, visit.organisation_id
        who = phrases.names(name for name in (visit.person_name, visit.organisation) if name)
        self._tell(self.tr("For: {who}").format(who=who or self.tr("visit without a name")))
        usual = wording.label(Purpose.TALK)
        self.form.set_text("title", visit.subject or visit.organisation or visit.person_name or usual)
        self._sides.take_visit(visit)
        self._show_beginnings()
        self.form.set_text("party_size", str(max(visit.party_size, 2)))

    def set_booking(self, card: BookingCard) -> None:
        """Take over a booking that is to be changed; of a series it is asked which dates are meant."""
        self.reset()
        self._changing = card
        self._tell(self.tr("Changing: {title}").format(title=card.title))
        self._take(card, [party.entry for party in card.parties])
        self.form.set_text("scope", Scope.ONE.value)
        self.form.show_field("scope", is_shown=card.series_id is not None)
        self.book.setText(self.tr("Save the change"))
        self.unfold(is_open=False)

    def set_again(self, entry: BookingEntry) -> None:
        """Take over all of a booking that came to nothing; it is booked anew."""
        self.reset()
        self._tell(self.tr("Booking anew: {title}").format(title=entry.title).rstrip(" :\uff1a"))
        self._take(entry, entry.parties)
        self.unfold(is_open=False)

    def _take(self, known: BookingCard | BookingEntry, parties: Sequence[PartyEntry]) -> None:
        self._visit_id, self._organisation_id = known.visit_id, known.organisation_id
        self.set_stretch(Stretch(known.room_id, known.starts_at, known.ends_at))
        for name, value in (("title", known.title), ("purpose", known.purpose.value)):
            self.form.set_text(name, value)
        self.form.set_text("party_size", str(known.party_size))
        self.more.people.set_entries(self._sides.take(parties))
        self.more.show_known(known)
        self._show_beginnings()

    def changing(self) -> BookingCard | None:
        """Give the booking that is being changed."""
        return self._changing

    def visit_id(self) -> str | None:
        """Give the visit the booking is for."""
        return self._visit_id

    def scope(self) -> Scope:
        """Tell which dates of a series are meant."""
        return Scope(self.form.text("scope"))

    def reset(self) -> None:
        """Empty what belongs to one booking; room and time stay for the next."""
        self._visit_id = self._organisation_id = self._changing = None
        self._line.hide()
        self._sides.reset()
        self.form.set_text("title", "")
        self.form.set_text("party_size", "2")
        self.form.show_field("scope", is_shown=False)
        self.form.clear_errors()
        self.more.reset()
        self.leave.hide()
        self.book.setText(self.tr("Book"))
        self.unfold(is_open=False)

    def question(self) -> Question | None:
        """Give what is to be checked, None while the end is not after the start."""
        if not self._rooms or self.is_odd():
            return None
        entry, changing = self.entry(), self._changing
        return Question(
            entry.room_id,
            entry.starts_at,
            entry.ends_at,
            entry.people,
            entry.purpose,
            dict(entry.equipment),
            entry.organisation_id,
            changing.id if changing else "",
            changing is not None and changing.starts_at == entry.starts_at,
            bool(entry.override),
        )

    def is_odd(self) -> bool:
        """Tell whether the end is not after the start."""
        return self._moment("ends_at") <= self._moment("starts_at")

    def entry(self) -> BookingEntry:
        """Give what was typed."""
        kind, key = self.more.subject()
        return BookingEntry(
            room_id=self.form.text("room_id"),
            starts_at=self._moment("starts_at"),
            ends_at=self._moment("ends_at"),
            purpose=Purpose(self.form.text("purpose")),
            title=self.form.text("title"),
            party_size=int(self.form.text("party_size")),
            visit_id=self._visit_id,
            parties=(*self._sides.parties(), *self.more.people.entries()),
            note=self.more.form.text("note"),
            internal_note=self.more.form.text("internal_note"),
            is_confidential=bool(self.more.form.text("is_confidential")),
            equipment=self.more.equipment(),
            organisation_id=self._organisation_id,
            host_id=self.more.form.text("host_id") or None,
            subject_kind=kind,
            subject_id=key,
            override=self.more.override(),
        )

    def show_reasons(self, reasons: Sequence[str], note: str = "") -> None:
        """Show all that stands against the booking, a sentence each; nothing: it is free, with a note."""
        good = note or self.tr("Free at this time.")
        text = "\n".join(reasons) or good
        set_tone(self._verdict, "trouble" if reasons else "waiting" if note else "good")
        self._verdict.setText(text)
        self._verdict.setAccessibleName(text)

    def verdict(self) -> str:
        """Tell what is said about the room and the time."""
        return self._verdict.text()

    def show_picks(self, picks: Sequence[Pick]) -> None:
        """Show rooms and hours to choose from by a digit."""
        self._picks = {pick.key: pick for pick in picks}
        self.best.show_choices([Choice(p.key, p.text, p.detail, p.remark) for p in picks])

    def show_odd_times(self) -> None:
        """Say that the end is not after the start, and what is so past midnight."""
        past = sentences((SeveralDays(),), _NOTHING_KNOWN)
        if self._has_last_day:
            past = (self.tr("Past midnight: choose the last day under \u201cUntil\u201d."),)
        self.show_reasons([wording.problem("not_after_start"), *past])
        self.show_picks(())

    def show_refusal(self, error: Exception) -> bool:
        """Show a refused field's reason at the field; tells whether there was one to show it at."""
        if self.form.show_refusal(error):
            self.unfold(is_open=False)
            return True
        if self.more.form.show_refusal(error):
            self.unfold(is_open=True)
            return True
        return False

    def focus_title(self) -> None:
        """Put the focus where the typing begins."""
        self.form.editor("title").setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sending(self, *, is_sending: bool) -> None:
        """Hold the button while a booking is on its way."""
        self.book.setEnabled(not is_sending)

    def turn_more(self) -> None:
        """Go to the rest of the form, or back."""
        is_open = self.more.isHidden()
        self.unfold(is_open=is_open)
        first = self.more.people.add if is_open else self.form.editor("title")
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfold(self, *, is_open: bool) -> None:
        """Show the rest of the form in place of its beginning, or the other way round."""
        self.more.setVisible(is_open)
        self.form.setVisible(not is_open)
        self.best.setVisible(not is_open)
        back = self.tr("Back") if is_open else self.tr("More facts")
        self._fold.setText(back if is_open or self.more.is_empty() else f"{back} \u2022")

    def _build(self, may_override: bool) -> None:
        self.body.setSpacing(6)
        outer = self.layout()
        if outer is not None:
            outer.setSpacing(0)
        self._line = QWidget(self)
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        self._who = words("", "accent", self, wrap=True)
        self._drop = IconButton("x", self.tr("Begin an empty form"), self)
        line.addWidget(self._who, 1)
        line.addWidget(self._drop)
        self._line.hide()
        self.body.addWidget(self._line)
        self.form = Form(self, columns=4)
        self._fill_form()
        self._sides = Sides(self.form)
        self.more = MoreFacts(may_override=may_override, parent=self)
        self._fold = Button(self.tr("More facts"), "quiet", "chevron-down", parent=self)
        self.body.addWidget(scrolled(self.form, self.more, parent=self), 1)
        self._verdict = words("", "good", self, wrap=True)
        self._verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.leave = Button(self.tr("Leave those dates as they are"), parent=self)
        self.leave.hide()
        self.best = ChoiceList(self)
        self.best.setAccessibleName(self.tr("Best rooms"))
        shown = _SHOWN if theme.current().text_scale < _LARGE else _SHOWN - 1
        self.best.setFixedHeight(theme.px(44) * shown + 12)
        self.repeat = IconButton("refresh-cw", self.tr("Repeat on other dates"), self)
        self.wait = IconButton("clock", self.tr("Put on the waiting list"), self)
        self.book = Button(self.tr("Book"), "primary", "calendar-plus", parent=self)
        self.body.addWidget(self._verdict)
        self.body.addWidget(self.leave)
        self.body.addWidget(self.best)
        foot = QHBoxLayout()
        for part in (self._fold, self.repeat, self.wait):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(self.book)
        self.body.addLayout(foot)
        # From the lines to the rooms and on to the booking; what is rarely wanted comes behind.
        for before, after in pairwise((self.best, self.book, self._fold, self.repeat, self.wait)):
            QWidget.setTabOrder(before, after)
        self.unfold(is_open=False)

    def _fill_form(self) -> None:
        form, today = self.form, dt.date(2000, 1, 1)
        scopes = [(s.value, wording.label(s)) for s in Scope]
        form.add_choice("scope", self.tr("Which dates"), scopes, span=4)
        form.add_date("day", self.tr("Date"), today, span=2)
        form.add_field("starts_at", self.tr("From"), QuarterEdit(form))
        form.add_field("ends_at", self.tr("To"), QuarterEdit(form))
        form.add_date("last_day", self.tr("Until"), today, span=4)
        form.add_choice("room_id", self.tr("Room"), (), span=2)
        purposes = [(p.value, wording.label(p)) for p in Purpose]
        form.add_choice("purpose", self.tr("Purpose"), purposes, span=2)
        form.add_line("title", self.tr("What about"), required=True, span=3)
        people = form.add_number("party_size", self.tr("People"), 1, _MOST_PEOPLE)
        people.setAlignment(Qt.AlignmentFlag.AlignCenter)
        form.add_line("buyer", wording.label(PartyRole.BUYER), span=2)
        form.add_line("seller", wording.label(PartyRole.SELLER), span=2)
        form.set_text("party_size", "2")
        for name in ("scope", "last_day"):
            form.show_field(name, is_shown=False)

    def _connect(self) -> None:
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self._on_edited)
        for name in ("starts_at", "ends_at"):
            editor = self.form.editor(name)
            assert isinstance(editor, QTimeEdit)
            editor.timeChanged.connect(self.asked)
        self.more.submitted.connect(self.submitted)
        self.more.asked.connect(self.asked)
        self.best.chosen.connect(self._on_best)
        self.book.clicked.connect(self.submitted)
        self.repeat.clicked.connect(self.repeat_requested)
        self.wait.clicked.connect(self.wish_requested)
        self.leave.clicked.connect(self.leave_requested)
        self.asked.connect(self.leave.hide)
        self._fold.clicked.connect(self.turn_more)
        self._drop.clicked.connect(self.reset)

    def _on_edited(self, name: str) -> None:
        if name == "day":
            self.form.set_text("last_day", self.form.text("day"))
            self.day_chosen.emit(dt.date.fromisoformat(self.form.text("day")))
        if name == "room_id":
            self._show_last_day(is_needed=self.form.text("last_day") > self.form.text("day"))
        if name in ("day", "last_day", "room_id", "purpose", "party_size"):
            self.asked.emit()

    def _show_last_day(self, *, is_needed: bool) -> None:
        """Ask for the last day where the room is given for several, or the booking goes over midnight."""
        room = self._rooms.get(self.form.text("room_id"))
        several = room is not None and room.rules.allows_several_days
        self._has_last_day = several or is_needed
        self.form.show_field("last_day", is_shown=self._has_last_day)

    def _on_best(self, key: str) -> None:
        pick = self._picks.get(key)
        if pick is not None:
            self.set_stretch(pick.stretch)
            if self.form.text("title"):
                self.book.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.focus_title()

    def _tell(self, text: str) -> None:
        self._who.setText(text)
        self._line.show()

    def _show_beginnings(self) -> None:
        """Show where long texts begin."""
        for name in ("title", "buyer", "seller"):
            editor = self.form.editor(name)
            assert isinstance(editor, QLineEdit)
            editor.setCursorPosition(0)

    def _moment(self, name: str) -> int:
        is_end = name == "ends_at" and self._has_last_day
        day = dt.date.fromisoformat(self.form.text("last_day" if is_end else "day"))
        at = dt.time.fromisoformat(self.form.text(name))
        return moment_of(dt.datetime.combine(day, at), self._zone)


def usual_stretch(room_id: str, start: int) -> Stretch:
    """Give the usual hour from a moment."""
    return Stretch(room_id, start, start + HOUR)
