"""Series of bookings: every date with a tick or a reason before saving, then all of them or none."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import DAY, day_of, local
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.rooms.availability import Busy
from app.rooms.entities import Booking, BookingSeries
from app.rooms.entries import (
    BookingEntry,
    check_entry,
    new_booking,
    one_line,
    seat,
    seat_anew,
    write_words,
)
from app.rooms.hall_time import LONGEST_BOOKING, HallTime, living, read_hall_time
from app.rooms.placing import Asked, Settling, as_it_stands, put, standing_against
from app.rooms.reasons import Reason
from app.rooms.recurrence import Series, Skipped, unfold
from app.rooms.refusals import DateAgainst, DatesRefused
from app.rooms.rows import BookingRow, bookings_in, cards_of, rows_of
from app.rooms.series_changes import carried_over
from app.rooms.series_rules import series_as_kept, series_from
from app.rooms.service import asked_for, entry_of, must_host, of_visits, said_why
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work


class Scope(StrEnum):
    """Which dates of a series are meant."""

    ONE = "one"
    FOLLOWING = "following"
    """This one and those after it."""
    ALL = "all"
    """All that are not over yet."""


@dataclass(frozen=True)
class Place:
    """Where and when a single date of a series is held instead."""

    room_id: str
    period: Period


@dataclass(frozen=True)
class SeriesEntry:
    """What was typed for a series. ``first``: the meeting on its first date; its start gives the time of day.

    skip: dates that are left out; moved: single dates held elsewhere or at another time.
    """

    first: BookingEntry
    series: Series
    skip: frozenset[dt.date] = frozenset()
    moved: Mapping[dt.date, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class DateRow:
    """A date of a series in the list: a tick where ``reasons`` is empty."""

    day: dt.date
    room_id: str
    period: Period
    reasons: tuple[Reason, ...]
    is_skipped: bool = False
    is_moved: bool = False


@dataclass(frozen=True)
class SeriesPreview:
    """Every date of a series, and those its rule names that do not exist."""

    dates: tuple[DateRow, ...]
    skipped: tuple[Skipped, ...]

    @property
    def against(self) -> tuple[DateRow, ...]:
        """The dates that cannot be and are not skipped."""
        return tuple(row for row in self.dates if row.reasons and not row.is_skipped)


@dataclass(frozen=True)
class SeriesBooked:
    """The bookings of a series that were made or changed, by start."""

    series_id: str | None
    bookings: tuple[BookingRow, ...]


class SeriesDesk:
    """Books, changes and cancels series."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._zone = zone
        self._settling = Settling(store, confirm, zone)

    def preview(self, entry: SeriesEntry, *, actor: Actor) -> SeriesPreview:
        """Show every date with a tick or its reasons.

        Refuses with FieldRefused a rule that makes no sense or more than 1,000 dates, and with Missing.
        """
        with self._store.look() as session:
            return self._preview(session, entry, actor, self._store.clock.now())

    def book(self, entry: SeriesEntry, *, actor: Actor) -> Outcome[SeriesBooked]:
        """Book all dates that are not skipped, all or nothing.

        Refuses with DatesRefused where one of them cannot be, FieldRefused, Forbidden, Missing; by the
        centre's word with DatesRefused, RoomGivenAway, BookingRefused.
        """
        actor.must(Permission.BOOK_ROOM)
        check_entry(entry.first)
        with self._store.change(actor, "book_series") as work:
            (first,) = of_visits(work.session, [entry.first])
            entry = replace(entry, first=first)
            found = self._preview(work.session, entry, actor, work.now)
            _refuse_against(found.against, sum(1 for row in found.dates if not row.is_skipped))
            wanted = [row for row in found.dates if not row.is_skipped]
            if not wanted:
                raise FieldRefused("dates", "empty")
            # A list of series is read by everybody.
            title = "" if entry.first.is_confidential else one_line(entry.first.title)
            series = work.add(BookingSeries(id=new_key(), rule=series_as_kept(entry.series), title=title))
            work.session.flush()
            several = self._write(work, series.id, entry.first, wanted, actor)
            value = SeriesBooked(series.id, _rows_of_series(work.session, series.id, actor))
        return self._settling.settled(work.outcome(value), several)

    def rule_of(self, series_id: str) -> Series | None:
        """Give the rule a series was made by; None where it is not here."""
        with self._store.look() as session:
            found = session.get(BookingSeries, series_id)
            return None if found is None else series_from(found.rule)

    def dates_of(self, series_id: str, reader: str = "") -> tuple[BookingRow, ...]:
        """List the bookings of a series by start; what was given back is left out."""
        with self._store.look() as session:
            return rows_of(session, bookings_in(session, living(), Booking.series_id == series_id), reader)

    def change(
        self,
        booking_id: str,
        scope: Scope,
        entry: BookingEntry,
        *,
        actor: Actor,
        leave: frozenset[str] = frozenset(),
    ) -> Outcome[SeriesBooked]:
        """Carry what was changed of one date over to others: time of day, length, room, words, people.

        What was not changed stays as each of them has it. Another date moves all by as many days. ``leave``
        names bookings that stay as they are. Refuses with DatesRefused, like booking, and with OnlyItsHost
        where one of them is confidential.
        """
        actor.must(Permission.BOOK_ROOM)
        check_entry(entry)
        with self._store.change(actor, "change_series") as work:
            booking = work.get(Booking, booking_id)
            meant = [b for b in self._meant(work, booking, scope) if b.id not in leave]
            for one in (booking, *meant):
                must_host(one, actor)
            entries = self._as_typed(work.session, booking, meant, entry)
            several = {
                b.id: replace(
                    as_it_stands(b, asked_for(entries[b.id], actor, b.id)),
                    keeps_start=entries[b.id].starts_at == b.starts_at,
                )
                for b in meant
            }
            hall = self._hall(work.session, list(several.values()), work.now, without=set(several))
            dates = [_DateAsked(day_of(b.starts_at, self._zone), several[b.id]) for b in meant]
            _refuse_against([row for row in _checked(hall, dates) if row.reasons], len(dates))
            work.put_in_order(_making_way(meant, entries))
            for b in meant:
                put(b, several[b.id], hall)
                write_words(b, entries[b.id], actor)
            if booking.series_id is not None and entry.is_confidential:
                work.get(BookingSeries, booking.series_id).title = ""
            work.session.flush()
            seat_anew(work, entries)
            work.session.flush()
            value = SeriesBooked(booking.series_id, rows_of(work.session, meant, actor.staff_id))
        return self._settling.settled(work.outcome(value), list(several.values()))

    def cancel(self, booking_id: str, scope: Scope, reason: str, *, actor: Actor) -> Outcome[SeriesBooked]:
        """Give back one date, this and the following, or all that are not over; a reason is needed."""
        actor.must(Permission.BOOK_ROOM)
        said = said_why(reason)
        with self._store.change(actor, "cancel_series") as work:
            booking = work.get(Booking, booking_id)
            meant = self._meant(work, booking, scope)
            for one in meant:
                one.cancel(said, work.now)
            work.session.flush()
            value = SeriesBooked(booking.series_id, rows_of(work.session, meant, actor.staff_id))
        return work.outcome(value)

    def _preview(self, session: Session, entry: SeriesEntry, actor: Actor, now: int) -> SeriesPreview:
        wall = local(entry.first.starts_at, self._zone)
        unfolded = unfold(entry.series, wall.hour * 60 + wall.minute, self._zone)
        length = entry.first.period.length
        dates = []
        for occurrence in unfolded.occurrences:
            there = entry.moved.get(occurrence.day) or Place(
                entry.first.room_id, Period(occurrence.starts_at, occurrence.starts_at + length)
            )
            one = replace(
                entry.first,
                room_id=there.room_id,
                starts_at=there.period.starts_at,
                ends_at=there.period.ends_at,
            )
            asked = asked_for(one, actor, new_key())
            day = occurrence.day
            dates.append(_DateAsked(day, asked, day in entry.skip, day in entry.moved))
        if not dates:
            return SeriesPreview((), unfolded.skipped)
        hall = self._hall(session, [date.asked for date in dates], now)
        return SeriesPreview(_checked(hall, dates), unfolded.skipped)

    def _hall(
        self, session: Session, several: Sequence[Asked], now: int, without: Iterable[str] = ()
    ) -> HallTime:
        if not several:
            raise FieldRefused("dates", "empty")
        within = Period(min(a.period.starts_at for a in several), max(a.period.ends_at for a in several))
        return read_hall_time(
            session,
            within,
            now,
            self._zone,
            organisation_id=several[0].organisation_id,
            without=frozenset(without),
            only={asked.room_id for asked in several},
        )

    def _write(
        self, work: Work, series_id: str, first: BookingEntry, dates: Sequence[DateRow], actor: Actor
    ) -> list[Asked]:
        hall: HallTime | None = None
        several, bookings = [], []
        for row in dates:
            one = replace(
                first, room_id=row.room_id, starts_at=row.period.starts_at, ends_at=row.period.ends_at
            )
            booking = new_booking(one, actor)
            booking.series_id, booking.series_day = series_id, row.day
            several.append(asked_for(one, actor, booking.id))
            bookings.append(booking)
        hall = self._hall(work.session, several, work.now)
        for booking, asked in zip(bookings, several, strict=True):
            put(booking, asked, hall)
            work.add(booking)
        work.session.flush()
        seat(work, [b.id for b in bookings], first)
        work.session.flush()
        return several

    def _meant(self, work: Work, booking: Booking, scope: Scope) -> list[Booking]:
        if scope is Scope.ONE or booking.series_id is None:
            return [booking]
        since = booking.starts_at if scope is Scope.FOLLOWING else 0
        query = select(Booking).where(
            living(),
            Booking.series_id == booking.series_id,
            Booking.starts_at >= since,
            Booking.ends_at > work.now,
        )
        return list(work.session.execute(query.order_by(Booking.starts_at, Booking.id)).scalars())

    def _as_typed(
        self, session: Session, typed: Booking, meant: Sequence[Booking], entry: BookingEntry
    ) -> dict[str, BookingEntry]:
        """Give what a change of one date means for each that is meant, in a few questions."""
        here = _entries_here(session, {typed.id: typed} | {b.id: b for b in meant})
        before = here[typed.id]
        return {b.id: carried_over(here[b.id], before, entry, self._zone) for b in meant}


def _making_way(dates: Sequence[Booking], entries: Mapping[str, BookingEntry]) -> list[Booking]:
    """Order the dates that move so that each finds its new place left already: the centre asks row by row."""
    earlier = [b for b in dates if entries[b.id].starts_at < b.starts_at]
    later = [b for b in dates if entries[b.id].starts_at > b.starts_at]
    return [*earlier, *reversed(later)]


def _entries_here(session: Session, bookings: Mapping[str, Booking]) -> dict[str, BookingEntry]:
    """Give what would have to be typed for bookings, each as its host may read it."""
    by_host: dict[str, list[Booking]] = {}
    for booking in bookings.values():
        by_host.setdefault(booking.host_id, []).append(booking)
    cards = (card for host, hosted in by_host.items() for card in cards_of(session, hosted, host))
    return {card.id: entry_of(card) for card in cards}


@dataclass(frozen=True)
class _DateAsked:
    day: dt.date
    asked: Asked
    is_skipped: bool = False
    is_moved: bool = False


def _checked(hall: HallTime, dates: Sequence[_DateAsked]) -> tuple[DateRow, ...]:
    """Ask each date of what is near it: a thousand dates would each look through years otherwise."""
    near = _Near(hall)
    rows = []
    for date in dates:
        asked = date.asked
        reasons: tuple[Reason, ...] = ()
        if not date.is_skipped:
            reasons = standing_against(near.hall(asked), asked)
            if not reasons:
                near.take(asked)
        rows.append(DateRow(date.day, asked.room_id, asked.period, reasons, date.is_skipped, date.is_moved))
    return tuple(rows)


class _Near:
    """The rooms' time near single dates, with what the dates before have taken."""

    def __init__(self, hall: HallTime) -> None:
        self._hall = hall
        self._starts = {key: [b.starts_at for b in time.busy] for key, time in hall.times.items()}
        self._taken: list[Asked] = []
        self._booked = list(hall.situation.booked)

    def hall(self, asked: Asked) -> HallTime:
        """Give the hall with what is near a date alone."""
        if asked.room_id not in self._hall.times:
            return self._hall
        time = self._hall.times[asked.room_id]
        starts = self._starts[asked.room_id]
        first, last = (bisect_left(starts, moment) for moment in _reach(asked))
        busy: tuple[Busy, ...] = time.busy[first:last]
        near = replace(
            self._hall,
            times={asked.room_id: replace(time, busy=busy)},
            situation=replace(self._hall.situation, booked=tuple(self._booked)),
        )
        first, last = (bisect_left(self._taken, moment, key=_start) for moment in _reach(asked))
        for other in self._taken[first:last]:
            if other.period.ends_at > asked.period.starts_at - DAY:
                # Quotas count it already, however far away it is.
                near = near.with_taken(other.room_id, other.meeting, is_counted=False)
        return near

    def take(self, asked: Asked) -> None:
        """Keep a date that can be: the next ones must leave it room and equipment, and quotas count it."""
        if asked.organisation_id is not None:
            self._booked.append(asked.period)
        insort(self._taken, asked, key=_start)


def _reach(asked: Asked) -> tuple[int, int]:
    """Tell between which moments begins what can stand in a meeting's way."""
    return asked.period.starts_at - LONGEST_BOOKING, asked.period.ends_at + DAY


def _start(asked: Asked) -> int:
    return asked.period.starts_at


def _refuse_against(against: Sequence[DateRow], of: int) -> None:
    if against:
        dates = tuple(
            DateAgainst(row.room_id, row.period.starts_at, row.period.ends_at, row.reasons) for row in against
        )
        raise DatesRefused(len(dates), of, dates[0].starts_at, dates)


def _rows_of_series(session: Session, series_id: str, actor: Actor) -> tuple[BookingRow, ...]:
    return rows_of(session, bookings_in(session, Booking.series_id == series_id), actor.staff_id)
