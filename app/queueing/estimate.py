"""How long a visitor will wait: a range that does not jump (counter.md, section 2, rank 21)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app.kernel.clock import MINUTE

STEP_MIN = 5
USUAL_S = 600
"""What a service takes where nobody knows yet."""
LATE_S = 1200
RISE_EVERY = 5 * MINUTE
"""So often a range may become longer by a step though nothing in the hall shows why."""
PRIOR = 5
"""So many services of the usual length are thought to have been before the first real one."""


@dataclass(frozen=True)
class WaitRange:
    """The optimistic and the pessimistic wait in minutes, by fives, and what it was estimated from."""

    least_min: int
    most_min: int
    ahead: int
    windows: int


@dataclass(frozen=True)
class Told:
    """What was shown last, and the moment since when it has not become longer."""

    range: WaitRange
    risen_at: int


def estimate(ahead: int, windows: int, services_s: Sequence[int]) -> WaitRange:
    """Estimate the wait behind so many visitors at so many windows that serve the line.

    services_s: lengths of past services in seconds; the median and the 80th percentile are used, with a few
    services of usual length beside them as long as there are not many. It is a range always: nobody knows a
    wait to the minute.
    """
    manned = max(1, windows)
    known = sorted([*services_s, *[USUAL_S] * PRIOR])
    slow = sorted([*services_s, *[LATE_S] * PRIOR])
    usual, late = median(known), slow[min(len(slow) - 1, math.ceil(len(slow) * 0.8) - 1)]
    least = STEP_MIN * math.floor(ahead * usual / manned / 60 / STEP_MIN)
    most = STEP_MIN * math.ceil(ahead * max(late, usual) / manned / 60 / STEP_MIN)
    return WaitRange(least, max(most, least + STEP_MIN), ahead, manned)


def steadied(previous: Told | None, fresh: WaitRange, now: int) -> Told:
    """Give what shall be shown after what was shown: longer at once only for a reason that can be seen.

    Such reasons are more visitors ahead or fewer windows. Where services have become slower a range rises
    too, by one step in so many minutes; a promise nobody can keep helps nobody. It falls whenever it can.
    """
    if previous is None or fresh.ahead > previous.range.ahead or fresh.windows < previous.range.windows:
        return Told(fresh, now)
    before = previous.range
    # A clock that was set back must not hold it for longer.
    rise = 0 if 0 <= now - previous.risen_at < RISE_EVERY else STEP_MIN
    least = min(before.least_min + rise, fresh.least_min)
    most = min(before.most_min + rise, fresh.most_min)
    has_risen = least > before.least_min or most > before.most_min
    range_now = WaitRange(least, most, fresh.ahead, fresh.windows)
    return Told(range_now, now if has_risen else previous.risen_at)
