"""Requests, the waiting list and whom to phone, beside the hall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.kernel.clock import MINUTE
from app.kernel.confirm import Standalone
from app.rooms.arranging import RoomArranging, RoomSettings
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.rules import RoomRules
from app.rooms.states import BookingState, Purpose, WishState
from app.rooms.waiting_list import WaitingList, WishEntry
from app.storage.outbox import OutboxEntry, Sending
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.ui.rooms.test_rooms_page import ADMIN, Key, booked, hall, open_page, press, settled
from ui.rooms.page import RoomsPage
from ui.rooms.side_tabs import Side

__all__ = ["hall", "open_page"]


def wants_approval(hall: SmallHall) -> None:
    """Let the large room be given only by the hall's word."""
    row = hall.view().rooms()[1]
    rules = RoomRules(wants_approval=True)
    settings = RoomSettings(row.name, row.name_en, row.seats, rules=rules)
    RoomArranging(hall.store, ZONE).set_room(hall.large, settings, actor=ADMIN)


def test_competing_requests_stand_side_by_side_and_the_losers_get_a_reason(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    wants_approval(hall)
    first = booked(hall, hall.large, at(9), at(11), "先问")
    second = booked(hall, hall.large, at(10), at(12), "后问")
    page = open_page(actor=MANAGER)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.REQUESTS) == "Requests 2")
    press(page, Key.Key_F10)
    page.side.tabs.turn()
    settled(qtbot, page, lambda: len(page.lists.requests.cards()) == 2)
    table = page.lists.requests.table
    table.select_key(second)
    settled(qtbot, page, lambda: [c.booking.id for c in page.lists.requests.cards()] == [second, first])
    press(table.focusProxy(), Key.Key_Return)
    winner = page.lists.requests.cards()[0]
    assert winner.approve.hasFocus()
    press(winner.approve, Key.Key_Return)
    assert hall.view().booking(second).state is BookingState.REQUESTED
    press(page.lists.requests.usual, Key.Key_2)
    settled(qtbot, page, lambda: hall.view().booking(second).state is BookingState.CONFIRMED)
    lost = hall.view().booking(first)
    assert (lost.state, lost.end_reason) == (BookingState.DECLINED, "Another use of the room goes first")
    settled(qtbot, page, lambda: page.side.tabs.text(Side.REQUESTS) == "Requests")
    assert "先问" in page.lists.requests._told.text()


def test_a_request_is_declined_with_a_reason_of_ones_own(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    wants_approval(hall)
    key = booked(hall, hall.large, at(9), at(11), "独自")
    page = open_page(actor=MANAGER)
    page.side.tabs.turn()
    settled(qtbot, page, lambda: len(page.lists.requests.cards()) == 1)
    QTest.mouseClick(page.lists.requests.cards()[0].decline, Qt.MouseButton.LeftButton)
    page.lists.requests.own.setText("当天有省里活动")
    press(page.lists.requests.own, Key.Key_Return)
    settled(qtbot, page, lambda: hall.view().booking(key).state is BookingState.DECLINED)
    assert hall.view().booking(key).end_reason == "当天有省里活动"


def test_a_clerk_is_shown_no_requests_and_told_that_a_room_wants_the_halls_word(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    wants_approval(hall)
    page = open_page()
    assert page.side.tabs.text(Side.REQUESTS) == ""
    page.timeline.point_at(hall.large, at(9), at(10))
    press(page.timeline, Key.Key_Return)
    settled(qtbot, page, lambda: "hall's word" in page.form.verdict())
    page.form.form.set_text("title", "试")
    QTest.mouseClick(page.form.book, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 1)
    assert hall.view().day(DAY)[0].state is BookingState.REQUESTED


def test_who_waits_is_offered_a_room_that_is_held_and_takes_it(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    taken = booked(hall, hall.small, at(9), at(11), "占用")
    page = open_page()
    page.timeline.point_at(hall.small, at(9), at(10))
    page.talk.begin_at(page.timeline.chosen(), is_focused=True)
    page.form.form.set_text("title", "想要")
    page.form.form.set_text("buyer", "李振声")
    QTest.mouseClick(page.form.wait, Qt.MouseButton.LeftButton)
    waiting = page.lists.waiting
    assert waiting.form.text("name") == "李振声"
    waiting.form.set_text("phone", "13800138000")
    press(waiting.form.editor("phone"), Key.Key_Return)
    press(waiting.form.editor("any_room"), Key.Key_Return)
    settled(qtbot, page, lambda: page.side.tabs.text(Side.WAITING) == "Waiting 1")
    assert waiting.offers.choices() == ()
    hall.desk().cancel(taken, "不来了", actor=CLERK)
    settled(qtbot, page, lambda: len(waiting.offers.choices()) == 1)
    press(waiting.table.focusProxy(), Key.Key_Return)
    press(waiting.offers, Key.Key_1)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 1)
    (held,) = hall.view().day(DAY)
    assert held.state is BookingState.HELD
    settled(qtbot, page, lambda: waiting.take.isVisibleTo(waiting))
    assert "held until 08:40" in waiting._state(waiting.table.rows()[0])
    press(waiting.take, Key.Key_Return)
    settled(qtbot, page, lambda: hall.view().booking(held.id).state is BookingState.CONFIRMED)
    settled(qtbot, page, lambda: waiting.table.rows() == ())


def test_an_offer_that_lapsed_is_refused_and_may_wait_again(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    listed = WaitingList(hall.store, Standalone(), ZONE)
    wish = WishEntry(at(9), at(10), Purpose.TALK, "想要", "周明", room_id=hall.small)
    key = listed.join(wish, actor=CLERK).value
    listed.offer(key, hall.small, actor=CLERK)
    page = open_page()
    settled(qtbot, page, lambda: page.lists.waiting.take.isVisibleTo(page.lists.waiting))
    hall.clock.step(11 * 60)
    press(page.lists.waiting.take, Key.Key_Return)
    settled(qtbot, page, page.banner.isVisible)
    assert "ten minutes" in page.banner.text()
    listed.lapse(actor=CLERK)
    settled(qtbot, page, lambda: page.lists.waiting.again.isVisibleTo(page.lists.waiting))
    press(page.lists.waiting.again, Key.Key_Return)
    settled(qtbot, page, lambda: listed.rows(CLERK)[0].state is WishState.WAITING)


def test_a_refused_offline_booking_names_whom_to_phone_and_what_is_free_instead(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    entry = BookingEntry(
        hall.small, at(10), at(11), Purpose.TALK, "离线所订", parties=(PartyEntry("吴𠮷明"),)
    )
    lost = hall.desk().book(entry, actor=CLERK).value
    refused_by_the_centre(hall, lost.id)
    booked(hall, hall.small, at(10, 30), at(11, 30), "赢家")
    page = open_page()
    settled(qtbot, page, lambda: page.side.tabs.text(Side.CALLS) == "To phone 1")
    calls = page.lists.calls
    settled(qtbot, page, lambda: bool(calls.offers.choices()))
    assert [choice.text for choice in calls.people.choices()] == ["吴𠮷明"]
    press(calls.offers, Key.Key_1)
    assert page.form.form.text("title") == "离线所订"
    assert [p.name for p in page.form.entry().parties] == ["吴𠮷明"]
    assert page.form.book.hasFocus()
    decided: list[tuple[str, str]] = []
    page.page_requested.connect(lambda name, key: decided.append((name, key)))
    QTest.mouseClick(calls.decide, Qt.MouseButton.LeftButton)
    assert decided == [("sync", calls.table.rows()[0].key)]


def refused_by_the_centre(hall: SmallHall, booking_id: str) -> None:
    """Let the centre's refusal come home minutes after the booking, which is undone here."""
    hall.desk().cancel(booking_id, "undone", actor=CLERK)
    with hall.store.change(CLERK, "test") as work:
        query = select(OutboxEntry).where(OutboxEntry.use_case == "book_room")
        for sent in work.session.execute(query).scalars():
            sent.state = Sending.REFUSED
            sent.answered_at = sent.made_at + 3 * MINUTE


def test_what_is_confidential_waits_without_its_title(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    page.timeline.point_at(hall.small, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "并购洽谈")
    page.form.more.form.set_text("is_confidential", "1")
    page.form.wish_requested.emit()
    settled(qtbot, page, lambda: page.side.tabs.current() is Side.WAITING)
    assert page.lists.waiting._what.text().endswith("Negotiation")
    assert page.form.form.text("title") == "并购洽谈"
