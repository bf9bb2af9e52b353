"""Two terminals and a real PostgreSQL: one room, one hour, one booking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from app.kernel.confirm import Confirmation, Verdict
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.refusals import RoomTaken
from app.rooms.service import Rooms
from app.rooms.states import Purpose
from app.security.actors import Actor, Role
from app.sync.conflicts import ConflictsView
from app.sync.deciding import ConflictDesk
from app.sync.states import Decision
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import CLERK, DAY, ZONE, FixedWord, SmallHall, at

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
