"""The words of the registrar's papers (resources/templates/registration/paper.toml)."""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from app.kernel.places import resource


def paper_word(group: str, key: str, **facts: object) -> str:
    """Tell one wording, with its facts filled in."""
    return str(_groups()[group][key]).format(**facts)


def paper_words(group: str, key: str) -> tuple[str, ...]:
    """Tell a list of wordings."""
    return tuple(_groups()[group][key])


@functools.cache
def filling_notes() -> tuple[str, tuple[str, ...]]:
    """Tell how the form is filled in: the title and the notes (templates/registration/filling.toml)."""
    told = tomllib.loads(resource("templates/registration/filling.toml").read_text(encoding="utf-8"))
    return told["title"], tuple(told["notes"])


@functools.cache
def _groups() -> dict[str, dict[str, Any]]:
    return dict(tomllib.loads(resource("templates/registration/paper.toml").read_text(encoding="utf-8")))
