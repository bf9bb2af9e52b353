"""All that stands against a meeting, held against rooms told slowly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.errors import FieldRefused
from app.kernel.periods import Period
from app.rooms.availability import Busy, conflicts
from app.rooms.opening import Layer, OpeningHours, WhyClosed
from app.rooms.reasons import (
    Against,
    ClosedThen,
    EquipmentMissing,
    EquipmentTaken,
    InThePast,
    NotForYou,
    OffGrid,
    OverQuota,
    Reason,
    SeveralDays,
    ShortNotice,
    TooFarAhead,
    TooLong,
    TooManyPeople,
    TooShort,
)
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.rooms.stock import Stock, Use
from app.rooms.verdict import Meeting, RoomTime, Situation, by_room, verdict
from tests.rooms.slow_rooms import MINUTE, is_open, slow_verdict, utc
from tests.rooms.worlds import (
    ALWAYS,
    NATIONAL_DAY,
    OFFICE,
    SOME,
    SPACES,
    YEAR,
    World,
    bookings,
    meetings,
    worlds,
)

HOUR = 60 * MINUTE


def told(reason: Reason) -> tuple[str, object]:
    """A reason in the words of the slow reference."""
    about: object = None
    match reason:
        case Against():
            about = reason.booking_id
        case TooManyPeople():
            about = reason.seats
        case EquipmentMissing():
            about = (reason.kind, reason.owned)
        case EquipmentTaken():
            about = (reason.kind, reason.free)
        case ShortNotice():
            about = reason.earliest
        case OverQuota():
            about = reason.used
    return reason.code, about


@st.composite
def cases(draw: st.DrawFn) -> tuple[World, RoomTime, Meeting]:
    world = draw(worlds(odd=SOME))
    return world, draw(st.sampled_from(world.rooms)), draw(meetings(world, odd=SOME))


@settings(max_examples=400, deadline=None)
@given(cases())
def test_a_verdict_names_all_that_stands_against_a_meeting(case: tuple[World, RoomTime, Meeting]) -> None:
    world, room, meeting = case
    found = verdict(meeting, room, world.situation)
    assert sorted(map(told, found), key=str) == slow_verdict(meeting, room, world.busy, world.situation)
    for reason in found:
        if isinstance(reason, Against):
            b = next(b for b in world.busy if b.booking_id == reason.booking_id)
            assert (reason.room_id, reason.busy_from) == (b.room_id, b.starts_at - b.preparation)
            assert (reason.starts_at, reason.busy_until) == (b.starts_at, b.busy_until)
            shared = min(b.ends_at, meeting.period.ends_at) - max(b.starts_at, meeting.period.starts_at)
            assert reason.only_around == (shared <= 0)
        if isinstance(reason, ClosedThen):
            assert not is_open(room.hours, reason.at)
            assert meeting.period.contains(reason.at)
        if isinstance(reason, OffGrid):
            assert reason.before < meeting.period.starts_at < reason.after


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 30).map(lambda n: n * MINUTE),
    st.integers(0, 30).map(lambda n: n * MINUTE),
    st.integers(0, 30).map(lambda n: n * MINUTE),
    st.integers(0, 30).map(lambda n: n * MINUTE),
    st.integers(0, 45).map(lambda n: n * MINUTE),
)
def test_of_two_neighbours_the_larger_time_counts(
    clearing: int, preparation: int, other_clearing: int, other_preparation: int, pause: int
) -> None:
    first = Busy("first", 0, HOUR, HOUR + clearing, other_preparation)
    start = HOUR + pause
    after = conflicts([first], Period(start, start + HOUR), other_clearing, preparation=preparation)
    assert (after == ()) == (pause >= max(clearing, preparation))
    # The same two, the other one booked first: who came first to the desk does not matter.
    second = Busy("second", start, start + HOUR, start + HOUR + other_clearing, preparation)
    before = conflicts([second], Period(0, HOUR), clearing, preparation=other_preparation)
    assert bool(before) == bool(after)


@settings(max_examples=100, deadline=None)
@given(bookings(utc(2026, 11, 26), 12, SOME))
def test_each_room_is_told_its_own_and_what_stands_on_its_floor(busy: tuple[Busy, ...]) -> None:
    taken = by_room(SPACES, busy)
    halves = {"left": {"hall", "left"}, "right": {"hall", "right"}}
    shared = {"hall": {"hall", "left", "right"}, **halves, "far": {"far"}}
    for room, others in shared.items():
        assert sorted(b.booking_id for b in taken[room]) == sorted(
            b.booking_id for b in busy if b.room_id in others
        )
        assert [b.starts_at for b in taken[room]] == sorted(b.starts_at for b in taken[room])


# A Thursday in the hall; 8 o'clock there is midnight in UTC.
THURSDAY = utc(2026, 11, 25, 16)
EIGHT = THURSDAY + 8 * HOUR
SHANGHAI = "Asia/Shanghai"
OFFICE_HOURS = OpeningHours((Layer(*YEAR, OFFICE, name="year"),), NATIONAL_DAY, SHANGHAI)
NIGHT_AND_DAY = OpeningHours((Layer(*YEAR, ALWAYS),), NATIONAL_DAY, SHANGHAI)
NOW = Situation(EIGHT, SHANGHAI)


def asked(
    start: int, minutes: int, hours: OpeningHours = OFFICE_HOURS, situation: Situation = NOW, **rules: object
) -> tuple[Reason, ...]:
    room = RoomTime("far", 4, hours, rules=RoomRules(**rules))  # type: ignore[arg-type]
    meeting = Meeting(Period(start, start + minutes * MINUTE), who=frozenset({"clerk"}))
    return verdict(meeting, room, situation)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [r.code for r in reasons]


def test_limits_may_be_reached() -> None:
    nine = EIGHT + HOUR
    assert asked(nine, 60, notice_minutes=60) == ()
    assert asked(nine, 60, notice_minutes=61) == (ShortNotice(61, nine + MINUTE),)
    assert asked(nine, 60, longest_minutes=60, shortest_minutes=60) == ()
    assert asked(nine, 61, longest_minutes=60) == (TooLong(60),)
    assert asked(nine, 59, shortest_minutes=60) == (TooShort(60),)
    # Half a minute past eight, nine o'clock is still an hour away as people count.
    assert asked(nine, 60, notice_minutes=60, situation=Situation(EIGHT + MINUTE // 2, SHANGHAI)) == ()


def test_the_whole_of_the_last_day_may_be_booked() -> None:
    friday = THURSDAY + 24 * HOUR
    assert asked(friday + 23 * HOUR, 60, NIGHT_AND_DAY, advance_days=1) == ()
    saturday = friday + 24 * HOUR
    assert asked(saturday, 60, NIGHT_AND_DAY, advance_days=1) == (TooFarAhead(1, saturday),)
    assert codes(asked(friday, 60, NIGHT_AND_DAY, advance_days=0)) == ["TooFarAhead"]


def test_who_sits_down_at_once_need_not_wait_for_the_grid() -> None:
    situation = Situation(EIGHT + 7 * MINUTE, SHANGHAI)
    assert asked(EIGHT + 7 * MINUTE, 30, situation=situation) == ()
    assert asked(EIGHT + 8 * MINUTE, 30, situation=situation) == (OffGrid(15, EIGHT, EIGHT + 15 * MINUTE),)
    quarter_to = EIGHT - 15 * MINUTE
    assert asked(quarter_to, 30, NIGHT_AND_DAY, situation) == (InThePast(quarter_to, situation.now),)


def test_a_closed_room_says_why_and_when_it_opens() -> None:
    (reason,) = asked(EIGHT + 3 * HOUR, 120)
    assert isinstance(reason, ClosedThen)
    noon = EIGHT + 4 * HOUR
    assert (reason.at, reason.closed.why, reason.opens_at) == (noon, WhyClosed.BREAK, noon + 2 * HOUR)
    assert reason.closed.layer == "year"


def test_several_days_begin_and_end_in_open_time() -> None:
    day = 24 * 60
    assert codes(asked(EIGHT + HOUR, day)) == ["ClosedThen", "TooLong", "SeveralDays"]
    over_night = {"allows_several_days": True, "longest_minutes": 10 * day}
    assert asked(EIGHT + HOUR, day, **over_night) == ()
    assert codes(asked(EIGHT + HOUR, day - 120, **over_night)) == ["ClosedThen"]
    # Over Sunday, which is closed, to Monday.
    assert asked(EIGHT + HOUR, 4 * day, **over_night) == ()
    # Until midnight is one day, a minute more are two.
    assert asked(THURSDAY + 22 * HOUR, 120, NIGHT_AND_DAY) == ()
    assert asked(THURSDAY + 22 * HOUR, 121, NIGHT_AND_DAY) == (SeveralDays(),)


def test_quotas_count_by_the_day_week_and_month_of_the_start() -> None:
    booked = (Period(EIGHT - 24 * HOUR, EIGHT - 23 * HOUR), Period(EIGHT + 5 * HOUR, EIGHT + 6 * HOUR))
    situation = Situation(EIGHT, SHANGHAI, booked=booked)

    def with_quota(limit: int, unit: QuotaUnit, per: QuotaSpan) -> tuple[Reason, ...]:
        return asked(EIGHT + HOUR, 60, situation=situation, quotas=(Quota(limit, unit, per),))

    assert with_quota(2, QuotaUnit.BOOKINGS, QuotaSpan.DAY) == ()
    assert codes(with_quota(1, QuotaUnit.BOOKINGS, QuotaSpan.DAY)) == ["OverQuota"]
    assert with_quota(3, QuotaUnit.BOOKINGS, QuotaSpan.WEEK) == ()
    (reason,) = with_quota(179, QuotaUnit.MINUTES, QuotaSpan.MONTH)
    assert reason == OverQuota(Quota(179, QuotaUnit.MINUTES, QuotaSpan.MONTH), 120)
    assert with_quota(180, QuotaUnit.MINUTES, QuotaSpan.MONTH) == ()


def test_who_may_book_and_whose_booking_is_agreed_to() -> None:
    assert asked(EIGHT, 60, who_may_book=frozenset({"manager", "clerk"})) == ()
    assert asked(EIGHT, 60, who_may_book=frozenset({"manager"})) == (NotForYou(("manager",)),)
    rules = RoomRules(wants_approval=True, books_at_once=frozenset({"manager"}))
    assert rules.needs_approval(frozenset({"clerk"}))
    assert not rules.needs_approval(frozenset({"clerk", "manager"}))
    assert not RoomRules().needs_approval(frozenset({"clerk"}))


def test_equipment_others_use_is_named_with_its_users() -> None:
    uses = (
        Use("b2", "beamer", 1, EIGHT + 2 * HOUR, EIGHT + 3 * HOUR),
        Use("b1", "beamer", 1, EIGHT + HOUR, EIGHT + 2 * HOUR),
    )
    stock = Stock({"beamer": 2}, uses)
    # One after the other they use one beamer, not two.
    assert stock.free("beamer", Period(EIGHT, EIGHT + 4 * HOUR)) == 1
    room = RoomTime("far", 4, OFFICE_HOURS, clearing=15 * MINUTE)
    situation = Situation(EIGHT, SHANGHAI, stock)
    wish = Meeting(Period(EIGHT, EIGHT + HOUR), equipment={"beamer": 2})
    assert verdict(wish, room, situation) == (EquipmentTaken("beamer", 2, 1, ("b1",)),)
    assert verdict(Meeting(wish.period, equipment={"beamer": 3}), room, situation) == (
        EquipmentMissing("beamer", 3, 2),
    )
    # Withdrawn since: nothing is free, and never less than nothing.
    assert Stock({"beamer": 0}, uses).free("beamer", Period(EIGHT, EIGHT + 4 * HOUR)) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"notice_minutes": -1},
        {"advance_days": -1},
        {"shortest_minutes": 0},
        {"longest_minutes": 29, "shortest_minutes": 30},
        {"grid_minutes": 0},
        {"grid_minutes": 1441},
    ],
)
def test_rules_that_cannot_be_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(FieldRefused):
        RoomRules(**wrong)  # type: ignore[arg-type]
