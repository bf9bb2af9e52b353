"""What an action was about, in words a list can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.identity import masked_name
from app.storage.base import Base, Policy
from app.storage.reversing import row_of
from app.taking_back.day import Done
from app.taking_back.regrets import REGRETS

Subject = tuple[str, str]
"""Table and key of what an action was about."""


def _as_it_is(text: str) -> str:
    return text


_NAMES: dict[str, tuple[str, Callable[[str], str]]] = {
    "ticket": ("number", _as_it_is),
    "person": ("name", masked_name),
    "organisation": ("name", _as_it_is),
    "booking": ("title", _as_it_is),
    "contract": ("title", _as_it_is),
    "room": ("name", _as_it_is),
    "booking_series": ("title", _as_it_is),
    "waiting_wish": ("name", masked_name),
    "registration": ("acceptance_number", _as_it_is),
}
_LEADS_TO: dict[tuple[str, str], str] = {
    ("call", "ticket"): "ticket_id",
    ("case", "ticket"): "ticket_id",
    ("appointment", "person"): "person_id",
    ("booking_attendance", "booking"): "booking_id",
    ("room_blocking", "room"): "room_id",
}
"""How a row of one table leads to what an action was about."""


def subject_of(session: Session, entry: Done) -> Subject:
    """Tell what a transaction was about: of a call, who was called, not whose case it closed on the way."""
    regret = REGRETS.get(entry.use_case)
    about = regret.about if regret else next((c["table"] for c in entry.changes if c["table"] in _NAMES), "")
    made = [change for change in entry.changes if change["op"] == "insert"]
    for change in made:
        if change["table"] == "call" and about == "ticket":
            return about, change["new"]["ticket_id"]
    own = next((change["key"] for change in entry.changes if change["table"] == about), None)
    if own is not None:
        return about, own
    for change in entry.changes:
        column = _LEADS_TO.get((change["table"], about))
        if column is not None:
            return about, _value(session, change["table"], change["key"], column)
    return "", ""


def names_of(session: Session, subjects: Iterable[Subject], reader: str = "") -> dict[Subject, str]:
    """Bring the names of what actions were about; a person's is masked, a private one is empty."""
    keys: dict[str, set[str]] = {}
    for about, key in subjects:
        keys.setdefault(about, set()).add(key)
    found: dict[Subject, str] = {}
    found |= _of_appointments(session, keys.pop("appointment", set()))
    for about, wanted in keys.items():
        if about in _NAMES:
            column, shown = _NAMES[about]
            table = Base.metadata.tables[about]
            policy: Policy = table.info["sync"]
            private = policy.private
            own = [table.c[name] for name in (private.flag, private.owner)] if private is not None else []
            query = select(table.c.id, table.c[column].label("name"), *own).where(table.c.id.in_(wanted))
            for row in session.execute(query).mappings():
                is_closed = private is not None and private.is_closed(dict(row), reader)
                found[about, row["id"]] = "" if is_closed else shown(row["name"])
    return found


def name_of(session: Session, subject: Subject, reader: str = "") -> str:
    """Bring the name of what one action was about; its row is at hand most of the time."""
    about, key = subject
    is_open = about in _NAMES and Base.metadata.tables[about].info["sync"].private is None
    row = row_of(session, about, key) if is_open else None
    if row is None:
        return names_of(session, [subject], reader).get(subject, "")
    column, shown = _NAMES[about]
    return shown(getattr(row, column))


def _of_appointments(session: Session, keys: set[str]) -> dict[Subject, str]:
    if not keys:
        return {}
    appointment, person = Base.metadata.tables["appointment"], Base.metadata.tables["person"]
    query = select(appointment.c.id, person.c.name).outerjoin(person, person.c.id == appointment.c.person_id)
    rows = session.execute(query.where(appointment.c.id.in_(keys)))
    return {("appointment", key): masked_name(name or "") for key, name in rows}


def _value(session: Session, table: str, key: str, column: str) -> Any:
    known = Base.metadata.tables[table]
    return session.execute(select(known.c[column]).where(known.c.id == key)).scalar() or ""
