"""Changesets going up: on one machine, and over a line of 20 ms."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.figures import Figure, Target
from tests.bench.market import Joined, Market, capture_updates, capture_visits
from tests.bench.processes import proxied
from tests.bench.references import Plain, plain_rows
from tests.bench.sizes import Sizes

FAR_MS = 20.0


class Captured:
    """A centre and a terminal with changesets that wait, to be pushed as often as wanted."""

    def __init__(self, market: Market, joined: Joined) -> None:
        self.market, self._joined = market, joined
        self._runs = 0

    def fresh(self) -> tuple[Market, Joined]:
        """A copy of both."""
        self._runs += 1
        market = self.market.another()
        copy = self._joined.copy(self._joined.path.with_suffix(f".run{self._runs}.db"))
        return market, market.here(copy)


def visits_up(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """10,000 new visits and 10,000 updates, each a local transaction of its own."""
    many = sizes.visits
    market = market.another()
    joined = market.here(market.join())
    with joined.opened() as (store, _):
        began = time.perf_counter()
        capture_visits(store, market, many)
        captured = many / (time.perf_counter() - began)
    yield Figure("local transactions, new visits", "/s", [captured], note="Store.change, encrypted, FULL")
    plain, rows = Plain(market), plain_rows(market, many)
    copied, single = [], []
    copied_updates, single_updates = [], []
    for _ in range(sizes.runs):
        copied.append(plain.copy(rows))
        copied_updates.append(plain.copy_updates(rows))
        single.append(plain.insert_one_by_one(rows))
        single_updates.append(plain.update_one_by_one(rows))
    plain.close()
    inserts = Captured(market, joined)
    ours = [_pushed(inserts, many) for _ in range(sizes.runs)]
    references = {"COPY": copied, "naive ORM": single}
    yield Figure(f"{many:,} new visits up", "/s", ours, references, Target(5_000))
    updates, captured = _updates_of(inserts, many)
    yield Figure("local transactions, 3-column updates", "/s", [captured])
    ours = [_pushed(updates, many) for _ in range(sizes.runs)]
    references = {"COPY + UPDATE": copied_updates, "naive ORM": single_updates}
    yield Figure(f"{many:,} updates up", "/s", ours, references, Target(5_000))


def visits_up_far(market: Market, sizes: Sizes) -> Iterator[Figure]:
    """The same over a line with 20 ms there and back."""
    many = sizes.far_visits
    market = market.another()
    joined = market.here(market.join())
    with joined.opened() as (store, _):
        capture_visits(store, market, many)
    rows = plain_rows(market, sizes.far_naive)
    with proxied(market.url, FAR_MS) as (url, _):
        plain = Plain(market, url)
        single = [plain.insert_one_by_one(rows)]
        single_updates = [plain.update_one_by_one(rows)]
        plain.close()
    inserts = Captured(market, joined)
    ours = [_pushed(inserts, many, FAR_MS) for _ in range(sizes.runs)]
    target = Target(4_000)
    yield Figure(f"{many:,} new visits up at 20 ms", "/s", ours, {"naive ORM": single}, target)
    updates, _ = _updates_of(inserts, many)
    ours = [_pushed(updates, many, FAR_MS) for _ in range(sizes.runs)]
    yield Figure(f"{many:,} updates up at 20 ms", "/s", ours, {"naive ORM": single_updates}, target)


def _pushed(captured: Captured, many: int, round_trip_ms: float = 0.0) -> float:
    _, joined = captured.fresh()
    if not round_trip_ms:
        return _timed_push(joined, joined.url, many)
    with proxied(joined.url, round_trip_ms) as (url, _):
        return _timed_push(joined, url, many)


def _timed_push(joined: Joined, url: str, many: int) -> float:
    with joined.opened(url) as (_, exchange):
        exchange.number("bench", "connected")
        began = time.perf_counter()
        sent = exchange.push().sent
        took = time.perf_counter() - began
    assert sent == many, f"{sent} of {many} were acknowledged"
    return many / took


def _updates_of(inserts: Captured, many: int) -> tuple[Captured, float]:
    market, joined = inserts.fresh()
    with joined.opened() as (store, exchange):
        exchange.run()
        began = time.perf_counter()
        capture_updates(store, many)
        took = time.perf_counter() - began
    return Captured(market, joined), many / took
