"""Every part of the benchmark measures something, in very little of it; what, is for no test to judge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import contracts, queue
from tests.bench.figures import Figure, Target, percentile, save, table
from tests.bench.market import Market, founded_market
from tests.bench.servers import EmbeddedServer
from tests.bench.sizes import TINY
from tests.bench.sync import PARTS
from tests.bench.ten_years import TINY as TINY_PAST
from tests.bench.ten_years import old_hall


@pytest.fixture(scope="module")
def market(centre_server: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    """One founded hall for all parts; each works on a copy of the centre."""
    return founded_market(EmbeddedServer(centre_server), tmp_path_factory.mktemp("bench"), "bench")


@pytest.mark.centre
@pytest.mark.slow
@pytest.mark.parametrize("name", PARTS)
def test_every_part_measures(name: str, market: Market) -> None:
    figures = list(PARTS[name](market, TINY))
    assert figures
    for figure in figures:
        assert all(run >= 0 for run in figure.ours), figure
        assert all(run > 0 for runs in figure.references.values() for run in runs), figure


def test_the_queue_is_measured_on_a_store_with_a_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, few in {"PEOPLE_TYPED": 1, "TICKETS": 4, "CALLS": 2, "REFRESHES": 1}.items():
        monkeypatch.setattr(queue, name, few)
    with old_hall(tmp_path, TINY_PAST) as hall:
        figures = list(queue.measured(hall))
        assert hall.counter.queue.on_the_way() == ()
    assert {figure.name.split()[0] for figure in figures} == set(queue.TARGETS_MS)
    for figure in figures:
        assert all(run > 0 for run in figure.ours), figure
        assert all(run > 0 for runs in figure.references.values() for run in runs), figure


@pytest.mark.slow
def test_setting_sealing_and_checking_contracts_measure(tmp_path: Path, qapp: object) -> None:
    figures = list(contracts.measured(contracts.Span(1, 1, 1), tmp_path))
    assert {figure.name for figure in figures} >= {
        "ten pages, warm",
        "whole seal p95",
        "preview, first page",
        "comparing two of 100 clauses",
    }
    for figure in figures:
        assert all(run > 0 for run in figure.ours), figure


def test_the_table_tells_ours_the_reference_their_ratio_and_whether_the_target_holds() -> None:
    fast = Figure("up", "/s", [4_000, 6_000, 9_000], {"COPY": [120_000.0]}, Target(5_000))
    slow = Figure("latency", "ms", [12.5], {"bare": [2.5]}, Target(10, at_most=True))
    lines = table([fast, slow]).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["up", "6,000", "/s", "≥", "5,000", "holds", "COPY", "120,000", "(0.050)", f"{fast.load:.1f}"],
        ["latency", "12.5", "ms", "≤", "10.0", "MISSED", "bare", "2.50", "(5.00)", f"{slow.load:.1f}"],
    ]


def test_the_file_keeps_every_run(tmp_path: Path) -> None:
    save(tmp_path / "f.json", [Figure("up", "/s", [1.0, 3.0, 2.0], {"COPY": [4.0]})], {"server": "x"})
    told = json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))
    assert told["server"] == "x"
    assert told["figures"][0]["runs"] == [1.0, 3.0, 2.0]
    assert told["figures"][0]["ours"] == 2.0
    assert told["figures"][0]["ratios"] == {"COPY": 0.5}


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile(list(range(100)), 0.95) == 95
    assert percentile([7], 1.0) == 7
