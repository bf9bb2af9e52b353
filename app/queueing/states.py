"""The life of a ticket (domain.md 5.5) and the stretches of a visitor's day."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    SUSPENDED = "suspended"
    MISSED = "missed"
    DONE = "done"
    VOID = "void"


TICKET_STEPS = StepTable(
    "ticket",
    {
        TicketState.WAITING: frozenset({TicketState.CALLED, TicketState.VOID}),
        TicketState.CALLED: frozenset(
            {
                TicketState.CALLED,
                TicketState.SERVING,
                TicketState.MISSED,
                TicketState.WAITING,
                TicketState.VOID,
            }
        ),
        # Back to waiting: transferred, or the next matter of the same visit.
        TicketState.SERVING: frozenset(
            {TicketState.DONE, TicketState.WAITING, TicketState.SUSPENDED, TicketState.SERVING}
        ),
        TicketState.SUSPENDED: frozenset({TicketState.SERVING, TicketState.WAITING, TicketState.VOID}),
        TicketState.MISSED: frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.VOID}),
        TicketState.DONE: frozenset(),
        TicketState.VOID: frozenset(),
    },
)

ON_THE_WAY = frozenset(
    {
        TicketState.WAITING,
        TicketState.CALLED,
        TicketState.SERVING,
        TicketState.SUSPENDED,
        TicketState.MISSED,
    }
)
"""States of a visit that is not over; exactly one period of it is open."""


class Suspension(StrEnum):
    """Why a case rests (挂起); its time is neither waiting nor service."""

    NONE = "none"
    AWAY = "away"
    """不持件: the visitor keeps the papers and goes to complete them."""
    HELD = "held"
    """持件: the window keeps the papers and works on; the visitor is free."""
    HERE = "here"
    """等待: the visitor stays in front of the window until something comes."""


class PeriodKind(StrEnum):
    """What a stretch of a visitor's day was spent with."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    AWAY = "away"
    HELD = "held"
    HERE = "here"
    MISSED = "missed"
    CARRIED = "carried"
    """The night between the day the ticket was left over from and the day it is called."""


PERIODS_OF: dict[TicketState, frozenset[PeriodKind]] = {
    TicketState.WAITING: frozenset({PeriodKind.WAITING, PeriodKind.CARRIED}),
    TicketState.CALLED: frozenset({PeriodKind.CALLED}),
    TicketState.SERVING: frozenset({PeriodKind.SERVING}),
    TicketState.SUSPENDED: frozenset({PeriodKind.AWAY, PeriodKind.HELD, PeriodKind.HERE}),
    TicketState.MISSED: frozenset({PeriodKind.MISSED}),
    TicketState.DONE: frozenset(),
    TicketState.VOID: frozenset(),
}
"""Which periods may be open while a ticket is in a state."""


class Spoken(StrEnum):
    """What became of the voice."""

    NOT_YET = "not_yet"
    SPOKEN = "spoken"
    NOT_SPOKEN = "not_spoken"


class WindowState(StrEnum):
    """What a window is doing, as its neighbours see it."""

    OFF = "off"
    FREE = "free"
    CALLING = "calling"
    SERVING = "serving"
    PAUSED = "paused"


class Light(StrEnum):
    """How full a line is (load light)."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
