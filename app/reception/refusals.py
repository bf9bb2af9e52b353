"""Why reception says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class SameRecord(Refusal):
    """A record cannot be merged with itself."""

    name: str


@dataclass(eq=False)
class RecordEnded(Refusal):
    """The record has ended, was merged or taken back; only records that live can be merged or changed."""

    name: str
