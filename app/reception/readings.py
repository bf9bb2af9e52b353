"""How names are read aloud: every reading of every character, so that no clerk has to guess the program's."""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from operator import itemgetter

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from app.kernel.places import resource

Syllables = tuple[str, ...]
MOST_READINGS = 4
"""Of one character; the dictionary has the usual ones first."""
_VOWELS = set("aeiouv")
_SILENT = " \t\u3000\u00b7'\u2019-.()\uff08\uff09"
"""What stands between the parts of a name and is never typed."""
_LONGEST_WORD = 4
_MARKS = range(0x300, 0x370)
"""The accents that stand above and below letters."""
_STROKED = str.maketrans(
    {
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u0127": "h",
        "\u0131": "i",
        "\u00e6": "ae",
        "\u0153": "oe",
    }
)
"""Letters with a stroke or of two: no accent can be taken off."""


def squeezed(text: str) -> str:
    """Bring a name or what was typed into the form in which they are compared; never kept anywhere.

    Accents go: nobody at a Chinese keyboard types them.
    """
    # SQLite's text holds no half of a character.
    whole = text.encode(errors="ignore").decode()
    return _folded(whole).translate(_DROPPED)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(c for c in letters if ord(c) not in _MARKS)
    return unicodedata.normalize("NFC", bare).translate(_STROKED)


_DROPPED = dict.fromkeys(map(ord, _SILENT))


def readings_of(name: str) -> tuple[Syllables, ...]:
    """Give the readings of each part of a name: of a character its syllables, of a Latin word itself.

    Characters without a known reading are left out: whoever cannot read them types the others.
    """
    parts = (_part_readings(part) for part in _parts(name))
    return tuple(readings for readings in parts if readings)


def readings_of_body(name: str) -> tuple[Syllables, ...]:
    """Give the readings of each part of an organisation's name.

    Its words are listed or in the dictionary: a listed one is said in one way only, in another the word's
    reading stands first. Everything else is as in ``readings_of``.
    """
    parts, found = tuple(_parts(name)), list[Syllables]()
    while len(found) < len(parts):
        found += _next_word(parts[len(found) : len(found) + _LONGEST_WORD])
    return tuple(readings for readings in found if readings)


def spellings(parts: Sequence[Syllables], most: int) -> Iterator[Syllables]:
    """Give the likeliest ways to say some parts: the fewer and the less rare their rare readings, the sooner.

    Of two that are as likely, first the one whose rare reading is said first: it is the surname's.
    """
    ways: list[tuple[int, Syllables]] = [(0, ())]
    for readings in reversed(parts):
        ranked = reversed(tuple(enumerate(readings)))
        longer = [(rank + cost, (said, *rest)) for rank, said in ranked for cost, rest in ways]
        ways = sorted(longer, key=itemgetter(0))[:most] if len(readings) > 1 else longer
    return (way for _, way in ways)


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
    for character in _folded(name):
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


def _next_word(parts: Sequence[str]) -> tuple[Syllables, ...]:
    """Give the readings of the longest known word that some parts begin with, or of the first part."""
    usual = tuple(_words_said().get(part, (_part_readings(part),))[0] for part in parts)
    for length in range(len(parts), 1, -1):
        word = "".join(parts[:length])
        if word in _words_said():
            return _words_said()[word]
        if word in PHRASES_DICT and len(PHRASES_DICT[word]) == length:
            said = (tuple(_toneless(reading[0])) for reading in PHRASES_DICT[word])
            return tuple(
                tuple(dict.fromkeys((*first, *rest)))
                for first, rest in zip(said, usual[:length], strict=True)
            )
    return usual[:1]


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
        yield from _typed(plain)


def _typed(syllable: str) -> Syllables:
    return (syllable, syllable.replace("v", "u")) if "v" in syllable else (syllable,)


@functools.cache
def _surnames() -> dict[str, list[str]]:
    """Give the readings that characters have as surnames and the dictionary lacks or has last."""
    found = tomllib.loads(resource("templates/surnames.toml").read_text(encoding="utf-8"))
    return {character: list(said) for character, said in found["readings"].items()}


@functools.cache
def _words_said() -> dict[str, tuple[Syllables, ...]]:
    """Give the words and characters that are said in one way in names of organisations."""
    text = resource("templates/organisation_words.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    listed = {**found["words"], **found["characters"]}
    return {word: tuple(map(_typed, said.split())) for word, said in listed.items()}
