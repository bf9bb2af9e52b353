"""The life of a ticket (domain.md 5.5)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    MISSED = "missed"
    DONE = "done"
    VOID = "void"


TICKET_STEPS = StepTable(
    "ticket",
    {
        TicketState.WAITING: frozenset({TicketState.CALLED, TicketState.VOID}),
        TicketState.CALLED: frozenset(
            {TicketState.CALLED, TicketState.SERVING, TicketState.MISSED, TicketState.WAITING}
        ),
        TicketState.SERVING: frozenset({TicketState.DONE, TicketState.WAITING}),
        TicketState.MISSED: frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.VOID}),
        TicketState.DONE: frozenset(),
        TicketState.VOID: frozenset(),
    },
)

MOST_CALLS = 3
"""A ticket is called at most so often before it counts as missed."""


class Spoken(StrEnum):
    """What became of the voice."""

    NOT_YET = "not_yet"
    SPOKEN = "spoken"
    NOT_SPOKEN = "not_spoken"
