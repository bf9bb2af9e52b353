"""How long a visitor will wait: a range that does not jump (counter.md, section 2, rank 21)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

STEP_MIN = 5
USUAL_S = 600
"""What a service takes where nobody knows yet."""
LATE_S = 1200
PRIOR = 5
"""So many services of the usual length are thought to have been before the first real one."""


@dataclass(frozen=True)
class WaitRange:
    """The optimistic and the pessimistic wait in minutes, by fives, and what it was estimated from."""

    least_min: int
    most_min: int
    ahead: int
    windows: int


def estimate(ahead: int, windows: int, services_s: Sequence[int]) -> WaitRange:
    """Estimate the wait behind so many visitors at so many windows that serve the line.

    services_s: lengths of past services in seconds; the median and the 80th percentile are used, with a few
    services of usual length beside them as long as there are not many.
    """
    manned = max(1, windows)
    known = sorted([*services_s, *[USUAL_S] * PRIOR])
    slow = sorted([*services_s, *[LATE_S] * PRIOR])
    usual, late = median(known), slow[min(len(slow) - 1, math.ceil(len(slow) * 0.8) - 1)]
    least = STEP_MIN * math.floor(ahead * usual / manned / 60 / STEP_MIN)
    most = STEP_MIN * math.ceil(ahead * max(late, usual) / manned / 60 / STEP_MIN)
    return WaitRange(least, max(most, STEP_MIN), ahead, manned)


def steadied(previous: WaitRange | None, fresh: WaitRange) -> WaitRange:
    """Give what shall be shown after what was shown: longer only for a reason.

    Reasons are more visitors ahead or fewer windows. Without one a range falls and never rises.
    """
    if previous is None or fresh.ahead > previous.ahead or fresh.windows < previous.windows:
        return fresh
    return WaitRange(
        min(previous.least_min, fresh.least_min),
        min(previous.most_min, fresh.most_min),
        fresh.ahead,
        fresh.windows,
    )
