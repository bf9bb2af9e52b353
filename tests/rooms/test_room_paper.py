"""Rooms on paper: what a day sheet tells and keeps to itself, and the sheet people sign."""

from __future__ import annotations

import pytest

from app.catalogue.known import KnownHall
from app.documents.sheets import ReportSheet, texts
from app.kernel.errors import Forbidden, Missing
from app.kernel.periods import Period
from app.presses import ReportMaker
from app.rooms.arriving import MEETING_PREFIX
from app.rooms.door import DoorView
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.paper import RoomPaper
from app.rooms.states import PartyRole, Purpose
from app.security.actors import Actor, Role
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.test_arranging import arranging

OTHER = Actor("another", "other", "Other", Role.CLERK)


class Press:
    """Keeps the sheets it is handed, and sets them too."""

    def __init__(self) -> None:
        self.sheets: list[ReportSheet] = []

    def press(self, sheet: ReportSheet) -> bytes:
        self.sheets.append(sheet)
        return ReportMaker().press(sheet)

    def words(self) -> str:
        return "\n".join(texts(self.sheets[-1]))


def paper(hall: SmallHall, press: Press) -> RoomPaper:
    return RoomPaper(hall.store, hall.view(), DoorView(hall.store, ZONE), KnownHall(hall.store), press, ZONE)


def book(hall: SmallHall, start: int, end: int, title: str, *, is_confidential: bool = False) -> str:
    parties = (
        PartyEntry("李某", PartyRole.BUYER, organisation="甲公司"),
        PartyEntry("王某", PartyRole.SELLER),
    )
    entry = BookingEntry(
        hall.small, start, end, Purpose.TALK, title, parties=parties, is_confidential=is_confidential
    )
    return hall.desk().book(entry, actor=CLERK).value.id


def test_a_day_sheet_tells_hours_meetings_and_blockings_and_names_nobody(hall: SmallHall) -> None:
    book(hall, at(10), at(11), "碳纤维洽谈")
    book(hall, at(14), at(15), "不外传", is_confidential=True)
    arranging(hall).block([hall.small], Period(at(16), at(17)), "检修", actor=MANAGER)
    press = Press()
    paper(hall, press).print_day(DAY, hall.small, actor=CLERK)
    words = press.words()
    assert "201" in words and "10:00\u201311:00" in words and "碳纤维洽谈" in words and "检修" in words
    assert "14:00\u201315:00" in words and "不外传" not in words
    assert "李某" not in words and "甲公司" not in words


def test_the_halls_sheet_has_every_room_also_those_without_a_booking(hall: SmallHall) -> None:
    press = Press()
    paper(hall, press).print_day(DAY, actor=CLERK)
    assert len(press.sheets[-1].sections) == 3
    assert press.words().count("当日无预订") == 3


def test_an_attendance_sheet_lists_who_is_expected_with_room_to_sign(hall: SmallHall) -> None:
    key = book(hall, at(10), at(11), "碳纤维洽谈")
    press = Press()
    job = paper(hall, press).print_attendance(key, actor=CLERK).value
    sheet = press.sheets[-1]
    assert job and sheet.code == MEETING_PREFIX + key
    rows = sheet.sections[0].items[0].rows  # type: ignore[union-attr]
    assert [row[1] for row in rows[:3]] == ["李某", "王某", ""] and len(rows) == 12
    assert "李" not in sheet.code


def test_what_is_confidential_is_printed_for_its_host_alone(hall: SmallHall) -> None:
    key = book(hall, at(10), at(11), "不外传", is_confidential=True)
    press = Press()
    with pytest.raises(Missing):
        paper(hall, press).print_attendance(key, actor=OTHER)
    assert not press.sheets
    paper(hall, press).print_attendance(key, actor=CLERK)
    assert "不外传" in press.words()


def test_who_may_not_print_prints_no_rooms(hall: SmallHall) -> None:
    auditor = Actor("auditor", "auditor", "Auditor", Role.AUDITOR)
    with pytest.raises(Forbidden):
        paper(hall, Press()).print_day(DAY, actor=auditor)
