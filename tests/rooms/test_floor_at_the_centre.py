"""What the centre holds of rooms for every writer: floors, preparation and clearing, requests, older rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from app.kernel.clock import DAY as DAY_LONG
from app.kernel.clock import MINUTE
from app.kernel.confirm import Verdict
from app.kernel.ids import new_key
from app.rooms.arranging import RoomArranging
from app.rooms.entries import BookingEntry
from app.rooms.floor import own_space
from app.rooms.recurrence import Daily, Series
from app.rooms.refusals import RoomTaken
from app.rooms.series import Scope, SeriesDesk, SeriesEntry
from app.rooms.states import BookingState, Purpose
from app.schema import METADATA
from app.sync.enrolment import init_centre
from tests.rooms.centre_hall import SECRET, Terminal, terminals
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.test_arranging import settings

pytestmark = pytest.mark.centre


@pytest.fixture
def desk(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[Terminal]:
    with terminals(hall, centre_url, tmp_path, 0) as (made,):
        yield made


@pytest.fixture
def centre(desk: Terminal, centre_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(centre_url, autocommit=True) as connection:
        connection.execute("SET search_path = guitai, public")
        yield connection


def book_from_outside(
    centre: psycopg.Connection[Any], hall: SmallHall, room: str, start: int, end: int, state: str = "pending"
) -> str:
    """The website writes a booking, knowing room and hour alone."""
    key = new_key()
    centre.execute(
        "INSERT INTO booking (id, hall_id, room_id, starts_at, ends_at, purpose, title, state, host_id,"
        " party_size) VALUES (%s, %s, %s, %s, %s, 'talk', '网上预约', %s, 'web', 2)",
        (key, hall.key(), room, start, end, state),
    )
    return key


def test_a_booking_of_the_website_holds_its_room_with_clearing_and_floor(
    desk: Terminal, centre: psycopg.Connection[Any]
) -> None:
    hall = desk.hall
    key = book_from_outside(centre, hall, hall.small, at(9), at(10))
    row = centre.execute(
        "SELECT busy_until, prepare_from, space_from, space_to FROM booking WHERE id = %s", (key,)
    ).fetchone()
    space = own_space(hall.small)
    assert row == (at(10, 15), at(9), space.space_from, space.space_to)
    with pytest.raises(RoomTaken) as refused:
        desk.rooms().book(BookingEntry(hall.small, at(10), at(11), Purpose.TALK, "后到"), actor=CLERK)
    assert refused.value.title == "网上预约"
    assert [(b.title, b.is_pending) for b in hall.view().day(DAY)] == [("网上预约", True)]
    with pytest.raises(psycopg.errors.ExclusionViolation):
        book_from_outside(centre, hall, hall.small, at(10, 14), at(11))
    book_from_outside(centre, hall, hall.small, at(10, 15), at(11))


def test_between_two_meetings_lies_the_longer_of_clearing_and_preparation(
    desk: Terminal, centre: psycopg.Connection[Any]
) -> None:
    hall = desk.hall
    arranging = RoomArranging(hall.store, ZONE)
    arranging.set_room(hall.small, settings(preparation_minutes=25, turnover_minutes=10), actor=MANAGER)
    desk.exchange.run()
    book_from_outside(centre, hall, hall.small, at(10), at(11))
    for start in (at(11, 10), at(11, 24)):
        with pytest.raises(psycopg.errors.ExclusionViolation):
            book_from_outside(centre, hall, hall.small, start, start + 5 * MINUTE)
    book_from_outside(centre, hall, hall.small, at(11, 25), at(12))
    with pytest.raises(psycopg.errors.ExclusionViolation):
        book_from_outside(centre, hall, hall.small, at(9), at(9, 36))
    book_from_outside(centre, hall, hall.small, at(9), at(9, 35))


def test_a_divided_hall_excludes_its_parts_and_they_not_each_other(
    desk: Terminal, centre: psycopg.Connection[Any]
) -> None:
    hall = desk.hall
    RoomArranging(hall.store, ZONE).divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    desk.exchange.run()
    book_from_outside(centre, hall, hall.small, at(9), at(10))
    book_from_outside(centre, hall, hall.large, at(9), at(10))
    with pytest.raises(psycopg.errors.ExclusionViolation):
        book_from_outside(centre, hall, hall.stage, at(9, 30), at(10))
    with pytest.raises(RoomTaken) as refused:
        desk.rooms().book(BookingEntry(hall.stage, at(9), at(10), Purpose.ROADSHOW, "路演"), actor=CLERK)
    assert {r.code for r in refused.value.reasons} == {"Excluded"}


def test_requests_stand_beside_each_other_until_one_is_agreed_to(
    desk: Terminal, centre: psycopg.Connection[Any]
) -> None:
    hall = desk.hall
    keys = [
        book_from_outside(centre, hall, hall.small, at(9), at(10), BookingState.REQUESTED) for _ in range(2)
    ]
    centre.execute("UPDATE booking SET state = 'confirmed' WHERE id = %s", (keys[0],))
    with pytest.raises(psycopg.errors.ExclusionViolation):
        centre.execute("UPDATE booking SET state = 'confirmed' WHERE id = %s", (keys[1],))


@pytest.mark.parametrize("days", [1, -1])
def test_a_daily_series_goes_on_by_a_day_and_back_again(desk: Terminal, days: int) -> None:
    hall, series = desk.hall, SeriesDesk(desk.hall.store, desk.confirm, ZONE)
    third = DAY + dt.timedelta(days=2)
    first = BookingEntry(hall.small, at(9, day=third), at(10, day=third), Purpose.TALK, "每日")
    made = series.book(SeriesEntry(first, Series(third, Daily(), count=3)), actor=CLERK).value.bookings
    for by in (days, -days):
        shown = hall.view().booking(made[0].id)
        moved = replace(
            first, starts_at=shown.starts_at + by * DAY_LONG, ends_at=shown.ends_at + by * DAY_LONG
        )
        answer = series.change(made[0].id, Scope.ALL, moved, actor=CLERK)
        assert answer.confirmation.verdict is Verdict.CONFIRMED
    assert [b.starts_at for b in answer.value.bookings] == [b.starts_at for b in made]


def test_a_room_opened_by_another_program_stands_on_a_floor_of_its_own(
    desk: Terminal, centre: psycopg.Connection[Any]
) -> None:
    hall, key = desk.hall, new_key()
    centre.execute(
        "INSERT INTO room (id, hall_id, kind, number, name, seats, position)"
        " VALUES (%s, %s, 'negotiation', '301', '洽谈室三', 4, 9)",
        (key, hall.key()),
    )
    assert centre.execute("SELECT space_from, space_to FROM room WHERE id = %s", (key,)).fetchone() == (
        own_space(key).space_from,
        own_space(key).space_to,
    )
    desk.exchange.run()
    made = desk.rooms().book(BookingEntry(key, at(9), at(10), Purpose.TALK, "新房间"), actor=CLERK)
    assert made.confirmation.verdict is Verdict.CONFIRMED


def test_a_centre_of_the_version_before_is_completed_and_holds_the_new_rules(
    desk: Terminal, centre: psycopg.Connection[Any], centre_url: str
) -> None:
    hall = desk.hall
    desk.rooms().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "旧"), actor=CLERK)
    _set_back(centre)
    init_centre(centre_url, METADATA, SECRET)
    space = own_space(hall.small)
    assert centre.execute("SELECT prepare_from, space_from, space_to FROM booking").fetchall() == [
        (at(9), space.space_from, space.space_to)
    ]
    with pytest.raises(psycopg.errors.ExclusionViolation):
        book_from_outside(centre, hall, hall.small, at(9, 30), at(10))
    desk.exchange.run()
    assert [b.title for b in hall.view().day(DAY)] == ["旧"]


def _set_back(centre: psycopg.Connection[Any]) -> None:
    """Make rooms and bookings of the centre what the version before had."""
    centre.execute("ALTER TABLE booking DROP CONSTRAINT booking_exclude_1, DROP CONSTRAINT booking_exclude_2")
    for table, columns in (
        ("room", ("space_from", "space_to", "preparation_minutes", "release_minutes", "rules")),
        ("booking", ("space_from", "space_to", "prepare_from", "series_id", "checked_in_at")),
    ):
        for column in columns:
            dropping = sql.SQL("ALTER TABLE {} DROP COLUMN {} CASCADE")
            centre.execute(dropping.format(sql.Identifier(table), sql.Identifier(column)))
        # The older stamp knows nothing of what follows from other rows.
        centre.execute(
            sql.SQL(
                "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " NEW.ver := pg_current_xact_id(); NEW.rev := OLD.rev + 1; RETURN NEW; END $$"
            ).format(sql.Identifier(f"stamp_{table}"))
        )
    centre.execute(
        "ALTER TABLE booking ADD CONSTRAINT booking_exclude_1 EXCLUDE USING gist (hall_id WITH =,"
        " room_id WITH =, int8range(starts_at, busy_until) WITH &&)"
        " WHERE (state <> 'cancelled' AND ended_at IS NULL)"
    )
    centre.execute("UPDATE alembic_version SET version_num = '0004'")
    centre.execute("UPDATE sync_centre SET schema_version = 2, oldest_schema = 1")
