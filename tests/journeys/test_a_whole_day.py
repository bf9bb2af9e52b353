"""Three hundred visits, twelve windows, three desks, one centre, cables pulled by chance: nobody is lost."""

from __future__ import annotations

import random
from collections import Counter as Tally
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.cases.closing_report import ClosingReport
from app.demo.centre import centre_rows
from app.kernel.clock import SECOND
from tests.journeys.whole_day import Day, opened_hall, spans_of
from tests.postgres_server import PostgresServer

Rows = dict[str, list[dict[str, Any]]]
TABLES = ("visit", "ticket", "call", "case", "period", "conflict")


@pytest.mark.centre
@pytest.mark.slow
@pytest.mark.parametrize(
    ("desks", "windows", "visits", "cuts", "seed"), [(1, 1, 80, 0.0, 1), (3, 12, 300, 0.02, 2)]
)
def test_a_whole_day_loses_nobody_and_calls_nobody_twice(
    tmp_path: Path,
    debian_server: PostgresServer,
    desks: int,
    windows: int,
    visits: int,
    cuts: float,
    seed: int,
) -> None:
    chance = random.Random(seed)
    with opened_hall(tmp_path, debian_server, desks, windows, chance) as hall:
        day = Day(hall, visits, chance, cuts)
        day.go()
        reports = day.close()
        print(dict(day.counted))
        there = centre_rows(hall.admin_url, TABLES)
        _nobody_is_lost(there, day)
        _every_log_is_whole(there, day)
        _reports_are_true(there, day, reports)
        if cuts:
            assert day.counted["cut"] > 20
            assert day.counted["number with the terminal"] > 0
            assert day.counted["cut off"] > 0


def _nobody_is_lost(there: Rows, day: Day) -> None:
    assert {row["id"] for row in there["visit"]} == set(day.taken)
    assert {row["state"] for row in there["ticket"]} <= {"done", "void"}
    twice = [key for key, count in Tally((a.ticket, a.leg) for a in day.announced).items() if count > 1]
    assert twice == []
    assert [row for row in there["conflict"] if row["decision"] == "open"] == []


def _every_log_is_whole(there: Rows, day: Day) -> None:
    spans = spans_of(there["period"])
    assert set(spans) == set(day.taken)
    for periods in spans.values():
        assert periods[-1]["ended_at"] is not None
        for before, after in pairwise(periods):
            assert before["ended_at"] == after["began_at"], periods


def _reports_are_true(there: Rows, day: Day, reports: dict[str, ClosingReport]) -> None:
    """Every terminal's report balances, and tells what a count over the centre's own rows tells."""
    lengths: Tally[str] = Tally()
    for period in there["period"]:
        if period["end_reason"] != "taken_back":
            lengths[period["kind"]] += period["ended_at"] - period["began_at"]
    ends = Tally(row["state"] for row in there["ticket"])
    for name, report in reports.items():
        assert report.differences == (), (name, report)
        assert sum(line.taken for line in report.letters) == len(day.taken)
        assert sum(line.served for line in report.letters) == ends["done"]
        assert sum(line.missed + line.voided for line in report.letters) == ends["void"]
        assert report.times.waiting_s == lengths["waiting"] // SECOND
        assert report.times.serving_s == lengths["serving"] // SECOND
