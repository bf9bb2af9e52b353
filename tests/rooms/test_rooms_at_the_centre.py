"""Two terminals and a real PostgreSQL: one room, one hour, one booking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.kernel.changes import ChangeSet
from app.kernel.confirm import Confirmation, Verdict
from app.kernel.periods import Period
from app.rooms.arranging import RoomArranging
from app.rooms.arriving import Door
from app.rooms.call_list import CallList
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.recurrence import Daily, Series
from app.rooms.refusals import BookingOvertaken, DatesRefused, RoomGivenAway, RoomTaken
from app.rooms.series import SeriesDesk, SeriesEntry
from app.rooms.service import Rooms
from app.rooms.states import BookingState, Purpose
from app.security.actors import Actor, Machine, Role
from app.storage.outbox import OutboxEntry, Sending, digest_of
from app.sync.conflicts import ConflictsView
from app.sync.deciding import ConflictDesk
from app.sync.exchange import ExchangeReport
from app.sync.refusals import CentreUnreachable
from app.sync.states import Decision
from tests.rooms.centre_hall import Terminal, set_centre_clock, terminals
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, FixedWord, SmallHall, at
from tests.rooms.test_arranging import settings

pytestmark = pytest.mark.centre
REGISTRAR = Actor("staff-3", "zhao", "赵敏", Role.REGISTRAR, None)


@pytest.fixture
def two_terminals(hall: SmallHall, centre_url: str, tmp_path: Path) -> Iterator[tuple[Terminal, Terminal]]:
    """The one where the hall was founded, and one that took everything over from the centre."""
    with terminals(hall, centre_url, tmp_path, 1) as (first, second):
        yield first, second


def wish(room_id: str, start: int, end: int, title: str) -> BookingEntry:
    return BookingEntry(room_id, start, end, Purpose.TALK, title)


def test_the_centre_lets_one_have_the_room_and_names_it_to_the_other(
    two_terminals: tuple[Terminal, Terminal], centre_url: str
) -> None:
    first, second = two_terminals
    room = first.hall.small
    won = first.rooms().book(wish(room, at(9), at(10), "先到"), actor=CLERK)
    assert won.confirmation.verdict is Verdict.CONFIRMED
    assert not first.hall.view().booking(won.value.id).is_pending
    # The second has not heard of it yet: nothing here stands against 10:00, which is still being cleared.
    with pytest.raises(RoomTaken) as refused:
        second.rooms().book(wish(room, at(10), at(11), "后到"), actor=CLERK)
    assert (refused.value.title, refused.value.ends_at) == ("先到", at(10, 15))
    assert [b.title for b in second.hall.view().day(DAY)] == ["先到"]
    # The first alternative is truly free, at the centre too.
    best = refused.value.alternatives[0]
    again = second.rooms().book(wish(best.room_id, best.starts_at, best.ends_at, "后到"), actor=CLERK)
    assert again.confirmation.verdict is Verdict.CONFIRMED
    with psycopg.connect(centre_url) as connection:
        rows = connection.execute("SELECT title FROM guitai.booking ORDER BY starts_at, title").fetchall()
    assert sorted(title for (title,) in rows) == ["先到", "后到"]


def test_a_cancelled_booking_frees_its_room_at_the_centre(two_terminals: tuple[Terminal, Terminal]) -> None:
    first, second = two_terminals
    room = first.hall.small
    gone = first.rooms().book(wish(room, at(9), at(10), "先到"), actor=CLERK).value
    first.rooms().cancel(gone.id, "对方改期", actor=CLERK)
    first.exchange.run()
    made = second.rooms().book(wish(room, at(9), at(10), "后到"), actor=CLERK)
    assert made.confirmation.verdict is Verdict.CONFIRMED


def test_booked_while_cut_off_is_pending_until_the_centre_has_spoken(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    kept = cut_off.book(wish(first.hall.large, at(9), at(10), "离线"), actor=CLERK)
    lost = cut_off.book(wish(first.hall.small, at(9), at(10), "后到"), actor=CLERK)
    first.rooms().book(wish(first.hall.small, at(9, 30), at(10), "先到"), actor=CLERK)
    assert [b.is_pending for b in second.hall.view().day(DAY)] == [True, True]
    second.exchange.run()
    assert {(b.title, b.is_pending) for b in second.hall.view().day(DAY)} == {
        ("离线", False),
        ("先到", False),
    }
    assert not second.hall.view().booking(kept.value.id).is_pending
    assert lost.value.id not in {b.id for b in second.hall.view().day(DAY)}


def test_a_refused_booking_is_submitted_again_once_the_other_gave_the_room_back(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    won = first.rooms().book(wish(first.hall.small, at(9), at(10), "先到"), actor=CLERK).value
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    parties = (PartyEntry("甲方"), PartyEntry("乙方"))
    wanted = replace(wish(first.hall.small, at(9, 30), at(10, 30), "后到"), parties=parties)
    lost = cut_off.book(wanted, actor=CLERK).value
    second.exchange.run()
    view, desk = ConflictsView(second.hall.store), ConflictDesk(second.hall.store, second.confirm)
    [refused] = view.rows()
    assert refused.reason == "booking_exclude_1"
    part = view.conflict(refused.key).parts[0]
    assert part.rival is not None and part.rival.name == "先到"

    first.rooms().cancel(won.id, "对方改期", actor=CLERK)
    first.exchange.run()
    second.exchange.run()
    outcome = desk.submit_again(refused.key, actor=REGISTRAR)

    assert outcome.confirmation.verdict is Verdict.CONFIRMED
    first.exchange.run()
    for terminal in two_terminals:
        assert [b.title for b in terminal.hall.view().day(DAY)] == ["后到"]
        assert [p.name for p in terminal.hall.view().booking(lost.id).parties] == ["甲方", "乙方"]
        rows = ConflictsView(terminal.hall.store).rows()
        assert [row.decision for row in rows] == [Decision.SENT_AGAIN]


def test_a_booking_of_a_program_one_version_back_is_taken_and_completed(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    made = cut_off.book(wish(first.hall.small, at(9), at(10), "旧程序"), actor=CLERK).value
    newest = ("prepare_from", "space_from", "space_to", "series_id", "sequence", "outcome", "checked_in_at")
    with second.hall.store.keep() as session:
        entry = session.execute(select(OutboxEntry).where(OutboxEntry.state == Sending.WAITING)).scalar_one()
        for change in entry.changes:
            change["new"] = {name: v for name, v in change["new"].items() if name not in newest}
        entry.changes = list(entry.changes)
        flag_modified(entry, "changes")
        entry.digest = digest_of(entry.txn, entry.use_case, entry.actor_id, entry.made_at, entry.changes)
    # Another's rows come down first: the older changeset is laid anew over them.
    first.rooms().book(wish(first.hall.large, at(9), at(10), "先到"), actor=CLERK)
    second.exchange.pull()
    assert {b.title for b in second.hall.view().day(DAY)} == {"旧程序", "先到"}
    second.exchange.run()
    first.exchange.run()
    for terminal in two_terminals:
        (row,) = [b for b in terminal.hall.view().day(DAY) if b.id == made.id]
        assert (row.prepare_from, row.is_pending) == (at(9), False)
    with pytest.raises(RoomTaken):
        first.rooms().book(wish(first.hall.small, at(9, 30), at(10, 30), "后到"), actor=CLERK)


def test_a_room_is_not_released_where_somebody_checked_in_at_another_terminal(
    two_terminals: tuple[Terminal, Terminal], centre_url: str
) -> None:
    first, second = two_terminals
    hall = first.hall
    RoomArranging(hall.store, ZONE).set_room(hall.small, settings(release_minutes=10), actor=MANAGER)
    key = first.rooms().book(wish(hall.small, at(9), at(10), "已到"), actor=CLERK).value.id
    first.exchange.run()
    second.exchange.run()
    for terminal in two_terminals:
        terminal.clock.step(42 * 60)
    set_centre_clock(centre_url, at(9, 12))
    Door(hall.store, first.confirm, ZONE).check_in(key, actor=CLERK)
    first.exchange.run()
    # The second has not heard of it.
    released = Door(second.hall.store, second.confirm, ZONE).release_no_shows(actor=Machine()).value
    assert [b.id for b in released] == [key]
    second.exchange.run()
    first.exchange.run()
    for terminal in two_terminals:
        assert terminal.hall.view().booking(key).state is BookingState.CONFIRMED
        # Nobody has to decide what the clock did by itself.
        assert [row for row in ConflictsView(terminal.hall.store).rows() if row.is_open] == []


def test_who_was_refused_at_once_is_not_phoned_and_nothing_is_left_to_decide(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    # A clock that is hours fast does not make it look like something that was heard later.
    second.clock.step(2 * 3600)
    first.rooms().book(wish(first.hall.small, at(14), at(15), "先到"), actor=CLERK)
    with pytest.raises(RoomTaken):
        second.rooms().book(wish(first.hall.small, at(14), at(15), "后到"), actor=CLERK)
    for terminal in (second, first):
        terminal.exchange.run()
        assert CallList(terminal.hall.store, ZONE).to_phone() == ()
        (row,) = ConflictsView(terminal.hall.store).rows()
        assert (row.decision, row.decided_at is None) == (Decision.TOOK_THEIRS, False)


def test_what_was_refused_at_once_is_put_away_when_its_record_comes_late(
    two_terminals: tuple[Terminal, Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_terminals
    pull, is_cut = second.exchange.pull, True

    def late() -> ChangeSet:
        nonlocal is_cut
        if is_cut:
            is_cut = False
            raise CentreUnreachable("cut")
        return pull()

    monkeypatch.setattr(second.exchange, "pull", late)
    first.rooms().book(wish(first.hall.small, at(9), at(10), "先到"), actor=CLERK)
    with pytest.raises((RoomTaken, RoomGivenAway)):
        second.rooms().book(wish(first.hall.small, at(9), at(10), "后到"), actor=CLERK)
    # What the lane still has in hand is done first.
    second.confirm.close()
    assert CallList(second.hall.store, ZONE).to_phone() == ()


@pytest.mark.parametrize("seconds_fast", [0, 3, 3 * 3600])
def test_a_refusal_after_the_clerk_stopped_waiting_is_phoned_at_every_terminal(
    hall: SmallHall, centre_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds_fast: int
) -> None:
    with terminals(hall, centre_url, tmp_path, 1, patience_s=0.05) as (first, second):
        first.rooms().book(wish(hall.small, at(14), at(15), "先到"), actor=CLERK)
        first.exchange.run()
        second.clock.step(seconds_fast)
        line, push = Event(), second.exchange.push

        def slow() -> ExchangeReport:
            line.wait()
            return push()

        monkeypatch.setattr(second.exchange, "push", slow)
        told = second.rooms().book(wish(hall.small, at(14), at(15), "等不到"), actor=CLERK)
        assert told.confirmation.verdict is Verdict.OFFLINE
        line.set()
        second.confirm.close()
        first.exchange.run()
        for terminal in (first, second):
            assert [row.title for row in CallList(terminal.hall.store, ZONE).to_phone()] == ["等不到"]
            assert [row.is_open for row in ConflictsView(terminal.hall.store).rows()] == [True]


def test_sending_a_refused_booking_again_in_vain_does_not_put_it_on_the_list_twice(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    first.rooms().book(wish(first.hall.small, at(9), at(10), "先到"), actor=CLERK)
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    cut_off.book(wish(first.hall.small, at(9), at(10), "后到"), actor=CLERK)
    second.exchange.run()
    (row,) = CallList(second.hall.store, ZONE).to_phone()
    desk = ConflictDesk(second.hall.store, second.confirm)
    assert desk.submit_again(row.key, actor=REGISTRAR).confirmation.verdict is Verdict.REFUSED
    second.exchange.run()
    first.exchange.run()
    for terminal in two_terminals:
        assert [again.key for again in CallList(terminal.hall.store, ZONE).to_phone()] == [row.key]


def test_a_series_one_date_of_which_was_given_away_is_refused_whole(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    tomorrow = DAY + dt.timedelta(days=1)
    first.rooms().book(wish(first.hall.small, at(9, day=tomorrow), at(10, day=tomorrow), "先到"), actor=CLERK)
    series = SeriesDesk(second.hall.store, second.confirm, ZONE)
    entry = SeriesEntry(wish(first.hall.small, at(9), at(10), "系列"), Series(DAY, Daily(), count=3))
    with pytest.raises(DatesRefused) as refused:
        series.book(entry, actor=CLERK)
    assert [d.starts_at for d in refused.value.dates] == [at(9, day=tomorrow)]
    assert second.hall.view().day(DAY) == ()
    booked = series.book(replace(entry, skip=frozenset({tomorrow})), actor=CLERK)
    assert booked.confirmation.verdict is Verdict.CONFIRMED


def test_two_who_change_one_booking_hear_of_each_other(two_terminals: tuple[Terminal, Terminal]) -> None:
    first, second = two_terminals
    key = first.rooms().book(wish(first.hall.small, at(9), at(10), "会议"), actor=CLERK).value.id
    second.exchange.run()
    first.rooms().move(key, first.hall.small, Period(at(11), at(12)), actor=CLERK)
    with pytest.raises(BookingOvertaken):
        second.rooms().move(key, first.hall.small, Period(at(14), at(15)), actor=CLERK)
    assert second.hall.view().booking(key).starts_at == at(11)


def test_a_move_refused_later_is_phoned_with_the_people_of_the_booking(
    two_terminals: tuple[Terminal, Terminal],
) -> None:
    first, second = two_terminals
    parties = (PartyEntry("甲方"), PartyEntry("乙方"))
    wanted = replace(wish(first.hall.small, at(9), at(10), "会议"), parties=parties)
    key = first.rooms().book(wanted, actor=CLERK).value.id
    second.exchange.run()
    cut_off = Rooms(second.hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    cut_off.move(key, first.hall.small, Period(at(14), at(15)), actor=CLERK)
    first.rooms().book(wish(first.hall.small, at(14), at(15), "先到"), actor=CLERK)
    second.clock.step(3600)
    second.exchange.run()
    (row,) = CallList(second.hall.store, ZONE).to_phone()
    assert (row.booking_id, row.title, row.starts_at, row.ends_at) == (key, "会议", at(14), at(15))
    assert [p.name for p in row.people] == ["甲方", "乙方"]
    assert second.hall.view().booking(key).starts_at == at(9)
    assert second.hall.view().alternatives(row.room_id, row.meeting, row.purpose)
