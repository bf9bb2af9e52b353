"""Line breaking for Chinese text: no line begins or ends with a mark that may not stand there.

Rules: CLREQ (requirements for Chinese text layout) 3.1.3; numbers, days, accounts, phones and amounts, also
those in words, stay whole; justification widens only the gaps beside ideographs. Pure: the caller says how
wide a text is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

Measure = Callable[[str], float]

# Written as escapes where a mark could be mistaken; these are marks, not words.
NO_START = frozenset(
    "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\u201d\u2019\uff09\u300b\u3009\u3011\u300d\u300f\u3015\uff3d\uff5d"
    "\u2026\u2014\u00b7\uff5e\uff05\u2030\u2103\u3017\uff0e,.;:?!)]}%\u00b0\u3005\u30fb~\u2013"
)
NO_END = frozenset(
    "\uff08\u300a\u3008\u3010\u300c\u300e\u3014\uff3b\uff5b\u3016\u201c\u2018\uffe5\u00a5$([{#\u2116\uffe1"
)

_DIGIT = r"[0-9\uff10-\uff19]"
_NUMBER = (
    rf"[\uffe5\u00a5$+\-]?{_DIGIT}(?:{_DIGIT}|[,.\uff0e:/\-](?={_DIGIT}))*"
    r"(?: ?[%\uff05\u2030]| ?[\u4e07\u4ebf]{0,2}\u5143)?"
)
# Accounts and phones are written in groups, an area code in brackets.
_GROUPS = (
    rf"[(\uff08]0{_DIGIT}{{2,3}}[)\uff09][ -]?{_DIGIT}{{3,}}(?:[ -]{_DIGIT}{{2,}})*"
    rf"|\+?{_DIGIT}{{2,}}(?:[ -]{_DIGIT}{{2,}})+"
)
_DAY = rf"{_DIGIT}{{4}}\u5e74{_DIGIT}{{1,2}}\u6708(?:{_DIGIT}{{1,2}}\u65e5)?"
# Amounts in words: the name of the currency and four digits, units and closing words at least.
_WORDS = (
    r"(?:\u4eba\u6c11\u5e01)?[\u96f6\u58f9\u8d30\u53c1\u8086\u4f0d\u9646\u67d2\u634c\u7396\u62fe\u4f70"
    r"\u4edf\u4e07\u4ebf\u5143\u5706\u89d2\u5206\u6574\u6b63]{4,}"
)
_LATIN = r"[A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
_WORD = rf"{_LATIN}(?:{_LATIN}|['\u2019&@_/.:+\-](?={_LATIN}))*"
_SINGLE = r".[\ufe00-\ufe0f\u0300-\u036f\U000e0100-\U000e01ef]*"
_ATOM = re.compile(
    rf"\u2026+|\u2014+|{_DAY}|(?:{_GROUPS})(?!{_LATIN})|{_NUMBER}(?!{_LATIN})|{_WORD}|{_WORDS}|{_SINGLE}",
    re.DOTALL,
)
_IDEOGRAPH = re.compile(
    r"[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

SHORT_LAST = 2  # characters: an ideograph and its full stop
LONG_BEFORE = 20  # pieces: a line that can spare one without looking torn
LARGEST_STRETCH = 0.25  # of an em; a looser line is left ragged


@dataclass(frozen=True)
class Line:
    """One line: its text (trailing spaces included), natural width, and the places where it may widen."""

    text: str
    width: float
    gaps: tuple[int, ...]

    def stretch(self, room: float, em: float) -> float:
        """Tell by how much each gap widens so that the line fills ``room``; 0 where it would look torn."""
        slack = room - self.width
        if slack <= 0 or not self.gaps:
            return 0.0
        each = slack / len(self.gaps)
        return each if each <= LARGEST_STRETCH * em else 0.0


def atoms(text: str) -> list[str]:
    """Cut text into pieces that are never broken inside: words, numbers, dashes, single characters."""
    return _ATOM.findall(text)


def break_lines(text: str, room: float, measure: Measure, first_indent: float = 0.0) -> list[Line]:
    """Break one paragraph into lines of at most ``room``; the joined lines are the text.

    Only a piece wider than a whole line is broken inside, character by character. A last line of one
    single piece gets company from the line before it.
    """
    rows: list[list[str]] = [[]]
    used = 0.0
    for unit in _units(text):
        wide = measure(unit.rstrip())
        if rows[-1] and used + wide > room - (first_indent if len(rows) == 1 else 0.0):
            rows.append([])
            used = 0.0
        limit = room - (first_indent if len(rows) == 1 else 0.0)
        if wide > limit:
            *full, unit = _forced(unit, limit, room, measure)
            rows[-1:] = [[part] for part in full] + [[]]
            used = 0.0
        rows[-1].append(unit)
        used += measure(unit)
    _give_company(rows)
    return [_line(row, measure) for row in rows if row]


def _give_company(rows: list[list[str]]) -> None:
    if (
        len(rows) > 1
        and len(rows[-1]) == 1
        and len(rows[-1][0]) <= SHORT_LAST
        and len(rows[-2]) >= LONG_BEFORE
    ):
        rows[-1].insert(0, rows[-2].pop())


def _units(text: str) -> Iterator[str]:
    """Join atoms that may not be parted by a line end."""
    unit = ""
    for atom in atoms(text):
        if unit and not _glued(unit, atom):
            yield unit
            unit = ""
        unit += atom
    if unit:
        yield unit


def _glued(before: str, after: str) -> bool:
    if after[0].isspace() and after[0] != "\u3000":
        return True
    if after[0] in "(/" and before[-1].isascii() and not before[-1].isspace():
        return True  # units such as W/(m K)
    return (
        after[0] in NO_START or before.rstrip()[-1:] in NO_END or (before[-1] == "/" and after[0].isascii())
    )


def _forced(unit: str, limit: float, room: float, measure: Measure) -> list[str]:
    """Cut a piece that is wider than a line; at least one character a line."""
    parts = [""]
    for character in unit:
        if parts[-1] and measure(parts[-1] + character) > limit:
            parts.append("")
            limit = room
        parts[-1] += character
    return parts


def _line(units: list[str], measure: Measure) -> Line:
    text = "".join(units)
    shown = text.rstrip()
    return Line(text, measure(shown), tuple(_gaps(shown)))


def _gaps(text: str) -> Iterator[int]:
    """Tell the places between atoms where at least one neighbour is an ideograph."""
    place = 0
    pieces = atoms(text)
    for before, after in pairwise(pieces):
        place += len(before)
        if _IDEOGRAPH.match(before[-1]) or _IDEOGRAPH.match(after[0]):
            yield place
