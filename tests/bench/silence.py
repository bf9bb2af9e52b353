"""Whether the window waits while a great deal comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.bench.figures import Figure, Target, percentile
from tests.bench.market import Market
from tests.bench.processes import children
from tests.bench.sizes import Sizes

IDLE_S = 3.0


def window_silence(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """The longest time the window's thread was not to be had, and the clerk's longest wait for a saving."""
    idle: list[Any] = []
    pulling: list[Any] = []
    for _ in range(sizes.runs):
        other = market.another()
        home = other.joined_home()
        with children("window", [[str(home)]]) as (window,):
            idle.append(window.ask(seconds=IDLE_S if sizes.silence > 1_000 else 0.2))
            window.say(visits=sizes.silence)
            other.visits_at_centre(sizes.silence, each=sizes.silence)
            pulling.append(window.hear())
    rows = f"while {sizes.silence:,} rows come"
    longest = {"no pull": [max(run["gaps"]) for run in idle]}
    yield Figure(
        f"window's longest silence {rows}",
        "ms",
        [max(run["gaps"]) for run in pulling],
        longest,
        Target(33.0, at_most=True),
        f"{_share(pulling[0]):.1%} of the time in gaps over 16 ms",
    )
    yield Figure(
        f"window's silence {rows}, p99",
        "ms",
        [_of_all_beats(run, 0.99) for run in pulling],
        {"no pull": [_of_all_beats(run, 0.99) for run in idle]},
    )
    for word, share in (("longest", 1.0), ("p95", 0.95)):
        yield Figure(
            f"clerk's saving {rows}, {word}",
            "ms",
            [percentile(run["clerk"], share) for run in pulling],
            {"no pull": [percentile(run["clerk"], share) for run in idle]},
        )


def _share(run: Any) -> float:
    return float(sum(gap for gap in run["gaps"] if gap > 16) / run["took"])


def _of_all_beats(run: Any, share: float) -> float:
    left_out = run["beats"] - len(run["gaps"])
    return float(run["gaps"][max(0, int(run["beats"] * share) - left_out - 1)])
