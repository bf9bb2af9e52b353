"""The audit trail as it is written: one entry per use case, chained by hash (decision 5)."""

from __future__ import annotations

import hashlib
import json

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


def write_entry(
    session: Session, *, at: int, actor_id: str, use_case: str, subjects: list[str], txn: str | None
) -> None:
    """Append an entry to the chain, in the transaction of what it tells about."""
    last = session.execute(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).scalar_one_or_none()
    entry = AuditEntry(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor_id=actor_id,
        use_case=use_case,
        subjects=subjects,
        txn=txn,
        previous=last.link if last else FIRST_LINK,
    )
    entry.link = entry.expected_link()
    session.add(entry)


def first_broken_link(session: Session) -> int | None:
    """Walk the chain; give the first entry that was changed or whose forerunner is gone."""
    previous, expected = FIRST_LINK, 1
    for entry in session.execute(select(AuditEntry).order_by(AuditEntry.seq)).scalars():
        if entry.seq != expected or entry.previous != previous or entry.link != entry.expected_link():
            return entry.seq
        previous, expected = entry.link, expected + 1
    return None
