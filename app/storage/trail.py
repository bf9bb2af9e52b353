"""The audit trail as it is written: one entry per use case, chained by hash (decision 5)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import JSON, Integer, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from app.storage.columns import Moment, Words

FIRST_LINK = "0" * 64


class AuditEntry(Base):
    """Who did what when (操作日志): subjects by key, no personal data."""

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[Moment]
    actor_id: Mapped[Words]
    use_case: Mapped[Words]
    subjects: Mapped[list[str]] = mapped_column(JSON)
    txn: Mapped[str | None] = mapped_column(Text)
    previous: Mapped[Words]
    link: Mapped[Words]

    def expected_link(self) -> str:
        """Compute the hash that ties this entry to the one before."""
        chained = [self.seq, self.at, self.actor_id, self.use_case, self.subjects, self.txn, self.previous]
        text = json.dumps(chained, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class ChainEnd:
    """The last entry of the chain as one connection knows it."""

    connection: Any
    seen: int
    """The connection's ``data_version``: another number once anybody else has written to the file."""
    seq: int
    link: str


def write_entry(
    session: Session,
    *,
    at: int,
    actor_id: str,
    use_case: str,
    subjects: list[str],
    txn: str | None,
    known: ChainEnd | None = None,
) -> ChainEnd:
    """Append an entry to the chain, in the transaction of what it tells about; gives the chain's new end.

    known: the end after the last commit of this connection; it is read again where another one has written.
    """
    last = _chain_end(session, known)
    entry = AuditEntry(
        seq=last.seq + 1,
        at=at,
        actor_id=actor_id,
        use_case=use_case,
        subjects=subjects,
        txn=txn,
        previous=last.link,
    )
    entry.link = entry.expected_link()
    session.add(entry)
    session.flush()
    return replace(last, seq=entry.seq, link=entry.link)


def _chain_end(session: Session, known: ChainEnd | None) -> ChainEnd:
    connection = session.connection().connection.driver_connection
    seen = int(session.connection().exec_driver_sql("PRAGMA data_version").scalar_one())
    if known is not None and known.connection is connection and known.seen == seen:
        return known
    query = select(AuditEntry.seq, AuditEntry.link).order_by(AuditEntry.seq.desc()).limit(1)
    last = session.execute(query).one_or_none()
    return ChainEnd(connection, seen, last.seq if last else 0, last.link if last else FIRST_LINK)


def first_broken_link(session: Session) -> int | None:
    """Walk the chain; give the first entry that was changed or whose forerunner is gone."""
    previous, expected = FIRST_LINK, 1
    for entry in session.execute(select(AuditEntry).order_by(AuditEntry.seq)).scalars():
        if entry.seq != expected or entry.previous != previous or entry.link != entry.expected_link():
            return entry.seq
        previous, expected = entry.link, expected + 1
    return None
