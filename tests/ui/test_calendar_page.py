"""The page of calendar files: what a file would do is seen first, then each meeting is taken by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableView

from app.documents.meetings import Beat, Meeting, Rhythm
from app.kernel.clock import DAY, MINUTE
from app.presses import CalendarMaker
from app.rooms.calendars import RoomCalendars
from app.rooms.entries import BookingEntry
from app.rooms.states import Purpose
from tests.rooms.small_hall import AUDITOR, CLERK, ZONE, SmallHall, at, founded
from ui.parts.background import Background
from ui.rooms.calendar_page import CalendarDoors, CalendarPage
from ui.rooms.calendar_phrases import rhythm
from ui.rooms.calendar_taking import PORTION

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


def column(page: CalendarPage, place: int) -> list[str]:
    """What a column says, line by line."""
    model = page.table.findChild(QTableView).model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


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
    assert "on the rooms page (F6) with Ctrl+R. (every week)" in cells(page)[0][1]
    assert column(page, 0) == ["2026-03-03 09:00\u201310:00"]
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


def many(count: int) -> list[Meeting]:
    """Meetings one after the other, a quarter each."""
    starts = [at(9) + n * 30 * MINUTE for n in range(count)]
    return [meeting(f"来访 {n}", start, start + 15 * MINUTE) for n, start in enumerate(starts)]


def test_a_long_file_is_taken_in_portions_and_a_stop_keeps_what_was_taken(
    page: CalendarPage, hall: SmallHall, background: Background, tmp_path: Path, hold_writer, qtbot
) -> None:
    said: list[str] = []
    page.said.connect(lambda words, can_undo: said.append(words))
    page.open_file(written(tmp_path, *many(PORTION * 3)))
    qtbot.waitUntil(lambda: page.take.isEnabled())
    gate = hold_writer()
    page.keys()[1].slot()
    assert page.busy.isVisible()
    (only_key,) = page.keys()
    assert only_key.key == "Esc"
    assert not page.take.isEnabled() and not page.choose.isEnabled()
    # What others wish meanwhile passes between the portions.
    order: list[str] = []
    background.write(page, lambda: order.append(str(len(hall.view().day(hall.view().today())))))
    only_key.slot()
    gate.set()
    qtbot.waitUntil(lambda: bool(said))
    assert (said, order) == ([f"Stopped: {PORTION} taken, 0 not, {PORTION * 2} left"], ["0"])
    assert not page.busy.isVisible()
    assert [text for _, text in cells(page)].count("Done") == PORTION
    assert len(hall.view().day(hall.view().today())) == PORTION
    # The rest can be taken afterwards, and is only then.
    page.keys()[1].slot()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1] == f"{PORTION * 2} taken, 0 not"
    assert len(hall.view().day(hall.view().today())) == PORTION * 3


def test_a_fault_on_the_way_tells_what_was_taken_before_it(
    page: CalendarPage, hall: SmallHall, tmp_path: Path, qtbot
) -> None:
    said: list[str] = []
    page.said.connect(lambda words, can_undo: said.append(words))
    page.open_file(written(tmp_path, *many(PORTION * 2)))
    qtbot.waitUntil(lambda: page.take.isEnabled())
    page._taking._calendars = FaultyCalendars(hall)
    page.keys()[1].slot()
    qtbot.waitUntil(lambda: bool(said))
    assert said == [f"Stopped: {PORTION} taken, 0 not, {PORTION} left"]
    assert page.banner.isVisible() and page.take.isEnabled()


class FaultyCalendars(RoomCalendars):
    """Whoever signed in may book no more after the first portion."""

    def __init__(self, hall: SmallHall) -> None:
        super().__init__(hall.store, hall.desk(), MAKER, ZONE)
        self.times = 0

    def take(self, lines, room_id, reason, *, actor):  # type: ignore[no-untyped-def]
        self.times += 1
        return super().take(lines, room_id, reason, actor=CLERK if self.times == 1 else AUDITOR)


def test_a_file_in_the_systems_code_says_so(page: CalendarPage, tmp_path: Path, qtbot) -> None:
    path = tmp_path / "gbk.ics"
    path.write_bytes(MAKER.write("x", [meeting("成果对接会", at(9), at(10))]).decode().encode("gb18030"))
    page.open_file(str(path))
    qtbot.waitUntil(lambda: bool(cells(page)))
    assert cells(page)[0][0] == "成果对接会"
    assert "GB18030" in page.banner.text()


def test_two_changed_dates_of_a_series_are_two_lines(
    page: CalendarPage, hall: SmallHall, tmp_path: Path, qtbot
) -> None:
    first = replace(meeting("例会", at(9), at(10)), instance_at=at(8))
    second = replace(first, starts_at=at(22), ends_at=at(25), instance_at=at(8) + DAY)
    page.open_file(written(tmp_path, first, second))
    qtbot.waitUntil(lambda: len(cells(page)) == 2)
    assert column(page, 0) == ["2026-03-03 09:00\u201310:00", "2026-03-03 22:00 \u2013 2026-03-04 01:00"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rhythm(Beat.WEEK, 2, (1, 3), until=at(0)), "every 2 weeks, Tue, Thu, until 2026-03-03"),
        (Rhythm(Beat.MONTH, count=5, rest="BYDAY=-1FR"), "every month, 5 times in all, BYDAY=-1FR"),
        (Rhythm(None, rest="FREQ=HOURLY"), "FREQ=HOURLY"),
        (None, ""),
    ],
)
def test_a_rhythm_is_told_as_it_is_typed_here(rule: Rhythm | None, words: str) -> None:
    assert rhythm(rule, ZONE) == words
