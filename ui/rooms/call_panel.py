"""Whom to phone: bookings that cannot be as somebody counts on them: why, who, and what is free instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rooms.call_list import CallRow, Why
from app.rooms.call_people import PersonToPhone
from app.rooms.rows import RoomRow
from app.rooms.suggesting import Offer
from ui import theme
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.names import day_and_hour
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.rooms import phrases, reason_words
from ui.rooms.asking import Pick, picks_of
from ui.rooms.reason_words import Known

_SHOWN = 3


class CallPanel(Card):
    """The call list.

    Signals:
        selected: Another booking is selected. Carries it, or None.
        person_wanted: The number of somebody is to be shown. Carries a PersonToPhone.
        pick_wanted: Something that is free is to be had instead. Carries the CallRow and a Pick.
        decision_wanted: It is to be decided on the centre's page. Carries the key of the conflict.
        change_wanted: What can be had of it is to be set by hand. Carries the booking's key.
        told: Whoever counted on it knows, and it comes to nothing. Carries the CallRow and why, in words.
    """

    selected = Signal(object)
    person_wanted = Signal(object)
    pick_wanted = Signal(object, object)
    decision_wanted = Signal(str)
    change_wanted = Signal(str)
    told = Signal(object, str)

    def __init__(self, zone: str, *, may_unmask: bool, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("To phone"))
        self._zone = zone
        self._may_unmask = may_unmask
        self._rooms: Mapping[str, RoomRow] = {}
        self._people: dict[str, PersonToPhone] = {}
        self._numbers: dict[str, str] = {}
        self._picks: dict[str, Pick] = {}
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[CallRow], rooms: Mapping[str, RoomRow]) -> None:
        """Show the bookings; the selected one stays selected."""
        self._rooms = rooms
        self.table.show_rows(rows)
        if rows and self.table.current() is None:
            self.table.select_first()
        self._show_current(self.table.current())

    def show_offers(self, booking_id: str, offers: Sequence[Offer]) -> None:
        """Show what is free instead of the selected booking."""
        row = self.table.current()
        if row is None or row.booking_id != booking_id:
            return
        picks = picks_of(offers, self._rooms, self._zone, phrases.day(row.starts_at, self._zone))
        self._picks = {pick.key: pick for pick in picks}
        self.offers.show_choices([Choice(p.key, p.text, p.detail, p.remark) for p in picks])

    def show_number(self, person_id: str, number: str) -> None:
        """Show a number in full."""
        self._numbers[person_id] = number
        self._show_people(self.table.current())

    def _build(self) -> None:
        columns: tuple[Column[CallRow], ...] = (
            Column(self.tr("When"), self._when, 124),
            Column(self.tr("Room"), self._room, 90),
            Column(self.tr("What about"), _title, strong=True),
        )
        empty = EmptyState(
            "smartphone",
            self.tr("Nobody has to be phoned"),
            self.tr(
                "Bookings that were refused or declined, or lost their room, appear here with their people."
            ),
        )
        self.table = RowTable(columns, _key, empty, parent=self)
        self.table.setMinimumHeight(theme.px(96))
        self.table.setAccessibleName(self.tr("Bookings whose people are to be phoned"))
        self._why = words("", "waiting", self, wrap=True)
        self._who = words(self.tr("Who counts on it"), "strong", self)
        self.people = ChoiceList(self)
        self.people.setAccessibleName(self.tr("Who counts on it"))
        self.people.setFixedHeight(theme.px(44) * 2 + 12)
        self._instead = words(self.tr("Free instead"), "strong", self)
        self.offers = ChoiceList(self)
        self.offers.setAccessibleName(self.tr("Free instead"))
        self.offers.setFixedHeight(theme.px(44) * _SHOWN + 12)
        self.decide = Button(self.tr("Decide"), "plain", "arrow-right-left", parent=self)
        self.change = Button(self.tr("Change"), "plain", "pencil", parent=self)
        self.tick = Button(self.tr("Phoned; take it off the list"), "primary", "check", parent=self)
        foot = QHBoxLayout()
        foot.addWidget(self.decide)
        foot.addWidget(self.change)
        foot.addStretch(1)
        foot.addWidget(self.tick)
        self.body.addWidget(self.table, 1)
        for part in (self._why, self._who, self.people, self._instead, self.offers):
            self.body.addWidget(part)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.table.selected.connect(self._on_selected)
        self.table.chosen.connect(self._on_chosen)
        self.people.chosen.connect(self._on_person)
        self.offers.chosen.connect(self._on_offer)
        self.decide.clicked.connect(self._on_decide)
        self.change.clicked.connect(self._on_change)
        self.tick.clicked.connect(self._on_tick)

    def _show_current(self, row: CallRow | None) -> None:
        for part in (self._why, self._who, self.people, self._instead, self.offers, self.tick):
            part.setVisible(row is not None)
        why = row.why if row is not None else None
        self.decide.setVisible(why is Why.REFUSED)
        self.change.setVisible(row is not None and why is Why.LOST and not row.is_hidden)
        is_given_back = why is Why.LOST
        back, off = self.tr("Phoned; give it back"), self.tr("Phoned; take it off the list")
        self.tick.setText(back if is_given_back else off)
        self._why.setText(self._reason(row) if row is not None else "")
        self._why.setAccessibleName(self._why.text())
        self._show_people(row)

    def _reason(self, row: CallRow) -> str:
        if row.why is Why.REFUSED:
            return self.tr("The centre did not take it.")
        if row.why is Why.DECLINED:
            return self.tr("Declined: {reason}").format(reason=row.said)
        return " ".join(reason_words.sentences(row.reasons, Known(self._zone, row.titles, {})))

    def _show_people(self, row: CallRow | None) -> None:
        people = row.people if row else ()
        self._people = {str(place): person for place, person in enumerate(people)}
        choices = [
            Choice(key, p.name, p.organisation, self._numbers.get(p.person_id or "", "") or p.phone)
            for key, p in self._people.items()
        ]
        self.people.show_choices(choices)

    def _on_selected(self, row: CallRow | None) -> None:
        self._show_current(row)
        self.offers.show_choices(())
        self.selected.emit(row)

    def _on_chosen(self, row: CallRow) -> None:
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_person(self, key: str) -> None:
        person = self._people.get(key)
        if person is not None and person.person_id is not None and self._may_unmask:
            self.person_wanted.emit(person)

    def _on_offer(self, key: str) -> None:
        row = self.table.current()
        if row is not None and key in self._picks:
            self.pick_wanted.emit(row, self._picks[key])

    def _on_decide(self) -> None:
        row = self.table.current()
        if row is not None:
            self.decision_wanted.emit(row.key)

    def _on_change(self) -> None:
        row = self.table.current()
        if row is not None:
            self.change_wanted.emit(row.booking_id)

    def _on_tick(self) -> None:
        row = self.table.current()
        if row is not None:
            self.told.emit(row, self._reason(row))

    def _when(self, row: CallRow) -> str:
        return day_and_hour(row.starts_at, self._zone)[5:]

    def _room(self, row: CallRow) -> str:
        return phrases.local_name(row.room, row.room_en)


def _title(row: CallRow) -> str:
    return phrases.title(row)


def _key(row: CallRow) -> str:
    return f"{row.why} {row.key} {row.booking_id}"
