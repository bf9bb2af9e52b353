"""The national list of levels and options, by version. Read only: no hall changes it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.kernel.errors import FieldRefused
from app.kernel.places import resource
from app.ratings.states import LEVELS


@dataclass(frozen=True)
class Option:
    """Something to tick; the Chinese text is the official one."""

    code: str
    text: str
    text_en: str


@dataclass(frozen=True)
class Level:
    """A level with its official name and what can be ticked with it."""

    value: int
    name: str
    name_en: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class OptionList:
    """The levels from the best to the worst."""

    version: str
    levels: tuple[Level, ...]

    def level(self, value: int) -> Level:
        """Give a level; refuses with FieldRefused ("level")."""
        found = next((level for level in self.levels if level.value == value), None)
        if found is None:
            raise FieldRefused("level", "out_of_range", str(value))
        return found

    def checked(self, value: int, codes: Sequence[str]) -> list[str]:
        """Give the codes back in the list's order; refuses with FieldRefused ("options") foreign ones."""
        known = [option.code for option in self.level(value).options]
        foreign = [code for code in codes if code not in known]
        if foreign:
            raise FieldRefused("options", "unknown", foreign[0])
        return [code for code in known if code in codes]

    def texts(self, value: int, codes: Sequence[str]) -> tuple[str, ...]:
        """Give the texts of ticked options; a code of another version stands for itself."""
        texts = {option.code: option.text for option in self.level(value).options}
        return tuple(texts.get(code, code) for code in codes)


@lru_cache(maxsize=1)
def option_list() -> OptionList:
    """Read the list in force."""
    data = tomllib.loads(resource("templates/ratings.toml").read_text(encoding="utf-8"))
    levels = {entry["value"]: _level(entry) for entry in data["level"]}
    return OptionList(data["version"], tuple(levels[value] for value in LEVELS))


def _level(entry: dict[str, Any]) -> Level:
    options = tuple(Option(**option) for option in entry["options"])
    return Level(entry["value"], entry["name"], entry["name_en"], options)
