"""Stores as they look after the centre has said no, made without a centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.counter import Counter
from app.kernel.clock import DAY, HOUR, MINUTE
from app.kernel.ids import new_key
from app.rooms.entities import Booking
from app.rooms.entries import BookingEntry
from app.rooms.states import BookingState, Purpose
from app.security.actors import Actor
from app.storage.base import Base
from app.storage.outbox import OutboxEntry, Sending, write_fact
from app.storage.plain import typed
from app.storage.store import Store
from app.sync.entities import Conflict
from app.sync.facts import LAST_SUCCESS, TERMINAL_ROLE
from app.sync.states import ConflictKind

OVERLAP = {"code": "23P01", "constraint": "booking_exclude_0", "table": "booking", "reason": "overlap"}
MEETING = "材料基因项目洽谈"


def last_entry(store: Store) -> OutboxEntry:
    """The latest changeset."""
    with store.look() as session:
        found = session.execute(select(OutboxEntry).order_by(OutboxEntry.seq.desc()).limit(1)).scalar_one()
        session.expunge(found)
        return found


def join(counter: Counter) -> None:
    """Make the store look as after an exchange in which the centre took everything."""
    with counter.store.keep() as session:
        for entry in session.execute(select(OutboxEntry)).scalars():
            entry.state, entry.shown = Sending.ACCEPTED, True
            entry.answered_at = entry.made_at + 40_000
        write_fact(session, TERMINAL_ROLE, "counter")
        write_fact(session, LAST_SUCCESS, counter.store.clock.now())


def refuse_last(
    store: Store,
    answer: dict[str, Any],
    *,
    kept: dict[str, Any] | None = None,
    because_of: str = "",
    is_heard: bool = True,
) -> str:
    """Take the latest changeset back as a pull does, with the centre's record of it; gives its key."""
    entry = last_entry(store)
    with store.keep() as session:
        for change in reversed(entry.changes):
            _take_back(session, change)
    heart = next((c for c in entry.changes if c["table"] == answer["table"]), entry.changes[0])
    with store.keep() as session:
        kept_entry = session.get(OutboxEntry, entry.seq)
        assert kept_entry is not None
        kept_entry.state, kept_entry.answer, kept_entry.shown = Sending.REFUSED, answer, True
        if is_heard:
            session.add(
                Conflict(
                    id=entry.txn,
                    txn=entry.txn,
                    kind=ConflictKind.REFUSED,
                    use_case=entry.use_case,
                    actor_id=entry.actor_id,
                    acted_at=entry.made_at,
                    table_name=heart["table"],
                    key=heart["key"],
                    wanted=entry.changes,
                    kept=kept,
                    reason=str(answer.get("constraint") or answer.get("reason") or ""),
                    facts=answer,
                    because_of=because_of,
                    subjects=[f"{change['table']}:{change['key']}" for change in entry.changes],
                    **_stamps(store, entry.made_at),
                )
            )
    return entry.txn


def overwrite(store: Store, actor: Actor, table: str, key: str, column: str, wanted: Any, kept: Any) -> str:
    """Add the line of a value the centre kept against this terminal's; gives the conflict's key."""
    conflict = new_key()
    at = store.clock.now()
    with store.keep() as session:
        session.add(
            Conflict(
                id=conflict,
                txn=new_key(),
                kind=ConflictKind.OVERWRITTEN,
                use_case="register_person",
                actor_id=actor.staff_id,
                acted_at=at,
                table_name=table,
                key=key,
                column_name=column,
                wanted=wanted,
                kept=kept,
                reason="",
                subjects=[f"{table}:{key}"],
                **_stamps(store, at),
            )
        )
    return conflict


def change_conflict(store: Store, key: str, **values: Any) -> None:
    """Write columns of a conflict as a pull does."""
    with store.keep() as session:
        conflict = session.get(Conflict, key)
        assert conflict is not None
        for name, value in values.items():
            setattr(conflict, name, value)


@dataclass(frozen=True)
class Meeting:
    """A booking that was refused, the booking that was first, and the conflict."""

    conflict: str
    wanted: str
    rival: str


def refused_meeting(counter: Counter, actor: Actor, *, is_heard: bool = True) -> Meeting:
    """Book a room another terminal was given first."""
    room = counter.rooms_view.rooms()[0]
    starts_at = (counter.store.clock.now() // HOUR + 1) * HOUR + 7 * DAY
    entry = BookingEntry(room.id, starts_at, starts_at + HOUR, Purpose.TALK, MEETING, note="投影")
    booked = counter.rooms.book(entry, actor=actor).value
    rival = pulled(counter, a_booking(counter, room.id, starts_at, "科技金融路演准备"))
    kept = {**rival, "state": str(rival["state"])}
    conflict = refuse_last(counter.store, OVERLAP, kept=kept, is_heard=is_heard)
    return Meeting(conflict, booked.id, str(rival["id"]))


def a_booking(counter: Counter, room_id: str, starts_at: int, title: str) -> dict[str, Any]:
    """A row of another terminal's booking."""
    hall = counter.catalogue.hall()
    assert hall is not None
    return {
        "id": new_key(),
        "hall_id": hall.id,
        "made_at": starts_at - HOUR,
        "ended_at": None,
        "end_reason": "",
        "room_id": room_id,
        "starts_at": starts_at,
        "ends_at": starts_at + HOUR,
        "busy_until": starts_at + HOUR + 15 * MINUTE,
        "purpose": str(Purpose.ROADSHOW),
        "title": title,
        "state": str(BookingState.CONFIRMED),
        "visit_id": None,
        "host_id": new_key(),
        "party_size": 5,
        "note": "",
    }


def pulled(counter: Counter, row: dict[str, Any]) -> dict[str, Any]:
    """Write a row of another terminal as a pull does; gives it back."""
    with counter.store.keep() as session:
        columns = Base.metadata.tables[Booking.__tablename__].c
        session.add(Booking(**{name: typed(columns[name], value) for name, value in row.items()}))
    return row


def give_back(counter: Counter, booking_id: str) -> None:
    """The other terminal gives its room back, and the pull brings that."""
    with counter.store.keep() as session:
        booking = session.get(Booking, booking_id)
        assert booking is not None
        booking.cancel("改期", counter.store.clock.now())


def rows_of(counter: Counter, kind: type[Any], keep: Callable[[Any], bool]) -> list[Any]:
    """Records of a kind as this terminal shows them."""
    with counter.store.look() as session:
        found = [row for row in session.execute(select(kind)).scalars() if keep(row)]
        session.expunge_all()
        return found


def _stamps(store: Store, at: int) -> dict[str, Any]:
    with store.look() as session:
        hall = session.execute(select(Booking.hall_id).limit(1)).scalar_one_or_none()
    return {"hall_id": hall or "", "made_at": at, "terminal": 3}


def _take_back(session: Session, change: dict[str, Any]) -> None:
    table = Base.metadata.tables[change["table"]]
    if change["op"] == "insert":
        session.execute(table.delete().where(table.c.id == change["key"]))
        return
    old = {name: typed(table.c[name], value) for name, value in change["old"].items()}
    session.execute(table.update().where(table.c.id == change["key"]).values(**old))
