"""Changesets on their way to the centre, and the terminal's own small facts."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Integer, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from app.storage.columns import Moment, StateOf, Words


class Sending(StrEnum):
    """How far a changeset has come. PARKED: at a restored centre that still waits for other terminals."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PARKED = "parked"


class OutboxEntry(Base):
    """One local transaction as the centre will hear it. Kept after the answer (sync.md, T5)."""

    __tablename__ = "outbox"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    txn: Mapped[str] = mapped_column(Text, unique=True)
    use_case: Mapped[Words]
    actor_id: Mapped[Words]
    made_at: Mapped[Moment]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    digest: Mapped[Words]
    state: Mapped[Sending] = mapped_column(StateOf(Sending), index=True)
    answered_at: Mapped[Moment | None]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    centre_xid: Mapped[str | None] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(default=False, index=True)
    """True once a pull has brought the centre's own rows of this changeset (or it was refused and undone)."""


class BaseRow(Base):
    """A row as the centre has it, kept while local changes of it are on their way up (base + overlay)."""

    __tablename__ = "base_row"

    table: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    row: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """None: the centre has no such row."""


class LocalFact(Base):
    """A fact of this terminal alone: its identity, its cursor, its last ticket number."""

    __tablename__ = "local_fact"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


def digest_of(txn: str, use_case: str, actor_id: str, made_at: int, changes: list[dict[str, Any]]) -> str:
    """Fingerprint a changeset over its canonical JSON."""
    text = json.dumps(
        [txn, use_case, actor_id, made_at, changes], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def waiting_entry(
    txn: str, use_case: str, actor_id: str, made_at: int, changes: list[dict[str, Any]]
) -> OutboxEntry:
    """Make what the centre will hear of a transaction."""
    return OutboxEntry(
        txn=txn,
        use_case=use_case,
        actor_id=actor_id,
        made_at=made_at,
        changes=changes,
        digest=digest_of(txn, use_case, actor_id, made_at, changes),
        state=Sending.WAITING,
    )


def read_fact(session: Session, name: str, default: Any = None) -> Any:
    """Read a fact of this terminal."""
    value = session.execute(select(LocalFact.value).where(LocalFact.name == name)).scalar_one_or_none()
    return default if value is None else value


def write_fact(session: Session, name: str, value: Any) -> None:
    """Keep a fact of this terminal."""
    session.merge(LocalFact(name=name, value=value))
