"""What each page of rooms asks of the store in one go does not grow with its rooms and bookings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from app.kernel.clock import MINUTE
from app.kernel.confirm import Standalone
from app.kernel.periods import Period
from app.rooms.arriving import Door
from app.rooms.door import DoorView
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.room_use import UseView
from app.rooms.rules import RoomRules
from app.rooms.states import Purpose
from app.rooms.waiting_list import WaitingList, WishEntry
from app.security.accounts import Accounts
from app.sync.conflicts import ConflictsView
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.statements import count_of
from tests.rooms.test_arranging import arranging, settings
from tests.rooms.test_counts import fill
from tests.ui.rooms.test_rooms_page import doors_of, hall
from ui.arranging.reading import ArrangingDoors, read_hall
from ui.rooms import jobs
from ui.rooms.asking import Question
from ui.rooms.jobs import GapWish
from ui.rooms.lists_talk import read_lists
from ui.rooms.meeting_reading import MeetingDoors, read_meeting

__all__ = ["hall"]

LAST = DAY + dt.timedelta(days=30)
WISH = GapWish(30, 2, DAY, 5, dt.time(9), dt.time(17))


def question(hall: SmallHall) -> Question:
    return Question(hall.small, at(9), at(10), 2, Purpose.TALK)


def basket(hall: SmallHall) -> tuple[BookingEntry, ...]:
    rooms = (hall.small, hall.large, hall.stage)
    return tuple(BookingEntry(room, at(17), at(18), Purpose.TALK, "整场") for room in rooms)


def meeting(hall: SmallHall) -> object:
    key = hall.view().day(DAY)[0].id
    doors = MeetingDoors(
        hall.view(), DoorView(hall.store, ZONE), Door(hall.store, Standalone(), ZONE),
        Accounts(hall.store), ZONE,
    )  # fmt: skip
    return read_meeting(doors, key, CLERK)


def arranged(hall: SmallHall) -> object:
    return read_hall(ArrangingDoors(hall.view(), arranging(hall), ZONE))


PAGES: dict[str, Callable[[SmallHall], object]] = {
    "timeline, day": lambda hall: jobs.read_day(doors_of(hall), DAY, CLERK),
    "week": lambda hall: jobs.read_week(doors_of(hall), hall.small, DAY, CLERK),
    "month": lambda hall: jobs.read_month(doors_of(hall), DAY),
    "lists": lambda hall: read_lists(doors_of(hall), MANAGER),
    "form": lambda hall: jobs.read_answer(doors_of(hall), question(hall), CLERK),
    "gaps": lambda hall: jobs.read_gaps(doors_of(hall), WISH, CLERK),
    "several at once": lambda hall: jobs.read_several(doors_of(hall), basket(hall), CLERK),
    "door": lambda hall: DoorView(hall.store, ZONE).states(),
    "warnings": lambda hall: DoorView(hall.store, ZONE).warnings(),
    "meeting": meeting,
    "use": lambda hall: UseView(hall.store, ZONE).of_days(DAY, LAST),
    "arranging": arranged,
    "conflicts": lambda hall: ConflictsView(hall.store).rows(CLERK.staff_id),
}
MOST = 30
"""However much a page shows: no page asks more often in one go. The lists ask the most: they are three."""


def ask_and_wait(hall: SmallHall, first: int, count: int) -> None:
    """Some ask for a room that wants the hall's word, as many wait for one."""
    waiting = WaitingList(hall.store, Standalone(), ZONE)
    for n in range(first, first + count):
        start = at(9) + n * 30 * MINUTE
        entry = BookingEntry(
            hall.large, start, start + 15 * MINUTE, Purpose.TALK, f"申请{n}", parties=(PartyEntry("甲方"),)
        )
        hall.desk().book(entry, actor=CLERK)
        wish = WishEntry(start, start + 30 * MINUTE, Purpose.TALK, f"候补{n}", "王某")
        waiting.join(wish, actor=CLERK)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_of_a_full_hall_as_of_a_small_one(hall: SmallHall, page: str) -> None:
    rules = RoomRules(wants_approval=True)
    arranging(hall).set_room(hall.large, settings(rules=rules, seats=12), actor=MANAGER)
    hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "先有"), actor=CLERK)
    ask_and_wait(hall, 0, 1)
    read = PAGES[page]
    few = count_of(lambda: read(hall))
    fill(hall, rooms=12, days=3)
    ask_and_wait(hall, 1, 6)
    arranging(hall).block((hall.stage,), Period(at(13), at(14)), "检修", actor=MANAGER)
    assert count_of(lambda: read(hall)) == few
    assert few <= MOST
