"""Names of people and organisations: tidied, never normalised, and made findable."""

from __future__ import annotations

import unicodedata

from app.kernel.errors import FieldRefused
from app.reception.readings import readings_of, spellings

LONGEST_NAME = 100
LONGEST_LINE = 200
"""Of what is written beside names: a subject, an address. It has to fit on a card and on a sheet."""
_MOST_WAYS = 24
_NEVER_IN_NAMES = frozenset({"Cc", "Cs", "So", "Sk"})
"""Control characters, halves of characters, pictures, loose accents. Unassigned ones may be newer than us."""
_DOTS = dict.fromkeys(map(ord, "\u2027\u2022\u30fb\uff65\u2219\u22c5\uff0e"), "\u00b7")


def tidy_name(text: str, field: str = "name") -> str:
    """Trim a typed or pasted name and join its lines; rare characters stay as typed (domain.md 9.5).

    The dots that stand between the parts of a name become U+00B7; what is never seen (zero-width blanks,
    direction marks) goes. Refused: empty, over 100 characters, pictures, control characters, half characters.
    """
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    name = " ".join(seen.split()).translate(_DOTS)
    if not name:
        raise FieldRefused(field, "empty")
    if len(name) > LONGEST_NAME:
        raise FieldRefused(field, "too_long", text)
    if any(unicodedata.category(c) in _NEVER_IN_NAMES for c in name):
        raise FieldRefused(field, "odd_character", text)
    return name


def tidy_line(text: str, field: str) -> str:
    """Trim a line written beside names and join what was pasted in several; refused: over 200 characters."""
    line = " ".join(text.split())
    if len(line) > LONGEST_LINE:
        raise FieldRefused(field, "too_long", text)
    return line


def search_words(name: str) -> str:
    """Give the initials of the readings of a name and its full pinyin, parted by blanks.

    Terminals of the version before this one search by them.
    """
    ways = list(spellings(readings_of(name), _MOST_WAYS))
    initials = ["".join(syllable[0] for syllable in way) for way in ways]
    return " ".join(dict.fromkeys([*initials, *("".join(way) for way in ways[:1])]))
