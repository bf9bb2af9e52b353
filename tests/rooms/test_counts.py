"""What a page of rooms asks of the store does not grow with its rooms and bookings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from app.kernel.clock import DAY as DAY_LONG
from app.kernel.clock import MINUTE, day_bounds
from app.kernel.confirm import Standalone
from app.kernel.periods import Period
from app.rooms.door import DoorView
from app.rooms.entries import BookingEntry, PartyEntry, RoomPlan
from app.rooms.queries import RoomsView
from app.rooms.room_use import UseView
from app.rooms.service import Rooms
from app.rooms.states import Purpose, RoomKind
from app.rooms.verdict import Meeting
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.statements import count_of
from tests.rooms.test_arranging import arranging

HOUR_AT_NINE = Period(at(9), at(10))
LAST = DAY + dt.timedelta(days=30)

LOOKS: dict[str, tuple[int, Callable[[RoomsView, SmallHall], object]]] = {
    "day": (4, lambda view, hall: view.day(DAY)),
    "week": (9, lambda view, hall: view.week(hall.small, DAY)),
    "month": (1, lambda view, hall: view.month(DAY, LAST)),
    "day sheet": (9, lambda view, hall: view.day_sheet(DAY)),
    "suggestions": (7, lambda view, hall: view.suggestions(at(9), 60, 4, Purpose.TALK)),
    "alternatives": (
        15,
        lambda view, hall: view.alternatives(hall.small, Meeting(HOUR_AT_NINE, 2), Purpose.TALK),
    ),
    "gaps": (7, lambda view, hall: view.gaps(Meeting(HOUR_AT_NINE), [Period(at(9), at(18))])),
    "doors": (10, lambda view, hall: DoorView(hall.store, ZONE).states()),
    "use": (4, lambda view, hall: UseView(hall.store, ZONE).of_days(DAY, LAST)),
}


def fill(hall: SmallHall, rooms: int, days: int) -> None:
    """Open rooms and book each of them three times a day."""
    for n in range(rooms):
        plan = RoomPlan(RoomKind.NEGOTIATION, f"3{n:02}", f"洽谈室{n}", "", 8)
        arranging(hall).add_room(plan, actor=MANAGER)
    wanted = [
        BookingEntry(
            room.id, at(hour) + d * DAY_LONG, at(hour) + d * DAY_LONG + 45 * MINUTE, Purpose.TALK, "洽谈",
            parties=(PartyEntry("甲方"), PartyEntry("乙方")),
        )
        for room in hall.view().rooms()
        for d in range(days)
        for hour in (11, 14, 16)
    ]  # fmt: skip
    for start in range(0, len(wanted), 60):
        hall.desk().book_all(wanted[start : start + 60], actor=CLERK)


@pytest.mark.parametrize("page", LOOKS)
def test_a_page_asks_as_much_of_many_rooms_as_of_few(hall: SmallHall, page: str) -> None:
    most, look = LOOKS[page]
    view = hall.view()
    empty = count_of(lambda: look(view, hall))
    fill(hall, rooms=6, days=3)
    assert count_of(lambda: look(view, hall)) == empty
    assert (page, empty) <= (page, most)


def test_a_booking_costs_as_much_in_a_full_hall_as_in_an_empty_one(hall: SmallHall) -> None:
    def book(minute: int) -> object:
        entry = BookingEntry(
            hall.small, at(9, minute), at(9, minute) + 15 * MINUTE, Purpose.TALK, "洽谈",
            parties=(PartyEntry("甲方"), PartyEntry("乙方")),
        )  # fmt: skip
        return hall.desk().book(entry, actor=CLERK)

    book(0)
    empty = count_of(lambda: book(30))
    fill(hall, rooms=6, days=3)
    again = BookingEntry(
        hall.large, at(9), at(10), Purpose.TALK, "洽谈", parties=(PartyEntry("甲方"), PartyEntry("乙方"))
    )
    assert count_of(lambda: hall.desk().book(again, actor=CLERK)) == empty
    assert empty <= 24


def test_the_month_counts_bookings_on_every_day_they_touch(hall: SmallHall) -> None:
    hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "一"), actor=CLERK)
    hall.desk().book(BookingEntry(hall.small, at(11), at(12), Purpose.TALK, "二"), actor=CLERK)
    tomorrow = DAY + dt.timedelta(days=1)
    night = BookingEntry(hall.large, at(22), at(2, day=tomorrow), Purpose.TALK, "夜", override="外宾航班晚点")
    hall.desk().book(night, actor=MANAGER)
    gone = hall.desk().book(BookingEntry(hall.stage, at(9), at(10), Purpose.ROADSHOW, "三"), actor=CLERK)
    hall.desk().cancel(gone.value.id, "改期", actor=CLERK)
    assert hall.view().month(DAY, LAST) == {
        (hall.small, DAY): 2,
        (hall.large, DAY): 1,
        (hall.large, tomorrow): 1,
    }


def test_a_day_sheet_shows_hours_bookings_and_what_is_confidential_only_to_its_host(
    hall: SmallHall,
) -> None:
    secret = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "并购谈判", is_confidential=True)
    hall.desk().book(secret, actor=CLERK)
    arranging(hall).block((hall.large,), Period(at(13), at(14)), "检修", actor=MANAGER)
    small, large, _ = hall.view().day_sheet(DAY)
    assert [(b.title, b.is_hidden) for b in small.bookings] == [("", True)]
    assert [b.reason for b in large.blockings] == ["检修"]
    assert [(span.starts, span.ends) for span in small.hours.spans] == [(8 * 60, 20 * 60)]
    (own,) = hall.view().day_sheet(DAY, hall.small, CLERK.staff_id)
    assert [b.title for b in own.bookings] == ["并购谈判"]


@pytest.mark.parametrize("first", [dt.date(2026, 3, 26), dt.date(2026, 10, 22), dt.date(2026, 10, 25)])
def test_the_month_counts_days_of_23_and_25_hours(hall: SmallHall, first: dt.date) -> None:
    zone = "Europe/Berlin"
    midnight, _ = day_bounds(first, zone)
    hall.clock.step((midnight - hall.clock.now()) / 1_000_000)
    view = RoomsView(hall.store, zone)
    for hour in range(0, 6 * 24, 5):
        start = midnight + hour * 60 * MINUTE + 15 * MINUTE
        entry = BookingEntry(
            hall.small, start, start + 4 * 60 * MINUTE, Purpose.TALK, "洽谈", override="全天开放"
        )
        Rooms(hall.store, Standalone(), zone).book(entry, actor=MANAGER)
    days = [first + dt.timedelta(days=n) for n in range(6)]
    slow = {}
    for day in days:
        start, end = day_bounds(day, zone)
        slow[hall.small, day] = sum(1 for b in view.day(day) if b.starts_at < end and start < b.ends_at)
    assert view.month(days[0], days[-1]) == slow
