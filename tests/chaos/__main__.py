"""The chaos from the command line: ``scripts/chaos --minutes 10 --terminals 20 --seed 1``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.chaos.balance import sums
from tests.chaos.conductor import MET, Orders, Run, run

ACTS_PER_S = 12.0
"""Of all clerks together; more than a hall of twenty windows ever does."""
MET_IN_TIME = (
    *MET,
    "website rolled back",
    "terminal killed just after a commit",
    "killed with a pull half fetched",
    "committed, then killed before the answer was kept",
    "committed, then the answer was lost on its way",
)


def main(words: list[str]) -> int:
    """Run, print the balance sheet, write it as JSON; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--terminals", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--report", type=Path)
    given = parser.parse_args(words)
    seconds = given.minutes * 60

    def is_enough(running: Run) -> bool:
        return time.monotonic() - running.began > seconds

    orders = Orders(
        given.terminals, given.seed, given.terminals / ACTS_PER_S, min(1.0, 10 / given.terminals), is_enough
    )
    wanted = MET_IN_TIME if seconds >= 300 else ()
    print(f"seed {given.seed}: {given.terminals} terminals, {given.minutes:g} minutes", flush=True)
    evidence, wrong, folders = run(orders, wanted=wanted)
    sheet: dict[str, Any] = {
        "seed": given.seed,
        "terminals": given.terminals,
        "minutes": given.minutes,
        "sums": sums(evidence),
        "faults": dict(sorted(evidence.counted.items())),
        "seconds_to_step": evidence.seconds_to_step,
        "wrong": wrong,
        "folders": [str(folder) for folder in folders],
    }
    if given.report is not None:
        given.report.write_text(json.dumps(sheet, ensure_ascii=False, indent=1), encoding="utf-8")
    _print(sheet)
    return 1 if wrong else 0


def _print(sheet: dict[str, Any]) -> None:
    for title in ("faults", "sums"):
        print(f"\n{title}")
        for name, count in sheet[title].items():
            print(f"  {name:<56}{count:>9,}")
    step = sheet["seconds_to_step"]
    print(f"\nin step after the last fault: {'never' if step is None else f'{step:.1f} s'}")
    for sentence in sheet["wrong"][:50]:
        print(f"WRONG  {sentence[:2000]}")
    print(f"{len(sheet['wrong'])} wrong" if sheet["wrong"] else "nothing lost, nothing doubled, nothing torn")
    for folder in sheet["folders"]:
        print(f"kept for a closer look: {folder}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
