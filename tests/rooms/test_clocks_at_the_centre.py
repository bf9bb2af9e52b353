"""A terminal whose clock is hours ahead gives nothing away: no room, no hold; nor does one set later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.kernel.clock import HOUR, MINUTE
from app.rooms.arranging import RoomArranging
from app.rooms.arriving import Door
from app.rooms.entries import BookingEntry
from app.rooms.refusals import OfferLapsed
from app.rooms.room_clock import RoomClock
from app.rooms.states import BookingState, Purpose, WishState
from app.rooms.waiting_list import HELD, WaitingList, WishEntry
from app.sync.conflicts import ConflictsView
from tests.rooms.centre_hall import Terminal, set_centre_clock, terminals
from tests.rooms.small_hall import CLERK, MANAGER, ZONE, SmallHall, at
from tests.rooms.test_arranging import settings

pytestmark = pytest.mark.centre

PAIR = tuple[Terminal, Terminal]
HALL_NOW = at(8, 30)


@pytest.fixture
def pair(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[PAIR]:
    """It is half past eight at the first terminal and at the centre."""
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        RoomArranging(hall.store, ZONE).set_room(hall.small, settings(release_minutes=10), actor=MANAGER)
        yield first, second


def door(terminal: Terminal) -> Door:
    return Door(terminal.hall.store, terminal.confirm, ZONE)


def waiting(terminal: Terminal) -> WaitingList:
    return WaitingList(terminal.hall.store, terminal.confirm, ZONE)


def tick(terminal: Terminal) -> None:
    RoomClock(terminal.hall.store, door(terminal), waiting(terminal)).tick()


def booked(terminal: Terminal, start: int, end: int) -> str:
    entry = BookingEntry(terminal.hall.small, start, end, Purpose.TALK, "洽谈")
    return terminal.rooms().book(entry, actor=CLERK).value.id


def offered(terminal: Terminal) -> tuple[str, str]:
    """Hold a room from 14 to 15 for somebody who waits: the wish, and the booking that holds it."""
    entry = WishEntry(at(14), at(15), Purpose.TALK, "候补", "张三")
    wish = waiting(terminal).join(entry, actor=CLERK).value
    held = waiting(terminal).offer(wish, terminal.hall.large, actor=CLERK).value.id
    terminal.exchange.run()
    return wish, held


def state(terminal: Terminal, key: str) -> BookingState:
    return terminal.hall.view().booking(key).state


def meet(pair: PAIR) -> None:
    for terminal in (*pair, *pair):
        terminal.exchange.run()


def greet(terminal: Terminal) -> None:
    """Open the lines anew, as after every restart."""
    terminal.exchange.close()
    terminal.exchange.run()


def test_a_clock_that_is_known_to_be_hours_ahead_gives_nothing_away(pair: PAIR) -> None:
    first, second = pair
    key = booked(first, at(11), at(12))
    _, held = offered(first)
    second.clock.step(2 * 3600 + 50 * 60)
    greet(second)
    tick(second)
    assert (state(second, key), state(second, held)) == (BookingState.CONFIRMED, BookingState.HELD)
    meet(pair)
    for terminal in pair:
        assert (state(terminal, key), state(terminal, held)) == (BookingState.CONFIRMED, BookingState.HELD)


def test_a_clock_that_is_hours_behind_gives_back_what_is_due(pair: PAIR, centre_url: str) -> None:
    first, second = pair
    key = booked(first, at(11), at(12))
    second.exchange.run()
    second.clock.step(20)
    set_centre_clock(centre_url, at(11, 12))
    greet(second)
    tick(second)
    meet(pair)
    assert [state(terminal, key) for terminal in pair] == [BookingState.RELEASED] * 2


def test_the_centre_refuses_what_a_clock_set_since_gave_away(pair: PAIR) -> None:
    first, second = pair
    key = booked(first, at(11), at(12))
    _, held = offered(first)
    second.exchange.run()
    # The lines stay open: nobody has told the second that its clock is wrong now.
    second.clock.step(2 * 3600 + 50 * 60)
    tick(second)
    assert (state(second, key), state(second, held)) == (BookingState.RELEASED, BookingState.CANCELLED)
    meet(pair)
    for terminal in pair:
        assert (state(terminal, key), state(terminal, held)) == (BookingState.CONFIRMED, BookingState.HELD)
        rows = ConflictsView(terminal.hall.store).rows()
        assert {row.reason for row in rows} == {"booking_in_time", "waiting_wish_in_time"}
        assert [row for row in rows if row.is_open] == []


@pytest.mark.parametrize(("minute", "expected"), [(9, BookingState.CONFIRMED), (10, BookingState.RELEASED)])
def test_the_centre_takes_a_release_from_the_minute_on_that_it_is_due(
    pair: PAIR, centre_url: str, minute: int, expected: BookingState
) -> None:
    first, second = pair
    key = booked(first, at(11), at(12))
    second.exchange.run()
    second.clock.step(2 * 3600 + 45 * 60)
    set_centre_clock(centre_url, at(11, minute))
    tick(second)
    meet(pair)
    assert [state(terminal, key) for terminal in pair] == [expected] * 2


def test_an_offer_of_a_wrong_clock_is_held_for_ten_minutes_of_the_hall(pair: PAIR, centre_url: str) -> None:
    first, second = pair
    second.clock.step(3 * 3600)
    greet(second)
    wish, held = offered(second)
    first.exchange.run()
    (row,) = waiting(first).rows(CLERK)
    assert row.held_until is not None and abs(row.held_until - HALL_NOW - HELD) < MINUTE
    first.clock.step(11 * 60)
    with pytest.raises(OfferLapsed):
        waiting(first).take(wish, actor=CLERK)
    set_centre_clock(centre_url, at(8, 41))
    tick(first)
    meet(pair)
    assert [state(terminal, held) for terminal in pair] == [BookingState.CANCELLED] * 2
    assert [row.state for row in waiting(second).rows(CLERK)] == [WishState.LAPSED]


def test_a_clock_set_under_open_lines_is_noticed_at_the_next_look(pair: PAIR) -> None:
    _, second = pair
    second.clock.step(3 * 3600)
    second.exchange.look_at_the_clock()
    second.clock.step(-1)
    key = booked(pair[0], at(11), at(12))
    second.exchange.run()
    tick(second)
    assert state(second, key) is BookingState.CONFIRMED
    assert abs(second.hall.clock.now() - HALL_NOW - 3 * HOUR) < MINUTE
