"""Three hundred visits, twelve windows, three desks, one centre, cables pulled by chance: nobody is lost."""

from __future__ import annotations

import random
from collections import Counter as Tally
from itertools import pairwise
from pathlib import Path

import pytest

from app.demo.centre import centre_rows
from tests.journeys.whole_day import Day, Hall, opened_hall, spans_of
from tests.postgres_server import PostgresServer

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
        print(dict(day.counted))
        _check(hall, day)
        if cuts:
            assert day.counted["cut"] > 20
            assert day.counted["number with the terminal"] > 0
            assert day.counted["cut off"] > 0


def _check(hall: Hall, day: Day) -> None:
    there = centre_rows(hall.admin_url, TABLES)
    assert {row["id"] for row in there["visit"]} == set(day.taken)
    assert (
        Tally(row["state"] for row in there["ticket"] if row["state"] not in ("done", "void", "missed")) == {}
    )
    twice = [key for key, count in Tally((a.ticket, a.leg) for a in day.announced).items() if count > 1]
    assert twice == []
    assert [row for row in there["conflict"] if row["decision"] == "open"] == []
    spans = spans_of(there["period"])
    assert set(spans) == set(day.taken)
    for periods in spans.values():
        for before, after in pairwise(periods):
            assert before["ended_at"] == after["began_at"], periods
