"""Figures of registered contracts as a technology market publishes them (domain.md 11).

Counted by the day of registration; refused and cancelled ones are left out. Sums are of whole fen; a figure
in ten thousand or a hundred million yuan is made from the fen of its own line, so that no error adds up.
"""

from __future__ import annotations

import csv
import functools
import io
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.catalogue.queries import hall_card
from app.contracts.codes import codes
from app.contracts.states import Side
from app.documents.sheets import Align, Paragraph, ReportSheet, Section, Table
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.places import resource
from app.registration.cases import entry_of
from app.registration.entities import Registration
from app.registration.form import CHINA, FormParty, head_of
from app.registration.paper import SheetPress
from app.registration.states import IN_FORCE, Dimension
from app.registration.words import paper_word, paper_words
from app.security.actors import Actor, Permission
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store

WAN_FEN = 1_000_000
"""Ten thousand yuan (万元) in fen."""
YI_FEN = 10_000_000_000
"""A hundred million yuan (亿元) in fen."""
SIZE_STEPS_WAN = (10, 50, 100, 500, 1000)
HOME_PROVINCE = "62"


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


@dataclass(frozen=True)
class Line:
    """A line: its code, its words, how many contracts, their totals."""

    key: str
    name: str
    name_en: str
    count: int
    total_fen: int
    technical_fen: int


@dataclass(frozen=True)
class Figures:
    """A table with its last line."""

    dimension: Dimension
    since: date
    until: date
    lines: tuple[Line, ...]
    total: Line


class Statistics:
    """Counts registered contracts."""

    def __init__(self, store: Store, press: SheetPress, zone: str) -> None:
        self._store = store
        self._press = press
        self._zone = zone

    def figures(self, dimension: Dimension, since: date, until: date) -> Figures:
        """Count what was registered in a span of days, both counted, by one dimension."""
        return tabulated(dimension, self.counted(since, until), since, until)

    def counted(self, since: date, until: date) -> tuple[Counted, ...]:
        """Read what was registered in a span of days."""
        query = select(Registration).where(
            Registration.ended_at.is_(None),
            Registration.state.in_(IN_FORCE),
            Registration.registered_on >= since,
            Registration.registered_on <= until,
        )
        with self._store.look() as session:
            return tuple(_counted(row) for row in session.execute(query).scalars())

    def csv(self, figures: Figures) -> bytes:
        """Write a table as CSV that Excel opens (UTF-8 with its mark); amounts in 万元 and in fen."""
        out = io.StringIO()
        writer = csv.writer(out)
        fen = [paper_word("statistics", key) for key in ("total_fen", "technical_fen")]
        writer.writerow([*paper_words("statistics", "columns"), *fen])
        for line in (*figures.lines, figures.total):
            writer.writerow([*_cells(line, figures.total), line.total_fen, line.technical_fen])
        return out.getvalue().encode("utf-8-sig")

    def pdf(self, tables: Iterable[Figures]) -> bytes:
        """Set tables of one span as a report."""
        return self._press.press(self._sheet(tuple(tables)))

    def print(self, tables: Iterable[Figures], *, actor: Actor) -> Outcome[str]:
        """Send tables to the page printer; gives the job's key. Refuses with Forbidden."""
        actor.must(Permission.PRINT)
        sheet = self._sheet(tuple(tables))
        pdf = self._press.press(sheet)
        with self._store.change(actor, "print_statistics") as work:
            order = PrintOrder(Paper.PAGE, sheet.title, f"hall:{work.hall_id}", pdf)
            job = queue_print(work.session, order, work.now)
            work.subject("hall", work.hall_id)
        return work.outcome(job)

    def _sheet(self, tables: tuple[Figures, ...]) -> ReportSheet:
        with self._store.look() as session:
            hall = hall_card(session)
        at = f"{local(self._store.clock.now(), self._zone):%Y-%m-%d %H:%M}"
        span = paper_word("statistics", "span", since=tables[0].since, until=tables[0].until, at=at)
        sections = [_section(table) for table in tables]
        total = tables[0].total
        told = {"total": in_unit(total.total_fen, YI_FEN), "technical": in_unit(total.technical_fen, YI_FEN)}
        closing = (
            Paragraph(paper_word("statistics", "in_yi", **told)),
            Paragraph(paper_word("statistics", "units")),
            Paragraph(paper_word("statistics", "sign")),
        )
        sections.append(Section("closing", "", closing))
        title = paper_word("statistics", "title")
        is_sample = bool(hall and hall.is_sample)
        return ReportSheet(title, hall.name if hall else "", (span,), tuple(sections), is_sample)


def tabulated(dimension: Dimension, counted: tuple[Counted, ...], since: date, until: date) -> Figures:
    """Count contracts by a dimension. Pure; the last line is summed from contracts, not lines."""
    by_key: dict[str, list[Counted]] = {}
    for one in counted:
        by_key.setdefault(_KEYS[dimension](one), []).append(one)
    keys = sorted(by_key, key=functools.partial(_order, dimension))
    lines = tuple(_line(key, *_name(dimension, key), by_key[key]) for key in keys)
    total = paper_word("statistics", "total")
    return Figures(dimension, since, until, lines, _line("", total, "Total", list(counted)))


def in_unit(fen: int, unit_fen: int) -> str:
    """Write fen in a larger unit with two decimals, halves up; whole numbers alone, no floating point."""
    hundredths = (fen * 100 * 2 + unit_fen) // (unit_fen * 2)
    return f"{hundredths // 100:,}.{hundredths % 100:02d}"


def percent(part: int, whole: int) -> str:
    """Write a share with one decimal, halves up; nothing of nothing is a dash."""
    if not whole:
        return "\u2014"
    tenths = (part * 1000 * 2 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10} %"


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


def _line(key: str, name: str, name_en: str, of: list[Counted]) -> Line:
    total, technical = sum(c.total_fen for c in of), sum(c.technical_fen for c in of)
    return Line(key, name, name_en, len(of), total, technical)


def _counted(row: Registration) -> Counted:
    entry = entry_of(row)
    assert row.registered_on is not None
    return Counted(
        kind=entry.kind,
        field=entry.form.field,
        objective=entry.form.objective,
        rights=entry.form.rights,
        plan=entry.form.plan,
        industry=entry.form.served_industry,
        seller=next((p for p in entry.parties if p.side is Side.SELLER), None),
        buyer=next((p for p in entry.parties if p.side is Side.BUYER), None),
        registered_on=row.registered_on,
        total_fen=row.total_fen,
        technical_fen=row.technical_fen if row.verified_fen is None else row.verified_fen,
    )


_KEYS: dict[Dimension, Callable[[Counted], str]] = {
    Dimension.KIND: lambda c: c.kind,
    Dimension.FIELD: lambda c: c.field,
    Dimension.OBJECTIVE: lambda c: c.objective,
    Dimension.RIGHTS: lambda c: c.rights,
    Dimension.PLAN: lambda c: c.plan,
    Dimension.SELLER: lambda c: head_of(c.seller.nature) if c.seller else "",
    Dimension.BUYER: lambda c: head_of(c.buyer.nature) if c.buyer else "",
    Dimension.SELLER_REGION: lambda c: region(c.seller),
    Dimension.BUYER_REGION: lambda c: region(c.buyer),
    Dimension.INDUSTRY: lambda c: c.industry,
    Dimension.SIZE: lambda c: str(size_step(c.total_fen)),
    Dimension.MONTH: lambda c: f"{c.registered_on:%Y-%m}",
}
_TABLES = {
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
    return 0, key


def _name(dimension: Dimension, key: str) -> tuple[str, str]:
    if not key:
        return paper_word("statistics", "unknown"), "Not told"
    if dimension in _TABLES:
        found = next((row for row in codes(_TABLES[dimension]) if row.code == key), None)
        return (found.name, found.name_en) if found else (key, key)
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


def _size_words(step: int) -> str:
    low = SIZE_STEPS_WAN[step - 1] if step else 0
    high = SIZE_STEPS_WAN[step] if step < len(SIZE_STEPS_WAN) else None
    return f"{low}0,000+" if high is None else f"{low}0,000 to {high}0,000"


@functools.cache
def _regions() -> dict[str, dict[str, str]]:
    return dict(tomllib.loads(resource("templates/registration/regions.toml").read_text(encoding="utf-8")))


def _cells(line: Line, total: Line) -> list[str]:
    return [
        line.name,
        str(line.count),
        percent(line.count, total.count),
        in_unit(line.total_fen, WAN_FEN),
        in_unit(line.technical_fen, WAN_FEN),
        percent(line.total_fen, total.total_fen),
    ]


def _section(figures: Figures) -> Section:
    rows = tuple(tuple(_cells(line, figures.total)) for line in (*figures.lines, figures.total))
    shares = (4.2, 1.3, 1.8, 2.9, 3.6, 1.8)
    right: tuple[Align, ...] = ("left", "right", "right", "right", "right", "right")
    table = Table(paper_words("statistics", "columns"), rows, shares, right)
    return Section(str(figures.dimension), paper_word("statistics", str(figures.dimension)), (table,))
