"""The life of a case."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLOSED = "closed"


CASE_STEPS = StepTable("case", {CaseState.OPEN: frozenset({CaseState.CLOSED}), CaseState.CLOSED: frozenset()})
