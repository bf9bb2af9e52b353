"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """The numbers of the issue; the quick and the tiny ones are the same work in less of it."""

    runs: int = 3
    visits: int = 10_000
    far_visits: int = 2_000
    far_naive: int = 100
    terminals: int = 20
    pulled: int = 10_000
    filling: int = 1_000_000
    changes: int = 300
    per_second: float = 50.0
    silence: int = 50_000


FULL = Sizes()
QUICK = Sizes(runs=1, visits=3_000, far_visits=1_000, far_naive=30, filling=50_000, changes=150)
TINY = Sizes(
    runs=1,
    visits=60,
    far_visits=60,
    far_naive=3,
    terminals=2,
    pulled=300,
    filling=2_500,
    changes=10,
    silence=300,
)
