"""The fixed words of ratings (domain.md 5.2)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable

BAD_LEVELS = frozenset({1, 2})
"""差评: the two lowest of five levels."""
SATISFIED_LEVELS = frozenset({3, 4, 5})
LEVELS = (5, 4, 3, 2, 1)


class SaidBy(StrEnum):
    """The way a rating came."""

    SCREEN = "screen"
    """The screen at the window, at the end of the case."""
    SLIP = "slip"
    """The code on the visitor's slip."""
    FOLLOW_UP = "follow_up"
    """After a bad one was answered."""


class TaskState(StrEnum):
    """Where the handling of a bad rating stands."""

    UNASSIGNED = "unassigned"
    """待分派."""
    TO_CONTACT = "to_contact"
    """待回访: the visitor has not been reached yet."""
    MENDING = "mending"
    """整改中."""
    ANSWERED = "answered"
    """已反馈: the visitor was told what was done."""
    SETTLED = "settled"
    """已办结."""
    MISTAKEN = "mistaken"
    """认定误评: the visitor meant another level; does not count."""
    UNFOUNDED = "unfounded"
    """认定不实: checked and not so; does not count."""


NOT_COUNTED = frozenset({TaskState.MISTAKEN, TaskState.UNFOUNDED})

TASK_STEPS = StepTable(
    "rating_task",
    {
        TaskState.UNASSIGNED: frozenset({TaskState.TO_CONTACT}),
        # Given to somebody else while nobody was reached.
        TaskState.TO_CONTACT: frozenset({TaskState.TO_CONTACT, TaskState.MENDING, *NOT_COUNTED}),
        TaskState.MENDING: frozenset({TaskState.ANSWERED, *NOT_COUNTED}),
        # Answered is not yet good: a second bad word sends it back.
        TaskState.ANSWERED: frozenset({TaskState.SETTLED, TaskState.MENDING}),
        TaskState.SETTLED: frozenset(),
        TaskState.MISTAKEN: frozenset(),
        TaskState.UNFOUNDED: frozenset(),
    },
)

OPEN_STATES = frozenset({TaskState.UNASSIGNED, TaskState.TO_CONTACT, TaskState.MENDING, TaskState.ANSWERED})


class Due(StrEnum):
    """How near the deadline of a task is."""

    IN_TIME = "in_time"
    TODAY = "today"
    LATE = "late"
    NONE = "none"
    """Nothing is due any more."""
