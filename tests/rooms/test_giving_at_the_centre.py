"""The centre gives no room that is blocked or out of use, not to who has not heard, nor to the website."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.kernel.confirm import Confirmation, Verdict
from app.kernel.periods import Period
from app.rooms.arranging import RoomArranging
from app.rooms.arriving import Door
from app.rooms.call_list import CallList
from app.rooms.entries import BookingEntry
from app.rooms.reasons import Blocked, OutOfUse
from app.rooms.recurrence import Daily, Series
from app.rooms.refusals import DatesRefused, RoomNotGiven
from app.rooms.series import SeriesDesk, SeriesEntry
from app.rooms.service import Rooms
from app.rooms.states import Purpose
from app.schema import METADATA
from app.sync.centre.checking import check_centre
from app.sync.enrolment import init_centre
from tests.rooms.centre_hall import SECRET, Terminal, terminals
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, FixedWord, SmallHall, at
from tests.rooms.test_floor_at_the_centre import book_from_outside

pytestmark = pytest.mark.centre

PAIR = tuple[Terminal, Terminal]
MORNING = Period(at(8), at(12))


@pytest.fixture
def pair(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[PAIR]:
    """The one where rooms are arranged, and another that has not heard of it yet."""
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        yield first, second


@pytest.fixture
def centre(pair: PAIR, centre_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(centre_url, autocommit=True) as connection:
        connection.execute("SET search_path = guitai, public")
        yield connection


def arranging(terminal: Terminal) -> RoomArranging:
    return RoomArranging(terminal.hall.store, ZONE)


def talk(room_id: str, start: int, end: int, title: str = "洽谈") -> BookingEntry:
    return BookingEntry(room_id, start, end, Purpose.TALK, title)


def cut_off(terminal: Terminal) -> Rooms:
    return Rooms(terminal.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)


def test_booked_in_a_blocking_the_terminal_has_not_heard_of_says_until_when_and_what_is_free(
    pair: PAIR, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pair
    hall = first.hall
    arranging(first).block((hall.small,), MORNING, "检修", actor=MANAGER)
    first.exchange.run()
    # Nothing comes down in time: the refusal itself has to tell.
    monkeypatch.setattr(second.exchange, "pull", first.exchange.pull)
    with pytest.raises(RoomNotGiven) as refused:
        second.rooms().book(talk(hall.small, at(9), at(10)), actor=CLERK)
    (reason,) = refused.value.reasons
    assert isinstance(reason, Blocked)
    assert (reason.room_id, reason.starts_at, reason.ends_at) == (hall.small, at(8), at(12))
    best = refused.value.alternatives[0]
    assert best.room_id != hall.small
    again = second.rooms().book(talk(best.room_id, best.starts_at, best.ends_at), actor=CLERK)
    assert again.confirmation.verdict is Verdict.CONFIRMED


@pytest.mark.parametrize("is_heard", [True, False])
def test_booked_in_a_room_closed_meanwhile_says_so_and_what_is_free(
    pair: PAIR, monkeypatch: pytest.MonkeyPatch, is_heard: bool
) -> None:
    first, second = pair
    hall = first.hall
    arranging(first).close_room(hall.small, "改作他用", actor=MANAGER)
    first.exchange.run()
    if not is_heard:
        monkeypatch.setattr(second.exchange, "pull", first.exchange.pull)
    with pytest.raises(RoomNotGiven) as refused:
        second.rooms().book(talk(hall.small, at(9), at(10)), actor=CLERK)
    assert (refused.value.room, refused.value.reasons) == ("洽谈室一", (OutOfUse(),))
    best = refused.value.alternatives[0]
    again = second.rooms().book(talk(best.room_id, best.starts_at, best.ends_at), actor=CLERK)
    assert again.confirmation.verdict is Verdict.CONFIRMED


def test_of_a_basket_and_of_a_series_the_dates_that_cannot_be_are_named(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    arranging(first).block((hall.large,), MORNING, "检修", actor=MANAGER)
    arranging(first).close_room(hall.small, "改作他用", actor=MANAGER)
    first.exchange.run()
    basket = [talk(room, at(9), at(10)) for room in (hall.small, hall.large, hall.stage)]
    with pytest.raises(DatesRefused) as refused:
        second.rooms().book_all(basket, actor=CLERK)
    told = {d.room_id: [r.code for r in d.reasons] for d in refused.value.dates}
    assert told == {hall.small: ["OutOfUse"], hall.large: ["Blocked"]}
    series = SeriesEntry(talk(hall.small, at(9), at(10)), Series(DAY, Daily(), count=2))
    found = SeriesDesk(second.hall.store, second.confirm, ZONE).preview(series, actor=CLERK)
    assert [[r.code for r in row.reasons] for row in found.dates] == [["OutOfUse"]] * 2


def test_booked_while_cut_off_it_does_not_stand_and_its_people_are_to_be_phoned(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    arranging(first).close_room(hall.small, "改作他用", actor=MANAGER)
    arranging(first).block((hall.large,), MORNING, "检修", actor=MANAGER)
    first.exchange.run()
    for room, title in ((hall.small, "在停用的房间"), (hall.large, "在检修时")):
        cut_off(second).book(talk(room, at(9), at(10), title), actor=CLERK)
    second.clock.step(600)
    assert second.exchange.run().refused == 2
    first.exchange.run()
    for terminal in pair:
        assert terminal.hall.view().day(DAY) == ()
        listed = CallList(terminal.hall.store, ZONE).to_phone(CLERK.staff_id)
        assert {row.title for row in listed} == {"在停用的房间", "在检修时"}


def test_what_was_booked_before_stays_and_goes_on(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    made = second.rooms().book(talk(hall.small, at(9), at(11)), actor=CLERK).value
    other = second.rooms().book(talk(hall.large, at(9), at(11)), actor=CLERK).value
    first.exchange.run()
    arranging(first).block((hall.small,), Period(at(8), at(18)), "检修", actor=MANAGER, around=True)
    arranging(first).close_room(hall.large, "改作他用", actor=MANAGER, despite_bookings=True)
    first.exchange.run()
    second.clock.step(3600)
    door = Door(second.hall.store, second.confirm, ZONE)
    for key in (made.id, other.id):
        door.check_in(key, actor=CLERK)
        door.end_early(key, actor=CLERK)
    assert second.exchange.run().refused == 0
    assert second.hall.view().booking(made.id).ends_at < at(11)
    # It may get less, never more.
    with pytest.raises(RoomNotGiven):
        second.rooms().move(made.id, hall.small, Period(at(9), at(12)), actor=CLERK)


def test_the_website_books_nothing_that_is_blocked_or_closed(
    pair: PAIR, centre: psycopg.Connection[Any]
) -> None:
    first, _ = pair
    hall = first.hall
    arranging(first).divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    arranging(first).block((hall.stage,), MORNING, "布展", actor=MANAGER)
    first.exchange.run()
    # A part of the hall is blocked with it, and what is cleared until then meets it too.
    for start, end in ((at(9), at(10)), (at(11, 59), at(13)), (at(7), at(7, 50))):
        with pytest.raises(psycopg.errors.CheckViolation):
            book_from_outside(centre, hall, hall.small, start, end)
    with pytest.raises(psycopg.errors.CheckViolation):
        book_from_outside(centre, hall, hall.small, at(9), at(10), "requested")
    key = book_from_outside(centre, hall, hall.small, at(12), at(13))
    moving = "UPDATE booking SET starts_at = %s, ends_at = %s WHERE id = %s"
    with pytest.raises(psycopg.errors.CheckViolation):
        centre.execute(moving, (at(11), at(12), key))
    (blocking,) = {b.id for b in hall.view().blockings(DAY)}
    arranging(first).unblock(blocking, actor=MANAGER)
    first.exchange.run()
    centre.execute(moving, (at(11), at(12), key))
    arranging(first).close_room(hall.small, "改作他用", actor=MANAGER, despite_bookings=True)
    first.exchange.run()
    with pytest.raises(psycopg.errors.CheckViolation):
        book_from_outside(centre, hall, hall.small, at(15), at(16))
    book_from_outside(centre, hall, hall.large, at(15), at(16))
    centre.execute("UPDATE booking SET state = 'confirmed' WHERE id = %s", (key,))


def test_a_centre_that_does_not_look_is_told_of_and_completed(
    pair: PAIR, centre: psycopg.Connection[Any], centre_url: str
) -> None:
    hall = pair[0].hall
    arranging(pair[0]).block((hall.small,), MORNING, "检修", actor=MANAGER)
    pair[0].exchange.run()
    centre.execute("DROP TRIGGER booking_given ON booking")
    centre.execute("DROP FUNCTION booking_given()")
    (told,) = [f for f in check_centre(centre, METADATA, None) if f.what == "watches"]
    assert (told.level, "booking_given" in told.told) == ("fail", True)
    # What the version before took stays when the centre is brought up to this one.
    key = book_from_outside(centre, hall, hall.small, at(9), at(10))
    init_centre(centre_url, METADATA, SECRET)
    with pytest.raises(psycopg.errors.CheckViolation):
        book_from_outside(centre, hall, hall.small, at(10, 30), at(11))
    centre.execute("UPDATE booking SET state = 'confirmed' WHERE id = %s", (key,))
