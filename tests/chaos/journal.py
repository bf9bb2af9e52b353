"""What a terminal swears to: one line for every fact, kept outside the store it tells about."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any


class Line(StrEnum):
    """What a line tells."""

    BORN = "born"
    """The process began; names the changesets that waited then, and tells whether a pull was half fetched."""
    SAVED = "saved"
    """The store has said that a transaction is saved."""
    NUMBER = "number"
    """The centre has given a number."""
    VERDICT = "verdict"
    """The centre's word on a transaction, as the clerk heard it."""
    SAW = "saw"
    """Versions of rows as they were shown."""
    TROUBLE = "trouble"
    """An exchange failed; names the changesets that waited then."""
    VIOLATION = "violation"
    UNEXPECTED = "unexpected"
    """The program logged an error."""


class Journal:
    """The file of one terminal. Half a line, left by a process that died writing it, counts for nothing."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        size = os.fstat(self._handle).st_size
        if size and os.pread(self._handle, 1, size - 1) != b"\n":
            os.write(self._handle, b"\n")

    def write(self, line: Line, **facts: Any) -> None:
        """Add a line; the system has it when this returns."""
        text = json.dumps({"line": line, "at": time.time(), **facts}, ensure_ascii=False)
        os.write(self._handle, text.encode() + b"\n")

    def swear(self, line: Line, **facts: Any) -> None:
        """Add a line; the disk has it when this returns."""
        self.write(line, **facts)
        os.fsync(self._handle)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


def read_journal(path: Path) -> Iterator[dict[str, Any]]:
    """Every whole line of a journal."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for text in lines:
            try:
                line = json.loads(text)
            except ValueError:
                continue
            yield line
