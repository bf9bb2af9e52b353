"""A meeting: who is here, what came of it, its sheet on paper and the contract that follows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.rooms.arriving import GuestEntry
from app.rooms.rows import BookingCard
from app.rooms.states import BookingState, MeetingOutcome
from app.security.actors import Actor
from ui import theme, wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.empty_state import EmptyState
from ui.parts.page import KeyAction, Page
from ui.parts.words import words
from ui.rooms import phrases
from ui.rooms.attendance_card import AttendanceCard
from ui.rooms.meeting_reading import MeetingDoors, MeetingReading, read_meeting
from ui.rooms.minutes_card import MinutesCard
from ui.rooms.scrolled import scrolled

_FACTS, _MINUTES, _BAR = 300, 340, 20
_LARGE = 1.3


class MeetingPage(Page):
    """One meeting, from signing in to the contract.

    Signals:
        contract_requested: A contract is to be drafted. Carries the visit's key or "", and the booking's.
        attendance_requested: The attendance sheet is to be printed. Carries the booking's key.
    """

    tables = ("booking", "booking_party", "booking_attendance", "conflict")

    contract_requested = Signal(str, str)
    attendance_requested = Signal(str)

    def __init__(
        self, doors: MeetingDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors, self._actor = doors, actor
        self._booking_id = ""
        self._card: BookingCard | None = None
        self._aside: QScrollArea | None = None
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Meeting")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page."""
        return (
            KeyAction("F7", self.tr("They are here"), self._on_check_in),
            KeyAction("F9", self.tr("Outcome"), self._on_outcome_key),
            KeyAction("Ctrl+S", self.tr("Keep outcome and minutes"), self.minutes.request_save),
            KeyAction("F8", self.tr("Draft a contract"), self._on_contract),
            KeyAction("Ctrl+P", self.tr("Attendance sheet"), self._on_print, 2),
        )

    def refresh(self) -> None:
        """Read the meeting again; what is typed stays."""
        if self._booking_id:
            job = partial(read_meeting, self._doors, self._booking_id, self._actor)
            self.background.read(self, job, self._on_read)

    def open_record(self, key: str) -> None:
        """Show a meeting."""
        self.clear_trouble()
        self._booking_id = key
        self.people.forget_typed()
        self.refresh()

    def take_code(self, text: str) -> None:
        """Sign in the visitor whose ticket was scanned, whatever field has the focus."""
        if self._booking_id:
            self.clear_trouble()
            job = partial(self._doors.door.sign_in_by_code, self._booking_id, text, actor=self._actor)
            self.background.write(self, job, self._on_signed)

    def take_focus(self) -> None:
        """Begin with the people."""
        self.people.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the rooms."""
        if event.key() == Qt.Key.Key_Escape:
            self.page_requested.emit("rooms", "")
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.nothing = EmptyState(
            "calendar-clock",
            self.tr("No meeting is open"),
            self.tr("Point at one on the rooms' page and press Ctrl+E, or scan the code of its sheet."),
            self,
        )
        self.facts_card = Card("", self)
        self.facts_card.setFixedWidth(theme.px(_FACTS))
        self._title_line = words("", "heading", self, wrap=True)
        self._where = words("", "muted", self, wrap=True)
        self._state = words("", "strong", self, wrap=True)
        self._facts = Facts(self)
        for name, title in (
            ("purpose", self.tr("Purpose")),
            ("host", self.tr("Host")),
            ("people", self.tr("People")),
            ("note", self.tr("Notes")),
        ):
            self._facts.add_fact(name, title)
        self.check_in = Button(self.tr("They are here"), "primary", "ticket", parent=self)
        self.sheet = Button(self.tr("Attendance sheet"), "plain", "printer", parent=self)
        for part in (self._title_line, self._where, self._state, self._facts):
            self.facts_card.body.addWidget(part)
        self.facts_card.body.addStretch(1)
        self.facts_card.body.addWidget(self.check_in)
        self.facts_card.body.addWidget(self.sheet)
        self.people = AttendanceCard(self._doors.zone, self)
        self.minutes = MinutesCard(self)
        self.minutes.setFixedWidth(theme.px(_MINUTES))
        self._lay_out()
        self.body.addWidget(self.nothing, 1)
        self.body.addWidget(self.line, 1)

    def _lay_out(self) -> None:
        """Put the three cards beside each other; large text leaves room for two, the other goes below."""
        self.line = QWidget(self)
        row = QHBoxLayout(self.line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if theme.current().text_scale < _LARGE:
            row.addWidget(self.facts_card)
            row.addWidget(self.people, 1)
            row.addWidget(self.minutes)
        else:
            self.facts_card.setFixedWidth(self.minutes.width())
            self._aside = scrolled(self.facts_card, self.minutes, parent=self.line)
            self._aside.setFixedWidth(self.minutes.width() + _BAR)
            row.addWidget(self.people, 1)
            row.addWidget(self._aside)
        self.line.hide()

    def _connect(self) -> None:
        self.check_in.clicked.connect(self._on_check_in)
        self.sheet.clicked.connect(self._on_print)
        self.people.sign_in_wanted.connect(self._on_sign_in)
        self.minutes.save_wanted.connect(self._on_save)
        self.minutes.contract_wanted.connect(self._on_contract)

    def _on_read(self, reading: MeetingReading) -> None:
        if reading.card.id != self._booking_id:
            return
        card, is_first = reading.card, self._card is None or self._card.id != reading.card.id
        self._card = card
        self.nothing.hide()
        self.line.show()
        self._show_facts(reading)
        self.people.show_people(reading.people, is_open=not card.is_hidden)
        self.minutes.show_card(card)
        if is_first:
            self.people.take_focus()

    def _show_facts(self, reading: MeetingReading) -> None:
        card, zone = reading.card, self._doors.zone
        self._title_line.setText(phrases.title(card))
        day = f"{local(card.starts_at, zone):%Y-%m-%d}"
        room = phrases.local_name(card.room, card.room_en)
        self._where.setText(phrases.names((room, day, phrases.stretch(card.starts_at, card.ends_at, zone))))
        self._state.setText(self._state_words(card))
        for name, value in (
            ("purpose", wording.label(card.purpose)),
            ("host", reading.host),
            ("people", str(card.party_size)),
            ("note", card.note),
        ):
            self._facts.set_fact(name, value)
            self._facts.show_fact(name, is_shown=bool(value))
        is_waited_for = card.state is BookingState.CONFIRMED and card.checked_in_at is None
        self.check_in.setVisible(is_waited_for)
        self.sheet.setEnabled(not card.is_hidden)

    def _state_words(self, card: BookingCard) -> str:
        if card.is_pending:
            return phrases.to_be_confirmed()
        if card.checked_in_at is not None:
            return self.tr("Here since {hour}").format(
                hour=phrases.hour(card.checked_in_at, self._doors.zone)
            )
        if card.state is BookingState.CONFIRMED:
            return self.tr("Nobody has come yet")
        return wording.label(card.state)

    def _on_check_in(self) -> None:
        if self._card is not None:
            self.clear_trouble()
            job = partial(self._doors.door.check_in, self._card.id, actor=self._actor)
            self.background.write(self, job, self._on_checked_in)

    def _on_checked_in(self, outcome: Outcome[BookingCard]) -> None:
        self.said.emit(self.tr("The people are here"), True)
        self.refresh()

    def _on_sign_in(self, guest: GuestEntry) -> None:
        self.clear_trouble()
        job = partial(self._doors.door.sign_in, self._booking_id, guest, actor=self._actor)
        self.background.write(self, job, self._on_signed)

    def _on_signed(self, outcome: Outcome[str]) -> None:
        self.people.forget_typed()
        self.said.emit(self.tr("Signed in"), True)
        self.refresh()

    def _on_outcome_key(self) -> None:
        self.minutes.outcome.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._aside is not None:
            self._aside.ensureWidgetVisible(self.minutes.outcome)
            self._aside.ensureWidgetVisible(self.minutes.save)

    def _on_save(self, outcome: MeetingOutcome, text: str) -> None:
        self.clear_trouble()
        job = partial(self._doors.door.note_outcome, self._booking_id, outcome, text, actor=self._actor)
        self.background.write(self, job, self._on_saved)

    def _on_saved(self, outcome: Outcome[BookingCard]) -> None:
        self.said.emit(self.tr("Kept: {outcome}").format(outcome=wording.label(outcome.value.outcome)), True)
        self.minutes.show_kept()
        self.refresh()

    def _on_contract(self) -> None:
        if self._card is not None and not self._card.is_hidden:
            self.contract_requested.emit(self._card.visit_id or "", self._card.id)

    def _on_print(self) -> None:
        if self._card is not None:
            self.attendance_requested.emit(self._card.id)
