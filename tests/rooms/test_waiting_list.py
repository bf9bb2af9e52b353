"""The waiting list: an offer holds its room for ten minutes, at the centre too."""

from __future__ import annotations

import pytest

from app.kernel.confirm import Standalone
from app.kernel.errors import FieldRefused, WrongStep
from app.rooms.entries import BookingEntry
from app.rooms.refusals import OfferLapsed, RoomTaken
from app.rooms.states import BookingState, Purpose, WishState
from app.rooms.waiting_list import WaitingList, WishEntry
from app.security.actors import Machine
from tests.rooms.small_hall import CLERK, DAY, ZONE, SmallHall, at
from tests.rooms.statements import count_of


def desk(hall: SmallHall) -> WaitingList:
    return WaitingList(hall.store, Standalone(), ZONE)


def wish(hall: SmallHall, name: str, room: str | None = None) -> str:
    entry = WishEntry(at(9), at(10), Purpose.TALK, "候补洽谈", name, room_id=room, phone="13800001234")
    return desk(hall).join(entry, actor=CLERK).value


def test_who_waits_sees_what_becomes_free_in_the_order_they_came(hall: SmallHall) -> None:
    taken = hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "先到"), actor=CLERK).value
    first, second = wish(hall, "张三", hall.small), wish(hall, "李四", hall.small)
    assert [(row.id, row.phone, row.offers) for row in desk(hall).rows()] == [
        (first, "138****1234", ()),
        (second, "138****1234", ()),
    ]
    hall.desk().cancel(taken.id, "改期", actor=CLERK)
    assert [[offer.room_id for offer in row.offers] for row in desk(hall).rows()] == [[hall.small]] * 2
    few = count_of(desk(hall).rows)
    for n in range(5):
        wish(hall, f"第{n}位")
    assert count_of(desk(hall).rows) == few
    assert desk(hall).number_of(first, actor=CLERK).value == "13800001234"


def test_an_offer_holds_the_room_and_is_taken(hall: SmallHall) -> None:
    key = wish(hall, "张三", hall.small)
    held = desk(hall).offer(key, hall.small, actor=CLERK).value
    assert held.state is BookingState.HELD
    with pytest.raises(RoomTaken):
        hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "后到"), actor=CLERK)
    with pytest.raises(WrongStep):
        desk(hall).offer(key, hall.large, actor=CLERK)
    booked = desk(hall).take(key, actor=CLERK).value
    assert (booked.id, booked.state, booked.title) == (held.id, BookingState.CONFIRMED, "候补洽谈")
    assert [p.name for p in booked.parties] == ["张三"]
    assert desk(hall).rows() == ()


def test_an_offer_nobody_takes_lapses_after_ten_minutes(hall: SmallHall) -> None:
    key = wish(hall, "张三", hall.small)
    desk(hall).offer(key, hall.small, actor=CLERK)
    hall.clock.step(9 * 60)
    assert desk(hall).lapse(actor=Machine()).txn is None
    hall.clock.step(61)
    with pytest.raises(OfferLapsed):
        desk(hall).take(key, actor=CLERK)
    lapsed = desk(hall).lapse(actor=Machine()).value
    assert [(row.id, row.state) for row in lapsed] == [(key, WishState.LAPSED)]
    assert hall.view().day(DAY) == ()
    desk(hall).wait_again(key, actor=CLERK)
    (row,) = desk(hall).rows()
    assert (row.state, row.booking_id) == (WishState.WAITING, None)


def test_whoever_is_taken_off_gives_back_what_was_held(hall: SmallHall) -> None:
    key = wish(hall, "张三", hall.small)
    desk(hall).offer(key, hall.small, actor=CLERK)
    desk(hall).withdraw(key, "不来了", actor=CLERK)
    assert hall.view().day(DAY) == ()
    assert desk(hall).rows() == ()


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (WishEntry(at(9), at(9), Purpose.TALK, "洽谈", "张三"), "ends_at"),
        (WishEntry(at(7), at(8), Purpose.TALK, "洽谈", "张三"), "starts_at"),
        (WishEntry(at(9), at(10), Purpose.TALK, " ", "张三"), "title"),
        (WishEntry(at(9), at(10), Purpose.TALK, "洽谈", " "), "name"),
        (WishEntry(at(9), at(10), Purpose.TALK, "洽谈", "张三", party_size=0), "party_size"),
    ],
)
def test_wishes_without_sense_are_refused(hall: SmallHall, entry: WishEntry, field: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        desk(hall).join(entry, actor=CLERK)
    assert refused.value.field == field
