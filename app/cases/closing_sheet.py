"""The closing report as paper."""

from __future__ import annotations

from app.cases.closing_report import ClosingReport
from app.catalogue.queries import HallCard
from app.documents.sheets import Align, Paragraph, ReportSheet, Section, Table
from app.documents.words import word, word_list
from app.kernel.clock import local

_WORDS = "closing"
_CENTRED: Align = "center"


def closing_sheet(report: ClosingReport, hall: HallCard, clerk: str, zone: str) -> ReportSheet:
    """Word a closing report for the page printer."""
    at = f"{local(report.at, zone):%Y-%m-%d %H:%M}"
    sections = (
        _section("tickets", _tickets(report)),
        _section("calls", _calls(report)),
        _section("slips", _slips(report)),
        _section("cases", _cases(report)),
        _centre(report),
        _section("times", _times(report)),
        _differences(report),
    )
    return ReportSheet(
        title=word(_WORDS, "title"),
        hall_name=hall.name,
        subtitle=(word(_WORDS, "day", day=report.day.isoformat(), at=at), word(_WORDS, "clerk", name=clerk)),
        sections=sections,
        is_sample=hall.is_sample,
    )


def _section(key: str, table: Table) -> Section:
    return Section(key, word(_WORDS, key), (table,))


def _table(columns: str, *rows: tuple[object, ...]) -> Table:
    heads = word_list(_WORDS, columns)
    told = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Table(heads, told, (1.0,) * len(heads), (_CENTRED,) * len(heads))


def _tickets(report: ClosingReport) -> Table:
    rows: list[tuple[object, ...]] = []
    for line in report.letters:
        balance = word(_WORDS, "balanced" if line.balances else "unbalanced")
        ends = (line.served, line.missed, line.voided, line.carried, line.still_open)
        rows.append((line.letter, line.carried_in, line.taken, *ends, balance))
    numbers = [[cell for cell in row if isinstance(cell, int)] for row in rows]
    sums = [sum(column) for column in zip(*numbers, strict=True)] or [0] * 7
    balance = word(_WORDS, "balanced" if all(line.balances for line in report.letters) else "unbalanced")
    return _table("ticket_columns", *rows, (word(_WORDS, "total"), *sums, balance))


def _calls(report: ClosingReport) -> Table:
    calls = report.calls
    row = (calls.made, calls.spoken, calls.shown_only, calls.unspoken, calls.put_back)
    return _table("call_columns", row)


def _slips(report: ClosingReport) -> Table:
    slips = report.slips
    row = (slips.printed, slips.waiting, slips.printing, slips.unsure, slips.cancelled)
    return _table("slip_columns", row)


def _cases(report: ClosingReport) -> Table:
    cases = report.cases
    return _table("case_columns", (cases.opened, cases.closed, cases.handed_on, cases.in_hand))


def _centre(report: ClosingReport) -> Section:
    centre = report.centre
    if not centre.is_joined:
        return Section("centre", word(_WORDS, "centre"), (Paragraph(word(_WORDS, "no_centre")),))
    row = (centre.made, centre.confirmed, centre.beaten, centre.refused, centre.waiting)
    return _section("centre", _table("centre_columns", row))


def _times(report: ClosingReport) -> Table:
    times = report.times
    spent = (times.waiting_s, times.called_s, times.serving_s, times.suspended_s)
    return _table("time_columns", tuple(round(seconds / 60) for seconds in spent))


def _differences(report: ClosingReport) -> Section:
    said = [Paragraph(word(_WORDS, str(difference), count=count)) for difference, count in report.differences]
    said = said or [Paragraph(word(_WORDS, "no_difference"))]
    return Section("differences", word(_WORDS, "differences"), (*said, Paragraph(word(_WORDS, "signature"))))
