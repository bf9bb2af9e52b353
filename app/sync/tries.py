"""Decisions the centre refused in their turn.

A decision goes up like any other change, together with what it sends again, and may be refused like any
other. The refusal is then a conflict that itself decides a conflict, its root. Counting both would have a
person decide one thing twice, and deciding it by machine at several terminals at once would make ever new
refusals. So nothing is written; it follows from the rows that are there:

* the root is still open: the refused one was a try. It is told with the root and is not counted;
* the root was decided meanwhile and the refused one carried nothing but another decision, or the same was
  sent again by somebody else, or the try had failed for a reason of its own before: told with the root;
* the root was decided otherwise first, and what was sent again went down with that: two people want
  different things. That stands as a conflict of its own. Sending it again sends only what it carried, not
  the decision, so it ends with that person's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from app.storage.outbox import OutboxEntry, Sending
from app.sync.entities import Conflict
from app.sync.states import ConflictKind, Decision

TABLE = Conflict.__tablename__
_ABOUT_CONFLICTS = f'%"{TABLE}:%'


@dataclass(frozen=True)
class Try:
    """A decision within a changeset: of which conflict, and how."""

    root: str
    decision: Decision


def try_in(changes: list[dict[str, Any]]) -> Try | None:
    """Name the conflict a changeset decides; None for a changeset like any other."""
    for change in changes:
        word = change["new"].get("decision") if change["table"] == TABLE else None
        if word is not None:
            return Try(str(change["key"]), Decision(word))
    return None


def carried(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give what a changeset carries besides decisions."""
    return [change for change in changes if change["table"] != TABLE]


def stands_alone(changes: list[dict[str, Any]], stumbled_on: str, root: Decision | None) -> bool:
    """Tell whether a refused changeset is a matter of its own, not told with the conflict it decided.

    stumbled_on: the table of the row that was refused; root: how the conflict it decided stands, None
    where that is not here.
    """
    if try_in(changes) is None or root is None:
        return True
    lost_to_another = stumbled_on == TABLE and root not in (Decision.OPEN, Decision.SENT_AGAIN)
    return lost_to_another and bool(carried(changes))


def is_matter(session: Session, conflict: Conflict) -> bool:
    """Tell whether a conflict is a matter of its own."""
    if conflict.kind is not ConflictKind.REFUSED:
        return True
    return stands_alone(conflict.wanted, conflict.table_name, root_decision(session, conflict.wanted))


def root_decision(session: Session, changes: list[dict[str, Any]]) -> Decision | None:
    """Tell how the conflict that a changeset decides stands; None where there is none."""
    within = try_in(changes)
    if within is None:
        return None
    query = select(Conflict.decision).where(Conflict.id == within.root)
    return session.execute(query).scalar_one_or_none()


def unheard(session: Session) -> list[OutboxEntry]:
    """List refusals this terminal knows of by the answer alone: the centre's record has not come down yet."""
    here = select(Conflict.id).where(Conflict.id == OutboxEntry.txn).exists()
    query = select(OutboxEntry).where(OutboxEntry.state == Sending.REFUSED, ~here).order_by(OutboxEntry.seq)
    return [
        entry
        for entry in session.execute(query).scalars()
        if stands_alone(entry.changes, stumbled_on(entry), root_decision(session, entry.changes))
    ]


def stumbled_on(entry: OutboxEntry) -> str:
    """Name the table of the row that was refused, by the centre's answer."""
    return str((entry.answer or {}).get("table") or "")


def open_count(session: Session) -> int:
    """Count what needs a decision, known by a record or by an answer."""
    is_open = Conflict.decision == Decision.OPEN
    about_conflicts = cast(Conflict.subjects, Text).like(_ABOUT_CONFLICTS)
    plain = session.execute(select(func.count()).where(is_open, ~about_conflicts)).scalar_one()
    tries = session.execute(select(Conflict).where(is_open, about_conflicts)).scalars()
    return plain + sum(is_matter(session, found) for found in tries) + len(unheard(session))


def changes_of(conflict: Conflict) -> list[dict[str, Any]]:
    """Give the changes a refusal is about; nothing for a value that was overwritten."""
    return carried(conflict.wanted) if conflict.kind is ConflictKind.REFUSED else []
