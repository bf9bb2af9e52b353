"""The booking under the cursor: what it is, its contract, and giving the room back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rooms.rows import BookingRow, RoomRow
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import LineField, buttons_row
from ui.parts.words import words
from ui.rooms import phrases
from ui.rooms.booking_form import WIDTH

_LINE = 24
"""A wrapped line asks for far more height than it needs at this width, unless it is told."""


class BookingPanel(Card):
    """Shows one booking.

    Signals:
        cancel_confirmed: The room is to be given back. Carries the booking's key and the reason.
        contract_requested: A contract is to be drafted. Carries the visit's and the booking's key.
        left: The person wants to go back to the timeline.
    """

    cancel_confirmed = Signal(str, str)
    contract_requested = Signal(str, str)
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
        self._title_line.setText(booking.title)
        self._pending.setVisible(booking.is_pending)
        hours = phrases.stretch(booking.starts_at, booking.ends_at, self._zone)
        self._where.setText(phrases.names((hours, phrases.room_name(room), room.number)))
        self._facts.set_fact("purpose", wording.label(booking.purpose))
        self._facts.set_fact("parties", "\n".join(booking.party_names))
        self._facts.set_fact("people", str(booking.party_size))
        self.contract.setVisible(booking.visit_id is not None and not self._reasons.isVisible())

    def booking(self) -> BookingRow | None:
        """Give the booking shown."""
        return self._booking

    def ask_reason(self) -> None:
        """Ask why the room is given back: a digit for the usual reasons, or a line."""
        for part in (self._facts, self.contract, self.cancel):
            part.hide()
        self._reasons.show()
        self.usual.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the focus on the first thing that can be done."""
        first = self.cancel if self.contract.isHidden() else self.contract
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def request_contract(self) -> None:
        """Ask for the draft of a contract, where the booking belongs to a visit."""
        if self._booking is not None and self._booking.visit_id is not None:
            self.contract_requested.emit(self._booking.visit_id, self._booking.id)

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
        self._facts = Facts(self)
        for name, title in (
            ("purpose", self.tr("Purpose")),
            ("parties", self.tr("Who meets")),
            ("people", self.tr("People")),
        ):
            self._facts.add_fact(name, title).setMinimumHeight(theme.px(_LINE))
        for line in (self._title_line, self._where):
            line.setMinimumHeight(theme.px(_LINE))
        self.body.addWidget(self._title_line)
        self.body.addWidget(self._where)
        self.body.addWidget(self._pending, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._facts)
        self.body.addStretch(1)
        self._build_reasons()
        self.contract = Button(self.tr("Draft a contract"), "primary", "file-signature", parent=self)
        self.cancel = Button(self.tr("Cancel the booking"), "danger", "x", parent=self)
        self.body.addWidget(self.contract)
        self.body.addWidget(self.cancel)

    def _build_reasons(self) -> None:
        self._reasons = QWidget(self)
        column = QVBoxLayout(self._reasons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Why is the room given back?"), "strong", self))
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
        self.cancel.clicked.connect(self.ask_reason)
        self.usual.chosen.connect(self._on_reason)
        self.own.returnPressed.connect(self._on_own_reason)
        self._keep.clicked.connect(self._hide_reasons)

    def _on_reason(self, reason: str) -> None:
        if self._booking is not None:
            self.cancel_confirmed.emit(self._booking.id, reason)

    def _on_own_reason(self) -> None:
        if self.own.text().strip():
            self._on_reason(self.own.text())

    def _hide_reasons(self) -> None:
        self._reasons.hide()
        self.own.clear()
        self._facts.show()
        self.cancel.show()
        self.contract.setVisible(self._booking is not None and self._booking.visit_id is not None)
