"""Registered contracts counted by one dimension, beside the same days of the year before. Pure.

Sums are of whole fen; a figure in ten thousand or a hundred million yuan is made from the fen of its own
line, so that no error adds up.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.contracts.codes import codes
from app.kernel.places import resource
from app.registration.fields import Subfields, subfield_name
from app.registration.form import CHINA, FormParty, code_words, head_of
from app.registration.states import Dimension
from app.registration.words import paper_word, paper_words

WAN_FEN = 1_000_000
"""Ten thousand yuan (万元) in fen."""
YI_FEN = 10_000_000_000
"""A hundred million yuan (亿元) in fen."""
SIZE_STEPS_WAN = (10, 50, 100, 500, 1000)
HOME_PROVINCE = "62"
DASH, MINUS = "\u2014", "\u2212"


@dataclass(frozen=True)
class Counted:
    """A registered contract as it is counted."""

    kind: str
    field: str
    objective: str
    rights: str
    plan: str
    industry: str
    seller: FormParty | None
    buyer: FormParty | None
    registered_on: date
    total_fen: int
    technical_fen: int
    subfield: str = ""


@dataclass(frozen=True)
class Sums:
    """How many contracts, and their totals in fen."""

    count: int = 0
    total_fen: int = 0
    technical_fen: int = 0


@dataclass(frozen=True)
class Line:
    """A line: its code, its words, what it counts, and what the same line counted a year before."""

    key: str
    name: str
    name_en: str
    now: Sums
    before: Sums


@dataclass(frozen=True)
class Span:
    """Days, both counted."""

    since: date
    until: date

    def year_before(self) -> Span:
        """Give the same days of the year before; the end of a month is the end of that month."""
        return Span(_year_before(self.since), _year_before(self.until))


@dataclass(frozen=True)
class Figures:
    """A table with its last line."""

    dimension: Dimension
    span: Span
    lines: tuple[Line, ...]
    total: Line


def tabulated(
    dimension: Dimension,
    span: Span,
    now: Iterable[Counted],
    before: Iterable[Counted],
    subfields: Subfields = (),
) -> Figures:
    """Count contracts by a dimension. The last line is summed from contracts, not lines.

    What was only there a year before has its line too: of nothing, and fallen by all of it.
    """
    counted, earlier = _by_key(dimension, now), _by_key(dimension, before, years=1)
    keys = sorted(counted.keys() | earlier.keys(), key=functools.partial(_order, dimension))
    lines = tuple(
        Line(
            key,
            *_name(dimension, key, subfields),
            summed(counted.get(key, ())),
            summed(earlier.get(key, ())),
        )
        for key in keys
    )
    every, once = (summed(one for part in of.values() for one in part) for of in (counted, earlier))
    return Figures(dimension, span, lines, Line("", paper_word("statistics", "total"), "Total", every, once))


def summed(contracts: Iterable[Counted]) -> Sums:
    """Sum contracts up."""
    told = tuple(contracts)
    return Sums(len(told), sum(c.total_fen for c in told), sum(c.technical_fen for c in told))


def in_unit(fen: int, unit_fen: int) -> str:
    """Write fen in a larger unit with two decimals, halves up; whole numbers alone, no floating point."""
    hundredths = (fen * 100 * 2 + unit_fen) // (unit_fen * 2)
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal, halves up; nothing of nothing is a dash."""
    if not whole:
        return DASH
    tenths = (part * 1000 * 2 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10} %"


def growth(now: int, before: int) -> str:
    """Write by how much something grew since the year before (同比); a dash: there is nothing to compare."""
    if before <= 0:
        return DASH
    change = percent(abs(now - before), before)
    sign = "+" if now > before else MINUS
    return change if change == percent(0, before) else sign + change


def size_step(fen: int) -> int:
    """Tell in which class of size an amount lies, from 0; ten million yuan and more is the last."""
    return sum(fen >= wan * WAN_FEN for wan in SIZE_STEPS_WAN)


def region(party: FormParty | None) -> str:
    """Tell the region of a party: a prefecture at home, else the province, else abroad; "" unknown."""
    if party is None:
        return ""
    if party.country != CHINA:
        return "abroad"
    if party.division.startswith(HOME_PROVINCE):
        return party.division[:4]
    return party.division[:2]


def month_of(day: date, years: int = 0) -> str:
    """Name the month of a day, so many years later."""
    return f"{day.year + years}-{day.month:02d}"


def _year_before(day: date) -> date:
    if (day + timedelta(days=1)).day == 1:
        return date(day.year - 1 + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def _by_key(dimension: Dimension, counted: Iterable[Counted], years: int = 0) -> dict[str, list[Counted]]:
    by_key: dict[str, list[Counted]] = {}
    for one in counted:
        is_month = dimension is Dimension.MONTH
        key = month_of(one.registered_on, years) if is_month else _KEYS[dimension](one)
        by_key.setdefault(key, []).append(one)
    return by_key


def _class_of(kind: str) -> str:
    return next((row.parent for row in codes("type") if row.code == kind), kind)


_KEYS: dict[Dimension, Callable[[Counted], str]] = {
    Dimension.CLASS: lambda c: _class_of(c.kind),
    Dimension.KIND: lambda c: c.kind,
    Dimension.FIELD: lambda c: c.field,
    Dimension.SUBFIELD: lambda c: f"{c.field}/{c.subfield}" if c.field or c.subfield else "",
    Dimension.OBJECTIVE: lambda c: c.objective,
    Dimension.RIGHTS: lambda c: c.rights,
    Dimension.PLAN: lambda c: c.plan,
    Dimension.SELLER: lambda c: head_of(c.seller.nature) if c.seller else "",
    Dimension.BUYER: lambda c: head_of(c.buyer.nature) if c.buyer else "",
    Dimension.SELLER_REGION: lambda c: region(c.seller),
    Dimension.BUYER_REGION: lambda c: region(c.buyer),
    Dimension.INDUSTRY: lambda c: c.industry,
    Dimension.SIZE: lambda c: str(size_step(c.total_fen)),
}
_TABLES = {
    Dimension.CLASS: "type",
    Dimension.KIND: "type",
    Dimension.FIELD: "field",
    Dimension.OBJECTIVE: "seo",
    Dimension.RIGHTS: "ipr",
    Dimension.PLAN: "plan",
    Dimension.INDUSTRY: "industry",
}
_HEADS = ("organ", "institution", "association", "enterprise", "person", "other")


def _order(dimension: Dimension, key: str) -> tuple[int, str]:
    """Put codes in the order of their table, the unknown last."""
    if not key:
        return 10_000, ""
    if dimension in _TABLES:
        places = {row.code: place for place, row in enumerate(codes(_TABLES[dimension]))}
        return places.get(key, 9_999), key
    if dimension in (Dimension.SELLER, Dimension.BUYER):
        return _HEADS.index(key), key
    # A field without its second level stands after those with one.
    return 0, f"{key}\U0010ffff" if key.endswith("/") else key


def _name(dimension: Dimension, key: str, subfields: Subfields) -> tuple[str, str]:
    if not key:
        return paper_word("statistics", "unknown"), "Not told"
    if dimension in _TABLES:
        found = next((row for row in codes(_TABLES[dimension]) if row.code == key), None)
        return (found.name, found.name_en) if found else (key, key)
    if dimension is Dimension.SUBFIELD:
        return _name_of_subfield(key, subfields)
    if dimension in (Dimension.SELLER, Dimension.BUYER):
        return paper_word("statistics", f"head_{key}"), key.capitalize()
    if dimension in (Dimension.SELLER_REGION, Dimension.BUYER_REGION):
        told = _regions()
        if key == "abroad":
            return told["words"]["abroad"], "Abroad"
        name = told["prefecture"].get(key) or told["province"].get(key[:2], key)
        return name, name
    if dimension is Dimension.SIZE:
        return paper_words("statistics", "sizes")[int(key)], _size_words(int(key))
    return key, key


def _name_of_subfield(key: str, subfields: Subfields) -> tuple[str, str]:
    field, _, code = key.partition("/")
    top = next((row for row in codes("field") if row.code == field), None)
    below = next((row for row in subfields if row.code == code), None)
    name = subfield_name(subfields, code) if code else paper_word("statistics", "unknown")
    name_en = (below.name_en if below else code) or "Not told"
    return f"{code_words('field', field)} / {name}", f"{top.name_en if top else field} / {name_en}"


def _size_words(step: int) -> str:
    low = SIZE_STEPS_WAN[step - 1] if step else 0
    high = SIZE_STEPS_WAN[step] if step < len(SIZE_STEPS_WAN) else None
    return f"{low}0,000+" if high is None else f"{low}0,000 to {high}0,000"


@functools.cache
def _regions() -> dict[str, dict[str, str]]:
    return dict(tomllib.loads(resource("templates/registration/regions.toml").read_text(encoding="utf-8")))
