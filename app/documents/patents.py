"""Numbers and terms of Chinese patents (domain.md 1.2, 2.4; Patent Law art. 42). Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PatentKind(StrEnum):
    """What a patent protects."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"


_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_SHAPE = re.compile(r"(ZL|CN)?(\d{12})\.?([\dX])")
_KINDS = {
    "1": PatentKind.INVENTION,
    "2": PatentKind.UTILITY_MODEL,
    "3": PatentKind.DESIGN,
    "8": PatentKind.INVENTION,
    "9": PatentKind.UTILITY_MODEL,
}
"""The fifth digit; 8 and 9 came through the PCT."""
_YEARS = {PatentKind.INVENTION: 20, PatentKind.UTILITY_MODEL: 10, PatentKind.DESIGN: 15}
_DESIGNS_LAST = date(2021, 6, 1)
"""Designs filed before this day are protected for ten years, not fifteen: the amended law began on it."""
_SHORT_DESIGN = 10


@dataclass(frozen=True)
class PatentNumber:
    """An application number of twelve digits with its check digit; ``prefix`` "ZL" says it was granted."""

    prefix: str
    digits: str
    check: str

    @property
    def year(self) -> int:
        """The year it was filed."""
        return int(self.digits[:4])

    @property
    def kind(self) -> PatentKind | None:
        """What its fifth digit says; None: no kind has this digit."""
        return _KINDS.get(self.digits[4])

    def __str__(self) -> str:
        return f"{self.prefix}{self.digits}.{self.check}"


def check_digit(digits: str) -> str:
    """Compute the check digit of twelve digits: weighted sum modulo 11, ten is X."""
    return "0123456789X"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


def read_patent_number(text: str) -> PatentNumber | None:
    """Read a number as people write it; None where its shape, kind or check digit is wrong."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    match = _SHAPE.fullmatch(plain)
    if match is None or not plain.isascii():
        return None
    number = PatentNumber(match[1] or "", match[2], match[3])
    return number if number.kind and check_digit(number.digits) == number.check else None


def last_day(kind: PatentKind, filed_on: date) -> date:
    """Tell the last day of a patent's term, counted from the day it was filed."""
    years = _YEARS[kind]
    if kind is PatentKind.DESIGN and filed_on < _DESIGNS_LAST:
        years = _SHORT_DESIGN
    if (filed_on.month, filed_on.day) == (2, 29):
        filed_on = filed_on.replace(day=28)
    return filed_on.replace(year=min(filed_on.year + years, date.max.year))
