"""Files that belong to a contract (合同附件): kept by their hash, inside the sealed file or beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath, PureWindowsPath
from typing import Protocol

from sqlalchemy.orm import Session

from app.contracts.content import AttachmentContent
from app.contracts.entities import Contract
from app.contracts.records import must_be_of, read_content, write_content
from app.contracts.refusals import AttachmentProblem, AttachmentRefused
from app.kernel.changes import Outcome
from app.kernel.errors import Missing
from app.security.actors import Actor, Permission
from app.storage.files import keep_file, read_file
from app.storage.store import Store

ATTACHMENT_KIND = "contract_attachment"
LARGEST = 20_000_000
LARGEST_TOGETHER = 60_000_000
"""Bytes of all attachments of a contract."""
MOST = 30
LONGEST_NAME = 100
ENDINGS = (".pdf", ".png", ".jpeg", ".jpg")

Listed = tuple[AttachmentContent, ...]


class FileReader(Protocol):
    """Looks into files from outside."""

    def look_into(self, name: str, content: bytes) -> tuple[str, str, int]:
        """Tell type, usual ending and pages of a file by its content; refuses with AttachmentRefused."""
        ...


@dataclass(frozen=True)
class AttachmentEntry:
    """A file that is to be attached. ``is_inside``: it becomes part of the sealed file."""

    name: str
    content: bytes
    is_inside: bool = False


@dataclass(frozen=True)
class AttachmentsNow:
    """The attachments of a draft after a change, with the draft's new revision."""

    revision: int
    attachments: tuple[AttachmentContent, ...]


class Attachments:
    """The desk for what belongs to a contract. Files lie at the terminal where they were added."""

    def __init__(self, store: Store, reader: FileReader) -> None:
        self._store = store
        self._reader = reader

    def add(
        self, contract_id: str, entry: AttachmentEntry, based_on: int | None = None, *, actor: Actor
    ) -> Outcome[AttachmentsNow]:
        """Attach a file to a draft; refuses with AttachmentRefused, DraftMoved, WrongStep."""
        actor.must(Permission.DRAFT_CONTRACT)
        attachment = self._looked_at(entry)
        with self._store.change(actor, "add_attachment") as work:
            contract = work.get(Contract, contract_id)
            must_be_of(work.session, contract, based_on)
            content = read_content(work.session, contract)
            _must_fit(content.attachments, attachment)
            attachments = (*content.attachments, attachment)
            write_content(work, contract, replace(content, attachments=attachments))
            keep_file(work.session, entry.content, ATTACHMENT_KIND, work.now)
            now = AttachmentsNow(contract.revision, attachments)
        return work.outcome(now)

    def remove(
        self, contract_id: str, digest: str, based_on: int | None = None, *, actor: Actor
    ) -> Outcome[AttachmentsNow]:
        """Take a file out of a draft; older versions still find it. Refuses with Missing, DraftMoved."""
        return self._changed(contract_id, digest, based_on, actor, "remove_attachment", _without)

    def set_inside(
        self, contract_id: str, digest: str, is_inside: bool, based_on: int | None = None, *, actor: Actor
    ) -> Outcome[AttachmentsNow]:
        """Put a file inside the sealed file or beside it; refuses with Missing, DraftMoved, WrongStep."""
        place = _inside if is_inside else _beside
        return self._changed(contract_id, digest, based_on, actor, "place_attachment", place)

    def read(self, contract_id: str, digest: str) -> bytes:
        """Give the file of an attachment; refuses with Missing at another terminal."""
        with self._store.look() as session:
            _named(_attachments(session, contract_id), digest)
            return read_file(session, digest)

    def _changed(
        self,
        contract_id: str,
        digest: str,
        based_on: int | None,
        actor: Actor,
        use_case: str,
        change: Callable[[Listed, str], Listed],
    ) -> Outcome[AttachmentsNow]:
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.change(actor, use_case) as work:
            contract = work.get(Contract, contract_id)
            must_be_of(work.session, contract, based_on)
            content = read_content(work.session, contract)
            _named(content.attachments, digest)
            attachments = change(content.attachments, digest)
            write_content(work, contract, replace(content, attachments=attachments))
            now = AttachmentsNow(contract.revision, attachments)
        return work.outcome(now)

    def _looked_at(self, entry: AttachmentEntry) -> AttachmentContent:
        if not entry.content:
            raise AttachmentRefused(entry.name, AttachmentProblem.EMPTY)
        if len(entry.content) > LARGEST:
            raise AttachmentRefused(entry.name, AttachmentProblem.TOO_LARGE)
        media_type, ending, pages = self._reader.look_into(entry.name, entry.content)
        return AttachmentContent(
            name=_tidy_name(entry.name, ending),
            media_type=media_type,
            digest=hashlib.sha256(entry.content).hexdigest(),
            size=len(entry.content),
            pages=pages,
            is_inside=entry.is_inside,
        )


def _must_fit(kept: Listed, attachment: AttachmentContent) -> None:
    if any(a.digest == attachment.digest for a in kept):
        raise AttachmentRefused(attachment.name, AttachmentProblem.TWICE)
    if len(kept) >= MOST:
        raise AttachmentRefused(attachment.name, AttachmentProblem.TOO_MANY)
    if sum(a.size for a in kept) + attachment.size > LARGEST_TOGETHER:
        raise AttachmentRefused(attachment.name, AttachmentProblem.TOO_LARGE)


def _without(attachments: Listed, digest: str) -> Listed:
    return tuple(a for a in attachments if a.digest != digest)


def _inside(attachments: Listed, digest: str) -> Listed:
    return tuple(replace(a, is_inside=True) if a.digest == digest else a for a in attachments)


def _beside(attachments: Listed, digest: str) -> Listed:
    return tuple(replace(a, is_inside=False) if a.digest == digest else a for a in attachments)


def _named(attachments: Listed, digest: str) -> None:
    if not any(a.digest == digest for a in attachments):
        raise Missing("attachment", digest)


def _attachments(session: Session, contract_id: str) -> Listed:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return tuple(AttachmentContent(**a) for a in contract.attachments)


def _tidy_name(name: str, ending: str) -> str:
    """Give the name as the list prints it: no folders, no control characters, the ending its content has."""
    last = PureWindowsPath(PurePath(name).name).name
    plain = " ".join("".join(c if c.isprintable() else " " for c in last).split())
    known = next((e for e in ENDINGS if plain.lower().endswith(e)), "")
    stem = plain[: len(plain) - len(known)].rstrip(". ")
    return f"{stem[:LONGEST_NAME] or '-'}{ending}"
