"""How this terminal stands with the centre; the status line never lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.errors import Missing
from app.security.actors import Actor, Permission
from app.storage.outbox import OutboxEntry, Sending, read_fact
from app.storage.store import Store
from app.sync.facts import LAST_SUCCESS, TERMINAL_ROLE, TROUBLE


class Mode(StrEnum):
    """The state of the wire. TROUBLE: something was refused and nobody has taken note yet."""

    STANDALONE = "standalone"
    IN_STEP = "in_step"
    BEHIND = "behind"
    OFFLINE = "offline"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class SyncStatus:
    """What the status line tells; moments in UTC."""

    mode: Mode
    waiting: int
    oldest_unsent_at: int | None
    last_success_at: int | None
    refused: int
    reason: str


@dataclass(frozen=True)
class WaitingRow:
    """A changeset that waits for the centre, or that it refused."""

    seq: int
    use_case: str
    made_at: int
    actor_id: str
    tables: tuple[str, ...]
    state: Sending
    reason: str
    facts: dict[str, Any]
    is_settled: bool


class SyncView:
    """Looks at what is on its way."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def status(self) -> SyncStatus:
        """Tell how this terminal stands."""
        with self._store.look() as session:
            waiting, oldest = session.execute(
                select(func.count(), func.min(OutboxEntry.made_at)).where(
                    OutboxEntry.state == Sending.WAITING
                )
            ).one()
            refused = session.execute(select(func.count()).where(*_unsettled())).scalar_one()
            trouble = read_fact(session, TROUBLE, "")
            return SyncStatus(
                mode=_mode(session, waiting, refused, trouble),
                waiting=waiting,
                oldest_unsent_at=oldest,
                last_success_at=read_fact(session, LAST_SUCCESS),
                refused=refused,
                reason=trouble,
            )

    def waiting_rows(self, limit: int = 500) -> tuple[WaitingRow, ...]:
        """List what waits and what was refused, refused first, then the oldest."""
        query = (
            select(OutboxEntry)
            .where(or_(OutboxEntry.state == Sending.WAITING, OutboxEntry.state == Sending.REFUSED))
            .order_by(OutboxEntry.state, OutboxEntry.seq)
            .limit(limit)
        )
        with self._store.look() as session:
            return tuple(_row(entry) for entry in session.execute(query).scalars())


class SyncDesk:
    """What a person does about refused changes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take_note(self, seq: int, *, actor: Actor) -> Outcome[None]:
        """Note that somebody has read a refusal and acted on it; it stays listed, but is settled."""
        actor.must(Permission.DECIDE_CONFLICT)
        with self._store.change(actor, "take_note_of_refusal") as work:
            entry = work.session.get(OutboxEntry, seq)
            if entry is None or entry.state is not Sending.REFUSED:
                raise Missing("outbox", str(seq))
            entry.settled_at = work.now
            work.subject("outbox", str(seq))
        return work.outcome(None)


def _unsettled() -> tuple[Any, Any]:
    return OutboxEntry.state == Sending.REFUSED, OutboxEntry.settled_at.is_(None)


def _mode(session: Session, waiting: int, refused: int, trouble: str) -> Mode:
    if read_fact(session, TERMINAL_ROLE) is None:
        return Mode.STANDALONE
    if refused:
        return Mode.TROUBLE
    if trouble or read_fact(session, LAST_SUCCESS) is None:
        return Mode.OFFLINE
    return Mode.BEHIND if waiting else Mode.IN_STEP


def _row(entry: OutboxEntry) -> WaitingRow:
    answer = entry.answer or {}
    return WaitingRow(
        seq=entry.seq,
        use_case=entry.use_case,
        made_at=entry.made_at,
        actor_id=entry.actor_id,
        tables=tuple(dict.fromkeys(change["table"] for change in entry.changes)),
        state=entry.state,
        reason=str(answer.get("constraint") or answer.get("reason") or ""),
        facts=answer,
        is_settled=entry.settled_at is not None,
    )
