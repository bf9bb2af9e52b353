"""What the demo has done: a line per step, on the disk before the next step begins."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

JOURNAL = "journal.jsonl"


@dataclass(frozen=True)
class Done:
    """A finished step: its name, a sentence for people, facts for programs."""

    step: str
    told: str
    facts: dict[str, Any]


class Journal:
    """Writes the steps to a file and tells whoever watches."""

    def __init__(self, folder: Path, on_step: Callable[[Done], None]) -> None:
        self._path = folder / JOURNAL
        self._on_step = on_step
        self.done: list[Done] = []

    def write(self, step: str, told: str, **facts: Any) -> None:
        """Note a step that has been answered as done; durable when this returns."""
        done = Done(step, told, facts)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": step, **facts}, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.done.append(done)
        self._on_step(done)


def read_journal(folder: Path) -> list[dict[str, Any]]:
    """Read what a run, finished or cut short, had done; a line cut in two was not done."""
    path = folder / JOURNAL
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = []
    for line in lines:
        try:
            found.append(json.loads(line))
        except ValueError:
            break
    return found
