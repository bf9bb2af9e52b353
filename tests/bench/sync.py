"""How fast a terminal and the centre are in step, against bare references, in one run on one machine.

scripts/bench sync [--quick] [--only NAME] [--json FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.bench.down import first_filling, terminals_down
from tests.bench.figures import Figure, save, table
from tests.bench.latency import change_in_sight
from tests.bench.market import Market, founded_market
from tests.bench.servers import Server, described, running_server
from tests.bench.silence import window_silence
from tests.bench.sizes import FULL, QUICK, Sizes
from tests.bench.up import visits_up, visits_up_far
from tests.bench.wire_cost import cost_of_a_change

Part = Callable[[Market, Sizes], Iterator[Figure]]

PARTS: dict[str, Part] = {
    "up": visits_up,
    "far": visits_up_far,
    "down": terminals_down,
    "filling": first_filling,
    "latency": change_in_sight,
    "silence": window_silence,
    "wire": cost_of_a_change,
}


def measure(
    server: Server, folder: Path, sizes: Sizes, names: Sequence[str]
) -> tuple[list[Figure], dict[str, Any]]:
    """Run the parts one after the other, each at a centre of its own, and tell every figure as it comes."""
    market = founded_market(server, folder, "bench")
    facts = {
        "server": described(market.url),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "sizes": vars(sizes),
    }
    _tell(f"{facts['server']}; Python {facts['python']}; {facts['cores']} cores")
    figures = []
    for name in names:
        for figure in PARTS[name](market, sizes):
            _tell(table([figure]).splitlines()[-1])
            figures.append(figure)
    return figures, facts


def main(words: Sequence[str]) -> None:
    """Measure what was asked for, print the table, keep the JSON."""
    parser = argparse.ArgumentParser(prog="scripts/bench sync")
    parser.add_argument("--quick", action="store_true", help="one run, fewer rows")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part alone; may be given again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep everything measured here")
    asked = parser.parse_args(words)
    with running_server() as server, tempfile.TemporaryDirectory(prefix="guitai-bench-") as folder:
        sizes = QUICK if asked.quick else FULL
        figures, facts = measure(server, Path(folder), sizes, asked.only or list(PARTS))
    print(table(figures))
    if asked.json is not None:
        save(asked.json, figures, facts)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
