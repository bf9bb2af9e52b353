"""The words by which people and organisations are found: ordered text, so that a beginning is a range.

Each word begins with two letters: whose it is, and what of it. Words of a whole name are kept apart from
those that begin inside it: the first are looked through first.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from app.reception.readings import Syllables, readings_of, readings_of_body, spellings, squeezed


class Kind(StrEnum):
    """Whose a word is."""

    PERSON = "p"
    ORGANISATION = "o"


class Family(StrEnum):
    """What of a record a word is: of its whole name, or of one beginning inside it (INNER)."""

    CHARACTERS = "n"
    INNER_CHARACTERS = "m"
    SYLLABLES = "s"
    INNER_SYLLABLES = "r"
    INITIALS = "i"
    INNER_INITIALS = "j"
    PHONE_TAIL = "t"


LONGEST = 16
"""Characters and syllables of a word that begins inside a name: nobody types more."""
LONGEST_WHOLE = 64
"""Of a word of the whole name: it may be pasted, and its initials typed to the end."""
SHORTEST_TAIL = 4
_MOST_WAYS = {Kind.PERSON: 24, Kind.ORGANISATION: 12}
"""Of one beginning: organisations have many beginnings, and their words are listed."""
_READINGS = {Kind.PERSON: readings_of, Kind.ORGANISATION: readings_of_body}


def words_of(kind: Kind, name: str, phone: str = "") -> tuple[str, ...]:
    """Give every word of a record, in their order and each once."""
    return tuple(sorted({kind + word for word in _words(kind, name, phone)}))


def forms_of(kind: Kind, name: str) -> tuple[str, ...]:
    """Give the words of the whole name without their first letter."""
    return tuple(dict.fromkeys(_whole(kind, name)))


def initials_word(way: Syllables) -> str:
    """Write initials with the syllables behind them: ``lzs li zhen sheng``."""
    return " ".join(("".join(syllable[0] for syllable in way), *way))


def _words(kind: Kind, name: str, phone: str) -> Iterator[str]:
    yield from _whole(kind, name)
    characters, parts = squeezed(name), _READINGS[kind](name)
    for start in range(1, len(characters)):
        yield Family.INNER_CHARACTERS + characters[start : start + LONGEST]
    for start in range(1, len(parts)):
        for way in spellings(parts[start : start + LONGEST], _MOST_WAYS[kind]):
            yield Family.INNER_SYLLABLES + "".join(way)
            yield Family.INNER_INITIALS + initials_word(way)
    digits = "".join(c for c in phone if c.isdigit())
    if len(digits) >= SHORTEST_TAIL:
        yield Family.PHONE_TAIL + digits[::-1]


def _whole(kind: Kind, name: str) -> Iterator[str]:
    yield Family.CHARACTERS + squeezed(name)[:LONGEST_WHOLE]
    for way in spellings(_READINGS[kind](name)[:LONGEST_WHOLE], _MOST_WAYS[kind]):
        if way:
            yield Family.SYLLABLES + "".join(way)
            yield Family.INITIALS + initials_word(way)
