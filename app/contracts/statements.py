"""What parties are told when they sign, and agree to on the pad: data of resources/templates/signing.toml."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from typing import Any

from app.kernel.places import resource


@dataclass(frozen=True)
class Statement:
    """Something the clerk says to the parties, with the article behind it."""

    key: str
    text: str
    text_en: str
    law: str


@dataclass(frozen=True)
class Consent:
    """What a signer agrees to before handwriting is taken (PIPL art. 29). ``name``: its key and version."""

    name: str
    text: tuple[str, ...]
    text_en: tuple[str, ...]


def consent() -> Consent:
    """Give the text on pad signatures and handwriting data in its present version."""
    told = _data()["consent"]
    return Consent(f"{told['key']} {told['version']}", tuple(told["text"]), tuple(told["text_en"]))


def statements() -> tuple[Statement, ...]:
    """List what is said to the parties, in its order."""
    return tuple(Statement(**told) for told in _data()["statement"])


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resource("templates/signing.toml").read_text(encoding="utf-8"))
