"""Rooms and hours that are free: the best rooms, what else there is when one is taken, gaps over all rooms.

Pure. Whatever is offered has been asked of ``verdict`` and nothing stands against it. The rules are those of
counter.md 3.4: shift by up to 20 minutes, shorten by up to a quarter, another room, another day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from app.kernel.clock import DAY, MINUTE, day_bounds, day_of, local, moment_of
from app.kernel.periods import Period
from app.rooms.rules import next_on_grid
from app.rooms.stretches import (
    OpenTime,
    at,
    first_moment,
    free_in,
    next_fit,
    shut_times,
    start_in,
    stretches,
)
from app.rooms.verdict import Meeting, RoomTime, Situation, verdict

FARTHEST_SHIFT = 20 * MINUTE
"""A meeting is moved by so much at most before it is another meeting."""

OPEN_DAYS = 5
"""On so many open days after the wished one the same time is looked for."""

DAYS_AHEAD = 31
"""So far ahead open days are looked for."""


class How(StrEnum):
    """What was done to a wish to make it fit."""

    AS_WISHED = "as_wished"
    SHIFTED = "shifted"
    SHORTENED = "shortened"
    OTHER_ROOM = "other_room"
    OTHER_DAY = "other_day"
    NEXT_FREE = "next_free"
    """A later start, farther away than a shift."""


@dataclass(frozen=True)
class Offer:
    """A room and a period that are free, and the reasons as facts."""

    room_id: str
    starts_at: int
    ends_at: int
    how: How
    shift: int
    """Microseconds between the wished start and this one; negative: earlier."""
    spare_seats: int
    has: tuple[str, ...]
    """What the kind of talk likes to find and the room has."""
    lacks: tuple[str, ...]
    walk: int
    """The way from the window, in metres."""
    is_meant: bool


@dataclass(frozen=True)
class Gap:
    """A stretch in which a meeting of the wished length fits into a room, from the first start on."""

    room_id: str
    starts_at: int
    ends_at: int


def best(
    meeting: Meeting,
    rooms: Iterable[RoomTime],
    situation: Situation,
    until: int,
    liked: frozenset[str] = frozenset(),
    limit: int = 3,
) -> tuple[Offer, ...]:
    """Rank the rooms in which a meeting can be held from its start on and be over by ``until``.

    Rooms meant for the purpose come first, then those free as wished, then the liked equipment, the nearest
    start, the shortest way, the fewest empty seats. Rooms come in the hall's order, which decides ties.
    """
    open_time = OpenTime(situation.zone)
    found = []
    for room in rooms:
        start = next_fit(meeting, room, situation, until, open_time)
        if start is not None:
            how = _how_late(meeting, start)
            found.append(_offer(meeting, room, at(meeting, start).period, how, liked))
    return tuple(sorted(found, key=_rank)[:limit])


def alternatives(
    meeting: Meeting,
    wished: RoomTime,
    rooms: Sequence[RoomTime],
    situation: Situation,
    liked: frozenset[str] = frozenset(),
    limit: int = 3,
) -> tuple[Offer, ...]:
    """List what else there is when a room cannot be had: per way of doing it, at most ``limit`` offers.

    Shifted by up to 20 minutes in steps of the grid, the nearest start each way; shortened by up to a
    quarter; the same time in other rooms, best first; the same time on the next open days. Where all of that
    gives nothing, the next free start of any room within a month. A meeting over nights is not shortened.
    """
    others = [room for room in rooms if room.room_id != wished.room_id]
    found = [
        *_shifted(meeting, wished, situation, liked),
        *_shortened(meeting, wished, situation, liked),
        *_elsewhere(meeting, others, situation, liked)[:limit],
        *_other_days(meeting, wished, situation, liked)[:limit],
    ]
    if found:
        return tuple(found)
    until = meeting.period.starts_at + DAYS_AHEAD * DAY
    return best(meeting, rooms, situation, until, liked, limit)


def gaps(
    meeting: Meeting, rooms: Iterable[RoomTime], situation: Situation, windows: Iterable[Period]
) -> tuple[Gap, ...]:
    """Find all gaps of the meeting's length within some windows over all rooms, by start, then room order.

    The meeting's own period says only how long it is. A gap begins at a start of the grid and ends where the
    room is next taken or closed, or with the window; a meeting may begin in it as late as still fits.
    """
    open_time = OpenTime(situation.zone)
    length = meeting.period.length
    asked = tuple(windows)
    if not asked:
        return ()
    whole = Period(min(w.starts_at for w in asked), max(w.ends_at for w in asked))
    found = []
    for room in rooms:
        shut = shut_times(meeting, room, situation, whole)
        for window in asked:
            earliest = first_moment(at(meeting, window.starts_at), room, situation)
            if earliest + length > window.ends_at:
                continue
            within = Period(earliest, window.ends_at)
            for stretch in free_in(within, room, shut, open_time):
                start = start_in(stretch, length, room, situation)
                if start is not None and not verdict(at(meeting, start), room, situation):
                    found.append(Gap(room.room_id, start, stretch.ends_at))
    return tuple(sorted(found, key=_gap_start))


def _shifted(meeting: Meeting, room: RoomTime, situation: Situation, liked: frozenset[str]) -> list[Offer]:
    wished = meeting.period.starts_at
    starts = _grid_near(wished, room, situation)
    fine = [start for start in starts if not verdict(at(meeting, start), room, situation)]
    earlier = [start for start in fine if start < wished][-1:]
    later = [start for start in fine if start > wished][:1]
    nearest = sorted((*later, *earlier), key=lambda start: abs(start - wished))
    return [_offer(meeting, room, at(meeting, start).period, How.SHIFTED, liked) for start in nearest]


def _grid_near(wished: int, room: RoomTime, situation: Situation) -> Iterator[int]:
    grid, zone = room.rules.grid_minutes, situation.zone
    start = next_on_grid(wished - FARTHEST_SHIFT, grid, zone)
    while start <= wished + FARTHEST_SHIFT:
        if start != wished and start >= situation.minute:
            yield start
        start = next_on_grid(start + MINUTE, grid, zone)


def _shortened(meeting: Meeting, room: RoomTime, situation: Situation, liked: frozenset[str]) -> list[Offer]:
    """Find the longest part of the wished period that can be had, at least three quarters of it."""
    wished = meeting.period
    found = []
    for part in _parts(meeting, room, situation):
        shorter = replace(meeting, period=part, keeps_start=_keeps(meeting, part.starts_at))
        if wished.length > part.length >= wished.length * 3 / 4 and not verdict(shorter, room, situation):
            found.append(part)
    longest = max(found, key=_length, default=None)
    return [] if longest is None else [_offer(meeting, room, longest, How.SHORTENED, liked)]


def _parts(meeting: Meeting, room: RoomTime, situation: Situation) -> Iterator[Period]:
    """Cut the wished period down to what is free, from a start that the rules let be to the latest end."""
    for stretch in stretches(meeting, room, situation, meeting.period, OpenTime(situation.zone)):
        for piece in _days_of(stretch, room, situation.zone):
            start = _first_start(piece, meeting, room, situation)
            if start is not None:
                until = min(piece.ends_at, _latest_end(start, room, situation)) // MINUTE * MINUTE
                if start < until:
                    yield Period(start, until)


def _first_start(piece: Period, meeting: Meeting, room: RoomTime, situation: Situation) -> int | None:
    if _keeps(meeting, piece.starts_at):
        return piece.starts_at
    earliest = first_moment(replace(meeting, period=piece), room, situation)
    if earliest >= piece.ends_at:
        return None
    later = Period(earliest, piece.ends_at)
    return start_in(later, MINUTE, room, situation, meeting.period.starts_at)


def _days_of(stretch: Period, room: RoomTime, zone: str) -> Iterator[Period]:
    """Cut a stretch at midnight where the room is given for one day at a time."""
    start = stretch.starts_at
    while start < stretch.ends_at:
        midnight = day_bounds(day_of(start, zone), zone)[1]
        until = stretch.ends_at if room.rules.allows_several_days else min(midnight, stretch.ends_at)
        yield Period(start, until)
        start = until


def _keeps(meeting: Meeting, start: int) -> bool:
    return meeting.keeps_start and start == meeting.period.starts_at


def _latest_end(start: int, room: RoomTime, situation: Situation) -> int:
    """Give the end of the longest meeting from a start on that length and quota let be."""
    quotas = [quota.left(situation.booked, start, situation.zone) for quota in room.rules.quotas]
    minutes = [room.rules.longest_minutes, *(left for left in quotas if left is not None)]
    return start + min(minutes) * MINUTE


def _elsewhere(
    meeting: Meeting, rooms: Iterable[RoomTime], situation: Situation, liked: frozenset[str]
) -> list[Offer]:
    offers = [
        _offer(meeting, room, meeting.period, How.OTHER_ROOM, liked)
        for room in rooms
        if not verdict(meeting, room, situation)
    ]
    return sorted(offers, key=_rank)


def _other_days(meeting: Meeting, room: RoomTime, situation: Situation, liked: frozenset[str]) -> list[Offer]:
    moved = (at(meeting, start) for start in _same_time(meeting.period.starts_at, room, situation.zone))
    return [
        _offer(meeting, room, other.period, How.OTHER_DAY, liked)
        for other in moved
        if not verdict(other, room, situation)
    ]


def _same_time(moment: int, room: RoomTime, zone: str) -> Iterator[int]:
    """Tell the same time by the wall clock on the next open days."""
    wall = local(moment, zone).replace(tzinfo=None)
    days = (wall + dt.timedelta(days=n) for n in range(1, DAYS_AHEAD + 1))
    open_days = (day for day in days if room.hours.of_day(day.date()).spans)
    for day in islice(open_days, OPEN_DAYS):
        start = moment_of(day, zone)
        if local(start, zone).replace(tzinfo=None) == day:
            yield start


def _offer(meeting: Meeting, room: RoomTime, period: Period, how: How, liked: frozenset[str]) -> Offer:
    return Offer(
        room_id=room.room_id,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        how=how,
        shift=period.starts_at - meeting.period.starts_at,
        spare_seats=room.seats - meeting.people,
        has=tuple(sorted(liked & room.equipment)),
        lacks=tuple(sorted(liked - room.equipment)),
        walk=room.walk,
        is_meant=room.is_meant,
    )


def _how_late(meeting: Meeting, start: int) -> How:
    shift = start - meeting.period.starts_at
    if shift == 0:
        return How.AS_WISHED
    return How.SHIFTED if shift <= FARTHEST_SHIFT else How.NEXT_FREE


def _rank(offer: Offer) -> tuple[bool, bool, int, int, int, int]:
    return (
        not offer.is_meant,
        offer.shift > 0,
        len(offer.lacks),
        offer.shift,
        offer.walk,
        offer.spare_seats,
    )


def _length(period: Period) -> int:
    return period.length


def _gap_start(gap: Gap) -> int:
    return gap.starts_at
