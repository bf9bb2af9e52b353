"""What is confidential is read by its host alone: among conflicts, regrets and calls, on doors, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.kernel.confirm import Confirmation, Standalone, Verdict
from app.kernel.periods import Period
from app.rooms.call_list import CallList
from app.rooms.door import DoorView
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.recurrence import Daily, Series
from app.rooms.refusals import OnlyItsHost
from app.rooms.series import Scope, SeriesDesk, SeriesEntry
from app.rooms.service import Rooms
from app.rooms.states import Purpose
from app.security.actors import Actor, Role
from app.sync.conflicts import ConflictCard, ConflictsView
from app.taking_back.service import TakingBack
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import CLERK, ZONE, FixedWord, SmallHall, at

HOST, OTHER = CLERK, Actor("staff-9", "zhou", "周某", Role.CLERK, None)
SECRET, GUEST, NOTE = "并购洽谈", "不可说公司", "底价三百万"


def secret(room_id: str, start: int, end: int) -> BookingEntry:
    return BookingEntry(
        room_id,
        start,
        end,
        Purpose.TALK,
        SECRET,
        parties=(PartyEntry(GUEST, organisation=GUEST),),
        note=NOTE,
        internal_note=NOTE,
        is_confidential=True,
    )


def words(value: object) -> str:
    """Everything a frozen row tells, its parts included."""
    return repr(value)


@pytest.fixture
def pair(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[tuple[Terminal, Terminal]]:
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        yield first, second


def lost(pair: tuple[Terminal, Terminal], wish: BookingEntry, taken: BookingEntry) -> None:
    """One terminal books while it is cut off, the other takes the room; then both hear of it."""
    first, second = pair
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    cut_off.book(wish, actor=HOST)
    second.clock.step(600)
    first.rooms().book(taken, actor=HOST)
    for terminal in (second, first):
        terminal.exchange.run()


@pytest.mark.centre
def test_a_refused_booking_that_is_confidential_is_named_to_its_host_alone(
    pair: tuple[Terminal, Terminal],
) -> None:
    room = pair[0].hall.small
    wish = secret(room, at(10), at(11))
    lost(pair, wish, replace(wish, title="别家的机密", parties=(), note="", internal_note=""))
    for terminal in pair:
        view = ConflictsView(terminal.hall.store)

        def card(reader: str, view: ConflictsView = view) -> ConflictCard:
            (row,) = [row for row in view.rows(reader) if row.is_open]
            return view.conflict(row.key, reader)

        hidden, shown = card(OTHER.staff_id), card(HOST.staff_id)
        assert not any(text in words(hidden) for text in (SECRET, GUEST, NOTE, "别家的机密"))
        assert all(text in words(shown) for text in (SECRET, GUEST, NOTE, "别家的机密"))
        # What has to be decided is still told: room and hour.
        assert {line.column for part in hidden.parts for line in part.lines} >= {"room_id", "starts_at"}
        assert (hidden.row.table, hidden.row.name.name) == ("booking", "")
        calls = CallList(terminal.hall.store, ZONE)
        assert [(c.title, c.is_hidden) for c in calls.to_phone(OTHER.staff_id)] == [("", True)]
        assert [(c.title, c.is_hidden) for c in calls.to_phone(HOST.staff_id)] == [(SECRET, False)]
        # Somebody has to phone them all the same.
        assert [p.name for c in calls.to_phone(OTHER.staff_id) for p in c.people] == [GUEST]


def test_who_moves_somebody_elses_confidential_meeting_does_not_read_it_among_the_regrets(
    hall: SmallHall,
) -> None:
    key = hall.desk().book(secret(hall.small, at(10), at(11)), actor=HOST).value.id
    hall.desk().move(key, hall.large, Period(at(10), at(11)), actor=OTHER)
    taking_back = TakingBack(hall.store, Standalone(), ZONE, {})
    assert SECRET not in words(taking_back.actions(OTHER))
    assert SECRET in words(taking_back.actions(HOST))
    assert SECRET not in words(taking_back.take_back_last(actor=OTHER).value)


def test_a_confidential_series_has_no_title_of_its_own(hall: SmallHall) -> None:
    desk = SeriesDesk(hall.store, Standalone(), ZONE)
    series = Series(hall.view().today(), Daily(), count=2)
    desk.book(SeriesEntry(secret(hall.small, at(10), at(11)), series), actor=HOST)
    with hall.store.look() as session:
        kept = session.connection().exec_driver_sql("SELECT title FROM booking_series").all()
    assert kept == [("",)]


def test_doors_sheets_and_warnings_never_tell_it(hall: SmallHall) -> None:
    hall.desk().book(secret(hall.small, at(8, 30), at(9)), actor=HOST)
    hall.clock.step(28 * 60)
    doors = DoorView(hall.store, ZONE)
    seen = (doors.states(), doors.warnings(), hall.view().day_sheet(hall.view().today()))
    assert not any(text in words(seen) for text in (SECRET, GUEST, NOTE))
    assert SECRET in words(doors.states(HOST.staff_id))


def test_whoever_splits_it_keeps_both_parts_whole_and_reads_neither(hall: SmallHall) -> None:
    key = hall.desk().book(secret(hall.small, at(9), at(12)), actor=HOST).value.id
    split = hall.desk().split(key, at(10), hall.small, at(10, 15), actor=OTHER).value
    assert not any(text in words(split) for text in (SECRET, GUEST, NOTE))
    for part in (split.first, split.second):
        card = hall.view().booking(part.id, HOST.staff_id)
        assert (card.title, card.party_names, card.note, card.internal_note) == (SECRET, (GUEST,), NOTE, NOTE)
        assert (card.is_confidential, card.host_id) == (True, HOST.staff_id)


def test_only_its_host_copies_it_or_writes_it_anew(hall: SmallHall) -> None:
    desk, series_desk = hall.desk(), SeriesDesk(hall.store, Standalone(), ZONE)
    key = desk.book(secret(hall.small, at(9), at(10)), actor=HOST).value.id
    anew = replace(secret(hall.small, at(9), at(10)), title="公开洽谈", is_confidential=False, parties=())
    series = Series(hall.view().today(), Daily(), count=2)
    dates = series_desk.book(
        SeriesEntry(secret(hall.large, at(9), at(10)), series), actor=HOST
    ).value.bookings
    with pytest.raises(OnlyItsHost):
        desk.copy(key, hall.small, at(13), actor=OTHER)
    with pytest.raises(OnlyItsHost):
        desk.change(key, anew, actor=OTHER)
    with pytest.raises(OnlyItsHost):
        series_desk.change(dates[0].id, Scope.ALL, anew, actor=OTHER)
    for booking_id in (key, *(date.id for date in dates)):
        card = hall.view().booking(booking_id, HOST.staff_id)
        assert (card.title, card.party_names, card.is_confidential) == (SECRET, (GUEST,), True)
    assert desk.copy(key, hall.small, at(13), actor=HOST).value.title == SECRET
    assert desk.change(key, anew, actor=HOST).value.title == "公开洽谈"
