"""The waiting list: an offer holds its room for ten minutes, at the centre too."""

from __future__ import annotations

import pytest

from app.kernel.confirm import Standalone
from app.kernel.errors import FieldRefused, WrongStep
from app.rooms.entries import BookingEntry
from app.rooms.refusals import OfferLapsed, RoomNotGiven, RoomTaken
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.rooms.states import BookingState, Purpose, WishState
from app.rooms.waiting_list import WaitingList, WishEntry
from app.security.actors import Actor, Machine
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, a_visit, at
from tests.rooms.statements import count_of
from tests.rooms.test_arranging import arranging, settings


def desk(hall: SmallHall) -> WaitingList:
    return WaitingList(hall.store, Standalone(), ZONE)


def wish(hall: SmallHall, name: str, room: str | None = None) -> str:
    entry = WishEntry(at(9), at(10), Purpose.TALK, "候补洽谈", name, room_id=room, phone="13800001234")
    return desk(hall).join(entry, actor=CLERK).value


def test_who_waits_sees_what_becomes_free_in_the_order_they_came(hall: SmallHall) -> None:
    taken = hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "先到"), actor=CLERK).value
    first, second = wish(hall, "张三", hall.small), wish(hall, "李四", hall.small)
    assert [(row.id, row.phone, row.offers) for row in desk(hall).rows(CLERK)] == [
        (first, "138****1234", ()),
        (second, "138****1234", ()),
    ]
    hall.desk().cancel(taken.id, "改期", actor=CLERK)
    assert [[offer.room_id for offer in row.offers] for row in desk(hall).rows(CLERK)] == [[hall.small]] * 2
    few = count_of(lambda: desk(hall).rows(CLERK))
    for n in range(5):
        wish(hall, f"第{n}位")
    assert count_of(lambda: desk(hall).rows(CLERK)) == few
    assert desk(hall).number_of(first, actor=CLERK).value == "13800001234"


def test_what_is_offered_is_what_the_clerk_may_book_for_whom_they_wait(hall: SmallHall) -> None:
    only_clerks = RoomRules(who_may_book=frozenset({"clerk"}))
    arranging(hall).set_room(hall.small, settings(rules=only_clerks), actor=MANAGER)
    one_a_day = RoomRules(quotas=(Quota(1, QuotaUnit.BOOKINGS, QuotaSpan.DAY),))
    arranging(hall).set_room(hall.large, settings(rules=one_a_day), actor=MANAGER)
    ours = a_visit(hall)
    entry = WishEntry(at(9), at(10), Purpose.TALK, "候补洽谈", "张三", visit_id="visit-1", phone="1")
    key = desk(hall).join(entry, actor=CLERK).value

    def offered(actor: Actor) -> list[str]:
        (row,) = desk(hall).rows(actor)
        return [offer.room_id for offer in row.offers if offer.room_id != hall.stage]

    assert offered(CLERK) == [hall.small, hall.large]
    assert offered(MANAGER) == [hall.large]
    # The one meeting a day is had: another of the same organisation is neither offered nor held.
    used = BookingEntry(hall.stage, at(14), at(15), Purpose.ROADSHOW, "路演", organisation_id=ours)
    hall.desk().book(used, actor=CLERK)
    assert offered(CLERK) == [hall.small]
    with pytest.raises(RoomNotGiven):
        desk(hall).offer(key, hall.large, actor=CLERK)
    assert desk(hall).offer(key, hall.small, actor=CLERK).value.organisation_id == ours


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
    assert desk(hall).rows(CLERK) == ()


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
    (row,) = desk(hall).rows(CLERK)
    assert (row.state, row.booking_id) == (WishState.WAITING, None)


def test_whoever_is_taken_off_gives_back_what_was_held(hall: SmallHall) -> None:
    key = wish(hall, "张三", hall.small)
    desk(hall).offer(key, hall.small, actor=CLERK)
    desk(hall).withdraw(key, "不来了", actor=CLERK)
    assert hall.view().day(DAY) == ()
    assert desk(hall).rows(CLERK) == ()


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
