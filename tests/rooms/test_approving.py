"""Requests in rooms that want approval: they compete, one is agreed to, the others hear why not."""

from __future__ import annotations

import pytest

from app.kernel.confirm import Standalone
from app.kernel.errors import FieldRefused, Forbidden, WrongStep
from app.kernel.periods import Period
from app.rooms.approving import Approvals
from app.rooms.entries import BookingEntry
from app.rooms.refusals import RoomTaken
from app.rooms.rules import RoomRules
from app.rooms.states import BookingState, Purpose
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


def test_a_booking_moved_into_a_room_that_wants_approval_is_asked_for(
    hall: SmallHall, wished: list[str]
) -> None:
    made = hall.desk().book(BookingEntry(hall.large, at(14), at(15), Purpose.TALK, "迁入"), actor=CLERK).value
    moved = hall.desk().move(made.id, hall.small, Period(at(14), at(15)), actor=CLERK).value
    assert moved.state is BookingState.REQUESTED
    assert desk(hall).approve(moved.id, "冲突", actor=MANAGER).value.booking.state is BookingState.CONFIRMED
    assert len(wished) == len(hall.view().requests())
