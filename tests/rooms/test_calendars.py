"""Calendar files of rooms: what subscribers see, what a file from elsewhere does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.documents.meetings import Meeting, Standing, Unread
from app.kernel.clock import DAY as DAY_LONG
from app.kernel.errors import Forbidden, Missing
from app.kernel.periods import Period
from app.presses import CalendarMaker
from app.rooms.arranging import RoomArranging
from app.rooms.calendar_files import file_names
from app.rooms.calendar_folder import CalendarFolder, FolderTrouble
from app.rooms.calendars import Effect, RoomCalendars
from app.rooms.entities import Room
from app.rooms.entries import BookingEntry, RoomPlan
from app.rooms.refusals import RoomTaken
from app.rooms.states import Purpose, RoomKind
from tests.rooms.small_hall import AUDITOR, CLERK, MANAGER, ZONE, SmallHall, at

MAKER = CalendarMaker()
REASON = "日历已取消"


def desk(hall: SmallHall) -> RoomCalendars:
    return RoomCalendars(hall.store, hall.desk(), MAKER, ZONE)


def book(hall: SmallHall, title: str, start: int, end: int, *, is_confidential: bool = False) -> str:
    entry = BookingEntry(
        hall.small, start, end, Purpose.TALK, title, is_confidential=is_confidential, internal_note="底价"
    )
    return hall.desk().book(entry, actor=CLERK).value.id


def told(hall: SmallHall) -> dict[str, Meeting]:
    return {m.title: m for m in MAKER.read(desk(hall).of_room(hall.small), ZONE).meetings}


def file_of(*meetings: Meeting) -> bytes:
    return MAKER.write("elsewhere", meetings)


def elsewhere(title: str, start: int, end: int, revision: int = 0) -> Meeting:
    return Meeting(f"{title}@elsewhere.example", start, end, title, note="n", revision=revision)


def take(hall: SmallHall, content: bytes) -> list[tuple[Effect, bool]]:
    """Read a file and take all of it; tells what was to be done and whether it was."""
    calendars = desk(hall)
    taken = calendars.take(calendars.look_at(content).lines, hall.small, REASON, actor=CLERK)
    return [(line.line.effect, line.refusal is None) for line in taken]


def test_subscribers_see_the_hour_of_what_is_nobody_elses_business(hall: SmallHall) -> None:
    book(hall, "碳纤维", at(9), at(10))
    book(hall, "并购", at(11), at(12), is_confidential=True)
    content = desk(hall).of_room(hall.small).decode()
    assert told(hall).keys() == {"碳纤维", "已占用"}
    assert "并购" not in content and "底价" not in content


def test_a_moved_meeting_keeps_its_name_and_a_cancelled_one_says_so(hall: SmallHall) -> None:
    key = book(hall, "碳纤维", at(9), at(10))
    before = told(hall)["碳纤维"]
    hall.desk().move(key, hall.small, Period(at(14), at(15)), actor=CLERK)
    moved = told(hall)["碳纤维"]
    hall.desk().cancel(key, "不来了", actor=CLERK)
    cancelled = told(hall)["碳纤维"]
    assert before.uid == moved.uid == cancelled.uid
    assert before.revision < moved.revision < cancelled.revision
    assert (moved.starts_at, cancelled.standing) == (at(14), Standing.CANCELLED)


def test_what_is_long_past_is_left_out(hall: SmallHall) -> None:
    book(hall, "碳纤维", at(9), at(10))
    hall.clock.step(40 * 24 * 3600)
    assert told(hall) == {}


def test_a_room_that_is_not_there_has_no_calendar(hall: SmallHall) -> None:
    with pytest.raises(Missing):
        desk(hall).of_room("nowhere")


def test_our_own_file_changes_nothing_when_it_comes_back(hall: SmallHall) -> None:
    book(hall, "碳纤维", at(9), at(10))
    key = book(hall, "气凝胶", at(11), at(12))
    hall.desk().cancel(key, "不来了", actor=CLERK)
    content = desk(hall).of_room(hall.small)
    assert [effect for effect, _ in take(hall, content)] == [Effect.KNOWN, Effect.KNOWN]
    assert desk(hall).of_room(hall.small) == content


def test_a_meeting_from_elsewhere_is_booked_moved_and_cancelled_under_its_name(hall: SmallHall) -> None:
    first = elsewhere("来访", at(9), at(10))
    assert take(hall, file_of(first)) == [(Effect.NEW, True)]
    assert take(hall, file_of(first)) == [(Effect.KNOWN, True)]
    moved = replace(first, starts_at=at(13), ends_at=at(14), revision=1)
    assert take(hall, file_of(moved)) == [(Effect.MOVED, True)]
    assert told(hall)["来访"].uid == first.uid
    assert told(hall)["来访"].starts_at == at(13)
    assert take(hall, file_of(replace(first, revision=0))) == [(Effect.KNOWN, True)]
    gone = replace(moved, standing=Standing.CANCELLED, revision=5)
    assert take(hall, file_of(gone)) == [(Effect.CANCELLED, True)]
    assert told(hall)["来访"].standing is Standing.CANCELLED


def test_what_cannot_be_booked_comes_back_with_its_reason_and_the_rest_is_taken(hall: SmallHall) -> None:
    book(hall, "碳纤维", at(9), at(10))
    calendars = desk(hall)
    content = file_of(elsewhere("冲突", at(9), at(10)), elsewhere("来访", at(14), at(15)))
    taken = calendars.take(calendars.look_at(content).lines, hall.small, REASON, actor=CLERK)
    refused, booked = taken
    assert isinstance(refused.refusal, RoomTaken) and refused.booking_id is None
    assert booked.refusal is None and booked.booking_id is not None


def test_what_is_over_and_what_was_never_here_is_told_before_it_is_taken(hall: SmallHall) -> None:
    past = elsewhere("昨天", at(9) - DAY_LONG, at(10) - DAY_LONG)
    unknown = replace(elsewhere("取消", at(9), at(10)), standing=Standing.CANCELLED)
    look = desk(hall).look_at(file_of(past, unknown))
    assert [line.effect for line in look.lines] == [Effect.OVER, Effect.KNOWN]
    assert take(hall, file_of(past, unknown)) == [(Effect.OVER, True), (Effect.KNOWN, True)]
    assert told(hall) == {}


def test_a_broken_file_says_so_and_takes_nothing(hall: SmallHall) -> None:
    look = desk(hall).look_at(b"BEGIN:VCALENDAR\r\nBEGIN:VEV")
    assert (look.lines, [p.reason for p in look.problems]) == ((), [Unread.NO_CALENDAR])


def test_who_may_not_book_takes_nothing_from_a_file(hall: SmallHall) -> None:
    calendars = desk(hall)
    look = calendars.look_at(file_of(elsewhere("来访", at(9), at(10))))
    with pytest.raises(Forbidden):
        calendars.take(look.lines, hall.small, REASON, actor=AUDITOR)


def test_every_changed_date_of_a_series_is_booked_and_goes_out_as_it_came(hall: SmallHall) -> None:
    first = replace(elsewhere("例会", at(9), at(10)), instance_at=at(8))
    second = replace(elsewhere("例会", at(11), at(12)), title="例会二", instance_at=at(8) + 7 * DAY_LONG)
    content = file_of(first, second)
    assert take(hall, content) == [(Effect.NEW, True), (Effect.NEW, True)]
    assert take(hall, content) == [(Effect.KNOWN, True), (Effect.KNOWN, True)]
    out = told(hall)
    assert [(out[title].uid, out[title].instance_at) for title in ("例会", "例会二")] == [
        (first.uid, first.instance_at),
        (second.uid, second.instance_at),
    ]


def test_an_older_file_does_not_undo_what_was_moved_here(hall: SmallHall) -> None:
    theirs = elsewhere("来访", at(9), at(10), revision=5)
    take(hall, file_of(theirs))
    assert told(hall)["来访"].revision == 5
    (line,) = desk(hall).look_at(file_of(theirs)).lines
    assert line.booking_id is not None
    hall.desk().move(line.booking_id, hall.small, Period(at(14), at(15)), actor=CLERK)
    assert told(hall)["来访"].revision == 6
    assert take(hall, file_of(theirs)) == [(Effect.KNOWN, True)]
    newer = replace(theirs, starts_at=at(16), ends_at=at(17), revision=9)
    assert take(hall, file_of(newer)) == [(Effect.MOVED, True)]
    assert (told(hall)["来访"].starts_at, told(hall)["来访"].revision) == (at(16), 9)
    gone = replace(newer, standing=Standing.CANCELLED, revision=20)
    assert take(hall, file_of(gone)) == [(Effect.CANCELLED, True)]
    assert told(hall)["来访"].revision == 20


def test_a_newer_title_is_taken_and_one_of_the_same_revision_is_told(hall: SmallHall) -> None:
    theirs = elsewhere("来访", at(9), at(10), revision=1)
    take(hall, file_of(theirs))
    other = replace(theirs, title="另一个名字")
    assert take(hall, file_of(other)) == [(Effect.DIFFERS, True)]
    assert told(hall).keys() == {"来访"}
    newer = replace(theirs, title="新的名字", revision=2)
    assert take(hall, file_of(newer)) == [(Effect.CHANGED, True)]
    assert told(hall).keys() == {"新的名字"}
    assert take(hall, file_of(newer)) == [(Effect.KNOWN, True)]
    moved = replace(newer, title="又一个", starts_at=at(14), ends_at=at(15), revision=3)
    assert take(hall, file_of(moved)) == [(Effect.MOVED, True)]
    assert told(hall)["又一个"].starts_at == at(14)
    long = replace(moved, title="长" * 201, revision=4)
    assert take(hall, file_of(long)) == [(Effect.CHANGED, False)]
    assert told(hall).keys() == {"又一个"}


def test_what_is_confidential_keeps_its_title_when_its_calendar_comes_back(hall: SmallHall) -> None:
    key = book(hall, "并购", at(9), at(10), is_confidential=True)
    out = told(hall)["已占用"]
    assert take(hall, file_of(out)) == [(Effect.KNOWN, True)]
    moved = replace(out, starts_at=at(14), ends_at=at(15), revision=7)
    assert take(hall, file_of(moved)) == [(Effect.MOVED, True)]
    card = hall.view().booking(key, CLERK.staff_id)
    assert (card.title, card.starts_at) == ("并购", at(14))


class Watched(RoomCalendars):
    """Tells when a folder was written."""

    def __init__(self, hall: SmallHall) -> None:
        super().__init__(hall.store, hall.desk(), MAKER, ZONE)
        self._signal = threading.Condition()
        self.times = 0

    def publish(self, folder: Path) -> tuple[Path, ...]:
        try:
            return super().publish(folder)
        finally:
            with self._signal:
                self.times += 1
                self._signal.notify_all()

    def until(self, holds: Callable[[], bool]) -> bool:
        with self._signal:
            return self._signal.wait_for(holds, timeout=10)


def test_a_folder_follows_the_bookings_and_only_changed_files_are_written(
    hall: SmallHall, tmp_path: Path
) -> None:
    calendars = Watched(hall)
    assert {path.name for path in calendars.publish(tmp_path)} == {
        "room-201.ics", "room-202.ics", "room-100.ics"
    }  # fmt: skip
    folder = CalendarFolder(calendars, tmp_path, calm_s=0.01)
    hall.store.listen(folder.hear)
    folder.start()
    book(hall, "碳纤维", at(9), at(10))
    path = tmp_path / "room-201.ics"
    assert calendars.until(lambda: "碳纤维".encode() in path.read_bytes())
    folder.stop()
    assert calendars.publish(tmp_path) == ()
    assert not list(tmp_path.glob("*.new"))


def test_a_folder_that_was_away_is_written_at_the_next_change(hall: SmallHall, tmp_path: Path) -> None:
    share = tmp_path / "share"
    calendars = Watched(hall)
    folder = CalendarFolder(calendars, share, calm_s=0.01)
    hall.store.listen(folder.hear)
    folder.start()
    assert calendars.until(lambda: calendars.times == 1)
    share.mkdir()
    book(hall, "碳纤维", at(9), at(10))
    assert calendars.until(lambda: calendars.times == 2)
    folder.stop()
    assert len(list(share.glob("*.ics"))) == 3
    assert folder.trouble() is None


def test_a_folder_that_cannot_be_written_is_told_until_it_can_be(hall: SmallHall, tmp_path: Path) -> None:
    share = tmp_path / "share"
    calendars = Watched(hall)
    folder = CalendarFolder(calendars, share, calm_s=0.01, retry_s=0.01)
    assert folder.trouble() is None
    folder.start()
    # Tried again by itself, and told since the first time.
    assert calendars.until(lambda: calendars.times >= 2)
    first = folder.trouble()
    assert first is not None and first == FolderTrouble(str(share), first.since)
    hall.clock.step(60)
    times = calendars.times
    assert calendars.until(lambda: calendars.times >= times + 2)
    assert folder.trouble() == first
    share.mkdir()
    assert calendars.until(lambda: len(list(share.glob("*.ics"))) == 3)
    folder.stop()
    assert folder.trouble() is None


def arranging(hall: SmallHall) -> RoomArranging:
    return RoomArranging(hall.store, ZONE)


def opened(hall: SmallHall, number: str, name: str) -> str:
    plan = RoomPlan(RoomKind.NEGOTIATION, number, name, name, 4)
    return arranging(hall).add_room(plan, actor=MANAGER).value.id


def close(hall: SmallHall, room_id: str) -> None:
    arranging(hall).close_room(room_id, "装修", actor=MANAGER, despite_bookings=True)


def titles(path: Path) -> list[str]:
    return [meeting.title for meeting in MAKER.read(path.read_bytes(), ZONE).meetings]


def test_the_file_of_a_closed_room_is_emptied_and_stays(hall: SmallHall, tmp_path: Path) -> None:
    book(hall, "碳纤维", at(9), at(10))
    desk(hall).publish(tmp_path)
    assert titles(tmp_path / "room-201.ics") == ["碳纤维"]
    close(hall, hall.small)
    assert desk(hall).publish(tmp_path) == (tmp_path / "room-201.ics",)
    assert titles(tmp_path / "room-201.ics") == []
    assert desk(hall).publish(tmp_path) == ()


def test_a_file_of_an_older_program_is_emptied_too(hall: SmallHall, tmp_path: Path) -> None:
    (tmp_path / "room-201.ics").write_bytes(file_of(elsewhere("碳纤维", at(9), at(10))))
    close(hall, hall.small)
    desk(hall).publish(tmp_path)
    assert titles(tmp_path / "room-201.ics") == []


def test_files_of_others_and_of_rooms_unknown_here_are_left_alone(hall: SmallHall, tmp_path: Path) -> None:
    others = {
        "room-team.ics": b"BEGIN:VCALENDAR\r\nPRODID:-//Somebody//EN\r\nEND:VCALENDAR\r\n",
        "room-9.ics": MAKER.write("9", [elsewhere("来访", at(9), at(10))], "room-of-another-hall@guitai"),
        "room-8.ics": MAKER.write("8", [elsewhere("来访", at(9), at(10))]),
    }
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    desk(hall).publish(tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in others} == others


def test_a_room_with_another_number_leaves_no_bookings_under_the_old_one(
    hall: SmallHall, tmp_path: Path
) -> None:
    book(hall, "碳纤维", at(9), at(10))
    desk(hall).publish(tmp_path)
    with hall.store.change(MANAGER, "change_room") as work:
        work.get(Room, hall.small).number = "203"
    desk(hall).publish(tmp_path)
    assert (titles(tmp_path / "room-203.ics"), titles(tmp_path / "room-201.ics")) == (["碳纤维"], [])


def test_rooms_whose_numbers_make_one_name_keep_a_file_each(hall: SmallHall, tmp_path: Path) -> None:
    first, second = sorted(opened(hall, number, number) for number in ("A/1", "A_1"))
    desk(hall).publish(tmp_path)
    plain, full = tmp_path / "room-A_1.ics", tmp_path / f"room-A_1-{second[-6:]}.ics"
    assert MAKER.own(plain.read_bytes()) == first + "@guitai"
    assert MAKER.own(full.read_bytes()) == second + "@guitai"
    # Who subscribed keeps what was subscribed to, whatever becomes of the others.
    close(hall, first)
    desk(hall).publish(tmp_path)
    hall.desk().book(BookingEntry(second, at(9), at(10), Purpose.TALK, "碳纤维"), actor=CLERK)
    desk(hall).publish(tmp_path)
    assert (titles(plain), titles(full)) == ([], ["碳纤维"])


def test_names_that_differ_in_capitals_only_are_one_name_on_a_share() -> None:
    names = file_names({"key-one": "A1", "key-two": "a1", "key-six": ""}, {})
    assert names == {"key-one": "room-A1.ics", "key-two": "room-a1-ey-two.ics", "key-six": "room-key-six.ics"}
    kept = file_names({"key-one": "A1", "key-two": "a1"}, {"room-a1.ics": "key-two"})
    assert kept == {"key-one": "room-A1-ey-one.ics", "key-two": "room-a1.ics"}


def test_one_file_that_cannot_be_written_does_not_keep_the_others_back(
    hall: SmallHall, tmp_path: Path
) -> None:
    (tmp_path / "room-201.new").mkdir()
    with pytest.raises(OSError, match=r"room-201\.new"):
        desk(hall).publish(tmp_path)
    assert {path.name for path in tmp_path.glob("*.ics")} == {"room-202.ics", "room-100.ics"}
