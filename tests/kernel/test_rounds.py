"""Work in rounds: a round that fails is tried again, and ending waits for the round in hand."""

from __future__ import annotations

import threading

from app.kernel.rounds import Rounds

PATIENCE_S = 20.0


def test_a_round_that_fails_is_followed_by_another() -> None:
    done, seen = threading.Event(), []

    def job() -> float:
        seen.append(len(seen))
        if len(seen) == 1:
            raise OSError("the first")
        done.set()
        return 3600.0

    rounds = Rounds("of the tests", job, every_s=0.0)
    rounds.start()
    assert done.wait(PATIENCE_S)
    rounds.stop()
    assert seen == [0, 1]


def test_what_ends_before_its_first_round_does_nothing() -> None:
    seen: list[float] = []

    def job() -> float:
        seen.append(1.0)
        return 1.0

    rounds = Rounds("of the tests", job, every_s=3600.0)
    rounds.start()
    rounds.stop()
    Rounds("never begun", job, every_s=0.0).stop()
    assert seen == []
