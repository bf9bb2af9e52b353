"""How names are read aloud: every reading of every character, so that no clerk has to guess the program's."""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, product

from pypinyin.constants import PINYIN_DICT

from app.kernel.places import resource

Syllables = tuple[str, ...]
MOST_READINGS = 4
"""Of one character; the dictionary has the usual ones first."""
_VOWELS = set("aeiouv")
_SILENT = " \t\u3000\u00b7'\u2019-.()\uff08\uff09"
"""What stands between the parts of a name and is never typed."""


def squeezed(text: str) -> str:
    """Bring a name or what was typed into the form in which they are compared; never kept anywhere."""
    # SQLite's text holds no half of a character.
    whole = text.encode(errors="ignore").decode()
    return unicodedata.normalize("NFKC", whole).casefold().translate(_DROPPED)


_DROPPED = dict.fromkeys(map(ord, _SILENT))


def readings_of(name: str) -> tuple[Syllables, ...]:
    """Give the readings of each part of a name: of a character its syllables, of a Latin word itself.

    Characters without a known reading are left out: whoever cannot read them types the others.
    """
    parts = (_part_readings(part) for part in _parts(name))
    return tuple(readings for readings in parts if readings)


def spellings(parts: Sequence[Syllables], most: int) -> Iterator[Syllables]:
    """Give the ways to say some parts, the usual one first; what is said first varies first."""
    turned = product(*reversed(parts))
    return (tuple(reversed(way)) for way in islice(turned, most))


@functools.cache
def every_syllable() -> frozenset[str]:
    """Give all syllables there are, about 400."""
    return frozenset(syllable for code in PINYIN_DICT for syllable in _character_readings(chr(code)))


@functools.cache
def syllable_beginnings() -> frozenset[str]:
    """Give all beginnings of syllables: what may be typed for one character."""
    return frozenset(s[:end] for s in every_syllable() for end in range(1, len(s) + 1))


def _parts(name: str) -> Iterator[str]:
    """Part a name into characters and Latin words."""
    word = ""
    for character in unicodedata.normalize("NFKC", name).casefold():
        if character.isascii() and character.isalnum():
            word += character
            continue
        if word:
            yield word
        word = ""
        if character not in _SILENT:
            yield character
    if word:
        yield word


def _part_readings(part: str) -> Syllables:
    return (part,) if part.isascii() else _character_readings(part)


@functools.lru_cache(maxsize=20_000)
def _character_readings(character: str) -> Syllables:
    known = [*_surnames().get(character, ()), *PINYIN_DICT.get(ord(character), "").split(",")]
    found = [plain for reading in known for plain in _toneless(reading)]
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


def _toneless(reading: str) -> Iterator[str]:
    """Take the tone off; the sound of u-umlaut is typed v, and by many u."""
    letters = unicodedata.normalize("NFD", reading)
    plain = letters.replace("u\u0308", "v")
    plain = "".join(c for c in plain if c.isascii() and c.isalpha())
    if _VOWELS & set(plain):
        yield plain
        if "v" in plain:
            yield plain.replace("v", "u")


@functools.cache
def _surnames() -> dict[str, list[str]]:
    """Give the readings that characters have as surnames and the dictionary lacks or has last."""
    found = tomllib.loads(resource("templates/surnames.toml").read_text(encoding="utf-8"))
    return {character: list(said) for character, said in found["readings"].items()}
