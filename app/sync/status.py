"""How this terminal stands with the centre; the status line never lies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import MINUTE
from app.storage.outbox import OutboxEntry, Sending, read_fact
from app.storage.store import Store
from app.sync.facts import CLOCK_SKEW, LAST_SUCCESS, STAGING, TERMINAL_ROLE, TROUBLE
from app.sync.tries import open_count

WRONG_VERSIONS = frozenset({"terminal_too_old", "terminal_too_new"})
"""Troubles that only another version of the program ends."""
MOST_SKEW = 2 * MINUTE
_ON_WAY = tuple(state for state in Sending if state not in (Sending.ACCEPTED, Sending.REFUSED))


class Mode(StrEnum):
    """The state of the wire. FILLING: a large pull is under way; TROUBLE: something needs a decision."""

    STANDALONE = "standalone"
    IN_STEP = "in_step"
    BEHIND = "behind"
    FILLING = "filling"
    OFFLINE = "offline"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Filling:
    """How far a large pull has come, in rows."""

    done: int
    of: int


@dataclass(frozen=True)
class SyncStatus:
    """What the status line tells; moments in UTC, lengths in microseconds.

    waiting: changesets the centre has not decided, among them ``parked`` ones, which it holds but cannot
    decide before other terminals have called; last_lag: how long the last answered one took from being
    made to its answer; filling: kept also while the wire is cut in the middle of it.
    """

    mode: Mode
    waiting: int
    parked: int
    oldest_unsent_at: int | None
    last_success_at: int | None
    last_lag: int | None
    open_conflicts: int
    filling: Filling | None
    clock_skew: int
    """How far the centre's clock is ahead of this one."""
    reason: str

    @property
    def is_clock_wrong(self) -> bool:
        """Tell whether this terminal's clock and the centre's differ so much that a person must look."""
        return abs(self.clock_skew) > MOST_SKEW

    @property
    def is_wrong_version(self) -> bool:
        """Tell whether the centre speaks only with another version of the program."""
        return self.reason in WRONG_VERSIONS


@dataclass(frozen=True)
class SendingRow:
    """A changeset that waits for the centre, or that it has answered."""

    seq: int
    use_case: str
    made_at: int
    tables: tuple[str, ...]
    state: Sending
    answered_at: int | None
    is_merged: bool
    """The centre took it, but kept a value of its own."""


class SyncView:
    """Looks at what is on its way."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def status(self) -> SyncStatus:
        """Tell how this terminal stands."""
        with self._store.look() as session:
            waiting, oldest = session.execute(
                select(func.count(), func.min(OutboxEntry.made_at)).where(OutboxEntry.state.in_(_ON_WAY))
            ).one()
            unsent = session.execute(
                select(func.count()).where(OutboxEntry.state == Sending.WAITING)
            ).scalar_one()
            conflicts = open_count(session)
            filling = _filling(session)
            trouble = read_fact(session, TROUBLE, "")
            return SyncStatus(
                mode=_mode(session, waiting, conflicts, filling, trouble),
                waiting=waiting,
                parked=waiting - unsent,
                oldest_unsent_at=oldest,
                last_success_at=read_fact(session, LAST_SUCCESS),
                last_lag=_last_lag(session),
                open_conflicts=conflicts,
                filling=filling,
                clock_skew=read_fact(session, CLOCK_SKEW, 0),
                reason=trouble,
            )

    def waiting_rows(self, limit: int = 500) -> tuple[SendingRow, ...]:
        """List what waits, the oldest first."""
        waiting = select(OutboxEntry).where(OutboxEntry.state.in_(_ON_WAY))
        return self._rows(waiting.order_by(OutboxEntry.seq).limit(limit))

    def answered_rows(self, limit: int = 200) -> tuple[SendingRow, ...]:
        """List what the centre has answered, the latest first."""
        answered = select(OutboxEntry).where(OutboxEntry.state.not_in(_ON_WAY))
        return self._rows(answered.order_by(OutboxEntry.seq.desc()).limit(limit))

    def _rows(self, query: Any) -> tuple[SendingRow, ...]:
        with self._store.look() as session:
            return tuple(_row(entry) for entry in session.execute(query).scalars())


def _filling(session: Session) -> Filling | None:
    staging = read_fact(session, STAGING)
    return Filling(int(staging["done"] or 0), int(staging["of"] or 0)) if staging else None


def _last_lag(session: Session) -> int | None:
    lag = OutboxEntry.answered_at - OutboxEntry.made_at
    query = select(lag).where(OutboxEntry.answered_at.is_not(None)).order_by(OutboxEntry.seq.desc())
    last: int | None = session.execute(query.limit(1)).scalar_one_or_none()
    return None if last is None else max(0, last)


def _mode(session: Session, waiting: int, conflicts: int, filling: Filling | None, trouble: str) -> Mode:
    if read_fact(session, TERMINAL_ROLE) is None:
        return Mode.STANDALONE
    if conflicts:
        return Mode.TROUBLE
    if trouble:
        return Mode.OFFLINE
    if filling is not None:
        return Mode.FILLING
    if read_fact(session, LAST_SUCCESS) is None:
        return Mode.OFFLINE
    return Mode.BEHIND if waiting else Mode.IN_STEP


def _row(entry: OutboxEntry) -> SendingRow:
    return SendingRow(
        seq=entry.seq,
        use_case=entry.use_case,
        made_at=entry.made_at,
        tables=tuple(dict.fromkeys(change["table"] for change in entry.changes)),
        state=entry.state,
        answered_at=entry.answered_at,
        is_merged=(entry.answer or {}).get("status") == "merged",
    )
