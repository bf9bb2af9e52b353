"""The registration number of the national system (合同登记编号): text, no check digit. Pure."""

from __future__ import annotations

import unicodedata

FIRST_YEAR = 2000
LONG, OLD = 16, 14
_GROUPS = (4, 4, 2, 6)
PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 66))
    for code in range(first, last + 1)
)
"""The first two digits of GB/T 2260."""


def plain_number(text: str) -> str:
    """Take blanks, dashes and full-width digits out of a number as it was typed or came in a list."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(mark for mark in narrow if not mark.isspace() and mark not in "-\u2014\u2013")


def number_problem(number: str, year: int) -> str:
    """Tell what is wrong with a number, or "": 16 digits as year, place, point, serial (domain.md 1.6).

    14 digits are of the old kind: two of the year, province, city, point, serial. ``year``: the current one.
    """
    if not (number.isascii() and number.isdigit()):
        return "not_digits"
    if len(number) == LONG:
        told_year, place = int(number[:4]), number[4:8]
    elif len(number) == OLD:
        told_year, place = 2000 + int(number[:2]), number[2:6]
    else:
        return "not_16_digits"
    if not FIRST_YEAR <= told_year <= year:
        return "wrong_year"
    return "" if place[:2] in PROVINCES else "wrong_place"


def grouped(number: str) -> str:
    """Write a number as its boxes on the cover stand, 4-4-2-6; another one as it is."""
    if len(number) != LONG:
        return number
    parts, at = [], 0
    for size in _GROUPS:
        parts.append(number[at : at + size])
        at += size
    return " ".join(parts)
