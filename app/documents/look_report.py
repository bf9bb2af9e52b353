"""What a comparison of a picture with a sealed page tells. Light: no reader of pictures is behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """What was seen of a character.

    OTHER: something else stands in its place. COVERED: ink lies over it, so that it cannot be told.
    """

    OTHER = "other"
    COVERED = "covered"


@dataclass(frozen=True)
class SeenPlace:
    """Characters of one line that do not look as they should, and where.

    line: counted from the top of the text, header left out. before, after: what stands beside them.
    like: what they look like; "" where nothing usual fits or they are covered.
    """

    kind: Look
    page: int
    line: int
    expected: str
    before: str = ""
    after: str = ""
    like: str = ""

    @property
    def words(self) -> str:
        """The place in its line: what was expected stands in brackets, what it looks like behind a bar."""
        told = f"{self.expected}|{self.like}" if self.like else self.expected
        return f"{self.before}[{told}]{self.after}"


@dataclass(frozen=True)
class PageLook:
    """What was seen of a page. Nothing found means that no difference was seen, never that there is none.

    is_compared: whether the picture could be laid over the page. characters: how many were compared.
    """

    is_compared: bool
    places: tuple[SeenPlace, ...] = ()
    characters: int = 0

    @property
    def changed(self) -> tuple[SeenPlace, ...]:
        """The places where something else stands."""
        return tuple(place for place in self.places if place.kind is Look.OTHER)

    @property
    def covered(self) -> tuple[SeenPlace, ...]:
        """The places where ink lies over the text."""
        return tuple(place for place in self.places if place.kind is Look.COVERED)

    @property
    def is_clear(self) -> bool:
        """Whether every character was compared and none is covered or another one."""
        return self.is_compared and not self.places
