"""The floor rooms stand on: an interval for each, and rooms whose intervals meet exclude each other.

An ordinary room has an interval of length one that follows from its key, so that two terminals which open
rooms while cut off never put them on the same floor. A hall that can be divided lies over its parts.
"""

from __future__ import annotations

import hashlib

from app.rooms.verdict import Space

_DIGITS = 15
SQL_OF_OWN_SPACE = f"('x' || left(md5({{key}}), {_DIGITS}))::bit(60)::bigint"
"""The same beginning of a room's interval in the centre's words; ``key`` is an SQL expression."""


def own_space(room_id: str) -> Space:
    """Give the interval of a room that shares its floor with nobody."""
    digest = hashlib.md5(room_id.encode(), usedforsecurity=False).hexdigest()
    place = int(digest[:_DIGITS], 16)
    return Space(place, place + 1)


def divided(whole_id: str, parts: int) -> tuple[Space, tuple[Space, ...]]:
    """Give the interval of a hall that can be divided, and those of its parts beside each other."""
    first = own_space(whole_id).space_from
    return Space(first, first + parts), tuple(Space(first + n, first + n + 1) for n in range(parts))
