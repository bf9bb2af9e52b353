"""Requests in rooms that want approval: they compete, one is agreed to, the others hear why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.kernel.confirm import Standalone, Verdict
from app.kernel.errors import FieldRefused, Forbidden, WrongStep
from app.kernel.periods import Period
from app.rooms.approving import Approvals
from app.rooms.arriving import Door
from app.rooms.entities import Booking
from app.rooms.entries import BookingEntry
from app.rooms.refusals import RoomNotGiven, RoomTaken
from app.rooms.rules import RoomRules
from app.rooms.states import BookingState, Purpose
from app.rooms.waiting_list import WaitingList, WishEntry
from app.security.actors import Actor, Machine
from tests.rooms.centre_hall import terminals
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.test_arranging import arranging, settings

RULES = RoomRules(wants_approval=True, books_at_once=frozenset({"supervisor"}))


@pytest.fixture
def wished(hall: SmallHall) -> list[str]:
    """Three requests of which the first two, and the last two, cannot stand beside each other."""
    arranging(hall).set_room(hall.small, settings(rules=RULES), actor=MANAGER)
    hours = ((at(9), at(10)), (at(9, 30), at(10, 30)), (at(10, 30), at(11, 30)))
    return [
        hall.desk().book(BookingEntry(hall.small, start, end, Purpose.TALK, f"申请{n}"), actor=CLERK).value.id
        for n, (start, end) in enumerate(hours)
    ]


def desk(hall: SmallHall) -> Approvals:
    return Approvals(hall.store, Standalone(), ZONE)


def test_competing_requests_are_visible_and_hold_nothing(hall: SmallHall, wished: list[str]) -> None:
    assert [b.state for b in hall.view().day(DAY)] == [BookingState.REQUESTED] * 3
    assert [b.id for b in hall.view().requests()] == wished
    assert [b.id for b in desk(hall).competing(wished[1])] == [wished[0], wished[2]]
    at_once = hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "主任"), actor=MANAGER)
    assert at_once.value.state is BookingState.CONFIRMED
    with pytest.raises(RoomTaken):
        desk(hall).approve(wished[0], "与已定会议冲突", actor=MANAGER)


def test_a_request_in_a_blocking_is_written_anew_but_not_agreed_to(
    hall: SmallHall, wished: list[str]
) -> None:
    blocked = Period(at(8, 30), at(18))
    arranging(hall).block((hall.small,), blocked, "检修", actor=MANAGER, around=True)
    entry = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "申请0", note="已电话告知")
    assert hall.desk().change(wished[0], entry, actor=CLERK).value.state is BookingState.REQUESTED
    with pytest.raises(RoomNotGiven):
        desk(hall).approve(wished[0], "先到先得", actor=MANAGER)


def test_agreeing_to_one_declines_those_it_cannot_stand_beside(hall: SmallHall, wished: list[str]) -> None:
    with pytest.raises(Forbidden):
        desk(hall).approve(wished[0], "先到先得", actor=CLERK)
    with pytest.raises(FieldRefused):
        desk(hall).approve(wished[0], " ", actor=MANAGER)
    value = desk(hall).approve(wished[0], "先到先得", actor=MANAGER).value
    assert value.booking.state is BookingState.CONFIRMED
    assert [(b.id, b.state, b.end_reason) for b in value.declined] == [
        (wished[1], BookingState.DECLINED, "先到先得")
    ]
    assert [b.id for b in hall.view().requests()] == [wished[2]]
    with pytest.raises(WrongStep):
        desk(hall).approve(wished[1], "先到先得", actor=MANAGER)
    card = desk(hall).decline(wished[2], "当日布展", actor=MANAGER).value
    assert (card.state, card.end_reason) == (BookingState.DECLINED, "当日布展")


def test_what_the_website_asked_for_waits_for_the_word_however_a_clerk_moves_or_words_it(
    hall: SmallHall,
) -> None:
    entry = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "网上预订")
    key = hall.desk().book(entry, actor=CLERK).value.id
    with hall.store.change(Machine(), "website") as work:
        work.get(Booking, key).state = BookingState.PENDING
    moved = hall.desk().move(key, hall.large, Period(at(9), at(10)), actor=CLERK).value
    worded = hall.desk().change(key, replace(entry, title="改过"), actor=CLERK).value
    assert [(b.state, b.is_pending) for b in (moved, worded)] == [(BookingState.PENDING, True)] * 2
    assert desk(hall).approve(key, "冲突", actor=MANAGER).value.booking.state is BookingState.CONFIRMED


def test_a_booking_moved_into_a_room_that_wants_approval_is_asked_for(
    hall: SmallHall, wished: list[str]
) -> None:
    made = hall.desk().book(BookingEntry(hall.large, at(14), at(15), Purpose.TALK, "迁入"), actor=CLERK).value
    moved = hall.desk().move(made.id, hall.small, Period(at(14), at(15)), actor=CLERK).value
    assert moved.state is BookingState.REQUESTED
    assert desk(hall).approve(moved.id, "冲突", actor=MANAGER).value.booking.state is BookingState.CONFIRMED
    assert len(wished) == len(hall.view().requests())


def test_what_was_agreed_to_may_be_shortened_but_wants_the_word_anew_for_more(hall: SmallHall) -> None:
    arranging(hall).set_room(hall.small, settings(rules=RULES), actor=MANAGER)
    made = hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "半日"), actor=CLERK).value
    desk(hall).approve(made.id, "冲突", actor=MANAGER)

    def until(hour: int, actor: Actor = CLERK) -> BookingState:
        return hall.desk().move(made.id, hall.small, Period(at(9), at(hour)), actor=actor).value.state

    assert hall.desk().move(made.id, hall.small, Period(at(9), at(9, 30)), actor=CLERK).value.state is (
        BookingState.CONFIRMED
    )
    assert until(11, MANAGER) is BookingState.CONFIRMED
    assert until(14) is BookingState.REQUESTED


def test_a_meeting_that_goes_on_keeps_its_room_when_it_lasts_longer(hall: SmallHall) -> None:
    arranging(hall).set_room(hall.small, settings(rules=RULES), actor=MANAGER)
    made = hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "在谈"), actor=CLERK).value
    desk(hall).approve(made.id, "冲突", actor=MANAGER)
    hall.clock.step(75 * 60)
    longer = Door(hall.store, Standalone(), ZONE).extend(made.id, 15, actor=CLERK).value
    assert (longer.ends_at, longer.state) == (at(10, 15), BookingState.CONFIRMED)


def test_an_offer_taken_in_a_room_that_wants_approval_is_asked_for(hall: SmallHall) -> None:
    arranging(hall).set_room(hall.small, settings(rules=RULES), actor=MANAGER)
    waiting = WaitingList(hall.store, Standalone(), ZONE)

    def taken(actor: Actor) -> BookingState:
        wish = WishEntry(at(9), at(10), Purpose.TALK, "候补洽谈", "张三", room_id=hall.small)
        key = waiting.join(wish, actor=actor).value
        assert waiting.offer(key, hall.small, actor=actor).value.state is BookingState.HELD
        return waiting.take(key, actor=actor).value.state

    assert taken(CLERK) is BookingState.REQUESTED
    assert taken(MANAGER) is BookingState.CONFIRMED


@pytest.mark.centre
def test_the_centre_lets_a_held_room_be_asked_for(hall: SmallHall, centre_url: str, tmp_path: Path) -> None:
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        arranging(first.hall).set_room(hall.small, settings(rules=RULES), actor=MANAGER)
        first.exchange.run()
        waiting = WaitingList(first.hall.store, first.confirm, ZONE)
        wish = WishEntry(at(9), at(10), Purpose.TALK, "候补洽谈", "张三", room_id=hall.small)
        key = waiting.join(wish, actor=CLERK).value
        waiting.offer(key, hall.small, actor=CLERK)
        asked = waiting.take(key, actor=CLERK)
        assert asked.confirmation.verdict is Verdict.CONFIRMED
        second.exchange.run()
        assert second.hall.view().booking(asked.value.id).state is BookingState.REQUESTED
