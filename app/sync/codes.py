"""One-time codes for joining a centre: easily read out and typed, and a typing mistake is told at once.

A code is 25 signs of Crockford's base 32 in five groups. The first eight name the terminal's role at the
centre, the next sixteen are the secret, the last one checks the others: any single wrong sign and any two
swapped ones are found before a connection is made.
"""

from __future__ import annotations

import secrets

from app.sync.refusals import CodeMistyped

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ROLE_SIGNS = 8
SECRET_SIGNS = 16
LENGTH = ROLE_SIGNS + SECRET_SIGNS + 1
GROUP = 5
ROLE_PREFIX = "guitai_"
_READ_AS = str.maketrans("ILO", "110")


def new_code() -> str:
    """Make a code nobody can guess."""
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return body + SIGNS[_doubled(_folded(body))]


def in_groups(code: str) -> str:
    """Write a code as it is read out."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """Read a code as it was typed, in any case and with any gaps; refuses with CodeMistyped."""
    code = "".join(typed.upper().replace("-", " ").split()).translate(_READ_AS)
    if len(code) != LENGTH or not set(code) <= set(SIGNS) or _folded(code):
        raise CodeMistyped
    return code


def role_of(code: str) -> str:
    """Name the role a code belongs to."""
    return ROLE_PREFIX + code[:ROLE_SIGNS].lower()


def _folded(signs: str) -> int:
    # A polynomial over the field of 32 elements: its powers differ over 31 places, so swaps are seen too.
    total = 1
    for sign in signs:
        total = _doubled(total) ^ SIGNS.index(sign)
    return total


def _doubled(element: int) -> int:
    return (element << 1) ^ (0b100101 if element & 0b10000 else 0)
