"""Tables of allowed state changes: one idea for every life cycle."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from app.kernel.errors import WrongStep

S = TypeVar("S", bound=StrEnum)


class StepTable(Generic[S]):
    """Says from which state a record may go to which."""

    def __init__(self, kind: str, steps: Mapping[S, frozenset[S]]) -> None:
        self._kind = kind
        self._steps = dict(steps)

    def check(self, before: S, after: S) -> S:
        """Give the new state back, or refuse the step."""
        if after not in self._steps.get(before, frozenset()):
            raise WrongStep(self._kind, str(before), str(after))
        return after

    def allowed(self, before: S) -> frozenset[S]:
        """List the states that can follow."""
        return self._steps.get(before, frozenset())

    def states(self) -> frozenset[S]:
        """List the states the table knows."""
        return frozenset(self._steps)

    def both_ways(self) -> StepTable[S]:
        """Give the table with every step also taken backwards: what the centre allows, so that a clerk can
        take a step back (decision 8).
        """
        return self.back_from(*self._steps)

    def back_from(self, *states: S) -> StepTable[S]:
        """Give the table with the steps into some states also taken backwards."""
        back = {
            state: after | {b for b, into in self._steps.items() if state in states and state in into}
            for state, after in self._steps.items()
        }
        return StepTable(self._kind, back)
