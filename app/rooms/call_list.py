"""Whom to phone: bookings that cannot be as somebody counts on them, with their people and numbers.

Three kinds, none of them written down for it:

* what the centre refused after its clerk had stopped waiting. It comes from the conflicts all terminals hear
  of and leaves the list when somebody has decided them there. Whoever was refused while they waited was told
  then and there: the terminal has decided that one by itself (``sync/confirm.py``), whatever the clocks say;
* what was arranged since took something from (``losing.py``), until it is moved, changed or given back;
* what the hall declined, until somebody says that its people know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy import and_
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.errors import WrongStep
from app.kernel.periods import Period
from app.rooms.call_people import PersonToPhone, people_of
from app.rooms.entities import Booking
from app.rooms.entries import BookingEntry
from app.rooms.losing import Arranged, read_losing
from app.rooms.reasons import Blocked, Reason
from app.rooms.refused import BookingRows, Told, read_refused
from app.rooms.rows import PLACING
from app.rooms.states import BookingState, Purpose, SubjectKind
from app.rooms.verdict import Meeting
from app.security.actors import Actor, Permission
from app.storage.store import Store

TOLD_AT_ONCE = tuple(name for name in PLACING if name != "submit_again")
"""Whoever is refused these while they wait is told why and what is free instead: nobody has to be phoned.

Sending something again is about a conflict that stays open by itself.
"""


class Why(StrEnum):
    """Why somebody has to be phoned."""

    REFUSED = "refused"
    """The centre did not take it."""
    LOST = "lost"
    """It stands, but for what was arranged since."""
    DECLINED = "declined"
    """The hall was asked and said no."""


@dataclass(frozen=True)
class CallRow:
    """A booking whose people are to be phoned, as somebody wanted it: all that would have to be typed again.

    key: names the conflict in which a REFUSED one is decided, else empty; room: its name, also of one out of
    use; reasons: what a LOST one lacks, with the words of blockings in ``titles``; said: why it was DECLINED.
    Of one that is nobody else's business (``is_hidden``) title, subject and notes are empty; its people are
    named all the same: somebody has to phone them.
    """

    key: str
    why: Why
    booking_id: str
    entry: BookingEntry
    room: str
    room_en: str
    people: tuple[PersonToPhone, ...]
    is_hidden: bool = False
    reasons: tuple[Reason, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    said: str = ""

    @property
    def room_id(self) -> str:
        """The room that was wanted."""
        return self.entry.room_id

    @property
    def starts_at(self) -> int:
        """The start that was wanted."""
        return self.entry.starts_at

    @property
    def ends_at(self) -> int:
        """The end that was wanted."""
        return self.entry.ends_at

    @property
    def purpose(self) -> Purpose:
        """What it is for."""
        return self.entry.purpose

    @property
    def title(self) -> str:
        """What it is about."""
        return self.entry.title

    @property
    def party_size(self) -> int:
        """How many need a seat."""
        return self.entry.people

    @property
    def meeting(self) -> Meeting:
        """The same as the rooms' view is asked for alternatives."""
        period = Period(self.starts_at, self.ends_at)
        return Meeting(period, self.party_size, dict(self.entry.equipment), booking_id=self.booking_id)


class CallList:
    """Looks for people who must be told."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def to_phone(self, reader: str = "") -> tuple[CallRow, ...]:
        """List those that are not over, by start, as a reader may see them.

        How many questions are asked does not depend on how many there are.
        """
        now = self._store.clock.now()
        with self._store.look() as session:
            refused = read_refused(session)
            arranged, losing = read_losing(session, now, self._zone)
            calls = _calls(session, refused, losing, now)
            people = people_of(session, {call: call.entry for call in calls})
        rows = [_row(call, arranged, people[call], reader) for call in calls]
        return tuple(sorted((row for row in rows if row.ends_at > now), key=_start))

    def tell_declined(self, booking_id: str, *, actor: Actor) -> Outcome[None]:
        """Note that whoever asked in vain knows: it leaves the list. Refuses with WrongStep, Missing."""
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "tell_declined") as work:
            booking = work.get(Booking, booking_id)
            if booking.state is not BookingState.DECLINED:
                raise WrongStep("booking", str(booking.state), "tell_declined")
            booking.end(BookingState.CANCELLED, booking.end_reason, booking.ended_at or work.now)
        return work.outcome(None)


@dataclass(frozen=True, eq=False)
class _Call:
    """A line of the list before it is put in words."""

    why: Why
    booking_id: str
    entry: BookingEntry
    key: str = ""
    reasons: tuple[Reason, ...] = ()
    said: str = ""


def _calls(
    session: Session, refused: Mapping[str, Told], losing: Mapping[str, tuple[Reason, ...]], now: int
) -> list[_Call]:
    declined = and_(Booking.state == BookingState.DECLINED, Booking.ends_at > now)
    keys = {key for told in refused.values() for key in told.keys} | losing.keys()
    here = BookingRows.read(session, keys, declined)
    calls = []
    for txn, told in refused.items():
        wanted = here.with_changes(told.changes)
        for key in told.keys:
            entry = wanted.entry(key)
            if entry is not None:
                calls.append(_Call(Why.REFUSED, key, entry, txn))
    for key, row in here.bookings.items():
        entry = here.entry(key)
        if entry is not None and key in losing:
            calls.append(_Call(Why.LOST, key, entry, reasons=losing[key]))
        elif entry is not None and row["state"] is BookingState.DECLINED:
            calls.append(_Call(Why.DECLINED, key, entry, said=row["end_reason"]))
    return calls


def _row(call: _Call, arranged: Arranged, people: tuple[PersonToPhone, ...], reader: str) -> CallRow:
    entry, room = call.entry, arranged.rooms.get(call.entry.room_id)
    is_hidden = entry.is_confidential and entry.host_id != reader
    if is_hidden:
        entry = replace(
            entry, title="", note="", internal_note="", subject_kind=SubjectKind.NONE, subject_id=""
        )
    blocked = (reason.booking_id for reason in call.reasons if isinstance(reason, Blocked))
    return CallRow(
        key=call.key,
        why=call.why,
        booking_id=call.booking_id,
        entry=entry,
        room=room.name if room else "",
        room_en=room.name_en if room else "",
        people=people,
        is_hidden=is_hidden,
        reasons=call.reasons,
        titles={key: arranged.blockings[key] for key in blocked},
        said=call.said,
    )


def _start(row: CallRow) -> tuple[int, str]:
    return row.starts_at, row.booking_id
