"""A hall in which everything fails at once, for a moment: nothing is lost, doubled or torn."""

from __future__ import annotations

import pytest

from tests.chaos.balance import sums
from tests.chaos.conductor import MET_ALWAYS, Orders, Run, run

ACTS = 40
TERMINALS = 4
MOST_STEPS = 250
"""A run that has not met everything by then says what it lacks."""


def _is_enough(running: Run) -> bool:
    """Every kind of fault has really met something, and every clerk has done so much work among them."""
    if running.steps >= MOST_STEPS:
        return True
    met = running.met()
    return all(met[name] for name in MET_ALWAYS) and running.acts() >= ACTS


@pytest.mark.slow
@pytest.mark.centre
def test_nothing_is_lost_doubled_or_torn_whatever_breaks() -> None:
    orders = Orders(terminals=TERMINALS, seed=7, pace_s=0.15, fault_every_s=0.35, is_enough=_is_enough)
    evidence, wrong, folders = run(orders)
    assert not wrong, (wrong[:10], len(wrong), folders)
    figures = sums(evidence)
    assert figures["of these accepted"] and figures["of these refused"] and figures["numbers given"]
