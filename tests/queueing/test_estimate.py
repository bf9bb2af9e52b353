"""The estimate of waiting is a range that does not jump."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import HOUR, MINUTE
from app.queueing.estimate import RISE_EVERY, STEP_MIN, Told, WaitRange, estimate, steadied

NOW = 1_000 * MINUTE

services = st.lists(st.integers(0, 7200), max_size=60)
ranges = st.builds(estimate, st.integers(0, 60), st.integers(0, 12), services)


@given(st.integers(0, 60), st.integers(0, 12), services)
def test_a_range_is_rounded_and_in_order(ahead: int, windows: int, lengths: list[int]) -> None:
    told = estimate(ahead, windows, lengths)
    assert 0 <= told.least_min <= told.most_min
    assert told.least_min % STEP_MIN == told.most_min % STEP_MIN == 0
    more = estimate(ahead + 1, windows, lengths)
    assert more.least_min >= told.least_min and more.most_min >= told.most_min


def test_usual_services_give_the_usual_wait_and_a_range_always() -> None:
    assert estimate(4, 2, [600] * 40) == WaitRange(20, 25, 4, 2)
    assert estimate(0, 1, []) == WaitRange(0, 5, 0, 1)


@given(st.integers(0, 60), st.integers(0, 12), services)
def test_the_most_is_a_step_more_than_the_least_at_least(
    ahead: int, windows: int, lengths: list[int]
) -> None:
    told = estimate(ahead, windows, lengths)
    assert told.most_min >= told.least_min + STEP_MIN


@given(ranges, ranges, st.integers(-60, 60))
def test_what_is_shown_jumps_only_for_a_reason(before: WaitRange, fresh: WaitRange, minutes: int) -> None:
    shown = steadied(Told(before, NOW), fresh, NOW + minutes * MINUTE)
    told = shown.range
    has_reason = fresh.ahead > before.ahead or fresh.windows < before.windows
    rise = 0 if 0 <= minutes < RISE_EVERY // MINUTE else STEP_MIN
    assert has_reason or told.least_min <= before.least_min + rise
    assert has_reason or told.most_min <= before.most_min + rise
    assert told.least_min <= fresh.least_min and told.most_min <= fresh.most_min
    assert told.most_min >= told.least_min + STEP_MIN
    assert (told.ahead, told.windows) == (fresh.ahead, fresh.windows)
    assert steadied(None, fresh, NOW) == Told(fresh, NOW)


def test_slower_services_are_told_step_by_step_though_the_line_stays_as_long() -> None:
    """Services take four times as long as before, and nobody comes or goes."""
    shown = Told(estimate(4, 2, [600] * 20), NOW)
    slow = estimate(4, 2, [2400] * 40)
    told = []
    for minute in range(1, 16):
        shown = steadied(shown, slow, NOW + minute * MINUTE)
        told.append((shown.range.least_min, shown.range.most_min))
    assert told == [(20, 25)] * 4 + [(25, 30)] * 5 + [(30, 35)] * 5 + [(35, 40)]
    for hour in range(1, 20):
        shown = steadied(shown, slow, NOW + hour * HOUR)
    assert shown.range == slow
    quick = estimate(4, 2, [600] * 20)
    assert steadied(shown, quick, NOW + 20 * HOUR).range == quick
