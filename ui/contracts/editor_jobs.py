"""What the editor has done away from the window's thread: saving, checking, setting, files, looking up."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from app.contracts.attachments import AttachmentEntry
from app.contracts.checks import Finding
from app.contracts.content import ContractContent
from app.contracts.queries import ContractCard
from app.security.actors import Actor
from ui.contracts.desk import ContractDesk
from ui.contracts.party_card import Known

log = logging.getLogger(__name__)
LARGEST_FILE = 60_000_000
"""Bytes; a larger file is refused unread (the desk itself allows less)."""


@dataclass(frozen=True)
class Saved:
    """What was saved of which draft, as which revision, when."""

    key: str
    content: ContractContent
    revision: int
    at: int


@dataclass(frozen=True)
class Proof:
    """What a saved draft looks like and what is open in it.

    turn: which look it belongs to. pages: on which page a section of the form begins, by its key.
    """

    turn: int
    findings: tuple[Finding, ...]
    pdf: bytes
    pages: Mapping[str, int]


@dataclass(frozen=True)
class NoFile:
    """A file that could not be read."""

    name: str


def save(desk: ContractDesk, key: str, content: ContractContent, based_on: int, actor: Actor) -> Saved:
    """Keep what was typed; refuses with DraftMoved when somebody else saved meanwhile."""
    revision = desk.drafting.save(key, content, based_on, actor=actor).value
    return Saved(key, content, revision, desk.clock.now())


def hand_in(desk: ContractDesk, key: str, actor: Actor) -> str:
    """Give a saved draft to review."""
    desk.drafting.hand_in(key, actor=actor)
    return key


def take_mine(
    desk: ContractDesk, key: str, content: ContractContent, notes: tuple[str, str], actor: Actor
) -> ContractCard:
    """Save over what somebody else saved; their text stays as a version."""
    desk.texts.versions.keep(key, notes[0], actor=actor)
    theirs = desk.view.contract(key)
    desk.drafting.save(key, content, theirs.revision, actor=actor)
    desk.texts.versions.keep(key, notes[1], actor=actor)
    return desk.view.contract(key)


def take_theirs(
    desk: ContractDesk, key: str, content: ContractContent, notes: tuple[str, str], actor: Actor
) -> ContractCard:
    """Keep what was typed as a version, and leave the draft as somebody else saved it."""
    theirs = desk.view.contract(key)
    mine = take_mine(desk, key, content, notes, actor)
    desk.drafting.save(key, theirs.content, mine.revision, actor=actor)
    return desk.view.contract(key)


def proof(desk: ContractDesk, key: str, turn: int, headings: Mapping[str, str]) -> Proof:
    """Check and set a saved draft; without anybody who could sign it there is no page to set yet."""
    findings = desk.drafting.check(key)
    has_parties = bool(desk.view.contract(key).content.parties)
    pdf = desk.drafting.preview(key) if has_parties else b""
    return Proof(turn, findings, pdf, pages_of(pdf, headings))


def pages_of(pdf: bytes, headings: Mapping[str, str]) -> dict[str, int]:
    """Tell on which page, from 1, the line of each heading stands; headings not found are left out."""
    if not pdf:
        return {}
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found: dict[str, int] = {}
    for page in range(document.pageCount()):
        lines = [line.strip() for line in document.getAllText(page).text().splitlines()]
        for key, heading in headings.items():
            if key not in found and any(line.endswith(heading) for line in lines):
                found[key] = page + 1
    document.close()
    return found


def find_known(desk: ContractDesk, text: str) -> tuple[str, Known]:
    """Look for who may be meant by a name."""
    return text, Known(desk.people.find_organisations(text, 5), desk.people.find_people(text, 3))


def add_file(desk: ContractDesk, key: str, path: Path, actor: Actor) -> ContractCard | NoFile:
    """Add a file of this computer to a draft."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else None
    except OSError:
        log.warning("a file to be attached could not be read")
        return NoFile(path.name)
    if content is None:
        return NoFile(path.name)
    desk.texts.attachments.add(key, AttachmentEntry(path.name, content), actor=actor)
    return desk.view.contract(key)


def remove_file(desk: ContractDesk, key: str, digest: str, actor: Actor) -> ContractCard:
    """Take a file out of a draft."""
    desk.texts.attachments.remove(key, digest, actor=actor)
    return desk.view.contract(key)


def place_file(desk: ContractDesk, key: str, digest: str, is_inside: bool, actor: Actor) -> ContractCard:
    """Put a file inside the sealed file, or beside it."""
    desk.texts.attachments.set_inside(key, digest, is_inside, actor=actor)
    return desk.view.contract(key)
