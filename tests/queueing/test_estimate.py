"""The estimate of waiting is a range that does not jump."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.queueing.estimate import STEP_MIN, WaitRange, estimate, steadied

services = st.lists(st.integers(0, 7200), max_size=60)
ranges = st.builds(estimate, st.integers(0, 60), st.integers(0, 12), services)


@given(st.integers(0, 60), st.integers(0, 12), services)
def test_a_range_is_rounded_and_in_order(ahead: int, windows: int, lengths: list[int]) -> None:
    told = estimate(ahead, windows, lengths)
    assert 0 <= told.least_min <= told.most_min
    assert told.least_min % STEP_MIN == told.most_min % STEP_MIN == 0
    more = estimate(ahead + 1, windows, lengths)
    assert more.least_min >= told.least_min and more.most_min >= told.most_min


def test_usual_services_give_the_usual_wait() -> None:
    assert estimate(4, 2, [600] * 40) == WaitRange(20, 20, 4, 2)
    assert estimate(0, 1, []).least_min == 0


@given(ranges, ranges)
def test_what_is_shown_grows_only_for_a_reason(before: WaitRange, fresh: WaitRange) -> None:
    told = steadied(before, fresh)
    has_reason = fresh.ahead > before.ahead or fresh.windows < before.windows
    assert has_reason or (told.least_min <= before.least_min and told.most_min <= before.most_min)
    assert (told.ahead, told.windows) == (fresh.ahead, fresh.windows)
    assert steadied(None, fresh) == fresh
