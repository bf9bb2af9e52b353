"""The fixed words of paper (resources/templates/words.toml): all Chinese that paper prints by itself."""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from app.kernel.places import resource


@functools.cache
def _groups() -> dict[str, dict[str, Any]]:
    with resource("templates/words.toml").open("rb") as file:
        return tomllib.load(file)


def word(group: str, key: str, **facts: object) -> str:
    """Tell one fixed wording of paper, with its facts filled in."""
    return str(_groups()[group][key]).format(**facts)


def word_or(group: str, key: str, otherwise: str = "") -> str:
    """Tell one fixed wording of paper as it stands, or another where there is none."""
    return str(_groups()[group].get(key, otherwise))


def word_list(group: str, key: str) -> tuple[str, ...]:
    """Tell a list of fixed wordings, such as the digits of amounts."""
    return tuple(str(entry) for entry in _groups()[group][key])
