"""The waiting list: who would take a room that becomes free; an offer holds it for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rooms.entries import BookingEntry
from app.rooms.rows import RoomRow
from app.rooms.states import WishState
from app.rooms.waiting_list import WishEntry, WishRow
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form, buttons_row
from ui.parts.names import day_and_hour
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.rooms import phrases
from ui.rooms.asking import Pick, picks_of

_OFFERED = 2


class WaitingPanel(Card):
    """Joins, offers, takes, takes off.

    Signals:
        join_wanted: Somebody is to be put on the list. Carries a WishEntry.
        offer_wanted: A room is to be held. Carries the wish and a Pick.
        take_wanted: The offer is taken. Carries the wish.
        again_wanted: Whose offer lapsed waits once more. Carries the wish.
        withdraw_wanted: Somebody is to be taken off. Carries the wish.
        number_wanted: The telephone number is to be shown. Carries the wish.
    """

    join_wanted = Signal(object)
    offer_wanted = Signal(object, object)
    take_wanted = Signal(object)
    again_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    number_wanted = Signal(object)

    def __init__(self, zone: str, *, may_unmask: bool, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Waiting list"))
        self._zone = zone
        self._may_unmask = may_unmask
        self._rooms: Mapping[str, RoomRow] = {}
        self._picks: dict[str, Pick] = {}
        self._wanted: BookingEntry | None = None
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[WishRow], rooms: Mapping[str, RoomRow]) -> None:
        """Show who waits; the selected line stays selected."""
        self._rooms = rooms
        self.table.show_rows(rows)
        if rows and self.table.current() is None:
            self.table.select_first()
        self._show_current(self.table.current())

    def begin(self, entry: BookingEntry, name: str) -> None:
        """Ask whom to phone about what the booking form holds."""
        self._wanted = entry
        hours = phrases.stretch(entry.starts_at, entry.ends_at, self._zone)
        day = day_and_hour(entry.starts_at, self._zone)[:10]
        self._what.setText(phrases.names((f"{day} {hours}", entry.title)))
        self.form.set_text("name", name)
        self.form.set_text("phone", "")
        self.form.set_text("any_room", "")
        self._join.show()
        self.form.focus_first()

    def show_number(self, wish_id: str, number: str) -> None:
        """Show the number of the selected line in full."""
        row = self.table.current()
        if row is not None and row.id == wish_id:
            self._number.setText(number or self.tr("No number is known."))

    def forget_joining(self) -> None:
        """Close the lines of whoever joins."""
        self._wanted = None
        self._join.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take somebody off by Del; Esc closes the lines of whoever joins."""
        row = self.table.current()
        if event.key() == Qt.Key.Key_Escape and self._join.isVisible():
            self.forget_joining()
        elif event.key() == Qt.Key.Key_Delete and row is not None:
            self.withdraw_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        columns: tuple[Column[WishRow], ...] = (
            Column(self.tr("Name"), _name, 96, strong=True),
            Column(self.tr("Wants"), self._when, 130, wraps=True),
            Column(self.tr("State"), self._state, tone=_tone, wraps=True),
        )
        empty = EmptyState(
            "clock",
            self.tr("Nobody waits"),
            self.tr("Type a booking, then press the clock beside Book to put somebody on the list."),
        )
        self.table = RowTable(columns, _key, empty, parent=self)
        self.table.setMinimumHeight(theme.px(96))
        self.table.setAccessibleName(self.tr("Waiting list"))
        self._build_join()
        self._number = words("", "strong", self, wrap=True)
        self.offers = ChoiceList(self)
        self.offers.setAccessibleName(self.tr("Free for this wish"))
        self.offers.setFixedHeight(theme.px(44) * _OFFERED + 12)
        self.take = Button(self.tr("Takes it"), "primary", "check", parent=self)
        self.again = Button(self.tr("Waits again"), parent=self)
        self.number = Button(self.tr("Number"), "plain", "eye", parent=self)
        self.off = Button(self.tr("Take off"), "plain", "x", parent=self)
        foot = QHBoxLayout()
        for part in (self.off, self.number):
            foot.addWidget(part)
        foot.addStretch(1)
        for part in (self.again, self.take):
            foot.addWidget(part)
        self.body.addWidget(self._join)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._number)
        self.body.addWidget(self.offers)
        self.body.addLayout(foot)

    def _build_join(self) -> None:
        self._join = Card("", self, tinted=True)
        self._what = words("", "strong", self, wrap=True)
        self.form = Form(self._join, columns=2)
        self.form.add_line("name", self.tr("Whom to phone"), required=True)
        self.form.add_line("phone", self.tr("Phone"))
        self.form.add_tick("any_room", self.tr("Any room that is large enough"), span=2)
        self.join = Button(self.tr("Put on the list"), "primary", parent=self._join)
        self._join.body.addWidget(self._what)
        self._join.body.addWidget(self.form)
        self._join.body.addWidget(buttons_row(self.join, parent=self._join))
        self._join.hide()

    def _connect(self) -> None:
        self.form.submitted.connect(self._on_join)
        self.join.clicked.connect(self._on_join)
        self.table.selected.connect(self._show_current)
        self.table.chosen.connect(self._on_chosen)
        self.offers.chosen.connect(self._on_offer)
        self.take.clicked.connect(self._on_take)
        self.again.clicked.connect(self._on_again)
        self.number.clicked.connect(self._on_number)
        self.off.clicked.connect(self._on_off)

    def _show_current(self, row: WishRow | None) -> None:
        state = row.state if row else None
        self._number.setText(row.phone if row else "")
        day = row.starts_at if row else 0
        picks = picks_of(row.offers, self._rooms, self._zone, phrases.day(day, self._zone)) if row else []
        self._picks = {pick.key: pick for pick in picks}
        self.offers.show_choices([Choice(p.key, p.text, p.detail, p.remark) for p in picks])
        self.offers.setVisible(bool(picks))
        self.take.setVisible(state is WishState.OFFERED)
        self.again.setVisible(state is WishState.LAPSED)
        self.off.setVisible(row is not None)
        self.number.setVisible(row is not None and self._may_unmask)

    def _on_join(self) -> None:
        if self._wanted is not None and self.form.is_complete():
            self.join_wanted.emit(self._wish(self._wanted))

    def _wish(self, entry: BookingEntry) -> WishEntry:
        """Give what was typed: the hour of the form, and whom to phone about it."""
        person = next((p for p in entry.parties if p.name == self.form.text("name")), None)
        return WishEntry(
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            purpose=entry.purpose,
            title=entry.title,
            name=self.form.text("name"),
            party_size=entry.party_size,
            room_id=None if self.form.text("any_room") else entry.room_id,
            visit_id=entry.visit_id,
            person_id=person.person_id if person else None,
            phone=self.form.text("phone"),
        )

    def _on_chosen(self, row: WishRow) -> None:
        if row.state is WishState.OFFERED:
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        elif row.state is WishState.LAPSED:
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif row.offers:
            self.offers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_offer(self, key: str) -> None:
        row = self.table.current()
        if row is not None and key in self._picks:
            self.offer_wanted.emit(row, self._picks[key])

    def _on_take(self) -> None:
        self.take_wanted.emit(self.table.current())

    def _on_again(self) -> None:
        self.again_wanted.emit(self.table.current())

    def _on_number(self) -> None:
        self.number_wanted.emit(self.table.current())

    def _on_off(self) -> None:
        self.withdraw_wanted.emit(self.table.current())

    def _when(self, row: WishRow) -> str:
        room = self._rooms.get(row.room_id or "")
        where = phrases.room_name(room) if room else self.tr("any room")
        return f"{day_and_hour(row.starts_at, self._zone)[5:]} {where}"

    def _state(self, row: WishRow) -> str:
        if row.state is WishState.OFFERED and row.held_until is not None:
            text = self.tr("held until {until}")
            return text.format(until=phrases.hour(row.held_until, self._zone))
        if row.state is WishState.WAITING and row.offers:
            return self.tr("a room is free now")
        return wording.label(row.state)


def _name(row: WishRow) -> str:
    return row.name


def _key(row: WishRow) -> str:
    return row.id


def _tone(row: WishRow) -> str:
    if row.state is WishState.OFFERED:
        return "waiting"
    return "good" if row.offers else "muted"
