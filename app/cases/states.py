"""The life of a case."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    """Handed on to another line, window or person, where it becomes a case of its own."""


CASE_STEPS = StepTable(
    "case",
    {
        CaseState.OPEN: frozenset({CaseState.CLOSED, CaseState.TRANSFERRED}),
        CaseState.CLOSED: frozenset(),
        CaseState.TRANSFERRED: frozenset(),
    },
)
