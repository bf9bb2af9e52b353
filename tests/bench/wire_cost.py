"""What a change costs on the line: bytes up and down, and how often the terminal has to ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.sync.exchange import Exchange
from tests.bench.figures import Figure
from tests.bench.market import Market, capture_updates, capture_visits
from tests.bench.processes import Child, proxied
from tests.bench.sizes import Sizes

PAYLOAD = 584


class Counting:
    """Bytes, round trips and local statements of what happens inside the ``with``."""

    def __init__(self, proxy: Child) -> None:
        self._proxy = proxy
        self.up = self.down = self.turns = self.statements = 0

    def __enter__(self) -> Counting:
        self._before = self._proxy.ask()
        event.listen(Engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._note)
        after = self._proxy.ask()
        self.up, self.down, self.turns = (after[n] - self._before[n] for n in ("up", "down", "turns"))

    def _note(self, *_: Any) -> None:
        self.statements += 1


def cost_of_a_change(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """Counted by the proxy: one change alone, and as part of many."""
    market = market.another()
    speaking, hearing = market.here(market.join()), market.here(market.join())
    many = min(1_000, sizes.visits)
    with (
        proxied(speaking.url, 0) as (url, proxy),
        proxied(hearing.url, 0) as (other_url, other_proxy),
        speaking.opened(url) as (store, exchange),
        hearing.opened(other_url) as (_, other),
    ):
        exchange.run()
        other.run()
        idle = _counted(proxy, exchange)
        yield _turns("an exchange with nothing new", idle)
        capture_visits(store, market, 1)
        alone = _counted(proxy, exchange)
        yield _turns("an exchange with one visit going up", alone)
        yield from _bytes("a visit going up alone", alone, 1)
        yield _turns("an exchange with one visit coming down", _counted(other_proxy, other))
        for what, capture in (
            ("visit", lambda: capture_visits(store, market, many)),
            ("3-column update", lambda: capture_updates(store, many)),
        ):
            capture()
            counted = _counted(proxy, exchange)
            yield _turns(f"an exchange with {many:,} of a {what} going up", counted)
            yield from _bytes(f"a {what} going up among {many:,}", counted, many)
            counted = _counted(other_proxy, other)
            yield _turns(f"an exchange with {many:,} of a {what} coming down", counted)
            yield from _bytes(f"a {what} coming down among {many:,}", counted, many)


def _counted(proxy: Child, exchange: Exchange) -> Counting:
    with Counting(proxy) as counting:
        exchange.run()
    return counting


def _turns(name: str, counted: Counting) -> Figure:
    note = f"{counted.statements:,} local statements"
    return Figure(f"round trips: {name}", "", [counted.turns], note=note)


def _bytes(name: str, counted: Counting, many: int) -> Iterator[Figure]:
    payload = {"payload of a visit": [float(PAYLOAD)]}
    yield Figure(f"bytes up: {name}", "B", [counted.up / many], payload)
    yield Figure(f"bytes down: {name}", "B", [counted.down / many], payload)
