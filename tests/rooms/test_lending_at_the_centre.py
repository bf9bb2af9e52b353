"""Movable equipment is counted at the centre: two terminals and the website want the last projector."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.kernel.clock import DAY, HOUR
from app.kernel.confirm import Confirmation, Verdict
from app.kernel.errors import Refusal
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.rooms.arranging import RoomArranging
from app.rooms.arriving import Door
from app.rooms.entries import BookingEntry
from app.rooms.reasons import EquipmentTaken
from app.rooms.refusals import DatesRefused, RoomNotGiven
from app.rooms.service import Rooms
from app.rooms.states import Purpose
from app.schema import METADATA
from app.sync.centre.checking import check_centre
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import CLERK, MANAGER, ZONE, FixedWord, SmallHall, at

pytestmark = pytest.mark.centre

PAIR = tuple[Terminal, Terminal]


@pytest.fixture
def pair(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[PAIR]:
    """Two terminals of a hall that owns one projector on wheels."""
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        RoomArranging(hall.store, ZONE).set_stock("projector", 1, actor=MANAGER)
        first.exchange.run()
        second.exchange.run()
        yield first, second


def connected(url: str) -> psycopg.Connection[Any]:
    return psycopg.connect(url, autocommit=True, options="-c search_path=guitai,public")


def cut_off(terminal: Terminal) -> Rooms:
    return Rooms(terminal.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)


def with_projector(room_id: str, start: int, end: int, title: str, pieces: int = 1) -> BookingEntry:
    return BookingEntry(room_id, start, end, Purpose.TALK, title, equipment={"projector": pieces})


def from_outside(centre: psycopg.Connection[Any], hall: SmallHall, room: str, start: int, end: int) -> str:
    """The website writes what is carried and the booking, in a transaction of its own."""
    key = new_key()
    centre.execute(
        "INSERT INTO booking_equipment (id, hall_id, booking_id, kind, quantity)"
        " VALUES (%s, %s, %s, 'projector', 1)",
        (new_key(), hall.key(), key),
    )
    centre.execute(
        "INSERT INTO booking (id, hall_id, room_id, starts_at, ends_at, purpose, title, state, host_id,"
        " party_size) VALUES (%s, %s, %s, %s, %s, 'talk', 'web', 'pending', 'web', 2)",
        (key, hall.key(), room, start, end),
    )
    return key


def test_the_last_projector_goes_to_one_and_the_other_hears_why_and_what_is_free(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    won = first.rooms().book(with_projector(hall.small, at(9), at(10), "先到"), actor=CLERK)
    assert won.confirmation.verdict is Verdict.CONFIRMED
    # Another room: nothing at the second terminal speaks against it, only the projector is out.
    with pytest.raises(RoomNotGiven) as refused:
        second.rooms().book(with_projector(hall.large, at(9, 30), at(10, 30), "后到"), actor=CLERK)
    assert refused.value.reasons == (EquipmentTaken("projector", 1, 0, (won.value.id,)),)
    best = refused.value.alternatives[0]
    again = with_projector(best.room_id, best.starts_at, best.ends_at, "后到")
    assert second.rooms().book(again, actor=CLERK).confirmation.verdict is Verdict.CONFIRMED


def test_the_refusal_itself_names_who_has_it_where_the_rows_have_not_come_down(
    pair: PAIR, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pair
    hall = first.hall
    won = first.rooms().book(with_projector(hall.small, at(9), at(10), "先到"), actor=CLERK).value
    monkeypatch.setattr(second.exchange, "pull", first.exchange.pull)
    with pytest.raises(RoomNotGiven) as refused:
        second.rooms().book(with_projector(hall.large, at(9), at(10), "后到"), actor=CLERK)
    assert refused.value.reasons == (EquipmentTaken("projector", 1, 0, (won.id,)),)
    offers = refused.value.alternatives
    # One room has a projector of its own; anywhere else the one on wheels is back later.
    assert {o.room_id for o in offers if o.starts_at < at(10, 15)} == {hall.stage}


def test_a_projector_is_out_until_the_room_is_cleared_and_not_longer(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    first.rooms().book(with_projector(hall.small, at(9), at(10), "先到"), actor=CLERK)
    with pytest.raises(RoomNotGiven):
        second.rooms().book(with_projector(hall.large, at(10), at(11), "后到"), actor=CLERK)
    later = with_projector(hall.large, at(10, 15), at(11), "后到")
    assert second.rooms().book(later, actor=CLERK).confirmation.verdict is Verdict.CONFIRMED


def test_what_stands_in_a_room_for_good_is_not_carried_there(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    first.rooms().book(with_projector(hall.stage, at(9), at(10), "路演"), actor=CLERK)
    free = second.rooms().book(with_projector(hall.large, at(9), at(10), "洽谈"), actor=CLERK)
    assert free.confirmation.verdict is Verdict.CONFIRMED
    first.exchange.run()
    # The first knows that the one projector is at the large room; of two at the stage one would be carried.
    with pytest.raises(RoomNotGiven):
        first.rooms().change(
            first.hall.view().day(hall.view().today())[0].id,
            with_projector(hall.stage, at(9), at(10), "路演", pieces=2),
            actor=CLERK,
        )


def test_two_at_once_are_more_than_one_though_each_alone_would_do(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    RoomArranging(hall.store, ZONE).set_stock("projector", 2, actor=MANAGER)
    for terminal in pair:
        terminal.exchange.run()
    first.rooms().book(with_projector(hall.small, at(9), at(10), "一"), actor=CLERK)
    first.rooms().book(with_projector(hall.small, at(10, 30), at(11), "二"), actor=CLERK)
    # The two are never out together: a third goes beside either.
    long = with_projector(hall.large, at(9), at(11), "三")
    assert second.rooms().book(long, actor=CLERK).confirmation.verdict is Verdict.CONFIRMED
    second.exchange.run()
    with pytest.raises(RoomNotGiven):
        second.rooms().book(with_projector(hall.stage, at(9), at(10), "四", pieces=2), actor=CLERK)


def test_moving_to_where_the_projector_is_out_is_refused_and_ending_early_never(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    first.rooms().book(with_projector(hall.small, at(9), at(10), "先到"), actor=CLERK)
    later = second.rooms().book(with_projector(hall.large, at(12), at(13), "后到"), actor=CLERK).value
    with pytest.raises(RoomNotGiven):
        second.rooms().move(later.id, hall.large, Period(at(9, 30), at(10, 30)), actor=CLERK)
    # The projector breaks; the meeting that has it checks in and ends early all the same.
    RoomArranging(hall.store, ZONE).set_stock("projector", 0, actor=MANAGER)
    first.exchange.run()
    door = Door(second.hall.store, second.confirm, ZONE)
    second.clock.step(4 * 3600)
    door.check_in(later.id, actor=CLERK)
    door.end_early(later.id, actor=CLERK)
    assert second.exchange.run().refused == 0
    assert second.hall.view().booking(later.id).ends_at < at(13)


def test_one_basket_cannot_want_one_projector_twice(pair: PAIR) -> None:
    hall = pair[0].hall
    basket = [with_projector(room, at(9), at(10), "整场") for room in (hall.small, hall.large)]
    with pytest.raises(DatesRefused) as refused:
        pair[0].rooms().book_all(basket, actor=CLERK)
    told = [(d.room_id, [r.code for r in d.reasons]) for d in refused.value.dates]
    assert told == [(hall.large, ["EquipmentTaken"])]


def test_booked_while_cut_off_the_projector_stays_with_whom_the_centre_gave_it(pair: PAIR) -> None:
    first, second = pair
    hall = first.hall
    lost = cut_off(second).book(with_projector(hall.large, at(9), at(10), "离线"), actor=CLERK).value
    first.rooms().book(with_projector(hall.small, at(9), at(10), "先到"), actor=CLERK)
    assert second.exchange.run().refused == 1
    assert lost.id not in {b.id for b in second.hall.view().day(hall.view().today())}


def test_the_website_cannot_take_what_is_out(pair: PAIR, centre_url: str) -> None:
    first, second = pair
    hall = first.hall
    first.rooms().book(with_projector(hall.small, at(9), at(10), "先到"), actor=CLERK)
    with connected(centre_url) as centre:
        with pytest.raises(psycopg.errors.CheckViolation), centre.transaction():
            from_outside(centre, hall, hall.large, at(9), at(10))
        with centre.transaction():
            key = from_outside(centre, hall, hall.large, at(11), at(12))
        with pytest.raises(psycopg.errors.CheckViolation):
            centre.execute(
                "UPDATE booking SET starts_at = %s, ends_at = %s WHERE id = %s",
                (at(9, 30), at(10, 30), key),
            )
    with pytest.raises(RoomNotGiven) as refused:
        second.rooms().book(with_projector(hall.small, at(11), at(12), "后到"), actor=CLERK)
    assert refused.value.reasons == (EquipmentTaken("projector", 1, 0, (key,)),)


@pytest.mark.parametrize("isolation", list(psycopg.IsolationLevel)[1:])
def test_writers_in_one_instant_never_have_more_out_than_there_are(
    pair: PAIR, centre_url: str, isolation: psycopg.IsolationLevel
) -> None:
    """Two programs of the market write plainly, whatever each of them can see of the other."""
    hall, rounds = pair[0].hall, 6
    gate = threading.Barrier(2, timeout=60)

    def write(room: str) -> list[int]:
        won = []
        with connected(centre_url) as centre:
            centre.isolation_level = isolation
            for n in range(rounds):
                start = at(8) + (10 + n) * DAY
                try:
                    with centre.transaction():
                        from_outside(centre, hall, room, start, start + HOUR)
                        # Both have read and written; now both commit.
                        gate.wait()
                except (psycopg.errors.CheckViolation, psycopg.errors.SerializationFailure):
                    continue
                won.append(n)
        return won

    with ThreadPoolExecutor(2) as pool:
        won = [n for found in pool.map(write, (hall.small, hall.large)) for n in found]
    assert sorted(won) == list(range(rounds))


def test_a_centre_that_does_not_count_is_told_of(pair: PAIR, centre_url: str) -> None:
    with connected(centre_url) as centre:
        assert [f.level for f in check_centre(centre, METADATA, None) if f.what == "watches"] == ["ok"]
        centre.execute("ALTER TABLE booking_equipment DISABLE TRIGGER booking_equipment_enough")
        (told,) = [f for f in check_centre(centre, METADATA, None) if f.what == "watches"]
    assert (told.level, "booking_equipment_enough" in told.told) == ("fail", True)


def test_two_terminals_in_the_same_instant_one_wins(pair: PAIR) -> None:
    hall = pair[0].hall
    rooms = (hall.small, hall.large)
    gate = threading.Barrier(2, timeout=60)

    def book(place: int, n: int) -> object:
        start = at(9) + (1 + n) * DAY
        gate.wait()
        try:
            entry = with_projector(rooms[place], start, start + HOUR, f"{place}")
            return pair[place].rooms().book(entry, actor=CLERK).confirmation.verdict
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        for n in range(8):
            answers = list(pool.map(book, (0, 1), (n, n)))
            (refused,) = [a for a in answers if isinstance(a, RoomNotGiven)]
            assert Verdict.CONFIRMED in answers
            assert [r.code for r in refused.reasons] == ["EquipmentTaken"]
            assert refused.alternatives
