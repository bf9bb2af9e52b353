"""Many short stories of halls under every fault; each known mistake is told by one of them.

Each run is a process of its own with a fixed order of sets, so that a seed is the same story everywhere:
what fails here fails again with ``scripts/simulate sync --seed N --terminals K --steps M``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.mistakes import MISTAKES
from tests.simulation.world import FAULTS

pytestmark = [pytest.mark.centre, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
SEEDS, CHUNK = 200, 25
CHUNKS = range(1, SEEDS + 1, CHUNK)


def _simulate(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "tests.simulation", *words]
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONHASHSEED="0")
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False
    )


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "simulation-reports"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize("first", CHUNKS)
def test_whatever_happens_nothing_is_lost_doubled_or_silently_changed(first: int, reports: Path) -> None:
    report = reports / f"{first}.json"
    done = _simulate("--seed", str(first), "--seeds", str(CHUNK), "--short", "--report", str(report))
    assert done.returncode == 0, done.stdout + done.stderr
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(reports.glob("*.json"))]
    if len(found) == len(CHUNKS):
        # The last one to end looks whether each fault has happened at all in this run.
        never = [fault for fault in FAULTS if not any(one["faults"][fault] for one in found)]
        assert never == []


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
def test_a_known_mistake_is_caught(mistake: str) -> None:
    done = _simulate("--mistake", mistake, "--seeds", "60")
    assert done.returncode == 0, f"not caught\n{done.stdout}{done.stderr}"


def test_seeds_that_found_something_hold() -> None:
    done = _simulate("--again", str(Path(__file__).with_name("seeds.toml")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_seed_is_one_history() -> None:
    words = ("--seed", "1041", "--terminals", "4", "--steps", "90")
    first, second = _simulate(*words), _simulate(*words)
    assert first.returncode == 0 and "history" in first.stdout
    assert first.stdout.splitlines()[:-1] == second.stdout.splitlines()[:-1]
