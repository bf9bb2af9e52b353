"""Running seeds: one after the other in one process over one server, with a report at the end."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import app.sync.exchange
from app.storage.store import Store
from tests.simulation.chance import seeded
from tests.simulation.mistakes import MISTAKES, Mistake, made
from tests.simulation.oracle import Violation
from tests.simulation.server import Server, quick_folder
from tests.simulation.terminal import KEY, install_fuses
from tests.simulation.world import Plan, World


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
        batch = app.sync.exchange.BATCH
        world = World(self.server, folder, self._template, plan, self.faults)
        back = install_fuses()
        invariant = what = ""
        try:
            with seeded(world.chance, world.tick), made(mistake, world):
                world.run()
        except Violation as violation:
            invariant, what = violation.invariant, str(violation)
        except Exception as error:
            invariant, what = "error", f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
        finally:
            back()
            app.sync.exchange.BATCH = batch
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


class _Zero:
    """A clock that stands."""

    def now(self) -> int:
        """Tell the beginning."""
        return 0


def main() -> None:
    import sys

    first, count, terminals, steps = (int(word) for word in sys.argv[1:5])
    with bench() as opened:
        started = time.monotonic()
        bad = 0
        for seed in range(first, first + count):
            result = opened.run(Plan(seed, terminals, steps))
            if result.invariant:
                bad += 1
                print(seed, result.invariant, result.what)
                if count == 1:
                    print("\n".join(result.lines))
        print(f"{bad} of {count} failed, {count / (time.monotonic() - started):.2f}/s")
        print(dict(sorted(opened.faults.items())))


if __name__ == "__main__":
    main()
