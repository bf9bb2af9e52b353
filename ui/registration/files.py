"""Files the registrar chose, read and written on a reader; what cannot be is told, not a bug."""

from __future__ import annotations

import logging
from pathlib import Path

from app.kernel.errors import FieldRefused

log = logging.getLogger(__name__)
LARGEST_BYTES = 20_000_000


def read_file(path: Path) -> bytes:
    """Read a list; refuses with FieldRefused ("list") what is too large or cannot be read."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FieldRefused("list", "too_long", path.name)
        return path.read_bytes()
    except OSError as error:
        raise FieldRefused("list", "wrong_form", path.name) from error


def write_file(path: Path, content: bytes) -> str:
    """Write a file whole or not at all; gives its name. Refuses with FieldRefused ("file")."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        log.warning("an export could not be written")
        draft.unlink(missing_ok=True)
        raise FieldRefused("file", "not_writable", path.name) from error
    return path.name
