"""What the centre refused of bookings and nobody has decided yet, and each booking as it was wanted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Table, case, or_, select
from sqlalchemy.orm import Session

from app.rooms.entities import Booking, BookingEquipment, BookingParty
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.rows import PLACING
from app.rooms.states import PartyRole, Purpose, SubjectKind
from app.storage.base import Base
from app.storage.outbox import OutboxEntry, Sending
from app.sync.states import Decision
from app.sync.tries import stands_alone, stumbled_on, try_in

_BOOKING, _PARTY, _PIECE = (t.__tablename__ for t in (Booking, BookingParty, BookingEquipment))

Changes = list[dict[str, Any]]
_Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A refused changeset, and the table of the row that stood in the way."""

    changes: Changes
    stumbled_on: str

    def stands_alone(self, decisions: Mapping[str, Decision]) -> bool:
        """Tell whether it is a matter of its own, where the conflicts it decides stand as told."""
        within = try_in(self.changes)
        root = decisions.get(within.root) if within is not None else None
        return stands_alone(self.changes, self.stumbled_on, root)

    @property
    def keys(self) -> tuple[str, ...]:
        """The bookings it was about, in their order."""
        return tuple(dict.fromkeys(c["key"] for c in self.changes if c["table"] == _BOOKING))


def read_refused(session: Session) -> dict[str, Told]:
    """Give the refusals that are undecided: the hall's, and those only this terminal has heard yet.

    A decision that was refused in its turn is told by the conflict it was about (``sync/tries.py``).
    """
    conflict = Base.metadata.tables["conflict"].c
    # What was decided long ago is not read whole; it is asked how it stands.
    wanted = case((conflict.decision == Decision.OPEN, conflict.wanted)).label("wanted")
    query = select(conflict.txn, conflict.id, conflict.table_name, conflict.decision, wanted).where(
        conflict.kind == Sending.REFUSED, conflict.use_case.in_(PLACING), conflict.ended_at.is_(None)
    )
    found = {row.txn: row for row in session.execute(query)}
    own = select(OutboxEntry).where(OutboxEntry.state == Sending.REFUSED, OutboxEntry.use_case.in_(PLACING))
    told = {
        txn: Told(row.wanted, row.table_name) for txn, row in found.items() if row.decision == Decision.OPEN
    }
    told |= {
        entry.txn: Told(entry.changes, stumbled_on(entry))
        for entry in session.execute(own).scalars()
        if entry.txn not in found
    }
    decisions = {row.id: row.decision for row in found.values()}
    return {key: one for key, one in told.items() if one.stands_alone(decisions)}


@dataclass(frozen=True)
class BookingRows:
    """Rows of bookings, of who sits at their tables and what is carried there, by their keys."""

    bookings: Mapping[str, _Row]
    parties: Mapping[str, _Row]
    pieces: Mapping[str, _Row]

    @classmethod
    def read(cls, session: Session, keys: Collection[str], others: ColumnElement[bool]) -> BookingRows:
        """Bring bookings by their keys, and those that others names; three questions."""
        bookings = _rows(session, Booking, or_(Booking.id.in_(keys), others))
        parties, pieces = (
            _rows(session, kind, kind.booking_id.in_(bookings), kind.ended_at.is_(None))
            for kind in (BookingParty, BookingEquipment)
        )
        return cls(bookings, parties, pieces)

    def with_changes(self, changes: Changes) -> BookingRows:
        """Give the same as a changeset wanted it."""
        return BookingRows(
            *(
                _overlaid(rows, [c for c in changes if c["table"] == table])
                for rows, table in ((self.bookings, _BOOKING), (self.parties, _PARTY), (self.pieces, _PIECE))
            )
        )

    def entry(self, key: str) -> BookingEntry | None:
        """Give what would have to be typed for a booking; None where not all of it is known."""
        row = self.bookings.get(key, {})
        if "room_id" not in row:
            return None
        parties = sorted(self._seated.get(key, ()), key=_position)
        return BookingEntry(
            room_id=row["room_id"],
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            purpose=Purpose(row["purpose"]),
            title=row["title"],
            party_size=row["party_size"],
            visit_id=row.get("visit_id"),
            parties=tuple(_party(party) for party in parties),
            note=row.get("note") or "",
            internal_note=row.get("internal_note") or "",
            is_confidential=bool(row.get("is_confidential")),
            equipment={piece["kind"]: piece["quantity"] for piece in self._carried.get(key, ())},
            organisation_id=row.get("organisation_id"),
            host_id=row.get("host_id"),
            subject_kind=SubjectKind(row.get("subject_kind") or SubjectKind.NONE),
            subject_id=row.get("subject_id") or "",
        )

    @cached_property
    def _seated(self) -> dict[str, list[_Row]]:
        return _by_booking(self.parties)

    @cached_property
    def _carried(self) -> dict[str, list[_Row]]:
        return _by_booking(self.pieces)


def _rows(session: Session, kind: type[Base], *conditions: ColumnElement[bool]) -> dict[str, _Row]:
    table = kind.__table__
    assert isinstance(table, Table)
    query = select(table).where(*conditions)
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def _overlaid(rows: Mapping[str, _Row], changes: Iterable[dict[str, Any]]) -> dict[str, _Row]:
    laid = dict(rows)
    for change in changes:
        laid[change["key"]] = laid.get(change["key"], {}) | change["new"]
    return laid


def _by_booking(rows: Mapping[str, _Row]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows.values():
        if row.get("ended_at") is None and "booking_id" in row:
            found.setdefault(row["booking_id"], []).append(row)
    return found


def _position(row: _Row) -> int:
    return int(row["position"])


def _party(row: _Row) -> PartyEntry:
    return PartyEntry(
        row["name"],
        PartyRole(row["role"]),
        row.get("organisation_id"),
        row.get("person_id"),
        row.get("organisation") or "",
        row.get("link") or "",
    )
