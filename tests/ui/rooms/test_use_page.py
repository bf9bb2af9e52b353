"""The use of rooms on its page: spans by keys, the hall's sum, paper and table."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.catalogue.known import KnownHall
from app.kernel.confirm import Standalone
from app.rooms.arriving import Door
from app.rooms.door import DoorView
from app.rooms.paper import RoomPaper
from app.rooms.room_use import UseView
from app.security.actors import Machine
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.test_arranging import arranging, settings
from tests.rooms.test_room_paper import Press
from tests.ui.page_seat import Key, PageSeat
from tests.ui.rooms.test_rooms_page import booked, hall
from ui.parts.background import Background
from ui.rooms.use_page import UseDoors, UsePage, days_of

__all__ = ["hall"]

Seat = PageSeat[UsePage]


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def seat(qtbot: QtBot, hall: SmallHall, background: Background, press: Press) -> Iterator[Seat]:
    """Three bookings of this week: one with people, one nobody came to, one given back; one last month."""
    arranging(hall).set_room(hall.small, settings(release_minutes=10), actor=MANAGER)
    used, _ = booked(hall, hall.small, at(9), at(10)), booked(hall, hall.small, at(11), at(12))
    hall.desk().cancel(booked(hall, hall.large, at(14), at(15)), "改期", actor=CLERK)
    door = Door(hall.store, Standalone(), ZONE)
    hall.clock.step(30 * 60)
    door.check_in(used, actor=CLERK)
    hall.clock.step(132 * 60)
    door.release_no_shows(actor=Machine())
    background.follow(hall.store.listen)
    states = DoorView(hall.store, ZONE)
    paper = RoomPaper(hall.store, hall.view(), states, KnownHall(hall.store), press, ZONE)
    page = UsePage(UseDoors(UseView(hall.store, ZONE), hall.view(), paper), background, CLERK)
    yield PageSeat(qtbot, page, background, hall.clock, ZONE)


def figures(seat: Seat) -> list[tuple[str, int, int, int, int, int]]:
    return [
        (row.room_id, row.open, row.booked, row.used, row.no_shows, row.cancelled)
        for row in seat.page.table.rows()
    ]


def test_this_week_is_measured_by_opening_hours_and_added_up(seat: Seat, hall: SmallHall) -> None:
    seat.settle(lambda: len(seat.page.table.rows()) == 4)
    week = 7 * 720
    assert figures(seat) == [
        ("", 3 * week, 60, 60, 1, 1),
        (hall.small, week, 60, 60, 1, 0),
        (hall.large, week, 0, 0, 0, 1),
        (hall.stage, week, 0, 0, 0, 0),
    ]


def test_own_days_are_typed_and_what_makes_no_sense_is_told(seat: Seat) -> None:
    seat.settle(lambda: len(seat.page.table.rows()) == 4)
    form = seat.page.form
    form.set_text("first", DAY.isoformat())
    form.set_text("last", DAY.isoformat())
    seat.settle(lambda: figures(seat)[1][1] == 720)
    assert form.text("span") == "own"
    form.set_text("last", (DAY - dt.timedelta(days=1)).isoformat())
    seat.settle(lambda: bool(form.error("last")))
    form.set_text("last", (DAY + dt.timedelta(days=400)).isoformat())
    seat.settle(lambda: bool(form.error("last")))
    form.set_text("span", "last_month")
    seat.settle(lambda: not form.error("last") and figures(seat)[0][2] == 0)
    assert (form.text("first"), form.text("last")) == ("2026-02-01", "2026-02-28")


def test_it_is_printed_and_written_as_a_table_without_names(
    seat: Seat, press: Press, tmp_path: Path, hall: SmallHall
) -> None:
    seat.settle(lambda: len(seat.page.table.rows()) == 4)
    seat.page.keys()[0].slot()
    seat.settle(lambda: bool(press.sheets))
    words = press.words()
    assert "洽谈室使用统计" in words and "2026-03-02 至 2026-03-08" in words and "1:00" in words
    assert "节水" not in words
    seat.page.write_to(str(tmp_path / "use.csv"))
    seat.settle(lambda: "Written: use.csv" in seat.said)
    content = (tmp_path / "use.csv").read_bytes()
    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert len(rows) == 5
    assert rows[1][:7] == ["2026-03-02", "2026-03-08", "201", "洽谈室一", "5040", "60", "60"]
    assert rows[4][3] == "全部房间"
    seat.page.write_to(str(tmp_path / "nowhere" / "use.csv"))
    seat.settle(lambda: seat.page.banner.isVisible())


def test_esc_leads_back_to_the_rooms(seat: Seat) -> None:
    wanted: list[tuple[str, str]] = []
    seat.page.page_requested.connect(lambda name, key: wanted.append((name, key)))
    seat.press(Key.Key_Escape)
    assert wanted == [("rooms", "")]


@pytest.mark.parametrize(
    ("today", "span", "first", "last"),
    [
        ("2026-01-01", "week", "2025-12-29", "2026-01-04"),
        ("2026-03-01", "last_month", "2026-02-01", "2026-02-28"),
        ("2026-12-31", "month", "2026-12-01", "2026-12-31"),
        ("2026-03-02", "last_week", "2026-02-23", "2026-03-01"),
    ],
)
def test_spans_follow_the_calendar(today: str, span: str, first: str, last: str) -> None:
    days = days_of(span, dt.date.fromisoformat(today))
    assert days == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
