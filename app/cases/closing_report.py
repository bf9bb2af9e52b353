"""The evening's report: every number of the day accounted for, and what does not fit said by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.queueing.times import TimeSpent


class Difference(StrEnum):
    """What does not fit in a closing report."""

    TICKETS_OPEN = "tickets_open"
    TICKETS_UNBALANCED = "tickets_unbalanced"
    CALLS_UNSPOKEN = "calls_unspoken"
    SLIPS_MISSING = "slips_missing"
    SLIPS_WAITING = "slips_waiting"
    CASES_OPEN = "cases_open"
    SERVED_WITHOUT_CASE = "served_without_case"
    SERVED_WITHOUT_CALL = "served_without_call"
    PERIODS_BROKEN = "periods_broken"
    CENTRE_WAITS = "centre_waits"
    CENTRE_REFUSED = "centre_refused"


@dataclass(frozen=True)
class LetterCount:
    """The tickets of a line. carried_in: left over from earlier days; carried: left over for the next."""

    letter: str
    carried_in: int
    taken: int
    served: int
    missed: int
    voided: int
    carried: int
    still_open: int

    @property
    def balances(self) -> bool:
        """Tell whether every ticket is somewhere."""
        ends = self.served + self.missed + self.voided + self.carried + self.still_open
        return self.carried_in + self.taken == ends


@dataclass(frozen=True)
class CallCount:
    """The day's calls by what became of the voice."""

    made: int
    spoken: int
    shown_only: int
    unspoken: int
    put_back: int


@dataclass(frozen=True)
class SlipCount:
    """The print jobs of this terminal's slips by state. ``numbers_given``: how many numbers asked for one."""

    printed: int
    waiting: int
    printing: int
    unsure: int
    cancelled: int
    numbers_given: int
    first_prints: int


@dataclass(frozen=True)
class CaseCount:
    """The day's cases."""

    opened: int
    closed: int
    handed_on: int
    in_hand: int


@dataclass(frozen=True)
class CentreCount:
    """The day's changesets of this terminal. ``is_joined`` False: there is no centre that could confirm.

    beaten: calls another window was quicker with; they went on by themselves and are nothing to settle.
    """

    is_joined: bool
    made: int
    confirmed: int
    refused: int
    waiting: int
    beaten: int = 0


@dataclass(frozen=True)
class Oddities:
    """What only a look at single records shows."""

    served_without_case: int
    served_without_call: int
    periods_broken: int


@dataclass(frozen=True)
class ClosingReport:
    """A day, reconciled."""

    day: dt.date
    at: int
    letters: tuple[LetterCount, ...]
    calls: CallCount
    slips: SlipCount
    cases: CaseCount
    centre: CentreCount
    times: TimeSpent
    oddities: Oddities

    @property
    def differences(self) -> tuple[tuple[Difference, int], ...]:
        """List what does not fit, each with how often."""
        return tuple((difference, count) for difference, count in self._counted() if count > 0)

    def _counted(self) -> Iterator[tuple[Difference, int]]:
        yield Difference.TICKETS_OPEN, sum(line.still_open for line in self.letters)
        yield Difference.TICKETS_UNBALANCED, sum(not line.balances for line in self.letters)
        yield Difference.CALLS_UNSPOKEN, self.calls.unspoken
        yield Difference.SLIPS_MISSING, self.slips.numbers_given - self.slips.first_prints
        yield Difference.SLIPS_WAITING, self.slips.waiting + self.slips.printing + self.slips.unsure
        yield Difference.CASES_OPEN, self.cases.in_hand
        yield Difference.SERVED_WITHOUT_CASE, self.oddities.served_without_case
        yield Difference.SERVED_WITHOUT_CALL, self.oddities.served_without_call
        yield Difference.PERIODS_BROKEN, self.oddities.periods_broken
        yield Difference.CENTRE_WAITS, self.centre.waiting if self.centre.is_joined else 0
        yield Difference.CENTRE_REFUSED, self.centre.refused
