"""Bookings that lost their room or were declined, by keys: why, who, what is free instead, off the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.kernel.confirm import Standalone
from app.rooms.approving import Approvals
from app.rooms.arranging import LayerEntry, RoomArranging, RoomSettings
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.rules import RoomRules
from app.rooms.states import BookingState, PartyRole, Purpose, SubjectKind
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.ui.rooms.test_room_lists import refused_by_the_centre
from tests.ui.rooms.test_rooms_page import Key, booked, hall, open_page, press, settled
from ui.rooms.call_panel import CallPanel
from ui.rooms.hall_view import View
from ui.rooms.page import RoomsPage
from ui.rooms.side_tabs import Side

__all__ = ["hall", "open_page"]

PEOPLE = (
    PartyEntry("甲公司", PartyRole.BUYER),
    PartyEntry("乙大学", PartyRole.SELLER, organisation="乙大学科研院"),
    PartyEntry("远程专家", link="https://meet.example/1"),
)
Open = Callable[..., RoomsPage]


def arranging(hall: SmallHall) -> RoomArranging:
    return RoomArranging(hall.store, ZONE)


def talk(hall: SmallHall, title: str = "节水") -> BookingEntry:
    return BookingEntry(hall.small, at(10), at(11), Purpose.TALK, title, 2, parties=PEOPLE)


def close(hall: SmallHall) -> str:
    key = hall.desk().book(talk(hall), actor=CLERK).value.id
    arranging(hall).close_room(hall.small, "漏水", actor=MANAGER, despite_bookings=True)
    return key


def on_calls(qtbot: QtBot, page: RoomsPage) -> CallPanel:
    """Go to the call list by F10; what is free instead is read by then."""
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone 1")
    while page.side.tabs.current() is not Side.CALLS:
        page.side.tabs.turn()
    settled(qtbot, page, lambda: bool(page.lists.calls.table.rows()))
    return page.lists.calls


def test_a_booking_whose_room_was_closed_says_why_who_and_is_moved_by_a_digit(
    qtbot: QtBot, hall: SmallHall, open_page: Open
) -> None:
    key = close(hall)
    page = open_page()
    calls = on_calls(qtbot, page)
    settled(qtbot, page, lambda: bool(calls.offers.choices()))
    (row,) = calls.table.rows()
    assert (calls._room(row), calls._why.text()) == ("Room 1", "This room is no longer in use.")
    assert [c.text for c in calls.people.choices()] == ["甲公司", "乙大学", "远程专家"]
    assert not calls.decide.isVisible()
    press(calls.offers, Key.Key_1)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone")
    moved = hall.view().booking(key)
    assert (moved.room_id, moved.state) == (hall.large, BookingState.CONFIRMED)
    assert tuple(party.entry for party in moved.parties) == PEOPLE


def test_who_does_not_want_another_room_gives_it_back_with_the_reason(
    qtbot: QtBot, hall: SmallHall, open_page: Open
) -> None:
    key = close(hall)
    page = open_page()
    calls = on_calls(qtbot, page)
    assert calls.tick.text() == "Phoned; give it back"
    press(calls.tick, Key.Key_Space)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone")
    given = hall.view().booking(key)
    assert (given.state, given.end_reason) == (BookingState.CANCELLED, "This room is no longer in use.")


def test_one_that_has_too_few_seats_now_is_changed_by_hand(
    qtbot: QtBot, hall: SmallHall, open_page: Open
) -> None:
    key = hall.desk().book(replace(talk(hall), party_size=6), actor=CLERK).value.id
    arranging(hall).set_room(hall.small, RoomSettings("洽谈室一", "Room 1", 4), actor=MANAGER)
    page = open_page()
    calls = on_calls(qtbot, page)
    assert calls._why.text() == "Too small: 4 seats for 6 people."
    press(calls.change, Key.Key_Space)
    settled(qtbot, page, lambda: page.form.changing() is not None)
    page.form.form.set_text("party_size", "4")
    press(page.form.book, Key.Key_Space)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone")
    assert hall.view().booking(key).party_size == 4


def test_one_in_a_closed_room_can_be_changed_into_another(
    qtbot: QtBot, hall: SmallHall, open_page: Open
) -> None:
    key = close(hall)
    page = open_page()
    calls = on_calls(qtbot, page)
    press(calls.change, Key.Key_Space)
    settled(qtbot, page, lambda: page.form.changing() is not None and page.form.verdict() != "")
    page.form.form.set_text("room_id", hall.large)
    settled(qtbot, page, lambda: page.form.verdict() == "Free at this time.")
    press(page.form.book, Key.Key_Space)
    settled(qtbot, page, lambda: hall.view().booking(key).room_id == hall.large)


def test_a_closed_day_says_when_it_opens_and_the_other_clerk_of_a_secret_meeting_may_not_change_it(
    qtbot: QtBot, hall: SmallHall, open_page: Open
) -> None:
    hall.desk().book(replace(talk(hall), is_confidential=True), actor=MANAGER)
    arranging(hall).set_layer(LayerEntry(DAY, DAY, ((),) * 7), actor=MANAGER)
    page = open_page()
    calls = on_calls(qtbot, page)
    assert calls._why.text().startswith("Closed at 10:00")
    assert not calls.change.isVisible()


def test_what_was_declined_says_so_and_is_ticked_off(qtbot: QtBot, hall: SmallHall, open_page: Open) -> None:
    rules = RoomRules(wants_approval=True)
    settings = RoomSettings("洽谈室一", "Room 1", 6, rules=rules)
    arranging(hall).set_room(hall.small, settings, actor=MANAGER)
    key = hall.desk().book(talk(hall), actor=CLERK).value.id
    Approvals(hall.store, Standalone(), ZONE).decline(key, "省里有活动", actor=MANAGER)
    page = open_page()
    calls = on_calls(qtbot, page)
    assert calls._why.text() == "Declined: 省里有活动"
    assert calls.tick.text() == "Phoned; take it off the list"
    assert [c.text for c in calls.people.choices()] == ["甲公司", "乙大学", "远程专家"]
    press(calls.tick, Key.Key_Space)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone")


def test_booking_anew_takes_everything_over(qtbot: QtBot, hall: SmallHall, open_page: Open) -> None:
    arranging(hall).set_stock("flipchart", 2, actor=MANAGER)
    entry = replace(
        talk(hall, "落空"),
        note="要茶水",
        internal_note="老客户",
        equipment={"flipchart": 1},
        is_confidential=True,
        subject_kind=SubjectKind.DEMAND,
        subject_id="D-7",
    )
    lost = hall.desk().book(entry, actor=CLERK).value
    refused_by_the_centre(hall, lost.id)
    booked(hall, hall.small, at(10, 30), at(11, 30), "赢家")
    page = open_page()
    calls = on_calls(qtbot, page)
    settled(qtbot, page, lambda: bool(calls.offers.choices()))
    assert calls._why.text() == "The centre did not take it."
    press(calls.offers, Key.Key_1)
    settled(qtbot, page, lambda: page.form.book.hasFocus())
    typed = page.form.entry()
    again = replace(entry, room_id=typed.room_id, starts_at=typed.starts_at, ends_at=typed.ends_at)
    assert replace(typed, host_id=None) == again


@pytest.mark.parametrize("is_other_first", [False, True])
def test_in_the_list_a_booking_in_a_closed_room_is_named_and_given_back(
    qtbot: QtBot, hall: SmallHall, open_page: Open, is_other_first: bool
) -> None:
    key = close(hall)
    if is_other_first:
        # What was shown before must not be given back in its place.
        booked(hall, hall.large, at(9), at(10), "别动")
    page = open_page()
    page.show_view(View.LIST)
    listed = page.hall.list
    settled(qtbot, page, lambda: len(listed.table.rows()) == 1 + is_other_first)
    if is_other_first:
        listed.table.select_key(listed.table.rows()[0].id)
        settled(qtbot, page, page.side.is_on_booking)
    listed.table.select_key(key)
    row = listed.pointed()
    assert row is not None and listed._room(row) == "Room 1"
    settled(qtbot, page, page.side.is_on_booking)
    press(listed, Key.Key_Delete)
    press(page.panel.usual, Key.Key_1)
    settled(qtbot, page, lambda: hall.view().booking(key).state is BookingState.CANCELLED)
