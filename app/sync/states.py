"""What can become of a change the centre did not take as it was."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class ConflictKind(StrEnum):
    """What the centre did not take: a whole changeset, or one value of it."""

    REFUSED = "refused"
    OVERWRITTEN = "overwritten"


class Decision(StrEnum):
    """What a person decided."""

    OPEN = "open"
    TOOK_THEIRS = "took_theirs"
    SENT_AGAIN = "sent_again"
    MADE_NEW = "made_new"


DECISION_STEPS = StepTable(
    "conflict",
    {
        Decision.OPEN: frozenset({Decision.TOOK_THEIRS, Decision.SENT_AGAIN, Decision.MADE_NEW}),
        Decision.TOOK_THEIRS: frozenset(),
        Decision.SENT_AGAIN: frozenset(),
        Decision.MADE_NEW: frozenset(),
    },
)
