"""Which faults come when: an endless stream that follows from its seed alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What is done to terminals, network and server."""

    CUT = "cut"
    CUT_INSIDE = "cut inside"
    LOSE_ANSWER = "lose answer"
    DELAY = "delay"
    HOLD = "hold"
    ONLY_UP = "only up"
    """Requests arrive, answers do not."""
    ONLY_DOWN = "only down"
    VANISH = "vanish"
    """The connection is forgotten on the way: nothing comes through any more, and nobody says so."""
    THROTTLE = "throttle"
    SLAM = "slam"
    SHUT = "shut"
    DEAF = "deaf"
    KILL = "kill"
    KILL_EARLY = "kill early"
    PAUSE = "pause"
    END_BACKEND = "end backend"
    FREEZE_BACKEND = "freeze backend"
    CRASH_BACKEND = "crash backend"
    LONG_TRANSACTION = "long transaction"
    STOP_SERVER = "stop server"
    KILL_SERVER = "kill server"
    DECLARE_RESTORED = "declare restored"
    """An administrator is too careful: nothing was lost, and yet everybody sends and fetches all anew."""
    RESTORE = "restore"
    """The centre is put back to an older copy of itself; every other time the copy is taken anew instead."""


WEIGHTS = {
    Fault.CUT: 10,
    Fault.CUT_INSIDE: 14,
    Fault.LOSE_ANSWER: 14,
    Fault.DELAY: 8,
    Fault.HOLD: 5,
    Fault.ONLY_UP: 5,
    Fault.ONLY_DOWN: 4,
    Fault.VANISH: 3,
    Fault.THROTTLE: 4,
    Fault.SLAM: 3,
    Fault.SHUT: 3,
    Fault.DEAF: 3,
    Fault.KILL: 12,
    Fault.KILL_EARLY: 8,
    Fault.PAUSE: 5,
    Fault.END_BACKEND: 8,
    Fault.FREEZE_BACKEND: 3,
    Fault.CRASH_BACKEND: 1,
    Fault.LONG_TRANSACTION: 2,
    Fault.STOP_SERVER: 1,
    Fault.KILL_SERVER: 1,
    Fault.DECLARE_RESTORED: 0.5,
    Fault.RESTORE: 0.5,
}

DURATIONS_S = {
    Fault.DELAY: (1.0, 8.0),
    Fault.HOLD: (0.5, 7.0),
    Fault.ONLY_UP: (0.5, 7.0),
    Fault.ONLY_DOWN: (0.5, 7.0),
    Fault.THROTTLE: (1.0, 8.0),
    Fault.SLAM: (0.5, 5.0),
    Fault.SHUT: (0.5, 5.0),
    Fault.DEAF: (0.5, 5.0),
    Fault.KILL: (0.0, 2.0),
    Fault.PAUSE: (0.3, 6.0),
    Fault.FREEZE_BACKEND: (0.3, 6.0),
    Fault.LONG_TRANSACTION: (2.0, 15.0),
    Fault.STOP_SERVER: (0.2, 3.0),
    Fault.KILL_SERVER: (0.2, 3.0),
    Fault.RESTORE: (0.2, 3.0),
}
"""How long each lasts; for a killed process or server: until it is started again."""


@dataclass(frozen=True)
class Step:
    """One fault: when after the one before, to whom, for how long, and its own numbers between 0 and 1."""

    pause_s: float
    fault: Fault
    targets: tuple[int, ...]
    lasts_s: float
    first: float
    second: float = field(default=0.0)


SURE_ROUNDS = 2
"""So many rounds bring each kind once, so that even a short run meets all of them."""


def plan(seed: int, terminals: int, every_s: float) -> Iterator[Step]:
    """Faults for ever: first some rounds of each kind once, then by their weights."""
    chance = random.Random(seed)
    rounds = [fault for _ in range(SURE_ROUNDS) for fault in chance.sample(list(Fault), len(Fault))]
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    while True:
        fault = rounds.pop() if rounds else chance.choices(kinds, weights)[0]
        everybody = tuple(range(terminals))
        targets = everybody if chance.random() < 0.1 else (chance.randrange(terminals),)
        shortest, longest = DURATIONS_S.get(fault, (0.0, 0.0))
        yield Step(
            chance.expovariate(1 / every_s),
            fault,
            targets,
            chance.uniform(shortest, longest),
            chance.random(),
            chance.random(),
        )
