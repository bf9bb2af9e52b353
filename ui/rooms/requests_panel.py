"""Requests that wait for the hall's word: competing ones side by side, losers told with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.rooms.rows import BookingCard
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField
from ui.parts.names import day_and_hour
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.rooms import phrases

_SIDE = 172
_LINE = 22


class RequestCard(Card):
    """One of the requests that cannot all be.

    Signals:
        approved: This one is to be agreed to. Carries the booking.
        declined: This one is to be declined. Carries the booking.
    """

    approved = Signal(object)
    declined = Signal(object)

    def __init__(self, booking: BookingCard, zone: str, host: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.booking = booking
        self.setFixedWidth(theme.px(_SIDE))
        hours = phrases.stretch(booking.starts_at, booking.ends_at, zone)
        people = self.tr("{count} people").format(count=booking.party_size)
        asked = self.tr("asked {when}").format(when=day_and_hour(booking.made_at, zone))
        lines = (
            (phrases.title(booking), "strong"),
            (phrases.names((hours, people)), "muted"),
            (phrases.names((wording.label(booking.purpose), *booking.party_names)), "small"),
            (phrases.names(word for word in (host, asked) if word), "small"),
        )
        for text, tone in lines:
            line = words(text, tone, self, wrap=True)
            line.setMinimumHeight(theme.px(_LINE))
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.approve = Button(self.tr("Agree"), "primary", "check", parent=self)
        self.decline = Button(self.tr("Decline"), "plain", "x", parent=self)
        self.body.addWidget(self.approve)
        self.body.addWidget(self.decline)
        self.approve.clicked.connect(self._on_approve)
        self.decline.clicked.connect(self._on_decline)

    def _on_approve(self) -> None:
        self.approved.emit(self.booking)

    def _on_decline(self) -> None:
        self.declined.emit(self.booking)


class RequestsPanel(Card):
    """The list of requests, and those that compete with the selected one beside it.

    Signals:
        selected: Another request is selected. Carries its key, or "".
        approve_confirmed: A request is agreed to. Carries its key and the reason for the others.
        decline_confirmed: A request is declined. Carries its key and the reason.
    """

    selected = Signal(str)
    approve_confirmed = Signal(str, str)
    decline_confirmed = Signal(str, str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Requests"))
        self._zone = zone
        self._approving = True
        self._meant: BookingCard | None = None
        self._cards: list[RequestCard] = []
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[BookingCard]) -> None:
        """Show the requests; the selected one stays selected."""
        self.table.show_rows(rows)
        if rows and self.table.current() is None:
            self.table.select_first()
        if not rows:
            self._show_cards(())

    def show_competing(self, key: str, rows: Sequence[BookingCard], staff: Mapping[str, str]) -> None:
        """Show the selected request and those that cannot stand beside it."""
        row = self.table.current()
        if row is None or row.id != key:
            return
        cards = [RequestCard(r, self._zone, staff.get(r.host_id, ""), self) for r in (row, *rows)]
        self._show_cards(cards)
        text = self.tr("One of {count} can be.").format(count=len(cards))
        self._count.setText(text if rows else self.tr("Nobody else asks for this hour."))

    def cards(self) -> tuple[RequestCard, ...]:
        """Give the requests that stand side by side."""
        return tuple(self._cards)

    def say(self, text: str) -> None:
        """Tell what came of it: whom to phone."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back from the reasons."""
        if event.key() == Qt.Key.Key_Escape and self._reasons.isVisible():
            self._close()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        columns: tuple[Column[BookingCard], ...] = (
            Column(self.tr("When"), self._when, 124),
            Column(self.tr("Room"), _room, 90),
            Column(self.tr("What about"), phrases.title, strong=True),
        )
        empty = EmptyState("circle-check", self.tr("Nobody waits for the hall's word"))
        self.table = RowTable(columns, _key, empty, parent=self)
        self.table.setMinimumHeight(theme.px(96))
        self.table.setAccessibleName(self.tr("Requests"))
        self._count = words("", "muted", self)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        self._pair = QHBoxLayout(holder)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(8)
        self._pair.addStretch(1)
        self._area.setWidget(holder)
        self._told = words("", "waiting", self, wrap=True)
        self._told.hide()
        self._build_reasons()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._count)
        self.body.addWidget(self._area, 4)
        self.body.addWidget(self._reasons)
        self.body.addWidget(self._told)

    def _build_reasons(self) -> None:
        self._reasons = QWidget(self)
        column = QVBoxLayout(self._reasons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._ask = words("", "strong", self, wrap=True)
        self.usual = ChoiceList(self._reasons)
        self.usual.setAccessibleName(self.tr("Reason"))
        usual = (
            self.tr("Another request was asked for first"),
            self.tr("Another use of the room goes first"),
            self.tr("The room is not suited for it"),
        )
        self.usual.show_choices([Choice(text, text) for text in usual])
        self.usual.setFixedHeight(theme.px(44) * len(usual) + 12)
        self.own = LineField(self._reasons, placeholder=self.tr("Another reason, then Enter"))
        self.own.setAccessibleName(self.tr("Another reason"))
        for part in (self._ask, self.usual, self.own):
            column.addWidget(part)
        self._reasons.hide()

    def _connect(self) -> None:
        self.table.selected.connect(self._on_selected)
        self.table.chosen.connect(self._on_chosen)
        self.usual.chosen.connect(self._on_reason)
        self.own.returnPressed.connect(self._on_own)

    def _show_cards(self, cards: Sequence[RequestCard]) -> None:
        for card in self._cards:
            self._pair.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = list(cards)
        for place, card in enumerate(self._cards):
            self._pair.insertWidget(place, card)
            card.approved.connect(self._on_approved)
            card.declined.connect(self._on_declined)
        self._area.setVisible(bool(cards))
        self._count.setVisible(bool(cards))

    def _on_selected(self, row: BookingCard | None) -> None:
        self._close()
        self.selected.emit(row.id if row else "")

    def _on_chosen(self, row: BookingCard) -> None:
        if self._cards:
            self._cards[0].approve.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_approved(self, booking: BookingCard) -> None:
        if len(self._cards) == 1:
            self.approve_confirmed.emit(booking.id, self.tr("Another request was asked for first"))
            return
        self._open(booking, self.tr("What are the others told?"), is_approving=True)

    def _on_declined(self, booking: BookingCard) -> None:
        self._open(booking, self.tr("Why is it declined?"), is_approving=False)

    def _open(self, booking: BookingCard, question: str, *, is_approving: bool) -> None:
        self._meant, self._approving = booking, is_approving
        self._ask.setText(question)
        self._reasons.show()
        self._area.hide()
        self.usual.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._meant = None
        self._reasons.hide()
        self._area.setVisible(bool(self._cards))
        self.own.clear()

    def _on_own(self) -> None:
        if self.own.text().strip():
            self._on_reason(self.own.text())

    def _on_reason(self, reason: str) -> None:
        meant = self._meant
        if meant is None:
            return
        said = self.approve_confirmed if self._approving else self.decline_confirmed
        self._close()
        said.emit(meant.id, reason)

    def _when(self, row: BookingCard) -> str:
        return day_and_hour(row.starts_at, self._zone)[5:]


def _room(row: BookingCard) -> str:
    return phrases.local_name(row.room, row.room_en)


def _key(row: BookingCard) -> str:
    return row.id
