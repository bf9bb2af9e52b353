"""The ways the waiting line says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class NobodyWaiting(Refusal):
    """Nobody is waiting for what this window serves."""

    window_number: int


@dataclass(eq=False)
class CalledOften(Refusal):
    """The ticket has been called as often as allowed; it can be set aside as missed."""

    number: str
    calls: int


@dataclass(eq=False)
class TicketTaken(Refusal):
    """Another window has this ticket; the centre says so."""

    number: str


@dataclass(eq=False)
class NoWindow(Refusal):
    """The person signed in without a window; calling needs one."""
