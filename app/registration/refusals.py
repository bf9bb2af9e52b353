"""The ways the registrar's desk says no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel.errors import Refusal

MOST_NAMED = 20
"""Wrong lines of a list that are named one by one."""


@dataclass(frozen=True)
class WrongLine:
    """A line of a list that cannot be taken, and why, as a word of the list of problems."""

    line: int
    problem: str


@dataclass(eq=False)
class ContractNotSigned(Refusal):
    """Only a contract all parties have signed is registered; this one has another state."""

    number: str


@dataclass(eq=False)
class RegisteredAlready(Refusal):
    """The contract has a registration that is not over (once per territory, measures of 2000)."""

    acceptance_number: str


@dataclass(eq=False)
class PrecheckStops(Refusal):
    """Rules of the pre-check stop the acceptance: so many points, and the rules' numbers."""

    count: int
    rules: str


@dataclass(eq=False)
class CriteriaMissing(Refusal):
    """Not every criterion of the class is ticked."""

    missing: int


@dataclass(eq=False)
class ExpertsFirst(Refusal):
    """By its amount or a dispute the case goes to experts before it is decided."""

    acceptance_number: str


@dataclass(eq=False)
class GroundsMissing(Refusal):
    """A notice or a refusal names its grounds by code."""

    step: str


@dataclass(eq=False)
class FormChanged(Refusal):
    """Somebody else saved the form meanwhile; nothing was overwritten."""

    acceptance_number: str


@dataclass(eq=False)
class NumberRefused(Refusal):
    """A registration number cannot be: ``problem`` is a word of the list of problems."""

    number: str
    problem: str


@dataclass(eq=False)
class ListRefused(Refusal):
    """A list has lines that cannot be taken; nothing was taken. ``lines``: "3: problem; ..."."""

    count: int
    lines: str


def list_refused(wrong: Sequence[WrongLine]) -> ListRefused:
    """Refuse a list with its wrong lines; of many, the first are named."""
    return ListRefused(len(wrong), "; ".join(f"{one.line}: {one.problem}" for one in wrong[:MOST_NAMED]))


@dataclass(eq=False)
class CaseOvertaken(Refusal):
    """Another terminal has moved the case; the centre did not take this step. ``state``: where it is."""

    acceptance_number: str
    state: str
    reason: str = ""
