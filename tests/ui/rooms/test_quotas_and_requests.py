"""What an organisation has used of its quotas, and requests that lie over each other, by keys."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.rooms.entries import BookingEntry
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.rooms.states import Purpose
from tests.rooms.small_hall import CLERK, MANAGER, SmallHall, a_visit, at
from tests.rooms.test_arranging import arranging, settings
from tests.ui.rooms.test_rooms_page import Key, booked, hall, open_page, press, settled
from ui.rooms.page import RoomsPage

__all__ = ["hall", "open_page"]

QUOTAS = (
    Quota(2, QuotaUnit.BOOKINGS, QuotaSpan.DAY),
    Quota(240, QuotaUnit.MINUTES, QuotaSpan.WEEK),
)


def typed(qtbot: QtBot, page: RoomsPage, room_id: str) -> str:
    """Type an hour in the afternoon for the visit; gives what is said about it."""
    page.open_for_visit("visit-1")
    settled(qtbot, page, page.form.best.hasFocus)
    for name, value in (("room_id", room_id), ("starts_at", "15:00"), ("ends_at", "16:00")):
        page.form.form.set_text(name, value)
    settled(qtbot, page, lambda: not page.talk._typing.isActive())
    return page.form.verdict()


def test_what_is_used_and_left_is_said_near_the_limit_and_all_of_it_beyond(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    arranging(hall).set_room(hall.small, settings(rules=RoomRules(quotas=QUOTAS)), actor=MANAGER)
    body = a_visit(hall)
    page = open_page()
    assert typed(qtbot, page, hall.small) == "Free at this time."
    entry = BookingEntry(hall.large, at(9), at(10), Purpose.TALK, "一", organisation_id=body)
    hall.desk().book(entry, actor=CLERK)
    said = typed(qtbot, page, hall.small)
    assert "1 of 2 bookings a day used, 0 left" in said and "minutes" not in said
    again = BookingEntry(hall.large, at(11), at(12), Purpose.TALK, "二", organisation_id=body)
    hall.desk().book(again, actor=CLERK)
    said = typed(qtbot, page, hall.small)
    assert "may have 2 bookings a day and has 2" in said
    assert "120 of 240 minutes a week used, 60 left" in said


def test_requests_over_each_other_are_reached_by_down_and_up(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    arranging(hall).set_room(hall.small, settings(rules=RoomRules(wants_approval=True)), actor=MANAGER)
    keys = [booked(hall, hall.small, at(10), at(11), f"申请{n}") for n in range(3)]
    other = booked(hall, hall.large, at(10), at(11), "隔壁")
    page = open_page(actor=MANAGER)
    timeline = page.timeline
    timeline.point_at(hall.small, at(10), at(10, 15))
    seen = [pointed(page)]
    for _ in range(3):
        press(timeline, Key.Key_Down)
        seen.append(pointed(page))
    assert sorted(seen[:3]) == sorted(keys)
    assert seen[3] == other
    press(timeline, Key.Key_Up)
    assert pointed(page) in keys
    # The next quarter of the same request is the same request, and news leaves the cursor on it.
    press(timeline, Key.Key_Down)
    second = pointed(page)
    press(timeline, Key.Key_Right)
    assert pointed(page) == second
    page.refresh()
    settled(qtbot, page, lambda: True)
    assert pointed(page) == second


def pointed(page: RoomsPage) -> str:
    booking = page.timeline.pointed()
    return booking.id if booking is not None else ""
