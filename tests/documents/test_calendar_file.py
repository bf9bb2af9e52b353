"""Calendar files: what goes out another reader understands, what comes in is taken or told."""

from __future__ import annotations

import datetime as dt
import random

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from app.documents.calendar_file import (
    MOST,
    Meeting,
    Problem,
    Standing,
    Unread,
    read_calendar,
    write_calendar,
)

ZONE = "Asia/Shanghai"
SECOND = 1_000_000
MORNING = 1_795_654_800 * SECOND  # 2026-11-26 09:00 in Lanzhou

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80).map(str.strip)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: seconds * SECOND)
MEETINGS = st.builds(
    lambda uid, start, length, title, place, note, standing, revision: Meeting(
        f"{uid}@guitai", start, start + length * SECOND, title, place, note, standing, revision, start
    ),
    st.integers(0, 10**9), MOMENTS, st.integers(1, 10**6), WORDS, WORDS, WORDS, st.sampled_from(Standing),
    st.integers(0, 1000),
)  # fmt: skip


def calendar_of(*lines: str) -> bytes:
    """A file with one meeting of these lines."""
    event = ["BEGIN:VEVENT", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", ""]).encode()


@given(st.lists(MEETINGS, max_size=6, unique_by=lambda meeting: meeting.uid))
def test_what_was_written_is_read_unchanged(meetings: list[Meeting]) -> None:
    content = write_calendar("洽谈室 3", meetings)
    read = read_calendar(content, ZONE)
    assert read.problems == ()
    assert sorted(read.meetings, key=lambda m: m.uid) == sorted(meetings, key=lambda m: m.uid)
    assert write_calendar("洽谈室 3", read.meetings) == content


@given(st.lists(MEETINGS, min_size=1, max_size=4, unique_by=lambda meeting: meeting.uid))
def test_another_reader_finds_the_same_meetings(meetings: list[Meeting]) -> None:
    found = {e.uid.value: e for e in vobject.readOne(write_calendar("x", meetings).decode()).vevent_list}
    assert found.keys() == {meeting.uid for meeting in meetings}
    for meeting in meetings:
        event = found[meeting.uid]
        assert event.dtstart.value.timestamp() == meeting.starts_at // SECOND
        assert event.dtend.value.timestamp() == meeting.ends_at // SECOND
        assert event.summary.value.strip() == meeting.title
        assert (event.status.value, int(event.sequence.value)) == (meeting.standing, meeting.revision)


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        (("DTSTART:20261126T090000", "DTEND:20261126T103000"), 1.5),
        (("DTSTART:20261126T010000Z", "DURATION:PT2H"), 2),
        (("DTSTART;TZID=Europe/Berlin:20261126T020000", "DTEND;TZID=Europe/Berlin:20261126T030000"), 1),
        (("DTSTART:20261126T090000", "DTEND:20261127T090000"), 24),
    ],
    ids=["the hall's own time", "duration", "another zone", "over midnight"],
)
def test_times_of_other_programs_are_understood(lines: tuple[str, ...], hours: float) -> None:
    (meeting,) = read_calendar(calendar_of("UID:1", *lines), ZONE).meetings
    assert meeting.starts_at == MORNING
    assert meeting.ends_at - meeting.starts_at == hours * 3600 * SECOND


def test_a_day_without_hours_is_the_whole_day_in_the_hall() -> None:
    (meeting,) = read_calendar(calendar_of("UID:1", "DTSTART;VALUE=DATE:20261126"), ZONE).meetings
    assert meeting.starts_at == MORNING - 9 * 3600 * SECOND
    assert meeting.ends_at - meeting.starts_at == 24 * 3600 * SECOND


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Unread.NO_CALENDAR),
        (b"\xff\xfe\x00", Unread.NO_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", Unread.NO_CALENDAR),
        (b"x" * 5_000_001, Unread.TOO_LARGE),
        (calendar_of("DTSTART:20261126T010000Z", "DTEND:20261126T020000Z"), Unread.NO_UID),
        (calendar_of("UID:1", "DTEND:20261126T020000Z"), Unread.NO_START),
        (calendar_of("UID:1", "DTSTART:tomorrow", "DTEND:20261126T020000Z"), Unread.NO_START),
        (calendar_of("UID:1", "DTSTART:20261126T010000Z"), Unread.NO_END),
        (calendar_of("UID:1", "DTSTART:20261126T010000Z", "DTEND:later"), Unread.NO_END),
        (
            calendar_of("UID:1", "DTSTART:20261126T010000Z", "DTEND:20261126T010000Z"),
            Unread.ENDS_BEFORE_START,
        ),
        (
            calendar_of("UID:1", "DTSTART:20261126T010000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"),
            Unread.REPEATS,
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, Unread) else "",
)
def test_what_is_not_taken_says_why(content: bytes, reason: Unread) -> None:
    read = read_calendar(content, ZONE)
    assert (read.meetings, [problem.reason for problem in read.problems]) == ((), [reason])


def test_a_meeting_told_twice_counts_as_it_was_last_changed() -> None:
    first = Meeting("1@x", MORNING, MORNING + SECOND, "first", revision=1)
    moved = Meeting("1@x", MORNING, MORNING + 2 * SECOND, "moved", standing=Standing.CANCELLED, revision=2)
    for order in ([first, moved], [moved, first]):
        assert [m.title for m in read_calendar(write_calendar("x", order), ZONE).meetings] == ["moved"]


def test_more_meetings_than_anybody_books_are_not_all_read() -> None:
    many = [Meeting(f"{n}@x", MORNING, MORNING + SECOND, "x") for n in range(MOST + 1)]
    read = read_calendar(write_calendar("x", many), ZONE)
    assert len(read.meetings) == MOST
    assert read.problems == (Problem(Unread.TOO_MANY),)


@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_a_broken_file_never_breaks_the_program(chance: random.Random, wounds: int) -> None:
    whole = write_calendar(
        "x", [Meeting("1@x", MORNING, MORNING + SECOND, "行; 会,\n", "3", "n", revision=1)]
    )
    content = bytearray(whole.replace(b"DTSTART", b"DTSTART;TZID=Nowhere/Land"))
    for _ in range(wounds):
        at = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                del content[at : at + chance.randrange(1, 40)]
            case _:
                content[at:at] = content[: chance.randrange(60)]
        if not content:
            break
    for meeting in read_calendar(bytes(content), ZONE).meetings:
        assert meeting.uid and meeting.starts_at < meeting.ends_at


def test_a_year_beyond_counting_has_no_time() -> None:
    day = dt.date.max.strftime("%Y%m%d")
    read = read_calendar(calendar_of("UID:1", f"DTSTART;VALUE=DATE:{day}"), ZONE)
    assert [problem.reason for problem in read.problems] == [Unread.NO_END]
