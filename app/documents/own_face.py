"""The hall's own face for running text, where it supplies one: FangSong (仿宋) is usual on official paper.

No free FangSong may be shipped (contracts.md 3.1); a hall that has one names its file in the settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.kernel.errors import Refusal


class FaceTrouble(StrEnum):
    """Why a face would spoil a paper. YEN: its full-width yuan sign is drawn as a dollar."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    VARIABLE = "variable"
    NOT_EMBEDDABLE = "not_embeddable"
    YEN = "yen"


@dataclass(eq=False)
class OwnFaceUnusable(Refusal):
    """The hall's own face cannot set papers."""

    file: str
    problem: FaceTrouble


_chosen: list[Path] = []


def choose(file: str) -> None:
    """Take a file as the face of running text from now on; "": the shipped Song."""
    _chosen[:] = [Path(file)] if file else []


def chosen() -> Path | None:
    """Tell the file of the hall's own face, if it has one."""
    return _chosen[0] if _chosen else None
