"""Five terminals book for a week without the centre, then meet: no overlap, nobody is forgotten."""

from __future__ import annotations

import random
from pathlib import Path

import psycopg
import pytest

from app.kernel.clock import DAY as DAY_LONG
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirmation, Verdict
from app.kernel.periods import Period
from app.rooms.call_list import CallList
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.refusals import RoomNotGiven, RoomTaken
from app.rooms.service import Rooms
from app.rooms.states import Purpose
from app.rooms.verdict import Meeting
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.race import CLASHES
from tests.rooms.small_hall import CLERK, ZONE, FixedWord, SmallHall, at

pytestmark = [pytest.mark.centre, pytest.mark.slow]

TERMINALS = 5
DAYS = 5
WISHES_A_DAY = 6


def book_alone(terminal: Terminal, place: int) -> dict[str, str]:
    """Book a week by itself; gives each booking's title by its key."""
    hall, chance = terminal.hall, random.Random(place)
    desk = Rooms(hall.store, FixedWord(Confirmation(Verdict.OFFLINE)), ZONE)
    made = {}
    for day in range(1, DAYS + 1):
        for n in range(WISHES_A_DAY):
            start = at(9) + day * DAY_LONG + chance.randrange(0, 32) * 15 * MINUTE
            title = f"{place}-{day}-{n}"
            parties = (PartyEntry(f"甲方{title}"), PartyEntry(f"乙方{title}"))
            room = chance.choice((hall.small, hall.large, hall.stage))
            entry = BookingEntry(room, start, start + 60 * MINUTE, Purpose.TALK, title, parties=parties)
            try:
                made[desk.book(entry, actor=CLERK).value.id] = title
            except (RoomTaken, RoomNotGiven):
                continue
    return made


def test_a_week_without_the_centre_ends_without_overlap_and_everybody_is_phoned(
    hall: SmallHall, centre_url: str, tmp_path: Path
) -> None:
    with terminals(hall, centre_url, tmp_path, TERMINALS - 1) as made:
        booked: dict[str, str] = {}
        for place, terminal in enumerate(made):
            # No clock decides who is phoned: they differ by hours, and the line may be back after a moment.
            terminal.clock.step(place * 3600)
            booked |= book_alone(terminal, place)
        for _ in range(2):
            for terminal in made:
                terminal.exchange.run()

        with psycopg.connect(centre_url, options="-c search_path=guitai,public") as centre:
            standing = {row[0] for row in centre.execute("SELECT id FROM booking WHERE ended_at IS NULL")}
            clashes = centre.execute(CLASHES).fetchone()
        assert clashes == (0,)
        assert standing <= booked.keys()
        for terminal in made:
            refused = CallList(terminal.hall.store, ZONE).to_phone()
            # Every booking stands or is on the list, and each terminal knows the whole of it.
            assert {row.booking_id for row in refused} == booked.keys() - standing
            for row in refused:
                assert row.title == booked[row.booking_id]
                assert {p.name for p in row.people} == {f"甲方{row.title}", f"乙方{row.title}"}
        view = made[0].hall.view()
        refused = CallList(made[0].hall.store, ZONE).to_phone()
        assert refused
        for row in refused:
            offers = view.alternatives(row.room_id, row.meeting, row.purpose)
            assert offers
            for offer in offers:
                meeting = Meeting(Period(offer.starts_at, offer.ends_at), row.party_size)
                assert view.against(offer.room_id, meeting) == ()
