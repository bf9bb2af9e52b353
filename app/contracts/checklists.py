"""The reviewer's list: data of resources/templates/checklists.toml (domain.md 1.2, 1.3)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from app.kernel.places import resource


@dataclass(frozen=True)
class CheckLine:
    """A question the reviewer answers by a tick."""

    key: str
    text: str
    text_en: str
    law: str


def checklist(template_code: str) -> tuple[CheckLine, ...]:
    """Give the lines for a kind of contract: its own, then those of every contract."""
    lists = _lists()
    return lists.get(template_code.lower(), ()) + lists["every"]


@functools.cache
def _lists() -> dict[str, tuple[CheckLine, ...]]:
    data = tomllib.loads(resource("templates/checklists.toml").read_text(encoding="utf-8"))
    return {code: tuple(CheckLine(**line) for line in lines) for code, lines in data.items()}
