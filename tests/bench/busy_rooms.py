"""Ten years of a hall's rooms in one store, and a fortnight ahead in which little is free."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from app.counter import Counter, open_counter
from app.founding import AdminEntry
from app.kernel.clock import MINUTE, SystemClock, day_bounds, day_of
from app.rooms.entries import RoomPlan, open_room
from app.rooms.states import Equipment, RoomKind
from app.schema import METADATA
from app.security.actors import Machine
from app.security.secrets import FileSecrets
from app.storage.base import LOCAL_COLUMNS
from tests.bench.ten_years import BATCH, PASSWORD, bare, usual

ZONE = "Asia/Shanghai"
STEP = 75
"""Minutes from one start to the next: an hour, and a quarter for clearing."""
FIRST = 8 * 60


@dataclass(frozen=True)
class Span:
    """How much there is: rooms, bookings a room and day, days before today."""

    rooms: int = 20
    a_day: int = 8
    days: int = 2_500
    ahead: int = 14

    @property
    def bookings(self) -> int:
        return self.rooms * self.a_day * self.days


FULL = Span()
QUICK = Span(days=60)
TINY = Span(rooms=3, days=2, ahead=3)


@contextmanager
def busy_hall(folder: Path, span: Span) -> Iterator[Counter]:
    """A counter whose rooms have a history; kept in the folder for the next run of the same span and day."""
    today = day_of(SystemClock().now(), ZONE)
    home = folder / f"rooms-{span.rooms}-{span.bookings}-{today}"
    if not (home / "whole").exists():
        rooms = _found(home, span)
        _write(home, span, rooms, today)
        (home / "whole").touch()
    counter = open_counter(home, SystemClock(), FileSecrets(home))
    try:
        yield counter
    finally:
        counter.close()


def _found(home: Path, span: Span) -> list[str]:
    counter = open_counter(home, SystemClock(), FileSecrets(home))
    entry = AdminEntry("管理员", "admin", PASSWORD)
    counter.founding.found_sample(entry, lambda done, of: None, with_guests=False)
    equipment = (Equipment.WHITEBOARD, Equipment.DISPLAY)
    with counter.store.change(Machine(), "open_rooms") as work:
        plans = [
            RoomPlan(RoomKind.NEGOTIATION, f"3{n:02}", f"洽谈室 3{n:02}", f"Room 3{n:02}", 4 + n, equipment)
            for n in range(span.rooms)
        ]
        keys = [open_room(work, plan, 100 + n) for n, plan in enumerate(plans)]
    counter.close()
    return keys


def _write(home: Path, span: Span, rooms: list[str], today: dt.date) -> None:
    print("writing bookings ...", file=sys.stderr, flush=True)
    line = bare(home)
    line.execute("PRAGMA synchronous = OFF")
    hall = line.execute("SELECT id FROM hall").fetchone()[0]
    spaces = {
        key: (start, end) for key, start, end in line.execute("SELECT id, space_from, space_to FROM room")
    }
    columns = [c for c in METADATA.tables["booking"].columns if c.name not in LOCAL_COLUMNS]
    plain = {c.name: usual(c) for c in columns} | {"hall_id": hall, "host_id": "staff"}
    names = ", ".join(f'"{c.name}"' for c in columns)
    text = f"INSERT INTO booking ({names}) VALUES ({', '.join('?' * len(columns))})"
    told = (tuple({**plain, **row}.values()) for row in _bookings(span, rooms, spaces, today))
    while batch := list(islice(told, BATCH)):
        line.execute("BEGIN IMMEDIATE")
        line.executemany(text, batch)
        line.execute("COMMIT")
    line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    line.close()


def _bookings(
    span: Span, rooms: list[str], spaces: dict[str, tuple[int, int]], today: dt.date
) -> Iterator[dict[str, Any]]:
    """Hour after hour; ahead of today one of ten is missing, so that there is something to find."""
    chance, number = random.Random(5), 0
    for offset in range(-span.days, span.ahead):
        midnight, _ = day_bounds(today + dt.timedelta(days=offset), ZONE)
        for room in rooms:
            for turn in range(span.a_day):
                number += 1
                if offset >= 0 and chance.random() < 0.1:
                    continue
                start = midnight + (FIRST + turn * STEP) * MINUTE
                yield {
                    "id": f"{number:012x}-7000-8000-{0:012x}",
                    "made_at": start,
                    "room_id": room,
                    "starts_at": start,
                    "ends_at": start + 60 * MINUTE,
                    "busy_until": start + STEP * MINUTE,
                    "prepare_from": start,
                    "space_from": spaces[room][0],
                    "space_to": spaces[room][1],
                    "purpose": "talk",
                    "title": f"洽谈 {number}",
                    "state": "confirmed",
                    "subject_kind": "none",
                    "outcome": "open",
                    "party_size": 3,
                }
