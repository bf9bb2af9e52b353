"""From the commit at one terminal to another terminal's screen."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from tests.bench.figures import Figure, Target, percentile
from tests.bench.market import Market
from tests.bench.processes import Child, children
from tests.bench.sizes import Sizes

MS = 1_000_000
Delays = list[float]


def change_in_sight(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """About fifty changes a second at one terminal; every delivery to one listener, then to twenty."""
    market = market.another()
    joined = [market.here(market.join()) for _ in range(sizes.terminals + 1)]
    for listeners in (1, sizes.terminals):
        target = Target(10.0, at_most=True) if listeners > 1 else None
        ours: list[tuple[Delays, Delays]] = []
        bare: list[tuple[Delays, Delays]] = []
        calls = [["listen", str(each.path), each.url] for each in joined[1 : listeners + 1]]
        with (
            children("terminal", calls) as hearing,
            children("terminal", [["speak", str(joined[0].path), joined[0].url]]) as (speaker,),
        ):
            ours += [_delays(speaker, hearing, market, sizes) for _ in range(sizes.runs)]
        for _ in range(sizes.runs):
            with (
                children("terminal", [["bare_speak", "-", market.url]]) as (speaker,),
                children("terminal", [["bare_listen", "-", market.url]] * listeners) as hearing,
            ):
                bare.append(_delays(speaker, hearing, market, sizes))
        yield from _figures(listeners, ours, bare, target)


def _figures(
    listeners: int,
    ours: list[tuple[Delays, Delays]],
    bare: list[tuple[Delays, Delays]],
    target: Target | None,
) -> Iterator[Figure]:
    who = f"{listeners} listener{'s' if listeners > 1 else ''}"
    note = f"{len(ours[0][0]):,} deliveries a run"
    for place, moment in enumerate(("before commit", "after commit")):
        for word, share, wanted in (("p50", 0.5, None), ("p95", 0.95, target)):
            yield Figure(
                f"latency, {who}, {moment} at A → in sight at B, {word}",
                "ms",
                [percentile(run[place], share) for run in ours],
                {"bare NOTIFY + SELECT": [percentile(run[place], share) for run in bare]},
                wanted,
                note,
            )


def _delays(speaker: Child, hearing: list[Child], market: Market, sizes: Sizes) -> tuple[Delays, Delays]:
    question = {"matter": market.matter_id, "person": market.people[0]}
    made = speaker.ask(changes=sizes.changes, per_second=sizes.per_second, **question)["made"]
    answers: list[Any] = []
    for terminal in hearing:
        terminal.say(keys=list(made))
    for terminal in hearing:
        answer = terminal.hear()
        assert answer["here"] == len(answer["seen"]) == len(made), "not everything has arrived"
        answers.append(answer["seen"])
    before = [(seen[key] - made[key][0]) / MS for seen in answers for key in made]
    after = [(seen[key] - made[key][1]) / MS for seen in answers for key in made]
    assert statistics.median(before) > 0
    return before, after
