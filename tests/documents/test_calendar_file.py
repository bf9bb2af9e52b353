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
    Reading,
    Standing,
    Unread,
    own_calendar,
    read_calendar,
    write_calendar,
)
from app.documents.meetings import Beat, Rhythm, named

ZONE = "Asia/Shanghai"
SECOND = 1_000_000
MORNING = 1_795_654_800 * SECOND  # 2026-11-26 09:00 in Lanzhou

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80).map(str.strip)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda seconds: seconds * SECOND)
MEETINGS = st.builds(
    lambda uid, start, length, title, place, note, standing, revision, instance: Meeting(
        f"{uid}@guitai", start, start + length * SECOND, title, place, note, standing, revision, 0, instance
    ),
    st.integers(0, 10**9), MOMENTS, st.integers(1, 10**6), WORDS, WORDS, WORDS, st.sampled_from(Standing),
    st.integers(0, 1000), st.none() | MOMENTS,
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


def test_a_file_with_more_meetings_than_anybody_books_is_refused_whole() -> None:
    many = [Meeting(f"{n}@x", MORNING, MORNING + SECOND, "x") for n in range(MOST + 1)]
    assert len(read_calendar(write_calendar("x", many[1:]), ZONE).meetings) == MOST
    assert read_calendar(write_calendar("x", many), ZONE) == Reading((), (Problem(Unread.TOO_MANY),))


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


def override(start: str, instance: str, title: str) -> str:
    lines = (f"DTSTART:{start}", "DURATION:PT1H", f"SUMMARY:{title}")
    return "\r\n".join(("BEGIN:VEVENT", "UID:weekly@x", *lines, f"RECURRENCE-ID{instance}", "END:VEVENT"))


def calendar_with(*events: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", "")).encode()


def test_every_changed_date_of_a_series_is_a_meeting_of_its_own() -> None:
    content = calendar_with(
        override("20261126T010000Z", ":20261125T010000Z", "first"),
        override("20261203T020000Z", ";TZID=Asia/Shanghai:20261202T090000", "second"),
        override("20261210T020000Z", ";VALUE=DATE:20261209", "third"),
        override("20261217T020000Z", ":sometime", "lost"),
        override("20261224T020000Z", ";RANGE=THISANDFUTURE:20261223T010000Z", "and all after"),
    )
    read = read_calendar(content, ZONE)
    assert [meeting.title for meeting in read.meetings] == ["first", "second", "third"]
    assert [meeting.name for meeting in read.meetings] == [
        "weekly@x#20261125T010000Z", "weekly@x#20261202T010000Z", "weekly@x#20261208T160000Z"
    ]  # fmt: skip
    assert [(p.reason, p.title) for p in read.problems] == [
        (Unread.NO_INSTANCE, "lost"),
        (Unread.REPEATS, "and all after"),
    ]


@given(MEETINGS)
def test_a_name_holds_the_uid_and_the_date_of_the_series(meeting: Meeting) -> None:
    assert named(meeting.name) == (meeting.uid, meeting.instance_at)


def test_a_meeting_that_repeats_tells_when_and_how() -> None:
    rule = "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20261231T000000Z;WKST=MO"
    (problem,) = read_calendar(
        calendar_of("UID:1", "DTSTART:20261126T010000Z", "DURATION:PT1H", rule), ZONE
    ).problems
    assert (problem.starts_at, problem.ends_at) == (MORNING, MORNING + 3600 * SECOND)
    assert problem.rhythm == Rhythm(Beat.WEEK, 2, (1, 3), 1_798_675_200 * SECOND)
    for rule, rhythm in (
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=5", Rhythm(Beat.MONTH, count=5, rest="BYDAY=-1FR")),
        ("RRULE:FREQ=HOURLY", Rhythm(None, rest="FREQ=HOURLY")),
        ("RDATE:20261127T010000Z", None),
    ):
        (problem,) = read_calendar(
            calendar_of("UID:1", "DTSTART:20261126T010000Z", "DURATION:PT1H", rule), ZONE
        ).problems
        assert problem.rhythm == rhythm


def test_a_file_in_the_systems_code_is_read_and_says_so() -> None:
    text = write_calendar("洽谈室", [Meeting("1@x", MORNING, MORNING + SECOND, "成果对接会𠮷")]).decode()
    for code, is_guessed in (("gb18030", True), ("utf-8", False), ("utf-8-sig", False)):
        read = read_calendar(text.encode(code), ZONE)
        assert [meeting.title for meeting in read.meetings] == ["成果对接会𠮷"]
        assert read.is_guessed is is_guessed


def test_a_line_may_be_folded_in_the_midst_of_a_character() -> None:
    whole = calendar_of("UID:1", "DTSTART:20261126T010000Z", "DURATION:PT1H", "SUMMARY:对接会")
    cut = whole.index("接".encode()) + 1
    read = read_calendar(whole[:cut] + b"\r\n " + whole[cut:], ZONE)
    assert ([meeting.title for meeting in read.meetings], read.is_guessed) == (["对接会"], False)


def test_a_revision_leaves_room_to_go_on_counting() -> None:
    lines = ("UID:1", "DTSTART:20261126T010000Z", "DURATION:PT1H", f"SEQUENCE:{2**31 - 1}")
    (meeting,) = read_calendar(calendar_of(*lines), ZONE).meetings
    assert 10**9 < meeting.revision < 2**31 - 1


def test_our_own_calendars_are_known_again_and_an_empty_one_is_still_a_calendar() -> None:
    empty = write_calendar("洽谈室" * 30, [], "room-1@guitai")
    assert own_calendar(empty) == "room-1@guitai"
    assert own_calendar(write_calendar("x", [Meeting("1@x", MORNING, MORNING + SECOND, "x")])) == ""
    assert own_calendar(calendar_of("UID:1", "PRODID:-//Guitai//Guitai//EN")) is None
    assert own_calendar(b"") is None
    assert read_calendar(empty, ZONE) == Reading((), ())
    assert list(vobject.readOne(empty.decode()).components())
