"""What a room asks of a booking, and the grid its starts lie on. Pure: no store, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.clock import MINUTE, SECOND, day_bounds, day_of, local
from app.kernel.errors import FieldRefused
from app.kernel.periods import Period


class QuotaUnit(StrEnum):
    """What a quota counts."""

    BOOKINGS = "bookings"
    MINUTES = "minutes"


class QuotaSpan(StrEnum):
    """Over what a quota counts, by the hall's calendar; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Quota:
    """So many bookings or minutes for one organisation in a day, week or month.

    A booking counts where it starts, with its whole length; what just reaches the limit is allowed.
    """

    limit: int
    unit: QuotaUnit
    per: QuotaSpan

    def used(self, bookings: Iterable[Period], moment: int, zone: str) -> int:
        """Count what some bookings use of the day, week or month that a moment lies in."""
        first, last = _span_of(day_of(moment, zone), self.per)
        starts_at, ends_at = day_bounds(first, zone)[0], day_bounds(last, zone)[1]
        return sum(self.weight(b) for b in bookings if starts_at <= b.starts_at < ends_at)

    def left(self, bookings: Iterable[Period], moment: int, zone: str) -> int | None:
        """Tell how many minutes are left; None where bookings are counted."""
        return None if self.unit is QuotaUnit.BOOKINGS else self.limit - self.used(bookings, moment, zone)

    def weight(self, booking: Period) -> int:
        """Tell what one booking uses; a minute that was begun counts."""
        return 1 if self.unit is QuotaUnit.BOOKINGS else -(-booking.length // MINUTE)


@dataclass(frozen=True)
class QuotaUse:
    """How much of a quota an organisation has used where one more booking begins.

    used: without that booking; wanted: what it would use.
    """

    quota: Quota
    used: int
    wanted: int

    @property
    def left(self) -> int:
        """What is left with the booking; negative: so much too many."""
        return self.quota.limit - self.used - self.wanted

    @property
    def is_near(self) -> bool:
        """Whether no second booking like it would fit, or not even this one."""
        return self.left < self.wanted


@dataclass(frozen=True)
class RoomRules:
    """What a room asks of a booking; what is left out is not asked.

    ``notice_minutes``: a start exactly so long from now is allowed; counted from the minute that is running.
    ``advance_days``: the whole day that lies so many days after today is allowed.
    ``shortest_minutes``, ``longest_minutes``: both lengths are allowed themselves.
    ``grid_minutes``: starts lie on multiples of it after midnight by the wall clock; who sits down at once
    need not wait for the grid.
    ``who_may_book``, ``books_at_once``: roles or permissions as plain words; an empty ``who_may_book`` means
    everybody. Where approval is wanted, ``books_at_once`` names those who need none.
    """

    notice_minutes: int = 0
    advance_days: int | None = None
    shortest_minutes: int = 1
    longest_minutes: int = 14 * 60
    grid_minutes: int = 15
    allows_several_days: bool = False
    who_may_book: frozenset[str] = frozenset()
    wants_approval: bool = False
    books_at_once: frozenset[str] = frozenset()
    quotas: tuple[Quota, ...] = ()

    def __post_init__(self) -> None:
        _refuse_unless("notice_minutes", self.notice_minutes >= 0)
        _refuse_unless("advance_days", self.advance_days is None or self.advance_days >= 0)
        _refuse_unless("shortest_minutes", self.shortest_minutes >= 1)
        _refuse_unless("longest_minutes", self.longest_minutes >= self.shortest_minutes)
        _refuse_unless("grid_minutes", 1 <= self.grid_minutes <= 24 * 60)

    def admits(self, words: frozenset[str]) -> bool:
        """Tell whether somebody with these roles and permissions may book the room."""
        return not self.who_may_book or bool(self.who_may_book & words)

    def needs_approval(self, words: frozenset[str]) -> bool:
        """Tell whether a booking of somebody with these roles and permissions has to be agreed to."""
        return self.wants_approval and not self.books_at_once & words

    def earliest(self, now: int) -> int:
        """Give the first start that the notice allows."""
        return now // MINUTE * MINUTE + self.notice_minutes * MINUTE

    def latest(self, now: int, zone: str) -> int | None:
        """Give the moment before which a booking has to start; None without such a limit."""
        if self.advance_days is None:
            return None
        return day_bounds(day_of(now, zone) + dt.timedelta(days=self.advance_days), zone)[1]


def is_on_grid(moment: int, minutes: int, zone: str) -> bool:
    """Tell whether a moment is a multiple of so many minutes after midnight, by the wall clock."""
    return _since_midnight(moment, zone) % (minutes * MINUTE) == 0


def next_on_grid(moment: int, minutes: int, zone: str) -> int:
    """Give the first moment on the grid, this one included; each midnight begins the grid anew."""
    shown = _since_midnight(moment, zone)
    over = shown % (minutes * MINUTE)
    ahead = moment + minutes * MINUTE - over if over else moment
    if _since_midnight(ahead, zone) in (shown + ahead - moment, 0):
        return ahead
    # The clock is changed on the way there, or midnight comes first.
    ahead = moment + MINUTE - shown % MINUTE
    while not is_on_grid(ahead, minutes, zone):
        ahead += MINUTE
    return ahead


def last_on_grid(moment: int, minutes: int, zone: str) -> int:
    """Give the last moment on the grid, this one included."""
    shown = _since_midnight(moment, zone)
    back = moment - shown % (minutes * MINUTE)
    if _since_midnight(back, zone) == shown - (moment - back):
        return back
    back = moment - shown % MINUTE
    while not is_on_grid(back, minutes, zone):
        back -= MINUTE
    return back


def is_one_day(period: Period, zone: str) -> bool:
    """Tell whether a period lies within one day of the hall; it may end at midnight."""
    return day_of(period.starts_at, zone) == day_of(period.ends_at - 1, zone)


def _since_midnight(moment: int, zone: str) -> int:
    wall = local(moment, zone)
    return (wall.hour * 60 + wall.minute) * MINUTE + wall.second * SECOND + wall.microsecond


def _span_of(day: dt.date, per: QuotaSpan) -> tuple[dt.date, dt.date]:
    match per:
        case QuotaSpan.DAY:
            return day, day
        case QuotaSpan.WEEK:
            monday = day - dt.timedelta(days=day.weekday())
            return monday, monday + dt.timedelta(days=6)
        case QuotaSpan.MONTH:
            next_month = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
            return day.replace(day=1), next_month - dt.timedelta(days=1)


def _refuse_unless(field: str, is_right: bool) -> None:
    if not is_right:
        raise FieldRefused(field, "out_of_range")
