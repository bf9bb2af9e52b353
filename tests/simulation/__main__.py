"""The simulator's command line; scripts/simulate calls it."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.simulation.mistakes import MISTAKES
from tests.simulation.run import Result, Tally, run_seeds
from tests.simulation.world import FAULTS, Plan

STEPS = (60, 60, 100, 150)
"""By the seed, so that a long run has short and long stories."""
SHORT = (30, 40, 50, 70)


def main() -> int:
    """Run what is asked for; gives 1 if a seed failed, with a mistake if none did."""
    asked = _arguments().parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":
        # The order of sets is part of what a seed decides.
        environment = dict(os.environ, PYTHONHASHSEED="0")
        os.execve(
            sys.executable, [sys.executable, "-P", "-m", "tests.simulation", *sys.argv[1:]], environment
        )
    # Ended from outside it stops its server like at the end, rather than leaving it alone in the machine.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if asked.mistakes:
        return _table(asked)
    if asked.mistake:
        return _catch(asked)
    if asked.again:
        found = tomllib.loads(Path(asked.again).read_text(encoding="utf-8"))["seed"]
        plans: Iterable[Plan] = [Plan(s["seed"], s["terminals"], s["steps"]) for s in found]
        return int(bool(run_seeds(plans, lambda result: _tell(result, is_only=False)).failures))
    count = asked.seeds or (10**9 if asked.minutes else 1)
    plans = _plans(asked.seed, count, asked.terminals, asked.steps, asked.minutes, is_short=asked.short)
    tally = run_seeds(plans, lambda result: _tell(result, is_only=count == 1))
    _summary(tally)
    if asked.report:
        text = json.dumps(tally.as_json(), ensure_ascii=False, indent=1)
        Path(asked.report).write_text(text + "\n", encoding="utf-8")
    return int(bool(tally.failures))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/simulate sync")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seeds", type=int, default=0, help="how many seeds, one after the other")
    parser.add_argument("--terminals", type=int, default=0, help="terminals of each run (0: by the seed)")
    parser.add_argument(
        "--steps", type=int, default=0, help="things that happen in each run (0: by the seed)"
    )
    parser.add_argument("--minutes", type=float, default=0.0, help="go on with further seeds for so long")
    parser.add_argument("--mistake", choices=sorted(MISTAKES), default="", help="make a known mistake")
    parser.add_argument("--mistakes", action="store_true", help="every known mistake over --seeds seeds")
    parser.add_argument("--report", help="write the result to a file")
    parser.add_argument("--short", action="store_true", help="shorter stories, as the tests have them")
    parser.add_argument("--again", help="run the seeds of a file")
    return parser


def _plans(
    seed: int, count: int, terminals: int, steps: int, minutes: float, *, is_short: bool = False
) -> Iterator[Plan]:
    until = time.monotonic() + minutes * 60
    for number in range(seed, seed + count):
        if minutes and time.monotonic() > until:
            return
        yield Plan(number, terminals or 2 + number % 4, steps or (SHORT if is_short else STEPS)[number % 4])


def _tell(result: Result, *, is_only: bool) -> None:
    if is_only:
        print("\n".join(result.lines))
    plan = result.plan
    if result.invariant:
        how = f"--seed {plan.seed} --terminals {plan.terminals} --steps {plan.steps}"
        print(f"FAILED {how}: {result.what}", flush=True)
    elif is_only:
        print(f"seed {plan.seed} holds; history {result.digest}")


def _summary(tally: Tally) -> None:
    for fault in FAULTS:
        print(f"{tally.faults[fault]:8}  {fault}")
    rate = tally.seeds / tally.seconds if tally.seconds else 0.0
    print(f"{tally.seeds} seeds, {len(tally.failures)} failed, {rate:.2f} seeds/s")


def _catch(asked: argparse.Namespace) -> int:
    """Run seeds with a mistake until one catches it; gives 1 if none does."""
    plans = _plans(asked.seed, asked.seeds or 40, asked.terminals or 3, asked.steps or 80, 0.0)
    caught: list[Result] = []

    def until_caught() -> Iterator[Plan]:
        for plan in plans:
            if caught:
                return
            yield plan

    run_seeds(
        until_caught(), lambda result: caught.append(result) if result.invariant else None, asked.mistake
    )
    for result in caught:
        if result.invariant == "error":
            # The mistake could not be made: the code it replaces has moved.
            print(result.what)
            return 2
        print(f"{asked.mistake}: caught by seed {result.plan.seed}: {result.what}")
    return int(not caught)


def _table(asked: argparse.Namespace) -> int:
    """Tell of every known mistake in how many seeds it was caught, and by what."""
    count = asked.seeds or 20
    uncaught = 0
    for name, mistake in MISTAKES.items():
        plans = _plans(asked.seed, count, asked.terminals or 3, asked.steps or 80, 0.0)
        tally = run_seeds(plans, lambda result: None, name)
        by = Counter(failure.invariant for failure in tally.failures)
        uncaught += not tally.failures
        share = 100 * len(tally.failures) / count
        print(f"{share:5.0f} %  {name:22} {dict(by.most_common())}  {mistake.about}", flush=True)
    return int(uncaught > 0)


if __name__ == "__main__":
    sys.exit(main())
