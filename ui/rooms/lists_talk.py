"""What goes on between the side lists (requests, waiting list, call list) and the services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.kernel.changes import Outcome
from app.kernel.periods import Period
from app.reception.states import PersonalField
from app.rooms.approving import Approved
from app.rooms.call_list import CallRow, Why
from app.rooms.call_people import PersonToPhone
from app.rooms.hall_time import words_of
from app.rooms.rows import BookingCard, RoomRow
from app.rooms.suggesting import Offer
from app.rooms.waiting_list import WishEntry, WishRow
from app.security.actors import Actor, Permission
from ui.parts.background import Background
from ui.rooms import phrases, telling
from ui.rooms.asking import Pick
from ui.rooms.call_panel import CallPanel
from ui.rooms.day import Stretch
from ui.rooms.jobs import RoomsDoors
from ui.rooms.requests_panel import RequestsPanel
from ui.rooms.waiting_panel import WaitingPanel

T = TypeVar("T")


@dataclass(frozen=True)
class Lists:
    """What the side lists show."""

    requests: tuple[BookingCard, ...]
    wishes: tuple[WishRow, ...]
    calls: tuple[CallRow, ...]
    rooms: Mapping[str, RoomRow]
    staff: Mapping[str, str]


class ListsTalk(QObject):
    """Reads the lists and carries out what is wished of them.

    Signals:
        counted: The lists were read. Carries how many requests, wishes and calls there are.
        kept: Something was saved. Carries the sentence and the Stretch to look at, or None.
        troubled: Something cannot be. Carries the error.
        pick_wanted: Something else is to be had for a booking on the call list. Carries it and a Pick.
        decision_wanted: A conflict is to be decided. Carries its key.
        change_wanted: A booking is to be changed. Carries its key.
    """

    counted = Signal(int, int, int)
    kept = Signal(str, object)
    troubled = Signal(object)
    pick_wanted = Signal(object, object)
    decision_wanted = Signal(str)
    change_wanted = Signal(str)

    def __init__(self, doors: RoomsDoors, background: Background, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._doors, self._background, self._actor = doors, background, actor
        self._staff: Mapping[str, str] = {}
        may_unmask = actor.may(Permission.UNMASK)
        self.requests = RequestsPanel(doors.zone)
        self.waiting = WaitingPanel(doors.zone, may_unmask=may_unmask)
        self.calls = CallPanel(doors.zone, may_unmask=may_unmask)
        self._connect()

    def read(self) -> None:
        """Read the lists again."""
        self._background.read(self, partial(read_lists, self._doors, self._actor), self._on_lists)

    def show_trouble(self, error: Exception) -> None:
        """Hand on what cannot be, and look again: it may have gone meanwhile."""
        self.troubled.emit(error)
        self.read()

    def _connect(self) -> None:
        self.requests.selected.connect(self._on_request)
        self.requests.approve_confirmed.connect(self._on_approve)
        self.requests.decline_confirmed.connect(self._on_decline)
        self.waiting.join_wanted.connect(self._on_join)
        self.waiting.offer_wanted.connect(self._on_offer)
        self.waiting.take_wanted.connect(self._on_take)
        self.waiting.again_wanted.connect(self._on_again)
        self.waiting.withdraw_wanted.connect(self._on_withdraw)
        self.waiting.number_wanted.connect(self._on_number)
        self.calls.selected.connect(self._on_call)
        self.calls.person_wanted.connect(self._on_person)
        self.calls.pick_wanted.connect(self.pick_wanted)
        self.calls.decision_wanted.connect(self.decision_wanted)
        self.calls.change_wanted.connect(self.change_wanted)
        self.calls.told.connect(self._on_told)

    def _on_lists(self, lists: Lists) -> None:
        self._staff = lists.staff
        self.requests.show_rows(lists.requests)
        self.waiting.show_rows(lists.wishes, lists.rooms)
        self.calls.show_rows(lists.calls, lists.rooms)
        current = self.requests.table.current()
        self._on_request(current.id if current else "")
        self.counted.emit(len(lists.requests), len(lists.wishes), len(lists.calls))

    def _on_request(self, booking_id: str) -> None:
        if booking_id:
            job = partial(read_competing, self._doors, booking_id, self._actor)
            self._background.read(self, job, self._on_competing)

    def _on_competing(self, found: tuple[str, tuple[BookingCard, ...]]) -> None:
        self.requests.show_competing(*found, self._staff)

    def _on_approve(self, booking_id: str, to_others: str) -> None:
        job = partial(self._doors.approvals.approve, booking_id, to_others, actor=self._actor)
        self._write(job, self._on_approved)

    def _on_approved(self, outcome: Outcome[Approved]) -> None:
        value = outcome.value
        names = [phrases.title(card) for card in value.declined]
        told = self.tr("Declined, to be told: {titles}").format(titles=phrases.names(names))
        self.requests.say(told if names else "")
        self._tell(outcome, value.booking, self.tr("Agreed: {room}, {hours}"))

    def _on_decline(self, booking_id: str, reason: str) -> None:
        job = partial(self._doors.approvals.decline, booking_id, reason, actor=self._actor)
        self._write(job, self._on_declined)

    def _on_declined(self, outcome: Outcome[BookingCard]) -> None:
        self._tell(outcome, outcome.value, self.tr("Declined: {room}, {hours}"))

    def _on_join(self, entry: WishEntry) -> None:
        self._write(partial(self._doors.waiting.join, entry, actor=self._actor), self._on_joined)

    def _on_joined(self, outcome: Outcome[str]) -> None:
        self.waiting.forget_joining()
        self.kept.emit(self.tr("On the waiting list"), None)
        self.read()

    def _on_offer(self, wish: WishRow, pick: Pick) -> None:
        to = pick.stretch
        job = partial(
            self._doors.waiting.offer,
            wish.id,
            to.room_id,
            actor=self._actor,
            period=Period(to.starts_at, to.ends_at),
        )
        self._write(job, self._on_offered)

    def _on_offered(self, outcome: Outcome[BookingCard]) -> None:
        self._tell(outcome, outcome.value, self.tr("Held for ten minutes: {room}, {hours}"))

    def _on_take(self, wish: WishRow) -> None:
        self._write(partial(self._doors.waiting.take, wish.id, actor=self._actor), self._on_taken)

    def _on_taken(self, outcome: Outcome[BookingCard]) -> None:
        asked = self.tr("Asked for: {room}, {hours}")
        self._tell(outcome, outcome.value, self.tr("Booked: {room}, {hours}"), asked)

    def _on_again(self, wish: WishRow) -> None:
        self._write(partial(self._doors.waiting.wait_again, wish.id, actor=self._actor), self._on_changed)

    def _on_withdraw(self, wish: WishRow) -> None:
        reason = self.tr("Does not want to wait any longer")
        job = partial(self._doors.waiting.withdraw, wish.id, reason, actor=self._actor)
        self._write(job, self._on_changed)

    def _on_changed(self, outcome: Outcome[Any]) -> None:
        self.read()

    def _on_number(self, wish: WishRow) -> None:
        why = self.tr("Phone call about a room")
        job = partial(read_number, self._doors, wish, why, self._actor)
        self._background.write(self, job, self._on_number_read, self._on_trouble)

    def _on_number_read(self, found: tuple[str, str]) -> None:
        self.waiting.show_number(*found)

    def _on_call(self, row: CallRow | None) -> None:
        if row is not None:
            self._background.read(
                self, partial(read_instead, self._doors, row, self._actor), self._on_instead
            )

    def _on_instead(self, found: tuple[str, tuple[Offer, ...]]) -> None:
        self.calls.show_offers(*found)

    def _on_person(self, person: PersonToPhone) -> None:
        why = self.tr("Phone call about a room")
        job = partial(read_phone, self._doors, person.person_id or "", why, self._actor)
        self._background.write(self, job, self._on_person_read, self._on_trouble)

    def _on_told(self, row: CallRow, reason: str) -> None:
        """Let it come to nothing: the people know."""
        note = self.tr("Phoned")
        said = reason if row.why is Why.LOST else note
        self._write(partial(take_off, self._doors, row, said, self._actor), self._on_ticked)

    def _on_ticked(self, outcome: Outcome[Any]) -> None:
        self.kept.emit(self.tr("Off the list: they know"), None)
        self.read()

    def _on_person_read(self, found: tuple[str, str]) -> None:
        self.calls.show_number(*found)

    def _on_trouble(self, error: Exception) -> None:
        self.show_trouble(error)

    def _write(self, job: Callable[[], T], on_value: Callable[[T], None]) -> None:
        self._background.write(self, job, on_value, self._on_trouble)

    def _tell(self, outcome: Outcome[Any], card: BookingCard, done: str, asked: str = "") -> None:
        room = phrases.local_name(card.room, card.room_en)
        hours = phrases.stretch(card.starts_at, card.ends_at, self._doors.zone)
        to = Stretch(card.room_id, card.starts_at, card.ends_at)
        text = telling.of_one(outcome, card, done, asked or done)
        self.kept.emit(text.format(room=room, hours=hours), to)
        self.read()


def read_lists(doors: RoomsDoors, actor: Actor) -> Lists:
    """Read the three lists; requests only for whom may agree to them."""
    may_agree = actor.may(Permission.OVERSEE_ROOMS)
    return Lists(
        doors.view.requests(actor.staff_id) if may_agree else (),
        doors.waiting.rows(actor),
        doors.calls.to_phone(actor.staff_id),
        {room.id: room for room in doors.view.rooms()},
        {row.id: row.name for row in doors.accounts.staff()},
    )


def read_competing(doors: RoomsDoors, booking_id: str, actor: Actor) -> tuple[str, tuple[BookingCard, ...]]:
    """Read the requests that cannot stand beside one."""
    return booking_id, doors.approvals.competing(booking_id, actor.staff_id)


def read_instead(doors: RoomsDoors, row: CallRow, actor: Actor) -> tuple[str, tuple[Offer, ...]]:
    """Look for what somebody may have instead of a booking on the call list."""
    meeting = replace(row.meeting, who=words_of(actor))
    whose = row.entry.organisation_id
    offers = doors.view.alternatives(row.room_id, meeting, row.purpose, organisation_id=whose)
    return row.booking_id, offers


def take_off(doors: RoomsDoors, row: CallRow, said: str, actor: Actor) -> Outcome[Any]:
    """Take a booking off the call list: given back, known to be declined, or left as the centre has it."""
    if row.why is Why.LOST:
        return doors.rooms.cancel(row.booking_id, said, actor=actor)
    if row.why is Why.DECLINED:
        return doors.calls.tell_declined(row.booking_id, actor=actor)
    return doors.decisions.take_theirs(row.key, actor=actor, note=said)


def read_number(doors: RoomsDoors, wish: WishRow, why: str, actor: Actor) -> tuple[str, str]:
    """Show whom to phone in full; noted. A registered visitor's number is read where none was typed."""
    number = doors.waiting.number_of(wish.id, actor=actor).value
    if not number and wish.person_id is not None:
        number = read_phone(doors, wish.person_id, why, actor)[1]
    return wish.id, number


def read_phone(doors: RoomsDoors, person_id: str, why: str, actor: Actor) -> tuple[str, str]:
    """Show a visitor's number in full; noted."""
    return person_id, doors.privacy.unmask(person_id, PersonalField.PHONE, why, actor=actor).value
