"""Series: every date with a tick or a reason, all or none, and changes of one, the following or all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from app.kernel.clock import DAY as DAY_LONG
from app.kernel.confirm import Confirm, Standalone
from app.kernel.errors import FieldRefused
from app.kernel.periods import Period
from app.rooms.arranging import RoomArranging
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.recurrence import Daily, Listed, MonthlyByDay, Series, Weekly
from app.rooms.refusals import DatesRefused
from app.rooms.series import Place, Scope, SeriesDesk, SeriesEntry
from app.rooms.states import BookingState, Purpose
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.statements import count_of


def day(n: int) -> dt.date:
    return DAY + dt.timedelta(days=n)


def desk(hall: SmallHall, confirm: Confirm | None = None) -> SeriesDesk:
    return SeriesDesk(hall.store, confirm or Standalone(), ZONE)


def weekly(hall: SmallHall, count: int = 4, **more: Any) -> SeriesEntry:
    first = BookingEntry(
        hall.small, at(9), at(10), Purpose.TALK, "周例会", parties=(PartyEntry("甲方"), PartyEntry("乙方"))
    )
    return SeriesEntry(first, Series(DAY, Weekly(frozenset({1})), count=count), **more)


def test_every_date_has_a_tick_or_a_reason_and_the_31st_is_shown_as_skipped(hall: SmallHall) -> None:
    hall.desk().book(
        BookingEntry(hall.small, at(9, 30, day(14)), at(10, day=day(14)), Purpose.TALK, "先到"), actor=CLERK
    )
    found = desk(hall).preview(weekly(hall), actor=CLERK)
    assert [row.day for row in found.dates] == [day(0), day(7), day(14), day(21)]
    assert [[reason.code for reason in row.reasons] for row in found.dates] == [[], [], ["Taken"], []]
    first = BookingEntry(hall.small, at(9, day=dt.date(2026, 3, 31)), at(10, day=dt.date(2026, 3, 31)),
                         Purpose.TALK, "月末")  # fmt: skip
    monthly = SeriesEntry(first, Series(dt.date(2026, 3, 31), MonthlyByDay(31), count=3))
    shown = desk(hall).preview(monthly, actor=CLERK)
    assert [row.day.month for row in shown.dates] == [3, 5, 7]
    assert [skipped.month.month for skipped in shown.skipped] == [4, 6]


def test_a_series_is_booked_whole_or_not_at_all(hall: SmallHall) -> None:
    hall.desk().book(
        BookingEntry(hall.small, at(9, 30, day(14)), at(10, day=day(14)), Purpose.TALK, "先到"), actor=CLERK
    )
    with pytest.raises(DatesRefused) as refused:
        desk(hall).book(weekly(hall), actor=CLERK)
    assert (refused.value.count, refused.value.of) == (1, 4)
    assert [d.starts_at for d in refused.value.dates] == [at(9, day=day(14))]
    assert hall.view().day(DAY) == ()
    elsewhere = {day(21): Place(hall.large, Period(at(14, day=day(22)), at(15, day=day(22))))}
    made = desk(hall).book(weekly(hall, skip=frozenset({day(14)}), moved=elsewhere), actor=CLERK).value
    assert [(b.room_id, b.starts_at) for b in made.bookings] == [
        (hall.small, at(9)),
        (hall.small, at(9, day=day(7))),
        (hall.large, at(14, day=day(22))),
    ]
    assert {b.series_id for b in made.bookings} == {made.series_id}
    assert [b.party_names for b in made.bookings] == [("甲方", "乙方")] * 3
    assert made.series_id is not None
    assert desk(hall).rule_of(made.series_id) == weekly(hall).series


def test_a_moved_date_may_not_meet_another_date_of_its_series(hall: SmallHall) -> None:
    moved = {day(7): Place(hall.small, Period(at(9, 30, day(14)), at(10, 30, day(14))))}
    with pytest.raises(DatesRefused):
        desk(hall).book(weekly(hall, moved=moved), actor=CLERK)


def test_dates_that_were_moved_onto_each_others_day_do_not_meet_when_all_are_changed(hall: SmallHall) -> None:
    series = desk(hall)
    first = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "每日")
    one, two = series.book(SeriesEntry(first, Series(DAY, Daily(), count=2)), actor=CLERK).value.bookings
    hall.desk().move(one.id, hall.small, Period(at(14, day=day(1)), at(15, day=day(1))), actor=CLERK)
    typed = replace(first, starts_at=at(11, day=day(1)), ends_at=at(12, day=day(1)))
    with pytest.raises(DatesRefused) as refused:
        series.change(one.id, Scope.ALL, typed, actor=CLERK)
    assert [[reason.code for reason in date.reasons] for date in refused.value.dates] == [["Taken"]]
    assert [b.starts_at for b in series.dates_of(one.series_id or "")] == [two.starts_at, at(14, day=day(1))]
    # Each leaves the other room to stand where all of them go a day further.
    typed = replace(first, starts_at=at(14, day=day(2)), ends_at=at(15, day=day(2)))
    series.change(one.id, Scope.ONE, typed, actor=CLERK)
    series.change(two.id, Scope.ALL, replace(first, starts_at=at(9, day=day(2)), ends_at=at(10, day=day(2))),
                  actor=CLERK)  # fmt: skip
    assert [b.starts_at for b in series.dates_of(one.series_id or "")] == [
        at(9, day=day(2)), at(14, day=day(3)),
    ]  # fmt: skip


def test_dates_of_a_series_never_want_one_piece_at_one_hour(hall: SmallHall) -> None:
    RoomArranging(hall.store, ZONE).set_stock("flipchart", 1, actor=MANAGER)
    first = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "每日", equipment={"flipchart": 1})
    beside = {DAY: Place(hall.large, Period(at(9, day=day(1)), at(10, day=day(1))))}
    entry = SeriesEntry(first, Series(DAY, Daily(), count=3), moved=beside)
    found = desk(hall).preview(entry, actor=CLERK)
    assert [[reason.code for reason in row.reasons] for row in found.dates] == [[], ["EquipmentTaken"], []]
    with pytest.raises(DatesRefused):
        desk(hall).book(entry, actor=CLERK)
    RoomArranging(hall.store, ZONE).set_stock("flipchart", 2, actor=MANAGER)
    assert len(desk(hall).book(entry, actor=CLERK).value.bookings) == 3


def test_one_date_is_changed_or_this_and_the_following_or_all(hall: SmallHall) -> None:
    series = desk(hall)
    made = series.book(weekly(hall), actor=CLERK).value
    first, second, third, fourth = made.bookings
    start, end = at(14, day=day(14)), at(16, day=day(14))
    typed = replace(weekly(hall).first, title="改", starts_at=start, ends_at=end)
    series.change(third.id, Scope.ONE, typed, actor=CLERK)
    assert [b.starts_at for b in series.dates_of(made.series_id or "")] == [
        first.starts_at, second.starts_at, at(14, day=day(14)), fourth.starts_at,
    ]  # fmt: skip
    typed = replace(typed, starts_at=at(10, day=day(8)), ends_at=at(11, day=day(8)), room_id=hall.large)
    series.change(second.id, Scope.FOLLOWING, typed, actor=CLERK)
    rows = series.dates_of(made.series_id or "")
    assert [(b.room_id, b.starts_at) for b in rows] == [
        (hall.small, at(9)),
        (hall.large, at(10, day=day(8))),
        (hall.large, at(10, day=day(15))),
        (hall.large, at(10, day=day(22))),
    ]
    assert [b.title for b in rows] == ["周例会", "改", "改", "改"]
    series.cancel(third.id, Scope.FOLLOWING, "项目结束", actor=CLERK)
    assert [b.starts_at for b in series.dates_of(made.series_id or "")] == [at(9), at(10, day=day(8))]
    hall.clock.step(8 * 3600)
    series.cancel(second.id, Scope.ALL, "项目结束", actor=CLERK)
    # The one that is over stays.
    assert [b.starts_at for b in series.dates_of(made.series_id or "")] == [at(9)]


def test_what_nobody_touched_stays_as_each_date_has_it_when_all_are_changed(hall: SmallHall) -> None:
    series = desk(hall)
    made = series.book(weekly(hall), actor=CLERK).value
    first, second = made.bookings[:2]
    alone = replace(
        weekly(hall).first, title="特别一场", room_id=hall.large, starts_at=at(14, day=day(8)),
        ends_at=at(16, day=day(8)), parties=(PartyEntry("丙方"),), party_size=9, note="备投影",
    )  # fmt: skip
    series.change(second.id, Scope.ONE, alone, actor=CLERK)
    typed = replace(weekly(hall).first, internal_note="价格底线", party_size=4)
    turned = replace(typed, parties=typed.parties[::-1])
    changed = series.change(first.id, Scope.ALL, turned, actor=CLERK).value.bookings
    assert [b.title for b in changed] == ["周例会", "特别一场", "周例会", "周例会"]
    card = hall.view().booking(second.id, CLERK.staff_id)
    assert (card.room_id, card.starts_at, card.ends_at) == (
        hall.large,
        at(14, day=day(8)),
        at(16, day=day(8)),
    )
    assert ([p.name for p in card.parties], card.note) == (["丙方"], "备投影")
    assert (card.internal_note, card.party_size) == ("价格底线", 4)
    # Half an hour longer: each from its own start. A day later: each from its own day, at its own hour.
    longer = replace(turned, starts_at=at(9, day=day(1)), ends_at=at(10, 30, day=day(1)))
    moved = series.change(first.id, Scope.ALL, longer, actor=CLERK).value.bookings
    assert [(b.starts_at, b.ends_at) for b in moved] == [
        (at(9, day=day(1)), at(10, 30, day=day(1))),
        (at(14, day=day(9)), at(15, 30, day=day(9))),
        (at(9, day=day(15)), at(10, 30, day=day(15))),
        (at(9, day=day(22)), at(10, 30, day=day(22))),
    ]


def test_a_change_that_one_date_cannot_take_changes_nothing(hall: SmallHall) -> None:
    series = desk(hall)
    made = series.book(weekly(hall), actor=CLERK).value
    hall.desk().book(
        BookingEntry(hall.small, at(14, day=day(7)), at(15, day=day(7)), Purpose.TALK, "先到"), actor=CLERK
    )
    typed = replace(weekly(hall).first, starts_at=at(14), ends_at=at(15))
    with pytest.raises(DatesRefused) as refused:
        series.change(made.bookings[0].id, Scope.ALL, typed, actor=CLERK)
    assert [d.starts_at for d in refused.value.dates] == [at(14, day=day(7))]
    assert series.dates_of(made.series_id or "") == made.bookings
    leave = frozenset({made.bookings[1].id})
    series.change(made.bookings[0].id, Scope.ALL, typed, actor=CLERK, leave=leave)
    assert [b.starts_at for b in series.dates_of(made.series_id or "")] == [
        at(14), at(9, day=day(7)), at(14, day=day(14)), at(14, day=day(21)),
    ]  # fmt: skip


def test_a_date_that_stays_in_a_blocking_is_written_anew_with_the_others(hall: SmallHall) -> None:
    series = desk(hall)
    made = series.book(weekly(hall), actor=CLERK).value
    blocked = Period(at(8, 30, day=day(7)), at(18, day=day(7)))
    RoomArranging(hall.store, ZONE).block((hall.small,), blocked, "检修", actor=MANAGER, around=True)
    typed = replace(weekly(hall).first, note="已电话告知", ends_at=at(9, 45))
    changed = series.change(made.bookings[0].id, Scope.ALL, typed, actor=CLERK).value.bookings
    assert [b.ends_at for b in changed] == [at(9, 45, day=day(n)) for n in (0, 7, 14, 21)]
    with pytest.raises(DatesRefused) as refused:
        series.change(made.bookings[0].id, Scope.ALL, replace(typed, ends_at=at(10)), actor=CLERK)
    told = {date.starts_at: [reason.code for reason in date.reasons] for date in refused.value.dates}
    assert told == {at(9, day=day(7)): ["Blocked"]}


def test_a_thousand_dates_take_as_many_statements_as_four_and_one_more_is_refused(hall: SmallHall) -> None:
    series = desk(hall)
    few = count_of(lambda: series.book(weekly(hall), actor=CLERK))
    first = BookingEntry(hall.large, at(9), at(10), Purpose.TALK, "每日", parties=(PartyEntry("甲"),))
    many = SeriesEntry(first, Series(DAY, Daily(), count=1000))
    closed = frozenset(row.day for row in series.preview(many, actor=CLERK).dates if row.reasons)
    assert count_of(lambda: series.book(replace(many, skip=closed), actor=CLERK)) == few
    with pytest.raises(FieldRefused):
        series.preview(SeriesEntry(first, Series(DAY, Daily(), count=1001)), actor=CLERK)


def test_a_list_of_dates_where_all_are_skipped_books_nothing(hall: SmallHall) -> None:
    entry = replace(weekly(hall), series=Series(DAY, Listed((DAY, day(3)))), skip=frozenset({DAY, day(3)}))
    with pytest.raises(FieldRefused) as refused:
        desk(hall).book(entry, actor=CLERK)
    assert (refused.value.field, refused.value.problem) == ("dates", "empty")


def test_a_basket_of_rooms_and_days_is_booked_whole_or_not_at_all(hall: SmallHall) -> None:
    rooms = hall.desk()
    wanted = [
        BookingEntry(room, at(9) + n * DAY_LONG, at(10) + n * DAY_LONG, Purpose.TALK, "论坛")
        for room in (hall.small, hall.large)
        for n in range(3)
    ]
    blocker = rooms.book(replace(wanted[4], title="先到"), actor=CLERK).value
    with pytest.raises(DatesRefused) as refused:
        rooms.book_all(wanted, actor=CLERK)
    assert [(d.room_id, d.starts_at) for d in refused.value.dates] == [(hall.large, wanted[4].starts_at)]
    rooms.cancel(blocker.id, "让出", actor=CLERK)
    assert len(rooms.book_all(wanted, actor=CLERK).value) == 6
    hours = ((at(14), at(15)), (at(14, 30), at(15, 30)))
    twice = [replace(wanted[0], starts_at=start, ends_at=end) for start, end in hours]
    with pytest.raises(DatesRefused):
        rooms.book_all(twice, actor=CLERK)


def test_split_and_copied_bookings_keep_their_people(hall: SmallHall) -> None:
    rooms = hall.desk()
    made = rooms.book(
        replace(weekly(hall).first, starts_at=at(9), ends_at=at(12), note="备茶", equipment={}), actor=CLERK
    ).value
    parts = rooms.split(made.id, at(10), hall.small, at(10, 15), actor=CLERK).value
    assert (parts.first.starts_at, parts.first.ends_at) == (at(9), at(10))
    assert (parts.second.starts_at, parts.second.ends_at, parts.second.note) == (at(10, 15), at(12), "备茶")
    assert [p.name for p in parts.second.parties] == ["甲方", "乙方"]
    copied = rooms.copy(made.id, hall.large, at(14), actor=CLERK).value
    assert (copied.room_id, copied.starts_at, copied.ends_at) == (hall.large, at(14), at(15))
    assert [p.name for p in copied.parties] == ["甲方", "乙方"]
    assert copied.state is BookingState.CONFIRMED


def test_a_booking_is_written_anew(hall: SmallHall) -> None:
    rooms = hall.desk()
    made = rooms.book(weekly(hall).first, actor=CLERK).value
    parties = (PartyEntry("甲方"), PartyEntry("远程专家", link="https://example.org/m"))
    typed = replace(
        weekly(hall).first, title="改名", starts_at=at(10), ends_at=at(11), parties=parties,
        is_confidential=True, internal_note="价格底线",
    )  # fmt: skip
    card = rooms.change(made.id, typed, actor=CLERK).value
    assert (card.title, card.starts_at, card.sequence) == ("改名", at(10), 1)
    assert [(p.name, p.link) for p in card.parties] == [("甲方", ""), ("远程专家", "https://example.org/m")]
    # Nobody but the host is told what it is about.
    stranger = hall.view().booking(made.id)
    assert (stranger.title, stranger.parties, stranger.internal_note) == ("", (), "")
    assert stranger.is_hidden
    assert hall.view().booking(made.id, CLERK.staff_id).internal_note == "价格底线"
