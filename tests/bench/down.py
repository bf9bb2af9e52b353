"""Rows coming down: to twenty terminals at once, and all of them to a new one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from tests.bench.figures import Figure, Target
from tests.bench.market import Joined, Market
from tests.bench.processes import Child, ChildDied, children
from tests.bench.sizes import Sizes


def terminals_down(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """Twenty terminals, open and connected, pull 10,000 rows each: until the last is in step."""
    market = market.another()
    joined = [market.here(market.join()) for _ in range(sizes.terminals)]
    ours, bare = [], []
    expected = 0
    with children("terminal", [["pull", str(each.path), each.url] for each in joined]) as terminals:
        for _ in range(sizes.runs):
            market.visits_at_centre(sizes.pulled)
            market.execute("VACUUM ANALYZE visit")
            expected += sizes.pulled
            took, answers = _all_go(terminals, {})
            assert {answer["visits"] for answer in answers} == {expected}, answers
            ours.append(took)
    with children("terminal", [["copy", "-", market.url]] * sizes.terminals) as terminals:
        for _ in range(sizes.runs):
            bare.append(_all_go(terminals, {"rows": sizes.pulled})[0])
    name = f"{sizes.terminals} terminals × {sizes.pulled:,} rows down"
    rate = sizes.terminals * sizes.pulled / sorted(ours)[len(ours) // 2]
    note = f"{rate:,.0f} rows/s in all"
    yield Figure(name, "s", ours, {"COPY thrown away": bare}, Target(3.0, at_most=True), note)


def _all_go(terminals: list[Child], question: dict[str, Any]) -> tuple[float, list[Any]]:
    began = time.monotonic_ns()
    for terminal in terminals:
        terminal.say(**question)
    answers = [terminal.hear() for terminal in terminals]
    return (max(answer["at"] for answer in answers) - began) / 1e9, answers


def first_filling(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """A new terminal takes everything; and once more, killed in the middle."""
    market = market.another()
    people = sizes.filling * 3 // 10
    market.people_at_centre(people)
    market.visits_at_centre(sizes.filling - people)
    market.execute("VACUUM ANALYZE")
    visits = sizes.filling - people
    with children("terminal", [["copy", "-", market.url]]) as terminals:
        bare, _ = _all_go(terminals, {"rows": visits})
    took, peak, steps = _filled(market, market.here(market.enrolled()), visits)
    name = f"first filling, {sizes.filling:,} rows"
    rate = f"{sizes.filling / took:,.0f} rows/s"
    note = f"{rate}; the COPY is of the visits alone; progress told {len(steps)} times"
    yield Figure(name, "s", [took], {"COPY thrown away": [bare]}, note=note)
    yield Figure("peak memory of it", "MB", [peak])
    joined = market.here(market.enrolled())
    reached = _killed_half_way(joined)
    again, _, rest = _filled(market, joined, visits)
    first = rest[0] if rest else 0
    note = f"killed at {reached:,} rows, went on at {first:,}"
    yield Figure("the rest of it after a kill half way", "s", [again], {"the whole": [took]}, note=note)


def _filled(market: Market, joined: Joined, visits: int) -> tuple[float, float, list[int]]:
    with children("terminal", [["fill", str(joined.path), joined.url]]) as (terminal,):
        began = time.monotonic_ns()
        answer = terminal.ask()
        steps = []
        while "at" not in answer:
            steps.append(answer["done"])
            answer = terminal.hear()
        assert answer["visits"] == visits, answer
        return (answer["at"] - began) / 1e9, answer["peak_mb"], steps


def _killed_half_way(joined: Joined) -> int:
    with children("terminal", [["fill", str(joined.path), joined.url]]) as (terminal,):
        terminal.say()
        while True:
            try:
                answer = terminal.hear()
            except ChildDied:
                return 0
            if "at" in answer:
                # It was done before it could be killed: nothing was told half way.
                return int(answer["visits"])
            if answer["done"] * 2 >= answer["of"]:
                terminal.kill()
                return int(answer["done"])
