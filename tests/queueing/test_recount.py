"""Every figure of the day follows from the log."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.kernel.clock import SECOND
from app.queueing.recount import TAKEN_BACK, PeriodRow, TimeSpent, recount
from app.queueing.states import PeriodKind

rows = st.builds(
    PeriodRow,
    kind=st.sampled_from(PeriodKind),
    began_at=st.integers(0, 10**10),
    ended_at=st.none() | st.integers(0, 10**10),
    end_reason=st.sampled_from(["", "called", TAKEN_BACK]),
)


def test_each_kind_counts_where_it_belongs() -> None:
    at = 0
    log = []
    for length, kind in enumerate(PeriodKind, start=1):
        log.append(PeriodRow(kind, at, at + length * SECOND, "next"))
        at += length * SECOND
    lengths = {kind: length for length, kind in enumerate(PeriodKind, start=1)}
    rests = lengths[PeriodKind.AWAY] + lengths[PeriodKind.HELD] + lengths[PeriodKind.HERE]
    told = (lengths[PeriodKind.WAITING], lengths[PeriodKind.CALLED], lengths[PeriodKind.SERVING], rests)
    assert recount(log, at) == TimeSpent(*told)


@given(st.lists(rows, max_size=20), st.integers(0, 10**10))
def test_no_time_is_less_than_none_and_what_was_taken_back_counts_nowhere(
    log: list[PeriodRow], now: int
) -> None:
    counted = recount(log, now)
    assert min(counted.waiting_s, counted.called_s, counted.serving_s, counted.suspended_s) >= 0
    assert counted == recount([row for row in log if row.end_reason != TAKEN_BACK], now)
