"""The reviewer's list: data of resources/templates/checklists.toml (domain.md 1.2, 1.3)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

from app.kernel.places import resource

_OF_EVERY = "every"


@dataclass(frozen=True)
class CheckLine:
    """A question the reviewer answers by a tick."""

    key: str
    text: str
    text_en: str
    law: str


def checklist(template_code: str) -> tuple[CheckLine, ...]:
    """Give the lines for a kind of contract: its class's, its own, then those of every contract.

    The last are also the seven clauses that make a contract void (interpretation art. 10), one line each.
    """
    code = template_code.lower()
    kind = code.rstrip("0123456789")
    asked = (kind, code) if kind != code else (kind,)
    lists = _lists()
    return tuple(line for key in (*asked, _OF_EVERY) for line in lists.get(key, ()))


@functools.cache
def _lists() -> dict[str, tuple[CheckLine, ...]]:
    data = tomllib.loads(resource("templates/checklists.toml").read_text(encoding="utf-8"))
    return {code: tuple(CheckLine(**line) for line in lines) for code, lines in data.items()}
