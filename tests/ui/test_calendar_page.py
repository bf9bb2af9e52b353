"""The page of calendar files: what a file would do is seen first, then each meeting is taken by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

from app.documents.meetings import Meeting
from app.kernel.clock import DAY
from app.presses import CalendarMaker
from app.rooms.calendars import RoomCalendars
from app.rooms.entries import BookingEntry
from app.rooms.states import Purpose
from tests.rooms.small_hall import CLERK, ZONE, SmallHall, at, founded
from ui.parts.background import Background
from ui.rooms.calendar_page import CalendarDoors, CalendarPage

MAKER = CalendarMaker()


@pytest.fixture
def hall(tmp_path: Path):
    with founded(tmp_path / "counter.db") as made:
        yield made


@pytest.fixture
def page(hall: SmallHall, background: Background, qtbot) -> CalendarPage:
    calendars = RoomCalendars(hall.store, hall.desk(), MAKER, ZONE)
    made = CalendarPage(CalendarDoors(calendars, hall.view(), ZONE), background, CLERK)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitUntil(background.is_idle)
    return made


def meeting(title: str, start: int, end: int) -> Meeting:
    return Meeting(f"{title}@elsewhere", start, end, title, place="会议室")


def written(folder: Path, *meetings: Meeting) -> str:
    path = folder / "in.ics"
    path.write_bytes(MAKER.write("x", meetings))
    return str(path)


def cells(page: CalendarPage) -> list[tuple[str, str]]:
    """What about, and what happens, line by line."""
    model = page.table.findChild(QTableView).model()
    return [
        (str(model.index(row, 1).data()), str(model.index(row, 3).data())) for row in range(model.rowCount())
    ]


def test_a_file_is_looked_at_and_then_taken(
    page: CalendarPage, hall: SmallHall, background: Background, tmp_path: Path, qtbot
) -> None:
    hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "先到"), actor=CLERK)
    path = written(
        tmp_path,
        meeting("冲突", at(9), at(10)),
        meeting("来访", at(14), at(15)),
        meeting("昨天", at(9) - DAY, at(10) - DAY),
    )
    assert not page.take.isEnabled()
    page.open_file(path)
    qtbot.waitUntil(lambda: len(cells(page)) == 3)
    assert dict(cells(page)) == {"冲突": "Will be booked", "来访": "Will be booked", "昨天": "Over already"}
    assert len(hall.view().day(hall.view().today())) == 1

    page.keys()[1].slot()
    qtbot.waitUntil(lambda: dict(cells(page))["来访"] == "Done")
    assert "is taken from 09:00" in dict(cells(page))["冲突"]
    assert [row.title for row in hall.view().day(hall.view().today())] == ["先到", "来访"]
    # What was refused may be tried again; what was taken is not booked twice.
    page.keys()[1].slot()
    qtbot.waitUntil(background.is_idle)
    assert len(hall.view().day(hall.view().today())) == 2


def test_a_damaged_file_and_a_meeting_that_repeats_say_what_to_do(
    page: CalendarPage, tmp_path: Path, qtbot
) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_bytes(b"\xff\xfe")
    page.open_file(str(bad))
    qtbot.waitUntil(lambda: len(cells(page)) == 1)
    assert "Export it again" in cells(page)[0][1]
    content = MAKER.write("x", [meeting("每周", at(9), at(10))])
    bad.write_bytes(content.replace(b"STATUS", b"RRULE:FREQ=WEEKLY\r\nSTATUS"))
    page.open_file(str(bad))
    qtbot.waitUntil(lambda: cells(page)[0][0] == "每周")
    assert "Ctrl+R" in cells(page)[0][1]
    page.open_file(str(tmp_path / "gone.ics"))
    qtbot.waitUntil(lambda: cells(page)[0][0] == "gone.ics")
    assert not page.take.isEnabled()


def test_a_rooms_calendar_is_written_and_says_where_it_cannot_be(
    page: CalendarPage, hall: SmallHall, tmp_path: Path, qtbot
) -> None:
    hall.desk().book(BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "先到"), actor=CLERK)
    out = tmp_path / "out.ics"
    page.write_to(str(out))
    qtbot.waitUntil(out.exists)
    assert "先到" in out.read_bytes().decode()
    page.write_to(str(tmp_path / "nowhere" / "out.ics"))
    qtbot.waitUntil(lambda: page.banner.isVisible())
    first = replace(MAKER.read(out.read_bytes(), ZONE).meetings[0], title="先到")
    assert first.place == "洽谈室一"
