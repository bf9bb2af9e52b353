"""Who counts on a room, and under which number they are reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import literal, or_, select, union_all
from sqlalchemy.orm import Session

from app.kernel.identity import masked_phone
from app.rooms.entries import BookingEntry, PartyEntry
from app.storage.base import Base

K = TypeVar("K")


@dataclass(frozen=True)
class PersonToPhone:
    """Somebody who counts on a room; a person's number is masked, that of an organisation is not a secret.

    Empty where none is known.
    """

    name: str
    organisation: str
    person_id: str | None
    phone: str


def people_of(session: Session, entries: Mapping[K, BookingEntry]) -> dict[K, tuple[PersonToPhone, ...]]:
    """Tell whom to phone about some bookings: the visitor who asked, who sits at the table, with numbers.

    Where somebody has no number of their own that of their organisation counts, of whoever has none the one
    that asked for the room; where nobody is named that organisation, else the host. Two questions.
    """
    parties = [party for entry in entries.values() for party in entry.parties]
    people, visitors = _people(
        session, {p.person_id for p in parties} - {None}, {e.visit_id for e in entries.values()} - {None}
    )
    bodies = _Bodies.read(session, entries.values(), people.values())
    return {
        key: _told(entry, visitors.get(entry.visit_id or ""), people, bodies)
        for key, entry in entries.items()
    }


def _told(
    entry: BookingEntry, visitor: str | None, people: Mapping[str, Any], bodies: _Bodies
) -> tuple[PersonToPhone, ...]:
    known = people.get(visitor or "")
    first = [PartyEntry(known.name, person_id=known.id)] if known is not None else []
    found: dict[str, PersonToPhone] = {}
    for party in (*first, *entry.parties):
        person = people.get(party.person_id or "")
        own = masked_phone(person.phone) if person is not None and person.phone else ""
        of_person = person.organisation_id if person is not None else None
        phone = own or bodies.phone(
            party.organisation_id, party.organisation, party.name, of_person, entry.organisation_id
        )
        found.setdefault(party.name, PersonToPhone(party.name, party.organisation, party.person_id, phone))
    if found:
        return tuple(found.values())
    asking = bodies.by_key.get(entry.organisation_id or "") or bodies.by_key.get(entry.host_id or "")
    return () if asking is None else (PersonToPhone(asking.name, "", None, asking.phone),)


@dataclass(frozen=True)
class _Bodies:
    """The organisations in question, by their key and by their name; hosts by their key, without a number."""

    by_key: Mapping[str, Any]
    by_name: Mapping[str, Any]

    @classmethod
    def read(cls, session: Session, entries: Iterable[BookingEntry], people: Iterable[Any]) -> _Bodies:
        seen = list(entries)
        parties = [party for entry in seen for party in entry.parties]
        keys = {entry.organisation_id for entry in seen} | {party.organisation_id for party in parties}
        keys |= {person.organisation_id for person in people}
        names = {name for party in parties for name in (party.organisation, party.name) if name}
        body = Base.metadata.tables["organisation"].c
        query = select(body.id, body.name, body.phone).where(
            body.ended_at.is_(None), or_(body.id.in_(keys - {None}), body.name.in_(names))
        )
        staff = Base.metadata.tables["staff"].c
        hosts = select(staff.id, staff.name, literal("").label("phone")).where(
            staff.id.in_({entry.host_id for entry in seen} - {None})
        )
        rows = session.execute(union_all(query, hosts)).all()
        return cls({row.id: row for row in rows}, _one_each(rows))

    def phone(self, key: str | None, organisation: str, name: str, *others: str | None) -> str:
        """Give the first number there is: of the record, of the name that was typed, of others."""
        asked = (
            self.by_key.get(key or ""),
            self.by_name.get(organisation),
            self.by_name.get(name),
            *(self.by_key.get(other or "") for other in others),
        )
        return next((str(body.phone) for body in asked if body is not None and body.phone), "")


def _one_each(rows: Sequence[Any]) -> dict[str, Any]:
    """Name only those whose name is borne by no other."""
    names = [row.name for row in rows]
    return {row.name: row for row in rows if names.count(row.name) == 1}


def _people(
    session: Session, keys: Collection[str | None], visits: Collection[str | None]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Bring people by their keys and those who came in some visits; and who came in which."""
    person, visit = (Base.metadata.tables[name].c for name in ("person", "visit"))
    facts = (person.id, person.name, person.phone, person.organisation_id)
    named = select(*facts, literal("").label("visit")).where(person.id.in_(keys))
    came = select(*facts, visit.id).join_from(visit.id.table, person.id.table, person.id == visit.person_id)
    rows = session.execute(union_all(named, came.where(visit.id.in_(visits)))).all()
    return {row.id: row for row in rows}, {row.visit: row.id for row in rows if row.visit}
