"""Where the cursor of the timeline stands: a line and a stretch of it. Pure.

Times are told by the clock of the day shown, as in ``day.py``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.kernel.clock import local, moment_of
from app.rooms.availability import GRID
from ui.rooms.day import DayScene, first_slot, slot_of


@dataclass(frozen=True)
class Cursor:
    """A line, the quarter of an hour the cursor was put on, and the one it was drawn to."""

    row: int = 0
    anchor: int = 0
    head: int = 0

    @property
    def starts_at(self) -> int:
        """When its first quarter begins."""
        return min(self.anchor, self.head)

    @property
    def ends_at(self) -> int:
        """When its last quarter ends."""
        return max(self.anchor, self.head) + GRID

    @property
    def is_plain(self) -> bool:
        """Whether it is on a single quarter."""
        return self.anchor == self.head


def stepped(cursor: Cursor, rows: int, slots: int, scene: DayScene, *, is_longer: bool) -> Cursor:
    """Go so many lines and quarters on, within the day; a longer one stays on its line."""
    hours = scene.hours
    head = min(max(cursor.head + slots * GRID, hours.starts_at), hours.ends_at - GRID)
    if is_longer:
        return Cursor(cursor.row, cursor.anchor, head)
    return Cursor(min(max(cursor.row + rows, 0), len(scene.lines) - 1), head, head)


def put_on(scene: DayScene, room_id: str, starts_at: int, ends_at: int) -> Cursor | None:
    """Put the cursor on a stretch of real time; None where it is not shown."""
    row = scene.row_of(room_id, starts_at)
    if row < 0:
        return None
    shift, hours = scene.lines[row].shift, scene.hours
    start, end = starts_at - shift, min(ends_at - shift, hours.ends_at)
    if not hours.contains(start):
        return None
    return Cursor(row, slot_of(start, hours), slot_of(max(end - 1, start), hours))


def kept_in(cursor: Cursor, before: DayScene | None, scene: DayScene) -> Cursor:
    """Keep the cursor on its room, its day and its hour where something else is shown.

    From a day to the week it goes to the line of its day, from the week back to its room; in another week it
    stays on its weekday. Hours that are not shown any more put it where it begins.
    """
    if before is None or not before.lines or not scene.lines or not before.hours.contains(cursor.anchor):
        at = first_slot(scene)
        return Cursor(0, at, at)
    anchor, head = (_by_day(at, before, scene) for at in (cursor.anchor, cursor.head))
    return Cursor(_row(cursor.row, before, scene), anchor, head)


def _by_day(moment: int, before: DayScene, scene: DayScene) -> int:
    """Give the same hour by the clock of another day, held within what is shown."""
    clock, hours = local(moment, before.zone), scene.hours
    at = dt.datetime.combine(clock.date() + (scene.day - before.day), clock.time())
    return slot_of(min(max(moment_of(at, scene.zone), hours.starts_at), hours.ends_at - 1), hours)


def _row(row: int, before: DayScene, scene: DayScene) -> int:
    was = before.lines[min(row, len(before.lines) - 1)]
    weekday = (was.day or before.day).weekday()
    rows = [n for n, line in enumerate(scene.lines) if line.room.id == was.room.id]
    on_day = [n for n in rows if (scene.lines[n].day or scene.day).weekday() == weekday]
    return next(iter(on_day or rows), min(row, len(scene.lines) - 1))
