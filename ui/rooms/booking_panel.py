"""The booking under the cursor: what it is, its contract, and giving the room back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.rooms.rows import BookingCard, BookingRow, PartyRow, RoomRow
from app.rooms.series import Scope
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import LineField, buttons_row
from ui.parts.words import words
from ui.rooms import phrases
from ui.rooms.bar_painting import state_word
from ui.rooms.booking_form import WIDTH
from ui.rooms.reason_words import thing
from ui.rooms.scrolled import scrolled

_READ_LATER = ("host", "equipment", "notes")
_LINE = 24
"""A wrapped line asks for far more height than it needs at this width, unless it is told."""


class BookingPanel(Card):
    """Shows one booking.

    Signals:
        cancel_confirmed: The room is to be given back. Carries the booking, the Scope and the reason.
        change_requested: The booking is to be opened in the form. Carries its key.
        contract_requested: A contract is to be drafted. Carries the visit's key or "", and the booking's.
        meeting_requested: Who is there and what came of it is to be seen. Carries the booking's key.
        left: The person wants to go back to the timeline.
    """

    cancel_confirmed = Signal(object, object, str)
    change_requested = Signal(str)
    contract_requested = Signal(str, str)
    meeting_requested = Signal(str)
    left = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setFixedWidth(theme.px(WIDTH))
        self._zone = zone
        self._booking: BookingRow | None = None
        self._build()
        self._connect()

    def show_booking(self, booking: BookingRow, room: RoomRow) -> None:
        """Show a booking of the day."""
        if self._booking is None or booking.id != self._booking.id:
            self._hide_reasons()
        self._booking = booking
        self._title_line.setText(phrases.title(booking))
        self._say_state(booking)
        hours = phrases.stretch(booking.starts_at, booking.ends_at, self._zone)
        self._where.setText(phrases.names((hours, phrases.room_name(room), room.number)))
        self._facts.set_fact("purpose", wording.label(booking.purpose))
        self._facts.set_fact("parties", "\n".join(booking.party_names))
        self._facts.set_fact("people", str(booking.party_size))
        if not isinstance(booking, BookingCard):
            for name in _READ_LATER:
                self._facts.show_fact(name, is_shown=False)
        self._show_buttons(is_asking=self._reasons.isVisible())

    def show_card(self, card: BookingCard, room: RoomRow, host: str) -> None:
        """Show all that is known of the booking, once it has been read."""
        if self._booking is None or card.id != self._booking.id:
            return
        self.show_booking(card, room)
        self._facts.set_fact("parties", "\n".join(_told(party) for party in card.parties))
        pieces = [f"{thing(kind)} \u00d7 {count}" for kind, count in card.equipment.items()]
        notes = [note for note in (card.note, card.internal_note, card.override_reason) if note]
        for name, value in (
            ("host", host),
            ("equipment", phrases.names(pieces)),
            ("notes", "\n".join(notes)),
        ):
            self._facts.set_fact(name, value)
            self._facts.show_fact(name, is_shown=bool(value))

    def booking(self) -> BookingRow | None:
        """Give the booking shown."""
        return self._booking

    def ask_reason(self) -> None:
        """Ask why the room is given back: a digit for the usual reasons, or a line."""
        self._area.hide()
        self._show_buttons(is_asking=True)
        is_series = self._booking is not None and self._booking.series_id is not None
        self.scope.setVisible(is_series)
        self.scope.setCurrentIndex(0)
        self._reasons.show()
        self.usual.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the focus on the first thing that can be done."""
        first = next(
            b for b in (self.contract, self.edit, self.cancel) if not b.isHidden() or b is self.cancel
        )
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def request_contract(self) -> None:
        """Ask for the draft of a contract; the people at the table become its parties."""
        if self._booking is not None and not self._booking.is_hidden:
            self.contract_requested.emit(self._booking.visit_id or "", self._booking.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._reasons.isVisible():
            self._hide_reasons()
            self.take_focus()
        else:
            self.left.emit()

    def _build(self) -> None:
        self._title_line = words("", "heading", self, wrap=True)
        self._pending = words(phrases.to_be_confirmed(), "tag-waiting", self)
        self._where = words("", "muted", self, wrap=True)
        self._facts = Facts(self, beside=True)
        for name, title in (
            ("purpose", self.tr("Purpose")),
            ("parties", self.tr("Who meets")),
            ("people", self.tr("People")),
            ("host", self.tr("Host")),
            ("equipment", self.tr("Movable equipment")),
            ("notes", self.tr("Notes")),
        ):
            self._facts.add_fact(name, title).setMinimumHeight(theme.px(_LINE))
        for name in _READ_LATER:
            self._facts.show_fact(name, is_shown=False)
        for line in (self._title_line, self._where):
            line.setMinimumHeight(theme.px(_LINE))
        self.body.addWidget(self._title_line)
        self.body.addWidget(self._where)
        self.body.addWidget(self._pending, 0, Qt.AlignmentFlag.AlignLeft)
        self._hint = words(
            self.tr(
                "Ctrl+arrows move it, Ctrl+Shift+arrows its end, Alt+Shift+arrows its start; "
                "Ctrl+C copies, Ctrl+T splits at the cursor, Enter drops."
            ),
            "small",
            self,
            wrap=True,
        )
        self._area = scrolled(self._facts, self._hint, parent=self)
        self.body.addWidget(self._area, 1)
        self._build_reasons()
        self.contract = Button(self.tr("Draft a contract"), "primary", "file-signature", parent=self)
        self.meeting = Button(self.tr("Meeting: who is here, minutes"), "plain", "users", parent=self)
        self.edit = Button(self.tr("Change"), "plain", "pencil", parent=self)
        self.cancel = Button(self.tr("Cancel the booking"), "danger", "x", parent=self)
        last = QHBoxLayout()
        for button in (self.edit, self.cancel):
            last.addWidget(button, 1)
        for button in (self.contract, self.meeting):
            self.body.addWidget(button)
        self.body.addLayout(last)

    def _build_reasons(self) -> None:
        self._reasons = QWidget(self)
        column = QVBoxLayout(self._reasons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Why is the room given back?"), "strong", self))
        self.scope = QComboBox(self._reasons)
        self.scope.setAccessibleName(self.tr("Which dates"))
        for scope in Scope:
            self.scope.addItem(wording.label(scope), scope.value)
        column.addWidget(self.scope)
        self.usual = ChoiceList(self._reasons)
        self.usual.setAccessibleName(self.tr("Why is the room given back?"))
        usual = (
            self.tr("The other party postponed"),
            self.tr("No longer needed"),
            self.tr("Booked by mistake"),
        )
        self.usual.show_choices([Choice(text, text) for text in usual])
        self.usual.setFixedHeight(theme.px(44) * len(usual) + 12)
        self.own = LineField(self._reasons, placeholder=self.tr("Another reason, then Enter"))
        self.own.setAccessibleName(self.tr("Another reason"))
        self._keep = Button(self.tr("Keep the booking"), parent=self._reasons)
        column.addWidget(self.usual)
        column.addWidget(self.own)
        column.addWidget(buttons_row(self._keep, parent=self._reasons))
        self._reasons.hide()
        self.body.addWidget(self._reasons)

    def _connect(self) -> None:
        self.contract.clicked.connect(self.request_contract)
        self.meeting.clicked.connect(self._on_meeting)
        self.edit.clicked.connect(self._on_edit)
        self.cancel.clicked.connect(self.ask_reason)
        self.usual.chosen.connect(self._on_reason)
        self.own.returnPressed.connect(self._on_own_reason)
        self._keep.clicked.connect(self._hide_reasons)

    def _on_reason(self, reason: str) -> None:
        if self._booking is not None:
            scope = Scope(self.scope.currentData()) if self._booking.series_id else Scope.ONE
            self.cancel_confirmed.emit(self._booking, scope, reason)

    def _on_edit(self) -> None:
        if self._booking is not None:
            self.change_requested.emit(self._booking.id)

    def _on_meeting(self) -> None:
        if self._booking is not None:
            self.meeting_requested.emit(self._booking.id)

    def _on_own_reason(self) -> None:
        if self.own.text().strip():
            self._on_reason(self.own.text())

    def _hide_reasons(self) -> None:
        self._reasons.hide()
        self.own.clear()
        self._area.show()
        self._show_buttons(is_asking=False)

    def _show_buttons(self, *, is_asking: bool) -> None:
        """Offer what can be done; what is nobody else's business cannot be changed."""
        booking = self._booking
        is_open = booking is not None and not booking.is_hidden and not is_asking
        self.contract.setVisible(is_open)
        self.meeting.setVisible(is_open)
        self.edit.setVisible(is_open)
        self.cancel.setVisible(not is_asking)

    def _say_state(self, booking: BookingRow) -> None:
        is_open = bool(state_word(booking))
        word = phrases.to_be_confirmed() if booking.is_pending else wording.label(booking.state)
        self._pending.setText(word)
        self._pending.setVisible(is_open)


def _told(party: PartyRow) -> str:
    """Write somebody with their side, organisation and link."""
    side = phrases.names(word for word in (wording.label(party.role), party.organisation, party.link) if word)
    return wording.with_aside(party.name, side)
