"""What happens to rooms by itself, at the first terminal at once, at others a minute later."""

from __future__ import annotations

import pytest

from app.kernel.confirm import Standalone
from app.rooms.arriving import Door
from app.rooms.entries import BookingEntry
from app.rooms.room_clock import RoomClock
from app.rooms.states import BookingState, Purpose, WishState
from app.rooms.waiting_list import WaitingList, WishEntry
from app.storage.outbox import write_fact
from app.sync.facts import TERMINAL_NUMBER
from tests.rooms.small_hall import CLERK, MANAGER, ZONE, SmallHall, at
from tests.rooms.test_arranging import arranging, settings


@pytest.mark.parametrize(("number", "wait_s"), [(1, 0), (2, 60)])
def test_rooms_nobody_uses_come_back_by_themselves(hall: SmallHall, number: int, wait_s: int) -> None:
    door = Door(hall.store, Standalone(), ZONE)
    waiting = WaitingList(hall.store, Standalone(), ZONE)
    clock = RoomClock(hall.store, door, waiting)
    with hall.store.keep() as session:
        write_fact(session, TERMINAL_NUMBER, number)
    arranging(hall).set_room(hall.small, settings(release_minutes=10), actor=MANAGER)
    entry = BookingEntry(hall.small, at(8, 30), at(10), Purpose.TALK, "未到")
    unused = hall.desk().book(entry, actor=CLERK).value.id
    wish = waiting.join(WishEntry(at(9), at(10), Purpose.TALK, "候补", "张三"), actor=CLERK).value
    held = waiting.offer(wish, hall.large, actor=CLERK).value.id
    hall.clock.step(10 * 60 + wait_s - 5)
    clock.tick()
    assert hall.view().booking(unused).state is BookingState.CONFIRMED
    assert hall.view().booking(held).state is BookingState.HELD
    hall.clock.step(6)
    clock.tick()
    assert hall.view().booking(unused).state is BookingState.RELEASED
    assert hall.view().booking(held).state is BookingState.CANCELLED
    assert [row.state for row in waiting.rows(CLERK)] == [WishState.LAPSED]
