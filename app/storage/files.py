"""Whole files inside the encrypted store, named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import LargeBinary, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.kernel.errors import Missing
from app.storage.base import Base
from app.storage.columns import Moment, Words


class StoredFile(Base):
    """A file that belongs to a record, kept in the store so that both are written or neither."""

    __tablename__ = "stored_file"

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[Words]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[Moment]


def keep_file(session: Session, content: bytes, kind: str, at: int) -> str:
    """Keep a file and give its SHA-256, by which it is found again."""
    digest = hashlib.sha256(content).hexdigest()
    if session.get(StoredFile, digest) is None:
        session.add(StoredFile(digest=digest, kind=kind, content=content, kept_at=at))
    return digest


def read_files(session: Session, digests: Iterable[str]) -> dict[str, bytes]:
    """Read kept files by their SHA-256; those that are not at this terminal are left out."""
    query = select(StoredFile.digest, StoredFile.content).where(StoredFile.digest.in_(tuple(digests)))
    return {row.digest: row.content for row in session.execute(query)}


def read_file(session: Session, digest: str) -> bytes:
    """Read a kept file; refuses with Missing when it is not at this terminal."""
    kept = session.get(StoredFile, digest)
    if kept is None:
        raise Missing("file", digest)
    return kept.content
