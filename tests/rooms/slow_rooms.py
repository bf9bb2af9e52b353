"""Rooms told slowly, minute by minute; shares no code with the program but its records.

Written from the rules alone: who reads it should be able to check it against ``counter.md`` in one sitting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.rooms.availability import Busy
from app.rooms.opening import Layer, OpeningHours
from app.rooms.rules import QuotaSpan, QuotaUnit
from app.rooms.stock import Use
from app.rooms.verdict import Meeting, RoomTime, Situation

MINUTE = 60_000_000
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
HALL_OF_TWO = {"hall": (0, 2), "left": (0, 1), "right": (1, 2), "far": (5, 6)}


@dataclass(frozen=True)
class Days:
    """A calendar somebody wrote by hand."""

    holidays: frozenset[dt.date] = frozenset()
    made_up: frozenset[dt.date] = frozenset()

    def is_working(self, day: dt.date) -> bool:
        return day in self.made_up or (day.isoweekday() <= 5 and day not in self.holidays)

    def is_holiday(self, day: dt.date) -> bool:
        return day in self.holidays


def wall(moment: int, zone: str) -> dt.datetime:
    """What a clock on the wall shows."""
    return (EPOCH + dt.timedelta(microseconds=moment)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def utc(year: int, month: int, day: int, hour: int = 0) -> int:
    return int(dt.datetime(year, month, day, hour, tzinfo=dt.UTC).timestamp()) * 1_000_000


def minutes_open(layers: Iterable[Layer], days: Days, make_up: int, day: dt.date) -> set[int]:
    """The minutes of a day on which rooms are open."""
    covering = [layer for layer in layers if layer.first <= day <= layer.last]
    by_length = sorted(covering, key=lambda layer: (layer.last - layer.first, -layer.made_at))
    best = by_length[0] if by_length else None
    if best is None:
        return set()
    weekday = day.weekday()
    if best.first != best.last:
        if day in days.holidays:
            return set()
        if day in days.made_up and weekday in (5, 6):
            weekday = make_up
    return {m for span in best.week[weekday] for m in range(span.starts, span.ends)}


def is_open(hours: OpeningHours, moment: int) -> bool:
    """Whether rooms are open at a moment, asked of the clock on the wall."""
    return not closed_minutes(hours, moment, moment + 1)


def closed_minutes(hours: OpeningHours, starts_at: int, ends_at: int) -> list[int]:
    """The moments of a stretch, minute by minute, at which rooms are closed."""
    assert isinstance(hours.calendar, Days)
    opened: dict[dt.date, set[int]] = {}
    found = []
    for moment in range(starts_at, ends_at, MINUTE):
        shown = wall(moment, hours.zone)
        day = shown.date()
        if day not in opened:
            opened[day] = minutes_open(hours.layers, hours.calendar, hours.make_up_weekday, day)
        if shown.hour * 60 + shown.minute not in opened[day]:
            found.append(moment)
    return found


def minutes(starts_at: int, ends_at: int) -> set[int]:
    assert starts_at % MINUTE == 0 and ends_at % MINUTE == 0
    return set(range(starts_at // MINUTE, ends_at // MINUTE))


def stand_against(meeting: Meeting, room: RoomTime, busy: Iterable[Busy]) -> list[Busy]:
    """Who keeps a meeting out: nobody may meet while another meets, prepares for it or clears up after it.

    Preparing for the one while clearing up after the other is fine: of the two times the larger counts.
    """
    before = room.preparation if meeting.preparation is None else meeting.preparation
    after = room.clearing if meeting.clearing is None else meeting.clearing
    start, end = meeting.period.starts_at, meeting.period.ends_at
    meets, around = minutes(start, end), minutes(start - before, start) | minutes(end, end + after)
    found = []
    for b in busy:
        if b.booking_id == meeting.booking_id or not shares_floor(b.room_id, room.room_id):
            continue
        theirs = minutes(b.starts_at, b.ends_at)
        their_around = minutes(b.starts_at - b.preparation, b.starts_at) | minutes(b.ends_at, b.busy_until)
        if meets & theirs or meets & their_around or around & theirs:
            found.append(b)
    return sorted(found, key=lambda b: b.starts_at)


def shares_floor(one: str, other: str) -> bool:
    a, b = HALL_OF_TWO[one], HALL_OF_TWO[other]
    return bool(set(range(*a)) & set(range(*b)))


def free_pieces(
    owned: int, uses: Iterable[Use], kind: str, starts_at: int, ends_at: int, without: str
) -> int:
    """How many of a kind are left in the worst minute of a stretch."""
    others = [u for u in uses if u.kind == kind and u.booking_id != without]
    out = [(u.count, minutes(u.starts_at, u.busy_until)) for u in others]
    left = owned
    for minute in minutes(starts_at, ends_at):
        left = min(left, owned - sum(count for count, then in out if minute in then))
    return max(left, 0)


def slow_verdict(
    meeting: Meeting, room: RoomTime, busy: Iterable[Busy], situation: Situation
) -> list[tuple[str, object]]:
    """All that stands against a meeting, by name and what it is about; rules as the manual tells them."""
    found: list[tuple[str, object]] = []
    rules, zone = room.rules, situation.zone
    start, end = meeting.period.starts_at, meeting.period.ends_at
    first, last = wall(start, zone), wall(end - MINUTE, zone)
    now = wall(situation.now, zone)
    ago = situation.now - start
    at_once = 0 <= ago < 15 * MINUTE

    if rules.who_may_book and not any(word in rules.who_may_book for word in meeting.who):
        found.append(("NotForYou", None))
    if meeting.people > room.seats:
        found.append(("TooManyPeople", room.seats))

    closed = closed_minutes(room.hours, start, end)
    if rules.allows_several_days and first.date() != last.date():
        closed = [m for m in closed if m in (start, end - MINUTE)]
    if closed:
        found.append(("ClosedThen", None))

    for b in stand_against(meeting, room, busy):
        name = "Blocked" if b.is_blocking else "Taken" if b.room_id == room.room_id else "Excluded"
        found.append((name, b.booking_id))

    clearing = room.clearing if meeting.clearing is None else meeting.clearing
    for kind, count in meeting.equipment.items():
        fixed = 1 if kind in room.equipment else 0
        if count <= fixed:
            continue
        owned = situation.stock.quantity.get(kind, 0)
        uses = situation.stock.uses
        free = free_pieces(owned, uses, kind, start, end + clearing, meeting.booking_id)
        if owned + fixed < count:
            found.append(("EquipmentMissing", (kind, owned + fixed)))
        elif free + fixed < count:
            found.append(("EquipmentTaken", (kind, free + fixed)))

    is_past = ago >= 15 * MINUTE and not meeting.keeps_start
    if is_past or end <= situation.now:
        found.append(("InThePast", None))
    if not meeting.keeps_start:
        whole_minutes = (situation.now // MINUTE + rules.notice_minutes) * MINUTE
        if not is_past and rules.notice_minutes > 0 and start < whole_minutes:
            found.append(("ShortNotice", whole_minutes))
        if rules.advance_days is not None and (first.date() - now.date()).days > rules.advance_days:
            found.append(("TooFarAhead", None))
        if not at_once and (first.hour * 60 + first.minute) % rules.grid_minutes:
            found.append(("OffGrid", None))

    length = (end - start) // MINUTE
    if length < rules.shortest_minutes:
        found.append(("TooShort", None))
    if length > rules.longest_minutes:
        found.append(("TooLong", None))
    if not rules.allows_several_days and first.date() != last.date():
        found.append(("SeveralDays", None))

    for quota in rules.quotas:
        same = [
            b
            for b in situation.booked
            if bucket(quota.per, wall(b.starts_at, zone)) == bucket(quota.per, first)
        ]
        if quota.unit is QuotaUnit.BOOKINGS:
            used, more = len(same), 1
        else:
            used, more = sum(b.ends_at - b.starts_at for b in same) // MINUTE, length
        if used + more > quota.limit:
            found.append(("OverQuota", used))
    return sorted(found, key=str)


def bucket(per: QuotaSpan, shown: dt.datetime) -> object:
    return {
        QuotaSpan.DAY: shown.date(),
        QuotaSpan.WEEK: shown.isocalendar()[:2],
        QuotaSpan.MONTH: (shown.year, shown.month),
    }[per]
