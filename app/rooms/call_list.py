"""Whom to phone: bookings made while cut off that the centre could not take, with their people.

They come from the conflicts all terminals hear of, and leave the list when somebody has decided them there.
Whoever was refused while they waited was told then and there: the terminal has decided that one by itself
(``sync/confirm.py``). No clock says which is which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.identity import masked_phone
from app.kernel.periods import Period
from app.rooms.entities import Booking, BookingParty
from app.rooms.rows import PLACING
from app.rooms.states import Purpose
from app.rooms.verdict import Meeting
from app.storage.base import Base
from app.storage.outbox import OutboxEntry, Sending
from app.storage.store import Store
from app.sync.states import Decision
from app.sync.tries import stands_alone, stumbled_on, try_in

TOLD_AT_ONCE = tuple(name for name in PLACING if name != "submit_again")
"""Whoever is refused these while they wait is told why and what is free instead: nobody has to be phoned.

Sending something again is about a conflict that stays open by itself.
"""


@dataclass(frozen=True)
class PersonToPhone:
    """Somebody who counts on a room; the number is masked, and empty where none is known."""

    name: str
    organisation: str
    person_id: str | None
    phone: str


@dataclass(frozen=True)
class RefusedBooking:
    """A booking that does not stand. ``key`` names the conflict in which it is decided.

    Of one that is nobody else's business (``is_hidden``) the title is empty; its people are named all the
    same: somebody has to phone them.
    """

    key: str
    booking_id: str
    room_id: str
    starts_at: int
    ends_at: int
    purpose: Purpose
    title: str
    party_size: int
    use_case: str
    acted_at: int
    actor_id: str
    people: tuple[PersonToPhone, ...]
    is_confidential: bool = False
    is_hidden: bool = False

    @property
    def meeting(self) -> Meeting:
        """The same as the rooms' view is asked for alternatives."""
        return Meeting(Period(self.starts_at, self.ends_at), self.party_size, booking_id=self.booking_id)


class CallList:
    """Looks for people who must be told."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def to_phone(self, reader: str = "") -> tuple[RefusedBooking, ...]:
        """List the refused bookings that are undecided and not over, by start, as a reader may see them."""
        now = self._store.clock.now()
        with self._store.look() as session:
            refused = _refused(session)
            wanted = {row["id"]: row for told in refused.values() for row in told.bookings}
            wanted = {**_here(session, refused.values()), **wanted}
            people = _people(session, refused.values(), wanted)
            rows = [
                _row(key, told, wanted[booking_id], people.get(booking_id, ()), reader)
                for key, told in refused.items()
                for booking_id in told.keys
                if booking_id in wanted
            ]
        return tuple(sorted((row for row in rows if row.ends_at > now), key=_start))


@dataclass(frozen=True)
class _Told:
    use_case: str
    acted_at: int
    actor_id: str
    changes: list[dict[str, Any]]
    stumbled_on: str

    def stands_alone(self, decisions: Mapping[str, Decision]) -> bool:
        """Tell whether it is a matter of its own."""
        within = try_in(self.changes)
        root = decisions.get(within.root) if within is not None else None
        return stands_alone(self.changes, self.stumbled_on, root)

    @property
    def keys(self) -> list[str]:
        found = (c["key"] for c in self.changes if c["table"] == Booking.__tablename__)
        return list(dict.fromkeys(found))

    @property
    def bookings(self) -> list[dict[str, Any]]:
        return [
            change["new"] | {"id": change["key"]}
            for change in self.changes
            if change["table"] == Booking.__tablename__ and change["op"] == "insert"
        ]


def _refused(session: Session) -> dict[str, _Told]:
    """Give the refusals that are undecided: the hall's, and those only this terminal has heard yet.

    A decision that was refused in its turn is told by the conflict it was about (``sync/tries.py``).
    """
    conflict = Base.metadata.tables["conflict"].c
    columns = ("txn", "use_case", "acted_at", "actor_id", "wanted", "table_name", "decision")
    query = select(*(conflict[name] for name in columns)).where(
        conflict.kind == Sending.REFUSED, conflict.use_case.in_(PLACING), conflict.ended_at.is_(None)
    )
    found = session.execute(query).all()
    heard = {row.txn for row in found}
    own = select(OutboxEntry).where(OutboxEntry.state == Sending.REFUSED, OutboxEntry.use_case.in_(PLACING))
    told = {
        row.txn: _Told(row.use_case, row.acted_at, row.actor_id, row.wanted, row.table_name)
        for row in found
        if row.decision == Decision.OPEN
    }
    told |= {
        entry.txn: _Told(entry.use_case, entry.made_at, entry.actor_id, entry.changes, stumbled_on(entry))
        for entry in session.execute(own).scalars()
        if entry.txn not in heard
    }
    roots = {within.root for one in told.values() if (within := try_in(one.changes)) is not None}
    of_roots = select(conflict.id, conflict.decision).where(conflict.id.in_(roots))
    decisions = {row.id: row.decision for row in session.execute(of_roots)}
    return {key: one for key, one in told.items() if one.stands_alone(decisions)}


def _here(session: Session, refused: Iterable[_Told]) -> dict[str, dict[str, Any]]:
    """Give the bookings that are here and were to be moved or changed, as somebody wanted them."""
    changed = {
        change["key"]: change["new"]
        for told in refused
        for change in told.changes
        if change["table"] == Booking.__tablename__ and change["op"] == "update"
    }
    query = select(Booking).where(Booking.id.in_(changed))
    return {
        b.id: {
            "id": b.id,
            "room_id": b.room_id,
            "starts_at": b.starts_at,
            "ends_at": b.ends_at,
            "purpose": str(b.purpose),
            "title": b.title,
            "party_size": b.party_size,
            "visit_id": b.visit_id,
            "is_confidential": b.is_confidential,
            "host_id": b.host_id,
        }
        | changed[b.id]
        for b in session.execute(query).scalars()
    }


def _people(
    session: Session, refused: Iterable[_Told], wanted: Mapping[str, dict[str, Any]]
) -> dict[str, tuple[PersonToPhone, ...]]:
    parties = [
        change["new"] for told in refused for change in told.changes
        if change["table"] == BookingParty.__tablename__ and change["op"] == "insert"
    ]  # fmt: skip
    query = (
        select(BookingParty)
        .where(BookingParty.booking_id.in_(wanted), BookingParty.ended_at.is_(None))
        .order_by(BookingParty.booking_id, BookingParty.position)
    )
    parties += [
        {"booking_id": p.booking_id, "name": p.name, "organisation": p.organisation, "person_id": p.person_id}
        for p in session.execute(query).scalars()
    ]
    visitors = _visitors(session, wanted)
    known = _known(session, {p.get("person_id") for p in parties} | set(visitors.values()))
    found: dict[str, dict[str, PersonToPhone]] = {key: {} for key in wanted}
    for key, person_id in visitors.items():
        name, phone = known.get(person_id, ("", ""))
        found[key][name] = PersonToPhone(name, "", person_id, masked_phone(phone))
    for party in parties:
        person_id = party.get("person_id")
        phone = known.get(person_id, ("", ""))[1] if person_id else ""
        told = PersonToPhone(party["name"], party.get("organisation", ""), person_id, masked_phone(phone))
        found.setdefault(party["booking_id"], {}).setdefault(told.name, told)
    return {key: tuple(people.values()) for key, people in found.items()}


def _visitors(session: Session, wanted: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """Tell who of the visitors at the windows asked for which booking."""
    visit = Base.metadata.tables["visit"].c
    of_visit = {key: row["visit_id"] for key, row in wanted.items() if row.get("visit_id")}
    query = select(visit.id, visit.person_id).where(visit.id.in_(set(of_visit.values())))
    person_of = {row.id: row.person_id for row in session.execute(query) if row.person_id}
    return {key: person_of[visit_id] for key, visit_id in of_visit.items() if visit_id in person_of}


def _known(session: Session, keys: Iterable[str | None]) -> dict[str, tuple[str, str]]:
    person = Base.metadata.tables["person"].c
    query = select(person.id, person.name, person.phone).where(person.id.in_([k for k in keys if k]))
    return {row.id: (row.name, row.phone) for row in session.execute(query)}


def _row(
    key: str, told: _Told, wanted: Mapping[str, Any], people: tuple[PersonToPhone, ...], reader: str
) -> RefusedBooking:
    is_confidential = bool(wanted.get("is_confidential"))
    is_hidden = is_confidential and wanted.get("host_id") != reader
    return RefusedBooking(
        key=key,
        booking_id=wanted["id"],
        room_id=wanted["room_id"],
        starts_at=wanted["starts_at"],
        ends_at=wanted["ends_at"],
        purpose=Purpose(wanted["purpose"]),
        title="" if is_hidden else wanted["title"],
        party_size=wanted["party_size"],
        use_case=told.use_case,
        acted_at=told.acted_at,
        actor_id=told.actor_id,
        people=people,
        is_confidential=is_confidential,
        is_hidden=is_hidden,
    )


def _start(row: RefusedBooking) -> int:
    return row.starts_at
