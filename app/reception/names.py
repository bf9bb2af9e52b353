"""Names of people and organisations: tidied, never normalised, and made findable."""

from __future__ import annotations

from pypinyin import Style, pinyin

from app.kernel.errors import FieldRefused

LONGEST_NAME = 100
_DOTS = dict.fromkeys(map(ord, "\u2027\u2022\u30fb\uff65\u2219\u22c5\uff0e"), "\u00b7")


def tidy_name(text: str, field: str = "name") -> str:
    """Trim a typed or pasted name and join its lines; rare characters stay as typed (domain.md 9.5).

    The dots that stand between the parts of a name become U+00B7. Refused: empty, over 100 characters.
    """
    name = " ".join(text.split()).translate(_DOTS)
    if not name:
        raise FieldRefused(field, "empty")
    if len(name) > LONGEST_NAME:
        raise FieldRefused(field, "too_long", text)
    return name


def search_words(name: str) -> str:
    """Give the initials of every reading of a name and its full pinyin, parted by blanks."""
    initials = [""]
    for readings in pinyin(name, style=Style.FIRST_LETTER, heteronym=True):
        letters = sorted({reading[:1].lower() for reading in readings if reading})[:3] or [""]
        initials = [before + letter for before in initials for letter in letters][:24]
    full = "".join(reading[0] for reading in pinyin(name, style=Style.NORMAL))
    return " ".join(dict.fromkeys([*initials, full.lower().replace(" ", "")]))
