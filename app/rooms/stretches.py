"""Where a meeting fits into a room: stretches that are open and free, and the first start in them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.kernel.clock import day_bounds, day_of
from app.kernel.periods import Period
from app.rooms.opening import OpeningHours
from app.rooms.reasons import OverQuota, SeveralDays
from app.rooms.rules import is_one_day, next_on_grid
from app.rooms.stock import wanted_of_stock
from app.rooms.verdict import Meeting, RoomTime, Situation, verdict


class OpenTime:
    """Remembers, for one question, the open periods of hours that several rooms share."""

    def __init__(self, zone: str) -> None:
        self._zone = zone
        # The hours are kept as well: an identity means nothing once its object is gone.
        self._known: dict[tuple[int, dt.date, dt.date], tuple[OpeningHours, tuple[Period, ...]]] = {}

    def within(self, hours: OpeningHours, period: Period) -> tuple[Period, ...]:
        """Give the open periods of all days that a period touches, whole days."""
        key = (id(hours), day_of(period.starts_at, self._zone), day_of(period.ends_at - 1, self._zone))
        if key not in self._known:
            self._known[key] = (hours, hours.periods(key[1], key[2]))
        return self._known[key][1]


def stretches(
    meeting: Meeting, room: RoomTime, situation: Situation, within: Period, open_time: OpenTime
) -> Iterator[Period]:
    """List the parts of a period in which a meeting can lie, in order.

    A meeting that lies wholly in one of them is in open time, leaves its neighbours what lies between, and
    finds the movable equipment it wants; one that does not, does not. Rules are not asked here.
    """
    return free_in(within, room, shut_times(meeting, room, situation, within), open_time)


def free_in(
    within: Period, room: RoomTime, shut: list[tuple[int, int]], open_time: OpenTime
) -> Iterator[Period]:
    """List the parts of a period in which a room is open and nothing is shut, in order."""
    opened = (
        (max(o.starts_at, within.starts_at), min(o.ends_at, within.ends_at))
        for o in open_time.within(room.hours, within)
        if o.starts_at < within.ends_at and within.starts_at < o.ends_at
    )
    return _left(opened, shut)


def next_fit(
    meeting: Meeting, room: RoomTime, situation: Situation, until: int, open_time: OpenTime
) -> int | None:
    """Find the first start from the wished one on at which nothing stands against a meeting.

    Starts lie on the room's grid, or in the quarter of an hour that is running. None where the meeting would
    not be over by ``until``. A meeting over several days is only looked for as wished.
    """
    if not is_one_day(meeting.period, situation.zone):
        is_fine = meeting.period.ends_at <= until and not verdict(meeting, room, situation)
        return meeting.period.starts_at if is_fine else None
    earliest = first_moment(meeting, room, situation)
    if earliest + meeting.period.length > until:
        return None
    free = list(stretches(meeting, room, situation, Period(earliest, until), open_time))
    start = _first_start(meeting, room, situation, free, earliest)
    while start is not None:
        against = verdict(at(meeting, start), room, situation)
        if not against:
            return start
        if not all(isinstance(reason, OverQuota | SeveralDays) for reason in against):
            return None
        # A quota is counted by the day a booking starts; what goes over midnight does so from there on.
        tomorrow = day_bounds(day_of(start, situation.zone), situation.zone)[1]
        start = _first_start(meeting, room, situation, free, tomorrow)
    return None


def first_moment(meeting: Meeting, room: RoomTime, situation: Situation) -> int:
    """Give the first moment at which a meeting may start: as wished, but neither past nor on short notice."""
    period, now = meeting.period, situation.now
    is_begun = period.starts_at <= now and not situation.is_at_once(period.starts_at)
    is_past = is_begun or period.ends_at <= now
    start = situation.minute if is_past else period.starts_at
    return max(start, room.rules.earliest(now)) if room.rules.notice_minutes else start


def start_in(
    stretch: Period, length: int, room: RoomTime, situation: Situation, wished: int | None = None
) -> int | None:
    """Give the first start in a stretch from which so many microseconds fit in: at once, or on the grid.

    Only the wished start itself may lie some minutes back; nobody is offered one that is gone.
    """
    if stretch.length < length:
        return None
    start = stretch.starts_at
    if start != wished:
        start = max(start, situation.minute)
    if not situation.is_at_once(start):
        start = next_on_grid(start, room.rules.grid_minutes, situation.zone)
    return start if start + length <= stretch.ends_at else None


def at(meeting: Meeting, start: int) -> Meeting:
    """Give the meeting at another start, as long as before."""
    if start == meeting.period.starts_at:
        return meeting
    return replace(meeting, period=Period(start, start + meeting.period.length), keeps_start=False)


def _first_start(
    meeting: Meeting, room: RoomTime, situation: Situation, free: Iterable[Period], earliest: int
) -> int | None:
    length = meeting.period.length
    for stretch in free:
        if stretch.ends_at - length < earliest:
            continue
        later = Period(max(stretch.starts_at, earliest), stretch.ends_at)
        start = start_in(later, length, room, situation, meeting.period.starts_at)
        if start is not None:
            return start
    return None


def shut_times(
    meeting: Meeting, room: RoomTime, situation: Situation, within: Period
) -> list[tuple[int, int]]:
    """List what a meeting that lies within a period may not touch, in order and without overlaps."""
    preparation, clearing = meeting.around(room)
    found = [b.shuts(preparation, clearing) for b in room.busy if b.booking_id != meeting.booking_id]
    out = within.widened(0, clearing)
    for kind, wanted in wanted_of_stock(meeting.equipment, room.equipment).items():
        short = situation.stock.shortages(kind, wanted, out, meeting.booking_id)
        # Equipment is out until the clearing is done, so the meeting has to be over that much sooner.
        found += [(starts_at - clearing, ends_at) for starts_at, ends_at in short]
    shut: list[tuple[int, int]] = []
    for starts_at, ends_at in sorted(found):
        if shut and starts_at <= shut[-1][1]:
            shut[-1] = (shut[-1][0], max(shut[-1][1], ends_at))
        else:
            shut.append((starts_at, ends_at))
    return shut


def _left(opened: Iterable[tuple[int, int]], shut: list[tuple[int, int]]) -> Iterator[Period]:
    """Give what is left of open stretches without the shut ones; both in order, without overlaps."""
    place = 0
    for free_from, closes in opened:
        while place < len(shut) and shut[place][1] <= free_from:
            place += 1
        ahead = place
        while ahead < len(shut) and shut[ahead][0] < closes:
            if free_from < shut[ahead][0]:
                yield Period(free_from, shut[ahead][0])
            free_from = shut[ahead][1]
            ahead += 1
        if free_from < closes:
            yield Period(free_from, closes)
