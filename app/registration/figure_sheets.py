"""Published tables as grids for CSV and Excel, and as a report on paper. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.documents.sheets import Align, Paragraph, ReportSheet, Section, Table
from app.registration.counting import (
    WAN_FEN,
    YI_FEN,
    Figures,
    Line,
    Sums,
    growth,
    in_unit,
    percent,
)
from app.registration.words import paper_word, paper_words
from app.registration.workload import Workload, WorkloadLine

Cell = str | int | Decimal
_FIGURES = (2.5, 0.95, 1.7, 1.75, 1.9, 1.7, 1.75, 1.9, 1.7, 1.75)
_WORKLOAD = (1.5, 1.0, 1.5, 1.4, 1.0, 1.5, 1.4, 1.0, 1.4, 1.0)


@dataclass(frozen=True)
class Grid:
    """A table as other programs take it; its last line is the total. Amounts are numbers."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grid_of(table: Figures | Workload) -> Grid:
    """Make the grid of a table; figures have their mean and the exact fen besides."""
    if isinstance(table, Workload):
        rows = tuple(_workload_cells(line) for line in (*table.lines, table.total))
        return Grid(paper_word("statistics", "workload"), paper_words("statistics", "workload_columns"), rows)
    lines = (*table.lines, table.total)
    columns = (*paper_words("statistics", "columns"), *paper_words("statistics", "exact_columns"))
    cells = tuple((*_figure_cells(line, table.total.now), *_exact_cells(line.now)) for line in lines)
    return Grid(paper_word("statistics", str(table.dimension)), columns, cells)


def sheet_of(tables: Sequence[Figures | Workload], hall: str, is_sample: bool, at: str) -> ReportSheet:
    """Make the report of tables of one span; ``at``: when it was made."""
    span = tables[0].span
    before = span.year_before()
    told = (
        paper_word("statistics", "span", since=span.since, until=span.until, at=at),
        paper_word("statistics", "compared", since=before.since, until=before.until),
    )
    sections = [_workload_section(t) if isinstance(t, Workload) else _figure_section(t) for t in tables]
    counted = next((t for t in tables if not isinstance(t, Workload)), None)
    closing = [Paragraph(paper_word("statistics", "sign"))]
    if counted is not None:
        closing = [*_in_yi(counted.total), Paragraph(paper_word("statistics", "units")), *closing]
    sections.append(Section("closing", "", tuple(closing)))
    title = paper_word("statistics", "title")
    return ReportSheet(title, hall, told, tuple(sections), is_sample)


def _in_yi(total: Line) -> list[Paragraph]:
    now, before = total.now, total.before
    told = {
        "total": in_unit(now.total_fen, YI_FEN),
        "technical": in_unit(now.technical_fen, YI_FEN),
        "total_growth": growth(now.total_fen, before.total_fen),
        "technical_growth": growth(now.technical_fen, before.technical_fen),
    }
    return [Paragraph(paper_word("statistics", "in_yi", **told))]


def _figure_cells(line: Line, whole: Sums) -> tuple[Cell, ...]:
    now, before = line.now, line.before
    return (
        line.name,
        now.count,
        percent(now.count, whole.count),
        growth(now.count, before.count),
        _wan(now.total_fen),
        percent(now.total_fen, whole.total_fen),
        growth(now.total_fen, before.total_fen),
        _wan(now.technical_fen),
        percent(now.technical_fen, whole.technical_fen),
        growth(now.technical_fen, before.technical_fen),
    )


def _exact_cells(now: Sums) -> tuple[Cell, ...]:
    mean = (now.total_fen * 2 + now.count) // (now.count * 2) if now.count else 0
    return _wan(mean), now.total_fen, now.technical_fen


def _workload_cells(line: WorkloadLine) -> tuple[Cell, ...]:
    now, before = line.now, line.before
    return (
        line.name,
        now.accepted,
        growth(now.accepted, before.accepted),
        now.notices,
        now.registered,
        growth(now.registered, before.registered),
        now.refused,
        now.withdrawn,
        now.mean_days(),
        now.late,
    )


def _figure_section(figures: Figures) -> Section:
    lines = (*figures.lines, figures.total)
    rows = tuple(_printed(_figure_cells(line, figures.total.now)) for line in lines)
    columns = paper_words("statistics", "columns")
    table = Table(columns, rows, _FIGURES, _aligned(len(columns)))
    return Section(str(figures.dimension), paper_word("statistics", str(figures.dimension)), (table,))


def _workload_section(work: Workload) -> Section:
    rows = tuple(_printed(_workload_cells(line)) for line in (*work.lines, work.total))
    columns = paper_words("statistics", "workload_columns")
    table = Table(columns, rows, _WORKLOAD, _aligned(len(columns)))
    note = Paragraph(paper_word("statistics", "workload_note"))
    return Section("workload", paper_word("statistics", "workload"), (table, note))


def _aligned(columns: int) -> tuple[Align, ...]:
    right: Align = "right"
    return ("left", *((right,) * (columns - 1)))


def _printed(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(f"{cell:,}" if isinstance(cell, Decimal) else str(cell) for cell in cells)


def _wan(fen: int) -> Decimal:
    return Decimal(in_unit(fen, WAN_FEN).replace(",", ""))
