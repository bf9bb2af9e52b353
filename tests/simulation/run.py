"""Running seeds: one after the other in one process over one server, with a report at the end."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import app.sync.downward
import app.sync.upward
from app.kernel.errors import Refusal
from app.storage.store import Store
from tests.simulation.chance import seeded
from tests.simulation.mistakes import MISTAKES, Mistake, made
from tests.simulation.oracle import Violation
from tests.simulation.server import Server, quick_folder
from tests.simulation.terminal import KEY, install_fuses
from tests.simulation.world import FAULTS, Plan, World


@dataclass(frozen=True)
class Result:
    """How one seed ended."""

    plan: Plan
    digest: str
    invariant: str = ""
    what: str = ""
    lines: tuple[str, ...] = ()


class Bench:
    """A server, a template of a terminal's file, and the counts of all faults."""

    def __init__(self) -> None:
        logging.getLogger("app").setLevel(logging.CRITICAL)
        logging.getLogger("psycopg").setLevel(logging.CRITICAL)
        self.folder = Path(tempfile.mkdtemp(prefix="guitai-sim-", dir=quick_folder()))
        self.faults: Counter[str] = Counter()
        self.server = Server()
        self._template = self.folder / "template.db"
        store = Store(self._template, KEY, _Zero())
        store.create_tables()
        store.close()

    def close(self) -> None:
        """Delete everything."""
        self.server.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, plan: Plan, mistake: Mistake | None = None) -> Result:
        """Run one seed, with a known mistake or without."""
        folder = self.folder / f"seed-{plan.seed}"
        folder.mkdir()
        batch, at_hand = app.sync.upward.BATCH, app.sync.downward.AT_HAND
        world = World(self.server, folder, self._template, plan, self.faults)
        back = install_fuses()
        invariant = what = ""
        try:
            with seeded(world.chance, world.tick), made(mistake, world):
                world.run()
        except Violation as violation:
            invariant, what = violation.invariant, str(violation)
        except Refusal as refusal:
            invariant, what = "I9", f"I9: {refusal} ({_place(refusal)})"
        except Exception as error:  # noqa: BLE001 - a night's run goes on
            invariant, what = "error", f"{type(error).__name__}: {error} ({_place(error)})"
        finally:
            back()
            app.sync.upward.BATCH, app.sync.downward.AT_HAND = batch, at_hand
            world.close()
            shutil.rmtree(folder, ignore_errors=True)
        return Result(plan, world.history.hexdigest()[:16], invariant, what, tuple(world.lines))


@contextmanager
def bench() -> Iterator[Bench]:
    """Open a bench for a while."""
    opened = Bench()
    try:
        yield opened
    finally:
        opened.close()


def _place(error: Exception) -> str:
    """Name where an error came from."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames[-8:]))


class _Zero:
    """A clock that stands."""

    def now(self) -> int:
        """Tell the beginning."""
        return 0


@dataclass
class Tally:
    """What a run of many seeds has seen."""

    faults: Counter[str] = field(default_factory=Counter)
    failures: list[Result] = field(default_factory=list)
    seeds: int = 0
    seconds: float = 0.0

    def never(self) -> list[str]:
        """Name the faults that have not happened."""
        return [fault for fault in FAULTS if not self.faults[fault]]

    def as_json(self) -> dict[str, Any]:
        """Give everything that is worth keeping."""
        return {
            "seeds": self.seeds,
            "seconds": round(self.seconds, 1),
            "faults": {fault: self.faults[fault] for fault in FAULTS},
            "failures": [
                {
                    "seed": failure.plan.seed,
                    "terminals": failure.plan.terminals,
                    "steps": failure.plan.steps,
                    "invariant": failure.invariant,
                    "what": failure.what,
                }
                for failure in self.failures
            ],
        }


def run_seeds(plans: Iterable[Plan], told: Callable[[Result], None], mistake: str = "") -> Tally:
    """Run seeds one after the other; failures do not stop it."""
    tally = Tally()
    started = time.monotonic()
    with bench() as opened:
        for plan in plans:
            result = opened.run(plan, MISTAKES[mistake] if mistake else None)
            tally.seeds += 1
            if result.invariant:
                tally.failures.append(result)
            told(result)
        tally.faults = opened.faults
    tally.seconds = time.monotonic() - started
    return tally
