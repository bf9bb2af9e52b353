"""What rooms are best for a meeting, and what is free instead, as is known here at this moment."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.kernel.clock import DAY, HOUR, day_bounds, day_of
from app.kernel.periods import Period
from app.rooms.hall_time import NOTHING_HEARD, HallTime, Heard, read_hall_time
from app.rooms.states import WANTED, Purpose
from app.rooms.suggesting import DAYS_AHEAD, How, Offer, alternatives, best
from app.rooms.verdict import Meeting

_AHEAD = (DAYS_AHEAD + 1) * DAY


def three_best(
    session: Session,
    meeting: Meeting,
    purpose: Purpose,
    now: int,
    zone: str,
    window: str = "",
    organisation_id: str | None = None,
    heard: Heard = NOTHING_HEARD,
) -> tuple[Offer, ...]:
    """Find the three best rooms on a meeting's day, in an open session."""
    day_ends = day_bounds(day_of(meeting.period.starts_at, zone), zone)[1]
    until = max(day_ends, meeting.period.ends_at)
    within = Period(meeting.period.starts_at, until)
    hall = read_hall_time(
        session, within, now, zone, organisation_id=organisation_id, window=window,
        without=(meeting.booking_id,), heard=heard,
    ).meant_for(purpose)  # fmt: skip
    return best(meeting, hall.times.values(), hall.situation, until, liked_by(purpose))


def free_instead(
    session: Session,
    room_id: str,
    meeting: Meeting,
    purpose: Purpose,
    now: int,
    zone: str,
    organisation_id: str | None = None,
    window: str = "",
    heard: Heard = NOTHING_HEARD,
) -> tuple[Offer, ...]:
    """List what else there is; where the room is no longer in use, the best of the others on that day.

    A month ahead is read of the wished room alone, and of all rooms only where nothing else is found.
    """
    start = meeting.period.starts_at
    near = Period(start - HOUR, meeting.period.ends_at + HOUR)
    month = Period(start - HOUR, max(start, now) + _AHEAD)

    def read(within: Period, only: Iterable[str] = ()) -> HallTime:
        found = read_hall_time(
            session,
            within,
            now,
            zone,
            organisation_id=organisation_id,
            window=window,
            without=(meeting.booking_id,),
            only=frozenset(only),
            heard=heard,
        )
        return found.meant_for(purpose)

    hall = read(near)
    if room_id not in hall.times:
        return three_best(session, meeting, purpose, now, zone, window, organisation_id, heard)
    ahead = read(month, {room_id})
    times = {**hall.times, room_id: ahead.times[room_id]}
    offers = _ask(meeting, room_id, HallTime(hall.rooms, times, ahead.situation, {}), purpose)
    if offers and all(offer.how is not How.NEXT_FREE for offer in offers):
        return offers
    return _ask(meeting, room_id, read(month), purpose)


def liked_by(purpose: Purpose) -> frozenset[str]:
    """Name what a kind of talk likes to find in its room."""
    return frozenset(str(e) for e in WANTED[purpose])


def _ask(meeting: Meeting, room_id: str, hall: HallTime, purpose: Purpose) -> tuple[Offer, ...]:
    rooms = list(hall.times.values())
    return alternatives(meeting, hall.times[room_id], rooms, hall.situation, liked_by(purpose))
