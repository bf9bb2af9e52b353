"""Reading and writing files a person chose, on a reader; a folder that says no is told, not a bug."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.contracts.sealing import Sealing
from app.contracts.verifying import Verification, Verifying
from app.documents.seal_report import CodeReport, ScanReport

log = logging.getLogger(__name__)
LARGEST_BYTES = 100_000_000
SIGNED_MARK = b"/ByteRange"
"""Stands readable in whatever was ever signed (ISO 32000-1, 12.8.1)."""
PICTURE_MARKS = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")


@dataclass(frozen=True)
class Checked:
    """A file and what it is worth: a sealed file, or a picture of a page; neither: it could not be read.

    pages: pictures of the pages of a file without any seal: it may be a scan, whose pages are still to be
    checked one by one. scan: what they are worth.
    """

    name: str
    found: Verification | None
    codes: CodeReport | None = None
    pages: tuple[bytes, ...] = ()
    scan: ScanReport | None = None


@dataclass(frozen=True)
class Written:
    """A copy that was written, or not."""

    path: str
    is_written: bool


def check_file(verifying: Verifying, pictures: Callable[[bytes], list[bytes]], path: Path) -> Checked:
    """Read a file and tell what its seal is worth; what carries none may be a scan."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return Checked(path.name, None)
        content = path.read_bytes()
    except OSError:
        log.warning("a file to be checked could not be read")
        return Checked(path.name, None)
    if content.startswith(PICTURE_MARKS):
        return Checked(path.name, None, verifying.verify_picture(content))
    found = verifying.verify(content)
    # Scanners write PDF loosely: what our strict reader cannot read may still be looked at.
    is_unsealed = not found.signatures and SIGNED_MARK not in content
    return Checked(path.name, found, pages=tuple(pictures(content)) if is_unsealed else ())


def told_by_worst(checked: Checked) -> Checked:
    """Tell of a scan by its worst page: it is worth no more."""
    if checked.scan is None:
        return checked
    return replace(checked, found=None, codes=checked.scan.pages[checked.scan.worst - 1])


def check_sealed(sealing: Sealing, verifying: Verifying, contract_id: str, name: str) -> Checked:
    """Tell what the seal of the file kept here is worth."""
    return Checked(name, verifying.verify(sealing.sealed_pdf(contract_id)))


def write_copy(path: Path, content: bytes) -> Written:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError:
        log.warning("a copy could not be written")
        draft.unlink(missing_ok=True)
        return Written(str(path), is_written=False)
    return Written(str(path), is_written=True)
