"""Whether somebody who is being registered may be known already: pure."""

from __future__ import annotations

from dataclasses import dataclass

from app.reception.index_words import SHORTEST_TAIL
from app.reception.readings import readings_of, spellings, squeezed
from app.reception.states import Alike

WHOLE_PHONE = 7
MOST_SPELLINGS = 8
NEAR = 1
"""Letters by which two names may differ in pinyin: a slip of the finger, n for ng."""


@dataclass(frozen=True)
class Facts:
    """What two records are compared by. ``number_key``: the key a document's number gives, or ""."""

    name: str
    phone: str = ""
    organisation_id: str | None = None
    number_key: str = ""


def alike(typed: Facts, known: Facts) -> Alike | None:
    """Tell why two may be one; the strongest reason, None where there is none.

    One name alone says nothing: a city has hundreds of the usual ones.
    """
    if typed.number_key and typed.number_key == known.number_key:
        return Alike.SAME_NUMBER
    is_same_name = squeezed(typed.name) == squeezed(known.name)
    sounds = is_same_name or spelling_distance(typed.name, known.name) <= NEAR
    if not sounds:
        return None
    if len(typed.phone) >= WHOLE_PHONE and typed.phone == known.phone:
        return Alike.SAME_PHONE
    is_near = _same_tail(typed.phone, known.phone) or (
        typed.organisation_id is not None and typed.organisation_id == known.organisation_id
    )
    if not is_near:
        return None
    return Alike.SAME_NAME if is_same_name else Alike.SOUNDS_ALIKE


def spelling_distance(one: str, other: str) -> int:
    """Count the letters by which two names differ in pinyin, over all readings; many where none is known."""
    ways = [["".join(way) for way in spellings(readings_of(name), MOST_SPELLINGS)] for name in (one, other)]
    return min((_distance(a, b) for a in ways[0] for b in ways[1] if a and b), default=len(one) + len(other))


def _same_tail(one: str, other: str) -> bool:
    return len(one) >= SHORTEST_TAIL <= len(other) and one[-SHORTEST_TAIL:] == other[-SHORTEST_TAIL:]


def _distance(one: str, other: str) -> int:
    """Count the letters to change, add or take away (Levenshtein)."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, facing in enumerate(other, start=1):
            change = before[column - 1] + (letter != facing)
            now.append(min(change, before[column] + 1, now[-1] + 1))
        before = now
    return before[-1]
