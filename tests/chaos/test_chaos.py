"""A hall in which everything fails at once, for a moment: nothing is lost, doubled or torn."""

from __future__ import annotations

import pytest

from tests.chaos.balance import sums
from tests.chaos.conductor import MET, Orders, Run, run
from tests.chaos.plan import SURE_ROUNDS, Fault

ACTS = 30
TERMINALS = 4
STEPS = SURE_ROUNDS * len(Fault)
CERTAIN = (
    "terminal killed", "terminal killed just after its start", "terminal stood still", "server killed",
    "server stopped at once", "website committed",
)  # fmt: skip
"""What needs no terminal to be on the line at that moment."""


def _is_enough(running: Run) -> bool:
    return running.steps >= STEPS and running.acts() >= ACTS


@pytest.mark.slow
@pytest.mark.centre
def test_nothing_is_lost_doubled_or_torn_whatever_breaks() -> None:
    orders = Orders(terminals=TERMINALS, seed=7, pace_s=0.15, fault_every_s=0.4, is_enough=_is_enough)
    evidence, wrong, folders = run(orders, wanted=CERTAIN)
    assert not wrong, (wrong[:10], len(wrong), folders)
    met = [name for name in MET if evidence.counted[name]]
    assert len(met) >= len(MET) / 2, evidence.counted
    figures = sums(evidence)
    assert figures["of these accepted"] and figures["of these refused"]
