"""Taking back what was done with rooms: each leaves the store as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.counter import Counter
from app.kernel.clock import HOUR, SECOND
from app.kernel.errors import Refusal
from app.rooms.arranging import LayerEntry, RoomSettings
from app.rooms.arriving import GuestEntry
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.opening import Span
from app.rooms.recurrence import Daily, Series
from app.rooms.refusals import RoomNotGiven
from app.rooms.rules import RoomRules
from app.rooms.series import Scope, SeriesEntry
from app.rooms.states import BookingState, MeetingOutcome, Purpose
from app.rooms.waiting_list import WishEntry
from app.security.actors import Actor
from tests.taking_back.states import live_rows

Deed = Callable[[Counter, Actor, BookingEntry, str], object]


def _wish(counter: Counter, clerk: Actor, entry: BookingEntry) -> str:
    wanted = WishEntry(entry.starts_at, entry.ends_at, Purpose.TALK, "候补", "张三")
    return counter.waiting_list.join(wanted, actor=clerk).value


def _split(counter: Counter, clerk: Actor, key: str) -> object:
    booking = counter.rooms_view.booking(key)
    middle = booking.starts_at + HOUR
    return counter.rooms.split(key, middle, counter.rooms_view.rooms()[-1].id, middle, actor=clerk)


DEEDS: dict[str, Deed] = {
    "book_rooms": lambda c, a, e, _: c.rooms.book_all([e], actor=a),
    "book_series": lambda c, a, e, _: c.room_series.book(
        SeriesEntry(e, Series(c.rooms_view.today(), Daily(), count=2)), actor=a
    ),
    "change_booking": lambda c, a, e, key: c.rooms.change(key, e, actor=a),
    "change_series": lambda c, a, e, key: c.room_series.change(key, Scope.ALL, e, actor=a),
    "cancel_series": lambda c, a, e, key: c.room_series.cancel(key, Scope.ALL, "改期", actor=a),
    "split_booking": lambda c, a, e, key: _split(c, a, key),
    "extend_booking": lambda c, a, e, key: c.door.extend(key, 15, actor=a),
    "check_in_booking": lambda c, a, e, key: c.door.check_in(key, actor=a),
    "sign_in_guest": lambda c, a, e, key: c.door.sign_in(key, GuestEntry("李四"), actor=a),
    "note_outcome": lambda c, a, e, key: c.door.note_outcome(
        key, MeetingOutcome.CONTINUE, "下周再谈", actor=a
    ),
    "block_rooms": lambda c, a, e, _: c.room_arranging.block((e.room_id,), e.period, "检修", actor=a),
    "set_room": lambda c, a, e, _: c.room_arranging.set_room(
        e.room_id, RoomSettings("新名", "New", 9, rules=RoomRules(wants_approval=True)), actor=a
    ),
    "divide_room": lambda c, a, e, _: c.room_arranging.divide(
        c.rooms_view.rooms()[-1].id, (e.room_id,), actor=a
    ),
    "set_stock": lambda c, a, e, _: c.room_arranging.set_stock("camera", 3, actor=a),
    "set_hours": lambda c, a, e, _: c.room_arranging.set_layer(
        LayerEntry(dt.date(2026, 12, 1), dt.date(2026, 12, 31), ((Span(0, 60),),) * 7), actor=a
    ),
    "join_waiting_list": lambda c, a, e, _: _wish(c, a, e),
}


@pytest.fixture
def entry(counter: Counter) -> BookingEntry:
    """A meeting in the afternoon, in a room that is free then."""
    now = counter.rooms_view.now()
    start = now // HOUR * HOUR + 9 * HOUR
    room = counter.rooms_view.rooms()[1]
    assert counter.rooms_view.standing_against(room.id, start, start + HOUR) == ()
    return BookingEntry(room.id, start, start + HOUR, Purpose.TALK, "下午洽谈", parties=(PartyEntry("甲"),))


@pytest.mark.parametrize("use_case", DEEDS)
def test_what_was_done_with_rooms_is_taken_back_whole(
    counter: Counter, clerk: Actor, entry: BookingEntry, use_case: str
) -> None:
    now = counter.rooms_view.now()
    begun = now // HOUR * HOUR + HOUR
    room = next(
        room.id
        for room in counter.rooms_view.rooms()
        if not counter.rooms_view.standing_against(room.id, begun, begun + 3 * HOUR)
    )
    early = BookingEntry(room, begun, begun + 2 * HOUR, Purpose.TALK, "上午洽谈")
    key = counter.rooms.book(early, actor=clerk).value.id
    counter.store.clock.step((begun - now) / SECOND + 60)  # type: ignore[attr-defined]
    before = live_rows(counter.store)
    DEEDS[use_case](counter, clerk, entry, key)
    assert live_rows(counter.store) != before
    taken = counter.taking_back.take_back_last(actor=clerk).value
    assert taken.use_case == use_case
    assert live_rows(counter.store) == before


def test_agreeing_to_a_request_is_taken_back_with_those_it_had_beaten(
    counter: Counter, clerk: Actor, entry: BookingEntry
) -> None:
    rules = RoomRules(wants_approval=True)
    counter.room_arranging.set_room(
        entry.room_id, RoomSettings("洽谈室", "Room", 9, rules=rules), actor=clerk
    )
    keys = [counter.rooms.book(entry, actor=clerk).value.id for _ in range(2)]
    before = live_rows(counter.store)
    counter.room_approvals.approve(keys[0], "另一申请已同意", actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    assert live_rows(counter.store) == before


def test_an_offer_is_taken_back_with_the_room_it_held(
    counter: Counter, clerk: Actor, entry: BookingEntry
) -> None:
    wish = _wish(counter, clerk, entry)
    before = live_rows(counter.store)
    counter.waiting_list.offer(wish, entry.room_id, actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    assert live_rows(counter.store) == before
    assert not counter.rooms_view.standing_against(entry.room_id, entry.starts_at, entry.ends_at)
    counter.waiting_list.offer(wish, entry.room_id, actor=clerk, period=entry.period)
    counter.waiting_list.take(wish, actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    (row,) = counter.waiting_list.rows(clerk)
    assert row.held_until is not None


def _restored(counter: Counter, clerk: Actor, txn: str | None) -> Refusal:
    """Take something back that cannot be had any more; gives the refusal, which changes nothing."""
    before = live_rows(counter.store)
    with pytest.raises(Refusal) as refused:
        counter.taking_back.take_back(txn or "", actor=clerk)
    assert live_rows(counter.store) == before
    return refused.value


def test_what_was_given_back_is_not_restored_into_a_blocking_or_a_closed_room(
    counter: Counter, clerk: Actor, entry: BookingEntry
) -> None:
    key = counter.rooms.book(entry, actor=clerk).value.id
    given_back = counter.rooms.cancel(key, "误会", actor=clerk)
    counter.room_arranging.block((entry.room_id,), entry.period, "检修", actor=clerk)
    refused = _restored(counter, clerk, given_back.txn)
    assert isinstance(refused, RoomNotGiven)
    assert [reason.code for reason in refused.reasons] == ["Blocked"]
    assert refused.alternatives
    counter.taking_back.take_back_last(actor=clerk)
    counter.taking_back.take_back(given_back.txn or "", actor=clerk)
    given_back = counter.rooms.cancel(key, "误会", actor=clerk)
    counter.room_arranging.close_room(entry.room_id, "改作他用", actor=clerk)
    refused = _restored(counter, clerk, given_back.txn)
    assert isinstance(refused, RoomNotGiven)
    assert [reason.code for reason in refused.reasons] == ["OutOfUse"]


@pytest.mark.parametrize("deed", ["cancel", "without"])
def test_a_piece_somebody_else_has_been_promised_is_not_promised_twice(
    counter: Counter, clerk: Actor, entry: BookingEntry, deed: str
) -> None:
    counter.room_arranging.set_stock("flipchart", 1, actor=clerk)
    wanting = replace(entry, equipment={"flipchart": 1})
    key = counter.rooms.book(wanting, actor=clerk).value.id
    if deed == "cancel":
        done = counter.rooms.cancel(key, "误会", actor=clerk).txn
    else:
        done = counter.rooms.change(key, entry, actor=clerk).txn
    other = next(
        room.id
        for room in counter.rooms_view.rooms()
        if room.id != entry.room_id
        and not counter.rooms_view.standing_against(room.id, entry.starts_at, entry.ends_at)
    )
    counter.rooms.book(replace(wanting, room_id=other, title="后到"), actor=clerk)
    refused = _restored(counter, clerk, done)
    assert isinstance(refused, RoomNotGiven)
    assert [reason.code for reason in refused.reasons] == ["EquipmentTaken"]


def test_words_are_taken_back_under_a_blocking_and_rules_are_not_asked_again(
    counter: Counter, clerk: Actor, entry: BookingEntry
) -> None:
    key = counter.rooms.book(entry, actor=clerk).value.id
    counter.rooms.change(key, replace(entry, title="改名"), actor=clerk)
    counter.room_arranging.block((entry.room_id,), entry.period, "检修", actor=clerk, around=True)
    counter.taking_back.take_back(_newest(counter, clerk, "change_booking"), actor=clerk)
    assert counter.rooms_view.booking(key, clerk.staff_id).title == entry.title
    counter.taking_back.take_back(_newest(counter, clerk, "block_rooms"), actor=clerk)
    given_back = counter.rooms.cancel(key, "误会", actor=clerk)
    rules = RoomRules(who_may_book=frozenset({"auditor"}), longest_minutes=30, notice_minutes=1440)
    counter.room_arranging.set_room(
        entry.room_id, RoomSettings("洽谈室", "Room", 9, rules=rules), actor=clerk
    )
    counter.taking_back.take_back(given_back.txn or "", actor=clerk)
    assert counter.rooms_view.booking(key).state is BookingState.CONFIRMED


def _newest(counter: Counter, clerk: Actor, use_case: str) -> str:
    return next(row.txn for row in counter.taking_back.actions(clerk) if row.use_case == use_case)
